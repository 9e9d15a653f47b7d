"""Captions made to be slow: each makes a reader, a pattern, a rule or a writer look at the same again.

An input is named `FORMAT: SHAPE of UNIT` or `FORMAT: STRUCTURE`. It is text with lone surrogates for bytes
that are no UTF-8, of about as many characters as it is asked for, and the same at every call.

It is one long table, so that what is tried of one format is seen beside what is tried of another.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TypeAlias

from cues import clock
from formats import ASS_HEAD, TTML_HEAD, TTML_TAIL

# Makes a text with so many characters, or a few more.
Make: TypeAlias = Callable[[int], str]
# Writes one cue of a format: its number from 1, its times, and its lines as they stand in the file.
Cue: TypeAlias = Callable[[int, int, int, list[str]], str]


def _srt(number: int, start_ms: int, end_ms: int, lines: list[str]) -> str:
    times = f"{clock(start_ms, 'srt')} --> {clock(end_ms, 'srt')}"
    return f"{number}\n{times}\n{_joined(lines)}\n\n"


def _vtt(number: int, start_ms: int, end_ms: int, lines: list[str]) -> str:
    return f"{clock(start_ms, 'vtt')} --> {clock(end_ms, 'vtt')}\n{_joined(lines)}\n\n"


def _sbv(number: int, start_ms: int, end_ms: int, lines: list[str]) -> str:
    return f"{clock(start_ms, 'vtt')},{clock(end_ms, 'vtt')}\n{_joined(lines)}\n\n"


def _ass(number: int, start_ms: int, end_ms: int, lines: list[str]) -> str:
    start, end = clock(start_ms, "vtt")[1:-1], clock(end_ms, "vtt")[1:-1]
    words = "\\N".join(lines)
    return f"Dialogue: 0,{start},{end},Default,,0,0,0,,{words}\n"


def _ttml(number: int, start_ms: int, end_ms: int, lines: list[str]) -> str:
    words = "<br/>".join(lines)
    return f'<p begin="{clock(start_ms, "vtt")}" end="{clock(end_ms, "vtt")}">{words}</p>\n'


def _json(number: int, start_ms: int, end_ms: int, lines: list[str]) -> str:
    cue = {"index": number, "startMs": start_ms, "endMs": end_ms, "lines": lines}
    return f"{'' if number == 1 else ','}{json.dumps(cue, ensure_ascii=False)}\n"


def _sami(number: int, start_ms: int, end_ms: int, lines: list[str]) -> str:
    words = "<br>".join(lines)
    return (
        f"<SYNC Start={start_ms}><P Class=ENCC>{words}\n<SYNC Start={end_ms}><P Class=ENCC>&nbsp;\n"
    )


def _lrc(number: int, start_ms: int, end_ms: int, lines: list[str]) -> str:
    return f"[{clock(start_ms, 'vtt')[3:-1]}]{' '.join(lines)}\n"


def _microdvd(number: int, start_ms: int, end_ms: int, lines: list[str]) -> str:
    return f"{{{start_ms // 40}}}{{{end_ms // 40}}}{'|'.join(lines)}\n"


def _tsv(number: int, start_ms: int, end_ms: int, lines: list[str]) -> str:
    return f"{start_ms}\t{end_ms}\t{' '.join(lines)}\n"


def _joined(lines: list[str]) -> str:
    return "\n".join(lines)


_SAMI_HEAD = """<SAMI><HEAD><STYLE TYPE="text/css"><!--
P {margin-left: 2pt;}
.ENCC {Name: English; lang: en-US; SAMIType: CC;}
--></STYLE></HEAD><BODY>
"""

# What stands before the cues, a cue, and what stands after them, by the suffix of the format.
FRAMES: dict[str, tuple[str, Cue, str]] = {
    "srt": ("", _srt, ""),
    "vtt": ("WEBVTT\n\n", _vtt, ""),
    "ass": (ASS_HEAD, _ass, ""),
    "ttml": (TTML_HEAD, _ttml, TTML_TAIL),
    "sbv": ("", _sbv, ""),
    "json": ('{"format": "captionpass-json", "version": 1, "cues": [\n', _json, "]}\n"),
    "smi": (_SAMI_HEAD, _sami, "</BODY></SAMI>\n"),
    "lrc": ("", _lrc, ""),
    "sub": ("", _microdvd, ""),
    "tsv": ("start\tend\ttext\n", _tsv, ""),
}

# What the text of cues is made of.
UNITS = {
    "less-than signs": "<",
    "greater-than signs": ">",
    "single guillemets": "‹",
    "opening tags": "<i>",
    "long opening tags": "<a ",
    "closing tags": "</i>",
    "misnested tag pairs": "<i><b></i></b>",
    "voice tags": "<v A>",
    "font tags": '<font color="x">',
    "inner timestamps": "<00:00:02.000>",
    "override blocks": "{\\",
    "closed override blocks": "{\\an8}",
    "opening braces": "{",
    "backslashes": "\\",
    "ampersands": "&",
    "character references": "&amp;",
    "open character references": "&#1",
    "escaped less-than signs": "&lt;",
    "brackets": "(",
    "square brackets": "[",
    "mixed brackets": "[({",
    "quotes": '"',
    "apostrophes": "'",
    "curly quotes": "“",
    "full stops": ".",
    "dashes": "- ",
    "hyphens": "-",
    "music notes": "♪",
    "spaces": " ",
    "spaces around words": "a  ",
    "tabs": "\t",
    "ideographic spaces": "\u3000",
    "no-break spaces": "\u00a0",
    "one long word": "a",
    "one repeated word": "word ",
    "capitals": "WORD ",
    "digits": "1234567890",
    "wide characters": "字",
    "combining marks": "\u0301",
    "joined emoji": "👩\u200d",
    "flags": "🇩🇪",
    "zero-width characters": "\u200b",
    "bidirectional controls": "\u202e",
    "right-to-left letters": "א ",
    "mojibake": "Ã©",
    "replacement characters": "\ufffd",
    "byte order marks": "\ufeff",
    "NUL characters": "word\x00",
    "bad bytes": "caf\udce9 ",
    "control characters": "\x1b[",
    "private use": "\ue000",
    "line separators": "\u2028",
    "addresses": "www.a.",
    "at signs": "a@",
    "arrows": "-->",
    "sentences": "It is. Is it? ",
    "commas": "a, ",
    "colons": "A: ",
}

_LINE_CHARACTERS = 40


def _one_line(format: str, unit: str) -> Make:
    """One cue with one line of a repeated unit."""
    head, cue, tail = FRAMES[format]
    return lambda size: head + cue(1, 1000, 5000, [unit * (size // len(unit))]) + tail


def _many_lines(format: str, unit: str) -> Make:
    """One cue with many lines of a repeated unit."""
    head, cue, tail = FRAMES[format]
    line = unit * (1 + _LINE_CHARACTERS // len(unit))
    return lambda size: head + cue(1, 1000, 5000, [line] * (1 + size // len(line))) + tail


def _short_lines(format: str, unit: str) -> Make:
    """One cue with lines of one unit each."""
    head, cue, tail = FRAMES[format]
    return lambda size: head + cue(1, 1000, 5000, [unit] * (1 + size // (len(unit) + 1))) + tail


def _many_cues(format: str, unit: str) -> Make:
    """Many cues, each with one line of a repeated unit."""
    line = unit * (1 + _LINE_CHARACTERS // len(unit))
    return _cues(format, lambda index: (index * 2000, index * 2000 + 1900, [line]))


def _cues(format: str, drawn: Callable[[int], tuple[int, int, list[str]]]) -> Make:
    """Cues with times and lines by their index from 0."""
    head, cue, tail = FRAMES[format]

    def make(size: int) -> str:
        blocks = [head]
        length, index = len(head), 0
        while length < size:
            made = cue(index + 1, *drawn(index))
            blocks.append(made)
            length += len(made)
            index += 1
        return "".join(blocks) + tail

    return make


SHAPES: dict[str, Callable[[str, str], Make]] = {
    "one line": _one_line,
    "one cue of lines": _many_lines,
    "one cue of short lines": _short_lines,
    "many cues": _many_cues,
}

# Cues of every format whose times or texts are odd together: start, end and lines by the index.
TIMINGS: dict[str, Callable[[int], tuple[int, int, list[str]]]] = {
    "cues at the same time": lambda index: (1000, 5000, [f"Word {index}."]),
    "equal cues": lambda index: (1000, 5000, ["The same words."]),
    "cues inside each other": lambda index: (1000 + index, 35_999_000, [f"Word {index}."]),
    "cues around each other": lambda index: (
        max(20_000_000 - index, 0),
        20_001_000 + index,
        [f"Word {index}."],
    ),
    "cues in reverse": lambda index: (
        max(300_000_000 - index * 2000, 0),
        max(300_001_500 - index * 2000, 0),
        [f"Word {index}."],
    ),
    "cues that end before they start": lambda index: (
        index * 2000 + 1500,
        index * 2000,
        [f"Word {index}."],
    ),
    "cues of no duration": lambda index: (index * 10, index * 10, [f"Word {index}."]),
    "cues of a millisecond": lambda index: (index, index + 1, ["a"]),
    "cues that touch": lambda index: (index * 1000, index * 1000 + 1000, ["Same words."]),
    "cues that roll up": lambda index: (
        index * 1000,
        index * 1000 + 1000,
        [f"line {index}", f"line {index + 1}"],
    ),
    "cues that grow": lambda index: (
        index * 1000,
        index * 1000 + 1000,
        [" ".join(["word"] * (1 + index % 12))],
    ),
    "blank cues": lambda index: (index * 2000, index * 2000 + 1900, [""]),
    "cues of one space": lambda index: (index * 2000, index * 2000 + 1900, [" "]),
    "alternating times": lambda index: (
        (index % 2) * 1_000_000 + index,
        (index % 2) * 1_000_000 + index + 900,
        [f"Word {index}."],
    ),
}


def _bare(unit: str, head: str = "", tail: str = "") -> Make:
    """A file of nothing but one unit, between a head and a tail."""
    return lambda size: head + unit * (1 + size // len(unit)) + tail


def _numbered(unit: Callable[[int], str], head: str = "", tail: str = "") -> Make:
    """A file of units by their index, between a head and a tail."""

    def make(size: int) -> str:
        length = len(unit(1000))
        return head + "".join(map(unit, range(1 + size // length))) + tail

    return make


def _nested(opening: str, closing: str, head: str = "", tail: str = "", inside: str = "") -> Make:
    """Something inside itself, as deep as the size allows."""

    def make(size: int) -> str:
        depth = 1 + size // (len(opening) + len(closing))
        return head + opening * depth + inside + closing * depth + tail

    return make


_SRT_CUE = "1\n00:00:01,000 --> 00:00:02,000\nWords.\n\n"
_VTT_CUE = "00:00:01.000 --> 00:00:02.000\nWords.\n\n"
_TT = (
    '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling" '
    'xmlns:ttm="http://www.w3.org/ns/ttml#metadata" xml:lang="en">'
)
_STYLES = f"{_TT}<head><styling>"
_STYLED = '</styling></head><body><div><p begin="1s" end="2s" style="s0">a</p></div></body></tt>'
_LAID_OUT = '</layout></head><body><div><p begin="1s" end="2s" region="r0">a</p></div></body></tt>'
_DIV = f"{_TT}<body><div>"
_DIV_END = "</div></body></tt>"

STRUCTURES: dict[str, dict[str, Make]] = {
    "srt": {
        "timing lines": _bare("00:00:01,000 --> 00:00:02,000\n"),
        "numbers and timing lines": _bare("1\n00:00:01,000 --> 00:00:02,000\n"),
        "timing lines with a blank": _bare("00:00:01,000 --> 00:00:02,000\n\n"),
        "half timing lines": _bare("00:00:01,000 -->\n"),
        "timing lines without an arrow": _bare("00:00:01,000 00:00:02,000\n"),
        "arrow lines": _bare("-->\n"),
        "words beside timing lines": _bare("a 00:00:01,000 --> 00:00:02,000 b\nc\n"),
        "timing lines in one line": _bare("00:00:01,000 --> 00:00:02,000 "),
        "blank lines": _bare("\n"),
        "blank lines between words": _bare("a\n\n\n", head=_SRT_CUE),
        "lines of one space": _bare(" \n"),
        "digit lines": _bare("1\n"),
        "digits in one line": _bare("1"),
        "colons": _bare("00:"),
        "spaces in a timing line": _bare(" ", "1\n00:00:01,000", "--> 00:00:02,000\nx\n"),
        "spaces after a timing line": _bare(" ", "1\n00:00:01,000 --> 00:00:02,000", "x\nx\n"),
        "digits in a timing line": _bare("1", "1\n", ":00:01,000 --> 00:00:02,000\nx\n"),
        "coordinates": _bare(" X1:1", "1\n00:00:01,000 --> 00:00:02,000", "\nx\n"),
        "foreign digits": _bare("٠٠:٠٠:٠١,٠٠٠ --> ٠٠:٠٠:٠٢,٠٠٠\n"),
        "carriage returns": _bare("\r", head=_SRT_CUE),
        "mixed line ends": _bare("a\r\nb\rc\n", head=_SRT_CUE),
        "equal numbers": _bare(_SRT_CUE),
        "pasted files": _bare(_SRT_CUE * 3),
        "headers of other formats": _bare("WEBVTT\n\nNOTE x\n\n" + _SRT_CUE),
        "wrong numbers": _numbered(
            lambda at: (
                f"{9999 - at}\n{clock(at * 2000, 'srt')} --> {clock(at * 2000 + 1500, 'srt')}\nA.\n\n"
            )
        ),
        "console lines": _numbered(
            lambda at: f"[{at // 60:02d}:{at % 60:02d}.000 --> 59:00.000]  A\n"
        ),
        "suppressions": _bare("caption-qa: ignore[empty_cue] reason\n", head=_SRT_CUE),
    },
    "vtt": {
        "timing lines": _bare("00:00:01.000 --> 00:00:02.000\n", "WEBVTT\n\n"),
        "timing lines, no header": _bare("00:00:01.000 --> 00:00:02.000\n"),
        "arrow lines": _bare("-->\n", "WEBVTT\n\n"),
        "cue settings": _bare(" line:1", "WEBVTT\n\n00:01.000 --> 00:02.000", "\nx\n"),
        "settings glued to the time": _bare("line:1", "WEBVTT\n\n00:01.000 --> 00:02.000", "\nx\n"),
        "settings without value": _bare(" align:", "WEBVTT\n\n00:01.000 --> 00:02.000", "\nx\n"),
        "headers": _bare("WEBVTT\nsome text\n\n"),
        "header lines": _bare("X-TIMESTAMP-MAP=MPEGTS:1,LOCAL:00:00:00.000\n", "WEBVTT\n"),
        "comments": _bare("NOTE\nsome text\n\n", "WEBVTT\n\n", _VTT_CUE),
        "suppressions": _bare(
            "NOTE caption-qa: ignore[empty_cue] reason\n\n", "WEBVTT\n\n", _VTT_CUE
        ),
        "suppressions in one comment": _bare(
            "caption-qa: ignore[empty_cue] ", "WEBVTT\n\nNOTE ", f"\n\n{_VTT_CUE}"
        ),
        "regions": _numbered(lambda at: f"REGION\nid:r{at}\nwidth:40%\n\n", "WEBVTT\n\n", _VTT_CUE),
        "equal regions": _bare("REGION\nid:a\n\n", "WEBVTT\n\n", _VTT_CUE),
        "region settings": _bare("id:a\n", "WEBVTT\n\nREGION\n", f"\n{_VTT_CUE}"),
        "styles": _bare("STYLE\n::cue { color: red }\n\n", "WEBVTT\n\n", _VTT_CUE),
        "style without end": _bare("a{", "WEBVTT\n\nSTYLE\n", f"\n\n{_VTT_CUE}"),
        "style comments": _bare("/*", "WEBVTT\n\nSTYLE\n", f"\n\n{_VTT_CUE}"),
        "style selectors": _bare("::cue(", "WEBVTT\n\nSTYLE\n", f"\n\n{_VTT_CUE}"),
        "arrows in a comment": _bare("a --> b ", "WEBVTT\n\nNOTE\n", f"\n\n{_VTT_CUE}"),
        "equal identifiers": _bare(f"a\n{_VTT_CUE}", "WEBVTT\n\n"),
        "identifiers alone": _bare("word\n\n", "WEBVTT\n\n", _VTT_CUE),
        "classes of a tag": _bare(".a", "WEBVTT\n\n00:01.000 --> 00:02.000\n<c", ">x</c>\n"),
        "nested tags": _nested("<i>", "</i>", "WEBVTT\n\n00:01.000 --> 00:02.000\n", "\n", "x"),
        "nested voices": _nested("<v A>", "</v>", "WEBVTT\n\n00:01.000 --> 00:02.000\n", "\n", "x"),
        "ruby": _bare("<ruby>a<rt>b</rt></ruby>", "WEBVTT\n\n00:01.000 --> 00:02.000\n", "\n"),
        "cues in regions": _bare(
            "00:00:01.000 --> 00:00:02.000 region:none line:1 line:2\nA\n\n", "WEBVTT\n\n"
        ),
    },
    "ass": {
        "stray lines": _bare("word\n", ASS_HEAD),
        "sections": _bare("[Events]\n", ASS_HEAD),
        "formats": _bare("Format: Start, End, Text\n", f"{ASS_HEAD}"),
        "fields of a format": _bare("Text, ", f"{ASS_HEAD}Format: ", "\n"),
        "many styles": _numbered(
            lambda at: f"Style: S{at},Arial,60\n",
            "[Script Info]\n[V4+ Styles]\nFormat: Name, Fontname, Fontsize\n",
            "\n[Events]\nFormat: Start, End, Style, Text\nDialogue: 0:00:01.00,0:00:02.00,S0,A\n",
        ),
        "undefined styles": _numbered(
            lambda at: f"Dialogue: 0,0:00:01.00,0:00:02.00,S{at},,0,0,0,,Words\n", ASS_HEAD
        ),
        "commas": _bare(",", f"{ASS_HEAD}Dialogue: 0,0:00:01.00,0:00:02.00,Default", "\n"),
        "drawings": _bare(
            "Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,{\\p1}m 0 0 l 1 1{\\p0}\n", ASS_HEAD
        ),
        "karaoke": _bare(
            "{\\k10}a", f"{ASS_HEAD}Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,", "\n"
        ),
        "nested parentheses": _bare(
            "\\t(", f"{ASS_HEAD}Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,{{", "}a\n"
        ),
        "embedded fonts": _bare("!!!!", f"{ASS_HEAD}\n[Fonts]\nfontname: a\n", "\n"),
        "comments": _bare("Comment: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,Words\n", ASS_HEAD),
    },
    "ttml": {
        "unclosed paragraphs": _bare('<p begin="1s" end="2s">a', _DIV, _DIV_END),
        "unclosed spans": _bare("<span>a", f'{_DIV}<p begin="1s" end="2s">', f"</p>{_DIV_END}"),
        "unclosed spans to the end": _bare("<span>a", f'{_DIV}<p begin="1s" end="2s">'),
        "unclosed divisions": _bare("<div>", _DIV, '<p begin="1s" end="2s">a</p>'),
        "closing tags": _bare("</p>", f'{_DIV}<p begin="1s" end="2s">a', _DIV_END),
        "nested spans": _nested(
            "<span>", "</span>", f'{_DIV}<p begin="1s" end="2s">', f"</p>{_DIV_END}", "a"
        ),
        "nested divisions": _nested(
            "<div>", "</div>", _DIV, _DIV_END, '<p begin="1s" end="2s">a</p>'
        ),
        "nested timed divisions": _nested(
            '<div begin="1s">', "</div>", _DIV, _DIV_END, '<p begin="1s" end="2s">a</p>'
        ),
        "many attributes": _numbered(
            lambda at: f' a{at}="1"', f'{_DIV}<p begin="1s" end="2s"', f">a</p>{_DIV_END}"
        ),
        "style attributes": _numbered(
            lambda at: f' tts:a{at}="1"', f'{_DIV}<p begin="1s" end="2s"', f">a</p>{_DIV_END}"
        ),
        "equal attributes": _bare(' begin="1s"', f"{_DIV}<p", f">a</p>{_DIV_END}"),
        "doubling styles": _numbered(
            lambda at: f'<style xml:id="s{at}" style="s{at + 1} s{at + 1}"/>', _STYLES, _STYLED
        ),
        "chained styles": _numbered(
            lambda at: f'<style xml:id="s{at}" style="s{at + 1}" tts:a{at}="1"/>', _STYLES, _STYLED
        ),
        "styles in a circle": _numbered(
            lambda at: f'<style xml:id="s{at}" style="s{(at * 7 + 1) % 500} s0"/>', _STYLES, _STYLED
        ),
        "paragraphs of chained styles": _numbered(
            lambda at: f'<p begin="1s" end="2s" style="s{at % 200}">a</p>',
            _STYLES
            + "".join(f'<style xml:id="s{at}" style="s{at + 1}"/>' for at in range(200))
            + "</styling></head><body><div>",
            _DIV_END,
        ),
        "references in one attribute": _bare(
            "s0 ",
            f'{_STYLES}<style xml:id="s0"/></styling></head><body style="',
            '"><div><p begin="1s" end="2s">a</p></div></body></tt>',
        ),
        "equal identifiers": _bare('<p xml:id="a" begin="1s" end="2s">a</p>', _DIV, _DIV_END),
        "many regions": _numbered(
            lambda at: f'<region xml:id="r{at}" tts:origin="10% 10%" tts:extent="80% 80%"/>',
            f"{_TT}<head><layout>",
            _LAID_OUT,
        ),
        "paragraphs in regions": _numbered(
            lambda at: f'<p region="r{at}" begin="1s" end="2s">a</p>',
            f'{_TT}<head><layout><region xml:id="r0"/></layout></head><body><div>',
            _DIV_END,
        ),
        "regions that are shown together": lambda size: (
            f"{_TT}<head><layout>"
            + "".join(
                f'<region xml:id="r{at}" tts:origin="{at % 90}% 10%" tts:extent="10% 10%"/>'
                for at in range(size // 150)
            )
            + "</layout></head><body><div>"
            + "".join(f'<p region="r{at}" begin="1s" end="2s">a</p>' for at in range(size // 150))
            + _DIV_END
        ),
        "animations": _bare(
            '<set begin="1s" end="2s" tts:display="none"/>',
            f'{_DIV}<p begin="1s" end="99s">a',
            f"</p>{_DIV_END}",
        ),
        "animations at many times": _numbered(
            lambda at: f'<set begin="{at}ms" dur="1ms" tts:display="none"/>',
            f'{_DIV}<p begin="0s" end="99s">a',
            f"</p>{_DIV_END}",
        ),
        "spans at many times": _numbered(
            lambda at: f'<span begin="{at}ms" dur="5ms">a</span>',
            f'{_DIV}<p begin="0s" end="99s">',
            f"</p>{_DIV_END}",
        ),
        "sequences": _bare('<p dur="1s">a</p>', f'{_TT}<body><div timeContainer="seq">', _DIV_END),
        "line breaks": _bare("<br/>", f'{_DIV}<p begin="1s" end="2s">a', f"b</p>{_DIV_END}"),
        "comments": _bare("<!-- a -->", _DIV, f'<p begin="1s" end="2s">a</p>{_DIV_END}'),
        "open comments": _bare("<!-- ", _DIV),
        "processing instructions": _bare("<?a ?>", _DIV, f'<p begin="1s" end="2s">a</p>{_DIV_END}'),
        "character data": _bare(
            "<![CDATA[a]]>", f'{_DIV}<p begin="1s" end="2s">', f"</p>{_DIV_END}"
        ),
        "suppressions": _bare(
            "<!-- caption-qa: ignore[empty_cue] reason -->",
            _DIV,
            f'<p begin="1s" end="2s">a</p>{_DIV_END}',
        ),
        "agents": _numbered(
            lambda at: f'<ttm:agent xml:id="a{at}"><ttm:name>A</ttm:name></ttm:agent>',
            f"{_TT}<head><metadata>",
            f'</metadata></head><body><div><p ttm:agent="a0" begin="1s" end="2s">a</p>{_DIV_END}',
        ),
        "unknown elements": _bare("<x/>", _DIV, f'<p begin="1s" end="2s">a</p>{_DIV_END}'),
        "namespaces": _numbered(
            lambda at: f' xmlns:n{at}="urn:a"', f'{_DIV}<p begin="1s" end="2s"', f">a</p>{_DIV_END}"
        ),
        "languages": _numbered(
            lambda at: f'<p xml:lang="x{at}" begin="1s" end="2s">a</p>', _DIV, _DIV_END
        ),
        "ruby": _bare(
            '<span tts:ruby="container"><span tts:ruby="base">a</span><span tts:ruby="text">b</span></span>',
            f'{_DIV}<p begin="1s" end="2s">',
            f"</p>{_DIV_END}",
        ),
    },
    "json": {
        "nested lists": _nested("[", "]"),
        "nested objects": _nested('{"a":', "}", inside="1"),
        "open lists": _bare("["),
        "equal keys": _bare('"a":1,', '{"format": "captionpass-json", "cues": [], ', '"b":1}'),
        "digits of a number": _bare(
            "1", '{"format": "captionpass-json", "version": 1, "cues": [{"startMs": ', "}]}"
        ),
        "cues without closing": _bare(
            '{"startMs": 1, "endMs": 2, "lines": ["a"]},', FRAMES["json"][0]
        ),
        "escapes": _bare(
            "\\u0041",
            '{"format": "captionpass-json", "version": 1, "cues": [{"index":1,"startMs":1,"endMs":999,"lines":["',
            '"]}]}',
        ),
        "empty cues": _bare("{},", FRAMES["json"][0], "{}]}"),
        "lists of words": _bare('{"start": 1, "end": 2, "text": "a"},', '{"segments": [', "{}]}"),
    },
    "sbv": {
        "timing lines": _bare("0:00:01.000,0:00:02.000\n"),
        "blank lines": _bare("\n", "0:00:01.000,0:00:02.000\na\n"),
        "break tokens": _bare("[br]", "0:00:01.000,0:00:02.000\n", "\n"),
    },
    "smi": {
        "syncs at one time": _bare("<SYNC Start=1000><P Class=ENCC>a\n", _SAMI_HEAD),
        "open tags": _bare("<P Class=ENCC ", _SAMI_HEAD),
        "classes": _numbered(
            lambda at: f".C{at} {{Name: A; lang: en-US;}}\n",
            "<SAMI><HEAD><STYLE><!--\n",
            "--></STYLE></HEAD><BODY><SYNC Start=1><P Class=C0>a<SYNC Start=9></BODY></SAMI>",
        ),
        "many tracks": _numbered(
            lambda at: f"<SYNC Start={at * 1000}><P Class=C{at}>a\n", _SAMI_HEAD
        ),
        "comments": _bare("<!-- a -->", _SAMI_HEAD),
    },
    "lrc": {
        "times in one line": _bare("[00:01.00]"),
        "times for one text": _bare("[00:01.00]", "", "words\n"),
        "word times": _bare("<00:01.00>a ", "[00:01.00]", "\n"),
        "headers": _bare("[ar:a]\n", "", "[00:01.00]a\n"),
    },
    "sub": {
        "frames in one line": _bare("{1}{2}"),
        "controls": _bare("{y:i}", "{1}{2}", "a\n"),
        "lines of one cue": _bare("a|", "{1}{2}", "\n"),
    },
    "tsv": {
        "tabs": _bare("\t", "start\tend\ttext\n0\t1000\ta"),
        "rows without times": _bare("a\tb\tc\n", "start\tend\ttext\n0\t1000\ta\n"),
    },
    "scc": {
        "codes in one line": _bare(" 9420", "Scenarist_SCC V1.0\n\n00:00:01:00\t", "\n"),
        "text in one line": _bare(" c8e5", "Scenarist_SCC V1.0\n\n00:00:01:00\t9420", " 942f\n"),
        "lines at one time": _bare(
            "00:00:01:00\t9420 9470 c8e5 942f\n\n", "Scenarist_SCC V1.0\n\n"
        ),
        "captions": _numbered(
            lambda at: f"{clock(at * 2000, 'vtt')[:-4]}:00\t9420 9470 c8e5 ecec 942f\n\n",
            "Scenarist_SCC V1.0\n\n",
        ),
        "bad codes": _bare("zzzz ", "Scenarist_SCC V1.0\n\n00:00:01:00\t", "\n"),
        "rolling": _bare("00:00:01:00\t9425 94ad 9470 c8e5\n\n", "Scenarist_SCC V1.0\n\n"),
    },
}


def inputs() -> dict[str, tuple[str, Make]]:
    """Every input by its name: the suffix of its format, and what makes it."""
    found: dict[str, tuple[str, Make]] = {}
    for format in FRAMES:
        for name, drawn in TIMINGS.items():
            found[f"{format}: {name}"] = format, _cues(format, drawn)
        for name, unit in UNITS.items():
            for shape, of in SHAPES.items():
                found[f"{format}: {shape} of {name}"] = format, of(format, unit)
    for format, structures in STRUCTURES.items():
        found.update((f"{format}: {name}", (format, make)) for name, make in structures.items())
    return found


def encode(text: str) -> bytes:
    """The bytes of an input."""
    return text.encode("utf-8", "surrogateescape")
