"""A timeline from JSON and to JSON; what `lines` cannot hold stands beside them under names of our own.

`id` is an identifier other than the index; `runs` are pieces of text of one look each, joined they are
the lines; `placement`, `layer`, `dialogue` and `direction` hold what an event does not share with most.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from caption_qa_action.core.annotations import cast
from caption_qa_action.core.clock import LATEST_MS
from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.text import is_unicode
from caption_qa_action.core.timeline import (
    USUAL_PLACE,
    Event,
    Placement,
    Run,
    Style,
    Timeline,
    Written,
)
from caption_qa_action.formats._json_values import Value, extras
from caption_qa_action.formats._writing import Losses
from caption_qa_action.formats.json.dialect import JsonDialect

_STYLES = ("bold", "italic", "underline", "strike")
_ANNOTATIONS = ("speaker", "language", "ruby")


def to_timeline(document: Document) -> Timeline:
    """What is visible when; looks and places are read from the names that `write` gives them."""
    losses = Losses()
    dialect = cast(JsonDialect, document.dialect)
    for cue, shown in dialect.lost:
        losses.add("value that is no text", shown, cue)
    for cue, shown in dialect.unread:
        losses.add("unread field", shown, cue)
    events = tuple(_event(document, cue, losses) for cue in document.cues)
    return Timeline(events, document.language, document.header.get("title", ""), losses.all())


def _event(document: Document, cue: Cue, losses: Losses) -> Event:
    plain = document.plain(cue)
    runs = (Run(plain),) if plain else ()
    identifier = cue.identifier if cue.identifier != str(cue.number) else ""
    event = Event(cue.start_ms, cue.end_ms, runs, identifier=identifier, cue=cue.number)
    if not cue.settings:
        return event
    members = extras(cue.settings)
    styled = tuple(_runs(members.get("runs")))
    layer = members.get("layer")
    dialogue = members.get("dialogue")
    direction = _text(members, "direction")
    # Who edits the lines and not the runs means the lines.
    agree = "".join(run.text for run in styled) == plain
    if "runs" in members and not agree:
        losses.add("unread field", cue.settings, cue.number)
    return event._replace(
        runs=styled if agree else runs,
        placement=_placement(members.get("placement")),
        layer=_whole(layer.text) if layer else 0,
        dialogue=dialogue is None or dialogue.text != "false",
        direction=direction if direction in ("rtl", "ltr") else "",
    )


def _members(value: Value) -> dict[str, Value]:
    return {member.name: member.value for member in value.members}


def _text(members: dict[str, Value], name: str) -> str:
    value = members.get(name)
    return value.text if value and value.kind == "string" else ""


def _whole(shown: str) -> int:
    return int(shown) if re.fullmatch("-?[0-9]{1,9}", shown) else 0


def _runs(value: Value | None) -> Iterator[Run]:
    for item in value.items if value else ():
        members = _members(item)
        on = {name: members[name].text == "true" for name in _STYLES if name in members}
        style = Style(**on, color=_text(members, "color"))
        text = _text(members, "text").replace("\r\n", "\n").replace("\r", "\n")
        if text:
            yield Run(text, style, *(_text(members, name) for name in _ANNOTATIONS))


def _placement(value: Value | None) -> Placement:
    members = _members(value) if value else {}
    default = Placement()
    align, vertical = _text(members, "align"), _text(members, "vertical")
    writing = _text(members, "writing")
    return Placement(
        align if align in ("left", "center", "right") else default.align,
        vertical if vertical in ("top", "middle", "bottom") else default.vertical,
        _percent(members.get("xPercent")),
        _percent(members.get("yPercent")),
        writing if writing in ("rl", "lr") else default.writing,
        _row(members.get("row")),
    )


def _row(value: Value | None) -> int:
    row = _whole(value.text) if value is not None and value.kind == "number" else 0
    return max(0, min(row, 99))


def _percent(value: Value | None) -> float | None:
    if value is None or value.kind != "number" or len(value.text) > 30:
        return None
    try:
        percent = float(value.text)
    except ValueError:
        return None
    return percent if -1000 <= percent <= 1000 else None


def write(timeline: Timeline) -> Written:
    """The text of a timeline: two blanks for each level, the names always in the same order."""
    losses = Losses()
    out = ['{\n  "format": "captionpass-json",\n  "version": 1']
    for name in ("language", "title"):
        value: str = getattr(timeline, name)
        if value:
            out.append(f",\n  {_quoted(name)}: {_quoted(value)}")
    out.append(',\n  "cues": [')
    for number, event in enumerate(timeline.events, 1):
        out.append(",\n" if number > 1 else "\n")
        members = ",\n      ".join(_written(event, number, losses))
        out.append(f"    {{\n      {members}\n    }}")
    out.append("\n  ]\n}\n" if timeline.events else "]\n}\n")
    return Written("".join(out), losses.all())


def _written(event: Event, number: int, losses: Losses) -> Iterator[str]:
    """The members of a cue, in order."""
    text = _lf(event.text)
    yield f'"index": {number}'
    yield f'"startMs": {_in_range(event.start_ms, event, losses)}'
    yield f'"endMs": {_in_range(event.end_ms, event, losses)}'
    lines = ",".join(f"\n        {_quoted(line)}" for line in text.split("\n")) if text else ""
    yield f'"lines": [{lines}\n      ]' if lines else '"lines": []'
    if event.identifier and event.identifier != str(number):
        yield f'"id": {_quoted(event.identifier)}'
    if any(run[1:] != Run("")[1:] for run in event.runs):
        runs = ",".join(f"\n        {_run(run)}" for run in event.runs)
        yield f'"runs": [{runs}\n      ]'
    if event.placement != USUAL_PLACE:
        yield f'"placement": {{{", ".join(_place(event.placement))}}}'
    if event.layer:
        yield f'"layer": {event.layer}'
    if not event.dialogue:
        yield '"dialogue": false'
    if event.direction:
        yield f'"direction": {_quoted(event.direction)}'


def _in_range(ms: int, event: Event, losses: Losses) -> int:
    """A time as it can be read back."""
    if 0 <= ms <= LATEST_MS:
        return ms
    losses.add("time out of range", f"{ms} ms", event.cue)
    return max(0, min(ms, LATEST_MS))


def _run(run: Run) -> str:
    members = [f'"text": {_quoted(_lf(run.text))}']
    members += [f'"{name}": true' for name in _STYLES if getattr(run.style, name)]
    if run.style.color:
        members.append(f'"color": {_quoted(run.style.color)}')
    members += [
        f'"{name}": {_quoted(getattr(run, name))}' for name in _ANNOTATIONS if getattr(run, name)
    ]
    return f"{{{', '.join(members)}}}"


def _place(placement: Placement) -> Iterator[str]:
    default = Placement()
    for name in ("align", "vertical", "writing"):
        value: str = getattr(placement, name)
        if value != getattr(default, name):
            yield f'"{name}": {_quoted(value)}'
    for name, percent in (("xPercent", placement.x_percent), ("yPercent", placement.y_percent)):
        if percent is not None:
            yield f'"{name}": {percent:.15g}'
    if placement.row:
        yield f'"row": {placement.row}'


def _lf(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _quoted(text: str) -> str:
    from json.encoder import encode_basestring, encode_basestring_ascii

    # Half a surrogate pair, which no UTF-8 can hold, can be written as an escape.
    write = encode_basestring if is_unicode(text) else encode_basestring_ascii
    return str(write(text))
