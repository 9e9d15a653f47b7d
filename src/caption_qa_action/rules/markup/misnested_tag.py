"""Tags that cross each other."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Edit, Finding, Fix, Severity, Span
from caption_qa_action.core.document import Cue, Document, Tag
from caption_qa_action.rules.markup._nesting import Crossing, Nesting, nest
from caption_qa_action.rules.markup._tags import known_tags, whole_tags

SEVERITY = Severity.WARNING


def check(document: Document) -> Iterator[Finding]:
    """Tags that are closed in the wrong order, as in `<i><b>text</i></b>`.

    One finding a cue, at the first end tag that comes too early.

    ## Why
    A WebVTT player ignores an end tag that does not belong to the innermost open tag, so the outer
    tag stays in force to the end of the cue. SRT players each do something else.

    ## Bad
    ```webvtt
    WEBVTT

    00:01.000 --> 00:03.000
    <i><b>Stop!</i></b>
    ```

    ## Good
    ```webvtt
    WEBVTT

    00:01.000 --> 00:03.000
    <i><b>Stop!</b></i>
    ```

    ## Fix
    Puts end tags that stand side by side into the right order; safe, unless text follows them in
    WebVTT, which then looks different. Where text stands between them, the inner tag is closed before the
    outer one and opened again after it: not safe, since it may not be what was meant.

    ## Sources
    - WebVTT, section 4.2.2 "WebVTT caption or subtitle cue text" and section 6.4
      "WebVTT cue text parsing rules":
      https://www.w3.org/TR/webvtt1/#caption-text
    """
    if document.kind == "metadata":
        return
    known = known_tags(document)
    for tags, cues in document.markup():
        nesting = nest(whole_tags(document, tags), known)
        if nesting is None or not nesting.crossings:
            continue
        for cue in cues:
            own = nest(whole_tags(document, document.tags(cue)), known)
            if own is not None:
                yield _finding(document, cue, own)


def _finding(document: Document, cue: Cue, nesting: Nesting) -> Finding:
    crossing = nesting.crossings[0]
    inner = crossing.inner[0][0].name
    message = f"</{crossing.end.name}> comes before </{inner}>, which was opened inside it"
    fix = _reorder(document, cue, nesting) or _reopen(document, nesting.crossings)
    return Finding(crossing.end.span, message, fix)


def _reorder(document: Document, cue: Cue, nesting: Nesting) -> Fix | None:
    """Sort end tags that stand side by side; None when a crossing has text inside it."""
    text = document.source.text
    runs: list[list[Tag]] = []
    run_of: dict[Tag, int] = {}
    for end in sorted(nesting.pairs, key=lambda tag: tag.span.start):
        between = text[runs[-1][-1].span.end : end.span.start] if runs else "text"
        if between and not between.isspace():
            runs.append([])
        runs[-1].append(end)
        run_of[end] = len(runs) - 1
    for crossing in nesting.crossings:
        if any(run_of[end] != run_of[crossing.end] for _, end in crossing.inner):
            return None
    edits = []
    for run in runs:
        ordered = sorted(run, key=lambda end: -nesting.pairs[end].span.start)
        for place, end in zip(run, ordered, strict=True):
            if place is not end:
                edits.append(Edit(place.span, text[end.span.start : end.span.end]))
    last = max(edit.span.end for edit in edits)
    after = document.dialect.plain(text[last : cue.text_end])
    safe = not document.traits.tags_are_strict or not after or after.isspace()
    return Fix("put the end tags into order", tuple(edits), safe)


def _reopen(document: Document, crossings: list[Crossing]) -> Fix:
    """Close the inner tags before each outer end tag, and open them again after it."""
    text = document.source.text
    edits = []
    for end, inner in crossings:
        before = "".join(text[slice(*close.span)] for _, close in reversed(inner))
        after = "".join(text[slice(*start.span)] for start, _ in inner)
        outer = end.span
        edits.append(Edit(Span(outer.start, outer.start), before))
        edits.append(Edit(Span(outer.end, outer.end), after))
    return Fix("close the inner tag first", tuple(edits))
