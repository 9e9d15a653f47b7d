"""What a code means and how a finding of it is mended: from the page of its rule and the cue at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caption_qa_action.core.named_tuple import NamedTuple

if TYPE_CHECKING:
    from caption_qa_action.core.diagnostic import Diagnostic
    from caption_qa_action.core.document import Document
    from caption_qa_action.core.rule import Rule
    from caption_qa_action.core.settings import Settings
    from caption_qa_action.core.source import Fix

# So many findings are explained in one answer; our choice.
MOST_FINDINGS = 20


class Question(NamedTuple):
    """A code, the preset whose limits count, and the captions at hand; `cue` is 0 for all of them."""

    code: str
    preset: str
    name: str = ""
    data: bytes = b""
    cue: int = 0


def explain(question: Question) -> dict[str, object]:
    """An explanation as JSON. Raises UsageError for an unknown code, FileError for what cannot be read."""
    from caption_qa_action.config import Arguments, load
    from caption_qa_action.core.errors import UsageError
    from caption_qa_action.core.rule import dedented_page, section
    from caption_qa_action.core.text import nearest, quote
    from caption_qa_action.rules import RULES, renamed
    from caption_qa_action.rules import load as load_rule

    code = question.code if question.code in RULES else renamed(question.code)
    if not code:
        near = nearest(question.code.lower(), list(RULES))
        raise UsageError(f"no code {quote(question.code)}{near}")
    rule = load_rule(code)
    chosen = Arguments(preset=question.preset, extend_select=(code,))
    settings = load(chosen, isolated=True).settings_for("captions")
    found, total = _findings(question, code, settings) if question.data else ([], 0)
    return {
        "code": code,
        "severity": rule.severity.label,
        "title": rule.summary,
        "why": section(rule, "Why"),
        "howToFix": section(rule, "Fix"),
        "explanation": dedented_page(rule),
        "options": _options(rule, settings),
        "url": rule.url,
        "findings": found,
        "findingsTotal": total,
    }


def _options(rule: Rule, settings: Settings) -> dict[str, object]:
    """The options of a rule as the preset sets them."""
    options: dict[str, object] = dict(rule.options)
    for setting in settings.rules:
        if setting.code == rule.code:
            options.update(setting.options)
    return options


def _findings(
    question: Question, code: str, settings: Settings
) -> tuple[list[dict[str, object]], int]:
    """The findings of a code in the captions, or in one cue of them, and how many there are."""
    from caption_qa_action.pipeline import diagnose

    diagnosed = diagnose(question.name, question.data, settings)
    found = [
        each
        for each in diagnosed.diagnostics
        if each.code == code and question.cue in (0, each.cue)
    ]
    shown = [_finding(each, diagnosed.document, settings) for each in found[:MOST_FINDINGS]]
    return shown, len(found)


def _finding(item: Diagnostic, document: Document, settings: Settings) -> dict[str, object]:
    from caption_qa_action.core.record import fix_record

    return {
        "message": item.message,
        "cueIndex": item.cue or None,
        "cue": _cue(document, item.cue),
        "fix": fix_record(item.fix, document.source.position),
        "mended": _mended(item.fix, item.cue, document, settings),
    }


def _cue(document: Document, number: int) -> dict[str, object] | None:
    """A cue as a viewer has it."""
    if not 0 < number <= len(document.cues):
        return None
    cue = document.cues[number - 1]
    return {"startMs": cue.start_ms, "endMs": cue.end_ms, "text": document.plain(cue)}


def _mended(
    fix: Fix | None, number: int, document: Document, settings: Settings
) -> dict[str, object] | None:
    """The cue of a finding once its fix is made; None where there is no fix or no such cue then."""
    from caption_qa_action.pipeline import read_document

    if fix is None or not fix.edits:
        return None
    text = document.source.text
    for (start, end), replacement in sorted(fix.edits, reverse=True):
        text = text[:start] + replacement + text[end:]
    settings = settings._replace(encoding="", input_format=document.format)
    data = text.encode("utf-8", "surrogatepass")
    return _cue(read_document(document.source.path, data, settings), number)
