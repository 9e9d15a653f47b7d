"""What stands in a file and in no cue of it, so that its timeline holds none of it: a loss each."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.json_escapes import ESCAPE
from caption_qa_action.core.revealed import words
from caption_qa_action.core.text import NO_CHARACTERS, SURROGATE, printable, without_controls
from caption_qa_action.core.timeline import Loss, Timeline
from caption_qa_action.core.traits import JSON, XML
from caption_qa_action.formats import FORMATS
from caption_qa_action.formats.webvtt.header_parts import (
    TIME_MAP,
    header_parts,
    is_later_header,
    own_pairs,
    pair_name,
)

# A character by its number, as HTML and XML have it.
_REFERENCE = r"&#(?:[xX]0*([0-9a-fA-F]{1,8})|0*([0-9]{1,10}));?"
# A number of a cue, with signs around it or a letter behind it.
_NUMBER = r"[\W_]*([0-9]{1,18})[A-Za-z]?[\W_]*"
# Of these alone nobody sees anything.
_NOTHING = " \t\r\n\0\ufeff"
_STRAY = ("orphan_text", "cue_id_standalone", "sami_text_outside_sync")
# What a timeline holds, and what reading has named.
_CARRIED_PAIRS = ("language", TIME_MAP)
# What people write between two times in place of an arrow.
_TO = ("to", "till", "until", "bis", "a", "à", "tot")
# What programs write in place of a time, and times with a wrong letter.
_NO_TIMES = (
    r"(?i)nan|undefined|null|none|infinity|invalid date|(?<!\w)\w{1,3}(?:[:.,;]\w{1,4}){1,3}(?!\w)"
)


def losses_beside(document: Document, timeline: Timeline) -> tuple[Loss, ...]:
    """The losses of what a document holds beside its cues."""
    return (
        *_orphans(document),
        *_in_place_of_numbers(document),
        *on_timing_lines(document),
        *in_header(document),
        *_comments(document, timeline),
        *_escaped_no_characters(document),
    )


def undecodable_bytes(document: Document) -> tuple[Loss, ...]:
    """The loss of what could not be decoded, in whose place U+FFFD is written."""
    found = re.findall(SURROGATE, document.source.text)
    return (Loss("undecodable byte", len(found), printable(found[0])),) if found else ()


def without_no_characters(text: str, format: str) -> tuple[str, tuple[Loss, ...]]:
    """A file's text without what strict readers refuse or nobody sees, wherever it stands, and what is lost by that.

    JSON writes such characters as escapes. NUL becomes U+FFFD, where not every reader takes it for that anyway.
    """
    traits, losses = FORMATS[format].traits, list[Loss]()
    if traits.escapes == JSON:
        return text, ()
    if "\0" in text and not traits.reads_nul:
        losses.append(Loss("NUL character", text.count("\0"), printable("\0")))
        text = text.replace("\0", "\ufffd")
    # What is printable is searched many times as fast.
    is_shown = text.replace("\n", "").isprintable()
    found = [] if is_shown else re.findall(NO_CHARACTERS, text)
    if found:
        losses.append(Loss("control character", len(found), printable(found[0])))
        text = without_controls(text)
    return text, tuple(losses)


def _escaped_no_characters(document: Document) -> tuple[Loss, ...]:
    """The loss of what is written by numbers that no character has, in whose place U+FFFD is read.

    Counted is what is shown; elsewhere only where nothing of that is.
    """
    escapes, text = document.traits.escapes, document.source.text
    if not (escapes == JSON and "\\u" in text) and not (escapes == XML and "&#" in text):
        return ()
    find = _half_pairs if escapes == JSON else _of_no_character
    found = [
        (shown, cue.number)
        for cue in document.cues
        for span in document.shown_spans(cue)
        for shown in find(text[slice(*span)])
    ] or [(shown, 0) for shown in find(text)]
    return (Loss("undecodable byte", len(found), *found[0]),) if found else ()


def _half_pairs(text: str) -> list[str]:
    return [
        match[0]
        for match in re.finditer(ESCAPE, text, re.DOTALL)
        if match[3] and 0xD800 <= int(match[3], 16) <= 0xDFFF
    ]


def _of_no_character(text: str) -> list[str]:
    found = []
    for match in re.finditer(_REFERENCE, text):
        point = int(match[1], 16) if match[1] else int(match[2])
        if not point or 0xD800 <= point <= 0xDFFF or point > 0x10FFFF:
            found.append(match[0])
    return found


def lost_title(timeline: Timeline, target: str) -> tuple[Loss, ...]:
    """The loss of a title that a format has no place for; the captions may have the same words."""
    if not timeline.title:
        return ()
    alone = FORMATS[target].write(Timeline((), title=timeline.title)).text
    if words(timeline.title) in words(alone):
        return ()
    return (Loss("metadata", 1, printable(timeline.title[:40])),)


def _orphans(document: Document) -> tuple[Loss, ...]:
    """Text that belongs to no cue, so that no player shows it and no timeline holds it."""
    text = document.source.text
    # Where a format names lines of its own that players ignore, reading has counted them.
    named = [each.span.start for each in document.problems if each.code == "ass_stray_line"]
    spans = [
        block.span
        for block in document.blocks
        if block.kind == "junk"
        and not any(block.span.start <= start < block.span.end for start in named)
    ]
    # Where blocks are made of more than one line or tag, such text stands within them.
    junk = sorted(spans)
    for problem in document.problems:
        if problem.code in _STRAY or problem.detail == "unread":
            at = bisect_right(junk, (problem.span.start, len(text) + 1)) - 1
            if at < 0 or junk[at].end <= problem.span.start:
                spans.append(problem.span)
    found = [text[slice(*span)] for span in dict.fromkeys(spans)]
    headers: list[str] = []
    others: list[str] = []
    for each in found:
        is_header = document.traits.has_signature and is_later_header(each)
        (headers if is_header else others).append(each)
    return (*_counted("text of no cue", others), *_of_later_headers(document, headers))


def _of_later_headers(document: Document, headers: Iterable[str]) -> Iterator[Loss]:
    """The losses of headers in the middle of a file; what the first one has too is counted there."""
    for header in headers:
        comment, pairs, others = header_parts(header)
        yield from _counted("comment", [comment] if words(comment) else [])
        yield from _counted("metadata", own_pairs(pairs, document.header))
        yield from _counted("text of no cue", others)


def _in_place_of_numbers(document: Document) -> tuple[Loss, ...]:
    """Words in the place of a cue's number, most likely of the cue before; signs around the number are none."""
    if not document.traits.has_cue_numbers:
        return ()
    found: list[Cue] = []
    expected = 1
    for cue in document.cues:
        identifier = cue.identifier
        if identifier.isdecimal():
            expected = int(identifier[-18:]) + 1
            continue
        number = re.fullmatch(_NUMBER, identifier)
        if words(identifier) and (not number or int(number[1]) not in (expected, cue.number)):
            found.append(cue)
        expected += 1
    losses = _counted("text of no cue", [cue.identifier for cue in found])
    return tuple(loss._replace(cue=found[0].number) for loss in losses)


def _counted(kind: str, found: Iterable[str]) -> tuple[Loss, ...]:
    """One loss for all texts in which a person sees anything."""
    shown = [stripped for each in found if (stripped := each.strip(_NOTHING))]
    return (Loss(kind, len(shown), printable(shown[0][:40])),) if shown else ()


def guessed_cues(document: Document) -> list[int]:
    """The numbers of the cues that are shown at times that could not be read.

    The time of a cue that is never shown is no guess.
    """
    if not document.guessed:
        return []
    shown = {event.cue for event in document.once(FORMATS[document.format].to_timeline).events}
    return sorted(document.guessed & shown)


def on_timing_lines(document: Document, written: str = "") -> tuple[Loss, ...]:
    """Text on timing lines, which is part of no cue; digits of a time that cannot be read are none.

    What stands in the text that is `written` as well is not lost.
    """
    noted = document.guessed | _with_odd_times(document)
    cues = [cue for cue in document.cues if cue.settings or cue.number in noted]
    found = [
        (cue, shown)
        for cue in cues
        if (shown := _beside_times(document, cue)) and (not written or shown not in written)
    ]
    if not found:
        return ()
    cue, shown = found[0]
    return (Loss("text beside the times", len(found), printable(shown[:40]), cue.number),)


def _with_odd_times(document: Document) -> set[int]:
    """The numbers of the cues whose timing lines are not written as they should be."""
    if not document.traits.is_line_based:
        return set()
    found = {
        document.cue_at(problem.span.start)
        for problem in document.problems
        if problem.code == "invalid_timestamp"
    }
    return {cue.number for cue in found if cue is not None}


def _beside_times(document: Document, cue: Cue) -> str:
    from caption_qa_action.core.conservation import text_beside_times

    shown = text_beside_times(document, cue)
    if shown.strip(" \t").lower() in _TO and not cue.settings:
        return ""
    if cue.number not in document.guessed:
        return shown
    raw = [document.source.text[slice(*span)] for span in document.time_spans(cue)]
    if document.tree is not None:
        raw = []  # a time in an attribute is no text
    return next((each for each in (*raw, shown) if _has_words(each)), "")


def _has_words(raw: str) -> bool:
    return bool(re.search(r"[^\W\d_]{2}", without_times(raw)))


def without_times(raw: str) -> str:
    """A text without what may be times in it."""
    return re.sub(_NO_TIMES, "", raw)


def in_header(document: Document, written: str = "") -> tuple[Loss, ...]:
    """What stands below and behind the signature of WebVTT; where it is `written` again, nothing is lost."""
    head = next((block for block in document.blocks if block.kind == "header"), None)
    if head is None or not document.traits.has_signature:
        return ()
    text = document.source.text[slice(*head.span)]
    if written and words(text) in words(written[: 2 * len(text) + len("WEBVTT")]):
        return ()
    return _of_header(text)


def _of_header(text: str) -> tuple[Loss, ...]:
    comment, pairs, others = header_parts(text)
    return (
        *_counted("comment", [comment] if comment else []),
        *_counted("metadata", [each for each in pairs if pair_name(each) not in _CARRIED_PAIRS]),
        *_counted("text of no cue", others),
    )


def _comments(document: Document, timeline: Timeline) -> tuple[Loss, ...]:
    """The comments, which no timeline holds, where reading has not counted them."""
    if any(loss.kind == "comment" for loss in timeline.losses):
        return ()
    text = document.source.text
    found = [text[slice(*block.span)] for block in document.blocks if block.kind == "comment"]
    if document.traits.has_markup_comments:
        found += _markup_comments(text)
    for problem in document.problems:
        if (problem.code, problem.detail) == ("json_syntax", "comment"):
            comment = text[slice(*problem.span)]
            found += [comment] if words(comment) else []
    return _counted("comment", found)


def _markup_comments(text: str) -> Iterator[str]:
    """The comments of XML and HTML that hold words and no style sheet, as those of SAMI do."""
    start = text.find("<!--")
    while start >= 0:
        end = text.find("-->", start)
        if end < 0:
            return
        inside = text[start + len("<!--") : end]
        if "{" not in inside and words(inside):
            yield inside
        start = text.find("<!--", end)
