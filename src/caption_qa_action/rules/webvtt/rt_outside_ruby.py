"""A ruby text without its ruby."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document, Tag
from caption_qa_action.rules.webvtt._cue_tags import faulty_tags

SEVERITY = Severity.WARNING


def check(document: Document) -> Iterator[Finding]:
    """Tag `<rt>` that does not stand directly inside `<ruby>`.

    ## Why
    `<rt>` holds the small text above a base, and `<ruby>` holds both. Without `<ruby>` browsers ignore
    the tag, and the reading aid stands in the middle of the line like other text.

    ## Bad
    ```webvtt
    WEBVTT

    00:01.000 --> 00:02.500
    漢<rt>かん</rt>
    ```

    ## Good
    ```webvtt
    WEBVTT

    00:01.000 --> 00:02.500
    <ruby>漢<rt>かん</rt></ruby>
    ```

    ## Fix
    None: where the base begins is for a person to decide.

    ## Sources
    - WebVTT, section 4.2.2, "WebVTT cue ruby span", https://www.w3.org/TR/webvtt1/#webvtt-cue-ruby-span
    - WebVTT, section 6.4, https://www.w3.org/TR/webvtt1/#cue-text-parsing-rules
    """
    for tag in faulty_tags(document, _outside):
        yield Finding(tag.span, "ruby text <rt> does not stand inside <ruby>")


def _outside(tags: list[Tag]) -> list[int]:
    """The `<rt>` that a browser ignores, by the steps of section 6.4."""
    found = []
    opened: list[str] = []
    for index, tag in enumerate(tags):
        parent = opened[-1] if opened else ""
        if tag.kind == "start":
            if tag.name == "rt" and parent != "ruby":
                found.append(index)
            elif tag.name in ("b", "c", "i", "lang", "rt", "ruby", "u", "v"):
                opened.append(tag.name)
        elif tag.kind == "end" and parent:
            if tag.name == parent:
                opened.pop()
            elif tag.name == "ruby" and parent == "rt":
                del opened[-2:]
    return found
