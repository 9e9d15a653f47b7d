"""A less-than sign that opens no tag."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Edit, Finding, Fix, Severity, Span
from caption_qa_action.core.document import Document
from caption_qa_action.core.revealed import TIMESTAMP_TAG
from caption_qa_action.core.source import REVEALS
from caption_qa_action.core.text import quote

SEVERITY = Severity.ERROR
FORMATS = ("webvtt",)
WORDS = (REVEALS,)

# Ordinary tags, passed over without looking at their cue.
_COMMON_TAGS = r"/?[bciuv]>|[0-9][0-9]:[0-9:.]{7,10}>|v [^<>\r\n]{1,60}>|c[.][a-z0-9._]{1,60}>"
_TAG = rf"</?[A-Za-z][^<>]*>|{TIMESTAMP_TAG}"


def check(document: Document) -> Iterator[Finding]:
    """A less-than sign in WebVTT text that does not begin a tag.

    Several in a row are one finding. A tag is a name or a timestamp right after the sign, and a greater-than sign in the same cue.

    ## Why
    A player takes everything from the sign to the next `>`, or to the end of the cue, for a tag and
    hides it: of `I <3 this song` the viewer sees "I".

    ## Bad
    ```webvtt
    WEBVTT

    00:01.000 --> 00:03.000
    I <3 this song
    ```

    ## Good
    ```webvtt
    WEBVTT

    00:01.000 --> 00:03.000
    I &lt;3 this song
    ```

    ## Fix
    Writes `&lt;`. Not safe, since words appear that no viewer has seen before.

    ## Sources
    - WebVTT, section 4.2.2 "WebVTT caption or subtitle cue text", cue text span, and section 6.4
      "WebVTT cue text parsing
      rules": https://www.w3.org/TR/webvtt1/#caption-text
    """
    text = document.source.text
    if document.kind == "metadata" or "<" not in text:
        return
    tag = re.compile(_TAG)
    # A sign right before another one begins no tag.
    for offset, end in _signs(text):
        cue = document.cue_at(offset)
        if cue is None or not cue.text_start <= offset < cue.text_end:
            continue
        # With the end of the cue as the end of the text, a tag cannot end in the next timing line.
        if tag.match(text, end - 1, cue.text_end):
            end -= 1
            if end == offset:
                continue
        span = Span(offset, end)
        closing = text.find(">", end, cue.text_end)
        hidden = text[offset : closing + 1 if closing >= 0 else cue.text_end]
        shown = quote(hidden.rstrip())
        fix = Fix("write &lt;", (Edit(span, "&lt;" * (end - offset)),), words=REVEALS)
        what = "the sign" if end - offset == 1 else f"each of {end - offset} signs"
        yield Finding(span, f"{shown} is no tag, so players hide it; write &lt; for {what}", fix)


def _signs(text: str) -> Iterator[tuple[int, int]]:
    """Where signs stand that do not begin an ordinary tag."""
    # A sign is found many times as fast as a pattern that begins with it.
    match = re.compile(f"<+(?!{_COMMON_TAGS})").match
    at = text.find("<")
    while at >= 0:
        found = match(text, at)
        if found:
            yield found.span()
        at = text.find("<", found.end() if found else at + 1)
