"""What readers refuse that take captions only in the exact form: they drop the cue, or the file."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from caption_qa_action.core.clock import has_two_times
from caption_qa_action.core.document import Document
from caption_qa_action.core.measure import shows_nothing
from caption_qa_action.core.patterns import compiled
from caption_qa_action.core.source import Problem, Span
from caption_qa_action.core.text import LINE_SEPARATORS
from caption_qa_action.delivery.beside import guessed_cues
from caption_qa_action.delivery.legal_times import backwards_cues
from caption_qa_action.formats import FORMATS

# Repairs leave these as they are where they can be read in two ways, so that the cues are written anew as they were
# read: the code of each, and what is done about it.
REFUSED = {
    "invalid_timestamp": "times that readers refuse are written anew",
    "negative_timestamp": "times that readers refuse are written anew",
    "ttml_frame_out_of_range": "times that readers refuse are written anew",
    "ttml_dropped_frame": "times that readers refuse are written anew",
    "negative_duration": "the times of cues that end before they start are exchanged",
    "zero_duration": "cues that end when they start, which readers refuse, are written with a millisecond",
    "cue_settings_in_srt": "what strict readers refuse behind the times is left out",
    "srt_coordinates": "screen coordinates behind the times, which strict readers refuse, are left out",
    "xml_not_well_formed": "the captions are written anew as well-formed XML",
    "ttml_namespace": "the captions are written anew in the namespace of TTML",
    "mixed_formats": "the headers of files that were put behind the first are left out",
    "orphan_text": "the captions are written anew without the text that is in no cue",
    "bad_index": "what stands in the place of a number is left out",
    "cue_id_standalone": "text that is in no cue is written as a comment",
    "blank_line_in_cue": "blank lines inside cues, at which readers stop, are left out",
    "control_character": "characters at which some readers end a line become line ends",
    "nul_character": "NUL characters, at which many programs end a text, become U+FFFD",
    "empty_cue": "cues without text, which many readers leave out, are left out",
    "arrow_in_text": "text that readers take for a timing line is written in another way",
}
# Of these, what only the cues themselves show: their rules report more than readers refuse.
_IN_TEXT = frozenset(("control_character", "empty_cue", "nul_character", "zero_duration"))
# What is left out only where the parser has taken it for no text: the rule reports it in cues too.
_AS_PARSED = frozenset(("mixed_formats",))
# What safe repairs mend.
_MENDED = frozenset(
    (
        "arrow_in_comment",
        "arrow_in_id",
        "arrow_in_style",
        "ass_field_count",
        "ass_missing_format",
        "ass_missing_section",
        "header_no_blank_line",
        "json_syntax",
        "missing_blank_line",
        "missing_index",
        "missing_webvtt_header",
        "style_block_blank_line",
        "whitespace_separator",
    )
)


# Markup whose words are seen, in every format that has it.
_TAGS_OF_LOOKS = r"(?:<(?:[bius]|[cv](?:[.\s][^<>]*)?|font\s[^<>]*)>)++"


def _is_passed_over(problem: Problem, unseen: Sequence[Span]) -> bool:
    """Whether every reader passes over text of no cue: in the header of WebVTT, or in what is never shown.

    `unseen` are the places of style sheets and regions, in their order.
    """
    if problem.code == "header_no_blank_line":
        return problem.detail == "text"
    if problem.code != "cue_id_standalone":
        return False
    at = bisect_right(unseen, problem.span.start, key=lambda span: span.start) - 1
    return at >= 0 and problem.span.start < unseen[at].end


def refused(document: Document, faults: Iterable[str]) -> list[str]:
    """The codes of what strict readers refuse in a document with some faults, one for each thing that is done about it."""
    found = {problem.code for problem in document.problems}
    found = found.union(set(faults) - _AS_PARSED) - _IN_TEXT
    if guessed_cues(document):
        found.add("invalid_timestamp")
    found |= _in_text(document)
    return list({text: code for code, text in REFUSED.items() if code in found}.values())


def _in_text(document: Document) -> set[str]:
    """The codes of what readers that go by lines refuse in the text of cues."""
    if not document.traits.blank_line_ends_cue or document.kind == "metadata":
        return set()
    traits, found = document.traits, set[str]()
    if traits.requires_duration and any(cue.start_ms == cue.end_ms for cue in document.cues):
        found.add("zero_duration")
    # Where every reader must take it for U+FFFD, nothing else need be written.
    has_nul = not traits.reads_nul and "\0" in document.source.text
    if has_nul and any("\0" in document.raw(cue) for cue in document.cues):
        found.add("nul_character")
    if _is_plain(document):
        return found
    texts = [event.text for event in document.once(FORMATS[document.format].to_timeline).events]
    if re.search(LINE_SEPARATORS, "\n".join(texts)):
        found.add("control_character")
    short = traits.arrow_begins_cue
    if (short or traits.has_cue_numbers) and any(
        has_two_times(text, without_hours=short) for text in texts
    ):
        found.add("arrow_in_text")
    if any(map(shows_nothing, texts)):
        found.add("empty_cue")
    return found


def _is_plain(document: Document) -> bool:
    """Whether all cues, as they stand in the file, begin with what is seen and have no line with two times."""
    separators = compiled(LINE_SEPARATORS)
    if not (document.literal and document.shows_own_characters):
        return False
    if any(map(separators.match, document.source.alphabet)):
        return False
    text, seen = document.source.text, set[str]()
    tags = compiled(_TAGS_OF_LOOKS)
    for cue in document.cues:
        start = cue.text_start
        if text.startswith("<", start) and (match := tags.match(text, start, cue.text_end)):
            start = match.end()
        first = text[start : start + 1] if cue.text_end > start else ""
        if first not in seen:
            if first in ("", "<", "{") or shows_nothing(first):
                return False
            seen.add(first)
        if text.count(":", cue.text_start, cue.text_end) > 1:
            return False
    return True


def is_refused(document: Document) -> bool:
    """Whether some reader drops a cue of a document, or all of it, as the file is written."""
    unseen = sorted(block.span for block in document.blocks if block.kind in ("style", "region"))
    codes = {problem.code for problem in document.problems if not _is_passed_over(problem, unseen)}
    if not codes.isdisjoint(REFUSED) or not codes.isdisjoint(_MENDED):
        return True
    if guessed_cues(document) or backwards_cues(document) or _in_text(document):
        return True
    # Where a format has no settings, what stands behind the times is no part of it.
    traits = document.traits
    return (
        traits.is_line_based
        and traits.has_cue_numbers
        and any(cue.settings for cue in document.cues)
    )
