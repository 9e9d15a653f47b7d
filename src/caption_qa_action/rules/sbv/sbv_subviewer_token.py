"""What SubViewer 2 writes and SBV does not have."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Edit, Finding, Fix, Severity, Span
from caption_qa_action.core.document import Document
from caption_qa_action.core.source import DELETES
from caption_qa_action.core.text import plural

SEVERITY = Severity.WARNING
WORDS = (DELETES,)

_BREAK = r"(?i)\[br\]"
_HUNDREDTHS = r"[0-9]{1,3}:[0-5][0-9]:[0-5][0-9]\.[0-9]{2}"
_PAIR = rf"({_HUNDREDTHS}),({_HUNDREDTHS})"


def check(document: Document) -> Iterator[Finding]:
    """Header, `[br]` or hundredths of a second, as SubViewer 2 has them, in an SBV file.

    One finding for each of the three, at its first place. Files that end in `.sub` are SubViewer files
    and may have them.

    ## Why
    SBV comes from SubViewer and looks much alike, so converters mix them up. YouTube reads SBV only:
    viewers see `[br]` in the middle of a caption, and times with two digits are misread.

    ## Bad
    ```text talk.sbv
    [INFORMATION]
    [TITLE]Talk
    [END INFORMATION]
    [SUBTITLE]

    00:00:01.00,00:00:02.50
    Good evening.[br]Please sit down.
    ```

    ## Good
    ```text talk.sbv
    0:00:01.000,0:00:02.500
    Good evening.
    Please sit down.
    ```

    ## Fix
    Deletes the header, writes line ends for `[br]`, and a third digit. Safe: text and times stay. But where nothing else
    in the file is of SubViewer 2, viewers have seen `[br]` as it is written, and line ends for it are not safe.

    ## Sources
    - SubtitleEdit and FFmpeg read both formats and tell them apart by these:
      https://ffmpeg.org/general.html#Subtitle-Formats
    """
    path = document.source.path
    if os.path.splitext(path)[1].lower() == ".sub":
        return
    for block in document.blocks:
        if block.kind == "header":
            fix = Fix("delete the header", (Edit(block.span, ""),), True, words=DELETES)
            text = document.source.text[block.span.start : block.span.end]
            span = Span(block.span.start, block.span.start + len(text.rstrip("\r\n")))
            yield Finding(span, "the file begins with a header of SubViewer 2", fix)
    hundredths = list(_hundredths(document))
    is_subviewer = bool(hundredths) or any(block.kind == "header" for block in document.blocks)
    yield from _breaks(document, safe=is_subviewer)
    yield from hundredths


def _breaks(document: Document, *, safe: bool) -> Iterator[Finding]:
    text = document.source.text
    newline = document.source.newline
    found: list[Edit] = []
    for match in re.finditer(_BREAK, text):
        cue = document.cue_at(match.start())
        if cue and cue.text_start <= match.start() < cue.text_end:
            found.append(Edit(Span(*match.span()), _line_end(text, match, newline)))
    if found:
        message = f"{plural(len(found), 'line end')} written as [br], which only SubViewer 2 has"
        yield Finding(found[0].span, message, Fix("begin new lines", tuple(found), safe))


def _line_end(text: str, match: re.Match[str], newline: str) -> str:
    """A line end, or nothing where it would make a blank line that ends the cue."""
    beside = text[match.start() - 1 : match.start()] + text[match.end() : match.end() + 1]
    following = text[match.end() : match.end() + 4].lower()
    alone = any(character in "\r\n" for character in beside) or match.end() == len(text)
    return "" if alone or following == "[br]" else newline


def _hundredths(document: Document) -> Iterator[Finding]:
    text = document.source.text
    edits: list[Edit] = []
    number = 0
    first: Span | None = None
    for cue in document.cues:
        # One digit fewer in each time than SBV has, and hours of up to three digits.
        if cue.timing_end - cue.timing_start > 28:
            continue
        match = re.fullmatch(_PAIR, text[cue.timing_start : cue.timing_end])
        if match:
            number += 1
            first = first or cue.timing_span
            for end in (match.end(1), match.end(2)):
                edits.append(Edit(Span(cue.timing_start + end, cue.timing_start + end), "0"))
    if first:
        message = f"the times of {plural(number, 'cue')} have hundredths of a second; SBV has three digits"
        yield Finding(first, message, Fix("write three digits", tuple(edits), True))
