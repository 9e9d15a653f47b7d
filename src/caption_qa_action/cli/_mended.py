"""What was mended, or would be: as a diff, or as a list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from caption_qa_action.core.inert import inert
from caption_qa_action.core.report import FileReport, Summary
from caption_qa_action.core.text import plural, printable
from caption_qa_action.reporters import Options, make


class MendedReporter:
    """A report that is `text_of` each file, and nothing else; see `diff_of` and `fixes_of`."""

    __slots__ = ("_text_of",)

    def __init__(self, text_of: Callable[[FileReport], str]) -> None:
        self._text_of = text_of

    def begin(self) -> str:
        """Nothing."""
        return ""

    def part(self, file: FileReport) -> str:
        """The text of a file."""
        return self._text_of(file)

    def add(self, part: str) -> str:
        """The text of a file."""
        return part

    def end(self, summary: Summary) -> str:
        """Nothing."""
        return ""


class FixesReporter:
    """What was mended, a file after another, what could not be read or written, and the line that counts everything."""

    __slots__ = ("_rest",)

    def __init__(self, options: Options) -> None:
        self._rest = make("concise", options)

    def begin(self) -> str:
        """Nothing."""
        return ""

    def part(self, file: FileReport) -> tuple[str, object]:
        """What was mended, and the file without its findings."""
        rest: object = self._rest.part(file._replace(diagnostics=()))
        return fixes_of(file), rest

    def add(self, part: tuple[str, object]) -> str:
        """The text of a file."""
        mended, rest = part
        return mended + self._rest.add(rest)

    def end(self, summary: Summary) -> str:
        """The files that are named together, and the last line."""
        return self._rest.end(summary)


def _not_checked(file: FileReport) -> str:
    return inert(f"{printable(file.path)}: not checked: {printable(file.reason)}") + "\n"


def diff_of(file: FileReport) -> str:
    """A unified diff of a file that would be mended; it is for people, not for `patch`."""
    if file.status == "unreadable":
        return _not_checked(file)
    diff = file.mended.diff if file.mended else ""
    return "".join(inert(line) + "\n" for line in diff.split("\n")[:-1])


def fixes_of(file: FileReport) -> str:
    """How often which rule mended a file, and which fixes would have done damage."""
    mended = file.mended
    if mended is None or not (mended.fixes or mended.reverted):
        return ""
    lines = [f"{printable(file.path)}: {plural(len(mended.fixes), 'fix', 'fixes')}"]
    for (code, title), number in sorted(Counter(mended.fixes).items()):
        lines.append(f"  {number} × {code}: {printable(title)}")
    for code in mended.reverted:
        lines.append(
            f"  left alone: {code}, whose fix here would bring a new finding, change what viewers see, or take more rounds than are made"
        )
    return "".join(inert(line) + "\n" for line in lines)
