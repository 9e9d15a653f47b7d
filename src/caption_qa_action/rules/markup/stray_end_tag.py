"""An end tag that closes nothing."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Fix, Severity
from caption_qa_action.core.document import Cue, Document, Tag
from caption_qa_action.rules.markup._edits import remove, removes_only
from caption_qa_action.rules.markup._nesting import nest
from caption_qa_action.rules.markup._tags import known_tags, whole_tags

SEVERITY = Severity.WARNING


def check(document: Document) -> Iterator[Finding]:
    """An end tag without a start tag before it in the same cue.

    One finding a cue, at the first such tag. Tags that the format does not have are the matter of
    `unknown_tag`.

    ## Why
    A player ignores the tag or shows it as text. Mostly the start tag was lost in an edit, or stands
    in the cue before, where its effect ends with the cue: then the second half is not in italics.

    ## Bad
    ```srt
    1
    00:00:01,000 --> 00:00:02,500
    the end of the letter.</i>
    ```

    ## Good
    ```srt
    1
    00:00:01,000 --> 00:00:02,500
    <i>the end of the letter.</i>
    ```

    ## Fix
    Deletes the end tag, which has no effect. Safe, unless a line goes with it that holds nothing
    else. To have the text in italics instead, add the start tag by hand.

    ## Sources
    - WebVTT, section 4.2.2 "WebVTT caption or subtitle cue text":
      https://www.w3.org/TR/webvtt1/#caption-text
    """
    if document.kind == "metadata":
        return
    known = known_tags(document)
    for tags, cues in document.markup():
        nesting = nest(whole_tags(document, tags), known)
        if nesting is None or not nesting.stray:
            continue
        for cue in cues:
            own = nest(whole_tags(document, document.tags(cue)), known)
            if own is not None:
                yield _finding(document, cue, own.stray)


def _finding(document: Document, cue: Cue, stray: list[Tag]) -> Finding:
    names = list(dict.fromkeys(f"</{tag.name}>" for tag in stray))
    verb = "closes" if len(stray) == 1 else "close"
    spans = [tag.span for tag in stray]
    edits = remove(document, cue, spans)
    fix = Fix(f"delete {', '.join(names)}", tuple(edits), safe=removes_only(edits, spans))
    return Finding(stray[0].span, f"{', '.join(names)} {verb} no tag in cue {cue.number}", fix)
