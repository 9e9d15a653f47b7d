"""WebVTT read as browsers read it, and checked against its syntax.

What a browser drops is not lost here: unreadable timing lines are recovered where they can be, and
text that belongs to nothing stays in its block. `accepted` and `browser_cues` are what a browser
would keep.

Source: WebVTT: The Web Video Text Tracks Format, W3C, https://www.w3.org/TR/webvtt1/
"""

from __future__ import annotations

import re
from itertools import pairwise

from caption_qa_action.core.document import Cue, Document, Region, Tag
from caption_qa_action.core.source import Source, Span
from caption_qa_action.formats.webvtt import cue_text
from caption_qa_action.formats.webvtt.blocks import Blocks
from caption_qa_action.formats.webvtt.body import read_body
from caption_qa_action.formats.webvtt.cue_text import Element, Node, Text, Timestamp, tree
from caption_qa_action.formats.webvtt.header import accepted, read_header
from caption_qa_action.formats.webvtt.regions import RegionSettings, region_settings
from caption_qa_action.formats.webvtt.settings import CueSettings, read_settings
from caption_qa_action.formats.webvtt.timing import browser_times, time_spans
from caption_qa_action.formats.webvtt.traits import TRAITS

__all__ = [
    "CueSettings",
    "Element",
    "Node",
    "RegionSettings",
    "Text",
    "Timestamp",
    "accepted",
    "browser_cues",
    "browser_text",
    "cue_region",
    "cue_settings",
    "parse",
    "region_settings",
    "tree",
]

# The kinds of a text track that are not captions, as they occur in file names.
_KINDS = {
    "chapters": "chapters",
    "descriptions": "descriptions",
    "description": "descriptions",
    "metadata": "metadata",
    "meta": "metadata",
    "subtitles": "subtitles",
    "subtitle": "subtitles",
    "captions": "captions",
}

# Chapters meet; some programs leave a frame, or a second, between them.
_CHAPTER_GAP_MS = 1_000

# The settings that decide where a cue stands. A browser ignores a value that it cannot read, so that
# such a one keeps no two cues apart.
_PLACE = (
    r"(?<![^ \t\f])(?=region:[^ \t\f]|(?:vertical:(?:rl|lr)"
    r"|line:-?[0-9]+(?:\.[0-9]+)?%?(?:,(?:start|center|end))?"
    r"|position:[0-9]+(?:\.[0-9]+)?%(?:,(?:line-left|center|line-right))?)(?![^ \t\f]))"
    r"([a-z]+):([^ \t\f]+)"
)


class _WebvttDialect:
    def plain(self, raw: str) -> str:
        return cue_text.plain(raw)

    def tags(self, raw: str, offset: int) -> list[Tag]:
        return cue_text.tags(raw, offset)

    def placement(self, cue: Cue, raw: str) -> str:
        if not cue.settings:
            return ""
        from caption_qa_action.formats.webvtt.settings import valid_settings

        # A setting that browsers ignore is no place.
        pairs = dict(re.findall(_PLACE, valid_settings(cue.settings)))
        return " ".join(f"{name}:{value}" for name, value in sorted(pairs.items()))

    def time_spans(self, timing: str, offset: int) -> tuple[Span, Span]:
        return time_spans(timing, offset)


def parse(source: Source, *, line_by_line: bool = False) -> Document:
    """The document in a WebVTT source; never raises.

    `line_by_line` leaves out the fast path for clean cues, which gives the same document.
    """
    text = source.text
    if "\0" in text:
        text = text.replace("\0", "\ufffd")
    header = read_header(source, text)
    body = Blocks(text, source.newline)
    body.problems += header.problems
    cut = "header" if header.interrupted else ""
    read_body(body, header.body_start, cut=cut, line_by_line=line_by_line)
    kind, by = _kind(header.pairs.get("kind", ""), source.path, text, body.cues)
    document = Document(
        source,
        TRAITS,
        body.cues,
        header.blocks + body.blocks,
        body.problems,
        _WebvttDialect(),
        language=header.pairs.get("language") or header.pairs.get("lang", ""),
        kind=kind,
        header=header.pairs,
        regions=body.regions,
        guessed=frozenset(body.guessed),
    )
    document.stated_by["kind"] = by
    return document


def _kind(declared: str, path: str, text: str, cues: list[Cue]) -> tuple[str, str]:
    """What a file is for, and what decided it: its header, else its name, if its text does not speak against it."""
    kind = _KINDS.get(declared.lower())
    if kind:
        return kind, "its header"
    # "talk.chapters.vtt", "talk_chapters_en.vtt"; between hyphens and blanks stand the words of a title.
    folder, _, name = path.replace("\\", "/").lower().rpartition("/")
    parts = re.split("[._]", name)[:-1]
    kind = next((_KINDS[part] for part in reversed(parts) if part in _KINDS), "")
    if kind == "metadata" and not _is_for_programs(text, cues):
        return "captions", 'its text, against "metadata" in its name'
    if kind:
        return kind, "its name"
    words = re.split("[^a-z]+", f"{folder.rpartition('/')[2]}/{name}")
    if _are_chapters(text, cues, is_named="chapters" in words or "chapter" in words):
        return "chapters", "its times"
    if _is_data(text, cues):
        return "metadata", "its text"
    return "captions", "default"


def _are_chapters(text: str, cues: list[Cue], *, is_named: bool) -> bool:
    """Whether cues follow each other without a pause, longer than captions stay on screen, each of one line.

    Where the name of the file or of its folder has the word, shorter ones will do. Our choice: captions stay for seconds.
    """
    shortest_ms, usual_ms = (1_000, 15_000) if is_named else (10_000, 60_000)
    if len(cues) < 2 or cues[0].end_ms - cues[0].start_ms < shortest_ms:
        return False
    durations = sorted(cue.end_ms - cue.start_ms for cue in cues)
    return (
        durations[0] >= shortest_ms
        and durations[len(cues) // 2] >= usual_ms
        and all(abs(b.start_ms - a.end_ms) <= _CHAPTER_GAP_MS for a, b in pairwise(cues))
        and not any("\n" in text[cue.text_start : cue.text_end].strip() for cue in cues)
    )


def _is_for_programs(text: str, cues: list[Cue]) -> bool:
    """Whether most cues hold what programs read: JSON, an address, one token."""
    payloads = [text[cue.text_start : cue.text_end].strip() for cue in cues]
    read = sum(payload[:1] in ("{", "[") or not re.search(r"\s", payload) for payload in payloads)
    return read * 2 > len(payloads) or not payloads


def _is_data(text: str, cues: list[Cue]) -> bool:
    """Whether every cue is an object of JSON or a part of a picture (Media Fragments URI, section 4.2.2), as no caption is."""
    data = re.compile(r'\s*(?:\{\s*"[^"\r\n]*+"\s*:[\s\S]*\}|\S+#xywh=\S+)\s*')
    return bool(cues) and all(data.fullmatch(text, cue.text_start, cue.text_end) for cue in cues)


def browser_cues(document: Document) -> list[Cue]:
    """The cues that a browser shows: none of a file without signature, no recovered ones."""
    text = document.source.text
    if not accepted(text):
        return []
    return [cue for cue in document.cues if browser_times(text[cue.timing_start : cue.timing_end])]


def browser_text(document: Document, cue: Cue) -> str:
    """A cue's text as a browser hands it to scripts: lines end in LF, markup is left in."""
    raw = document.raw(cue)
    return raw.replace("\0", "\ufffd").replace("\r\n", "\n").replace("\r", "\n")


def cue_settings(document: Document, cue: Cue) -> CueSettings:
    """What a browser makes of a cue's settings."""
    return read_settings(cue.settings, {region.identifier for region in document.regions})


def cue_region(document: Document, cue: Cue) -> Region | None:
    """The region that a browser shows a cue in: the last definition of its identifier."""
    identifier = cue_settings(document, cue).region
    if not identifier:
        return None
    regions = reversed(document.regions)
    return next(region for region in regions if region.identifier == identifier)
