"""The parts of a SAMI file: head, SYNC tags, paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from caption_qa_action.core.clock import GUESSED_MS
from caption_qa_action.core.document import Block, Cue
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.source import Problem, Span
from caption_qa_action.core.text import quote
from caption_qa_action.formats._reader import Found
from caption_qa_action.formats._stray_text import orphan, stray_css
from caption_qa_action.formats._time_readings import fault_and_reading, only_reading
from caption_qa_action.formats.sami.text import COMMENT, runs

_SYNC = r"<sync\b[^<>]*+>?"
_END = r"</(?:body|sami)\b[^<>]*+>?"
_PARAGRAPH = r"<p\b[^<>]*+>"
# A time with blanks in it goes on to the next name.
_START = (
    "\\bstart[ \t\r\n]*=[ \t\r\n]*[\"']?[ \t]*([^\"' \t\r\n>]*(?:[ \t]+[0-9:;.,][^\"' \t\r\n>]*)*)"
)
_CLASS = "\\bclass[ \t\r\n]*=[ \t\r\n]*[\"']?[ \t]*([^\"' \t\r\n>]*)"
_LANGUAGE = r"\.([A-Za-z_][A-Za-z0-9_-]{0,63})[ \t\r\n]*\{([^{}]*)\}"
# A tag and what it holds that is no caption: a style sheet, a title, the parameters of a file.
_HEAD_TAG = (
    rf"(?i){COMMENT}|<(?P<style>style)\b[^<>]*+>(?P<sheet>(?:[^<]|<(?!/style))*+)"
    r"|<(title|samiparam|script)\b[^<>]*+>(?:[^<]|<(?!/(?:title|samiparam|script)))*+|<[^<>]*+>?"
)
# How long the last caption stays when nothing takes it off the screen: our choice.
_LAST_MS = 4000


def first_class(cues: Sequence[Cue]) -> str:
    """The class of the first language; a paragraph without a class belongs to every language."""
    return next((cue.settings for cue in cues if cue.settings), "")


class _Start(NamedTuple):
    """What stands in the place of a SYNC's time, and the milliseconds that it states, or else can only mean."""

    written: re.Match[str] | None
    ms: int | None
    is_stated: bool


class Blocks(Found):
    """What has been read of a file. `languages` are those of the classes, by lower-case name."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.languages: dict[str, str] = {}
        self.title = ""
        # The cues that are on screen, by class.
        self.shown: dict[str, list[Cue]] = {}

    def read(self) -> None:
        """Read the whole file."""
        text = self.text
        syncs = list(re.finditer(_SYNC, text, re.IGNORECASE))
        first = syncs[0].start() if syncs else len(text)
        if first:
            self._read_head(first, found=bool(syncs))
        starts = [_start(sync) for sync in syncs]
        usable = _usable_starts([start.ms for start in starts])
        for number, sync in enumerate(syncs):
            following = syncs[number + 1].start() if number + 1 < len(syncs) else len(text)
            end = re.compile(_END, re.IGNORECASE).search(text, sync.end(), following)
            stop = end.start() if end else following
            self._read_sync(sync, starts[number], usable[number], stop)
            if end:  # another file may follow
                self.blocks.append(Block("markup", Span(end.start(), following)))
                self._notice_outside(end.start(), following)
        self._notice_open_ends()

    def _notice_open_ends(self) -> None:
        message = f"no SYNC ends this; it is taken for {_LAST_MS} ms"
        for cue in (cue for cues in self.shown.values() for cue in cues):
            if cue.number not in self.guessed:
                self.problems.append(Problem("invalid_timestamp", cue.text_span, message, "open"))

    def _read_head(self, end: int, *, found: bool) -> None:
        head = self.text[:end]
        kind = "header" if found or "<" in head else "junk"
        self.blocks.append(Block(kind if head.strip(" \t\r\n") else "blank", Span(0, end)))
        for match in re.finditer(_LANGUAGE, head):
            declared = re.search(
                r"\blang[ \t]*:[ \t]*([A-Za-z0-9-]{2,35})", match[2], re.IGNORECASE
            )
            self.languages[match[1].lower()] = declared[1] if declared else ""
        body = re.search(r"<body\b[^<>]*+>", head, re.IGNORECASE)
        if found:
            self._notice_outside(0, body.end() if body else end)
        title = re.search("<title>([^<]{1,200})</title>", head, re.IGNORECASE)
        self.title = title[1].strip(" \t\r\n") if title else ""
        if body:
            why = "stands before the first SYNC tag and is never shown"
            self._notice_unshown(body.end(), end, "sami_text_outside_sync", why)

    def _notice_outside(self, start: int, end: int) -> None:
        """Text that stands neither in a SYNC nor in an element of the head that holds some."""
        position = start
        for match in re.compile(_HEAD_TAG).finditer(self.text, start, end):
            self._add_orphan(position, match.start(), "outside the captions")
            position = match.end()
            if match["style"]:
                for span in stray_css(self.text, *match.span("sheet")):
                    self._add_orphan(*span, "in the STYLE and is no part of it")
        self._add_orphan(position, end, "outside the captions")

    def _add_orphan(self, start: int, end: int, where: str) -> None:
        problem = orphan(self.text, start, end, where)
        if problem:
            self.problems.append(problem)

    def _notice_unshown(self, start: int, end: int, code: str, why: str) -> None:
        """What is read as text, and stands where none is shown."""
        raw = self.text[start:end]
        shown = "".join(run.text for run in runs(raw))
        if shown:
            left = len(raw) - len(raw.lstrip(" \t\r\n"))
            span = Span(start + left, start + len(raw.rstrip(" \t\r\n")))
            self.problems.append(Problem(code, span, f"{quote(shown)} {why}"))

    def _read_sync(self, sync: re.Match[str], start: _Start, ms: int, end: int) -> None:
        """A SYNC tag and what stands behind it; `ms` is its time, or a guess where it has none."""
        text = self.text
        guessed = not start.is_stated
        if guessed:
            self._notice_start(sync, start.written)
        paragraphs = list(re.finditer(_PARAGRAPH, text[sync.end() : end], re.IGNORECASE))
        pieces = [
            (sync.end() + paragraph.start(), sync.end() + paragraph.end(), paragraph[0])
            for paragraph in paragraphs
        ] or [(sync.end(), sync.end(), "")]
        if paragraphs:
            self._notice_outside(sync.end(), pieces[0][0])
        else:
            why = "stands in no paragraph (<P>), so no player shows it"
            self._notice_unshown(sync.end(), end, "sami_text_outside_paragraph", why)
        tile = sync.start()
        known = len(self.cues)
        for number, (begin, text_start, tag) in enumerate(pieces):
            stop = pieces[number + 1][0] if number + 1 < len(pieces) else end
            name = self._class(tag, begin)
            has_text = bool(runs(text[text_start:stop]))
            if guessed:  # what it ends, nobody knows when
                for other in self._classes_with(name):
                    self.guessed.update(cue.number for cue in self.shown.get(other, ()))
            if has_text or start.ms is not None:
                self._end_shown(name, ms, known, has_text=has_text)
            if not has_text:
                continue
            block_start = tile
            if number and self.cues and self.cues[-1].block_end == end:
                self.cues[-1].block_end = begin
                block_start = begin
            self._add_cue(sync, block_start, text_start, stop, end, ms, name, guessed)
            tile = end
        if tile < end:
            self.blocks.append(Block("markup", Span(tile, end)))

    def _notice_start(self, sync: re.Match[str], written: re.Match[str] | None) -> None:
        if written and written[1]:
            span = Span(sync.start() + written.start(1), sync.start() + written.end(1))
            reason, _ = fault_and_reading(written[1])
            message = (
                f"{quote(written[1])} is no time{reason}; expected a whole number of milliseconds"
            )
        else:
            span = Span(*sync.span())
            message = f"{quote(sync[0])} does not say when it starts"
        self.problems.append(Problem("invalid_timestamp", span, message))

    def _class(self, tag: str, start: int) -> str:
        match = re.search(_CLASS, tag, re.IGNORECASE)
        name = match[1].lower() if match else ""
        if match and name and self.languages and name not in self.languages:
            span = Span(start + match.start(1), start + match.end(1))
            message = f"the class {quote(match[1])} is not defined in the STYLE of the file"
            self.problems.append(Problem("sami_undefined_class", span, message))
            self.languages[name] = ""  # reported once
        return name

    def _end_shown(self, name: str, ms: int, known: int, *, has_text: bool) -> None:
        """What was shown in a class goes; without a class, everything.

        What a SYNC itself has brought, after the cues that were `known` before it, stays, and text that begins
        with other text is shown with it.
        """

        def stays(cue: Cue) -> bool:
            return cue.number > known or (has_text and cue.start_ms == ms)

        for other in self._classes_with(name):
            cues = self.shown.get(other, ())
            if cues and not stays(cues[0]):
                for cue in cues:
                    cue.end_ms = cue.end_ms if stays(cue) else ms
                self.shown[other] = [cue for cue in cues if stays(cue)]

    def _classes_with(self, name: str) -> tuple[str, ...]:
        """The classes that are shown where one is; all of them without a class."""
        return (name, "") if name else tuple(self.shown)

    def _add_cue(
        self,
        sync: re.Match[str],
        block_start: int,
        text_start: int,
        text_stop: int,
        block_end: int,
        ms: int,
        name: str,
        guessed: bool,
    ) -> None:
        text = self.text
        own = block_start == sync.start()
        raw = text[text_start:text_stop]
        left = len(raw) - len(raw.lstrip(" \t\r\n"))
        number = len(self.cues) + 1
        cue = Cue(
            number,
            "",
            ms,
            ms + _LAST_MS,
            block_start,
            sync.start() if own else block_start,
            sync.end() if own else block_start,
            text_start + left,
            text_start + len(raw.rstrip(" \t\r\n")),
            block_end,
            name,
        )
        self.cues.append(cue)
        self.shown.setdefault(name, []).append(cue)
        if guessed:
            self.guessed.add(number)


def _start(sync: re.Match[str]) -> _Start:
    written = re.search(_START, sync[0], re.IGNORECASE)
    if written is None:
        return _Start(None, None, False)
    if re.fullmatch("[0-9]{1,12}(?:ms)?", written[1], re.IGNORECASE):
        return _Start(written, int(written[1].rstrip("msMS")), True)
    return _Start(written, only_reading(written[1]), False)


def _usable_starts(starts: list[int | None]) -> list[int]:
    """The times of the SYNC tags; of one without, a guess between those beside it."""
    following: list[int | None] = []
    after: int | None = None
    for ms in reversed(starts):
        following.append(after)
        after = after if ms is None else ms
    found: list[int] = []
    before = 0
    for ms, after in zip(starts, reversed(following), strict=True):
        if ms is None:
            guess = before + GUESSED_MS if found else before
            ms = min(guess, after) if after is not None and after > before else guess
        found.append(ms)
        before = ms
    return found
