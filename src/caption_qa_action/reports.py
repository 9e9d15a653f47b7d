"""The reports of a run, side by side: one that fails costs no other anything, and does not end the run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from caption_qa_action.core.errors import WriteError
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.report import FileReport, Summary
from caption_qa_action.core.text import error_text, printable
from caption_qa_action.reporters import AnyReporter, Limited

# So much of an error's own message is shown; it may quote the file.
_MESSAGE_CHARACTERS = 200
# So many failures are named; one reporter may fail on every file of a run.
_MOST_FAILURES = 10


class Failed(NamedTuple):
    """In place of a part: a reporter has failed on a file, and reports in `part` that it is not checked.

    `part` is None where it fails on that, too.
    """

    reason: str
    part: object = None


def parts_of(reporters: Sequence[AnyReporter], file: FileReport) -> list[object]:
    """What each reporter needs of a file; never raises."""
    return [_part(reporter, file) for reporter in reporters]


def _part(reporter: AnyReporter, file: FileReport) -> object:
    try:
        part: object = reporter.part(file)
        return part
    except Exception as error:  # a report that fails must not hide the others
        reason = f"{_failure(reporter, error)} with {printable(file.path)}"
    try:
        unreadable = FileReport(file.path, file.format, "unreadable", reason=reason)
        return Failed(reason, reporter.part(unreadable))
    except Exception:
        return Failed(reason)


def _failure(reporter: AnyReporter, error: Exception) -> str:
    if isinstance(reporter, Limited):
        reporter = reporter.reporter
    name = type(reporter).__module__.rpartition(".")[2].strip("_").replace("_", "-")
    shown = error_text(error)[:_MESSAGE_CHARACTERS]
    return f"the report {name} failed ({shown}), which is a bug of caption-qa: please report it"


class Reports:
    """Writes the reports of a run; `write(number, text)` gets the text of each reporter.

    For a report that cannot be written, `write` raises WriteError; what else it raises ends the run.
    """

    def __init__(self, reporters: Sequence[AnyReporter], write: Callable[[int, str], None]) -> None:
        self._failures: list[str] = []
        self._more_failures = 0
        self._ended: set[int] = set()
        self._reporters = reporters
        self._write = write

    def begin(self) -> None:
        """Write what stands before the first file."""
        for number, reporter in self._left():
            self._advance(number, reporter, reporter.begin)

    def add(self, parts: Sequence[object]) -> None:
        """Write what a file adds; `parts` are those that the reporters made of it."""
        for number, reporter in self._left():
            part = parts[number]
            if isinstance(part, Failed):
                self._note(part.reason)
                part = part.part
                if part is None:
                    self._ended.add(number)
                    continue
            self._advance(number, reporter, partial(reporter.add, part))

    def end(self, summary: Summary) -> None:
        """Write what stands after the last file, and let the summary hold what has failed.

        The notices of each report name those that failed before it.
        """
        notices = summary.notices
        for number, reporter in self._left():
            summary.failed_reports = self._all_failures()
            summary.notices = (*notices, *summary.failed_reports)
            self._advance(number, reporter, partial(reporter.end, summary))
        summary.failed_reports = self._all_failures()
        summary.notices = notices
        summary.ended_reports = frozenset(self._ended)

    def _left(self) -> Iterator[tuple[int, AnyReporter]]:
        for number, reporter in enumerate(self._reporters):
            if number not in self._ended:
                yield number, reporter

    def _advance(self, number: int, reporter: AnyReporter, text: Callable[[], str]) -> None:
        try:
            written = text()
        except Exception as error:
            self._drop(number, _failure(reporter, error))
            return
        try:
            self._write(number, written)
        except WriteError as error:
            self._drop(number, str(error))

    def _drop(self, number: int, reason: str) -> None:
        self._note(reason)
        self._ended.add(number)

    def _note(self, reason: str) -> None:
        if len(self._failures) < _MOST_FAILURES:
            self._failures.append(reason)
        else:
            self._more_failures += 1

    def _all_failures(self) -> tuple[str, ...]:
        more = self._more_failures
        return (*self._failures, *([f"and {more} more failures of reports"] if more else []))
