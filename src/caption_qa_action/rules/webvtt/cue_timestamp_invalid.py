"""A timestamp tag in the text of a cue that comes at the wrong time."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Edit, Finding, Fix, Severity
from caption_qa_action.core.document import Cue, Document, Tag
from caption_qa_action.core.patterns import compiled
from caption_qa_action.core.revealed import TIMESTAMP_TAG
from caption_qa_action.core.source import DELETES
from caption_qa_action.core.text import quote, timecode

SEVERITY = Severity.WARNING
WORDS = (DELETES,)

# What is deleted has the characters of a time alone; any other `<` before a digit is one of the text, which
# `bare_less_than` reports.
DELETED = TIMESTAMP_TAG
_TIMESTAMP = r"(?:0{0,20}([0-9]{2,9}):)?([0-5][0-9]):([0-5][0-9])\.([0-9]{3})"


def check(document: Document) -> Iterator[Finding]:
    """Timestamp in the text of a cue that is malformed, out of order or outside the cue's time.

    Each such timestamp (`<00:01.500>`) must be later than the one before it and than the start of the
    cue, and earlier than the end of the cue. A `<` before a digit with anything but a time behind it is no timestamp: see
    `bare_less_than`.

    ## Why
    Timestamps make the text appear word by word, as in karaoke. A player ignores a malformed one; with
    one out of order, words are shown too early, too late or never.

    ## Bad
    ```webvtt
    WEBVTT

    00:01.000 --> 00:02.500
    Where <00:01.600>have <00:01.300>you <00:03.000>been?
    ```

    ## Good
    ```webvtt
    WEBVTT

    00:01.000 --> 00:02.500
    Where <00:01.300>have <00:01.600>you <00:01.900>been?
    ```

    ## Fix
    Removes the tag, which has digits, colons, full stops and commas alone. Not safe: the word after it appears at another time.

    ## Sources
    - WebVTT, section 4.2.2, "WebVTT cue timestamp", https://www.w3.org/TR/webvtt1/#webvtt-cue-timestamp
    """
    if document.kind in ("chapters", "metadata"):
        return
    if not re.search("<[0-9]", document.source.text):
        return
    for tags, cues in document.markup():
        if any(tag.kind == "timestamp" for tag in tags):
            for cue in cues:
                yield from _check_cue(document, cue)


def _check_cue(document: Document, cue: Cue) -> Iterator[Finding]:
    latest_ms: int | None = None
    time = compiled(DELETED)
    for tag in document.tags(cue):
        if tag.kind != "timestamp" or not time.fullmatch(document.source.text, *tag.span):
            continue
        ms = _ms(tag.name)
        if ms is None:
            message = f"{quote(tag.name)} is not a timestamp"
            yield _finding(tag, message)
        elif cue.number in document.guessed:
            continue
        elif not cue.start_ms < ms < cue.end_ms:
            yield _finding(
                tag,
                f"timestamp {timecode(ms)} is outside cue {cue.number}, which lasts from "
                f"{timecode(cue.start_ms)} to {timecode(cue.end_ms)}",
            )
        elif latest_ms is not None and ms <= latest_ms:
            message = f"timestamp {timecode(ms)} is not after {timecode(latest_ms)} before it"
            yield _finding(tag, message)
        else:
            latest_ms = ms


def _finding(tag: Tag, message: str) -> Finding:
    return Finding(
        tag.span, message, Fix("remove the timestamp", (Edit(tag.span, ""),), words=DELETES)
    )


def _ms(raw: str) -> int | None:
    match = re.fullmatch(_TIMESTAMP, raw)
    if not match:
        return None
    hours, minutes, seconds, ms = match.groups()
    return (int(hours or "0") * 60 + int(minutes)) * 60_000 + int(seconds) * 1000 + int(ms)
