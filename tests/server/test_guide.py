"""The guide tells of every route, code, scope and limit that there is, and of no other default."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import pytest
from fastapi.routing import APIRoute

from caption_qa_action.cli import serve
from caption_qa_action.server.app import routes
from caption_qa_action.server.contract import ERRORS

GUIDE = Path(__file__).parents[2] / "docs" / "guides" / "serve.md"


@pytest.fixture(scope="module")
def guide() -> str:
    return GUIDE.read_text(encoding="utf-8")


def test_every_route_that_is_offered_is_in_the_guide(guide: str) -> None:
    found = set(re.findall(r"^\| `([A-Z]+) (\S+)` \|", guide, re.M))
    assert found == {
        (method, route.path)
        for route in routes().state.routes
        if isinstance(route, APIRoute) and "not offered" not in route.tags
        for method in route.methods or ()
    }


def test_every_error_code_is_in_the_guide(guide: str) -> None:
    named = set(re.findall(r"`([a-z_]+)`", guide))
    assert set(ERRORS) - {"internal_error"} <= named


def test_every_limit_is_in_the_guide_with_its_default(guide: str) -> None:
    parser = argparse.ArgumentParser()
    serve.configure(parser)
    documented = dict(re.findall(r"^\| `(--[a-z-]+)` \| ([^|]+) \|", guide, re.M))
    limits = {
        option: str(action.default)
        for action in parser._actions
        for option in action.option_strings
        if action.metavar == "N"
    }
    assert documented == {**limits, "--workers": "the cores"}
