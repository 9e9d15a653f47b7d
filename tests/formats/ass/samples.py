r"""ASS and SSA: fields, times, styles, overrides, tracks, sections and damage."""

from __future__ import annotations

_STYLES = (
    "[V4+ Styles]\nFormat: Name, Fontname, Fontsize, PrimaryColour, Bold, Italic, Underline, StrikeOut, Alignment, MarginL, MarginR, MarginV\n"
    "Style: Default,Arial,20,&H00FFFFFF,0,0,0,0,2,10,10,10\nStyle: Other,Arial,20,&H8000FFFF,-1,-1,-1,-1,7,0,0,0\n"
)
_INFO = "[Script Info]\nScriptType: v4.00+\nPlayResX: 400\nPlayResY: 200\n\n"
_EVENTS = (
    "\n[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
)
_HEAD = _INFO + _STYLES + _EVENTS
_USUAL = "Dialogue: 0,0:00:01.00,0:00:02.50,Default,,0,0,0,,One\n"


def _line(
    text: str,
    *,
    start: str = "0:00:03.00",
    end: str = "0:00:04.50",
    layer: str = "0",
    style: str = "Default",
    name: str = "",
    margins: str = "0,0,0",
    effect: str = "",
) -> str:
    return f"Dialogue: {layer},{start},{end},{style},{name},{margins},{effect},{text}\n"


def _text(text: str) -> str:
    return _HEAD + _USUAL + _line(text)


_TIMES = (
    "0:00:03.00", "0:00:03.000", "0:00:03.0", "0:00:03.5", "0:00:03,50", "0:00:03:50", "0:00:03;50", "00:00:03.00", "0:0:3.00", "0:75:03.00", "0:00:75.00", "-0:00:03.00",
    "0:00:03", "3.00", "x", "", "100:00:03.00", " 0:00:03.00 ",
)  # fmt: skip
_OVERRIDES = (
    "b1", "b0", "b700", "b400", "i1", "u1", "s1", "c&H0000FF&", "1c&HFF0000&", "c", "1a&H80&", "alpha&H80&", "1a", "an7", "an0", "an9", "a1", "a4", "a5", "a6", "a7", "a8", "a9", "a10", "a11",
    "pos(100,50)", "pos(100.5,-50)", "pos(x,y)", "pos(1.2.3,4)", "move(100,50,200,60)", "q2", "r", "rOther", "rNone", "fs40", "fnTimes", "bord3", "shad2", "blur1", "k20", "kf30", "K40", "ko5",
    "p1", "fad(100,200)", "fade(1,2)", "t(\\fs40)", "clip(0,0,1,1)", "frz30", "fax1", "xyz", "2c&H0000FF&", "3c&H0000FF&", "4a&H10&", "fe1", "org(1,2)", "be1", "fscx120", "fsp2", "pbo1",
)  # fmt: skip
SAMPLES: dict[str, str | bytes] = {
    **{f"start {time}.ass": _HEAD + _USUAL + _line("Two", start=time) for time in _TIMES},
    **{f"end {time}.ass": _HEAD + _USUAL + _line("Two", end=time) for time in _TIMES},
    **{f"override {tag}.ass": _text(f"a{{\\{tag}}}b") for tag in _OVERRIDES},
    "override-italic-off.ass": _text("{\\i1\\b1\\u1\\s1}a{\\i0\\b0\\u0\\s0}b{\\i1}c{\\i}d"),
    "override-in-style.ass": _HEAD + _line("a{\\i0\\b0\\u0\\s0\\c&HFF&\\1a&H00&}b{\\r}c{\\rDefault}d", style="Other", name=" Ann "),
    "override-placed-and-dressed.ass": _text("{\\pos(1,2)\\bord1}sign") + _line("{\\pos(1,2)}sign", style="Sign"),
    "override-unclosed.ass": _text("a{\\i1 b"),
    "override-comment.ass": _text("a{note}b{\\}c{}d"),
    "escapes.ass": _text("a\\Nb\\nc\\hd\\{e\\}f\\x"),
    "wrap-2.ass": _text("a\\nb").replace("PlayResY", "WrapStyle: 2\nPlayResY"),
    "fields.ass": _HEAD + _line("a", layer="3") + _line("b", layer="Marked=0") + _line("c", style="*Default") + _line("d", style="none") + _line("e", name="Ann, Bob") + _line("f", layer="x")
                  + _line("g", style="XOther", name=" Xaver X\t"),
    "margins.ass": _HEAD + _line("a", margins="1,2,3") + _line("b", margins="0001,,x") + _line("c", style="Other", margins="5,0,0"),
    **{f"effect {effect}.ass": _HEAD + _line("a", effect=effect) for effect in ("Banner;1", "Scroll up;1;2;3", "scroll down;1", "Karaoke", "fx", "template line", "code once", "words")},
    "order.ass": _INFO + _STYLES + "\n[Events]\nFormat: Start, End, Style, Text\nDialogue: 0:00:01.00,0:00:02.50,Other,One, two\nDialogue: 0:00:03.00\n",
    "order-end-first.ass": _INFO + _STYLES + "\n[Events]\nFormat: End, Name, Start, Text\nDialogue: 0:00:02.50,Ann,0:00:01.00,One\n",
    "order-unknown.ass": _INFO + _STYLES + "\n[Events]\nFormat: Layer, Start, End, Foo, Text\nDialogue: 0,0:00:01.00,0:00:02.50,x,One\n",
    "no-format.ass": _INFO + _STYLES.replace("Format", "; x") + _EVENTS.replace("Format", "; x") + _USUAL,
    "no-styles.ass": _INFO + _EVENTS + _USUAL,
    "no-info.ass": _STYLES + _EVENTS + _USUAL,
    "no-events.ass": _INFO + _STYLES,
    "no-resolution.ass": _HEAD.replace("PlayResX: 400\n", "") + _line("{\\pos(100,50)}a"),
    "info-twice.ass": _INFO.replace("PlayResX", "Title: A\nTitle: B\nPlayResX") + _STYLES + _EVENTS + _USUAL,
    "styles-twice.ass": _INFO + _STYLES + "Style: Other,Arial,20\nStyle: Unused\n" + _EVENTS + _USUAL,
    "type.ass": _HEAD.replace("v4.00+", "v4.00") + _USUAL,
    "sections.ass": "words\n" + _HEAD + _USUAL + "stray line\nComment: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,note\n; comment\n\n[Fonts]\nfontname: a\nM00\n\n[Aegisub Project Garbage]\nA: b\n\n[Events]\n" + _line("again"),
    "section-between-events.ass": _HEAD + _USUAL + "[Somewhere]\n" + _line("Two") + "[Fonts]\nfontname: x\n\n[Elsewhere]\nwords\n",
    "heading-in-lower.ass": (_HEAD + _USUAL).replace("[Events]", " [events] ").replace("[Script Info]", "[SCRIPT INFO]").replace("[V4+ Styles]", "[v4+ styles]"),
    "info.ass": _HEAD.replace("PlayResX", "no colon\n! comment\nTimer: 100\nCollisions: Normal\nOriginal Script: Ann\nLanguage: de\nPlayResX") + _USUAL,
    "astray.ass": _INFO + _USUAL + _STYLES + _EVENTS + _USUAL,
    "bare.ass": _USUAL,
    "style-of-no-section.ass": _INFO + _STYLES.replace("Default", "Main") + _EVENTS + _USUAL + _line("Two", style="*default") + _line("Three", style="None"),
    "stray-in-format.ass": _HEAD.replace("Effect, Text", "Effect, some words!, Text") + _USUAL,
    "too-few-fields.ass": _HEAD + "Dialogue: 0,0:00:01.00,0:00:02.50,Default\nDialogue: x\n" + _USUAL,
    "lower.ass": _HEAD + _USUAL.replace("Dialogue:", "dialogue:") + " " + _USUAL + _USUAL.replace(": ", ":"),
    "crlf.ass": (_HEAD + _USUAL + _line("Two")).replace("\n", "\r\n"),
    "ssa.ssa": "[Script Info]\nScriptType: v4.00\n\n[V4 Styles]\nFormat: Name, Fontname, Fontsize, PrimaryColour, Bold, Italic, Alignment\nStyle: Default,Arial,20,65535,-1,0,6\n\n"
               "[Events]\nFormat: Marked, Start, End, Style, Name, Text\nDialogue: Marked=0,0:00:01.00,0:00:02.50,Default,Ann,One\nDialogue: Marked=1,0:00:03.00,0:00:04.50,,,Two\n",
    "ssa-without-format.ssa": "[Script Info]\nScriptType: v4.00\n\n[V4 Styles]\nStyle: Default,Arial,20\n\n[Events]\nDialogue: Marked=0,0:00:01.00,0:00:02.50,Default,Ann,0,0,0,,One\n",
}  # fmt: skip
