"""Captions with words in every place where a person, or a program, has put some; `W` is a word of its own each time.

Places that a format has for words beside its cues, and those that it has not: behind and before the times, above the
header, in a cue without a time, in a setting, behind a `<`, outside of the document, behind its end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count

_SRT = "1\n00:00:01,000 --> 00:00:03,000{after}\n{text}\n{between}\n2\n00:00:04,000 --> 00:00:06,000\nW\n"
_VTT = "{above}\n\n00:01.000 --> 00:03.000{after}\n{text}\n{between}\n00:04.000 --> 00:06.000\nW\n"
_SBV = "0:00:01.000,0:00:03.000{after}\n{text}\n{between}\n0:00:04.000,0:00:06.000\nW\n"
_ASS = (
    "[Script Info]\nTitle: {title}\nScriptType: v4.00+\n\n[V4+ Styles]\nFormat: Name, Fontname\nStyle: Default,Arial\n\n"
    "[Events]\nFormat: Layer, Start, End, Style, Text\n{line}\nDialogue: 0,0:00:07.00,0:00:09.00,Default,W\n"
)
_TTML = '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttm="http://www.w3.org/ns/ttml#metadata" xml:lang="en"><body><div>{}<p begin="4s" end="6s">W</p></div></body></tt>'
_SAMI = "<SAMI><HEAD></HEAD><BODY>\n<SYNC Start=1000><P Class=EN>{}\n<SYNC Start=3000><P Class=EN>&nbsp;\n</BODY></SAMI>"
_SCC = (
    "Scenarist_SCC V1.0\n\n{}\n\n00:00:05:00\t9420 9470 c8e5 ecec 6f80 942f\n\n00:00:07:00\t942c\n"
)
_JSON = '{{"version": 1, "cues": [{{"startMs": 1000, "endMs": 3000, "lines": ["W", "{}"]{}}}]{}}}{}'

_AFTER = (
    " W", " W W", "  -  W", " W:W", " align:start W", " line:50% W", " line:W", " X1:10 X2:20 W", " <b>W</b>", " (W)",
    " W 00:00:09,000", " --> W", " region:W", " 1 W",
)  # fmt: skip
# Timing lines with text, and what else is odd about them: numbers, arrows, fractions. Each number meets each arrow.
_NUMBERS = ("", "9 ", "9\t", "9. ", "9\n", "W ", "9\nW ", "9 W ", "x")
_ARROWS = ("-->", "->", "=>", "\u2192", "\u2013>", "--&gt;")
_TIMES = ("00:00:03,500 {} 00:00:03,900", "00:00:03.5 {} 00:00:03,1000", "0:3,5 {} 00:00:3.95")
_LINES = tuple(
    f"\n{number}{_TIMES[(row + column) % 3].format(arrow)}{(' W W', '', ' W - 9', 'W')[(row + column // 2) % 4]}\nW\n"
    for row, number in enumerate(_NUMBERS)
    for column, arrow in enumerate(_ARROWS)
)
_BETWEEN = (
    *_LINES,
    "\nW W\n", "\n5\nW W\n", "\nW\nW\n", "\n00:00:08\nW\n", "\n00:00:08,000 -->\nW\n", "\n--> 00:00:08,000\nW\n", "\nW --> W\nW\n",
    "\n00:xx:08,000 --> 00:00:09,000\nW\n", "\nNOTE W\n", "\n5 W\n", "\n1 W 00:00:03,500 --> 00:00:03,900\nW\n",
    "\n00:00:03,500 --> W\nW\n", "\nWEBVTT\n\n00:00:01,000 --> 00:00:03,000\nW\n",
)  # fmt: skip
_TEXTS = (
    "W < W", "W <W", "W <W> W", "W <3 W", "<W", "W <<W>> W", "if W < 5 and W > 3", "<i W", "</W", "<v W W>W", "<c.W>W</c>",
    "<W@W.com>", "<http://W>", "&W; W", "{W}W", "{\\an8}W", "W --> W", "<W\nW>", "W\n\nW", "W\n \nW",
)  # fmt: skip
_ABOVE = (
    "W\nWEBVTT", "W W\n\nWEBVTT", "NOTE W\n\nWEBVTT", "WEBVTT W W", "WEBVTT\nW", "WEBVTT\nW: W\nW", "webvtt W", "WEBVTTW",
    "WEBVTT - W\nKind: W", "WEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:900000\nW",
)  # fmt: skip
_EVENTS = (
    "Dialogue: 0,0:00:01.00,0:00:03.00,Default,W < W", "W W", "; W", "Comment: 0,0:00:01.00,0:00:02.00,Default,W",
    "Dialogue: 0,W,0:00:02.00,Default,W", "Dialogue: 0,0:00:05.00,,Default,W", "Picture: 0,0:00:01.00,0:00:02.00,Default,W",
    "[W]\nW\n[Events]", "Dialogue: 0,0:00:01.00,0:00:03.00,Default,{W}W", "Dialogue: 0,0:00:01.00,0:00:03.00,Default,{\\p1}m 0 0",
    "Dialogue: 0,0:00:01.00,0:00:03.00,Default,{\\fad(1,1)W", "dialogue: 0,0:00:01.00,0:00:03.00,Default,W",
)  # fmt: skip
_PARAGRAPHS = (
    "W", '<p begin="1s" end="3s"><x>W</x>W</p>', '<p begin="1s" end="1s">W</p>', '<p begin="1s" end="3s">W & W <W</p>',
    '<p begin="9s" end="3s">W</p>', "<p>W</p>", "<!-- W -->", '<p begin="bad" end="3s">W</p>', '<p begin="1s" end="3s"><![CDATA[W <W]]></p>',
    *(f'<p begin="1s" end="3s">W<{name}>W</{name}></p>' for name in ("br", "set", "metadata", "source", "region", "style", "ttm:agent")),
    *(f"<{name}>W</{name}>" for name in ("x", "set", "metadata", "region", "head")), "<x><p>W</p></x>",
)  # fmt: skip
_SYNCS = (
    "W < W", "W <W> W", "<W@W.com>", "<http://W>", "W <!-- W --> W", "W<SYNC Start=x><P>W", "W<SYNC Start=1000><P>W",
    "W</BODY></SAMI>\nW\n<SAMI><HEAD></HEAD><BODY><SYNC Start=1000><P Class=EN>W",
)  # fmt: skip
_CODES = (
    "W", "00:00:01:00\t9420 9470 W c8e5 942f", "00:00:01:31\t942c W", "W:W\t9420 9470 f7ef 942f", "00:00:01\t942c W",
)  # fmt: skip

_PLAIN = {"after": "", "text": "W W", "between": "", "above": "WEBVTT"}
# A sound file of each format, but for times that follow each other.
WHOLES = {
    "a.srt": _SRT.format(**_PLAIN), "a.vtt": _VTT.format(**_PLAIN), "a.sbv": _SBV.format(**_PLAIN), "a.scc": _SCC.format(""),
    "a.ttml": _TTML.format('<p begin="1s" end="3s">W W</p>'), "a.smi": _SAMI.format("W W"), "a.lrc": "[ti:x]\n[00:01.00]W\n[00:05.00]W\n",
    "a.ass": _ASS.format(title="x", line=_EVENTS[0]), "a.sub": "{25}{50}W\n{100}{150}W|W\n",
}  # fmt: skip


def _templates() -> Iterator[tuple[str, str]]:
    """The name of a file, and its text."""
    for form, name in ((_SRT, "a.srt"), (_VTT, "a.vtt"), (_SBV, "a.sbv")):
        varied = [("after", _AFTER), ("between", _BETWEEN), ("text", _TEXTS)]
        if name == "a.vtt":
            varied.append(("above", _ABOVE))
        for place, values in varied:
            for value in values:
                text = form.format(**{**_PLAIN, place: value})
                yield (
                    name,
                    text if name == "a.srt" else re.sub(r"(?<=[0-9]),(?=[0-9]{3})", ".", text),
                )
    for line in _EVENTS:
        yield "a.ass", _ASS.format(title="W", line=line)
    for name, form, values in (
        ("a.ttml", _TTML, _PARAGRAPHS),
        ("a.smi", _SAMI, _SYNCS),
        ("a.scc", _SCC, _CODES),
    ):
        for value in values:
            yield name, form.format(value)
    for parts in (
        ("W <W", "", "", ""),
        ("W", ', "x": "W"', "", ""),
        ("W", "", ', "y": "W"', ""),
        ("W", "", "", " W"),
        ("W", "", "", '{"cues": "W"}'),
    ):
        yield "a.json", _JSON.format(*parts)
    for name, whole in WHOLES.items():
        yield name, f"W\n{whole}"
        yield name, f"W W\n\n{whole}\n\nW W\n"
        yield name, f"{whole}\nW"
        yield name, f"{whole}\n{whole}"
        yield name, f"{whole}\ufeff{whole}"


def places() -> list[tuple[str, str, tuple[str, ...]]]:
    """The name, the text and the words in it, in their order, of each file."""
    numbers = count()
    found = []
    for name, template in dict.fromkeys(_templates()):
        words: list[str] = []

        def word(_: re.Match[str], words: list[str] = words) -> str:
            words.append(_word(next(numbers)))
            return words[-1]

        text = re.sub("W(?![A-Za-z])", word, template)
        found.append((name, text, tuple(words)))
    return found


def _word(number: int) -> str:
    """A word that no other holds, and no language knows."""
    letters = [
        "bdfgklmnprtvz"[number // 13**place % 13] + "aeiou"[(number + place) % 5]
        for place in range(4)
    ]
    return "x".join(letters)
