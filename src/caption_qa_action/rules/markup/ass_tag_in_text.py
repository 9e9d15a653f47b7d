r"""An ASS override tag such as `{\an8}` outside an ASS file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Edit, Finding, Fix, Severity, Span
from caption_qa_action.core.document import Cue, Document, Tag
from caption_qa_action.core.source import DELETES
from caption_qa_action.core.text import plural, quote
from caption_qa_action.rules.markup._edits import remove, removes_only
from caption_qa_action.rules.markup._tags import override_kind

SEVERITY = Severity.WARNING
WORDS = (DELETES,)

DELETED = r"\{\\[^{}\r\n]*\}"
# The cue settings that put a WebVTT cue where \an puts a line of ASS (keys as on a number pad).
_SETTINGS = {
    1: "position:0% align:left",
    2: "",
    3: "position:100% align:right",
    4: "line:50% position:0% align:left",
    5: "line:50%",
    6: "line:50% position:100% align:right",
    7: "line:0 position:0% align:left",
    8: "line:0",
    9: "line:0 position:100% align:right",
}


def check(document: Document) -> Iterator[Finding]:
    r"""An ASS override block in SRT or WebVTT text.

    One finding a cue in WebVTT, at the first block. In SRT, where many desktop players obey them, one
    information a file for positions, one for karaoke and one for styling.

    ## Why
    WebVTT knows no overrides: the viewer reads `{\an8}` at the head of the caption. For SRT they are an
    extension that web players and social platforms do not have.

    ## Bad
    ```webvtt
    WEBVTT

    00:01.000 --> 00:03.000
    {\an8}Tokyo, 1964
    ```

    ## Good
    ```webvtt
    WEBVTT

    00:01.000 --> 00:03.000 line:0
    Tokyo, 1964
    ```

    ## Fix
    Removes the block; in WebVTT, an `\an` becomes the cue settings that say the same. Not safe, since
    the text on the screen or its place changes; `{\an2}`, the default place, is removed safely from SRT.

    ## Sources
    - libass, ass_parse.c, for what `\an` means: https://github.com/libass/libass
    - WebVTT, section 4.4 "WebVTT cue settings": https://www.w3.org/TR/webvtt1/#cue-settings
    """
    text = document.source.text
    if document.kind == "metadata" or "{\\" not in text:
        return
    if document.traits.has_overrides:
        yield from _obeyed(document)
        return
    seen = 0
    for match in re.finditer(DELETED, text):
        cue = document.cue_at(match.start()) if match.start() >= seen else None
        if cue is not None and cue.text_start <= match.start() < cue.text_end:
            yield _shown(document, cue)
            seen = cue.text_end


def _shown(document: Document, cue: Cue) -> Finding:
    found = re.compile(DELETED).finditer(document.source.text, cue.text_start, cue.text_end)
    matches = list(found)
    message = f"players show {quote(matches[0][0])} as text; WebVTT has cue settings for places"
    return Finding(Span(*matches[0].span()), message, _settings_fix(document, cue, matches))


def _obeyed(document: Document) -> Iterator[Finding]:
    by_kind: dict[str, list[tuple[Cue, list[Tag]]]] = {}
    for markup in document.markup():
        if not any(tag.kind == "override" for tag in markup.tags):
            continue
        for cue in markup.cues:
            here: dict[str, list[Tag]] = {}
            for tag in document.tags(cue):
                if tag.kind == "override":
                    here.setdefault(override_kind(tag), []).append(tag)
            for kind, tags in here.items():
                by_kind.setdefault(kind, []).append((cue, tags))
    for kind, found in by_kind.items():
        found.sort(key=lambda pair: pair[0].number)
        span = found[0][1][0].span
        shown = quote(document.source.text[span.start : span.end])
        fix = _removal(document, kind, found)
        sort = "karaoke" if kind == "timestamp" else kind
        message = f"ASS {sort} tags such as {shown} in {plural(len(found), 'cue')}: "
        message += "not every SRT player obeys them"
        yield Finding(span, message, fix, severity=Severity.INFO)


def _removal(document: Document, kind: str, found: list[tuple[Cue, list[Tag]]]) -> Fix:
    edits: list[Edit] = []
    harmless = True
    for cue, tags in found:
        spans = [tag.span for tag in tags]
        here = remove(document, cue, spans)
        edits += here
        harmless = harmless and removes_only(here, spans)
        harmless = harmless and all(tag.annotation == "\\an2" for tag in tags)
    return Fix(f"remove the ASS {kind} tags", tuple(edits), safe=harmless, words=DELETES)


def _settings_fix(document: Document, cue: Cue, matches: list[re.Match[str]]) -> Fix:
    r"""Remove the blocks; put settings that mean the same as `\anN` on a timing line without any."""
    removals = remove(document, cue, [Span(*match.span()) for match in matches])
    anchor = re.search(r"\\an([1-9])", matches[0][0])
    settings = _SETTINGS[int(anchor[1])] if anchor else ""
    if not settings or cue.settings:
        return Fix("remove the ASS tags", tuple(removals), words=DELETES)
    insertion = Edit(Span(cue.timing_end, cue.timing_end), f" {settings}")
    return Fix("turn the ASS tag into cue settings", (insertion, *removals), words=DELETES)
