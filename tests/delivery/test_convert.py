"""What a conversion says that it has lost, and which format a name means."""

from __future__ import annotations

import pytest

from caption_qa_action.core.errors import UsageError
from caption_qa_action.core.settings import RuleSetting, Settings
from caption_qa_action.core.source import Source
from caption_qa_action.core.timeline import Loss, Timeline
from caption_qa_action.delivery import reread
from caption_qa_action.delivery.convert import convert, losses_in, sum_losses
from caption_qa_action.delivery.refused import is_refused
from caption_qa_action.delivery.target import resolve_target, suffix, target_names
from caption_qa_action.files.decode import decode
from caption_qa_action.formats import FORMATS, parse
from caption_qa_action.pipeline import check_bytes
from caption_qa_action.presets import load_all
from tests.captions import everything
from tests.delivery.delivering import delivered

ASS = """\
[Script Info]
ScriptType: v4.00+

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Comment: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,look here
Dialogue: 0,0:00:01.00,0:00:02.00,Default,Ann,0,0,0,,{\\k20}One {\\k30}two
Dialogue: 0,0:00:03.00,0:00:04.00,Default,Bob,0,0,0,,{\\k20}Three
"""
TTML = """\
<tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en"><body><div>
<p xml:id="a" begin="1s" end="2s">One</p>
<p xml:id="b" begin="3s" end="4s">Two</p>
</div></body></tt>
"""


def test_losses_of_one_kind_are_summed_and_the_first_is_shown() -> None:
    losses = [Loss("ruby", 2, "b", 7), Loss("font", 1, "f", 3), Loss("ruby", 1, "a", 2)]
    assert sum_losses(losses) == (Loss("ruby", 3, "a", 2), Loss("font", 1, "f", 3))


def test_an_occurrence_in_a_cue_is_shown_before_one_outside() -> None:
    losses = [Loss("style", 1, "head", 0), Loss("style", 1, "cue", 4)]
    assert sum_losses(losses) == (Loss("style", 2, "cue", 4),)


def test_comments_are_lost_and_named() -> None:
    text = "WEBVTT\n\nNOTE ask Ann\n\n00:01.000 --> 00:02.000\nHello\n\nNOTE done\n"
    written = convert(parse(Source.of(text)), "srt")
    assert Loss("comment", 2, "NOTE ask Ann") in written.losses
    assert written.text == "1\n00:00:01,000 --> 00:00:02,000\nHello\n"


def test_what_could_not_be_decoded_is_replaced_and_named() -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\nHello \udcff\udcfe\n"
    for target in ("srt", "webvtt"):
        written = convert(parse(Source.of(text)), target)
        assert "Hello \ufffd\ufffd" in written.text
        assert written.losses == (Loss("undecodable byte", 2, "\\xff"),)


def test_nothing_is_lost_in_a_format_that_is_only_read() -> None:
    document = parse(Source.of(ASS))
    read_only = [name for name in FORMATS if not FORMATS[name].is_written]
    for name in read_only:
        assert losses_in(document, name) == ()
    assert losses_in(parse(Source.of("no captions")), "srt") == ()


@pytest.mark.parametrize(
    ("name", "format"),
    [("srt", "srt"), ("vtt", "webvtt"), ("webvtt", "webvtt"), ("VTT", "webvtt"), (".ass", "ass")],
)
def test_a_format_has_its_name_and_that_of_its_suffix(name: str, format: str) -> None:
    assert resolve_target(to=name) == format


def test_the_six_output_formats() -> None:
    assert target_names() == ["ass", "json", "sbv", "srt", "ttml", "vtt"]
    assert suffix("webvtt") == ".vtt"


def test_every_preset_is_delivered_in_a_format_that_can_be_written() -> None:
    for preset in load_all():
        assert resolve_target(preset=preset.name) == preset.output
        assert FORMATS[preset.output].is_written


@pytest.mark.parametrize(
    ("to", "preset", "message"),
    [
        ("vt", "", 'no output format "vt"'),
        ("stl", "", "only read"),
        ("", "yotube", 'did you mean "youtube"'),
        ("", "", "there are"),
    ],
)
def test_a_wrong_name_is_reported_with_the_right_ones(to: str, preset: str, message: str) -> None:
    with pytest.raises(UsageError, match=message.replace("?", ".")):
        resolve_target(to=to, preset=preset)


@pytest.mark.parametrize(("name", "text"), [("a.ass", ASS), ("a.ttml", TTML)])
@pytest.mark.parametrize("target", ["srt", "webvtt", "sbv"])
def test_the_rule_reports_what_the_conversion_does(name: str, text: str, target: str) -> None:
    setting = RuleSetting("conversion_loss", options={"target": target})
    report = check_bytes(name, text.encode(), Settings("", (setting,)))
    assert report.source is not None
    losses = convert(parse(report.source), target).losses
    assert losses or (name, target) == ("a.ttml", "webvtt")
    assert len(report.diagnostics) == len(losses)
    for loss in losses:
        assert [each for each in report.diagnostics if f"cannot hold {loss.kind}" in each.message]


@pytest.mark.parametrize(
    "cue",
    [
        "00:01.000 --> 00:03.000 region:top\nHello",
        "00:01.000 --> 00:03.000 vertical:rl\nHello",
        "00:01.000 --> 00:03.000 line:40% position:20%\nHello",
        "NOTE ask Ann\n\n00:01.000 --> 00:03.000\nHello",
        "intro\n00:01.000 --> 00:03.000\nHello",
        "STYLE\n::cue(b) { color: red }\n\n00:01.000 --> 00:03.000\nHello",
    ],
)
def test_what_a_conversion_of_webvtt_loses_outside_tags_the_rule_reports(cue: str) -> None:
    text = f"WEBVTT\n\nREGION\nid:top\nviewportanchor:0%,0%\n\n{cue}\n"
    assert convert(parse(Source.of(text)), "srt").losses
    setting = RuleSetting("conversion_loss", options={"target": "srt"})
    assert check_bytes("a.vtt", text.encode(), Settings("", (setting,))).diagnostics


def test_a_drawing_becomes_no_empty_cue_and_is_named() -> None:
    drawn = ASS + "Dialogue: 0,0:00:05.00,0:00:06.00,Default,,0,0,0,,{\\p1}m 0 0 l 9 9{\\p0}\n"
    for target in ("srt", "webvtt", "sbv", "json", "ttml"):
        written = convert(parse(Source.of(drawn)), target)
        assert len(parse(Source.of(written.text), target).cues) == 2
        assert "drawing" in {loss.kind for loss in written.losses}


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.srt", "1\n00:00:01,000 --> 00:00:02,000\nOne\0two\n"),
        ("a.sbv", "0:00:01.000,0:00:02.000\nOne\0two\n"),
    ],
)
def test_nul_is_named_and_written_in_no_text_of_the_same_format_either(
    path: str, text: str
) -> None:
    document = parse(Source.of(text, path))
    written = convert(document, document.format)
    assert written.text == text.replace("\0", "\ufffd")
    assert [loss.kind for loss in written.losses] == ["NUL character"]
    made = delivered(text, "youtube", "warn-only", path)
    assert "One\ufffdtwo" in made.output
    assert "NUL character" in [fix.loss for fix in made.report.fixes]


@pytest.mark.parametrize("target", ["srt", "sbv", "webvtt", "ass"])
def test_what_would_end_a_text_before_its_end_is_left_out_and_named(target: str) -> None:
    text = '{"cues": [{"start": 1, "end": 2, "text": "One\\u0000\\n\\ntwo"}]}'
    written = convert(parse(Source.of(text), "json"), target)
    assert "\0" not in written.text
    kinds = {loss.kind for loss in written.losses}
    assert "NUL character" in kinds
    if target != "ass":  # which has a sign for a line end
        assert "blank line" in kinds
        assert "One\ufffd\ntwo\n" in written.text


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.srt", "1\n00:00:01,000 --> 00:00:03,000Come in.\nSit down.\n"),
        ("a.srt", "1\u008500:00:01,000 --> 00:00:03,000\u0085Come in.\u0085\n"),
        ("a.vtt", "WEBVTT\n\n00:01.000 --> 00:03.000Come in.\nSit down.\n"),
        ("a.vtt", "WEBVTT\n\n00:01.000 --> 00:03.000\u3000Come in.\nSit down.\n"),
        ("a.vtt", "WEBVTT\n\n00:01.000 --> 00:03.000 line:10%Come\nSit down.\n"),
    ],
)
def test_words_that_are_glued_to_times_are_written_as_a_guess_or_named(
    name: str, text: str
) -> None:
    written = convert(parse(Source.of(text, name)), "sbv")
    kinds = {loss.kind for loss in written.losses}
    assert kinds & {"text beside the times", "words beside the times"}
    assert ("Come" in written.text) == ("words beside the times" in kinds)


@pytest.mark.parametrize("target", [name for name in FORMATS if FORMATS[name].is_written])
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.srt", "1\n00:00:01,000 --> 00:00:03,000 Speak up\nnow\n"),
        ("a.srt", "1\n00:00:01,000 Speak --> 00:00:03,000 up\nnow\n"),
        ("a.vtt", "WEBVTT\n\n00:01.000 --> 00:03.000 Speak up\nnow\n"),
        ("a.sbv", "0:00:01.000,0:00:03.000 Speak up\nnow\n"),
    ],
)
def test_words_beside_the_times_become_text_of_their_cue(name: str, text: str, target: str) -> None:
    written = convert(parse(Source.of(text, name)), target)
    again = parse(Source.of(written.text), target)
    assert [again.plain(cue).split() for cue in again.cues] == [["Speak", "up", "now"]]
    assert [(loss.kind, loss.number, loss.cue) for loss in written.losses] == [
        ("words beside the times", 1, 1)
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "a.ttml",
            '<tt xmlns="http://www.w3.org/ns/ttml"><body><div>Come in.'
            '<p begin="1s" end="3s">Yes.</p></div></body></tt>',
        ),
        (
            "a.smi",
            "<SAMI><BODY>Come in.\n<SYNC Start=1000><P>Yes.\n<SYNC Start=3000><P>&nbsp;\n</BODY></SAMI>\n",
        ),
    ],
)
def test_text_in_no_cue_of_a_markup_format_is_a_named_loss(name: str, text: str) -> None:
    losses = convert(parse(Source.of(text, name)), "srt").losses
    assert ("text of no cue", 1, "Come in.") in {
        (each.kind, each.number, each.shown) for each in losses
    }


@pytest.mark.sampled(6)
@pytest.mark.parametrize("target", [name for name in FORMATS if FORMATS[name].is_written])
def test_a_file_that_readers_refuse_is_written_anew_in_its_own_format(target: str) -> None:
    refused = 0
    for caption in everything():
        if caption.size >= 60_000 or not caption.name.endswith(FORMATS[target].traits.all_suffixes):
            continue
        document = parse(decode(caption.name, caption.data))
        if document.format != target or not document.cues:
            continue
        written = convert(document, target)
        refused += is_refused(document)
        assert not is_refused(parse(Source.of(written.text), target)), caption
        if target != "ttml" and not is_refused(document) and target != "ass":
            assert written.text == document.source.text or written.losses, caption
    assert refused


def test_what_is_written_anew_in_its_own_format_names_what_it_changes() -> None:
    text = "1\n00:00:05,000 --> 00:00:04,000\nOne\n2\n00:00:xx,000 --> 00:00:09,000 Beside\nTwo\n"
    written = convert(parse(Source.of(text, "a.srt")), "srt")
    assert written.text == (
        "1\n00:00:04,000 --> 00:00:05,000\nOne\n\n2\n00:00:04,000 --> 00:00:09,000\nTwo\n"
    )
    assert {loss.kind for loss in written.losses} == {
        "end before the start",
        "time that cannot be read",
        "text beside the times",
    }


def test_webvtt_that_is_written_anew_keeps_what_stands_beside_its_cues() -> None:
    beside = (
        "WEBVTT - Title\nKind: captions\n\nNOTE A comment\n\nSTYLE\n::cue(b) { color: red }\n\n"
    )
    text = f"{beside}00:05.000 --> 00:04.000 align:start\n<b.x>One</b>\n"
    written = convert(parse(Source.of(text, "a.vtt")), "webvtt")
    assert written.text == f"{beside}00:00:04.000 --> 00:00:05.000 align:start\n<b.x>One</b>\n"
    assert [loss.kind for loss in written.losses] == ["end before the start"]


def test_an_end_tag_that_is_cut_off_hides_no_text() -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\n<b>One</b\n"
    assert convert(parse(Source.of(text, "a.vtt")), "ttml").losses == ()


def test_ruby_in_srt_that_is_left_open_is_shown_in_a_row_and_named() -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\n<ruby>\u6f22<rt>kan</ruby>\n"
    written = convert(parse(Source.of(text, "a.srt")), "webvtt")
    assert "\u6f22kan" in written.text
    assert [loss.kind for loss in written.losses] == ["ruby annotation"]


DIRECTED = (
    '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling">'
    '<body><div><p begin="1s" end="2s" {}>{}</p></div></body></tt>'
)
RTL, LTR = 'tts:direction="rtl"', 'tts:direction="ltr"'
HEBREW, LATIN = "\u05d0\u05d1!", "abc!"


@pytest.mark.parametrize(
    ("attributes", "text", "lost_in"),
    [
        (RTL, HEBREW, {"srt", "sbv"}),
        (RTL, f"{HEBREW}<br/>{LATIN}", {"srt", "sbv", "ass", "webvtt"}),
        (RTL, f'{HEBREW}<br/><span {LTR} tts:unicodeBidi="embed">{LATIN}</span><br/>...', set()),
        ("", f'{LATIN}<br/><span {RTL} tts:unicodeBidi="embed">{HEBREW}</span>', set()),
        (
            "",
            f"{HEBREW}<br/><span {RTL}>{LATIN}</span>",
            {"srt", "sbv", "ass", "webvtt", "json", "ttml"},
        ),
        (RTL, LATIN, {"srt", "sbv", "ass", "webvtt"}),
        (LTR, HEBREW, {"srt", "sbv", "ass", "webvtt"}),
        (LTR, LATIN, set()),
        ("", HEBREW, set()),
        ('tts:unicodeBidi="bidiOverride"', LATIN, {"srt", "sbv", "ass", "webvtt", "json", "ttml"}),
        (RTL, f"abc <span {LTR}>def</span>", {"srt", "sbv", "ass", "webvtt", "json", "ttml"}),
    ],
)
def test_a_direction_that_is_stated_is_kept_or_named(
    attributes: str, text: str, lost_in: set[str]
) -> None:
    document = parse(Source.of(DIRECTED.format(attributes, text), "a.ttml"))
    lost = set()
    for target in ("srt", "sbv", "ass", "webvtt", "json", "ttml"):
        written = convert(document, target)
        if "direction of the text" in {loss.kind for loss in written.losses}:
            lost.add(target)
        if target in ("json", "ttml"):
            again = FORMATS[target].to_timeline(parse(Source.of(written.text), target))
            before = FORMATS["ttml"].to_timeline(document).events[0]
            assert not reread.differences(Timeline((before,)), written.text, target, ())
            assert again.events[0].direction == before.direction or target == "ttml"
    assert lost == lost_in


def test_parts_of_a_paragraph_are_in_the_order_of_time() -> None:
    text = (
        '<tt xmlns="http://www.w3.org/ns/ttml"><body><div><p begin="1s" end="5s"><span begin="1s">One</span> two</p>'
        '<p begin="2s" end="5s">Three</p></div></body></tt>'
    )
    events = FORMATS["ttml"].to_timeline(parse(Source.of(text, "a.ttml"))).events
    found = [(event.start_ms, event.end_ms, event.text) for event in events]
    assert found == [(1000, 2000, "two"), (2000, 5000, "One two"), (2000, 5000, "Three")]


def test_webvtt_whose_header_is_written_anew_names_what_stood_in_it() -> None:
    text = "WEBVT00:01.000 --> 00:03.000\nOne two\n\n00:04.000 --> 00:06.000\nThree\n"
    written = convert(parse(Source.of(text, "a.vtt")), "webvtt")
    assert "One two" not in written.text
    assert {loss.kind for loss in written.losses} & {"text of no cue", "comment"}


def test_each_format_is_listed_under_its_shortest_name() -> None:
    assert target_names() == ["ass", "json", "sbv", "srt", "ttml", "vtt"]


def test_a_cue_of_no_duration_is_written_with_one_where_the_format_demands_it() -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:01.000\nOne\n\n00:05.000 --> 00:07.000\nTwo\n"
    written = convert(parse(Source.of(text, "a.vtt")), "webvtt")
    assert "00:01.000 --> 00:00:01.001\nOne" in written.text
    assert [loss.kind for loss in written.losses] == ["cue that is never shown"]
    made = delivered(text, "html5", "warn-only", "a.vtt")
    assert "00:01.000 --> 00:00:01.001\nOne" in made.output
    assert "cue that is never shown" in [fix.loss for fix in made.report.fixes]
