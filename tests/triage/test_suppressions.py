"""Findings that comments and the configuration suppress, and what is found about idle suppressions."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from caption_qa_action.core.report import FileReport
from caption_qa_action.core.settings import RuleSetting, Settings, Suppression
from caption_qa_action.fixing import mend
from caption_qa_action.pipeline import check_bytes
from tests.growth import assert_linear

CODES = ("expired_suppression", "index_sequence", "negative_duration", "unused_suppression")
SETTINGS = Settings(
    "youtube", tuple(RuleSetting(code, explicit=True) for code in CODES), today="2026-06-01"
)

BAD = "00:03.000 --> 00:02.000\nWhere have you been?\n\n"


def check(name: str, text: str, settings: Settings = SETTINGS) -> FileReport:
    return check_bytes(name, text.encode(), settings)


def reported(report: FileReport) -> list[tuple[str, int]]:
    """The code and the line of each finding."""
    return [(each.code, each.start.line) for each in report.diagnostics]


def vtt(*comments: str) -> str:
    """Each comment before a cue that ends before it starts."""
    return "WEBVTT\n\n" + "".join(f"{comment}\n\n{BAD}" for comment in comments)


ASS = """\
[Script Info]
{file}
[V4+ Styles]
Format: Name, Fontname
Style: Default,Arial

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
{cue}
Dialogue: 0,0:00:03.00,0:00:02.00,Default,,0,0,0,,Where have you been?
Dialogue: 0,0:00:05.00,0:00:04.00,Default,,0,0,0,,Where have you been?
"""
TTML = """\
<tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en">{file}<body><div>
{cue}
<p begin="3s" end="2s">Where have you been?</p>
<p begin="5s" end="4s">Where have you{inside} been?</p>
</div></body></tt>
"""


def test_a_note_is_about_the_next_cue_alone() -> None:
    report = check("a.vtt", vtt("NOTE caption-qa: ignore[negative_duration] so it is", "NOTE x"))
    assert reported(report) == [("negative_duration", 10)]
    assert report.suppressed == 1


def test_a_note_of_several_lines_suppresses_too() -> None:
    report = check("a.vtt", vtt("NOTE\nsome words\ncaption-qa: ignore[negative_duration] so it is"))
    assert reported(report) == []


def test_a_note_about_the_file_may_stand_anywhere_before_a_cue() -> None:
    report = check("a.vtt", vtt("NOTE x", "NOTE caption-qa: ignore-file[negative_duration] old"))
    assert reported(report) == []
    assert report.suppressed == 2


@pytest.mark.parametrize(
    "comment",
    ["; caption-qa: {}", "Comment: 0,0:00:00.00,0:00:01.00,Default,,0,0,0,,caption-qa: {}"],
)
def test_comments_of_ass_suppress(comment: str) -> None:
    note = comment.format("ignore[negative_duration] a sign")
    report = check("a.ass", ASS.format(file="", cue=note))
    assert (len(report.diagnostics), report.suppressed) == (1, 1)
    whole = check(
        "a.ass", ASS.format(file="; caption-qa: ignore-file[negative_duration]", cue="; x")
    )
    assert (len(whole.diagnostics), whole.suppressed) == (0, 2)


def test_comments_of_ttml_suppress() -> None:
    note = "<!-- caption-qa: ignore[negative_duration] a song -->"
    assert check("a.ttml", TTML.format(file="", cue=note, inside="")).suppressed == 1
    assert check("a.ttml", TTML.format(file="", cue="", inside=note)).suppressed == 1
    whole = note.replace("ignore", "ignore-file")
    assert reported(check("a.ttml", TTML.format(file=whole, cue="", inside=""))) == []


def test_comments_of_sami_suppress() -> None:
    text = (
        "<SAMI><BODY>\n<!-- caption-qa: ignore-file[no_such] -->\n"
        "<SYNC Start=1000><P Class=ENCC>Hi\n<SYNC Start=2000><P Class=ENCC>&nbsp;\n</BODY></SAMI>"
    )
    assert reported(check("a.smi", text)) == [("unused_suppression", 2)]


@pytest.mark.parametrize(
    "name, text",
    [
        (
            "a.vtt",
            "WEBVTT\n\n00:03.000 --> 00:02.000\nNOTE caption-qa: ignore[negative_duration]\n",
        ),
        ("a.srt", "1\n00:00:03,000 --> 00:00:02,000\ncaption-qa: ignore[negative_duration]\n"),
        (
            "a.ttml",
            TTML.format(file="", cue="", inside=" caption-qa: ignore-file[negative_duration]"),
        ),
    ],
)
def test_what_viewers_see_suppresses_nothing(name: str, text: str) -> None:
    report = check(name, text)
    assert report.suppressed == 0
    assert {code for code, _ in reported(report)} == {"negative_duration"}


@pytest.mark.parametrize(
    "comment, message",
    [
        (
            "ignore[negatve_duration] x",
            'there is no "negatve_duration" (did you mean "negative_duration"?)',
        ),
        ("ignore[] x", 'names no rule: there is no ""'),
        ("ignore negative_duration", "is not understood; write ignore[code]"),
        ("disable[negative_duration]", "is not understood"),
        ("ignore[index_sequence] x", "nothing to suppress: the next cue has no index_sequence"),
        ("ignore-file[index_sequence]", "nothing to suppress: this file has no index_sequence"),
    ],
)
def test_what_does_nothing_is_found(comment: str, message: str) -> None:
    report = check("a.vtt", vtt(f"NOTE caption-qa: {comment}"))
    (found,) = (each for each in report.diagnostics if each.code == "unused_suppression")
    assert message in found.message
    assert found.start == (3, 6)


def test_a_comment_after_the_last_cue_is_about_nothing() -> None:
    report = check("a.vtt", vtt("NOTE x") + "NOTE caption-qa: ignore[negative_duration]\n")
    assert ("unused_suppression", 8) in reported(report)


def test_a_rule_that_does_not_run_is_not_missed() -> None:
    report = check("a.vtt", vtt("NOTE caption-qa: ignore[line_too_long, negative_duration] x"))
    assert reported(report) == []


@pytest.mark.parametrize("today, again", [("2026-06-01", False), ("2026-06-02", True)])
def test_a_suppression_holds_until_the_end_of_its_last_day(today: str, again: bool) -> None:
    text = vtt("NOTE caption-qa: ignore[negative_duration] until 2026-06-01 the new player")
    report = check("a.vtt", text, SETTINGS._replace(today=today))
    expected = [("expired_suppression", 3), ("negative_duration", 5)] if again else []
    assert reported(report) == expected
    assert report.suppressed == int(not again)


SRT = "".join(
    f"{n}\n00:00:{3 * n:02d},000 --> 00:00:{3 * n - 1:02d},000\nWhere have you been?\n\n"
    for n in range(1, 6)
)


@pytest.mark.parametrize(
    "entry, cues",
    [
        (Suppression(("negative_duration",)), []),
        (Suppression(("negative_duration",), 2, 4), [1, 5]),
        (Suppression(("negative_duration",), start_ms=6000, end_ms=9000), [1, 4, 5]),
        (Suppression(("index_sequence",)), [1, 2, 3, 4, 5]),
    ],
)
def test_the_configuration_suppresses_by_code_cue_and_time(
    entry: Suppression, cues: list[int]
) -> None:
    entry = entry._replace(origin="c.yml:3")
    report = check("a.srt", SRT, SETTINGS._replace(suppressions=(entry,)))
    assert [each.cue for each in report.diagnostics] == cues
    assert report.suppressed == 5 - len(cues)
    assert report.used == (("c.yml:3",) if len(cues) < 5 else ())


def test_an_expired_entry_of_the_configuration_is_found_where_it_would_have_helped() -> None:
    entry = Suppression(("negative_duration",), 4, 5, expires="2026-05-31", origin="c.yml:3")
    report = check("a.srt", SRT, SETTINGS._replace(suppressions=(entry,)))
    (found,) = (each for each in report.diagnostics if each.code == "expired_suppression")
    assert found.cue == 4
    assert found.message == (
        "the suppression in c.yml:3 expired after 2026-05-31; 2 findings are told again"
    )
    assert report.suppressed == 0


def test_what_is_suppressed_is_not_mended() -> None:
    text = vtt("NOTE caption-qa: ignore[negative_duration] so it is", "NOTE x").encode()
    mended, _ = mend("a.vtt", text, SETTINGS, unsafe=True)
    assert len(mended.fixes) == 1
    assert mended.data.count(b"00:03.000 --> 00:02.000") == 1


@pytest.mark.slow
@pytest.mark.parametrize(
    "name, make, n",
    [
        ("a.vtt", lambda n: vtt(*["NOTE caption-qa: ignore[negative_duration] x"] * n), 750),
        ("a.vtt", lambda n: vtt(*["NOTE caption-qa: ignore-file[negative_duration] x"] * n), 750),
        ("a.vtt", lambda n: vtt("NOTE caption-qa:" + " " * n + "x"), 125_000),
        ("a.vtt", lambda n: vtt("NOTE " + "caption-qa: " * n), 5_000),
        ("a.ttml", lambda n: in_ttml("<!-- x -->" + "caption-qa: " * n), 5_000),
        ("a.ttml", lambda n: in_ttml("<!-- " * n + "caption-qa: "), 12_500),
    ],
    ids=["cues", "file", "blanks", "words", "text", "unclosed"],
)
def test_hostile_comments_take_no_longer_than_their_length(
    name: str, make: Callable[[int], str], n: int
) -> None:
    assert_linear(make, lambda text: check(name, text), n)


def in_ttml(cue: str) -> str:
    return TTML.format(file="", cue=cue, inside="")
