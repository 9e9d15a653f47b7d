"""What a preset carries: markup that it does not carry is taken out, the words stay."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from caption_qa_action.core.document import Cue, Document, Tag
from caption_qa_action.core.preset import Preset
from caption_qa_action.core.text import plural
from caption_qa_action.core.timeline import Event, Placement, Run, Style, Timeline

# The looks of a run by the tag names of which one has to be carried, and what a viewer loses.
_LOOKS = (
    ("bold", ("b",), "bold text"),
    ("italic", ("i",), "italic text"),
    ("underline", ("u",), "underlined text"),
    ("strike", ("s",), "struck-out text"),
    ("color", ("c", "font"), "text colour"),
)
# Tags that style or annotate; others are text to some players, so that they are left to the rules.
_TAGS = frozenset({"b", "c", "font", "i", "lang", "rp", "rt", "ruby", "s", "u", "v"})


class Fixed(NamedTuple):
    """Something that was done: the code of the rule that asks for it, and what, in words.

    `cue` is the number of the cue, 0 where it concerns the whole file or several cues. `aided` is
    whether it was done for the aided output alone.
    """

    code: str
    message: str
    cue: int = 0
    aided: bool = False


def carried(timeline: Timeline, preset: Preset) -> tuple[Timeline, tuple[Fixed, ...]]:
    """A timeline with the looks that a preset carries, and what was taken out."""
    removed: dict[str, int] = {}
    events: list[Event] = []
    for event in timeline.events:
        lost: set[str] = set()
        runs = tuple(_plainer(run, preset.markup, lost) for run in event.runs)
        place = event.placement
        if preset.output == "srt" and "position" not in preset.markup and place != Placement():
            # SubRip says places in override blocks alone, which many players print.
            place = Placement()
            lost.add("position on the screen")
        for kind in sorted(lost):
            removed[kind] = removed.get(kind, 0) + 1
        events.append(event._replace(runs=runs, placement=place) if lost else event)
    if not removed:
        return timeline, ()
    return timeline._replace(events=tuple(events)), _told(removed)


def _plainer(run: Run, markup: tuple[str, ...], lost: set[str]) -> Run:
    style = run.style
    if style != Style():
        for name, tags, kind in _LOOKS:
            if getattr(style, name) and not any(tag in markup for tag in tags):
                style = style._replace(**{name: getattr(Style(), name)})
                lost.add(kind)
        run = run._replace(style=style)
    if run.speaker and "v" not in markup:
        run = run._replace(speaker="")
        lost.add("speaker name")
    if run.language and "lang" not in markup:
        run = run._replace(language="")
        lost.add("language of a passage")
    if run.ruby and "ruby" not in markup:
        run = run._replace(ruby="")
        lost.add("ruby annotation")
    return run


def _told(removed: dict[str, int]) -> tuple[Fixed, ...]:
    return tuple(
        Fixed("strip_styling", f"{kind} is removed in {plural(number, 'cue')}")
        for kind, number in removed.items()
    )


def stripped(document: Document, preset: Preset) -> tuple[str, tuple[Fixed, ...]]:
    """A document's text in its own format without the tags that a preset does not carry.

    A cue whose words would change with its tags, as in `<<b></b>i>`, keeps them.
    """
    text = document.source.text
    pieces: list[str] = []
    position = 0
    removed: dict[str, int] = {}
    for cue in document.cues:
        tags = [tag for tag in document.tags(cue) if _is_removed(tag, document, preset.markup)]
        if not tags:
            continue
        plainer = _without(text, cue, tags)
        if not _says_the_same(document, cue, plainer):
            continue
        pieces += (text[position : cue.text_start], plainer)
        position = cue.text_end
        for name in {_shown(tag) for tag in tags}:
            removed[name] = removed.get(name, 0) + 1
    pieces.append(text[position:])
    return "".join(pieces), _told(dict(sorted(removed.items())))


def _is_removed(tag: Tag, document: Document, markup: tuple[str, ...]) -> bool:
    if tag.kind == "override":
        return document.format == "srt" and "position" not in markup
    if tag.kind == "timestamp":
        return document.format == "webvtt" and "timestamp" not in markup
    return tag.name in _TAGS and tag.name not in markup


def _shown(tag: Tag) -> str:
    if tag.kind == "override":
        return "override markup"
    return "word timing" if tag.kind == "timestamp" else f"<{tag.name}>"


def _without(text: str, cue: Cue, tags: Iterable[Tag]) -> str:
    """A cue's text without tags; lines that held nothing else go, since an empty one ends a cue."""
    spans = sorted(tag.span for tag in tags)
    lines: list[str] = []
    for match in re.finditer(r"[^\r\n]*(?:\r\n|\r|\n|\Z)", text[cue.text_start : cue.text_end]):
        start, end = match.start() + cue.text_start, match.end() + cue.text_start
        pieces, position = [], start
        for span in spans:
            if span.end <= position or span.start >= end:
                continue
            pieces.append(text[position : max(position, span.start)])
            position = min(end, span.end)
        pieces.append(text[position:end])
        line = "".join(pieces)
        if position == start or line.strip(" \t\r\n"):
            lines.append(line)
    return "".join(lines).rstrip("\r\n")


def _says_the_same(document: Document, cue: Cue, plainer: str) -> bool:
    if "-->" in plainer or re.search(r"(?:\A|[\r\n])[ \t]*(?:[\r\n]|\Z)", plainer):
        return False
    unix = plainer.replace("\r\n", "\n").replace("\r", "\n")
    return _words(document.dialect.plain(unix)) == _words(document.plain(cue))


def _words(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip(" \t")]
