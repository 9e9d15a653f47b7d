"""When the elements of a TTML document are active.

An element is active within its parent: its times count from where the parent begins (`par`) or from
where its predecessor ends (`seq`), and it ends with its parent at the latest.

Source: TTML2, section 12, https://www.w3.org/TR/ttml2/#timing
"""

from __future__ import annotations

from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.source import Problem, Span
from caption_qa_action.core.text import quote, timecode
from caption_qa_action.core.xml import Element, Text
from caption_qa_action.formats.ttml.time import Ms, Times, round_ms

CONTAINERS = ("body", "div", "p", "span")


class Interval(NamedTuple):
    """When an element is active, before its parent limits it; `end` None is indefinite.

    `begin` None means never, because what it follows does not end.
    """

    begin: Ms | None
    end: Ms | None


class Intervals:
    """Reads the times of elements and collects what is wrong with them.

    `never_shown` are elements that begin after what is around them has ended.
    """

    __slots__ = ("problems", "never_shown", "_durations", "_times")

    def __init__(self, times: Times) -> None:
        self.problems: list[Problem] = []
        self.never_shown: set[Element] = set()
        self._times = times
        # Of elements that end by what they contain: each is inside many that ask.
        self._durations: dict[Element, Ms | None] = {}

    def wanted(self, element: Element, reference: Ms, *, sequential: bool) -> Interval:
        """When an element wants to be active, its times counted from `reference`."""
        # In one piece, since a long file has 100,000 elements and each call would be felt.
        values = element.values
        begin, end = values.get("begin"), values.get("end")
        duration = values.get("dur")
        if begin is None and end is None and duration is None:
            return Interval(
                reference, self._implicit_end(element, reference) if sequential else None
            )
        read, notes = self._times.read, self._times.notes
        from_ms = reference
        if begin is not None:
            begin_ms = read(begin)
            # A guess is no time before the start, where the reference is one.
            from_ms = max(reference, 0) if begin_ms is None else reference + begin_ms
        until: Ms | None = None
        if end is not None:
            end_ms = read(end)
            until = None if end_ms is None else reference + end_ms
        if duration is not None:
            duration_ms = read(duration)
            if duration_ms is not None:
                ended = from_ms + duration_ms
                until = ended if until is None else min(until, ended)
        if until is None and sequential and end is None and duration is None:
            until = self._implicit_end(element, from_ms)
        if notes and (begin in notes or end in notes or duration in notes):
            self.problems += faulty_times(element, self._times)
        return Interval(from_ms, until)

    def _implicit_end(self, element: Element, begin: Ms) -> Ms | None:
        """When an element ends by what it contains; None is indefinite."""
        if element not in self._durations:
            self._durations[element] = self._duration(element)
        duration = self._durations[element]
        return None if duration is None else begin + duration

    def _duration(self, element: Element) -> Ms | None:
        """How long an element lasts by what it contains; None is for ever."""
        sequential = element.values.get("timeContainer") == "seq"
        inline = element.tag in ("p", "span")
        end: Ms = 0
        for node in element.children:
            if isinstance(node, Text):
                if not inline or sequential or not node.text.strip(" \t\r\n"):
                    continue
                return None
            if node.tag == "br":
                if sequential:
                    continue
                return None
            if node.tag not in CONTAINERS:
                continue
            until = self._quiet_end(node, end if sequential else 0)
            if until is None:
                return None
            end = until if sequential else max(end, until)
        return end

    def _quiet_end(self, element: Element, reference: Ms) -> Ms | None:
        """The end of an element, without reporting its times: it is walked again."""
        values, read = element.values, self._times.read
        begin, end, duration = values.get("begin"), values.get("end"), values.get("dur")
        from_ms = reference + ((read(begin) or 0) if begin is not None else 0)
        ends: list[Ms] = []
        end_ms = read(end) if end is not None else None
        if end_ms is not None:
            ends.append(reference + end_ms)
        duration_ms = read(duration) if duration is not None else None
        if duration_ms is not None:
            ends.append(from_ms + duration_ms)
        return min(ends) if ends else self._implicit_end(element, from_ms)

    def clipped(self, element: Element, wanted: Interval, limit: Ms | None) -> Interval:
        """When an element is active that what is around it ends at `limit`."""
        begin, end = wanted
        if limit is not None and (end is None or end > limit):
            end = self._clip(element, wanted, limit)
        return Interval(begin, end)

    def _clip(self, element: Element, wanted: Interval, end: Ms) -> Ms:
        """The end of an element that wants to be active longer than what is around it."""
        if wanted.begin is None:
            return end
        until = wanted.end
        never = wanted.begin >= end
        if never:
            self.never_shown.add(element)
            message = (
                f"begins at {timecode(round_ms(wanted.begin))}, after the element around it has ended "
                f"at {timecode(round_ms(end))}; it is never shown"
            )
        elif until is None:
            return end
        else:
            message = (
                f"ends at {timecode(round_ms(until))}; the element around it ends at "
                f"{timecode(round_ms(end))} and cuts it short"
            )
        span = Span(element.start + 1, element.tag_end)
        self.problems.append(
            Problem("ttml_clipped_by_parent", span, f"<{element.raw_name}> {message}")
        )
        return wanted.begin if never else end

    def report_never(self, element: Element) -> None:
        message = f"<{element.raw_name}> follows something that does not end; it is never shown"
        span = Span(element.start + 1, element.tag_end)
        self.problems.append(Problem("ttml_clipped_by_parent", span, message))

    def is_guessed(self, owner: Element) -> bool:
        """Whether the element that times a cue is never active, or a time of it cannot be read."""
        if owner in self.never_shown:
            return True
        values, notes = owner.values, self._times.notes
        if not notes:
            return False
        return any(
            note.detail in ("unparseable", "wallclock", "sign")
            for name in ("begin", "end", "dur")
            if name in values
            for note in notes.get(values[name], ())
        )


def faulty_times(element: Element, times: Times) -> list[Problem]:
    """What is wrong with the times of an element as they are written; they have been read before."""
    found = []
    for name in ("begin", "end", "dur"):
        if name not in element.values:
            continue
        for note in times.notes.get(element.values[name], ()):
            attribute = element.attribute(name)
            span = attribute.value_span if attribute else element.start_tag_span
            message, detail, is_ambiguous = note.message, note.detail, note.is_ambiguous
            if detail == "sign" and name == "begin" and _is_moved(element, times):
                raw = quote(element.values[name])
                message = f"time {raw} moves all that is in <{element.raw_name}>, as in iTT; other players do not read it"
                detail, is_ambiguous = "offset", False
            found.append(Problem(note.code, span, message, detail, is_ambiguous=is_ambiguous))
    return found


def _is_moved(element: Element, times: Times) -> bool:
    """Whether a negative begin moves what is in an element back to the start, as Apple's iTT has it.

    Its captions count by time code from the hour at which the programme begins.

    Source: https://help.apple.com/itc/filmspec/en.lproj/apdATD1E59-D1E1A1303-D1E59A1126.html
    """
    return element.tag in ("body", "div") and times.rates.time_base == "smpte"


def has_times(element: Element) -> bool:
    """Whether an element has a begin, an end or a duration."""
    values = element.values
    return "begin" in values or "end" in values or "dur" in values


def is_timed(element: Element) -> bool:
    """Whether an element or one around it has a begin, an end or a duration."""
    above: Element | None = element
    while above is not None:
        if has_times(above):
            return True
        above = above.parent
    return False


def bodies(root: Element) -> list[Element]:
    """What is timed in a document: its bodies, and divisions and paragraphs that lost theirs."""
    if root.tag in CONTAINERS:
        return [root]
    found: list[Element] = []
    for node in root.children:
        if isinstance(node, Element) and node.tag in CONTAINERS:
            found.append(node)
        elif isinstance(node, Element) and node.tag in ("tt", "head", "layout", "styling"):
            found += bodies(node)
    return found
