"""Files that were not checked, each reason once; and what the others were taken for."""

from __future__ import annotations

from caption_qa_action.core.annotations import TypeAlias
from caption_qa_action.core.errors import UNEXPECTED_SKIPS
from caption_qa_action.core.inert import one_line
from caption_qa_action.core.measure import columns
from caption_qa_action.core.report import FileReport
from caption_qa_action.reporters import Options
from caption_qa_action.reporters._fold import filled
from caption_qa_action.reporters._paint import BOLD, CYAN, RED, paint

# Our choice: so many files are named that were not checked for the same reason as another.
MOST_NAMED = 3

# What is shown of what became of files.
_SHOWN = ("not checked", "not written", "skipped")

# A path, what became of the file, and why.
Outcome: TypeAlias = tuple[str, str, str]


def outcome(file: FileReport) -> Outcome:
    """What became of a file, and why: what was not done, or its status."""
    return (file.path, *(file.failure or (file.status, file.reason)))


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
        options = self._options
        if status not in _SHOWN or (status == "skipped" and not _shows_skip(reason, options)):
            return ""
        first, number, names = self._others.get((status, reason), (path, 0, []))
        if number and len(names) < MOST_NAMED:
            names.append(path)
        self._others[status, reason] = first, number + 1, names
        if number and not options.verbose:
            return ""
        return self._lines(one_line(path), status, one_line(reason))

    def rest(self) -> str:
        """The lines for the files that were not named; with `verbose` each one was."""
        if self._options.verbose:
            return ""
        text = ""
        for (status, _), (first, number, names) in self._others.items():
            if names:
                left = number - 1 - len(names)
                listed = ", ".join(map(one_line, names)) + (f" and {left} more" if left else "")
                same = f"for the same reason as {one_line(first)}: {listed}"
                text += self._lines("", status, same)
        return text

    def _lines(self, name: str, status: str, text: str) -> str:
        style = CYAN if status == "skipped" else RED
        return f"{_painted(name, status, style, text, self._options)}\n{self._gap}"


def _shows_skip(reason: str, options: Options) -> bool:
    """Whether a file is named that was skipped: what nobody would think was checked, is not."""
    return options.verbose or (reason in UNEXPECTED_SKIPS and not options.quiet)


def taken_for(file: FileReport, options: Options) -> str:
    """With `verbose`, what a file was taken for and by what."""
    if not options.verbose or file.document is None:
        return ""
    parts = (f"{name} {value} ({by})" for name, value, by in file.document.taken_for)
    text = one_line(", ".join(parts))
    return f"{_painted(one_line(file.path), 'checked', CYAN, text, options)}\n"


def _painted(name: str, word: str, style: str, text: str, options: Options) -> str:
    """`name: word: text` in lines that fit, with colours, which take no columns."""
    width = options.width if options.wraps else None
    # A name is broken only where it is longer than a line.
    is_whole = width is None or columns(name) < width
    bold = [
        (part, paint(part, BOLD, options.color))
        for part in ([name] if is_whole else name.split(" "))
    ]
    words = [(f"{word}:" if name else word, paint(word, style, options.color) + ":" * bool(name))]
    words += [(part, part) for part in text.split(" ")]
    if name:
        last, shown = bold[-1]
        bold[-1] = f"{last}:", f"{shown}:"
        words[:0] = bold
    return filled(words, width)
