"""What is in force for files, and where each value comes from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from caption_qa_action.core.text import printable

if TYPE_CHECKING:
    from caption_qa_action.config import Configuration
    from caption_qa_action.workspace.discover import File

Row = tuple[str, str, str]


def show_settings(configuration: Configuration, files: Sequence[File]) -> None:
    """Print what is in force, once for all files that share it; without files, for this folder."""
    shown: dict[tuple[Row, ...], list[str]] = {}
    for file in files:
        taken, own = _taken_for(configuration, file)
        rows = tuple(
            taken.pop(row[0], row) if row[2] == "default" else row
            for row in configuration.explain(file.path, own)
        )
        shown.setdefault(rows, []).append(file.path)
    if not files:
        shown[tuple(configuration.explain("."))] = ["."]
    for rows, members in shown.items():
        more = f" and {len(members) - 1} more" if len(members) > 1 else ""
        print(f"# {printable(members[0])}{more}")
        for key, value, origin in rows:
            print(f"{key} = {printable(value)}  # {printable(origin)}")


def _taken_for(configuration: Configuration, file: File) -> tuple[dict[str, Row], str]:
    """What a file is taken for, by the name of the setting, and its own preset; nothing of one that cannot be read."""
    from caption_qa_action.core.errors import CaptionQaError
    from caption_qa_action.runs.jobs import jobs_of
    from caption_qa_action.runs.one_file import taken_for

    if not file.location or file.skip_reason:
        return {}, ""
    (job,) = jobs_of([file], configuration)
    try:
        rows, own = taken_for(job)
    except CaptionQaError:  # what is wrong with it is reported when it is checked
        return {}, ""
    return {row[0]: row for row in rows}, own
