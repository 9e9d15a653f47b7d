"""Mending a file in place: edits on the original text, each result read and checked again.

Whatever is not edited stays as it is, byte for byte. A fix is kept only if the file is as sound after
it as before: no new problem and no new diagnostic, and no visible text changed but what its edits say.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from caption_qa_action.core.diagnostic import Diagnostic
from caption_qa_action.core.document import Document
from caption_qa_action.core.errors import FixFailed
from caption_qa_action.core.family import FindSiblings, no_siblings
from caption_qa_action.core.report import FileReport, Mended
from caption_qa_action.core.settings import Settings
from caption_qa_action.core.source import Edit, Source
from caption_qa_action.core.text import printable
from caption_qa_action.files.decode import decode, writes_back
from caption_qa_action.files.discover import read
from caption_qa_action.files.write import write_atomic
from caption_qa_action.pipeline import Diagnosed, Job, diagnose, guard, report, siblings_of

# As in ruff: fixes that make room for others settle in two or three rounds. A chain, such as a text
# repeated in a thousand cues, takes more and leaves less to do each time.
_ROUNDS, _MOST_ROUNDS = 10, 50
# How often a file may be tried anew to find out which fixes are at fault: a file of some megabytes
# with a fault in every cue must not take minutes.
_MOST_TRIALS, _LEAST_TRIALS, _TRIED_BYTES = 64, 4, 8_000_000


class Mending(NamedTuple):
    """How files are mended: also by fixes that are not safe, written or only shown as a diff."""

    unsafe: bool = False
    write: bool = True
    diff: bool = False

    def check(self, job: Job) -> FileReport:
        """Mend one file, and report what is left; never raises for what a file contains."""
        return guard(job, self._mend)

    def _mend(self, job: Job) -> FileReport:
        data = read(job.file)
        siblings = siblings_of(job)
        mended, left = mend(
            job.file.path, data, job.settings, unsafe=self.unsafe, siblings=siblings
        )
        done = Mended(mended.fixes, mended.reverted)
        if mended.data != data:
            if self.diff:
                before = decode(job.file.path, data, job.settings.encoding)
                done = done._replace(diff=_diff(before, left.document.source))
            if self.write and job.file.location:
                write_atomic(job.file.location, mended.data)
        shown = left if self.write else diagnose(job.file.path, data, job.settings, siblings)
        return report(shown, job.settings)._replace(mended=done)


class StreamMending:
    """How standard input is mended; `data` is what it comes to, unchanged where it cannot be mended."""

    def __init__(self, mending: Mending) -> None:
        self.data = b""
        self._unsafe = mending.unsafe

    def check(self, job: Job) -> FileReport:
        """Mend standard input, and report what is left; never raises for what it contains."""
        return guard(job, self._mend)

    def _mend(self, job: Job) -> FileReport:
        self.data = read(job.file)
        mended, left = mend(job.file.path, self.data, job.settings, unsafe=self._unsafe)
        self.data = mended.data
        return report(left, job.settings)._replace(mended=Mended(mended.fixes, mended.reverted))


class Result(NamedTuple):
    """The bytes of a mended file, and what was done to it."""

    data: bytes
    fixes: tuple[tuple[str, str], ...]
    reverted: tuple[str, ...]


def mend(
    path: str,
    data: bytes,
    settings: Settings,
    *,
    unsafe: bool = False,
    siblings: FindSiblings = no_siblings,
) -> tuple[Result, Diagnosed]:
    """Apply the fixes of a file until none is left, and what the file then looks like.

    Only safe fixes, unless `unsafe`. Raises FixFailed when the file cannot be written back exactly, or
    does not settle; FileError when it cannot be checked.
    """
    attempt = _Attempt(path, data, settings, unsafe, siblings)
    fewest, idle = len(attempt.state.diagnostics), 0
    for _ in range(_MOST_ROUNDS):
        chosen = attempt.choose() or attempt.choose_refused()
        if not chosen:
            return attempt.result()
        attempt.apply(chosen)
        left = len(attempt.state.diagnostics)
        fewest, idle = (left, 0) if left < fewest else (fewest, idle + 1)
        if idle == _ROUNDS:
            break
    codes = ", ".join(sorted({diagnostic.code for diagnostic in attempt.choose()}))
    raise FixFailed(path, f"not mended: it still changes after many rounds ({codes})")


class _Attempt:
    """One file on its way to being mended: its bytes and what was found in them, round by round."""

    def __init__(
        self, path: str, data: bytes, settings: Settings, unsafe: bool, siblings: FindSiblings
    ) -> None:
        self.path = path
        self.data = data
        self.settings = settings
        self.unsafe = unsafe
        self.siblings = siblings
        self.state = diagnose(path, data, settings, siblings)
        self.fixes: list[tuple[str, str]] = []
        self.refused: set[tuple[str, int, str]] = set()
        self.trials = max(_LEAST_TRIALS, min(_MOST_TRIALS, _TRIED_BYTES // (len(data) + 1)))
        self.applied = False
        # The trial before this one, since the last trial of a round is often what comes of it.
        self.last: tuple[tuple[int, ...], Diagnosed | None] = ((), None)

    def result(self) -> tuple[Result, Diagnosed]:
        reverted = sorted({code for code, _, _ in self.refused})
        return Result(self.data, tuple(self.fixes), tuple(reverted)), self.state

    def choose(self) -> list[Diagnostic]:
        """Findings whose fixes can be applied together, in the order of their places.

        What changes the encoding comes first and alone: other fixes are then written in the new one.
        """
        chosen: list[Diagnostic] = []
        taken = _Taken()
        for diagnostic in self.state.diagnostics:
            fix = diagnostic.fix
            if fix is None or not (fix.safe or self.unsafe) or _key(diagnostic) in self.refused:
                continue
            if fix.encoding:
                return [diagnostic]
            if taken.take(fix.edits):
                chosen.append(diagnostic)
        return chosen

    def choose_refused(self) -> list[Diagnostic]:
        """What was refused and may hold by now, since other fixes were applied after it."""
        if not self.applied:
            return []
        self.applied = False
        self.refused.clear()
        return self.choose()

    def apply(self, chosen: Sequence[Diagnostic]) -> None:
        """Apply those of the fixes that hold, and refuse the others."""
        if not chosen[0].fix or not chosen[0].fix.encoding:
            self._require_exact()
        sound = self._find_sound(list(chosen))
        after = self._after(sound)
        while after is None:  # each part holds, but not all together
            self.trials -= 1
            kept = len(sound) // 2 if self.trials > 0 else 0
            self.refused.update(map(_key, sound[kept:]))
            sound = sound[:kept]
            after = self._after(sound)
        if sound:
            self.applied = True
        self.last = (), None
        self.data, self.state = after.document.source.data, after
        self.settings = _settings_after(self.settings, sound)
        self.fixes += [(item.code, item.fix.title) for item in sound if item.fix]

    def _require_exact(self) -> None:
        if not writes_back(self.state.document.source):
            encoding = self.state.document.source.encoding
            raise FixFailed(
                self.path,
                f"not mended: text in {encoding} cannot be written back exactly; convert it to UTF-8",
            )

    def _find_sound(self, chosen: list[Diagnostic]) -> list[Diagnostic]:
        """The fixes without those at fault.

        Most often all fixes of one rule are, or those beside which something new is found. Where fixes
        stand so close that it may be any of them, they are tried apart; the others are found by halving.
        """
        self.trials -= 1
        after = self._diagnose(chosen)
        if after is not None and _holds(self.state, after, chosen):
            return chosen
        if len(chosen) == 1 or self.trials <= 0:
            self.refused.update(map(_key, chosen))
            return []
        codes = dict.fromkeys(item.code for item in chosen)
        if len(codes) > 1:
            groups = ([item for item in chosen if item.code == code] for code in codes)
            return sorted(
                (item for group in groups for item in self._find_sound(group)),
                key=lambda item: item.span,
            )
        suspects = set() if after is None else _suspects(self.state, after, chosen)
        apart = _apart(chosen) if suspects else []
        if suspects and (len(suspects) < len(chosen) or len(apart) == 1):
            self.refused.update(_key(item) for item in chosen if id(item) in suspects)
            left = [item for item in chosen if id(item) not in suspects]
            return self._find_sound(left) if left else []
        if suspects:
            return sorted(
                (item for group in apart for item in self._find_sound(group)),
                key=lambda item: item.span,
            )
        half = len(chosen) // 2
        return self._find_sound(chosen[:half]) + self._find_sound(chosen[half:])

    def _after(self, chosen: Sequence[Diagnostic]) -> Diagnosed | None:
        """The file after some fixes; None when it is then less sound than now."""
        if not chosen:
            return self.state
        after = self._diagnose(chosen)
        return after if after and _holds(self.state, after, chosen) else None

    def _diagnose(self, chosen: Sequence[Diagnostic]) -> Diagnosed | None:
        """What the file is after some fixes; None when its encoding cannot write them."""
        key = tuple(map(id, chosen))
        if self.last[0] != key:
            data = _edited(self.state.document.source, chosen)
            settings = _settings_after(self.settings, chosen)
            after = None if data is None else diagnose(self.path, data, settings, self.siblings)
            self.last = key, after
        return self.last[1]


def _settings_after(settings: Settings, chosen: Sequence[Diagnostic]) -> Settings:
    """What is in force after some fixes: a declared encoding is that of the file as it was."""
    converted = any(item.fix and item.fix.encoding for item in chosen)
    return settings._replace(encoding="") if converted else settings


def _key(diagnostic: Diagnostic) -> tuple[str, int, str]:
    return diagnostic.code, diagnostic.cue, diagnostic.message


class _Taken:
    """The places that chosen edits change; in order, none touching another."""

    __slots__ = ("edits",)

    def __init__(self) -> None:
        self.edits: list[Edit] = []

    def take(self, edits: Sequence[Edit]) -> bool:
        """Take all of some edits if each is free."""
        if not all(map(self._is_free, edits)):
            return False
        for edit in edits:
            insort(self.edits, edit)
        return True

    def _is_free(self, edit: Edit) -> bool:
        place = bisect_left(self.edits, edit)
        before = self.edits[place - 1] if place else None
        after = self.edits[place] if place < len(self.edits) else None
        # Two edits that only touch have no agreed order, so the second waits for the next round.
        if before is not None and before.span.end >= edit.span.start:
            return False
        return after is None or edit.span.end < after.span.start


def _edited(source: Source, chosen: Sequence[Diagnostic]) -> bytes | None:
    """The bytes after the fixes; None when the encoding cannot write them."""
    edits = sorted(edit for item in chosen if item.fix for edit in item.fix.edits)
    text = source.text
    pieces: list[str] = []
    position = 0
    for (start, end), replacement in edits:
        pieces += (text[position:start], replacement)
        position = end
    pieces.append(text[position:])
    mended = "".join(pieces)
    encoding = next((item.fix.encoding for item in chosen if item.fix and item.fix.encoding), "")
    errors = "surrogateescape" if source.encoding == "utf-8" else "strict"
    try:
        return mended.encode(encoding, errors) if encoding else source.encode(mended)
    except UnicodeEncodeError:
        return None


def _holds(before: Diagnosed, after: Diagnosed, chosen: Sequence[Diagnostic]) -> bool:
    """Whether a file is as sound after some fixes as before."""
    if (
        _risen(_problems(before), _problems(after))
        or after.document.format != before.document.format
    ):
        return False
    if _risen(_codes(before), _codes(after)):
        return False
    removed, added = _visible(before.document), _visible(after.document)
    removed, added = removed - added, added - removed
    source = before.document.source.text
    for diagnostic in chosen:
        for span, replacement in diagnostic.fix.edits if diagnostic.fix else ():
            removed.subtract(source[span.start : span.end])
            added.subtract(replacement)
    return not +removed and not +added


def _suspects(before: Diagnosed, after: Diagnosed, chosen: Sequence[Diagnostic]) -> set[int]:
    """The identities of the fixes in and beside the cues where something is found after them that was not before."""
    back = _WayBack(chosen)
    known = set(_places(before))
    cues: set[int] = set()
    for code, offset in _places(after):
        offset = back.offset(offset)
        if (code, offset) not in known:
            cue = before.document.cue_at(offset)
            if cue is not None:
                cues.update((cue.number - 1, cue.number, cue.number + 1))
    return {id(item) for item in chosen if item.cue in cues}


def _apart(chosen: Sequence[Diagnostic]) -> list[list[Diagnostic]]:
    """The fixes in groups in which no two are so close that both are suspects of one finding."""
    groups: dict[tuple[int, int], list[Diagnostic]] = {}
    in_cue: Counter[int] = Counter()
    for item in chosen:
        # What is found in a cue is laid to those beside it too: see `_suspects`.
        groups.setdefault((item.cue % 3, in_cue[item.cue]), []).append(item)
        in_cue[item.cue] += 1
    return list(groups.values())


def _places(diagnosed: Diagnosed) -> Iterator[tuple[str, int]]:
    """The code and the place of everything that was noticed and found."""
    document = diagnosed.document
    for problem in (*document.source.problems, *document.problems):
        yield problem.code, problem.span.start
    for diagnostic in diagnosed.diagnostics:
        yield diagnostic.code, diagnostic.span.start


class _WayBack:
    """Where in a text a place of its edited text comes from."""

    __slots__ = ("_offsets", "_shifts")

    def __init__(self, chosen: Sequence[Diagnostic]) -> None:
        edits = sorted(edit for item in chosen if item.fix for edit in item.fix.edits)
        self._offsets = [0]
        self._shifts = [0]
        shift = 0
        for (start, end), replacement in edits:
            shift += end - start - len(replacement)
            self._offsets.append(end - shift)
            self._shifts.append(shift)

    def offset(self, edited: int) -> int:
        return edited + self._shifts[bisect_right(self._offsets, edited) - 1]


def _risen(before: Counter[str], after: Counter[str]) -> bool:
    return any(number > before[code] for code, number in after.items())


def _problems(diagnosed: Diagnosed) -> Counter[str]:
    document = diagnosed.document
    return Counter(problem.code for problem in (*document.source.problems, *document.problems))


def _codes(diagnosed: Diagnosed) -> Counter[str]:
    return Counter(diagnostic.code for diagnostic in diagnosed.diagnostics)


def _visible(document: Document) -> Counter[str]:
    """How often each character is shown, white space aside."""
    shown: Counter[str] = Counter()
    for cue in document.cues:
        shown.update(document.plain(cue))
    for blank in (" ", "\n", "\t", "\u00a0"):
        del shown[blank]
    return shown


def _diff(before: Source, after: Source) -> str:
    """What changes, as a unified diff for people; line ends and odd characters are shown escaped."""
    import difflib

    old_name, new_name = (f"{side}/{printable(before.path)}" for side in "ab")
    if _encoding(before) != _encoding(after):
        old_name += f"  ({_encoding(before)})"
        new_name += f"  ({_encoding(after)})"
    lines = list(
        difflib.unified_diff(_lines(before), _lines(after), old_name, new_name, lineterm="")
    )
    if not lines:
        lines = [f"--- {old_name}", f"+++ {new_name}"]
    return "\n".join(lines) + "\n"


def _encoding(source: Source) -> str:
    return f"{source.encoding} with a byte order mark" if source.bom else source.encoding


def _lines(source: Source) -> list[str]:
    return [printable(line) for line in re.split(r"\r\n|\r|\n", source.text)]
