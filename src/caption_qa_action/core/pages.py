"""Where the documentation is on the web; every place that links to it asks here."""

from __future__ import annotations

import os

from caption_qa_action.core.registry import Registry

# `project.urls.Documentation` of pyproject.toml; a test holds them together.
DOCS_URL = "https://caption-qa.github.io/caption-qa-action/"
# By their names alone: nothing here imports a rule.
_RULES = Registry(
    "caption_qa_action.rules",
    os.path.join(os.path.dirname(os.path.dirname(__file__)), "rules"),
    nested=True,
)


def rule_url(code: str) -> str:
    """Where the page of a code is; `""` for one without a page, as a server may know."""
    return f"{DOCS_URL}rules/{code}/" if code in _RULES else ""
