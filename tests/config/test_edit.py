"""An entry added to a file of the user: all that was there is there, and the entry, and nothing else."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from caption_qa_action.config.edit import Value, add_keys, append
from caption_qa_action.config.edit_toml import append_suppression
from caption_qa_action.core.errors import ConfigError

ENTRY: Mapping[str, Value] = {"files": "a.srt", "codes": "x", "cues": 3, "reason": "so: it # is"}
FLOW = "{files: a.srt, codes: x, cues: 3, reason: 'so: it # is'}"
BLOCK = "- files: a.srt\n  codes: x\n  cues: 3\n  reason: 'so: it # is'\n"


def indented(text: str, by: int) -> str:
    return "".join(" " * by + line for line in text.splitlines(keepends=True))


HOUSE = """\
# How we caption. Ask Ann before you change it.

preset: youtube      # see the wiki

fail-on: [error,   line_too_long]   # as agreed
severity:
    line_too_long: "off"  # later
options: &limits
    line_too_long: {limit_columns: 37}   # of the old player

suppressions:
    # The choir.
  - files: concert/*.srt   # all of them
    codes: &codes [overlapping_cues,
        duplicate_cue]     # both
    reason: >-
      They sing
      # in canon.

    # since 2024

  - {files: 'b.srt', codes: *codes, reason: "an \\u201cecho\\u201d"}   # flow
    # Said of the echo.
  # Add more here.

# What is not ours.
extend-exclude:
- vendor/
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_the_entry_comes_after_the_last_one_and_the_comment_on_it(newline: str, bom: str) -> None:
    old = bom + HOUSE.replace("\n", newline)
    above, below = HOUSE.split("  # Add more here.\n")
    wanted = above + indented(BLOCK, 2) + "  # Add more here.\n" + below
    assert append("f", old, "suppressions", ENTRY) == bom + wanted.replace("\n", newline)


@pytest.mark.parametrize(
    "old, new",
    [
        ("", f"suppressions:\n{indented(BLOCK, 2)}"),
        ("# none yet", f"# none yet\nsuppressions:\n{indented(BLOCK, 2)}"),
        ("a: b", f"a: b\nsuppressions:\n{indented(BLOCK, 2)}"),
        ("  a: b\n", f"  a: b\n  suppressions:\n{indented(BLOCK, 4)}"),
        ("suppressions:  # none\n# x\na: b\n", f"suppressions:  # none\n{indented(BLOCK, 2)}# x\na: b\n"),
        ("suppressions: ~ # none\n", f"suppressions: [{FLOW}] # none\n"),
        ("suppressions: []\n", f"suppressions: [{FLOW}]\n"),
        ("suppressions: [ # x\n]\n", f"suppressions: [ # x\n{FLOW}]\n"),
        ("suppressions: &l [a, b] # x\n", f"suppressions: &l [a, b, {FLOW}] # x\n"),
        ("suppressions: [a, # x\n  b, # y\n]\n", f"suppressions: [a, # x\n  b, {FLOW} # y\n]\n"),
        ("{a: b}\n", f"{{a: b, suppressions: [{FLOW}]}}\n"),
        ("{}", f"{{suppressions: [{FLOW}]}}"),
        ("{suppressions: , a: b}", f"{{suppressions: [{FLOW}] , a: b}}"),
        ("suppressions:\n- a\nb: c\n", f"suppressions:\n- a\n{BLOCK}b: c\n"),
        ("suppressions:\n-\n     a: b\n", f"suppressions:\n-\n     a: b\n{BLOCK}"),
        ("suppressions:\n-\n  a: b\n- c", f"suppressions:\n-\n  a: b\n- c\n{BLOCK}"),
        (
            "suppressions:\n-   a: b\n",
            "suppressions:\n-   a: b\n-   files: a.srt\n    codes: x\n    cues: 3\n    reason: 'so: it # is'\n",
        ),
        (
            "suppressions:\n  - |\n    a\n\n    # b\n# c\n",
            f"suppressions:\n  - |\n    a\n\n    # b\n{indented(BLOCK, 2)}# c\n",
        ),
        ("a: &l 1\nsuppressions:\n  - *l\n\n\nb: c\n", f"a: &l 1\nsuppressions:\n  - *l\n{indented(BLOCK, 2)}\n\nb: c\n"),
        ('"suppressions":\n  - ä\u2028\n', f'"suppressions":\n  - ä\u2028\n{indented(BLOCK, 2)}'),
    ],
)  # fmt: skip
def test_the_style_of_the_list_is_kept(old: str, new: str) -> None:
    assert append("f", old, "suppressions", ENTRY) == new


@pytest.mark.parametrize(
    "old, why",
    [
        ("a:\n\t- b\n", "f:2:1: not valid YAML: .*tab|f:2:1: not valid YAML: .*'\\\\t'"),
        ("a: 1\na: 2\n", "f:2:1: a: is given twice"),
        ("a: 1\n---\nb: 1\n", "f:2:1: not valid YAML: expected a single document"),
        ("- a\n", "f:1:1: must be a mapping"),
        ("suppressions: a\n", "f: suppressions: is no list"),
        ("suppressions: {}\n", "f: suppressions: is no list"),
        # What comes after the end of a document is another one.
        ("a: 1\n...\n", "nothing can be added without changing what it says"),
        # A line end would become a part of the text.
        ("a: |\n  b", "nothing can be added without changing what it says"),
        # The list is in two places.
        ("suppressions: &l\n- a\nb: *l\n", "nothing can be added without changing what it says"),
    ],
)
def test_what_cannot_be_added_is_refused_with_the_reason(old: str, why: str) -> None:
    with pytest.raises(ConfigError, match=why):
        append("f", old, "suppressions", ENTRY)


def test_a_colon_in_brackets_is_quoted_for_readers_of_yaml_1_1() -> None:
    new = append("f", "suppressions: []\n", "suppressions", {"reason": ":1"})
    assert new == "suppressions: [{reason: ':1'}]\n"


def test_a_key_that_is_there_is_not_added_again() -> None:
    with pytest.raises(ConfigError, match="nothing can be added"):
        add_keys("f", "a: b\n", {"a": "c"})


def test_keys_come_last_in_their_order_and_in_the_style_of_the_file() -> None:
    keys: Mapping[str, Value] = {"b": "no", "c": ["d", "*"]}
    assert add_keys("f", "a: 1 # x\n# y\n", keys) == "a: 1 # x\n# y\nb: no\nc:\n  - d\n  - '*'\n"
    assert add_keys("f", "{a: 1} # x", keys) == "{a: 1, b: no, c: [d, '*']} # x"


# Any file: keys with comments and blank lines between them, and a list in one of many styles.
WORD = st.text("ab1é#:-'\"{[ ", min_size=1, max_size=6)
SCALAR = WORD.map(lambda text: yaml.safe_dump(text, default_style='"', allow_unicode=True).strip())
COMMENT = st.sampled_from(["", "", " # x", "   #: [y"])
BETWEEN = st.lists(st.sampled_from(["", "# a", "  # - b: c", "      # d"]), max_size=3)


@st.composite
def files(draw: st.DrawFn) -> str:
    """A configuration whose list may be empty, in a flow, or in a block with any indentation."""
    lines = [*draw(BETWEEN), f"first: {draw(SCALAR)}{draw(COMMENT)}", *draw(BETWEEN)]
    style = draw(st.sampled_from(["none", "empty", "flow", "block", "block"]))
    if style == "empty":
        lines.append("suppressions:" + draw(COMMENT))
    elif style == "flow":
        entries = draw(st.lists(SCALAR, max_size=3))
        lines.append(f"suppressions: [{', '.join(entries)}]{draw(COMMENT)}")
    elif style == "block":
        lines.append("suppressions:" + draw(COMMENT))
        dash, gap = " " * draw(st.integers(0, 4)), " " * draw(st.integers(1, 4))
        for _ in range(draw(st.integers(1, 3))):
            inner = dash + " " + gap
            lines += [f"{dash}-{gap}files: {draw(SCALAR)}{draw(COMMENT)}", *draw(BETWEEN)]
            text = draw(st.sampled_from(["|", ">-", "plain"]))
            if text == "plain":
                lines.append(f"{inner}reason: {draw(SCALAR)}{draw(COMMENT)}")
            else:
                lines += [f"{inner}reason: {text}", f"{inner}  one", "", f"{inner}  # two"]
            lines += draw(BETWEEN)
    lines += draw(BETWEEN)
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    end = newline  # without one, a text in several lines would get one more
    if draw(st.booleans()):
        lines += ["last: [a, {b: c}]", *draw(BETWEEN)]
        end = draw(st.sampled_from(["", newline]))
    return newline.join(lines) + end


@given(files(), st.dictionaries(st.sampled_from(["files", "codes", "reason"]), WORD, min_size=1))
def test_an_edit_gives_what_was_there_and_the_entry(old: str, entry: dict[str, str]) -> None:
    before: dict[str, Any] = yaml.load(old, yaml.BaseLoader) or {}
    new = append("f", old, "suppressions", entry)
    after = yaml.load(new, yaml.BaseLoader)
    entries = before.get("suppressions") or []
    assert after == {**before, "suppressions": [*entries, entry]}
    # Every character is there, in order: what is new is in one place.
    start = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), len(old))
    rest = old[start:]
    assert new.endswith(rest)
    assert new.count("\n") == new.count("\r\n") or "\r" not in old
    assert append("f", new, "suppressions", entry).startswith(new[:start])


@given(st.text(min_size=1), st.sampled_from(["a: b\n", "{a: b}", "suppressions: [c]\n"]))
def test_any_text_is_written_so_that_it_is_read_again(reason: str, old: str) -> None:
    try:
        reason.encode()
    except UnicodeEncodeError:
        return
    try:
        new = append("f", old, "suppressions", {"reason": reason})
    except ConfigError:  # such as U+FFFE, which no YAML holds
        assert not reason.isprintable()
        return
    assert yaml.load(new, yaml.BaseLoader)["suppressions"][-1] == {"reason": reason}


PYPROJECT = """\
[project]
name = "talks"  # ours

[tool.caption-qa]  # checks captions
preset = "youtube"
# The end of it.

# Of ruff.
[tool.ruff]
line-length = 100
"""
TOML_ENTRY: Mapping[str, str | int] = {"files": "a.srt", "cues": 3, "reason": 'a "\\ \x7f\n😀'}
TABLE = """
[[tool.caption-qa.suppressions]]
files = "a.srt"
cues = 3
reason = "a \\"\\\\ \\u007f\\n😀"
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_table_is_added_behind_ours(newline: str) -> None:
    above, below = PYPROJECT.split("\n# Of ruff.")
    wanted = (above + TABLE + "\n# Of ruff." + below).replace("\n", newline)
    new = append_suppression("p.toml", PYPROJECT.replace("\n", newline), TOML_ENTRY)
    assert new == wanted
    ours = tomllib.loads(new)["tool"]["caption-qa"]
    assert ours == {"preset": "youtube", "suppressions": [TOML_ENTRY]}
    again = append_suppression("p.toml", new, {"files": "b.srt"})
    assert tomllib.loads(again)["tool"]["caption-qa"]["suppressions"][1] == {"files": "b.srt"}
    assert all(line in again.splitlines() for line in new.splitlines())


@pytest.mark.parametrize(
    "old", ["[tool.caption-qa]\nsuppressions = []\n", "tool.caption-qa = {preset = 'x'}\n"]
)
def test_where_no_table_can_be_the_line_is_named(old: str) -> None:
    with pytest.raises(ConfigError, match=r'by hand: \{ files = "a.srt", cues = 3, reason'):
        append_suppression("p.toml", old, TOML_ENTRY)


@pytest.mark.parametrize(
    "old", ["[tool]\ncaption-qa.preset = 'x'", "[tool.caption-qa]\na = '''\n[b]\n'''\n[c]\n", "\ufeff[tool.caption-qa]\n"]
)  # fmt: skip
def test_other_ways_to_write_our_table_take_one_more(old: str) -> None:
    before = tomllib.loads(old.removeprefix("\ufeff"))
    new = append_suppression("p.toml", old, TOML_ENTRY)
    after = tomllib.loads(new.removeprefix("\ufeff"))
    assert after["tool"]["caption-qa"].pop("suppressions") == [TOML_ENTRY]
    assert after == before
    assert new.startswith("\ufeff") == old.startswith("\ufeff")
