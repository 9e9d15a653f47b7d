"""What does not fail the run, in few lines: warnings by code with some places, suggestions counted by code."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.annotations import TypeAlias
from caption_qa_action.core.diagnostic import Diagnostic, Severity
from caption_qa_action.core.fold import MIN_ROOM, folded
from caption_qa_action.core.inert import inert, one_line
from caption_qa_action.core.measure import columns
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.report import FileReport
from caption_qa_action.core.text import plural, printable
from caption_qa_action.reporters import Options
from caption_qa_action.reporters._fold import clipped, listed_first
from caption_qa_action.reporters._paint import BOLD, OF_SEVERITY, link_code, paint

# Our choice: what is shown of a first run on thousands of files fits two screens of 24 lines. So many warnings are
# shown whole; of more, so many codes, each with so many places; the rest is counted.
MOST_WHOLE = 2
MOST_CODES = 5
MOST_PLACES = 2
# So many lines are for all of it: two screens less the end of a report, and less the line for what is only counted.
MOST_LINES = 36
_COUNTED_LINES = 5
_SUGGESTED_LINES = 7

# `path:line:column`, and the message of the finding there.
Place: TypeAlias = tuple[str, str]


class Group(NamedTuple):
    """The findings of one code and severity: how many, in how many files, and the first places.

    `others` is in how many cues there are more that repeat them.
    """

    code: str
    severity: int
    number: int
    files: int
    places: tuple[Place, ...]
    others: int = 0

    def and_more(self, other: Group) -> Group:
        """This group and another of the same code and severity, of the files after these."""
        return self._replace(
            number=self.number + other.number,
            files=self.files + other.files,
            places=(*self.places, *other.places)[:MOST_PLACES],
            others=self.others + other.others,
        )


class Mild(NamedTuple):
    """What of a file does not fail the run: its groups, and the first warnings whole.

    These with their code and the digits of their line.
    """

    groups: tuple[Group, ...]
    whole: tuple[tuple[str, int, str], ...]


def mild(file: FileReport, found: list[Diagnostic], options: Options) -> Mild:
    """What a file adds to the groups."""
    counts: dict[tuple[str, Severity], int] = {}
    others: dict[tuple[str, Severity], int] = {}
    places: dict[tuple[str, Severity], list[Place]] = {}
    path = one_line(file.path)
    for each in found:
        key = each.code, each.severity
        counts[key] = counts.get(key, 0) + 1
        others[key] = others.get(key, 0) + each.others
        first = places.setdefault(key, [])
        # In other files stand others: one place of each is more to go by than two of one.
        if not first and each.severity is not Severity.INFO:
            first.append((f"{path}:{each.start.line}:{each.start.column}", each.message))
    warnings = [each for each in found if each.severity is not Severity.INFO]
    groups = tuple(
        Group(key[0], int(key[1]), count, 1, tuple(places[key]), others[key])
        for key, count in counts.items()
    )
    return Mild(groups, _whole(warnings, file, options) if 0 < len(warnings) <= MOST_WHOLE else ())


def _whole(
    warnings: list[Diagnostic], file: FileReport, options: Options
) -> tuple[tuple[str, int, str], ...]:
    from caption_qa_action.reporters._whole import whole

    return tuple(
        (each.code, len(str(each.start.line)), whole(each, file, options)) for each in warnings
    )


class Groups:
    """The groups of all files of a run."""

    __slots__ = ("_groups", "_whole", "_options")

    def __init__(self, options: Options) -> None:
        self._options = options
        self._groups: dict[tuple[str, int], Group] = {}
        self._whole: list[tuple[str, int, str]] = []

    def add(self, found: Mild) -> None:
        """Add those of one file."""
        for group in found.groups:
            key = group.code, group.severity
            before = self._groups.get(key)
            self._groups[key] = group if before is None else before.and_more(group)
        if len(self._whole) <= MOST_WHOLE:
            self._whole += found.whole

    def lines(self) -> Iterator[str]:
        """Suggestions, the mildest first; then warnings. After each paragraph an empty line."""
        groups = sorted(self._groups.values(), key=lambda each: (-each.number, each.code))
        room = MOST_LINES
        suggestions = [each for each in groups if each.severity == Severity.INFO]
        warnings = [each for each in groups if each.severity != Severity.INFO]
        if suggestions:
            others = sum(each.others for each in suggestions)
            repeat = f"--show all lists them, -v also the {others} that repeat them"
            how = repeat if others else "-v lists them"
            counted = [*self._counted("suggestion", suggestions, how, _SUGGESTED_LINES)]
            room -= len(counted)
            yield from counted
        number = sum(each.number for each in warnings)
        room -= _COUNTED_LINES
        if number and number == len(self._whole) <= MOST_WHOLE:
            from caption_qa_action.reporters._whole import reason

            explained: set[str] = set()
            for code, digits, text in self._whole:
                yield text + (reason(code, digits, self._options) if code not in explained else "")
                explained.add(code)
            return
        shown = 0
        for group in warnings[:MOST_CODES]:
            lines = [*self._group(group)]
            if shown and len(lines) > room:
                break
            room -= len(lines)
            shown += 1
            yield from lines
        if warnings[shown:]:
            how = "--show all lists them"
            yield from self._counted("more warning", warnings[shown:], how, _COUNTED_LINES - 1)

    def _counted(self, noun: str, groups: list[Group], how: str, most: int) -> Iterator[str]:
        """How many findings there are of each code, in at most so many lines."""
        total = sum(each.number for each in groups)
        counts = [f"{printable(each.code)} {each.number}" for each in groups]
        yield from map(
            inert, listed_first(f"{plural(total, noun)} ({how}):", counts, self._room, most)
        )
        yield ""

    def _group(self, group: Group) -> Iterator[str]:
        options, color = self._options, self._options.color
        severity = Severity(group.severity)
        times = f"{group.number} in {plural(group.files, 'file')}"
        why = options.why(group.code) if options.why else ""
        name = f"{severity.label}[{printable(group.code)}]"
        first, *others = folded(
            f"{name} {times}{': ' if why else ''}{printable(why or '')}", self._room
        )
        label = paint(severity.label, OF_SEVERITY[severity], color)
        shown = link_code(group.code, printable(group.code), options.links)
        end = len(f"{name} {times}")
        yield inert(f"{label}[{shown}]{paint(first[len(name) : end], BOLD, color)}{first[end:]}")
        if len(others) > 1:
            others[0] = clipped(f"{others[0]} {others[1]}", self._room)
        yield from (inert(f"  {line}") for line in others[:1])
        left = group.number
        for place, message in group.places:
            lines = [*self._place(place, printable(message))]
            left -= 1
            yield from lines
            if len(lines) > 1:  # one that takes much room stands for all
                break
        if left:
            yield f"  and {left} more"
        yield ""

    def _place(self, place: str, message: str) -> Iterator[str]:
        """A place and its message; words are left out where they do not fit."""
        left = self._room - columns(place) - 3
        if left >= MIN_ROOM:
            yield inert(f"  {place} {clipped(message, left)}")
        else:
            first, *others = folded(place, self._room) if self._options.wraps else [place]
            yield inert(f"  {first}")
            yield from (inert(f"    {line}") for line in others)
            yield inert(f"    {clipped(message, self._room - 4)}")

    @property
    def _room(self) -> int:
        return self._options.width - 2
