"""Advanced SubStation Alpha and SubStation Alpha: both versions, override tags, karaoke, drawings, damage."""

from __future__ import annotations

from tests.captions.sentences import EN, JA, SENTENCES

_HEAD = """\
[Script Info]
; made for the tests
Title: Harbour
ScriptType: v4.00+
PlayResX: 640
PlayResY: 360
WrapStyle: 0

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding
Style: Default,Sans,28,&H00FFFFFF,&H000000FF,&H00000000,&H00000000,0,0,0,0,100,100,0,0,1,2,0,2,10,10,10,1
Style: Top,Sans,28,&H0000FFFF,&H000000FF,&H00000000,&H00000000,-1,-1,0,0,100,100,0,0,1,2,0,8,10,10,10,1

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
"""
_SSA = """\
[Script Info]
Title: Harbour
ScriptType: v4.00

[V4 Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, TertiaryColour, BackColour, Bold, Italic, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, AlphaLevel, Encoding
Style: Default,Sans,28,16777215,255,0,0,0,0,1,2,0,2,10,10,10,0,0
Style: Upper,Sans,28,65535,255,0,0,-1,0,1,2,0,6,10,10,10,0,0

[Events]
Format: Marked, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
"""


def _line(
    start: int, text: str, *, style: str = "Default", name: str = "", effect: str = ""
) -> str:
    return f"Dialogue: 0,0:00:{start:02}.00,0:00:{start + 2:02}.50,{style},{name},0,0,0,{effect},{text}\n"


_PLAIN = _HEAD + _line(1, EN[0]) + _line(4, f"{EN[1]}\\Nand so on") + _line(7, EN[2], name="Ann")

FILES: dict[str, str | bytes] = {
    "plain.ass": _PLAIN,
    "crlf.ass": _PLAIN.replace("\n", "\r\n"),
    "scripts.ass": _HEAD
    + "".join(
        _line(at * 2 % 58, "\\N".join(lines)) for at, lines in enumerate(SENTENCES.values())
    ),
    "overrides.ass": _HEAD
    + _line(1, "{\\an8\\b1}Bold{\\b0} {\\i1}both {\\u1}three{\\r} none {\\s1}gone", style="Top")
    + _line(4, "{\\pos(320,40)\\c&H00FF00&}placed{\\rTop} \\hhard\\nsoft {comment} {\\fs20}small")
    + _line(7, "{\\move(0,0,100,100)\\fad(200,200)\\t(0,500,\\fscx120)}moving {\\q2}a\\nb")
    + _line(10, "{\\frz30\\alpha&H80&\\bord4\\blur2\\fnSerif\\clip(0,0,9,9)}shaped, with, commas"),
    "karaoke.ass": _HEAD
    + _line(1, "{\\k20}Sing {\\kf30}it {\\ko25}all {\\K40}night", effect="Karaoke")
    + _line(4, f"{{\\k100}}{JA[0]}", effect="karaoke")
    + _line(7, "passing by", effect="Banner;20;0;50"),
    "drawings.ass": _HEAD
    + _line(1, "{\\p1}m 0 0 l 100 0 100 100 0 100{\\p0}")
    + _line(4, "{\\p2}m 0 0 b 1 1 2 2 3 3{\\p0}with words")
    + "Comment: 0,0:00:07.00,0:00:09.00,Default,,0,0,0,,nobody sees this\n"
    + "Picture: 0,0:00:07.00,0:00:09.00,Default,,0,0,0,,boat.bmp\n"
    + "Sound: 0,0:00:07.00,0:00:09.00,Default,,0,0,0,,bell.wav\n",
    "attachments.ass": _PLAIN.replace(
        "[Events]", "[Fonts]\nfontname: a_0.ttf\n!!!!!!!!\n\n[Aegisub Project Garbage]\nx: 1\n\n[Events]"
    ),
    "order-of-fields.ass": (
        "[Script Info]\nScriptType: v4.00+\n\n[Events]\nFormat: End, Start, Style, Text\n"
        f"Dialogue: 0:00:03.00,0:00:01.00,Default,{EN[0]}\n"
        f"Dialogue: 0:00:06.00,0:00:04.00,Default,{EN[1]}, and more\n"
    ),
    "version-4.ssa": _SSA
    + "".join(line.replace("Dialogue: 0,", "Dialogue: Marked=0,") for line in (
        _line(1, EN[0]), _line(4, "{\\a6}up {\\b1}there", style="Upper"), _line(7, EN[2], style="*Default")
    )),
    "damaged-no-sections.ass": _line(1, EN[0]) + _line(4, EN[1]),
    "damaged-field-missing.ass": _PLAIN.replace("0:00:04.00,", ""),
    "damaged-time.ass": _PLAIN.replace("0:00:04.00", "0:00:0x.00"),
    "damaged-open-override.ass": _PLAIN.replace("\\Nand so", "{\\i1 and so"),
    "damaged-events-in-styles.ass": _PLAIN.replace("[Events]\n", ""),
    "damaged-broken-line.ass": _PLAIN.replace("\\Nand so", "\nand so"),
    "damaged-unknown-style.ass": _PLAIN.replace("Default,Ann", "Gone,Ann"),
    "damaged-cut.ass": _PLAIN[:-12],
    "damaged-milliseconds.ass": _PLAIN.replace("0:00:04.00", "00:00:04.125"),
}  # fmt: skip
