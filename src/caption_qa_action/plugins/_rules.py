"""What a rule of a plugin must be and yield, so that it can be used as ours are."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from caption_qa_action.core.diagnostic import Finding, Severity, Span
from caption_qa_action.core.errors import UsageError
from caption_qa_action.core.registry import Registry
from caption_qa_action.core.source import DELETES, MOVES, REPLACES, REVEALS, Fix
from caption_qa_action.core.text import error_text, printable
from caption_qa_action.limits import OutOfTime

if TYPE_CHECKING:
    from types import ModuleType

    from caption_qa_action.core.document import Document
    from caption_qa_action.core.rule import Check, Value
    from caption_qa_action.core.traits import FormatTraits

_PACKAGE = os.path.dirname(os.path.dirname(__file__))
# By their names alone: no format is imported here.
FORMATS = Registry("caption_qa_action.formats", os.path.join(_PACKAGE, "formats"))


_printing = threading.Lock()
_printers = 0
_usual_stdout: TextIO | None = None


@contextmanager
def printing_to_stderr() -> Iterator[None]:
    """Let what a plugin prints go to standard error: standard output is for reports.

    Threads share it: the first that comes turns it over, the last that goes turns it back.
    """
    global _printers, _usual_stdout
    with _printing:
        if _printers == 0:
            _usual_stdout, sys.stdout = sys.stdout, sys.stderr
        _printers += 1
    try:
        yield
    finally:
        with _printing:
            _printers -= 1
            if _printers == 0 and _usual_stdout is not None:
                sys.stdout = _usual_stdout


@contextmanager
def contained() -> Iterator[None]:
    """Let nothing that a plugin raises end the run: RuntimeError in place of what is no `Exception`.

    The user's Ctrl-C, and the end of a file's time, still get through.
    """
    try:
        yield
    except (Exception, KeyboardInterrupt, OutOfTime):
        raise
    except SystemExit as error:
        raise RuntimeError(f"it wanted to end the program ({error})") from error
    except BaseException as error:
        raise RuntimeError(f"it raised {error_text(error)}") from error


def faults(module: ModuleType) -> Iterator[str]:
    """What a module lacks to be a rule."""
    check = getattr(module, "check", None)
    if not callable(check):
        yield "has no function check(document, *, option=default)"
        return
    if not (check.__doc__ or "").strip():
        yield "has no page: the docstring of check"
    if not isinstance(getattr(module, "SEVERITY", None), Severity):
        yield "has no SEVERITY, such as Severity.WARNING"
    yield from _faults_of_formats(getattr(module, "FORMATS", ()))
    if not callable(getattr(module, "applies_to", faults)):
        yield "has applies_to that is no function applies_to(format)"
    if not _is_strings(getattr(module, "FORMERLY", ())):
        yield "has FORMERLY that is no tuple of codes"
    words = getattr(module, "WORDS", ())
    if not isinstance(words, tuple) or not {*words} <= {DELETES, REPLACES, MOVES, REVEALS}:
        yield f'has WORDS that are no tuple of "{DELETES}", "{REPLACES}", "{MOVES}" and "{REVEALS}"'
    for option, default in (getattr(check, "__kwdefaults__", None) or {}).items():
        if not _is_value(default):
            yield (
                f"has an option {option} that is none of: a number, a string, true or false, "
                "a tuple of strings, a mapping of languages to numbers"
            )


def _faults_of_formats(formats: object) -> Iterator[str]:
    if not isinstance(formats, tuple) or not _is_strings(formats):
        yield 'has FORMATS that are no tuple of names, such as ("srt", "webvtt")'
        return
    unknown = sorted(set(formats) - {*FORMATS})
    if unknown:
        yield f"has FORMATS that there are not: {', '.join(map(printable, unknown))}"


def _is_strings(value: object) -> bool:
    return isinstance(value, tuple) and all(isinstance(each, str) for each in value)


def _is_value(value: object) -> bool:
    if isinstance(value, Mapping):
        return all(isinstance(number, int | float) for number in value.values())
    return isinstance(value, bool | int | float | str) or _is_strings(value)


def guarded(check: Check, words: Sequence[str] = ()) -> Check:
    """A check whose findings can be relied on: inside the text, and each message on one line.

    `words` is what its fixes may do to words.

    It raises ValueError or TypeError where that is not so, which is reported as any other failure of a
    rule. All are found before the first is passed on, so that what the rule prints can be kept apart.
    """
    from functools import wraps

    @wraps(check)
    def guarded_check(document: Document, **options: Value) -> Iterator[Finding]:
        length = len(document.source.text)
        cues = [*document.cues]
        try:
            with contained(), printing_to_stderr():
                found = [_usable(finding, length, words) for finding in check(document, **options)]
        finally:
            changed = document.cues != cues
            document.cues[:] = cues  # the rules after it look at all of them
        if changed:
            raise RuntimeError("it changed the list of cues, which all rules share")
        yield from found

    # `wraps` leaves out the defaults of keyword parameters, which are the rule's options.
    setattr(guarded_check, "__kwdefaults__", getattr(check, "__kwdefaults__", None))  # noqa: B010
    return guarded_check


def guarded_scope(
    code: str, applies_to: Callable[[FormatTraits], bool]
) -> Callable[[FormatTraits], bool]:
    """`applies_to` of a rule, whose failure is one clear line; raises UsageError."""

    def guarded_applies_to(format: FormatTraits) -> bool:
        try:
            with contained(), printing_to_stderr():
                return bool(applies_to(format))
        except Exception as error:
            raise UsageError(
                f"applies_to of {code} fails ({error_text(error)}); correct it, or ignore the rule"
            ) from error

    return guarded_applies_to


def _usable(finding: Finding, length: int, words: Sequence[str]) -> Finding:
    if not isinstance(finding, Finding):
        raise TypeError(f"it yielded a {type(finding).__name__} in place of a Finding")
    if finding.severity is not None and not isinstance(finding.severity, Severity):
        raise TypeError(f"the severity {finding.severity!r} is no Severity")
    edits = finding.fix.edits if finding.fix else ()
    for span in (
        finding.span,
        *(each.span for each in finding.related),
        *(each.span for each in edits),
    ):
        _require_span(span, length)
    for edit in edits:
        _require_string("replacement", edit.replacement)
    fix = finding.fix
    if fix is not None:
        _require_words(fix, words)
    return finding._replace(
        span=Span(*finding.span),
        message=_one_line("message", finding.message),
        fix=fix and fix._replace(title=_one_line("title", fix.title)),
        related=tuple(
            each._replace(message=_one_line("message", each.message)) for each in finding.related
        ),
    )


def _require_words(fix: Fix, declared: Sequence[str]) -> None:
    """Raises ValueError where a fix does to words what its rule does not declare: it would never be made."""
    if fix.words and fix.words not in declared:
        raise ValueError(f"a fix has words={fix.words!r}, which the rule's WORDS do not name")
    if fix.words == MOVES and len(fix.edits) != 2:
        raise ValueError(
            "a fix that moves words has two edits: what is inserted, and what is deleted"
        )


def _require_span(span: Sequence[object], length: int) -> None:
    match span:
        case (int() as start, int() as end):
            if not 0 <= start <= end <= length:
                raise ValueError(f"the span {start}..{end} is not inside the text of {length}")
        case _:
            raise TypeError(f"the span {tuple(span)} is not two whole numbers")


def _one_line(what: str, text: object) -> str:
    return printable(_require_string(what, text))


def _require_string(what: str, text: object) -> str:
    if not isinstance(text, str):
        raise TypeError(f"a {what} is a {type(text).__name__} in place of a string")
    return text
