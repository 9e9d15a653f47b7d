"""What a document becomes for a platform: both outputs, their statuses, and the report."""

from __future__ import annotations

import json
import re

import pytest

from caption_qa_action import config
from caption_qa_action.core.diagnostic import Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.errors import UsageError
from caption_qa_action.core.preset import READABILITY
from caption_qa_action.core.source import Source
from caption_qa_action.delivery.convert import convert
from caption_qa_action.delivery.process import record, record_text, score
from caption_qa_action.delivery.profiles import PROFILES
from caption_qa_action.engines.bundled.process import limits_of
from caption_qa_action.formats import parse
from caption_qa_action.pipeline import diagnose
from caption_qa_action.presets import names
from tests.delivery.delivering import LANGUAGE, delivered, named

CAPTIONS = """\
1
00:00:01.000 -> 00:00:02,000
<i>Hello there, this is a rather  long line that</i> does {\\an8}not fit on one line. And so on.

2
00:00:09,000 --> 00:00:11,000
Short.
"""
CLEAN = "1\n00:00:01,000 --> 00:00:03,000\nHello there.\n"


def document(text: str, preset: str) -> Document:
    in_force = config.load(LANGUAGE._replace(preset=preset), isolated=True).settings_for("x")
    return diagnose(named(preset), text.encode(), in_force).document


@pytest.mark.sampled(6)
@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("preset", names())
def test_a_delivery_is_delivered_as_it_is(preset: str, profile: str) -> None:
    first = delivered(CAPTIONS, preset, profile)
    again = delivered(first.output, preset, profile, named(preset))
    assert again.output == first.output
    assert again.aided_output == first.aided_output
    assert again.delivery_status in ("ready", "needs_attention")
    aided = delivered(first.aided_output, preset, profile, named(preset))
    assert aided.output == aided.aided_output == first.aided_output


# The one preset whose lengths and speed are met on export.
ENFORCING = "generic"
COMFORTABLE = sorted({*names()} - {ENFORCING})


@pytest.mark.parametrize("preset", COMFORTABLE)
def test_output_has_the_times_and_lines_of_the_input(preset: str) -> None:
    output = document(delivered(CAPTIONS, preset, "auto-split-cps").output, preset)
    assert [(cue.start_ms, cue.end_ms) for cue in output.cues] == [(1000, 2000), (9000, 11000)]
    assert [len(output.lines(cue)) for cue in output.cues] == [1, 1]


@pytest.mark.parametrize("profile", PROFILES)
def test_one_preset_meets_lengths_and_speed_on_export(profile: str) -> None:
    result = delivered(CAPTIONS, ENFORCING, profile)
    assert result.output == result.aided_output
    left = {
        item.code for item in delivered(result.output, ENFORCING, "warn-only").report.diagnostics
    }
    if profile == "warn-only":
        assert "line_too_long" in left
    else:
        assert left.isdisjoint(READABILITY)
        assert {fix.code for fix in result.report.fixes} >= {"line_too_long"}
        assert not any(fix.aided for fix in result.report.fixes)


def test_an_enforcing_preset_keeps_the_breaks_that_fit() -> None:
    rest = "that anybody would ever come to the house which stood on the other side of the river."
    lines = ["I never thought", rest]
    text = "1\n00:00:01,000 --> 00:00:09,000\n" + "\n".join(lines) + "\n"
    kept = delivered(text, ENFORCING, "layout-preserve-breaks").output.split("\n")
    assert lines[0] in kept
    assert lines[0] not in delivered(text, ENFORCING, "auto-split-sentences").output.split("\n")


@pytest.mark.parametrize("preset", COMFORTABLE)
def test_output_is_the_same_for_every_profile(preset: str) -> None:
    assert len({delivered(CAPTIONS, preset, profile).output for profile in PROFILES}) == 1


@pytest.mark.parametrize("preset", names())
def test_the_aided_output_of_warn_only_is_the_output(preset: str) -> None:
    assert delivered(CAPTIONS, preset, "warn-only").aided_same_as_delivery


def test_markup_that_a_preset_does_not_carry_is_removed_and_reported() -> None:
    result = delivered(CAPTIONS, "youtube", "warn-only")
    assert result.output == (
        "1\n00:00:01,000 --> 00:00:02,000\n"
        "Hello there, this is a rather long line that does not fit on one line. And so on.\n\n"
        "2\n00:00:09,000 --> 00:00:11,000\nShort.\n"
    )
    reported = {(fix.code, fix.message) for fix in result.report.fixes}
    assert ("strip_styling", "<i> is removed in 1 cue") in reported
    assert any(code == "invalid_timestamp" for code, _ in reported)


def test_markup_that_a_preset_carries_stays() -> None:
    assert "<i>Hello there" in delivered(CAPTIONS, "html5", "warn-only").output


@pytest.mark.parametrize(
    "body, left",
    [
        ("<i>a</i>\n<b></b>\nb", "a\nb"),
        ("<i>\na</i>", "a"),
        ("<<b>i>", "<<b>i></b>"),
        ("-<b>-</b>> a", "-<b>-</b>> a"),
        ("a < b and <3", "a < b and <3"),
    ],
)
def test_removing_markup_neither_ends_a_cue_nor_makes_new_markup(body: str, left: str) -> None:
    head = "1\n00:00:01,000 --> 00:00:03,000\n"
    assert delivered(f"{head}{body}\n", "youtube", "warn-only").output == f"{head}{left}\n"


def test_a_file_in_the_format_of_the_preset_keeps_what_no_rule_speaks_of() -> None:
    text = (
        "WEBVTT - talk\n\nSTYLE\n::cue { color: white }\n\nNOTE kept\n\n"
        "intro\n00:01.000 --> 00:03.000 line:0\nHello <i>there</i>.\n"
    )
    result = delivered(text, "html5", "warn-only", "talk.en.vtt")
    assert result.output == text
    assert result.delivery_status == "ready"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_the_output_is_utf_8_without_a_mark(encoding: str) -> None:
    text = CLEAN.replace("Hello", "Où êtes-vous, Élise, à l'été près du café, dès le début")
    result = delivered(text.encode(encoding), "youtube", "warn-only", "talk.fr.srt")
    assert result.output == text
    assert result.delivery_status == "will_adapt"
    assert any(fix.code == "encoding_not_utf8" for fix in result.report.fixes)


@pytest.mark.parametrize(
    "text, preset, profile, delivery, aided",
    [
        (CLEAN, "youtube", "warn-only", "ready", "ready"),
        (CLEAN, "html5", "warn-only", "will_adapt", "ready"),
        (CAPTIONS, "youtube", "warn-only", "will_adapt", "needs_attention"),
        (CAPTIONS, "youtube", "auto-split-cps", "will_adapt", "ready"),
        (CAPTIONS, "generic", "auto-split-cps", "will_adapt", "ready"),
        (CAPTIONS, "generic", "warn-only", "needs_attention", "needs_attention"),
        (CLEAN.replace("Hello", "Hell\ufffd"), "youtube", "warn-only", *["needs_attention"] * 2),
        ("", "youtube", "auto-split-cps", "failed", "failed"),
        ("WEBVTT\n", "html5", "auto-split-cps", "failed", "failed"),
        ("just words", "lms", "auto-split-cps", "failed", "failed"),
    ],
)
def test_the_statuses_mean_what_they_say(
    text: str, preset: str, profile: str, delivery: str, aided: str
) -> None:
    result = delivered(text, preset, profile)
    assert (result.delivery_status, result.aided_status) == (delivery, aided)
    assert (delivery == "failed") == (not result.output) == (not result.aided_output)


def test_suggestions_are_what_the_preset_does_not_enforce() -> None:
    assert ("reading_speed_high", 1) in delivered(CAPTIONS, "youtube", "warn-only").suggestions
    assert not delivered(CAPTIONS, "generic", "warn-only").suggestions


def test_the_record_is_the_reply_of_the_wire_contract() -> None:
    reply = record(delivered(CAPTIONS, "youtube", "auto-split-cps"))
    assert set(reply) == {
        "report", "format", "output", "aidedOutput", "aidedSameAsDelivery", "suggestions",
        "deliveryStatus", "aidedStatus",
    }  # fmt: skip
    loaded = json.loads(json.dumps(reply))
    first = loaded["report"]["diagnostics"][0]
    assert (first["code"], first["cueIndex"], first["startMs"], first["line"]) == (
        "invalid_timestamp", 1, 1000, 2,
    )  # fmt: skip
    assert first["endColumn"] > first["column"]
    assert first["related"] == []
    assert set(first["fix"]) == {"title", "safe", "edits"}
    assert {"code": "line_too_long", "cueIndex": 1} in loaded["suggestions"]
    assert isinstance(loaded["report"]["summary"], str)
    assert 0 <= loaded["report"]["score"] <= 100
    assert loaded["aidedSameAsDelivery"] is False


def test_the_score_counts_the_worst_finding_of_each_cue() -> None:
    found = delivered(CAPTIONS, "youtube", "warn-only").report.diagnostics
    assert {item.cue for item in found} == {1}
    assert max(item.severity for item in found) is Severity.ERROR  # times that readers drop
    assert score(2, found) == 50
    assert score(2, [item for item in found if item.severity is not Severity.ERROR]) == 75
    assert score(2, ()) == 100
    assert score(0, ()) == 0
    assert score(2, [item._replace(cue=0, severity=Severity.ERROR) for item in found[:2]]) == 50


def test_words_are_never_lost_for_comfort() -> None:
    text = f"{CAPTIONS}\n3\n00:00:13,000 --> 00:00:12,000\nBackwards.\n"
    first = delivered(text, "lms", "auto-split-cps")
    again = delivered(first.output, "lms", "auto-split-cps", "talk.en.ttml")
    assert "Backwards." in first.aided_output
    assert "Backwards." in again.aided_output


def test_an_unknown_profile_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="no fix profile"):
        delivered(CLEAN, "youtube", "everything")


def test_limits_are_those_of_the_preset_in_the_language() -> None:
    arguments = config.Arguments(preset="youtube")
    in_force = config.load(arguments, isolated=True).settings_for("x.srt")
    assert limits_of(in_force, "en")[:7] == (42, 2, 20, 1000, 7000, 0, "en")
    assert limits_of(in_force, "ja-JP")[:3] == (13, 2, 4)
    loose = config.load(config.Arguments(preset="developer-json"), isolated=True)
    assert limits_of(loose.settings_for("x.srt"), "en")[:3] == (0, 0, 0)


def test_markup_that_only_a_new_layout_frees_is_removed_then() -> None:
    # A cue of which the words seem to change with the tag, since a line of it begins with a mark.
    text = (
        "1\n00:00:03,000 --> 00:00:04,000\nx{\\an8}{\\an2}y\nThree words here\n\n"
        "Three words here\n\ufeff4\n\ufeff4"
    )
    for preset in ("linkedin", "ted"):
        first = delivered(text, preset, "auto-split-sentences")
        again = delivered(first.aided_output, preset, "auto-split-sentences")
        assert again.output == again.aided_output == first.aided_output


def test_a_cue_is_not_mended_where_that_makes_another_fault() -> None:
    text = (
        "1\n00:00:01,000 --> 00:00:20,000\n(A bracket in a long sentence. And closed here now) and more.\n\n"
        "2\n00:00:03,500 --> 00:00:09,500\nOne\n"
    )
    result = delivered(text, "arte", "layout-preserve-breaks")
    # Ended before the next one it could not be read.
    assert result.aided_same_as_delivery
    assert result.aided_status == "needs_attention"


@pytest.mark.parametrize("preset", ["youtube", "lms", "html5"])
def test_a_guess_in_place_of_a_time_is_reported_and_needs_attention(preset: str) -> None:
    text = (
        "1\n00:00:05,000 --> 00:00:07,000\nOne is here\n\n2\nA --> B\nTwo is here\n\n"
        "3\n00:00:01,000 --> 00:00:04,000\nThree is here\n"
    )
    result = delivered(text, preset, "layout-preserve-breaks")
    assert result.delivery_status == result.aided_status == "needs_attention"
    assert "A --> B" not in result.output
    marked = {(fix.code, fix.cue, fix.aided) for fix in result.report.fixes}
    assert ("invalid_timestamp", 2, False) in marked


STRICT_TIMING = (
    r"[0-9]{2}:[0-5][0-9]:[0-5][0-9],[0-9]{3} --> [0-9]{2}:[0-5][0-9]:[0-5][0-9],[0-9]{3}"
)


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize(
    "timing",
    [
        "00:00:01,00 --> 00:00:02,5",
        "0:0:1,0 -> 0:0:2",
        "00:00:01.000 --> 00:00:02.000",
        "00:00:01,000 --> 00:00:59,1000",
        "-00:00:01,000 --> 00:00:02,000",
        "00:00:01,000 --> 00:00:75,000",
        "[00:01.000 --> 00:02.000] spoken here",
    ],
)
def test_what_is_delivered_as_srt_has_exact_times(timing: str, profile: str) -> None:
    text = f"1\n{timing}\nOne is here\n\n2\n00:02:03,000 --> 00:02:04,000\nTwo is here\n"
    result = delivered(text, "youtube", profile)
    for output in (result.output, result.aided_output):
        timings = [line for line in output.splitlines() if ">" in line]
        assert len(timings) == 2
        assert all(re.fullmatch(STRICT_TIMING, line) for line in timings), timings
        assert "One is here" in output


@pytest.mark.parametrize(
    "path, text",
    [
        ("a.srt", "1\n00:00:01,000 --> 00:00:03,000 Hello there\nAnn is here.\n"),
        ("a.vtt", "WEBVTT\n\n00:01.000 --> 00:03.000\nAnn <Come in quickly> yes\n"),
        ("a.vtt", "WEBVTT\n\nlost words\n\n00:01.000 --> 00:03.000\nAnn is here.\n"),
        ("a.vtt", "WEBVTT\n\n00:01.000 --> 00:03.000\n<ruby>漢<rt>かん</rt></ruby>\n"),
    ],
)
def test_a_delivery_that_loses_or_guesses_words_needs_attention(path: str, text: str) -> None:
    result = delivered(text, "youtube", "warn-only", path)
    assert result.delivery_status == result.aided_status == "needs_attention"
    named = ("lost", "removed", "is a guess")
    assert any(word in fix.message for word in named for fix in result.report.fixes)


@pytest.mark.parametrize(
    "preset, path, text, found, status",
    [
        ("youtube", "a.srt", "words\n\n1\n00:00:01,000 --> 00:00:03,000\nAnn.\n", "1\n00:00:01", "needs_attention"),
        ("youtube", "a.srt", "1\n00:00:01,000 --> 00:00:03,000\nAnn\n\nis\n", "Ann\nis\n", "will_adapt"),
        ("youtube", "a.srt", "1\n00:00:01,000 --> 00:00:03,000 align:word\nAnn.\n", "03,000\nAnn", "needs_attention"),
        ("html5", "a.vtt", "WEBVTT\n\nwords\n\n00:01.000 --> 00:03.000\nA.\n", "NOTE\nwords\n", "needs_attention"),
        ("ebu-tt-d", "a.ttml", '<tt xmlns="http://www.w3.org/ns/ttml"><body><div><p begin="1s" '
         'end="3s">A & B</p></div></body></tt>', "A &amp; B", "needs_attention"),
    ],
)  # fmt: skip
def test_what_strict_readers_refuse_is_written_anew(
    preset: str, path: str, text: str, found: str, status: str
) -> None:
    result = delivered(text, preset, "warn-only", path)
    assert found in result.output
    assert result.delivery_status == status
    assert result.report.fixes


def test_words_that_a_delivery_leaves_out_need_attention() -> None:
    from caption_qa_action import process_text

    times = "WEBVTT\n\n00:01.000 --> 00:03.000"
    for text, status in (
        (f"{times} Come in.\nYes.\n", "needs_attention"),
        (f"{times}\nYes.\n", "will_adapt"),
    ):
        assert process_text(text, "a.vtt", preset="youtube").delivery_status == status


@pytest.mark.parametrize(
    "first, second", [("", "Yes, and then we go."), ("Yes, and then we go.", "")]
)
def test_an_event_without_text_is_joined_with_none(first: str, second: str) -> None:
    text = (
        f"1\n00:00:01,000 --> 00:00:01,200\n{first}\n\n2\n00:00:01,200 --> 00:00:01,500\n{second}\n\n"
        "3\n00:00:01,500 --> 00:00:04,000\nNot yet.\n"
    )
    out = delivered(text, "html5", "auto-split-cps")
    assert "Yes, and then we go." in " ".join(out.aided_output.split())


def test_a_suggestion_about_a_cue_that_is_not_changed_holds_nothing_back() -> None:
    sentence = "So we went to the house that stood on the other side of the river, and nobody was there at all. "
    long = [
        f"{at}\n00:00:{at * 5:02},000 --> 00:00:{at * 5 + 5:02},000\n{sentence}And so on."
        for at in range(1, 9)
    ]
    quoted = '9\n00:00:50,000 --> 00:00:52,000\n"Come in.'
    result = delivered("\n\n".join([*long, quoted]) + "\n", "youtube", "auto-split-cps")
    assert not any(len(line) > 42 for line in result.aided_output.split("\n") if "-->" not in line)


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("preset", ["youtube", "html5", "lms", "developer-json"])
@pytest.mark.parametrize(
    "path, text",
    [
        ("a.srt", "1\n00:00:01,000 --> 00:00:03,000 Speak up now\n"),
        ("a.vtt", "WEBVTT\n\n00:01.000 --> 00:03.000 Speak up now\n"),
        ("a.sbv", "0:00:01.000,0:00:03.000 Speak up now\n"),
    ],
)
def test_words_beside_the_times_are_delivered_as_text_and_named_as_a_guess(
    preset: str, profile: str, path: str, text: str
) -> None:
    result = delivered(text, preset, profile, path)
    assert (
        "Speak up now" in result.output.splitlines()
        or "Speak up now<" in result.output
        or ('"Speak up now"' in result.output)
    )
    assert "Speak up now" in result.aided_output
    assert result.delivery_status == result.aided_status == "needs_attention"
    assert any("which is a guess" in fix.message for fix in result.report.fixes)


@pytest.mark.parametrize("preset", ["youtube", "html5", "lms", "developer-json"])
@pytest.mark.parametrize(
    "path, end",
    [
        ("a.srt", "00:00:02,99"),
        ("a.srt", "00:00:02,9"),
        ("a.srt", "00:00:02,9999"),
        ("a.srt", "00:00:03:12"),
        ("a.ttml", "00:00:02:31"),
    ],
)
def test_a_time_that_can_be_read_in_two_ways_is_named_as_a_guess(
    preset: str, path: str, end: str
) -> None:
    text = f"1\n00:00:01,000 --> {end}\nOne\n"
    if path == "a.ttml":
        times = f'begin="00:00:01:00" end="{end}"'
        rate = 'xmlns:ttp="http://www.w3.org/ns/ttml#parameter" ttp:frameRate="25"'
        text = (
            f'<tt xmlns="http://www.w3.org/ns/ttml" {rate} xml:lang="en"><body><div>'
            f"<p {times}>One</p></div></body></tt>"
        )
    result = delivered(text, preset, "warn-only", path)
    if preset != "lms" or path != "a.ttml":
        assert any("guess" in fix.message for fix in result.report.fixes)
    assert result.delivery_status == "needs_attention"
    for target in ("webvtt", "sbv", "json"):
        losses = convert(parse(Source.of(text, path)), target).losses
        assert "time that can be read in two ways" in {loss.kind for loss in losses}


def test_a_record_has_the_names_of_the_wire() -> None:
    made = record(delivered(CAPTIONS, "youtube", "auto-split-sentences"))
    report = made["report"]
    assert isinstance(report, dict)
    assert report.keys() == {"diagnostics", "summary", "fixes", "score"}
    assert report["fixes"]
    names_of_fix = {"code", "cueIndex", "message"}
    assert all(names_of_fix <= fix.keys() for fix in report["fixes"])


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("talk.srt", CAPTIONS.encode()),
        ("talk.srt", CAPTIONS.replace("Short", 'Sh\u00f6rt \\ "\u2028" \U0001f600').encode()),
        ("talk.srt", CAPTIONS.replace("Short", "Gr\u00fc\u00dfe").encode("cp1252")),
        ("talk.srt", b"1\n00:00:01,000 --> 00:00:02,000\nCaf\xe9 \xff\x81  two\n\n" * 2),
        ("talk.vtt", b"WEBVTT\n\nNOTE caption-qa: disable double_space\n\n00:01.000 --> 00:02.000\nA  b\n"),
        ("talk.vtt", b"WEBVTT\n\n00:05.000 --> 00:06.000\nB\n\n00:01.000 --> 00:05.500\nA\n"),
        ("talk.srt", b""),
    ],
)  # fmt: skip
def test_the_text_of_a_record_is_its_json(path: str, text: bytes) -> None:
    for preset in ("generic", "lms"):
        made = delivered(text, preset, "auto-split-cps", path)
        assert record_text(made) == json.dumps(record(made))
