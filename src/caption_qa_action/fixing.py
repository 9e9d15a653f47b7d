"""Mending a file in place: edits on the original text, each result read and checked again.

Whatever is not edited stays as it is, byte for byte. A fix is kept only if the file is as sound after
it as before: no new problem and no new diagnostic, and no visible text changed but what its edits say.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from caption_qa_action.core.diagnostic import Diagnostic
from caption_qa_action.core.document import Document
from caption_qa_action.core.errors import FixFailed
from caption_qa_action.core.report import FileReport, Mended
from caption_qa_action.core.settings import Settings
from caption_qa_action.core.source import Edit, Source
from caption_qa_action.core.text import printable
from caption_qa_action.files.decode import decode, writes_back
from caption_qa_action.files.discover import read
from caption_qa_action.files.write import write_atomic
from caption_qa_action.pipeline import Diagnosed, Job, diagnose, guard, report

# As in ruff: fixes that make room for others settle in two or three rounds.
_ROUNDS = 10
# How often a round may be tried anew to find out which of its fixes is at fault.
_TRIALS = 64


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
        mended, left = mend(job.file.path, data, job.settings, unsafe=self.unsafe)
        done = Mended(mended.fixes, mended.reverted)
        if mended.data != data:
            if self.diff:
                done = done._replace(diff=_diff(job.file.path, data, mended.data, job.settings))
            if self.write and job.file.location:
                write_atomic(job.file.location, mended.data)
        shown = left if self.write else diagnose(job.file.path, data, job.settings)
        return report(shown, job.settings)._replace(mended=done)


class Result(NamedTuple):
    """The bytes of a mended file, and what was done to it."""

    data: bytes
    fixes: tuple[tuple[str, str], ...]
    reverted: tuple[str, ...]


def mend(
    path: str, data: bytes, settings: Settings, *, unsafe: bool = False
) -> tuple[Result, Diagnosed]:
    """Apply the fixes of a file until none is left, and what the file then looks like.

    Only safe fixes, unless `unsafe`. Raises FixFailed when the file cannot be written back exactly, or
    does not settle; FileError when it cannot be checked.
    """
    attempt = _Attempt(path, data, settings, unsafe)
    for _ in range(_ROUNDS):
        chosen = attempt.choose() or attempt.choose_refused()
        if not chosen:
            return attempt.result()
        attempt.apply(chosen)
    codes = ", ".join(sorted({diagnostic.code for diagnostic in attempt.choose()}))
    raise FixFailed(path, f"not mended: it still changes after {_ROUNDS} rounds ({codes})")


class _Attempt:
    """One file on its way to being mended: its bytes and what was found in them, round by round."""

    def __init__(self, path: str, data: bytes, settings: Settings, unsafe: bool) -> None:
        self.path = path
        self.data = data
        self.settings = settings
        self.unsafe = unsafe
        self.state = diagnose(path, data, settings)
        self.fixes: list[tuple[str, str]] = []
        self.refused: set[tuple[str, int, str]] = set()
        self.trials = 0
        self.applied = False

    def result(self) -> tuple[Result, Diagnosed]:
        reverted = sorted({code for code, _, _ in self.refused})
        return Result(self.data, tuple(self.fixes), tuple(reverted)), self.state

    def choose(self) -> list[Diagnostic]:
        """Findings whose fixes can be applied together, in the order of their places."""
        chosen: list[Diagnostic] = []
        taken = _Taken()
        for diagnostic in self.state.diagnostics:
            fix = diagnostic.fix
            if fix is None or not (fix.safe or self.unsafe) or _key(diagnostic) in self.refused:
                continue
            if fix.encoding and chosen:  # what is written in another encoding is written alone
                continue
            if taken.take(fix.edits):
                chosen.append(diagnostic)
                if fix.encoding:
                    break
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
        self.trials = 0
        self._require_exact()
        sound = self._find_sound(list(chosen))
        after = self._after(sound)
        while after is None:  # each half holds, but not both together
            self.refused.update(map(_key, sound[len(sound) // 2 :]))
            sound = sound[: len(sound) // 2]
            after = self._after(sound)
        if sound:
            self.applied = True
        self.data, self.state = after.document.source.data, after
        self.fixes += [(item.code, item.fix.title) for item in sound if item.fix]

    def _require_exact(self) -> None:
        if not writes_back(self.state.document.source):
            encoding = self.state.document.source.encoding
            raise FixFailed(
                self.path,
                f"not mended: text in {encoding} cannot be written back exactly; convert it to UTF-8",
            )

    def _find_sound(self, chosen: list[Diagnostic]) -> list[Diagnostic]:
        """The fixes without those at fault, which are found by halving."""
        self.trials += 1
        if self._after(chosen) is not None:
            return chosen
        if len(chosen) == 1 or self.trials > _TRIALS:
            self.refused.update(map(_key, chosen))
            return []
        half = len(chosen) // 2
        return self._find_sound(chosen[:half]) + self._find_sound(chosen[half:])

    def _after(self, chosen: Sequence[Diagnostic]) -> Diagnosed | None:
        """The file after some fixes; None when it is then less sound than now."""
        if not chosen:
            return self.state
        data = _edited(self.state.document.source, chosen)
        if data is None:
            return None
        after = diagnose(self.path, data, self.settings)
        return after if _holds(self.state, after, chosen) else None


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
    try:
        return mended.encode(encoding) if encoding else source.encode(mended)
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


def _diff(path: str, before: bytes, after: bytes, settings: Settings) -> str:
    """What changes, as a unified diff for people; line ends and odd characters are shown escaped."""
    import difflib

    old, new = (_lines(path, data, settings) for data in (before, after))
    shown = printable(path)
    lines = difflib.unified_diff(old, new, f"a/{shown}", f"b/{shown}", lineterm="")
    return "\n".join(lines) + "\n"


def _lines(path: str, data: bytes, settings: Settings) -> list[str]:
    text = decode(path, data, settings.encoding).text
    return [printable(line) for line in re.split(r"\r\n|\r|\n", text)]
