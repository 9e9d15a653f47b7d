"""Files that were not checked, each reason once; and what the others were taken for."""

from __future__ import annotations

from caption_qa_action.core.inert import one_line
from caption_qa_action.core.report import FileReport
from caption_qa_action.core.text import plural
from caption_qa_action.reporters import Options
from caption_qa_action.reporters._fold import folded
from caption_qa_action.reporters._paint import BOLD, CYAN, RED, paint

# Our choice: so many files are named that were not checked for the same reason.
MOST_NAMED = 3


class Unchecked:
    """Names the first files that were not checked for a reason, and counts the others. `gap` follows each line."""

    __slots__ = ("_options", "_gap", "_reasons")

    def __init__(self, options: Options, gap: str = "") -> None:
        self._options = options
        self._gap = gap
        self._reasons: dict[str, int] = {}

    def add(self, path: str, status: str, reason: str) -> str:
        """The line of a file; `""` for one that was checked, or whose reason has been given often enough."""
        options, color = self._options, self._options.color
        shown = paint(one_line(path), BOLD, color)
        if status == "unreadable":
            number = self._reasons[reason] = self._reasons.get(reason, 0) + 1
            if number > MOST_NAMED and not options.verbose:
                return ""
            return self._lines(f"{shown}: {paint('not checked', RED, color)}: {one_line(reason)}")
        if status == "skipped" and options.verbose:
            return self._lines(f"{shown}: {paint('skipped', CYAN, color)}: {one_line(reason)}")
        return ""

    def _lines(self, text: str) -> str:
        lines = folded(text, self._options.width) if self._options.wraps else [text]
        return "\n".join([*lines, self._gap])

    def rest(self) -> str:
        """The lines for the files that were not named."""
        if self._options.verbose:
            return ""
        return "".join(
            self._lines(
                f"and {plural(number - MOST_NAMED, 'more file')} "
                f"{paint('not checked', RED, self._options.color)}: {one_line(reason)}"
            )
            for reason, number in self._reasons.items()
            if number > MOST_NAMED
        )


def taken_for(file: FileReport, options: Options) -> str:
    """With `verbose`, what a file was taken for and by what."""
    if not options.verbose or file.document is None:
        return ""
    parts = (f"{name} {value} ({by})" for name, value, by in file.document.taken_for)
    path = paint(one_line(file.path), BOLD, options.color)
    return f"{path}: {paint('checked', CYAN, options.color)}: {one_line(', '.join(parts))}\n"
