"""Patterns mean what they mean in `.gitignore`: git itself is asked. And none takes longer than it is long."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caption_qa_action.core.globs import compile_patterns
from caption_qa_action.core.wildmatch import Ignores, _Name
from tests.growth import assert_linear
from tests.repository import Repository

NAMES = (
    "a",
    "b",
    "ab",
    "ba",
    "a-b",
    "a b",
    "a ",
    "]",
    "!a",
    "#a",
    "a.srt",
    "[a]",
    "é",
    "A",
    "\\",
    "a*",
)
PATHS = [
    *NAMES,
    *(f"{folder}/{name}" for folder in ("a", "d", "a b") for name in NAMES if name != folder),
    *(f"d/{folder}/{name}" for folder in ("a", "ab", "x") for name in NAMES[:9]),
    *(f"d/e/{folder}/f/{name}" for folder in ("a", "b") for name in ("a", "b", "ab", "a.srt")),
]
# A name is a file in one place and a folder in another; where it would be both, it is a folder.
FOLDERS = {path[:end] for path in PATHS for end, each in enumerate(path) if each == "/"}
FILES = [path for path in dict.fromkeys(PATHS) if path not in FOLDERS]

PIECE = st.sampled_from(
    ["*", "**", "?", "/", "a", "b", "d", "e", ".srt", "-", " ", "\\", "\\ ", "[ab]", "[!a]", "[^b]", "[a-b]",
     "[b-a]", "[]a]", "[a", "[[:alpha:]]", "[[:punct:]-]", "[[:a]", "[\\]a]", "[a\\-b]", "**/", "/**", "é", "A",
     "x", "[[:digit:]", "[-a]", "[a-]", "[!]]", "#", "!"]
)  # fmt: skip
LINE = st.builds(
    lambda start, pieces, end: start + "".join(pieces) + end,
    st.sampled_from(["", "", "!", "/", "**/", "#", "\\!", "\\#", "!/"]),
    st.lists(PIECE, min_size=1, max_size=6),
    st.sampled_from(["", "", "/", " ", "  ", "/**", "\\"]),
)


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """A repository with every file and folder."""
    repository = Repository.new(tmp_path_factory.mktemp("globs") / "repository")
    repository.write(dict.fromkeys(FILES, ""))
    return repository


def ignored_by_git(repository: Repository, lines: list[str]) -> set[str]:
    """The files and folders that git ignores; those of folders end with a slash."""
    (repository.folder / ".gitignore").write_text("\n".join(lines), encoding="utf-8", newline="\n")
    done = subprocess.run(
        ["git", "check-ignore", "--no-index", "-z", "--stdin"],
        cwd=repository.folder,
        env=repository.environment,
        input="\0".join([*FILES, *FOLDERS]).encode(),
        capture_output=True,
    )
    assert done.returncode in (0, 1), done.stderr
    found = {name.decode() for name in done.stdout.split(b"\0") if name}
    return {f"{name}/" if name in FOLDERS else name for name in found}


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="other systems fold case or names")
@given(lines=st.lists(LINE, min_size=1, max_size=4))
def test_every_line_means_what_git_says(repository: Repository, lines: list[str]) -> None:
    expected = ignored_by_git(repository, lines)
    asked = [*FILES, *(f"{folder}/" for folder in sorted(FOLDERS))]
    assert {path for path in asked if Ignores(lines).matches(path)} == expected, lines
    try:
        matches = compile_patterns(lines)
    except ValueError:
        return
    assert {path for path in asked if matches(path)} == expected, lines


@pytest.mark.parametrize(
    "pattern, path, expected",
    [
        ("*.srt", "a/b.srt", True),
        ("a*", "a", True),
        ("*a*a", "aaa", True),
        ("*a?*", "aaa", True),
        ("*/a*", "a/a", True),
        ("/*.srt", "a/b.srt", False),
        ("/*.srt", "b.srt", True),
        ("/a*z.srt", "a/z.srt", False),
        ("/a*z.srt", "abcz.srt", True),
        ("x/a*z", "x/a/z", False),
        ("x/a*z", "x/abcdefghz", True),
        ("x/a*z", "x/ab/cz", False),
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
        ("[[]", "[", True),
        ("[a&&b]", "&", True),
    ],
)
def test_a_pattern_matches(pattern: str, path: str, expected: bool) -> None:
    assert compile_patterns([pattern])(path) is expected
    assert Ignores([pattern]).matches(path) is expected


def test_no_pattern_matches_nothing() -> None:
    assert not compile_patterns([])("a.srt")


def test_the_last_pattern_that_matches_decides() -> None:
    matches = compile_patterns(["*.srt", "!a.srt"])
    assert matches("b.srt")
    assert not matches("a.srt")


def test_nothing_in_a_folder_that_is_left_out_is_wanted_again() -> None:
    matches = compile_patterns(["old/", "!old/a.srt"])
    assert matches("old/a.srt")


def test_plain_patterns_import_nothing() -> None:
    program = (
        "import sys; from caption_qa_action.core.globs import compile_patterns; "
        "assert compile_patterns(['node_modules/', 'docs/**/*.srt', '/a*/b'])('docs/x/a.srt'); "
        "assert 'caption_qa_action.core.wildmatch' not in sys.modules"
    )
    sources = Path(__file__).parents[2] / "src"
    subprocess.run([sys.executable, "-c", program], cwd=sources, check=True)


@pytest.mark.parametrize("pattern", ["a/[a\\]b", "[a", "[[:nosuch:]]", "!", "/", "a\\", "[/]"])
def test_what_can_match_nothing_is_no_pattern(pattern: str) -> None:
    with pytest.raises(ValueError, match=r"nothing|set|class|backslash"):
        compile_patterns([pattern])
    assert Ignores([pattern, "a.srt"]).matches("a.srt")


@pytest.mark.parametrize("pattern", ["[z-a]", "[z-ab]", "x[b-a]", "a/[a-\\]b"])
def test_a_range_that_ends_before_it_begins_is_refused_though_git_takes_its_first_byte(
    pattern: str,
) -> None:
    with pytest.raises(ValueError, match="a range ends before it begins"):
        compile_patterns([pattern])
    assert Ignores(["[z-a]"]).matches("z")


def test_a_range_of_one_character_is_a_range() -> None:
    assert compile_patterns(["[b-b].srt"])("b.srt")


def test_a_name_that_is_too_short_for_a_pattern_or_ends_otherwise_is_not_walked() -> None:
    """Thousands of long patterns cost it next to nothing."""
    pattern = Ignores(["a[bc]?d*e"]).patterns[0]
    assert pattern.least == len("abcde")
    assert pattern.tail == b"e"
    assert pattern._replace(steps=()).matches(_Name(b"abcd")) is False
    assert Ignores(["**/e"]).patterns[0].tail == b"e"
    assert Ignores(["*[a]"]).patterns[0].tail == Ignores(["*\\*"]).patterns[0].tail == b""
    assert pattern.matches(_Name(b"abcde"))


HOSTILE = (
    "*a",
    "*a?",
    "**/a",
    "[ab]*",
    "*[!b]",
    "a**",
    "?*",
    "/*a",
    "**/*a",
    "\\a*",
    "[[:alpha:]]*",
)


@pytest.mark.slow
@pytest.mark.parametrize("piece", HOSTILE)
@pytest.mark.parametrize("name", ["a", "a/", "ab", "b/a"])
def test_no_pattern_takes_longer_than_pattern_times_name(piece: str, name: str) -> None:
    pattern = f"!{piece * 60}c"  # not plain

    def match(path: str) -> object:
        return Ignores([pattern, f"{piece * 60}b"]).decide(path)

    assert_linear(lambda size: (name * size)[:size], match, 500)
    plain = compile_patterns([f"{piece * 60}c"])
    assert not plain((name * 4_000)[:4_000])
