"""Which text of a TTML document is active when: its cues."""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import NamedTuple

from caption_qa_action.core.document import Block, Cue
from caption_qa_action.core.source import Problem, Span
from caption_qa_action.core.text import quote
from caption_qa_action.core.xml import Element, Text
from caption_qa_action.formats.ttml.intervals import (
    CONTAINERS,
    Interval,
    Intervals,
    bodies,
    is_timed,
)
from caption_qa_action.formats.ttml.stretches import (
    Timed,
    extent,
    group_by_time,
    has_parts,
    has_times,
    opening,
)
from caption_qa_action.formats.ttml.text import (
    Piece,
    is_annotation,
    pieces_below,
    plain,
    preserves_space,
    visible,
)
from caption_qa_action.formats.ttml.time import (
    Ms,
    Times,
    fractions,
    hour_minutes,
    round_ms,
    seconds,
)

# A cue that nothing ends lasts as long as the recording. The document does not say how long that is;
# it is taken to go on for so long after the last time that is known. Our own choice.
OPEN_END_MS = 10_000


class Shown(NamedTuple):
    """What a cue shows: its paragraph, its pieces (None: all there are in the paragraph), and when.

    `begin` None means never, `end` None without end.
    """

    paragraph: Element
    pieces: tuple[Piece, ...] | None
    preserve: bool
    begin: Ms | None
    end: Ms | None


class Cues:
    """Walks a document and collects its cues, its blocks and its problems.

    With `absolute`, all times count from the beginning of the recording.
    """

    def __init__(self, text: str, times: Times, *, absolute: bool = False) -> None:
        self.text = text
        self.times = times
        self.cues: list[Cue] = []
        self.blocks: list[Block] = []
        self._intervals = Intervals(times, absolute)
        self.problems = self._intervals.problems
        self.shown: list[Shown | Element] = []  # an element: all of it, as long as its cue
        self.plain: dict[int, str] = {}
        self.guessed: set[int] = set()
        # When each element begins; only where something is animated, which counts from there.
        self.begins: dict[Element, Ms] | None = None
        if re.search(r"<(?:[^ \t\r\n<>/:]+:)?(?:set|animate)[ \t\r\n/>]", text):
            self.begins = {}
        self._absolute = absolute
        self._never_shown = self._intervals.never_shown
        self._open_ends: list[Cue] = []
        self._end = 0
        self._latest = 0
        self._untimed: Element | None = None
        self._skip_blank = re.compile(r"[ \t\r\n]*+").match

    def read(self, root: Element | None) -> None:
        if root is not None:
            preserve = preserves_space(root, False)
            for body in bodies(root):
                interval = self._intervals.wanted(body, 0, sequential=False)
                inner = preserves_space(body, preserve)
                if body.tag == "p":
                    self._paragraph(body, interval.begin, interval.end, inner)
                elif interval.begin is not None:
                    self._container(body, interval.begin, interval.end, inner)
        self._add_block(len(self.text))
        self._close_open_ends()
        if self._untimed is not None:
            missing = "end" if is_timed(self._untimed) else "begin and no end"
            message = f"text has no {missing}, on itself or on an element around it"
            if len(self._open_ends) > 1:
                message += f"; nothing ends {len(self._open_ends)} cues"
            span = self._untimed.start_tag_span
            self.problems.append(Problem("ttml_untimed_content", span, message))

    def _stray_text(self, node: Text, element: Element) -> None:
        """Notice text that stands in a body or a division and in no paragraph."""
        shown = node.text.strip(" \t\r\n")
        if shown:
            message = f"{quote(shown[:40])} stands in <{element.tag}>, not in a paragraph: no player shows it"
            self.problems.append(Problem("orphan_text", Span(node.start, node.end), message))

    def _container(self, element: Element, begin: Ms, end: Ms | None, preserve: bool) -> None:
        """Walk a body or a division that is active from `begin` to `end`."""
        sequential = element.values.get("timeContainer") == "seq"
        reference: Ms | None = begin
        if self.begins is not None:
            self.begins[element] = begin
        quick = not sequential and not preserve and self.begins is None and not self._absolute
        for node in element.children:
            if isinstance(node, Text):
                self._stray_text(node, element)
                continue
            if node.tag not in CONTAINERS:
                continue
            if quick and node.is_simple and self._plain_paragraph(node, begin, end):
                continue
            wanted = self._intervals.wanted(
                node, begin if reference is None else reference, sequential=sequential
            )
            if reference is None:
                wanted = Interval(None, None)
            self._child(node, wanted, end, preserve)
            if sequential:
                reference = wanted.end

    def _child(self, node: Element, wanted: Interval, limit: Ms | None, preserve: bool) -> None:
        """Walk a paragraph or a division that its container ends at `limit`."""
        begin, end = self._clipped(node, wanted, limit)
        if "xml:space" in node.values:
            preserve = preserves_space(node, preserve)
        if node.tag in ("p", "span"):
            self._paragraph(node, begin, end, preserve)
        elif begin is not None:
            self._container(node, begin, end, preserve)
        else:
            self._never(node, preserve)

    def _plain_paragraph(self, p: Element, reference: Ms, limit: Ms | None) -> bool:
        """Add a paragraph of the most usual kind; False when it is of another.

        Nearly all paragraphs of a file pass here, and each call of a function would cost a tenth of the
        time: so it is long, and repeats in few words what `_add_cue` does for all kinds.
        """
        values = p.values
        if "dur" in values or "timeContainer" in values or "xml:space" in values:
            return False
        try:
            begin, end = values["begin"], values["end"]
            start_ms = hour_minutes[begin[:5]] + seconds[begin[5:9]] + fractions[begin[9:]]
            end_ms = hour_minutes[end[:5]] + seconds[end[5:9]] + fractions[end[9:]]
        except KeyError:
            return False
        if reference:
            if not isinstance(reference, int):
                return False
            start_ms += reference
            end_ms += reference
        if limit is not None and end_ms > limit:
            return False
        text, block_start, text_start, text_end = self.text, p.start, p.tag_end, p.close_start
        raw = text[text_start:text_end]
        if raw != raw.strip(" \t\r\n"):
            text_start += len(raw) - len(raw.lstrip(" \t\r\n"))
            raw = raw.strip(" \t\r\n")
            text_end = text_start + len(raw)
        number = len(self.cues) + 1
        if "<" not in raw and ("\n" in raw or "  " in raw or "\t" in raw or "\r" in raw):
            self.plain[number] = plain(raw)
        if self._end != block_start:
            self._add_block(block_start)
        block_end = p.end
        match = self._skip_blank(text, block_end)
        if match:
            block_end = match.end()
        self._end = block_end
        tag_start = min(block_start + 2 + len(p.raw_name), p.tag_end - 1)
        self.cues.append(
            Cue(
                number,
                values.get("xml:id", ""),
                start_ms,
                end_ms,
                block_start,
                tag_start,
                p.tag_end - 1,
                text_start,
                text_end,
                block_end,
            )
        )
        self.shown.append(p)
        if end_ms > self._latest or start_ms > self._latest:
            self._latest = max(start_ms, end_ms)
        return True

    def _never(self, element: Element, preserve: bool) -> None:
        """Walk a division that never begins: its cues are in the file and never shown."""
        for node in element.children:
            if isinstance(node, Element):
                if node.tag in ("p", "span"):
                    self._paragraph(node, None, None, preserves_space(node, preserve))
                elif node.tag == "div":
                    self._never(node, preserves_space(node, preserve))

    def _paragraph(self, p: Element, begin: Ms | None, end: Ms | None, preserve: bool) -> None:
        if begin is None:
            self._intervals.report_never(p)
        elif self.begins is not None:
            self.begins[p] = begin
        if has_parts(p):
            self._rich_paragraph(p, begin, end, preserve)
            return
        start, stop = p.tag_end, p.close_start
        if not has_times(p) and not self.text[start:stop].strip(" \t\r\n"):
            return
        number = self._add_cue(p, p, begin, end, start, stop, p.start, p.end, preserve)
        self.shown.append(Shown(p, None, preserve, begin, end))
        cue = self.cues[-1]
        raw = self.text[cue.text_start : cue.text_end]
        collapses = "\n" in raw or "  " in raw or "\t" in raw or "\r" in raw
        if preserve or "<!" in raw or ("<" not in raw and collapses):
            self.plain[number] = visible(pieces_below(p, preserve))

    def _rich_paragraph(self, p: Element, begin: Ms | None, end: Ms | None, preserve: bool) -> None:
        """A paragraph with spans: a cue for each stretch of text that is active at one time."""
        timed: list[Timed] = []
        self._collect(p, p, begin, end, preserve, False, timed)
        groups = group_by_time(timed)
        if not groups and has_times(p):
            self._add_cue(p, p, begin, end, p.tag_end, p.close_start, p.start, p.end, preserve)
            self.shown.append(Shown(p, (), preserve, begin, end))
            self.plain[len(self.cues)] = ""
        block_start = p.start
        for group, following in zip_longest(groups, groups[1:]):
            pieces = tuple(entry.piece for entry in group)
            start, stop = (p.tag_end, p.close_start) if len(groups) == 1 else extent(pieces)
            block_end = opening(following[0].piece, stop, p) if following else p.end
            _, timer, from_ms, until = group[0]
            number = self._add_cue(
                p, timer, from_ms, until, start, stop, block_start, block_end, preserve
            )
            self.shown.append(Shown(p, pieces, preserve, from_ms, until))
            self.plain[number] = visible(pieces)
            block_start = block_end

    def _collect(
        self,
        element: Element,
        owner: Element,
        begin: Ms | None,
        end: Ms | None,
        preserve: bool,
        ruby: bool,
        found: list[Timed],
    ) -> None:
        """The pieces in a paragraph or span, with the element that times them."""
        sequential = element.values.get("timeContainer") == "seq"
        reference = begin
        if self.begins is not None and begin is not None:
            self.begins[element] = begin
        for node in element.children:
            if isinstance(node, Text) or node.tag == "br":
                until = end
                if sequential and begin is not None:  # it lasts no time
                    self._never_shown.add(owner)
                    until = begin
                found.append(Timed(Piece(node, element, preserve, ruby), owner, begin, until))
                continue
            if node.tag not in ("span", "p", "div"):
                continue
            timer, from_ms, until = owner, begin, end
            if sequential or has_times(node):
                timer, from_ms, until = node, None, None
                if reference is not None:
                    wanted = self._intervals.wanted(node, reference, sequential=sequential)
                    from_ms, until = self._clipped(node, wanted, end)
                    if sequential:
                        reference = wanted.end
            inner = preserves_space(node, preserve)
            self._collect(node, timer, from_ms, until, inner, ruby or is_annotation(node), found)

    def _clipped(self, element: Element, wanted: Interval, limit: Ms | None) -> Interval:
        """When an element is active that what is around it ends at `limit`."""
        begin, end = wanted
        if limit is not None and (end is None or end > limit):
            end = self._intervals.clip(element, wanted, limit)
        return Interval(begin, end)

    def _add_cue(
        self,
        p: Element,
        owner: Element,
        begin: Ms | None,
        end: Ms | None,
        text_start: int,
        text_end: int,
        block_start: int,
        block_end: int,
        preserve: bool,
    ) -> int:
        """Add a cue that `owner` times; its number."""
        text = self.text
        if not preserve:
            text_start, text_end = self._trim(text_start, text_end)
        self._add_block(block_start)
        match = self._skip_blank(text, block_end) if block_end == p.end else None
        if match:
            block_end = match.end()
        tag_end = owner.tag_end - 1
        tag_start = min(owner.start + 2 + len(owner.raw_name), tag_end)
        if block_start <= tag_start <= tag_end <= block_end:
            timing_start, timing_end = tag_start, tag_end
        else:
            timing_start = timing_end = block_start
        cues = self.cues
        number = len(cues) + 1
        start_ms = round_ms(begin) if begin is not None else 0
        end_ms = round_ms(end) if end is not None else start_ms
        cue = Cue(
            number,
            p.values.get("xml:id", ""),
            start_ms,
            end_ms,
            block_start,
            timing_start,
            timing_end,
            text_start,
            text_end,
            block_end,
        )
        cues.append(cue)
        self._end = block_end
        self._latest = max(self._latest, start_ms, end_ms)
        if begin is None or owner in self._never_shown:
            self.guessed.add(number)
        elif end is None:
            self._open_ends.append(cue)
            if self._untimed is None:
                self._untimed = owner
        if self.times.notes and self._intervals.is_guessed(owner):
            self.guessed.add(number)
        return number

    def _trim(self, start: int, end: int) -> tuple[int, int]:
        """A range of the text without the white space at its edges."""
        text = self.text
        if start < end and text[start] in " \t\r\n":
            match = self._skip_blank(text, start, end)
            start = match.end() if match else start
        while end > start and text[end - 1] in " \t\r\n":
            end -= 1
        return start, end

    def _close_open_ends(self) -> None:
        for cue in self._open_ends:
            cue.end_ms = self._latest + OPEN_END_MS
            self.guessed.add(cue.number)

    def _add_block(self, end: int) -> None:
        start = self._end
        if start < end:
            kind = "markup" if self.cues else "header"
            if not self.text[start:end].strip(" \t\r\n"):
                kind = "blank"
            self.blocks.append(Block(kind, Span(start, end)))
            self._end = end
