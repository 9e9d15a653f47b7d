"""SubRip: markup, positions, line ends, and the damage that is found in the wild."""

from __future__ import annotations

from tests.captions.sentences import DE, EN, RU

_ONE = "1\n00:00:01,000 --> 00:00:03,000\n"
_THREE = "3\n00:00:07,000 --> 00:00:09,000\n"
_LAST = f"{_THREE}{EN[2]}\n"
_PLAIN = f"{_ONE}{EN[0]}\n\n2\n00:00:04,000 --> 00:00:06,000\n{EN[1]}\nand so on\n\n{_LAST}"

FILES: dict[str, str | bytes] = {
    "crlf.srt": _PLAIN.replace("\n", "\r\n"),
    "cr.srt": _PLAIN.replace("\n", "\r"),
    "no-last-newline.srt": _PLAIN.rstrip("\n"),
    "markup.srt": (
        f"{_ONE}<i>{EN[0]}</i>\n\n"
        "2\n00:00:04,000 --> 00:00:06,000\n"
        '<font color="#00ff00">green</font> <b>bold <u>both</u></b> <s>gone</s> &amp; done\n\n'
        f"{_THREE}{{\\an8}}{{\\i1}}{EN[2]}{{\\i0}}\n\n"
        "4\n00:00:10,000 --> 00:00:12,000 X1:100 X2:200 Y1:30 Y2:60\nplaced by coordinates\n"
    ),
    "bidi.srt": f"{_ONE}\u202b{DE[0]}\u202c\n\n2\n00:00:04,000 --> 00:00:06,000\n\u200f{RU[0]}\n",
    "damaged-dots.srt": _PLAIN.replace(",", "."),
    "damaged-no-numbers.srt": _PLAIN.replace("1\n00", "00").replace("\n2\n", "\n"),
    "damaged-no-blank-lines.srt": _PLAIN.replace("\n\n", "\n"),
    "damaged-short-arrow.srt": _PLAIN.replace("04,000 -->", "04,000 ->"),
    "damaged-middle-times.srt": _PLAIN.replace("00:00:04,000 --> 00:00:06,000", "00:00:04,0 -->"),
    "damaged-letters-in-times.srt": _PLAIN.replace("00:00:04,000", "OO:00:O4,000"),
    "damaged-blank-line-in-text.srt": _PLAIN.replace("\nand so on", "\n\nand so on"),
    "damaged-blank-line-before-lines.srt": _PLAIN.replace("\nand so", "\n\none\n\nand so"),
    "damaged-digits-missing.srt": _PLAIN.replace(
        "00:00:04,000 --> 00:00:06,000", "0:0:4,0-->0:0:6"
    ),
    "damaged-text-before.srt": f"Made for a test\nhttps://example.org/\n\n{_PLAIN}",
    "damaged-empty-cue.srt": _PLAIN.replace(f"{EN[1]}\nand so on\n", ""),
    "damaged-backwards.srt": _PLAIN.replace(
        "00:00:04,000 --> 00:00:06,000", "00:00:06,000 --> 00:00:04,000"
    ),
    "damaged-webvtt-header.srt": f"WEBVTT\n\n{_PLAIN}",
    "damaged-bytes.srt": _PLAIN.encode().replace(b"missing", b"mi\xff\xfesing"),
    "damaged-nul.srt": _PLAIN.replace("missing", "mis\0sing"),
    "damaged-two-files.srt": f"{_PLAIN}\n{_PLAIN}",
    "damaged-separator-of-blanks.srt": _PLAIN.replace("\n\n", "\n \t\n"),
}
