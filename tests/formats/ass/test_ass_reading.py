"""What is read from ASS and SSA scripts: text, looks, places, and which cues are dialogue."""

from __future__ import annotations

import re
from itertools import product

import pytest

from caption_qa_action.core.document import Document
from caption_qa_action.core.source import Source
from caption_qa_action.core.timeline import Event, Placement, Run, Style
from caption_qa_action.files.decode import decode
from caption_qa_action.formats import ass, parse
from caption_qa_action.formats.ass.styles import STYLE_FORMAT
from caption_qa_action.formats.ass.text import pieces, plain
from caption_qa_action.formats.ass.writer import USUAL_STYLE
from tests.captions import Caption, generated, shared
from tests.growth import assert_linear

STYLE_FIELDS = "Name, PrimaryColour, Bold, Italic, Underline, StrikeOut, Alignment"
HEAD = f"""\
[Script Info]
ScriptType: v4.00+
PlayResX: 200
PlayResY: 100
WRAP
[V4+ Styles]
Format: {STYLE_FIELDS}
Style: Default,&H00FFFFFF,0,0,0,0,2
Style: Loud,&H800000FF,-1,1,-1,1,9

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
"""


def script(*texts: str, style: str = "Default", effect: str = "", wrap: str = "") -> Document:
    events = "".join(
        f"Dialogue: 0,0:00:01.00,0:00:02.00,{style},Bob,0,0,0,{effect},{text}\n" for text in texts
    )
    return ass.parse(Source.of(HEAD.replace("WRAP", wrap) + events, "talk.ass"))


def event(text: str, style: str = "Default") -> Event:
    return ass.to_timeline(script(text, style=style)).events[0]


@pytest.mark.parametrize(
    "raw, shown",
    [
        ("plain", "plain"),
        (r"a\Nb\nc\hd", "a\nb c\u00a0d"),
        (r"{\i1}a{\i0} b{a note}", "a b"),
        (r"\{a\} }b", "{a} }b"),
        ("a {b", "a {b"),
        (r"a {\i1 \N", "a {\\i1 \n"),
        (r"{a {b} c", " c"),
        (r"a{\p1}m 0 0 l 1 1{\p0}b", "ab"),
        (r"a{\pos(1,2)\pbo3}b", "ab"),
        (r"a{\q2}b\nc{\q0}\nd", "ab\nc d"),
        (r"C:\x\\", r"C:\x" + "\\\\"),
        ("C:\\\u2060N", r"C:\N"),
        (r"{\k20}la{\kf30}la", "lala"),
    ],
)
def test_the_text_is_what_a_viewer_reads(raw: str, shown: str) -> None:
    document = script(raw)
    assert document.plain(document.cues[0]) == shown
    assert ass.to_timeline(document).events[0].text == shown


def test_with_wrap_style_2_a_soft_break_ends_a_line() -> None:
    document = script(r"a\nb", wrap="WrapStyle: 2")
    assert document.plain(document.cues[0]) == "a\nb"


def test_tags_are_the_blocks_with_overrides_at_their_places() -> None:
    document = script(r"{note}a{\an8\i1}b\{\i1")
    (tag,) = document.tags(document.cues[0])
    assert (tag.kind, tag.name, tag.annotation) == ("override", "an8", r"\an8\i1")
    assert document.source.text[slice(*tag.span)] == r"{\an8\i1}"


def test_a_style_gives_look_place_and_the_name_the_speaker() -> None:
    look = Style(bold=True, italic=True, underline=True, strike=True, color="#ff00007f")
    shown = event("x", "Loud")
    assert shown.runs == (Run("x", look, "Bob"),)
    assert shown.placement == Placement("right", "top")


def test_overrides_change_the_look_and_a_reset_takes_it_back() -> None:
    runs = event(r"a{\i1\c&H00FF00&}b{\i}c{\r}d{\rLoud}e{\b0\1a&H00&\c}f").runs
    assert [(run.text, run.style.italic, run.style.bold, run.style.color) for run in runs] == [
        ("a", False, False, ""),
        ("b", True, False, "#00ff00"),
        ("c", False, False, "#00ff00"),
        ("d", False, False, ""),
        ("e", True, True, "#ff00007f"),
        ("f", True, False, "#ff0000"),
    ]


@pytest.mark.parametrize(
    "raw, placement",
    [
        (r"{\an7}x", Placement("left", "top")),
        (r"{\an5\an1}x", Placement("center", "middle")),
        (r"{\a6}x", Placement("center", "top")),
        (r"{\a10}x", Placement("center", "middle")),
        (r"{\pos(50,25)\pos(1,1)}x", Placement("center", "bottom", 25.0, 25.0)),
        (r"{\an8\move(20,10,30,10)}x", Placement("center", "top", 10.0, 10.0)),
        (r"{\pos(1..2,3)}x", Placement()),
    ],
)
def test_the_first_alignment_and_place_decide(raw: str, placement: Placement) -> None:
    assert event(raw).placement == placement


@pytest.mark.parametrize(
    "raw, style, effect, expected",
    [
        ("x", "Default", "", True),
        (r"{\an8}x", "Default", "", True),
        (r"{\pos(1,2)}x", "Default", "", True),
        (r"{\pos(1,2)\fs30\bord0}x", "Default", "", False),
        (r"{\pos(1,2)}x", "Signs", "", False),
        (r"{\move(1,2,3,4)}x", "Default", "", False),
        (r"{\frz30}x", "Default", "", False),
        (r"{\p1}m 0 0", "Default", "", False),
        (r"{\p0}x", "Default", "", True),
        (r"{\k20}x", "Default", "", False),
        ("x", "Default", "Banner;20", False),
        ("x", "Default", "fx", False),
        ("x", "Default", "test", True),
        (r"\{\k20", "Default", "", True),
    ],
)
def test_what_is_dialogue(raw: str, style: str, effect: str, expected: bool) -> None:
    document = script(raw, style=style, effect=effect)
    assert bool(document.dialogue) is expected
    # A drawing shows no text, so that no timeline holds it.
    assert all(event.dialogue is expected for event in ass.to_timeline(document).events)


def test_layers_and_places_are_distinguished() -> None:
    document = ass.parse(
        Source.of(HEAD + "Dialogue: 3,0:00:01.00,0:00:02.00,Loud,,0,0,0,,{\\pos(1,2)}x\n")
    )
    assert document.placement(document.cues[0]) == "layer 3 an9 pos(1,2)"


def test_the_places_of_the_times_follow_the_order_of_the_fields() -> None:
    text = "[Events]\nFormat: End, Style, Start, Text\nDialogue: 0:00:02.00,Default,0:00:01.00,x\n"
    document = ass.parse(Source.of(text))
    start, end = document.time_spans(document.cues[0])
    assert (text[slice(*start)], text[slice(*end)]) == ("0:00:01.00", "0:00:02.00")


def test_substation_alpha_counts_alignment_and_writes_colours_its_own_way() -> None:
    text = (
        "[Script Info]\nScriptType: v4.00\n\n[V4 Styles]\n"
        "Format: Name, PrimaryColour, TertiaryColour, Bold, Alignment, AlphaLevel\n"
        "Style: One,65535,0,-1,6,0\n\n[Events]\n"
        "Format: Marked, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
        "Dialogue: Marked=1,0:00:01.00,0:00:02.00,*One,Cher,0000,0000,0000,,x\n"
    )
    document = parse(Source.of(text, "talk.ssa"))
    (shown,) = ass.to_timeline(document).events
    assert shown.runs == (Run("x", Style(bold=True, color="#ffff00"), "Cher"),)
    assert shown.placement == Placement("center", "top")
    assert shown.layer == 0
    assert not [problem for problem in document.problems if "playres" not in problem.code]


def test_what_a_timeline_leaves_out_is_named() -> None:
    document = ass.parse(
        Source.of(
            HEAD.replace("WRAP", "")
            + "Comment: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,note\n"
            + "Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,{\\k20\\blur2\\p1}m 0 0{\\p0\\blur1}x\n"
        )
    )
    kinds = {loss.kind: loss.number for loss in ass.to_timeline(document).losses}
    assert kinds == {"karaoke time": 1, "override tag": 2, "drawing": 1, "comment": 1}


@pytest.mark.parametrize("number", [1, 3], ids=["one cue", "three cues"])
def test_embedded_files_are_one_block_each(number: int) -> None:
    lines = "".join(f"{'!' * 60}\n[{'A' * 20}]\nDialogue: {place}\n" for place in range(number))
    document = ass.parse(Source.of(f"[Fonts]\n{lines}\n{HEAD}"))
    assert [block.kind for block in document.blocks][:2] == ["header", "section"]
    assert not document.cues


SCRIPTS = [
    caption
    for caption in (*generated(), *shared())
    if caption.name.endswith((".ass", ".ssa")) and "order-of-fields" not in caption.name
]


@pytest.mark.parametrize("caption", SCRIPTS, ids=repr)
def test_the_events_of_every_script_are_all_read(caption: Caption) -> None:
    document = parse(decode(caption.name, caption.data))
    lines = document.source.text.replace("\r", "\n").split("\n")
    assert len(document.cues) == sum(line.startswith("Dialogue:") for line in lines)
    written = ass.write(ass.to_timeline(document))
    again = ass.parse(Source.of(written.text))
    drawn = re.compile(r"\{\\p[1-9]\}[^{}]*\{\\p0\}")
    assert [
        document.plain(cue) for cue in document.cues if not drawn.fullmatch(document.raw(cue))
    ] == [again.plain(cue) for cue in again.cues]


HOSTILE = {
    "opening braces": "{",
    "blocks that nothing closes": "{\\",
    "backslashes": "\\",
    "escaped braces": "\\{",
    "empty blocks": "{}",
    "drawings": "{\\p1}{",
    "parentheses": "{\\pos(",
    "soft breaks": "\\n",
    "tags": "<i>",
    "angle brackets": "<",
    "commas": ",",
    "resets": "{\\rX}",
    "text between comments": "a{x}\\",
    "text between overrides": "a{\\be1}",
}


@pytest.mark.slow
@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_takes_linear_time(piece: str) -> None:
    from caption_qa_action import config
    from caption_qa_action.engines.bundled.check import check_document

    settings = config.load(config.Arguments(), isolated=True).settings_for("talk.ass")

    def run(text: str) -> None:
        document = script(text)
        check_document(document, settings)
        ass.to_timeline(document)

    assert_linear(lambda n: piece * n, run, 4_000)


@pytest.mark.slow
@pytest.mark.parametrize(
    "line",
    ["[x]\n", "[\n", "Style: a,b\n", "Format: a, b\n", "Dialogue: \n", "x: y\n", "[Fonts]\n!\n"],
)
def test_hostile_lines_take_linear_time(line: str) -> None:
    def run(text: str) -> None:
        ass.to_timeline(ass.parse(Source.of(text)))

    assert_linear(lambda n: HEAD + line * n, run, 2_000)


def losses(
    style: str = "", event: str = "0,0,0,,x", info: str = "", more: str = ""
) -> dict[str, int]:
    """The losses of a script whose style differs from the usual one by a field or two."""
    row = dict(zip(STYLE_FORMAT, USUAL_STYLE.split(","), strict=True))
    row.update((field.partition("=")[0], field.partition("=")[2]) for field in style.split())
    unused = row | {"name": "Unused", "fontname": "Odd", "angle": "9"}
    text = (
        f"[Script Info]\nTitle: t\nScriptType: v4.00+\nPlayResX: 1920\nPlayResY: 1080\n{info}\n"
        f"[V4+ Styles]\nFormat: {','.join(row)}\n"
        f"Style: {','.join(row.values())}\nStyle: {','.join(unused.values())}\n\n"
        "[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
        + f"Dialogue: 0,0:00:01.00,0:00:02.00,Default,,{event}\n" * 2
        + more
    )
    return {loss.kind: loss.number for loss in ass.to_timeline(ass.parse(Source.of(text))).losses}


@pytest.mark.parametrize(
    "style, kind",
    [
        ("fontname=Georgia", "font"),
        ("fontsize=40", "font size"),
        ("outlinecolour=&H000000FF", "outline"),
        ("backcolour=&H00000000", "outline"),
        ("outline=0 shadow=0", "outline"),
        ("borderstyle=3", "outline"),
        ("scalex=90 scaley=80", "text shape"),
        ("spacing=0.2", "text shape"),
        ("angle=5", "text shape"),
        ("marginl=10 marginv=300", "margins"),
    ],
)
def test_what_a_used_style_says_besides_its_look_is_a_loss(style: str, kind: str) -> None:
    assert losses(style) == {kind: 1}


@pytest.mark.parametrize("style", ["", "fontsize=72.0", "marginl=0 marginr=0 marginv=0"])
def test_a_style_like_the_one_that_is_written_loses_nothing(style: str) -> None:
    assert losses(style) == {}


def test_sizes_are_compared_in_the_picture_of_the_script() -> None:
    assert losses("fontsize=36 marginl=0 marginr=0 marginv=0 outline=1.5 shadow=0.5") != {}
    halved = "PlayResX: 960\nPlayResY: 540\n"
    assert losses("fontsize=36 marginl=48 marginr=48 marginv=27 outline=1.5 shadow=0.5", info=halved) == {}  # fmt: skip


def test_a_style_that_only_an_override_names_is_used() -> None:
    assert losses(event=r"0,0,0,,a{\rUnused}b") == {"font": 1, "text shape": 1}


@pytest.mark.parametrize(
    "event, expected",
    [
        ("0,0,20,,x", {"margins": 2}),
        ("0000,0000,0000,,x", {}),
        ("0,0,0,Banner;5,x", {"effect": 2}),
        (r"0,0,0,,{a note}x{\i1}y{why\i0}", {"comment": 4}),
        (r"0,0,0,,\{shown\} {\i1}x {open", {}),
    ],
)
def test_what_an_event_says_besides_its_text_is_a_loss(
    event: str, expected: dict[str, int]
) -> None:
    assert losses(event=event) == expected


def test_properties_beyond_those_carried_are_a_loss() -> None:
    assert losses(info="WrapStyle: 0\nLanguage: en\n") == {}
    assert losses(info="WrapStyle: 1\nOriginal Script: Ann\n") == {"script information": 2}


def test_a_line_that_players_drop_is_a_loss() -> None:
    assert losses(more="nonsense\n") == {"line that is no event": 1}


def test_a_cue_whose_end_cannot_be_read_is_shown_for_two_seconds() -> None:
    text = "Dialogue: 0,0:00:03.00,bad,Default,,0,0,0,,x\n"
    document = ass.parse(Source.of(HEAD.replace("WRAP", "") + text))
    assert (document.cues[0].start_ms, document.cues[0].end_ms) == (3000, 5000)
    assert document.guessed == {1}


def _tracks(*lines: tuple[str, str, int]) -> int:
    """How many tracks a script has of lines, each of a style, a text and a second."""
    head = "[V4+ Styles]\nFormat: Name\nStyle: a\nStyle: b\n\n[Events]\n"
    shown = "".join(
        f"Dialogue: 0,0:00:{at:02}.00,0:00:{at + 1:02}.00,{style},,0,0,0,,{text}\n"
        for style, text, at in lines
    )
    document = parse(decode("a.ass", (head + shown).encode()))
    return len(document.by_track(document.dialogue))


def test_two_letters_of_a_script_make_a_track() -> None:
    assert _tracks(("a", "Where", 1), ("b", "Г", 5)) == 1
    assert _tracks(("a", "Where", 1), ("b", "Гд", 5)) == 2
    # Most letters decide, capital ones are of the same script, and signs are of none.
    assert _tracks(("a", "Where", 1), ("b", "Где они, Bob", 5)) == 2
    assert _tracks(("a", "Where", 1), ("b", "Where is Боб", 5)) == 1
    assert _tracks(("a", "Where", 1), ("b", "HERE", 5)) == 1
    assert _tracks(("a", "Where", 1), ("b", "12 + 34", 5)) == 1


def test_two_pairs_of_times_make_a_track_if_they_are_half_of_both_styles() -> None:
    pairs = [(style, "Hello", at) for at in (1, 3) for style in "ab"]
    assert _tracks(*pairs[:2]) == 1
    assert _tracks(*pairs) == 2
    assert _tracks(*pairs, ("a", "Hello", 5), ("a", "Hello", 7)) == 2
    assert _tracks(*pairs, ("a", "Hello", 5), ("a", "Hello", 7), ("a", "Hello", 9)) == 1


@pytest.mark.parametrize(("beside", "tracks"), [("20", 2), ("21", 1)])
def test_a_translation_may_begin_and_end_200_ms_beside_its_original(
    beside: str, tracks: int
) -> None:
    head = "[V4+ Styles]\nFormat: Name\nStyle: a\nStyle: b\n\n[Events]\n"
    line = "Dialogue: 0,0:00:0{0}.{2},0:00:0{1}.{2},{3},,0,0,0,,Hello\n"
    shown = "".join(
        line.format(at, at + 1, fraction, style)
        for at in (1, 3)
        for style, fraction in (("a", "00"), ("b", beside))
    )
    document = parse(decode("a.ass", (head + shown).encode()))
    assert len(document.by_track(document.dialogue)) == tracks


def test_a_hundred_cues_of_a_style_tell_its_script() -> None:
    silent = [("b", "1", 1)] * 99
    main = [("a", "Hello", 1)] * 102
    assert _tracks(*main, *silent, ("b", "Где ты", 1)) == 2
    assert _tracks(*main, *silent, ("b", "1", 1), ("b", "Где ты", 1)) == 1


def test_the_quick_way_to_the_text_of_an_event_is_that_of_its_pieces() -> None:
    parts = ("\\N", "\\n", "\\h", "\\{", "\\}", "{", "}", "a", "\\i1", "\\p1", "\\q2", " ", "\\")
    for number in range(1, 4):
        for drawn in product(parts, repeat=number):
            raw = "".join(drawn)
            for wrap_2 in (False, True):
                shown = "".join(piece.text for piece in pieces(raw, wrap_2=wrap_2))
                assert plain(raw, wrap_2=wrap_2) == shown, raw


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ("Default", ""),
        (" Top Sign ", ""),
        ("Hello there", "Hello there"),
        ("Default,Bob", "Bob"),
        ("Default,,0", ""),
        ("Default,,0,0,0,Hello", "Hello"),
    ],
)
def test_a_field_before_the_text_is_no_text_where_the_text_is_missing(
    fields: str, text: str
) -> None:
    script = (
        "[V4+ Styles]\nFormat: Name, Fontname, Fontsize\nStyle: Top Sign,Arial,20\n\n[Events]\n"
        "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
        f"Dialogue: 0,0:00:01.00,0:00:03.00,{fields}\n"
    )
    document = ass.parse(Source.of(script))
    assert [document.plain(cue).strip() for cue in document.cues] == [text]
    assert "ass_field_count" in [problem.code for problem in document.problems]
