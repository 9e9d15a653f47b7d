"""The engine in this package: the selected rules over one document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caption_qa_action.core.diagnostic import Diagnostic, Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.errors import RuleCrashed
from caption_qa_action.core.settings import RuleSetting, Settings
from caption_qa_action.rules import RULES, group_formats, load

if TYPE_CHECKING:
    from caption_qa_action.core.timeline import Loss


def check(document: Document, settings: Settings) -> tuple[Diagnostic, ...]:
    """The diagnostics of a document, sorted by place and code.

    Raises RuleCrashed when a rule raises.
    """
    document.losses_in = _losses_in
    found: list[Diagnostic] = []
    for setting in settings.rules:
        formats = group_formats(RULES.group(setting.code))
        if formats and document.format not in formats:
            continue
        rule = load(setting.code)
        if rule.formats and document.format not in rule.formats:
            continue
        if not rule.default and not setting.explicit:
            continue
        try:
            for finding in rule.check(document, **setting.options):
                found.append(_diagnostic(document, setting, rule.severity, finding))
        except Exception as error:
            raise RuleCrashed(
                document.source.path,
                f"rule {setting.code} failed ({type(error).__name__}: {error}); "
                "this is a bug of caption-qa, please report it with the file",
            ) from error
    found.sort(key=_order)
    return tuple(found)


def _losses_in(document: Document, target: str) -> tuple[Loss, ...]:
    from caption_qa_action.delivery.convert import losses_in

    return losses_in(document, target)


def _order(diagnostic: Diagnostic) -> tuple[int, int, str, str]:
    span = diagnostic.span
    return span.start, span.end, diagnostic.code, diagnostic.message


def _diagnostic(
    document: Document, setting: RuleSetting, severity: Severity, finding: Finding
) -> Diagnostic:
    position = document.source.position
    span = finding.span
    if setting.severity is not None:
        severity = setting.severity
    elif setting.suggested:
        severity = Severity.INFO
    elif finding.severity is not None:
        severity = finding.severity
    cue = document.cue_at(span.start)
    return Diagnostic(
        document.source.path,
        setting.code,
        severity,
        finding.message,
        span,
        position(span.start),
        position(span.end),
        cue.number if cue else 0,
        cue.start_ms if cue else None,
        cue.end_ms if cue else None,
        finding.fix,
        tuple((position(related.span.start), related.message) for related in finding.related),
    )
