"""Parts of a diagnostic as JSON, the same in every report and in the wire contract."""

from __future__ import annotations

from collections.abc import Callable

from caption_qa_action.core.annotations import TypeAlias
from caption_qa_action.core.diagnostic import Diagnostic
from caption_qa_action.core.source import Edit, Fix, Position
from caption_qa_action.core.text import is_unicode, strict

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"


def strict_record(value: object) -> object:
    """A value whose text strict readers of JSON take."""
    if isinstance(value, str):
        return strict(value)
    if isinstance(value, dict):
        return {key: strict_record(each) for key, each in value.items()}
    return [*map(strict_record, value)] if isinstance(value, list) else value


def place_record(diagnostic: Diagnostic) -> dict[str, Json]:
    """Where a diagnostic begins and ends; lines and columns count from 1, the end is exclusive."""
    return {
        "line": diagnostic.start.line,
        "column": diagnostic.start.column,
        "endLine": diagnostic.end.line,
        "endColumn": diagnostic.end.column,
    }


def fix_record(
    fix: Fix | None, position: Callable[[int], Position] | None, *, offsets: bool = False
) -> Json:
    """A fix, its edits with their offsets if wanted.

    Without positions it is not known where the edits are, so they are left out; so they are where they write a byte
    that is no character, which JSON cannot hold.
    """
    if fix is None:
        return None
    edits: list[Json] = []
    if position is not None and all(is_unicode(edit.replacement) for edit in fix.edits):
        edits = [_edit_record(edit, position, offsets=offsets) for edit in fix.edits]
    described: dict[str, Json] = {"title": fix.title, "safe": fix.safe, "edits": edits}
    if fix.encoding:
        described["encoding"] = fix.encoding
    return described


def related_record(diagnostic: Diagnostic) -> Json:
    """The other places that explain a diagnostic."""
    return [
        {"line": line, "column": column, "message": message}
        for (line, column), message in diagnostic.related
    ]


def _edit_record(edit: Edit, position: Callable[[int], Position], *, offsets: bool) -> Json:
    (start, end), replacement = edit
    line, column = position(start)
    end_line, end_column = position(end)
    record: dict[str, Json] = {
        "line": line,
        "column": column,
        "endLine": end_line,
        "endColumn": end_column,
        "replacement": replacement,
    }
    if offsets:
        record.update(startOffset=start, endOffset=end)
    return record
