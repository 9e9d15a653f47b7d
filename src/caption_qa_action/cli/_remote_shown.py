"""What a server answers, shown to people and to programs: secrets masked, hostile text inert."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from caption_qa_action.cli._json import print_json
from caption_qa_action.cli._terminal import print_beside
from caption_qa_action.clients.secrets import MASK
from caption_qa_action.core.text import printable

if TYPE_CHECKING:
    from caption_qa_action.clients.captionpass_models import Answer

# Fields that hold a secret; what a server has masked itself holds one of these signs.
_SECRET_FIELDS = re.compile("secret|token|password|apikey|signingkey", re.IGNORECASE)
_MASKED = re.compile("[*•…]")
# A key as the contract writes it; people recognise it by its first letters.
_KEY = re.compile(r"(cp_live_[A-Za-z0-9]{4})[A-Za-z0-9_\-]+")


def show(answer: Answer, *, as_json: bool, rows: Iterable[tuple[str, object]] = ()) -> None:
    """An answer on standard output: all of it as JSON, else the rows, else one row for each field."""
    answered = masked(dumped(answer))
    if as_json:
        print_json(answered)
        return
    shown = list(rows) or (
        list(answered.items()) if isinstance(answered, dict) else [("answer", answered)]
    )
    for key, value in shown:
        if value not in (None, "", [], {}):
            print(f"{printable(key)}: {_text(masked(value))}")


def show_table(heads: Sequence[str], rows: Sequence[Sequence[object]], nothing: str) -> None:
    """A table on standard output, or what to print when it is empty."""
    if not rows:
        print(nothing)
        return
    cells = [list(heads), *([_text(masked(value)) for value in row] for row in rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(heads))]
    for row in cells:
        line = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        print(line.rstrip())


def say(text: str) -> None:
    """One line on standard error."""
    print_beside(f"caption-qa remote: {text}")


def dumped(answer: Answer) -> object:
    """Everything that a server answered, with the names of its fields."""
    value: object = answer.model_dump(mode="json", by_alias=True, exclude_unset=True)
    return value


def masked(value: object, field: str = "") -> object:
    """A value without the secrets in it."""
    if isinstance(value, Mapping):
        return {key: masked(inner, str(key)) for key, inner in value.items()}
    if isinstance(value, list):
        return [masked(inner, field) for inner in value]
    if not isinstance(value, str):
        return value
    if _SECRET_FIELDS.search(field) and not _MASKED.search(value):
        return MASK
    return _KEY.sub(r"\1…", value)


def _text(value: object) -> str:
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return printable(", ".join(value))
    if isinstance(value, bool | dict | list):
        return json.dumps(value)
    return "" if value is None else printable(str(value))
