"""A plain reading of captions that shares nothing with the parsers: letters and digits, in order.

It knows of each format what a person sees who looks at a sound file: which lines are text, and what in
them is markup. For a damaged file, and for what no plain text holds, it has no answer.
"""

from __future__ import annotations

import html
import json
import re
import unicodedata
from collections.abc import Callable
from xml.etree import ElementTree

_TIMING = re.compile(r"\s*[0-9][0-9:.,]*\s*-->\s*[0-9]")
_SBV = re.compile(r"\d+:\d\d:\d\d\.\d{3},\d+:\d\d:\d\d\.\d{3}$")
_RUBY = "{http://www.w3.org/ns/ttml#styling}ruby"
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_VOCABULARY = "tt|head|styling|style|layout|region|metadata|body|div|p|span|br|initial"
_TTML = "{http://www.w3.org/ns/ttml}"


def letters(text: str) -> str:
    """The letters, marks and digits of a text, without the fillers of Hangul, of which nobody sees anything."""
    return "".join(
        letter
        for letter in text
        if unicodedata.category(letter)[0] in "LMN" and letter not in "\u115f\u1160\u3164\uffa0"
    )


def _blocks(text: str) -> list[list[str]]:
    found = re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n").replace("\r", "\n"))
    return [[line for line in block.split("\n") if line.strip()] for block in found]


def _srt(text: str) -> str:
    found = []
    for lines in _blocks(text):
        at = next((at for at, line in enumerate(lines) if _TIMING.match(line)), -1)
        if at >= 0:
            found += lines[at + 1 :]
    return re.sub(r"\{\\[^{}\n]*\}|(?i:</?(?:[bius]|font)(?: [^<>\n]*)?>)", "", "\n".join(found))


def _webvtt(text: str) -> str:
    found = []
    for block in re.split("\n\n+", text.replace("\r\n", "\n").replace("\r", "\n")):
        lines = block.split("\n")
        at = next((at for at, line in enumerate(lines) if _TIMING.match(line)), -1)
        if at >= 0:
            shown = re.sub(r"(?s)<ruby>.*?(?:</ruby>|\Z)", _base, "\n".join(lines[at + 1 :]))
            found.append(re.sub(r"<[^<>]*>", "", shown))
    return html.unescape("\n".join(found))


def _base(ruby: re.Match[str]) -> str:
    return re.sub(r"(?s)<rt>.*?</rt>", "", ruby[0])


def _sbv(text: str) -> str:
    lines = text.replace("\r\n", "\n").split("\n")
    return re.sub(r"(?i)\[br\]", "\n", "\n".join(line for line in lines if not _SBV.match(line)))


def _ass(text: str) -> str:
    shown, at = "", 9
    for line in text.replace("\r\n", "\n").split("\n"):
        kind, _, fields = line.partition(":")
        if kind == "Format" and "Text" in fields:
            at = fields.count(",")
        elif kind == "Dialogue":
            shown += fields.split(",", at)[-1] + "\n"
    # A brace behind a backslash is a letter.
    shown = re.sub(r"\\[{}]", "", re.sub(r"(?<!\\)\{[^}]*\}", "", shown))
    return re.sub(r"\\[Nnh]", "\n", shown)


def _ttml(text: str) -> str:
    root = ElementTree.fromstring(text)
    regions = {region.get(_ID) for region in root.iter(f"{_TTML}region")}
    # What is in another region than what is around it is shown in neither.
    for outer in root.iter():
        for inner in outer:
            inner.set("in", inner.get("region", outer.get("in", "")))
            torn = (
                inner.get("in") != outer.get("in") and {inner.get("in"), outer.get("in")} <= regions
            )
            if torn or outer.get("pruned"):
                inner.set("pruned", "yes")
            if outer.get("placed") or _is_placed(inner):
                inner.set("placed", "yes")
    # Where there are regions, what is in none of them is not shown.
    for element in root.iter() if regions - {None} else ():
        if not element.get("placed"):
            element.text = ""
            for inner in element:
                inner.tail = ""
    return "\n".join(map(_shown, root.iter(f"{_TTML}p")))


def _is_placed(element: ElementTree.Element) -> bool:
    names = (
        "region",
        *(f"{_TTML[:-1]}#styling}}{name}" for name in ("origin", "extent", "position")),
    )
    return any(element.get(name) for name in names) or element.find(f"{_TTML}region") is not None


def _shown(element: ElementTree.Element) -> str:
    hidden = element.get(_RUBY) in ("text", "textContainer", "delimiter")
    if hidden or element.get("pruned") or element.tag == f"{_TTML}br":
        return element.tail or ""
    return (element.text or "") + "".join(map(_shown, element)) + (element.tail or "")


def _json(text: str) -> str:
    found = []
    for cue in json.loads(text)["cues"]:
        found += cue["lines"]
    return "\n".join(found)


PLAIN: dict[str, Callable[[str], str]] = {
    "srt": _srt,
    "webvtt": _webvtt,
    "sbv": _sbv,
    "ass": _ass,
    "ttml": _ttml,
    "json": _json,
}


# What a plain reading has no answer to: other forms of a format, and markup that only a parser follows.
_UNKNOWN = {
    "srt": r"(?i)<br|< |<[a-z]+:|\n[ \t]+\n",
    "webvtt": r"</ruby>[^<]*<rt>|<ruby>[^<]*<(?!rt|/ruby)|<rt>(?!(?:[^<]*</rt>))|<(?:(?!\n\n)[^<>])*(?:<|\n\n|\Z)",
    "sbv": r"\[INFORMATION\]|\[br\]\S*\[",
    "ass": r"\\p[1-9]",
    "ttml": r"<span[^<>]* (?:begin|end|dur)=|<p\b[^<>]*>[^<]*<p\b|<set\b|<body[^>]* begin|ns/ttml#(?![a-z]+\")",
    "json": r"\A(?![\s\S]*\"lines\")",
}


def knows(text: str, format: str) -> bool:
    """Whether there is a plain reading of a text."""
    if format == "ttml":
        # Of metadata there may be anything, of what is shown nothing else.
        shown = [
            element.tag for element in ElementTree.fromstring(text).iter() if "#" not in element.tag
        ]
        if not all(re.fullmatch(f"{re.escape(_TTML)}(?:{_VOCABULARY})", tag) for tag in shown):
            return False
    return format in PLAIN and not re.search(_UNKNOWN[format], re.sub("\r\n?", "\n", text))


def read(text: str, format: str) -> str:
    """The letters and digits of what a text in a format shows."""
    return letters(PLAIN[format](text))
