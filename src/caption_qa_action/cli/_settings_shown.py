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
        rows = tuple(
            _of_file(configuration, file, row) if row[0] == "language" else row
            for row in configuration.explain(file.path)
        )
        shown.setdefault(rows, []).append(file.path)
    if not files:
        shown[tuple(configuration.explain("."))] = ["."]
    for rows, members in shown.items():
        more = f" and {len(members) - 1} more" if len(members) > 1 else ""
        print(f"# {printable(members[0])}{more}")
        for key, value, origin in rows:
            print(f"{key} = {printable(value)}  # {printable(origin)}")


def _of_file(configuration: Configuration, file: File, row: Row) -> Row:
    """The language of a file, where the configuration leaves it to the file."""
    from caption_qa_action.core.errors import FileError
    from caption_qa_action.runs.jobs import jobs_of
    from caption_qa_action.runs.one_file import language_of

    (job,) = jobs_of([file], configuration)
    if job.settings.language or not file.location or file.skip_reason:
        return row
    try:
        resolved = language_of(job)
    except FileError:  # what is wrong with it is reported when it is checked
        return row
    return "language", resolved.tag or "unknown", resolved.by
