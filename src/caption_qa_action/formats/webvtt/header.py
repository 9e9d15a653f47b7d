"""The head of a WebVTT file: its signature, and the lines up to the first empty one.

Source: WebVTT, 4.1 WebVTT file body and 6.1 WebVTT file parsing, https://www.w3.org/TR/webvtt1/
"""

from __future__ import annotations

import re

from caption_qa_action.core.document import Block
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.source import Edit, Fix, Problem, Source, Span
from caption_qa_action.core.text import quote

# What is meant for the signature: other case, blanks or a second byte order mark before it, typing
# errors, and WEBSRT, as the format was called until 2010.
_MEANT = r"[\ufeff \t\r\n]*(?:web[ _-]?v{1,2}t{1,3}|websrt)"
_PAIR = r"[ \t]*([A-Za-z][A-Za-z0-9_-]{0,40})[ \t]*[:=][ \t]*(.*)"


class Header(NamedTuple):
    """The head of a file; the body begins at `body_start`.

    `pairs` are its `Name: value` lines, names in lower case. `interrupted`: whether a line with an
    arrow follows without an empty line.
    """

    body_start: int
    interrupted: bool
    pairs: dict[str, str]
    blocks: list[Block]
    problems: list[Problem]


def accepted(text: str) -> bool:
    """Whether a browser loads a text at all: it begins with the signature, in capitals."""
    return text.startswith("WEBVTT") and text[6:7] in ("", " ", "\t", "\r", "\n")


def read_header(source: Source, text: str) -> Header:
    """The head of `text`, which is the source's with NUL replaced."""
    header = Header(0, False, {}, [], [])
    signature_end = len("WEBVTT")
    if not accepted(text):
        meant = re.match(_MEANT, text, re.IGNORECASE)
        if not text.strip("\ufeff\ufffd \t\r\n"):
            return _blank_start(header, text)
        header.problems.append(_missing(source, text, meant.end() if meant else 0))
        if not meant:
            return _blank_start(header, text)
        signature_end = meant.end()
    return _read_lines(source, text, signature_end, header)


def _blank_start(header: Header, text: str) -> Header:
    match = re.match(r"[\r\n]*", text)
    if match and match.end():
        header.blocks.append(Block("blank", Span(0, match.end())))
        return header._replace(body_start=match.end())
    return header


def _missing(source: Source, text: str, end: int) -> Problem:
    if not end:
        fix = Fix(
            "add the WEBVTT header",
            (Edit(Span(0, 0), "WEBVTT" + source.newline * 2),),
            True,
        )
        message = "the file does not begin with WEBVTT, so browsers do not load it"
        return Problem("missing_webvtt_header", Span(0, 0), message, "missing", fix)
    replacement = "WEBVTT" if text[end : end + 1] in ("", " ", "\t", "\r", "\n") else "WEBVTT "
    line_end = _line_end(text, end)
    span = Span(0, line_end if replacement == "WEBVTT " else end)
    shown = quote(text[span.start : span.end])
    message = f"the file begins with {shown}, not with WEBVTT, so browsers do not load it"
    fix = Fix("write the header as WEBVTT", (Edit(Span(0, end), replacement),), True)
    return Problem("missing_webvtt_header", span, message, "misspelled", fix)


def _line_end(text: str, position: int) -> int:
    match = re.compile(r"[^\r\n]*").match(text, position)
    return match.end() if match else position


def _next_line(text: str, line_end: int) -> int:
    return min(line_end + (2 if text.startswith("\r\n", line_end) else 1), len(text))


def _read_lines(source: Source, text: str, signature_end: int, header: Header) -> Header:
    size = len(text)
    end = _line_end(text, signature_end)
    # Some converters put the pairs on the line of the signature, with semicolons between them.
    for part in text[signature_end:end].split(";"):
        _add_pair(header.pairs, part)
    position = _next_line(text, end)
    body = _Body(source, position)
    interrupted = False
    while position < size:
        end = _line_end(text, position)
        if end == position:
            break
        line = text[position:end]
        if "-->" in line:
            interrupted = True
            break
        body.take(line, position, end, header)
        position = _next_line(text, end)
    body_start = position
    if not interrupted:
        blanks = re.compile(r"[\r\n]*").match(text, position)
        body_start = blanks.end() if blanks else position
    body.finish(header, body_start, interrupted)
    header.blocks.append(Block("header", Span(0, body_start)))
    return header._replace(body_start=body_start, interrupted=interrupted)


def todays_form(line: str) -> str:
    """A hint where a line begins a region or a style sheet in the manner of drafts, or in small letters."""
    match = re.match(r"[ \t]*(region|style)[ \t]*(?::|\Z)", line, re.IGNORECASE)
    if match is None:
        return ""
    if match[1].lower() == "region":
        return "; regions are now defined in REGION blocks"
    return "; style sheets now stand in STYLE blocks"


class _Body:
    """The lines between the signature and the first empty line."""

    def __init__(self, source: Source, start: int) -> None:
        self._source = source
        self._start = start
        self._loose: tuple[int, int, str] | None = None  # the first line that is no pair
        self._only_loose = True
        self._in_style = False

    def take(self, line: str, start: int, end: int, header: Header) -> None:
        name = _add_pair(header.pairs, line)
        if self._in_style:
            self._in_style = line.strip(" \t") != "##"
        elif name:
            self._only_loose = False
            self._in_style = name == "style"
            message = f"{quote(line)} is no part of the standard; browsers ignore it"
            message += todays_form(line)
            header.problems.append(Problem("header_metadata", Span(start, end), message, name))
        elif self._loose is None:
            self._loose = (start, end, line)

    def finish(self, header: Header, body_start: int, interrupted: bool) -> None:
        newline = self._source.newline
        is_identifier = interrupted and self._is_identifier_before(body_start)
        if interrupted:
            start = self._loose[0] if self._loose and is_identifier else body_start
            line_end = _line_end(self._source.text, body_start)
            fix = Fix("add an empty line", (Edit(Span(start, start), newline),), True)
            message = "no empty line between the header and the first cue"
            span = Span(start, line_end)
            header.problems.append(Problem("header_no_blank_line", span, message, "timing", fix))
        if self._loose and not is_identifier:
            start, end, line = self._loose
            message = f"no empty line between the header and {quote(line)}, which is ignored"
            fix_or_none = None
            if self._only_loose and start == self._start:
                edits = (Edit(Span(start, start), newline + "NOTE" + newline),)
                fix_or_none = Fix("make a comment of it", edits, True)
            span = Span(start, end)
            header.problems.append(
                Problem("header_no_blank_line", span, message, "text", fix_or_none)
            )

    def _is_identifier_before(self, body_start: int) -> bool:
        """Whether the loose line is a number right above the timing line; to browsers any other is a line of the header."""
        return (
            self._loose is not None
            and self._loose[2].strip(" \t").isdecimal()
            and _next_line(self._source.text, self._loose[1]) == body_start
        )


def _add_pair(pairs: dict[str, str], line: str) -> str:
    """Keep a `Name: value` line; its name in lower case, `""` when it is none."""
    match = re.fullmatch(_PAIR, line)
    if not match:
        return ""
    name = match[1].lower()
    pairs.setdefault(name, match[2].strip(" \t"))
    return name
