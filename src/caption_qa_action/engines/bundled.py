"""The engine in this package: the selected rules over one document."""

from __future__ import annotations

from collections.abc import Iterator
from operator import itemgetter

from caption_qa_action.core.diagnostic import Diagnostic, Finding, Severity, Span
from caption_qa_action.core.document import Document
from caption_qa_action.core.errors import RuleCrashed
from caption_qa_action.core.rule import Rule
from caption_qa_action.core.settings import RuleSetting, Settings
from caption_qa_action.rules import RULES, group_formats, load


def check(document: Document, settings: Settings) -> tuple[Diagnostic, ...]:
    """The diagnostics of a document, sorted by place, code and message.

    Raises RuleCrashed when a rule raises.
    """
    found: list[tuple[Span, str, str, Severity, Finding]] = []
    for setting in settings.rules:
        rule = _rule_in_force(setting, document.format)
        if rule is None:
            continue
        code = setting.code
        try:
            for finding in rule.check(document, **setting.options):
                severity = _severity(setting, rule, finding)
                found.append((finding.span, code, finding.message, severity, finding))
        except Exception as error:
            raise RuleCrashed(
                document.source.path,
                f"rule {code} failed ({type(error).__name__}: {error}); "
                "this is a bug of caption-qa, please report it with the file",
            ) from error
    found.sort(key=itemgetter(0, 1, 2))
    return tuple(_locate(document, found))


def _rule_in_force(setting: RuleSetting, format: str) -> Rule | None:
    # The group is asked first, so that the rules of other formats are not even imported.
    formats = group_formats(RULES.group(setting.code))
    if formats and format not in formats:
        return None
    rule = load(setting.code)
    if rule.formats and format not in rule.formats:
        return None
    return rule if rule.default or setting.explicit else None


def _severity(setting: RuleSetting, rule: Rule, finding: Finding) -> Severity:
    if setting.severity is not None:
        return setting.severity
    if setting.suggested:
        return Severity.INFO
    return rule.severity if finding.severity is None else finding.severity


def _locate(
    document: Document, found: list[tuple[Span, str, str, Severity, Finding]]
) -> Iterator[Diagnostic]:
    """The diagnostics of sorted findings: all places are looked up in one pass over the text."""
    path = document.source.path
    offsets = {offset for span, *_ in found for offset in span}
    offsets.update(place.span.start for *_, finding in found for place in finding.related)
    position = document.source.positions(offsets)
    cue_at = document.cue_at
    for span, code, message, severity, finding in found:
        cue = cue_at(span.start)
        related = finding.related
        yield Diagnostic(
            path,
            code,
            severity,
            message,
            span,
            position[span.start],
            position[span.end],
            cue.number if cue else 0,
            cue.start_ms if cue else None,
            cue.end_ms if cue else None,
            finding.fix,
            tuple((position[place.span.start], place.message) for place in related)
            if related
            else (),
        )
