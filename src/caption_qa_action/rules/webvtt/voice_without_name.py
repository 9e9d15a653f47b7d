"""A voice tag that names nobody."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document, Tag
from caption_qa_action.rules.webvtt._cue_tags import faulty_tags

SEVERITY = Severity.WARNING


def check(document: Document) -> Iterator[Finding]:
    """Voice tag `<v>` without the name of a speaker.

    ## Why
    The tag is there to tell who speaks. Players show or style the name, and there is none. A class,
    as in `<v.loud>`, is no name.

    ## Bad
    ```webvtt
    WEBVTT

    00:01.000 --> 00:02.500
    <v>Where have you been?
    ```

    ## Good
    ```webvtt
    WEBVTT

    00:01.000 --> 00:02.500
    <v Mary>Where have you been?
    ```

    ## Fix
    None: only the author knows who speaks.

    ## Sources
    - WebVTT, section 4.2.2, "WebVTT cue voice span", https://www.w3.org/TR/webvtt1/#webvtt-cue-voice-span
    """
    for tag in faulty_tags(document, _nameless):
        yield Finding(tag.span, "voice tag <v> names no speaker")


def _nameless(tags: list[Tag]) -> list[int]:
    return [
        index
        for index, tag in enumerate(tags)
        if tag.name == "v" and tag.kind == "start" and not tag.annotation.strip(" ")
    ]
