"""The header and the blocks of an EBU STL file.

Source: EBU Tech 3264, sections "GSI block" and "TTI block", https://tech.ebu.ch/publications/tech3264
"""

from __future__ import annotations

import re
from fractions import Fraction

from caption_qa_action.core.clock import half_up, known_times
from caption_qa_action.core.document import Block, Cue
from caption_qa_action.core.revealed import words
from caption_qa_action.core.source import Problem, Span
from caption_qa_action.core.text import plural, quote
from caption_qa_action.formats.stl.text import (
    BLOCK_BYTES,
    CODECS,
    EXTENSION_BYTE,
    HEADER_BYTES,
    UNKNOWN_TABLE,
    USER_DATA,
    text_field,
    undefined_codes,
)

_GSI_BYTES = 1024
_FPS = {
    "23": Fraction(24000, 1001),
    "24": Fraction(24),
    "25": Fraction(25),
    "29": Fraction(30000, 1001),
    "30": Fraction(30),
}
# Where the header has texts beside the title: the episode, both titles translated, the translator and their contact; the
# reference of the list; the publisher, the editor and their contact; the area that users define (table "GSI block").
_HEADER_TEXTS = (
    *((start, start + 32) for start in range(48, 208, 32)),
    (208, 224),
    *((start, start + 32) for start in range(277, 373, 32)),
    (448, _GSI_BYTES),
)
_CODE_PAGES = ("437", "850", "860", "863", "865")
_LAST_BLOCK = 0xFF
_COMMENT = "\x01"
# Table "Language codes"; those without a BCP 47 tag of two letters are left out.
_LANGUAGES = [
    "sq",
    "br",
    "ca",
    "hr",
    "cy",
    "cs",
    "da",
    "de",
    "en",
    "es",
    "eo",
    "et",
    "eu",
    "fo",
    "fr",
    "fy",
    "ga",
    "gd",
    "gl",
    "is",
    "it",
    "se",
    "la",
    "lv",
    "lb",
    "lt",
    "hu",
    "mt",
    "nl",
    "no",
    "oc",
    "pl",
    "pt",
    "ro",
    "rm",
    "sr",
    "sk",
    "sl",
    "fi",
    "sv",
    "tr",
    "nl",
    "wa",
]
_MORE_LANGUAGES = {0x56: "ru", 0x65: "ko", 0x69: "ja", 0x70: "el", 0x75: "zh", 0x7E: "ar"}


class Blocks:
    """What has been read of a file. `table` is the code table, `language` a BCP 47 tag."""

    def __init__(self, text: str, fps: Fraction | None) -> None:
        self.text = text
        self.cues: list[Cue] = []
        self.blocks: list[Block] = []
        self.problems: list[Problem] = []
        self.guessed: set[int] = set()
        self.table = "00"
        self.language = ""
        self.title = ""
        self.header_texts: list[str] = []
        self.rows = 23
        self.fps = fps or _FPS["25"]
        self._is_rate_stated = fps is not None
        self.last_ms = 0

    def notice(self, code: str, span: Span, message: str, detail: str = "") -> None:
        self.problems.append(Problem(code, span, message, detail))

    def read(self) -> None:
        """Read the whole file."""
        text = self.text
        if not text:
            return
        if not re.match(f"...STL|{'|'.join(_CODE_PAGES)}", text, re.DOTALL):
            first = Span(0, min(11, len(text)))
            self.notice(
                "stl_header_invalid", first, "the file does not begin with an EBU STL header"
            )
            self.blocks.append(Block("junk", Span(0, len(text))))
            return
        self._read_header()
        position = min(_GSI_BYTES, len(text))
        self.blocks.append(Block("header", Span(0, position)))
        while position + BLOCK_BYTES <= len(text):
            position = self._read_subtitle(position)
        if position < len(text):
            rest = Span(position, len(text))
            self.blocks.append(Block("junk", rest))
            what = plural(len(text) - position, "byte")
            message = f"the file ends in {what} that are no whole block of {BLOCK_BYTES}"
            self.notice("stl_block_damaged", rest, message)
        self._check_count(position)
        self._start_at_programme()

    def _field(self, start: int, end: int) -> str:
        """A text of the header, which is in the code page that it begins with."""
        raw = self.text[start:end].strip(" \0")
        if raw.isascii() or self.text[:3] not in _CODE_PAGES:
            return raw
        return raw.encode("latin-1", "replace").decode(f"cp{self.text[:3]}", "replace")

    def _read_header(self) -> None:
        text = self.text
        if len(text) < _GSI_BYTES:
            message = f"the header has {len(text)} bytes of {_GSI_BYTES}"
            self.notice("stl_header_invalid", Span(0, len(text)), message)
        rate = text[6:8]
        if rate in _FPS:
            self.fps = _FPS[rate]
        else:
            message = f"the disk format is {quote(text[3:11])}; known are STL25.01 and STL30.01"
            detail = "" if self._is_rate_stated else "rate"
            self.notice("stl_header_invalid", Span(3, min(11, len(text))), message, detail)
        table = text[12:14]
        if table in CODECS or table == "00":
            self.table = table
        elif len(text) >= _GSI_BYTES:
            message = f"the character code table is {quote(table)}; known are 00 to 04"
            self.notice("stl_header_invalid", Span(12, 14), message, UNKNOWN_TABLE)
        self.language = _language(text[14:16])
        self.title = self._field(16, 48)
        fields = (self._field(*place) for place in _HEADER_TEXTS)
        self.header_texts = [field for field in fields if words(field)]
        if re.fullmatch("[0-9]{2}", text[253:255]) and int(text[253:255]):
            self.rows = int(text[253:255])

    def _read_subtitle(self, start: int) -> int:
        """Read the blocks of one subtitle; where the next one begins."""
        text = self.text
        number = text[start + 1 : start + 3]
        end = start
        while True:
            extension = ord(text[end + EXTENSION_BYTE])
            end += BLOCK_BYTES
            if extension in (_LAST_BLOCK, USER_DATA):
                break
            if end + BLOCK_BYTES > len(text) or text[end + 1 : end + 3] != number:
                index = ord(number[0]) + 256 * ord(number[1])
                message = f"the last block of subtitle {index} is missing"
                self.notice("stl_block_damaged", Span(start + 3, start + 4), message)
                break
        if extension == USER_DATA or text[start + 15] == _COMMENT:
            self.blocks.append(Block("comment", Span(start, end)))
        else:
            self._add_cue(start, end)
        return end

    def _add_cue(self, start: int, end: int) -> None:
        text = self.text
        number = len(self.cues) + 1
        stated = self._time(start + 5, number, "starts"), self._time(start + 9, number, "ends")
        start_ms, end_ms = known_times(*stated, self.last_ms)
        self.last_ms = end_ms
        row, justification = ord(text[start + 13]), ord(text[start + 14])
        text_start = start + HEADER_BYTES
        text_end = text_start + len(text[text_start:end].rstrip("\x8f"))
        self._notice_undefined(number, text_start, text_end)
        identifier = str(ord(text[start + 1]) + 256 * ord(text[start + 2]))
        self.cues.append(
            Cue(
                number,
                identifier,
                start_ms,
                end_ms,
                start,
                start + 5,
                start + 13,
                text_start,
                text_end,
                end,
                f"{row}/{self.rows} {justification}",
            )
        )

    def _notice_undefined(self, number: int, start: int, end: int) -> None:
        found = undefined_codes(text_field(self.text[start:end]), self.table)
        if not found:
            return
        block, place = divmod(found[0].start(), BLOCK_BYTES - HEADER_BYTES)
        first = start + block * BLOCK_BYTES + place
        shown = sorted({f"{ord(match[0]):02X}" for match in found})
        codes, mean = ("code", "means") if len(shown) == 1 else ("codes", "mean")
        message = f"cue {number} has the {codes} {', '.join(shown)}, which {mean} no character in code table {self.table}"
        self.notice("stl_undefined_code", Span(first, first + 1), message)

    def _time(self, start: int, number: int, verb: str) -> int | None:
        hours, minutes, seconds, frames = map(ord, self.text[start : start + 4])
        per_second = -int(-self.fps // 1)
        if hours > 23 or minutes > 59 or seconds > 59 or frames >= per_second:
            self.guessed.add(number)
            shown = f"{hours:02d}:{minutes:02d}:{seconds:02d}:{frames:02d}"
            message = (
                f"cue {number} {verb} at {shown}, which is no time at {per_second} frames a second"
            )
            self.notice("invalid_timestamp", Span(start, start + 4), message)
            if hours > 23 or minutes > 59 or seconds > 59:
                return None
            frames = per_second - 1  # the second is known, and that it is near its end
        return self._milliseconds(hours, minutes, seconds, frames)

    def _milliseconds(self, hours: int, minutes: int, seconds: int, frames: int) -> int:
        per_second = -int(-self.fps // 1)
        count = ((hours * 60 + minutes) * 60 + seconds) * per_second + frames
        return half_up(count * 1000 / self.fps)

    def _check_count(self, end: int) -> None:
        shown = self.text[238:243]
        if not re.fullmatch("[0-9]{5}", shown):
            return
        blocks = (end - _GSI_BYTES) // BLOCK_BYTES
        if int(shown) != blocks and end >= _GSI_BYTES:
            message = f"the header counts {plural(int(shown), 'block')}; the file has {blocks}"
            self.notice("stl_block_count", Span(238, 243), message)

    def _start_at_programme(self) -> None:
        """Count times from the start of the programme where the header states it."""
        match = re.fullmatch("([0-9]{2})([0-5][0-9])([0-5][0-9])([0-9]{2})", self.text[256:264])
        if not match:
            return
        zero_ms = self._milliseconds(*map(int, match.groups()))
        read = [cue for cue in self.cues if cue.number not in self.guessed]
        if not zero_ms or not read or min(cue.start_ms for cue in read) < zero_ms:
            return
        for cue in self.cues:
            cue.start_ms -= zero_ms
            cue.end_ms -= zero_ms


def _language(shown: str) -> str:
    if not re.fullmatch("[0-9A-Fa-f]{2}", shown):
        return ""
    code = int(shown, 16)
    if 1 <= code <= len(_LANGUAGES):
        return _LANGUAGES[code - 1]
    return _MORE_LANGUAGES.get(code, "")
