"""Rules ask what a format is like, never for its name; and what a format states, somebody asks."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

import caption_qa_action.rules as rules
from caption_qa_action.core.traits import FormatTraits
from caption_qa_action.formats import FORMATS

RULES = Path(rules.__path__[0])
SOURCE = RULES.parent


def test_no_rule_compares_a_format_with_a_name() -> None:
    found = [
        f"{path.relative_to(RULES)}:{node.lineno}"
        for path in RULES.rglob("*.py")
        for text in [path.read_text(encoding="utf-8")]
        if ".format" in text
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Compare) and ".format" in ast.unparse(node)
        if any(re.search(rf"\b{name}\b", ast.unparse(node)) for name in FORMATS)
    ]
    assert found == []


@cache
def sources() -> str:
    """Every module but those of formats, which state what they are."""
    return "\n".join(
        path.read_text(encoding="utf-8")
        for path in SOURCE.rglob("*.py")
        if path.parent.name != "formats" or path.name == "__init__.py"
    )


# Those of all formats are asked for at once, in the table that is made of them.
@pytest.mark.parametrize("trait", sorted({*FormatTraits._fields} - {"beginnings"}))
def test_every_trait_is_asked_for(trait: str) -> None:
    assert re.search(rf"\.{trait}\b", sources())
