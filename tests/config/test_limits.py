"""How much a configuration may hold: at the limit, and one above it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from caption_qa_action.config import Arguments, load
from caption_qa_action.config._read import read
from caption_qa_action.core.errors import ConfigError

WriteFile = Callable[[str, str], Path]


def complaint(text: str) -> str:
    """Why a file cannot be read; `""` when it can."""
    try:
        read(".caption-qa.yml", text.encode())
    except ConfigError as error:
        return error.message
    return ""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("size", "expected"),
    [(999_999, ""), (1_000_000, ""), (1_000_001, "is larger than 1000000 bytes")],
)
def test_a_file_has_at_most_a_million_bytes(size: int, expected: str) -> None:
    text = "preset: vimeo\n#"
    assert complaint(text + "x" * (size - len(text))) == expected


TOO_MANY = "holds too many values; are aliases the cause?"


# The mapping and the list are values too.
@pytest.mark.slow
@pytest.mark.parametrize(("values", "expected"), [(19_999, ""), (20_000, ""), (20_001, TOO_MANY)])
def test_a_file_has_at_most_20000_values(values: int, expected: str) -> None:
    assert complaint(f"ignore: [{', '.join(['x'] * (values - 2))}]") == expected


@pytest.mark.parametrize(
    ("depth", "expected"), [(19, ""), (20, ""), (21, TOO_MANY), (100, TOO_MANY)]
)
def test_a_file_is_read_20_values_deep(depth: int, expected: str) -> None:
    assert complaint("a: " + "[" * (depth - 1) + "x" + "]" * (depth - 1)) == expected
    assert complaint("{a: " * depth + "x" + "}" * depth) == expected


def test_aliases_count_each_time() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{at}: &a{at} [{', '.join([f'*a{at - 1}'] * 10)}]" for at in range(1, 5)]
    assert complaint("\n".join(lines[:4])) == ""
    assert complaint("\n".join(lines)) == TOO_MANY


@pytest.mark.parametrize(("files", "is_read"), [(2, True), (9, True), (10, True), (11, False)])
def test_a_file_extends_others_through_ten(write: WriteFile, files: int, is_read: bool) -> None:
    names = [".caption-qa.yml", *(f"base{at}.yml" for at in range(2, files + 1))]
    for name, following in zip(names, [*names[1:], ""], strict=True):
        write(name, f"extend: {following}\n" if following else "preset: vimeo\n")
    if is_read:
        assert load(Arguments()).settings_for("a.srt").preset == "vimeo"
    else:
        with pytest.raises(ConfigError, match="leads through more than 10 files"):
            load(Arguments()).settings_for("a.srt")


def test_a_file_that_leads_back_is_distinguished_from_a_long_way(write: WriteFile) -> None:
    write(".caption-qa.yml", "extend: other.yml\n")
    write("other.yml", "extend: .caption-qa.yml\n")
    with pytest.raises(ConfigError, match="leads back to itself"):
        load(Arguments()).settings_for("a.srt")
