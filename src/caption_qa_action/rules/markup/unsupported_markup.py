"""Markup with a meaning that the preset does not keep."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document, Tag
from caption_qa_action.core.text import plural, printable
from caption_qa_action.rules.markup._tags import count_kinds, known_tags, override_kind

SEVERITY = Severity.WARNING

# What a viewer loses with each kind.
_LOSSES = {
    "lang": "what language the words are in",
    "position": "where on the screen the text stands",
    "ruby": "which characters an annotation explains",
    "timestamp": "when each word appears",
    "v": "who is speaking",
}


def check(document: Document, *, allowed: tuple[str, ...] = ()) -> Iterator[Finding]:
    r"""Markup whose loss changes what a caption says, in a preset that cannot carry it.

    One finding for each kind in a file, at its first occurrence, with the number of cues that have
    it: voices `<v Bob>`, languages `<lang fr>`, ruby, timestamps inside the text `<00:00:02.500>`
    and ASS karaoke, and ASS positions such as `{\an8}`. Markup that only styles is the matter of
    `strip_styling`; cue settings that of `conversion_loss`.

    ## Why
    Without the voice tag nobody knows who speaks; without `{\an8}` a caption moves back to the
    bottom, over the name on the screen that it was meant to keep free. A conversion drops these
    silently, so the author has to put the meaning into words first.

    ## Bad
    ```webvtt
    WEBVTT

    00:01.000 --> 00:03.000
    <v Anna>Who is there?</v>
    ```

    ## Good
    ```webvtt
    WEBVTT

    00:01.000 --> 00:03.000
    ANNA: Who is there?
    ```

    ## Fix
    None: only the author knows how to say it in words. `caption-qa process` writes the names of
    speakers into the text where the preset says how.

    ## Options
    - `allowed` (default none): what is kept: the tag names `v`, `lang` and `ruby`, and the words
      `timestamp` and `position`. The preset sets it.

    ## Sources
    - WebVTT, section 4.2.2 "WebVTT caption or subtitle cue text":
      https://www.w3.org/TR/webvtt1/#caption-text
    - YouTube Help, Supported subtitle and closed caption files:
      https://support.google.com/youtube/answer/2734698
    """
    if document.kind == "metadata":
        return
    known = known_tags(document)

    def kind_of(tag: Tag) -> str:
        name = tag.kind
        if name == "start":
            name = tag.name if tag.name in known else ""
        elif name == "override":
            name = override_kind(tag)
        elif name == "timestamp" and not document.traits.has_word_times:
            name = ""  # text to a player: unknown_tag speaks of it
        return name if name in _LOSSES and name not in allowed else ""

    for name, first, cues in count_kinds(document, kind_of):
        what = document.source.text[first.span.start : first.span.end]
        where = f"{printable(what[:40])} and the like in {plural(cues, 'cue')}"
        yield Finding(first.span, f"{where}: the preset cannot say {_LOSSES[name]}")
