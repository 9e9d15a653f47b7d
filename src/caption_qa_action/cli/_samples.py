"""`caption-qa rules test`: what becomes of the samples on the pages of the rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from caption_qa_action.cli._terminal import say
from caption_qa_action.core.errors import UsageError
from caption_qa_action.core.text import plural, printable
from caption_qa_action.samples import Outcome, outcomes

# How much of a sample is shown.
_SHOWN, _LINES = 5, 20


def test(codes: Sequence[str], options: Sequence[str], plugins: Sequence[str]) -> int:
    """Check the samples of rules and print what does not come out; the exit code.

    `options` are written `CODE.OPTION=VALUE`; `plugins` are allowed. Of a few rules every sample is listed.
    """
    from caption_qa_action.config.arguments import Arguments, command
    from caption_qa_action.rules import RULES, load

    ordered = command(Arguments(options=tuple(options), allow_plugins=tuple(plugins)))
    for warning in ordered.warnings:
        say(f"warning: {warning}")
    given = ordered.layer.options
    unused = sorted(set(given) - set(codes))
    if unused:
        raise UsageError(f"--option: {unused[0]} is not among the rules that are tested")
    each = len(codes) < len(RULES.groups)
    total = wrong = 0
    for code in codes:
        for outcome in outcomes(load(code), given.get(code, {})):
            total += 1
            wrong += not outcome.is_right
            if each or not outcome.is_right:
                print("\n".join(_lines(code, outcome)))
    if each or wrong:
        print()
    counts = f"{plural(len(codes), 'rule')}, {plural(total, 'sample')}"
    print(f"{counts}: {f'{wrong} not as the page says' if wrong else 'all as the pages say'}")
    return 1 if wrong else 0


def _lines(code: str, outcome: Outcome) -> Iterator[str]:
    """A sample and what was found in it; with its text where that is not what its page states."""
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
