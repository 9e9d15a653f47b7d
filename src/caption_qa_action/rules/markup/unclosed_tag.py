"""A tag that is never closed in its cue."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Edit, Finding, Fix, Severity, Span
from caption_qa_action.core.document import Cue, Document, Tag
from caption_qa_action.rules.markup._nesting import MAX_DEPTH, Unclosed, nest
from caption_qa_action.rules.markup._tags import known_tags, whole_tags

SEVERITY = Severity.WARNING


def check(document: Document) -> Iterator[Finding]:
    """A start tag without its end tag in the same cue.

    One finding a cue, at the first such tag. In WebVTT a `<v>` that holds all the text of its cue may
    stay open, and so may the last `<rt>` before `</ruby>`.

    ## Why
    Markup ends with its cue, but not in every player: an open `<i>` can turn the rest of the film
    italic. An open tag is also a sign of a typing error, such as `<i>` in place of `</i>`.

    ## Bad
    ```srt
    1
    00:00:01,000 --> 00:00:02,500
    <i>Meanwhile, in Paris
    ```

    ## Good
    ```srt
    1
    00:00:01,000 --> 00:00:02,500
    <i>Meanwhile, in Paris</i>
    ```

    ## Fix
    Closes the tag where its effect ends: before the end tag that encloses it, before the next voice,
    or at the end of the cue. Safe.

    ## Sources
    - WebVTT, section 4.2.2 "WebVTT caption or subtitle cue text":
      https://www.w3.org/TR/webvtt1/#caption-text
    """
    if document.kind == "metadata":
        return
    known = known_tags(document)
    for tags, cues in document.markup():
        nesting = nest(whole_tags(document, tags), known)
        if nesting is None or not nesting.unclosed:
            continue
        voice = _is_one_voice(nesting.unclosed, tags)
        for cue in cues:
            if voice and _begins_with_tag(document, cue):
                continue
            own = nest(whole_tags(document, document.tags(cue)), known)
            if own is not None:
                yield _finding(document, cue, own.unclosed)


def _is_one_voice(unclosed: list[Unclosed], tags: list[Tag]) -> bool:
    """Whether what is open is just a `<v>` before all other tags."""
    first = unclosed[0]
    return (
        len(unclosed) == 1 and first.tag is tags[0] and first[1] is None and first.tag.name == "v"
    )


def _begins_with_tag(document: Document, cue: Cue) -> bool:
    text = document.source.text
    before = text[cue.text_start : text.find("<", cue.text_start)]
    return not before or before.isspace()


def _finding(document: Document, cue: Cue, unclosed: list[Unclosed]) -> Finding:
    tags = sorted(entry.tag.span for entry in unclosed)
    by_place: dict[int, list[Tag]] = {}
    text_end = _text_end(document, cue)
    for entry in sorted(unclosed, key=lambda entry: -entry.tag.span.start):
        by_place.setdefault(_place(document, cue, entry.limit, text_end), []).append(entry.tag)
    edits = [
        Edit(Span(place, place), "".join(f"</{_written_name(document, tag)}>" for tag in here))
        for place, here in sorted(by_place.items())
    ]
    names = list(dict.fromkeys(f"<{entry.tag.name}>" for entry in unclosed))
    verb = "is" if len(names) == 1 else "are"
    title = "close the tag" if len(unclosed) == 1 else "close the tags"
    message = f"{', '.join(names)} {verb} not closed in cue {cue.number}"
    # So many are not followed to the end of the cue, where some may be closed.
    fix = Fix(title, tuple(edits), safe=True) if len(unclosed) <= MAX_DEPTH else None
    return Finding(tags[0], message, fix)


def _text_end(document: Document, cue: Cue) -> int:
    """Where an end tag at the end of a cue goes: before blanks at the end of the text, which it would hide.

    A last `<` without `>` takes in all after it.
    """
    tags = document.tags(cue)
    if tags != whole_tags(document, tags):
        return tags[-1].span.start
    text, place = document.source.text, cue.text_end
    while place > cue.text_start and text[place - 1] in " \t\r\n":
        place -= 1
    # A tag around nothing but blanks is closed behind them.
    holds_blanks = bool(tags) and tags[-1].kind == "start" and place <= tags[-1].span.end
    return cue.text_end if holds_blanks else place


def _place(document: Document, cue: Cue, limit: Tag | None, text_end: int) -> int:
    """Where the end tag goes: before a tag, but above the line end that precedes a start tag."""
    if limit is None:
        return text_end
    place = limit.span.start
    if limit.kind == "start":
        text = document.source.text
        while place > cue.text_start and text[place - 1] in " \t\r\n":
            place -= 1
    return place


def _written_name(document: Document, tag: Tag) -> str:
    start = tag.span.start + 1
    return document.source.text[start : start + len(tag.name)]
