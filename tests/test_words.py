"""The words of the code: no riddle that was replaced comes back, as a name or in a comment."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src"
# "Reported", "declared", "resolved", "stated", "spoken" and "named" say which of them is meant.
_VAGUE = re.compile(r"(?<![^\W_])(?:told|said)(?![^\W_])", re.IGNORECASE)
# What each of these names is called today; see "Words" in CONTRIBUTING.
_REPLACED = {
    "Kin": "CaptionFileName",
    "kin": "parse_caption_filename",
    "asking": "engines.remote",
    "Asking": "RemoteChecker",
    "holds": "is_safe",
    "apart": "group_independent",
    "_apart": "group_independent",
    "_WayBack": "OffsetMap",
    "Taken": "EditSet",
    "House": "CustomPreset",
    "_houses": "_custom_presets",
    "absent": "unsupported_routes",
    "journal": "access_log",
    "gateway": "async_store",
    "admission": "auth",
    "_prose": "_text_layout",
    "_narrowing": "changed_filter",
    "_remote_leaves": "_remote_parsers",
    "carry": "strip_unsupported",
    "repaired": "normalise",
}
# Only modules with such a line are parsed.
_DEFINED = re.compile(rf"(?:class|def)\s+(?:{'|'.join(_REPLACED)})\b")


def modules() -> list[Path]:
    return sorted(SOURCE.rglob("*.py"))


@pytest.mark.parametrize(
    "text, words",
    [
        ("told = 1", ["told"]),
        ("what_said = 1", ["what_said"]),
        ("x = f(said=1)", ["said"]),
        ("x = 1  # as it was told", ["# as it was told"]),
        ('def f():\n    """What is said."""', ["What is said."]),
        ('class A:\n    """Told."""', ["Told."]),
        ('def check(document):\n    """What is said."""', []),
        ('x = "the server is not told the language"', []),
        ("untold = aside = 1", []),
    ],
)
def test_a_vague_word_is_found_in_names_comments_and_docstrings(
    text: str, words: list[str]
) -> None:
    found = [*names_and_comments(text), *docstrings(text, is_rule=True)]
    assert [each for _, each in found if _VAGUE.search(each)] == words


def test_nothing_is_told_or_said() -> None:
    found = []
    for path in modules():
        text = path.read_text(encoding="utf-8")
        if not _VAGUE.search(text):
            continue
        is_rule = "rules" in path.relative_to(SOURCE).parts
        for line, words in (*names_and_comments(text), *docstrings(text, is_rule=is_rule)):
            if _VAGUE.search(words):
                found.append(f"{path.relative_to(SOURCE)}:{line}: {words}")
    assert found == []


def test_replaced_names_stay_away() -> None:
    found = []
    for path in modules():
        if path.stem in _REPLACED:
            found.append(f"{path.relative_to(SOURCE)}: {_REPLACED[path.stem]}")
        text = path.read_text(encoding="utf-8")
        if not _DEFINED.search(text):
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.ClassDef | ast.FunctionDef) and node.name in _REPLACED:
                place = f"{path.relative_to(SOURCE)}:{node.lineno}"
                found.append(f"{place}: {node.name}, now {_REPLACED[node.name]}")
    assert found == []


def names_and_comments(text: str) -> Iterator[tuple[int, str]]:
    """The names and comments of a module, each with its line."""
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type in (tokenize.NAME, tokenize.COMMENT):
            yield token.start[0], token.string


def docstrings(text: str, *, is_rule: bool) -> Iterator[tuple[int, str]]:
    """The docstrings of a module; that of a rule is a page for users, and left out."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            if is_rule and getattr(node, "name", "") == "check":
                continue
            body = ast.get_docstring(node)
            if body:
                yield node.body[0].lineno, body
