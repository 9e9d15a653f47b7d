"""The samples on the pages of the rules: bad ones that a rule must find, good ones that it must not."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from caption_qa_action.cli._pages import section
from caption_qa_action.core.errors import UsageError
from caption_qa_action.core.rule import Rule, Value
from caption_qa_action.core.text import plural, printable

if TYPE_CHECKING:
    from caption_qa_action.core.diagnostic import Diagnostic
    from caption_qa_action.core.report import FileReport

BAD, GOOD = "Bad", "Good"
# How much of a sample is shown.
_SHOWN, _LINES = 5, 20
_FENCE = r"(?ms)^```(?P<info>[^\n]*)\n(?P<text>.*?)^```$"
_NAMES = {
    "ass": "sample.ass",
    "json": "sample.json",
    "srt": "sample.srt",
    "ttml": "sample.ttml",
    "webvtt": "sample.vtt",
}


class Sample(NamedTuple):
    """A caption file to check: where it is from, its name and bytes, and options of the rule.

    `siblings` are the names and bytes of files beside it; `is_sibling` is set where it is one itself.
    """

    origin: str
    path: str
    data: bytes
    options: Mapping[str, Value]
    siblings: tuple[tuple[str, bytes], ...] = ()
    is_sibling: bool = False


class Outcome(NamedTuple):
    """What became of a sample of a heading; `number` counts from 1 within it."""

    heading: str
    number: int
    sample: Sample
    found: tuple[Diagnostic, ...]

    @property
    def is_right(self) -> bool:
        """Whether a bad sample was found, or a good one was not."""
        return bool(self.found) == (self.heading == BAD)


def test(codes: Sequence[str], options: Sequence[str]) -> int:
    """Check the samples of rules and print what does not come out; the exit code.

    `options` are written `CODE.OPTION=VALUE`. Of a few rules every sample is printed.
    """
    from caption_qa_action.config.arguments import Arguments, command
    from caption_qa_action.rules import RULES, load

    ordered = command(Arguments(options=tuple(options)))
    for warning in ordered.warnings:
        print(f"caption-qa: warning: {printable(warning)}", file=sys.stderr)
    given = ordered.layer.options
    unused = sorted(set(given) - set(codes))
    if unused:
        raise UsageError(f"--option: {unused[0]} is not among the rules that are tested")
    prints_all = len(codes) < len(RULES.groups)
    total = wrong = 0
    for code in codes:
        for outcome in outcomes(load(code), given.get(code, {})):
            total += 1
            wrong += not outcome.is_right
            if prints_all or not outcome.is_right:
                print("\n".join(_lines(code, outcome)))
    if prints_all or wrong:
        print()
    counts = f"{plural(len(codes), 'rule')}, {plural(total, 'sample')}"
    print(f"{counts}: {f'{wrong} not as the page says' if wrong else 'all as the pages say'}")
    return 1 if wrong else 0


def _lines(code: str, outcome: Outcome) -> Iterator[str]:
    """A sample and what was found in it; with its text where that is not what its page says."""
    name = f"{code}: {outcome.heading.lower()} sample {outcome.number} ({outcome.sample.path})"
    verdict = "ok  " if outcome.is_right else "FAIL"
    if not outcome.found:
        yield f"{verdict} {name}: nothing found"
    for diagnostic in outcome.found[:_SHOWN]:
        line, column = diagnostic.start
        yield f"{verdict} {name}: {line}:{column}: {printable(diagnostic.message)}"
    if len(outcome.found) > _SHOWN:
        yield f"     and {len(outcome.found) - _SHOWN} more"
    if not outcome.is_right:
        shown = outcome.sample.data.decode("utf-8", "replace").splitlines()[:_LINES]
        yield from (f"     | {printable(line)}" for line in shown)


def outcomes(rule: Rule, options: Mapping[str, Value]) -> Iterator[Outcome]:
    """Every sample of a rule's page checked by the rule alone; `options` outweigh the sample's."""
    for heading in (BAD, GOOD):
        for number, sample in enumerate(samples(rule, heading), 1):
            changed = sample._replace(options={**sample.options, **options})
            yield Outcome(heading, number, changed, check_alone(rule.code, changed).diagnostics)


def samples(rule: Rule, heading: str) -> list[Sample]:
    """The samples under a heading of a rule's page.

    The word after the fence names the format, or `text` is followed by a file name. Then may follow
    `crlf`, `no-final-newline`, `escapes` (`\\xNN` is a byte, `\\xNN{9}` nine of it, `\\uNNNN` a
    character, and a backslash joins two lines), `repeat=N`, and options of the rule as `name=value`.
    What is marked as `sibling` is no sample, but lies beside those that follow.
    """
    found: list[Sample] = []
    siblings: list[tuple[str, bytes]] = []
    for match in re.finditer(_FENCE, section(rule, heading) + "\n"):
        sample = _sample(rule.code, heading, match["info"], match["text"])
        if sample.is_sibling:
            siblings.append((sample.path, sample.data))
        else:
            found.append(sample._replace(siblings=tuple(siblings)))
    return found


def check_alone(code: str, sample: Sample) -> FileReport:
    """What one rule says about a sample."""
    from functools import partial

    from caption_qa_action.core.language import of_filename
    from caption_qa_action.core.settings import RuleSetting, Settings
    from caption_qa_action.core.siblings import Sibling
    from caption_qa_action.pipeline import diagnose, read_document, report

    setting = RuleSetting(code, explicit=True, options=sample.options)
    settings = Settings("", (setting,), preview=True)
    siblings = tuple(
        Sibling(path, of_filename(path), partial(read_document, path, data, settings))
        for path, data in sample.siblings
    )
    return report(diagnose(sample.path, sample.data, settings, lambda: siblings), settings)


def _sample(code: str, heading: str, info: str, text: str) -> Sample:
    import shlex

    from caption_qa_action.config.options import parse_option

    words = shlex.split(info)
    kind = words.pop(0)
    path = words.pop(0) if kind == "text" else _NAMES[kind]
    options: dict[str, Value] = {}
    data = text.encode()
    for word in words:
        name, equals, value = word.partition("=")
        if word == "crlf":
            data = data.replace(b"\n", b"\r\n")
        elif word == "no-final-newline":
            data = data[:-1]
        elif word == "escapes":
            data = _unescaped(data)
        elif name == "repeat":
            data *= int(value)
        elif equals:
            options[name] = parse_option(code, name, value)
        elif word not in ("lf", "sibling"):
            raise ValueError(f"{code}: unknown word {word!r} after a fence")
    return Sample(f"{code}, {heading}", path, data, options, is_sibling="sibling" in words)


def _unescaped(data: bytes) -> bytes:
    def value(match: re.Match[bytes]) -> bytes:
        if match[1]:
            return bytes([int(match[1], 16)]) * int(match[2] or 1)
        return chr(int(match[3], 16)).encode("utf-8", "surrogatepass")

    pattern = rb"\\x([0-9A-Fa-f]{2})(?:\{([0-9]{1,4})\})?|\\u([0-9A-Fa-f]{4})"
    return re.sub(pattern, value, data.replace(b"\\\n", b""))
