"""A tag that the format does not have."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Edit, Finding, Fix, Severity, Span
from caption_qa_action.core.document import Cue, Document, Tag
from caption_qa_action.rules.markup._edits import remove
from caption_qa_action.rules.markup._tags import known_tags, shown_name, whole_tags

SEVERITY = Severity.WARNING


def check(document: Document) -> Iterator[Finding]:
    """A tag that the format does not have.

    SRT players know `b`, `i`, `u`, `s`, `font`, `br` and ruby, in any letter case; WebVTT has `b`,
    `c`, `i`, `lang`, `rt`, `ruby`, `u` and `v`, in lower case only. One finding a
    cue, at the first unknown tag. Timestamps inside the text count as unknown in SRT.

    ## Why
    A WebVTT player drops an unknown tag, so `one<br>two` reads "onetwo" and `<Bob> Hi` loses its
    speaker. SRT players disagree: some show the tag as text, others hide it.

    ## Bad
    ```webvtt
    WEBVTT

    00:01.000 --> 00:03.000
    <font color="red">Watch out!</font>
    ```

    ## Good
    ```webvtt
    WEBVTT

    00:01.000 --> 00:03.000
    <c.red>Watch out!</c>
    ```

    ## Fix
    Removes the tags and keeps the text between them; in WebVTT, writes a known name in lower case and
    puts a line end for `<br>`. Not safe, since `<Bob>` may be text that somebody should read.

    ## Sources
    - WebVTT, section 4.2.2 "WebVTT caption or subtitle cue text" and section 6.4
      "WebVTT cue text parsing rules":
      https://www.w3.org/TR/webvtt1/#caption-text
    - SubRip has no standard: the tags that VLC, mpv, FFmpeg and MPC-HC agree on.
    """
    if document.kind == "metadata":
        return
    known = known_tags(document)
    timed = document.traits.has_word_times
    for tags, cues in document.markup():
        if not any(_is_unknown(tag, known, timed) for tag in tags):
            continue
        for cue in cues:
            tags = whole_tags(document, document.tags(cue))
            unknown = [tag for tag in tags if _is_unknown(tag, known, timed)]
            if unknown:
                yield _finding(document, cue, unknown, known)


def _is_unknown(tag: Tag, known: frozenset[str], timed: bool) -> bool:
    if tag.kind == "timestamp":
        return not timed
    # `<` before anything but a letter is no tag: bare_less_than speaks of it.
    return tag.name not in known and tag.kind != "override" and tag.name[:1].isalpha()


def _finding(document: Document, cue: Cue, unknown: list[Tag], known: frozenset[str]) -> Finding:
    # An end tag is not named again after its start tag.
    shown = list({tag.name: _shown(document, tag) for tag in reversed(unknown)}.values())[::-1]
    one = len(shown) == 1
    names = ", ".join(shown[:5]) + (" and others" if len(shown) > 5 else "")
    format = document.traits
    it = "it" if one else "them"
    message = f"{names} {'is not a tag' if one else 'are not tags'} of {format.title}; "
    if format.tags_are_strict:
        message += f"players drop {it}"
    else:
        message += f"some players show {it} as text, others hide {it}"
    edits = _edits(document, cue, unknown, known)
    return Finding(unknown[0].span, message, Fix("remove or rename the tags", edits))


def _shown(document: Document, tag: Tag) -> str:
    if tag.kind == "timestamp":
        return document.source.text[tag.span.start : tag.span.end]
    return f"</{shown_name(tag)}>" if tag.kind == "end" else f"<{shown_name(tag)}>"


def _edits(
    document: Document, cue: Cue, unknown: list[Tag], known: frozenset[str]
) -> tuple[Edit, ...]:
    """Take the tags out, or write them as what they stand for."""
    text = document.source.text
    gone: list[Span] = []
    edits: list[Edit] = []
    break_end = cue.text_start
    for tag in unknown:
        lower = tag.name.lower().strip(" \t")
        if document.traits.tags_are_strict and lower in known:
            start = text.index(tag.name, tag.span.start, tag.span.end)
            edits.append(Edit(Span(start, start + len(tag.name)), lower))
        elif lower in ("br", "br/") and _is_inside_line(document, cue, tag, break_end):
            edits.append(Edit(tag.span, document.source.newline))
            break_end = tag.span.end
        else:
            gone.append(tag.span)
    return tuple(sorted(edits + remove(document, cue, gone)))


def _is_inside_line(document: Document, cue: Cue, tag: Tag, break_end: int) -> bool:
    """Whether there is text on both sides: an empty line would end the cue."""
    text = document.source.text
    before = text[break_end : tag.span.start].rstrip(" \t")
    after = text[tag.span.end : cue.text_end].lstrip(" \t")
    return bool(before) and bool(after) and before[-1] not in "\r\n" and after[0] not in "\r\n"
