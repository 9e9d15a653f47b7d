"""A tag with text in it that only other tags may have."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document, Tag
from caption_qa_action.core.text import quote
from caption_qa_action.rules.webvtt._cue_tags import faulty_tags

SEVERITY = Severity.WARNING


def check(document: Document) -> Iterator[Finding]:
    """Tag other than `<v>` and `<lang>` with an annotation: text after its name and a blank.

    Reported for `c`, `i`, `b`, `u`, `ruby` and `rt`; other names are `unknown_tag`.

    ## Why
    Browsers drop the annotation. It is most often a class that is written with a blank instead of a full
    stop (`<c yellow>` for `<c.yellow>`), an HTML attribute, or a sentence whose `<` has lost its `>`.

    ## Bad
    ```webvtt
    WEBVTT

    00:01.000 --> 00:02.500
    <c yellow>Where have you been?</c>
    ```

    ## Good
    ```webvtt
    WEBVTT

    00:01.000 --> 00:02.500
    <c.yellow>Where have you been?</c>
    ```

    ## Fix
    None: the text may be a class, or caption text.

    ## Sources
    - WebVTT, section 4.2.2, "WebVTT cue span start tag",
      https://www.w3.org/TR/webvtt1/#webvtt-cue-span-start-tag
    """
    for tag in faulty_tags(document, _annotated):
        message = f"tag <{tag.name}> cannot have an annotation such as {quote(tag.annotation)}"
        yield Finding(tag.span, message)


def _annotated(tags: list[Tag]) -> list[int]:
    return [
        index
        for index, tag in enumerate(tags)
        if tag.annotation and tag.name in ("b", "c", "i", "rt", "ruby", "u")
    ]
