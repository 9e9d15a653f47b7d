"""One file mended, round by round."""

from __future__ import annotations

import operator
from collections.abc import Sequence

from caption_qa_action.core.diagnostic import Diagnostic
from caption_qa_action.core.document import FindSiblings
from caption_qa_action.core.errors import FixFailed
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.settings import Settings
from caption_qa_action.core.siblings import no_siblings
from caption_qa_action.core.source import MOVES, Fix
from caption_qa_action.files.decode import writes_back
from caption_qa_action.fixing._edits import EditSet, edited
from caption_qa_action.fixing._judge import group_independent, is_safe, suspects
from caption_qa_action.pipeline import Diagnosed, diagnose
from caption_qa_action.rules import is_mended_first

# As in ruff: fixes that make room for others settle in two or three rounds. A chain, such as a text
# repeated in a thousand cues, takes more and leaves less to do each time; what is then left of it is refused.
_ROUNDS, _MOST_ROUNDS = 10, 50
# How often a file may be tried anew to find out which fixes are at fault.
_MOST_TRIALS, _LEAST_TRIALS = 64, 4
# So many trials may fail one after the other; what then fails is refused as a whole. And so often those are left out
# that seem to be at fault: where each time others do, halving comes to an end sooner.
_MOST_FAILURES, _MOST_LEFT_OUT = 16, 3
# Each round and each trial checks the whole file. A file may be checked so often, and a small one as often as
# comes to so many bytes, but not for ever: what is then left is refused, so that mending takes time in proportion to
# the file and to what is found in it.
_MOST_CHECKS, _CHECKED_BYTES, _MOST_CHECKS_OF_ANY = 6, 1_000_000, 100
# A cue or a finding takes as long as so many bytes of text without any (measured: some 30 microseconds).
_BYTES_OF_A_RECORD = 20
# So does a guess of the encoding, each time (measured: some 90 ms for 1.5 KB, and hardly more for a megabyte).
_BYTES_OF_A_GUESS = 60_000


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
    known: Diagnosed | None = None,
) -> tuple[Result, Diagnosed]:
    """Apply the fixes of a file until none is left, and what the file then looks like.

    `known` is what was found in these bytes already, so that they are not checked twice. Only safe fixes, unless `unsafe`. Raises FixFailed when the file cannot be written back exactly, or
    does not settle; FileError when it cannot be checked.
    """
    attempt = _Attempt(path, data, settings, unsafe, siblings, known)
    fewest, idle = _left(attempt.state), 0
    circles = _Circles(data)
    refusals = attempt.trials
    rounds = 0
    while True:
        if rounds == _MOST_ROUNDS:
            attempt.end_checks()
        if attempt.has_checked_enough:
            attempt.refuse_rest()
        chosen = attempt.choose() or attempt.choose_refused()
        if not chosen:
            return attempt.result()
        if not attempt.apply(chosen):  # the file is as it was, and there is less to try
            refusals -= 1
            if refusals <= 0:
                attempt.refuse_rest()
            continue
        rounds += 1
        attempt.banned |= circles.codes(attempt.data, chosen)
        left = _left(attempt.state)
        idle = 0 if any(map(operator.lt, left, fewest)) else idle + 1
        fewest = min(left[0], fewest[0]), min(left[1], fewest[1])
        if idle == _ROUNDS:
            break
    codes = ", ".join(sorted({diagnostic.code for diagnostic in attempt.choose()}))
    raise FixFailed(path, f"not mended: it still changes after many rounds ({codes})")


def _left(state: Diagnosed) -> tuple[int, int]:
    """How much is left to mend: the cues, of which a fix may join some, and what was found."""
    return len(state.document.cues), len(state.diagnostics)


class _Circles:
    """What a file was after each round, and the codes that led there: some undo what others do."""

    def __init__(self, data: bytes) -> None:
        self._rounds = {hash(data): 0}
        self._codes: list[set[str]] = []

    def codes(self, data: bytes, chosen: Sequence[Diagnostic]) -> set[str]:
        """The codes of the rounds since the file was the same as it is now; none where it never was."""
        self._codes.append({item.code for item in chosen})
        known = self._rounds.setdefault(hash(data), len(self._codes))
        return set().union(*self._codes[known:])


class _Trial(NamedTuple):
    """Some fixes tried: by their identities, what the file is after them, and whether it is as sound.

    There is no file where its encoding cannot write what the fixes insert.
    """

    chosen: tuple[int, ...] = ()
    after: Diagnosed | None = None
    is_safe: bool = False


class _Attempt:
    """One file on its way to being mended: its bytes and what was found in them, round by round."""

    def __init__(
        self,
        path: str,
        data: bytes,
        settings: Settings,
        unsafe: bool,
        siblings: FindSiblings,
        known: Diagnosed | None,
    ) -> None:
        self.path = path
        self.data = data
        self.settings = settings
        self.unsafe = unsafe
        self.siblings = siblings
        self.state = known or diagnose(path, data, settings, siblings)
        self.fixes: list[tuple[str, str]] = []
        self.refused: set[tuple[str, int, str]] = set()
        # The codes of fixes that go round in circles.
        self.banned: set[str] = set()
        records = sum(_left(self.state))
        size = max(len(data), _BYTES_OF_A_RECORD * records)
        if not (settings.encoding or self.state.document.source.encoding.startswith("utf")):
            size += _BYTES_OF_A_GUESS
        more = _CHECKED_BYTES // (size + 1)
        self._checks_left = min(_MOST_CHECKS_OF_ANY, _MOST_CHECKS + more)
        self.trials = max(_LEAST_TRIALS, min(_MOST_TRIALS, self._checks_left))
        self.failures = 0
        self.applied = False
        # The trial before this one, since the last trial of a round is often what comes of it.
        self.last = _Trial()

    @property
    def has_checked_enough(self) -> bool:
        """Whether the file has been checked so often that it stays as it is."""
        return self._checks_left <= 0

    def end_checks(self) -> None:
        """Leave the file as it is now."""
        self._checks_left = 0

    def result(self) -> tuple[Result, Diagnosed]:
        reverted = sorted(self.banned.union(code for code, _, _ in self.refused))
        return Result(self.data, tuple(self.fixes), tuple(reverted)), self.state

    def choose(self) -> list[Diagnostic]:
        """Findings whose fixes can be applied together, in the order of their places.

        What changes the encoding comes first and alone: other fixes are then written in the new one. Then
        comes what a rule states to be mended first.
        """
        chosen: list[Diagnostic] = []
        if not self.state.document.is_recognised:
            return chosen  # what is in no format is not touched
        edits = EditSet()
        may = [
            (item, item.fix)
            for item in self.state.diagnostics
            if item.fix
            and self._may_apply(item.fix)
            and _key(item) not in self.refused
            and item.code not in self.banned
        ]
        first = [(item, fix) for item, fix in may if is_mended_first(item.code)]
        if first and not any(fix.encoding for _, fix in may):
            may = first
        for diagnostic, fix in may:
            if fix.encoding:
                return [diagnostic]
            if edits.add_if_disjoint(fix.edits, moves=fix.words == MOVES):
                chosen.append(diagnostic)
        return chosen

    def _may_apply(self, fix: Fix) -> bool:
        """Whether a fix is of a kind that is asked for, and changes anything."""
        text = self.state.document.source.text
        return (fix.safe or self.unsafe) and (
            bool(fix.encoding) or any(text[span.start : span.end] != new for span, new in fix.edits)
        )

    def refuse_rest(self) -> None:
        """Refuse, untried, whatever could still be chosen."""
        self.refused.update(
            _key(item)
            for item in self.state.diagnostics
            if item.fix is not None and self._may_apply(item.fix)
        )

    def choose_refused(self) -> list[Diagnostic]:
        """What was refused and may hold by now, since other fixes were applied after it."""
        if not self.applied or self.has_checked_enough:
            return []
        self.applied = False
        self.refused.clear()
        return self.choose()

    def apply(self, chosen: Sequence[Diagnostic]) -> bool:
        """Apply those of the fixes that hold, and refuse the others; whether any was applied."""
        if not chosen[0].fix or not chosen[0].fix.encoding:
            self._require_exact()
        self.failures = 0
        sound = self._find_sound(list(chosen))
        after = self._after(sound)
        while after is None:  # each part holds, but not all together
            self.trials -= 1
            kept = len(sound) // 2 if self.trials > 0 and not self.has_checked_enough else 0
            self.refused.update(map(_key, sound[kept:]))
            sound = sound[:kept]
            after = self._after(sound)
        if sound:
            self.applied = True
        self.last = _Trial()
        self.data, self.state = after.document.source.data, after
        self.settings = _settings_after(self.settings, sound)
        self.fixes += [(item.code, item.fix.title) for item in sound if item.fix]
        return bool(sound)

    def _require_exact(self) -> None:
        if not writes_back(self.state.document.source):
            encoding = self.state.document.source.encoding
            raise FixFailed(
                self.path,
                f"not mended: text in {encoding} cannot be written back exactly; convert it to UTF-8",
            )

    def _find_sound(self, chosen: list[Diagnostic], left_out: int = 0) -> list[Diagnostic]:
        """The fixes without those at fault.

        Most often all fixes of one rule are, or those beside which something new is found. Where fixes
        stand so close that it may be any of them, they are tried apart; the others are found by halving.
        `left_out` is how often some were left out to come to these.
        """
        if self.has_checked_enough:
            self.refused.update(map(_key, chosen))
            return []
        self.trials -= 1
        trial = self._try(chosen)
        if trial.is_safe:
            self.failures = 0
            return chosen
        self.failures += 1
        if len(chosen) == 1 or self.trials <= 0 or self.failures >= _MOST_FAILURES:
            self.refused.update(map(_key, chosen))
            return []
        parts = self._parts(chosen, trial.after if left_out < _MOST_LEFT_OUT else None)
        left_out = left_out + 1 if len(parts) == 1 else 0
        sound = [item for part in parts for item in self._find_sound(part, left_out)]
        return sorted(sound, key=lambda item: item.span)

    def _parts(self, chosen: list[Diagnostic], after: Diagnosed | None) -> list[list[Diagnostic]]:
        """The fixes to try next, in parts, after all of them together have failed.

        Those that are certainly at fault by what the file is `after` them are refused and left out.
        """
        codes = dict.fromkeys(item.code for item in chosen)
        if len(codes) > 1:
            return [[item for item in chosen if item.code == code] for code in codes]
        suspected = set() if after is None else suspects(self.state, after, chosen)
        parted = group_independent(chosen) if suspected else []
        if suspected and (len(suspected) < len(chosen) or len(parted) == 1):
            self.refused.update(_key(item) for item in chosen if id(item) in suspected)
            left = [item for item in chosen if id(item) not in suspected]
            return [left] if left else []
        if suspected:
            return parted
        half = len(chosen) // 2
        return [chosen[:half], chosen[half:]]

    def _after(self, chosen: Sequence[Diagnostic]) -> Diagnosed | None:
        """The file after some fixes; None when it is then less sound than now."""
        if not chosen:
            return self.state
        trial = self._try(chosen)
        return trial.after if trial.is_safe else None

    def _try(self, chosen: Sequence[Diagnostic]) -> _Trial:
        """What the file is after some fixes, and whether it is as sound as now."""
        key = tuple(map(id, chosen))
        if self.last.chosen != key:
            self._checks_left -= 1
            data = edited(self.state.document.source, chosen)
            settings = _settings_after(self.settings, chosen)
            after = None if data is None else diagnose(self.path, data, settings, self.siblings)
            sound = after is not None and is_safe(self.state, after, chosen)
            self.last = _Trial(key, after, sound)
        return self.last


def _settings_after(settings: Settings, chosen: Sequence[Diagnostic]) -> Settings:
    """What is in force after some fixes: a declared encoding is that of the file as it was."""
    converted = any(item.fix and item.fix.encoding for item in chosen)
    return settings._replace(encoding="") if converted else settings


def _key(diagnostic: Diagnostic) -> tuple[str, int, str]:
    return diagnostic.code, diagnostic.cue, diagnostic.message
