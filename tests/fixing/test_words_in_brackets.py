"""Words behind a bracket or an ampersand are words: no fix takes them for syntax."""

from __future__ import annotations

import re

import pytest

from caption_qa_action.core.source import DELETES
from caption_qa_action.fixing import mend
from caption_qa_action.fixing._judge import is_made_of
from caption_qa_action.rules import RULES, load
from tests.fixing.test_conservation import in_force, judged, replacing
from tests.growth import assert_linear

TEXTS = {
    "srt": "1\n00:00:01,000 --> 00:00:09,000\n{}\n\n2\n00:00:10,000 --> 00:00:12,000\nother words\n",
    "vtt": "WEBVTT\n\n00:01.000 --> 00:09.000\n{}\n\n00:10.000 --> 00:12.000\nother words\n",
    "sbv": "0:00:01.000,0:00:09.000\n{}\n\n0:00:10.000,0:00:12.000\nother words\n",
}
# Rules that delete words themselves, since their pages say that they are too many.
OF_WORDS = {
    "advertisement", "asr_artifact", "duplicate_cue", "repeated_word", "rolling_captions", "stray_bom",
    "sbv_subviewer_token",
}  # fmt: skip
BEHIND_DIGITS = (
    "we <3 you both", "love <3\nsecond line", "if one <2 and 5> three then", "<2 people laughing> hello",
    "<00:05 oclock news> hello", "<1.5x speed> going", "<00:02.000 word> going", "<i>left <5 right</i> end",
    "{2 people} hello", "[2 people] hello", "{00:05 news} hello", "[00:05 news] hello", "R&2 units", "<3> hello",
    "{1}{2} hello", "<music playing> la la", "<Bob: hi there> yes", "one<two>three", "<Bob>hello</Bob>",
    "<a little louder> hello", "<font color=red>hello</font> <noise> end", "<center stage> hello", "{music playing} hello",
    "[music playing] hello", "R&music; units",
)  # fmt: skip


@pytest.mark.parametrize("code", [code for code in RULES if DELETES in load(code).words])
def test_what_a_rule_may_delete_is_a_syntax_or_its_page_is_about_words(code: str) -> None:
    assert bool(load(code).deleted) != (code in OF_WORDS)


@pytest.mark.parametrize("kind", TEXTS)
@pytest.mark.parametrize("line", BEHIND_DIGITS)
def test_unsafe_fixes_keep_words_behind_brackets(line: str, kind: str) -> None:
    name, text = f"a.{kind}", TEXTS[kind].replace("{}", line)
    result, _ = mend(name, text.encode(), in_force(name, ("all",)), unsafe=True)
    line = re.sub("</?font[^<>]*>", "", line)
    expected = re.findall("[a-z]{2,}|[0-9]+", line.lower())
    mended = result.data.decode().lower()
    assert [word for word in expected if word not in mended] == []


@pytest.mark.parametrize(
    "code, deleted",
    [
        ("cue_timestamp_invalid", "<2 people>"),
        ("cue_timestamp_invalid", "<00:01.000> people"),
        ("unknown_tag", "<people>"),
        ("unknown_tag", "<center stage>"),
        ("ass_tag_in_text", "{people}"),
        ("ass_tag_in_text", "{\\i1} people"),
    ],
)
def test_words_that_are_no_syntax_of_the_rule_are_not_deleted(code: str, deleted: str) -> None:
    text = TEXTS["vtt"].replace("{}", f"hello {deleted} again")
    assert not judged(text, replacing(text, deleted, ""), DELETES, code, "a.vtt")


@pytest.mark.parametrize(
    "code",
    [
        "region_setting_invalid",
        "region_undefined",
        "setting_duplicate",
        "setting_invalid",
        "setting_unknown",
    ],
)
@pytest.mark.parametrize("deleted", ["hello", "two words", "hello, word", "<b>", "(word)"])
def test_words_are_not_deleted_as_settings(code: str, deleted: str) -> None:
    text = TEXTS["vtt"].replace("{}", f"one {deleted} again")
    assert not judged(text, replacing(text, deleted, ""), DELETES, code, "a.vtt")
    after = text.replace("-> 00:09.000", f"-> 00:09.000 {deleted}")
    assert not judged(after, replacing(after, f" {deleted}\n", "\n"), DELETES, code, "a.vtt")


@pytest.mark.parametrize(
    "code, setting",
    [
        ("region_undefined", "region:fred"),
        ("setting_invalid", "align:Spoken"),
        ("setting_invalid", "left"),
        ("setting_invalid", ":word"),
        ("setting_unknown", "algin:50%"),
    ],
)
def test_a_setting_is_deleted_by_its_rule_alone(code: str, setting: str) -> None:
    text = TEXTS["vtt"].replace("-> 00:09.000", f"-> 00:09.000 {setting}").replace("{}", "hello")
    mended, _ = mend("a.vtt", text.encode(), in_force("a.vtt", (code,)), unsafe=True)
    assert setting.encode() not in mended.data
    for other in ("advertisement", "unknown_tag", "ass_tag_in_text"):
        edits = replacing(text, f" {setting}", "")
        allowed = judged(text, edits, DELETES, other, "a.vtt")
        assert allowed == (other == "advertisement")


def test_a_syntax_of_the_rule_is_deleted() -> None:
    text = TEXTS["vtt"].replace("{}", "hello <00:77> again {\\i1}")
    for code, tag in (("cue_timestamp_invalid", "<00:77>"), ("ass_tag_in_text", "{\\i1}")):
        assert judged(text, replacing(text, tag, ""), DELETES, code, "a.vtt")


@pytest.mark.parametrize("code", sorted(code for code in RULES if load(code).deleted))
@pytest.mark.parametrize("part", ["line:", "line-", "<0:", "<i ", "-", ":", " ", ",", "a=", "{\\"])
def test_what_a_rule_deletes_is_recognised_in_linear_time(code: str, part: str) -> None:
    pattern = load(code).deleted
    assert_linear(lambda n: part * n + "!\u00e9 \u00e9", lambda text: is_made_of(pattern, text), 30)
