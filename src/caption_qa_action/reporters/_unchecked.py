"""Files that were not checked, each reason once; and what the others were taken for."""

from __future__ import annotations

from caption_qa_action.core.annotations import TypeAlias
from caption_qa_action.core.fold import folded, hanging
from caption_qa_action.core.inert import one_line
from caption_qa_action.core.report import FileReport
from caption_qa_action.reporters import Options
from caption_qa_action.reporters._paint import BOLD, CYAN, RED, paint

# Our choice: so many files are named that were not checked for the same reason as another.
MOST_NAMED = 3

# What is shown of a status.
_WORDS = {"unreadable": "not checked", "unwritten": "not written", "skipped": "skipped"}

# A path, what became of the file, and why.
Outcome: TypeAlias = tuple[str, str, str]


def outcome(file: FileReport) -> Outcome:
    """What became of a file: its status, or that what was mended could not be written."""
    if file.mended is not None and file.mended.failure:
        return file.path, "unwritten", file.mended.failure
    return file.path, file.status, file.reason


class Unchecked:
    """Names the first file that was not checked for a reason, and lists the others. `gap` follows each line."""

    __slots__ = ("_options", "_gap", "_others")

    def __init__(self, options: Options, gap: str = "") -> None:
        self._options = options
        self._gap = gap
        # By status and reason: the first path, how many there are, and the next paths.
        self._others: dict[tuple[str, str], tuple[str, int, list[str]]] = {}

    def add(self, path: str, status: str, reason: str) -> str:
        """The line of a file; `""` for one that was checked, or whose reason was given."""
        if status not in _WORDS or (status == "skipped" and not self._options.verbose):
            return ""
        if status != "skipped":
            first, number, names = self._others.get((status, reason), (path, 0, []))
            if number and len(names) < MOST_NAMED:
                names.append(path)
            self._others[status, reason] = first, number + 1, names
            if number and not self._options.verbose:
                return ""
        shown = paint(one_line(path), BOLD, self._options.color)
        return self._lines(f"{shown}: {self._word(status)}: {one_line(reason)}")

    def rest(self) -> str:
        """The lines for the files that were not named; with `verbose` each one was."""
        if self._options.verbose:
            return ""
        text = ""
        for (status, _), (first, number, names) in self._others.items():
            if names:
                left = number - 1 - len(names)
                listed = ", ".join(map(one_line, names)) + (f" and {left} more" if left else "")
                word = self._word(status)
                text += self._lines(f"{word} for the same reason as {one_line(first)}: {listed}")
        return text

    def _word(self, status: str) -> str:
        return paint(_WORDS[status], CYAN if status == "skipped" else RED, self._options.color)

    def _lines(self, text: str) -> str:
        lines = folded(text, self._options.width) if self._options.wraps else [text]
        return "\n".join([*lines, self._gap])


def taken_for(file: FileReport, options: Options) -> str:
    """With `verbose`, what a file was taken for and by what."""
    if not options.verbose or file.document is None:
        return ""
    parts = (f"{name} {value} ({by})" for name, value, by in file.document.taken_for)
    name = one_line(file.path)
    text = f"{name}: checked: {one_line(', '.join(parts))}"
    if options.wraps:
        text = hanging(text, options.width)
    # Colours take no columns, so they come last; a name that is broken between its words has none.
    plain = f"{name}: checked:"
    painted = f"{paint(name, BOLD, options.color)}: {paint('checked', CYAN, options.color)}:"
    return f"{painted}{text.removeprefix(plain)}\n" if text.startswith(plain) else f"{text}\n"
