"""A pair of tags around nothing."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Fix, Severity, Span
from caption_qa_action.core.document import MOST_TAGS, Cue, Document, Tag
from caption_qa_action.core.source import KEEPS
from caption_qa_action.rules.markup._edits import remove, removes_only
from caption_qa_action.rules.markup._tags import known_tags

SEVERITY = Severity.INFO
# A tag that is closed where nothing stands behind it.
MENDED_AFTER = (KEEPS,)


def check(document: Document) -> Iterator[Finding]:
    """A start tag and its end tag with nothing, or only spaces, between them.

    One finding a cue, at the first such pair.

    ## Why
    It is a leftover of an edit. It shows nothing, but a player that draws a background box for
    each piece of text may draw an empty one.

    ## Bad
    ```srt
    1
    00:00:01,000 --> 00:00:02,500
    <i></i>Good evening.
    ```

    ## Good
    ```srt
    1
    00:00:01,000 --> 00:00:02,500
    Good evening.
    ```

    ## Fix
    Deletes the two tags and keeps the spaces. Safe, unless a line goes with them that holds nothing
    else.

    ## Sources
    - SubtitleEdit removes such tags when it fixes empty lines: https://github.com/SubtitleEdit/subtitleedit
    """
    if document.kind == "metadata":
        return
    text = document.source.text
    seen = 0
    offset = text.find("</")
    while offset >= 0:
        # The last character of an empty pair is the start tag's own or a space.
        if offset >= seen and text[offset - 1] in "> \t\r\n\xa0":
            cue = document.cue_at(offset)
            if cue is not None and cue.text_start <= offset < cue.text_end:
                if text.count("<", cue.text_start, cue.text_end) <= MOST_TAGS:
                    yield from _findings(document, cue)
                seen = cue.text_end
        offset = text.find("</", offset + 2)


def _findings(document: Document, cue: Cue) -> Iterator[Finding]:
    empty = _empty_pairs(document, document.tags(cue))
    if not empty:
        return
    start, end = min(empty, key=lambda pair: pair[0].span)
    spans = [tag.span for pair in empty for tag in pair]
    edits = remove(document, cue, spans)
    fix = Fix("delete the empty tags", tuple(edits), safe=removes_only(edits, spans))
    names = ", ".join(dict.fromkeys(f"<{start.name}>" for start, _ in empty))
    verb = "has" if len(empty) == 1 else "have"
    message = f"{names} {verb} no text in cue {cue.number}"
    yield Finding(Span(start.span.start, end.span.end), message, fix)


def _empty_pairs(document: Document, tags: list[Tag]) -> list[tuple[Tag, Tag]]:
    """The pairs with nothing in them but spaces and other empty pairs."""
    text = document.source.text
    known = known_tags(document)
    empty: list[tuple[Tag, Tag]] = []
    # The tags that are still there, each with nothing visible between it and the next one.
    near: list[Tag] = []
    previous_end = 0
    for tag in tags:
        between = text[previous_end : tag.span.start]
        previous_end = tag.span.end
        if between and not between.isspace():
            near.clear()
        # An empty annotation keeps the ones after it in their places.
        closes = tag.kind == "end" and tag.name in known and tag.name != "rt"
        if closes and near and near[-1].kind == "start" and near[-1].name == tag.name:
            empty.append((near.pop(), tag))
        else:
            near.append(tag)
    return empty
