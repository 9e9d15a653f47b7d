"""A voice inside a voice."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document, Tag
from caption_qa_action.rules.webvtt._cue_tags import faulty_tags

SEVERITY = Severity.WARNING


def check(document: Document) -> Iterator[Finding]:
    """Voice tag `<v>` inside another one.

    ## Why
    Two people do not say the same words. The first voice is most often not closed, so the words of the
    second speaker are given to both.

    ## Bad
    ```webvtt
    WEBVTT

    00:01.000 --> 00:02.500
    <v Mary>Where have you been?
    <v Tom>Out.
    ```

    ## Good
    ```webvtt
    WEBVTT

    00:01.000 --> 00:02.500
    <v Mary>Where have you been?</v>
    <v Tom>Out.</v>
    ```

    ## Fix
    None here; where the first voice is not closed, `unclosed_tag` offers to close it.

    ## Sources
    - w3c/webvtt.js, the validator linked by the W3C: "<v> cannot be nested inside itself",
      https://github.com/w3c/webvtt.js
    - WebVTT, section 4.2.2, "WebVTT cue voice span", https://www.w3.org/TR/webvtt1/#webvtt-cue-voice-span
    """
    for tag in faulty_tags(document, _nested):
        yield Finding(tag.span, "voice tag <v> stands inside another voice")


def _nested(tags: list[Tag]) -> list[int]:
    found = []
    depth = 0
    for index, tag in enumerate(tags):
        if tag.name != "v":
            continue
        if tag.kind == "start":
            if depth:
                found.append(index)
            depth += 1
        elif tag.kind == "end" and depth:
            depth -= 1
    return found
