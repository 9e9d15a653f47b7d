"""What was mended, or would be: as a diff, or as a list."""

from __future__ import annotations

from collections import Counter

from caption_qa_action.core.report import FileReport, Summary
from caption_qa_action.core.text import plural, printable
from caption_qa_action.reporters._inert import inert


class _MendedReporter:
    def begin(self) -> str:
        return ""

    def part(self, file: FileReport) -> object:
        raise NotImplementedError

    def add(self, part: object) -> str:
        return str(part)

    def end(self, summary: Summary) -> str:
        return ""


class DiffReporter(_MendedReporter):
    """A unified diff of every file that would be mended; it is for people, not for `patch`."""

    def part(self, file: FileReport) -> object:
        if file.status == "unreadable":
            return inert(f"{printable(file.path)}: not checked: {printable(file.reason)}") + "\n"
        diff = file.mended.diff if file.mended else ""
        return "".join(inert(line) + "\n" for line in diff.split("\n")[:-1])


class FixesReporter(_MendedReporter):
    """For every mended file, how often which rule was applied, and what would have done damage."""

    def part(self, file: FileReport) -> object:
        mended = file.mended
        if mended is None or not (mended.fixes or mended.reverted):
            return ""
        lines = [f"{printable(file.path)}: {plural(len(mended.fixes), 'fix', 'fixes')}"]
        for (code, title), number in sorted(Counter(mended.fixes).items()):
            lines.append(f"  {number} × {code}: {printable(title)}")
        for code in mended.reverted:
            lines.append(f"  left alone: {code}, whose fix would change what else is right")
        return "".join(inert(line) + "\n" for line in lines)
