"""Whether JSON in a form that is not known holds lines of text with times: objects with a begin, an end and a text each.

Places in a text look alike: they are whole numbers, and each text is as long as from where it begins to where it ends. And
so do hours of a day, which have no seconds.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.formats._json_values import Reader, Value, read_root

# So many values show what a list is of (chosen).
_LOOKED_AT_VALUES = 2_000
# A list of spoken lines has such a name, as far as its last word goes.
_OF_SPEECH = r"(?i).*(?:words|sentences|utterances|segments|captions|cues|subtitles|subs|transcript|transcripts|lines|fragments|paragraphs|monologues|lyrics)"
_BEGIN = r"(?i).*(?:start|begin).*|from|offset|ts|time|timestamp|in|.*_in|in_?(?:point|time|ms)"
_END = r"(?i).*(?:end|stop|dur|finish).*|to|out|.*_out|out_?(?:point|time|ms)"
_TEXT = r"(?i).*(?:text|word|transcript|caption|subtitle|utterance|sentence|content|speech|lyric|phrase)|value|lines?|body|quote|msg|dialogue"
# What is a time of a recording by its name alone.
_NAMES_A_TIME = r"(?i).*(?:time|sec|second|seconds|ms|msec|millis|milliseconds)"
# Seconds from here on are dates (chosen): as milliseconds they are eleven days.
_DATES_FROM = 10**9
_TIME = r"(?:([0-9]{1,3}):)?(?:([0-9]{1,2}):)?([0-9]{1,12}(?:[.,][0-9]{1,12})?)s?"


class _Moment(NamedTuple):
    """A number that may be a time; `is_sure` where its form, or its name, shows that it is one."""

    seconds: float
    is_sure: bool


class _Entry(NamedTuple):
    begin: _Moment
    end: _Moment
    length: int


def holds_timed_text(start: str) -> bool:
    """Whether JSON, or what it begins with, has lists of such objects."""
    root = read_root(Reader(start, keep_partial=True, most_values=_LOOKED_AT_VALUES))
    return root is not None and any(
        _are_timed(objects, is_speech=re.fullmatch(_OF_SPEECH, name) is not None)
        for name, objects in _lists(root)
    )


def _lists(root: Value) -> Iterator[tuple[str, list[Value]]]:
    """The objects of each array, and of each object, with the name that it has."""
    waiting = [("", root)]
    while waiting:
        name, value = waiting.pop()
        inner = [(name, item) for item in value.items]
        inner += [(member.name, member.value) for member in value.members]
        objects = [each for _, each in inner if each.kind == "object"]
        if objects:
            yield name, objects
        waiting.extend(each for each in inner if each[1].kind in ("array", "object"))


def _are_timed(objects: list[Value], *, is_speech: bool) -> bool:
    """Whether these are lines of speech.

    One alone, or lines that go back in time, show it where their times can be nothing else, or their list has such a name.
    """
    entries = [entry for each in objects if (entry := _entry(each)) is not None]
    sure = [entry for entry in entries if entry.begin.is_sure or entry.end.is_sure]
    if sure or not entries:
        return bool(sure)
    begins = [entry.begin.seconds for entry in entries]
    in_order = all(before < after for before, after in itertools.pairwise(begins))
    return (is_speech or (len(entries) > 1 and in_order)) and any(
        entry.end.seconds - entry.begin.seconds != entry.length for entry in entries
    )


def _entry(holder: Value) -> _Entry | None:
    members = list(_members(holder))
    text = next((each for name, each in members if re.fullmatch(_TEXT, name) and _text(each)), None)
    begin = _moment(_BEGIN, members)
    end = _moment(_END, members)
    if text is None or begin is None or end is None:
        return None
    return _Entry(begin, end, len(_text(text)))


def _members(holder: Value) -> Iterator[tuple[str, Value]]:
    """The members of an object and of those inside it; two numbers in an array are a begin and an end."""
    for name, _, _, value in holder.members:
        yield name, value
        yield from ((member.name, member.value) for member in value.members)
        if len(value.items) == 2 and re.fullmatch(_BEGIN, name):
            first, second = value.items
            yield name, first
            yield "end", second


def _text(value: Value) -> str:
    if value.items:
        return " ".join(item.text for item in value.items if item.kind == "string")
    return value.text if value.kind == "string" else ""


def _moment(names: str, members: list[tuple[str, Value]]) -> _Moment | None:
    """The first time under one of these names."""
    for name, value in members:
        if value.kind in ("number", "string") and re.fullmatch(names, name):
            seconds = _seconds(value.text.strip())
            if seconds is not None and seconds < _DATES_FROM:
                has_fraction = re.search("[.,]", value.text) is not None
                return _Moment(seconds, has_fraction or bool(re.fullmatch(_NAMES_A_TIME, name)))
    return None


def _seconds(written: str) -> float | None:
    """A number, or a time of day with seconds; None for what is written otherwise."""
    match = re.fullmatch(_TIME, written)
    if match is None or (match[1] and not match[2] and not re.search("[.,]", match[3])):
        return None  # 9:30 is when somebody speaks in a hall
    hours, minutes = (match[1], match[2]) if match[2] else (None, match[1])
    whole = int(hours or 0) * 3600 + int(minutes or 0) * 60
    return whole + float(match[3].replace(",", "."))
