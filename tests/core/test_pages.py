"""Where links to the documentation lead."""

from __future__ import annotations

import tomllib
from pathlib import Path

from caption_qa_action.core.pages import DOCS_URL, rule_url

PYPROJECT = Path(__file__).parents[2] / "pyproject.toml"


def test_links_lead_to_the_documentation_that_the_package_names() -> None:
    project = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]
    assert project["urls"]["Documentation"] == DOCS_URL


def test_a_rule_has_a_page_of_its_own() -> None:
    assert rule_url("empty_cue") == f"{DOCS_URL}rules/empty_cue/"


def test_a_code_that_only_a_server_knows_has_no_page() -> None:
    assert [rule_url(code) for code in ("brand_new", "", "../x", "opt_in", "all")] == [""] * 5
