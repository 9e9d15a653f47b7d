"""The input `args`: one argument a line, or a single line split as a shell splits it."""

from __future__ import annotations

import shlex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caption_qa_action.action.inputs import arguments, merge_arguments
from caption_qa_action.core.errors import UsageError


def passed_on(args: str) -> list[str]:
    """What of an input comes before the paths."""
    made = arguments({"args": args, "require-files": "false", "paths": "a.srt"})
    assert made[-2:] == ["--", "a.srt"]
    return made[:-2]


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        ("", []),
        ("--quiet", ["--quiet"]),
        # One option and what belongs to it stays one argument, as it always was.
        ("--config=my captions.yml", ["--config=my captions.yml"]),
        ("--exclude\na b.srt", ["--exclude", "a b.srt"]),
        ('--quiet\n--exclude=it\'s "mine".srt', ["--quiet", '--exclude=it\'s "mine".srt']),
        ("--quiet --jobs=1", ["--quiet", "--jobs=1"]),
        ("-q\t--jobs 1", ["-q", "--jobs", "1"]),
        ("--config='my captions.yml' --quiet", ["--config=my captions.yml", "--quiet"]),
        ('--exclude "a b.srt"', ["--exclude", "a b.srt"]),
        ("--exclude=a\\ b.srt --quiet", ["--exclude=a b.srt", "--quiet"]),
        ("--exclude=a--b.srt", ["--exclude=a--b.srt"]),
        ("--quiet --exclude=#x", ["--quiet", "--exclude=#x"]),
        # An option has no blank in its name: what stands behind it is another argument.
        ("--fail-on never", ["--fail-on", "never"]),
        ("--show all", ["--show", "all"]),
        ("-q -v", ["-q", "-v"]),
        ("--verbose -q", ["--verbose", "-q"]),
        ("--exclude=Season 1/**", ["--exclude=Season 1/**"]),
        ("--exclude=The Show - Season 1/**", ["--exclude=The Show - Season 1/**"]),
    ],
)
def test_args(args: str, expected: list[str]) -> None:
    assert passed_on(args) == expected
    assert merge_arguments({"args": args, "merge": "part.json"})[: len(expected)] == expected


@pytest.mark.parametrize("args", ["--exclude='a", '--quiet "', "it's", "--quiet --exclude=a\\"])
def test_a_quotation_mark_that_is_not_closed_is_refused(args: str) -> None:
    with pytest.raises(UsageError, match=r'^input "args" is .*one argument a line'):
        passed_on(args)


@pytest.mark.parametrize("args", ["--quiet --format concise", "'--format=concise'"])
def test_a_second_report_in_the_log_is_refused_however_it_is_written(args: str) -> None:
    with pytest.raises(UsageError, match='see the input "annotations"'):
        passed_on(args)


@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1), min_size=1
    )
)
def test_what_a_shell_would_quote_comes_back(values: list[str]) -> None:
    wanted = [f"--exclude={value}" for value in values]
    assert passed_on(shlex.join(["--quiet", *wanted])) == ["--quiet", *wanted]


@pytest.mark.parametrize("args", ["--watch", "--select=timing --show-files", "--help", "-h"])
def test_what_would_check_nothing_or_never_end_is_refused(args: str) -> None:
    with pytest.raises(UsageError, match="nothing is checked"):
        passed_on(args)
