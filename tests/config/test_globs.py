"""Patterns mean what they mean in `.gitignore`; pathspec, which git's own tests shaped, is asked."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pathspec import GitIgnoreSpec

from caption_qa_action.core.globs import compile_patterns

PART = st.text("ab.*?-_[]!\\ ", max_size=4) | st.sampled_from(["**", "a", "b", "*.srt", ""])
PATTERN = st.lists(PART, min_size=1, max_size=4).map("/".join)
NAME = st.text("ab.-", min_size=1, max_size=3).filter(lambda name: name.strip(".") != "")
PATH = st.lists(NAME | st.just("a.srt"), min_size=1, max_size=4).map("/".join)


@given(patterns=st.lists(PATTERN, max_size=3), paths=st.lists(PATH, min_size=1, max_size=5))
def test_every_pattern_matches_as_pathspec_matches_it(
    patterns: list[str], paths: list[str]
) -> None:
    try:
        expected = GitIgnoreSpec.from_lines(patterns)
    except (ValueError, re.error):
        with pytest.raises(ValueError, match=r"pattern|range"):
            compile_patterns(patterns)
        return
    matches = compile_patterns(patterns)
    for path in (*paths, *(path + "/" for path in paths)):
        assert matches(path) == expected.match_file(path)


@pytest.mark.parametrize(
    "pattern, path, expected",
    [
        ("*.srt", "a/b.srt", True),
        ("/*.srt", "a/b.srt", False),
        ("/*.srt", "b.srt", True),
        ("old/", "a/old/b.srt", True),
        ("old/", "a/old", False),
        ("old/", "a/old/", True),
        ("a/old", "a/old/b.srt", True),
        ("a/old", "x/a/old/b.srt", False),
        ("**/old", "x/a/old/b.srt", True),
        ("a/**", "a/b/c.srt", True),
        ("a/**/c.srt", "a/c.srt", True),
        ("a?.srt", "a/.srt", False),
        ("[ab].srt", "a.srt", True),
        ("ä.srt", "ä.srt", True),
    ],
)
def test_a_pattern_matches(pattern: str, path: str, expected: bool) -> None:
    assert compile_patterns([pattern])(path) is expected


def test_no_pattern_matches_nothing() -> None:
    assert not compile_patterns([])("a.srt")


def test_the_last_pattern_that_matches_decides() -> None:
    matches = compile_patterns(["*.srt", "!a.srt"])
    assert matches("b.srt")
    assert not matches("a.srt")


def test_plain_patterns_do_not_need_pathspec() -> None:
    program = (
        "import sys; from caption_qa_action.core.globs import compile_patterns; "
        "assert compile_patterns(['node_modules/', 'docs/**/*.srt', '/a?/b'])('docs/x/a.srt'); "
        "assert 'pathspec' not in sys.modules"
    )
    sources = Path(__file__).parents[2] / "src"
    subprocess.run([sys.executable, "-c", program], cwd=sources, check=True)


@pytest.mark.parametrize("pattern", ["[z-a]", "a/[a-\\]b", "[a--b]"])
def test_a_range_that_ends_before_it_begins_is_no_pattern(pattern: str) -> None:
    with pytest.raises(ValueError, match="range"):
        compile_patterns([pattern])


@pytest.mark.parametrize("pattern", ["[[]", "[a&&b]", "[!--a]"])
def test_what_brackets_may_mean_one_day_is_no_warning(pattern: str) -> None:
    assert not compile_patterns([pattern])("xyz")
