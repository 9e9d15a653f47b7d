"""Every step that captions go through, and what each takes on captions that are made to be slow."""

from __future__ import annotations

import functools
import gc
import random
import re
import time
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, TypeAlias

from hostile_inputs import encode, inputs

# Does a step on some bytes; what it needs of earlier steps is made before it returns what is measured.
Step: TypeAlias = Callable[["Captions"], Callable[[], object]]

MOST_GROWTH, MOST_SECONDS_PER_MB = 2.5, 2.0
# A step that takes less is over no bound, even if it grows with the square of the captions: a megabyte would take
# `MOST_SECONDS_PER_MB`. It is measured once.
_ENOUGH_AT = 1_000_000
# Growth above this is measured at twice the size: below, no noise of the machine hides that it is quadratic.
_CLEARLY_LINEAR = 2.2
# Where a growth cannot be read, since the shorter time is too short, the input is doubled so often at most.
_DOUBLINGS_TO_BE_SURE = 3
_READABLE_SECONDS = 0.02
# Above this a step is over its bound and is not measured at twice the size.
_MOST_SECONDS = 6.0
# A step over its bound is measured so often again, since other work on the machine can only add to a time.
_AGAIN = 2


class Measured(NamedTuple):
    """What a step of an input took: seconds at `size` and, before them, at the halves of it that were measured.

    Where that exceeds a bound, `checks` is how often captions were checked in the step, and `records` how many lines
    and cues were read and findings made in all of it, for the largest input.
    """

    input: str
    step: str
    size: int
    seconds: list[float]
    checks: int = 0
    records: int = 0

    @property
    def seconds_per_mb(self) -> float:
        """What a megabyte more costs: what a small file costs as well is no matter of its size."""
        first, last = self.seconds[0], self.seconds[-1]
        more = self.size * (1 - 0.5 ** (len(self.seconds) - 1)) if len(self.seconds) > 1 else 0
        return (last - first) * 1e6 / more if more else last * 1e6 / self.size

    @property
    def growth(self) -> float:
        """How many times as long twice the input took, the lesser of the last two doublings; 0 where it was measured once."""
        pairs = list(zip(self.seconds, self.seconds[1:], strict=False))[-2:]
        return min((after / before for before, after in pairs if before > 0), default=0.0)

    @property
    def microseconds_per_record(self) -> float:
        """What each line, cue and finding takes each time that it is read or made; endless where there are none."""
        return self.seconds[-1] * 1e6 / self.records if self.records else float("inf")

    @property
    def exceeds(self) -> bool:
        """Whether it is over a bound."""
        if len(self.seconds) == 1:
            return self.seconds[0] == float("inf")
        return self.growth > MOST_GROWTH or self.seconds_per_mb > MOST_SECONDS_PER_MB


def is_enough(seconds: float, size: int) -> bool:
    """Whether a step that takes so long for so many bytes is over no bound, however it grows."""
    return seconds * (_ENOUGH_AT / size) ** 2 <= MOST_SECONDS_PER_MB


class Captions:
    """The bytes of an input, and what earlier steps make of them, each made once."""

    def __init__(self, path: str, data: bytes, settings: Any) -> None:
        self.path, self.data, self.settings = path, data, settings

    @property
    def text(self) -> str:
        return self.data.decode("utf-8", "surrogateescape")

    @functools.cached_property
    def document(self) -> Any:
        from caption_qa_action.pipeline import read_document

        return read_document(self.path, self.data, self.settings)

    @functools.cached_property
    def report(self) -> Any:
        from caption_qa_action import pipeline

        return pipeline.check_bytes(self.path, self.data, self.settings)


def steps_of(name: str) -> Iterator[tuple[str, Step]]:
    """Every step but the single rules that an input goes through, by name."""
    from caption_qa_action import api, pipeline
    from caption_qa_action.delivery.profiles import PROFILES
    from caption_qa_action.delivery.target import target_names
    from caption_qa_action.files.decode import decode
    from caption_qa_action.formats import parse
    from caption_qa_action.presets import names
    from caption_qa_action.reporters import REPORTERS
    from caption_qa_action.triage.baseline import count

    yield "decode", lambda it: lambda: decode(it.path, it.data)
    yield "parse", lambda it: lambda: parse(decode(it.path, it.data))
    yield "check", lambda it: lambda: pipeline.check_bytes(it.path, it.data, it.settings)
    for reporter in REPORTERS:
        yield f"report {reporter}", functools.partial(_report, reporter)
    yield "baseline", _baseline(count)
    for kind in ("safe", "unsafe"):
        yield (
            f"fix {kind}",
            lambda it, unsafe=kind == "unsafe": (
                lambda: api.fix_text(it.text, it.path, unsafe=unsafe)
            ),
        )
    yield "diff", _diff
    yield "compare", _compare
    for target in target_names():
        yield (
            f"convert {target}",
            lambda it, target=target: lambda: api.convert_text(it.text, it.path, to=target),
        )
    draw = random.Random(name)
    for profile in PROFILES:
        preset = draw.choice(sorted(names()))
        yield (
            f"process {profile} {preset}",
            lambda it, preset=preset, profile=profile: (
                lambda: api.process_bytes(it.data, it.path, preset=preset, fix_profile=profile)
            ),
        )


def _report(name: str, captions: Captions) -> Callable[[], object]:
    """A report on findings that are made before, which is not counted."""
    from caption_qa_action.core.report import Summary
    from caption_qa_action.core.settings import FailOn
    from caption_qa_action.reporters import Options, make

    report = captions.report

    def work() -> object:
        reporter = make(name, Options())
        summary = Summary(FailOn())
        summary.add(report)
        return reporter.begin(), reporter.add(reporter.part(report)), reporter.end(summary)

    return work


def _diff(captions: Captions) -> Callable[[], object]:
    """The patch of what the safe fixes change, which are applied before and not counted."""
    from caption_qa_action import api
    from caption_qa_action.core.source import Source
    from caption_qa_action.fixing._diff import diff

    mended = api.fix_text(captions.text, captions.path)
    before, after = (Source.of(text, captions.path) for text in (captions.text, mended.text))
    return lambda: diff(before, after)


def _compare(captions: Captions) -> Callable[[], object]:
    """What became of each cue by the safe fixes, which are applied before and not counted."""
    from caption_qa_action import api
    from caption_qa_action.runs.cue_diff import difference
    from caption_qa_action.runs.cues import Cue

    mended = Captions(captions.path, b"", captions.settings)
    mended.data = encode(api.fix_text(captions.text, captions.path).text)
    before, after = (
        [
            Cue(at, cue.start_ms, cue.end_ms, each.document.plain(cue))
            for at, cue in enumerate(each.document.cues, 1)
        ]
        for each in (captions, mended)
    )
    return lambda: difference(before, after, by_words=True)


def _baseline(count: Callable[..., object]) -> Step:
    def step(captions: Captions) -> Callable[[], object]:
        report = captions.report
        return lambda: count(report.document, report.diagnostics)

    return step


def measure(
    name: str, pattern: str, largest: int, announce: Callable[[str], None]
) -> Iterator[Measured]:
    """What each step of an input takes, each announced before and yielded as soon as it is known."""
    format, make = inputs()[name]
    path, settings = f"hostile.{format}", _settings(format)

    @functools.cache
    def of_size(size: int) -> Captions:
        return Captions(path, encode(make(size)), settings)

    if re.search(pattern, "rules") or re.search(pattern, "rule "):
        announce("rules")
        yield from _rules(name, of_size, largest)
    for step, work in steps_of(name):
        if re.search(pattern, step):
            announce(step)
            yield _measure(name, step, of_size, functools.partial(_seconds_of_step, work), largest)
    gc.collect()


@functools.cache
def _settings(format: str) -> Any:
    """The settings in which every rule runs."""
    from caption_qa_action import config

    arguments = config.Arguments(select=("all",))
    return config.load(arguments, isolated=True).settings_for(f"hostile.{format}")


def _rules(name: str, of_size: Callable[[int], Captions], largest: int) -> Iterator[Measured]:
    """What each rule takes; the rules go through a document one after the other.

    What rules share, such as the text without tags, is counted for the first that asks.
    """
    from caption_qa_action.core.errors import FileError

    try:
        timed = _seconds_of_rules(of_size(largest))
    except FileError:
        return
    size = len(of_size(largest).data)
    for code, seconds in timed.items():

        def again(captions: Captions, code: str = code) -> float:
            return _seconds_of_rules(captions, code)[code]

        if is_enough(seconds, size):
            yield Measured(name, f"rule {code}", size, [seconds])
        else:
            yield _measure(name, f"rule {code}", of_size, again, largest)


def _seconds_of_rules(captions: Captions, only: str = "") -> dict[str, float]:
    """What each rule that runs on some captions takes, or one, on a document that is read before."""
    from caption_qa_action.engines.bundled.check import rule_in_force
    from caption_qa_action.pipeline import read_document

    document = read_document(captions.path, captions.data, captions.settings)
    seconds: dict[str, float] = {}
    for setting in captions.settings.rules:
        if only and setting.code != only:
            continue
        rule = rule_in_force(setting, document.traits, preview=True)
        if rule is not None:
            seconds[setting.code] = _seconds(
                lambda rule=rule, setting=setting: list(rule.check(document, **setting.options))
            )
    return seconds


def _measure(
    name: str,
    step: str,
    of_size: Callable[[int], Captions],
    seconds_of: Callable[[Captions], float],
    largest: int,
) -> Measured:
    """What a step takes: measured once where that is enough, else at half the size too, and larger where it may be over."""
    size, seconds = largest, [seconds_of(of_size(largest))]

    def measured() -> Measured:
        return Measured(name, step, len(of_size(size).data), seconds)

    if is_enough(seconds[0], len(of_size(size).data)):
        return measured()
    seconds.insert(0, seconds_of(of_size(size // 2)))
    while (
        measured().growth > _CLEARLY_LINEAR
        and seconds[-1] < _MOST_SECONDS
        and (len(seconds) == 2 or seconds[-2] < _READABLE_SECONDS)
        and size < largest << _DOUBLINGS_TO_BE_SURE
    ):
        size *= 2
        seconds.append(seconds_of(of_size(size)))
    for _ in range(_AGAIN if seconds[-1] < _MOST_SECONDS else 0):
        if measured().exceeds:
            seconds[-1] = min(seconds[-1], seconds_of(of_size(size)))
    if not measured().exceeds:
        return measured()
    checks, records = _counted(of_size(size), seconds_of)
    return measured()._replace(checks=checks, records=records)


def _counted(captions: Captions, seconds_of: Callable[[Captions], float]) -> tuple[int, int]:
    """How often a step checks captions, and how many lines, cues and findings it meets in all."""
    from caption_qa_action.core.errors import FileError
    from caption_qa_action.engines.bundled import check, faults

    original, counts = check.find_all, [0, 0]

    def counting(document: Any, *arguments: Any, **keywords: Any) -> Any:
        found = original(document, *arguments, **keywords)
        counts[0] += 1
        counts[1] += _lines_and_cues(document) + len(found)
        return found

    try:
        report = captions.report
    except FileError:
        return 0, 0
    check.find_all = faults.find_all = counting
    try:
        seconds_of(captions)
    finally:
        check.find_all = faults.find_all = original
    return counts[0], counts[1] or _lines_and_cues(report.document) + len(report.diagnostics)


def _lines_and_cues(document: Any) -> int:
    """How many lines a document has, in the file or on the screen, how many elements or tags, and how many cues or times
    at which one is shown."""
    from caption_qa_action.formats import FORMATS

    shown = sum(len(document.plain(cue).split("\n")) for cue in document.cues)
    events = 0
    if document.format in FORMATS:
        events = len(FORMATS[document.format].to_timeline(document).events)
    lines = max(len(document.source.text.splitlines()), shown)
    if document.tree is None:
        elements = sum(len(document.tags(cue)) for cue in document.cues)
    else:
        elements = document.source.text.count("<")
    return lines + elements + max(len(document.cues), events)


def _seconds_of_step(step: Step, captions: Captions) -> float:
    """What a step takes, without what is made before; nothing where that cannot be made."""
    from caption_qa_action.core.errors import FileError

    try:
        work = step(captions)
    except FileError:
        return 0.0
    return _seconds(work)


def _seconds(work: Callable[[], object]) -> float:
    """The processor time of some work; that captions cannot be read, mended or converted is an answer, too."""
    from caption_qa_action.core.errors import FileError

    began = time.process_time()
    try:
        work()
    except FileError:
        pass
    return time.process_time() - began
