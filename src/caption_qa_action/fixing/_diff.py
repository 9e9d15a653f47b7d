"""A mended file beside the one before it, for people."""

from __future__ import annotations

import re

from caption_qa_action.core.alignment import unified_diff
from caption_qa_action.core.source import Source
from caption_qa_action.core.text import printable


def diff(before: Source, after: Source) -> str:
    """What changes, as a unified diff for people; line ends and odd characters are shown escaped."""
    old_name, new_name = (f"{side}/{printable(before.path)}" for side in "ab")
    if _encoding(before) != _encoding(after):
        old_name += f"  ({_encoding(before)})"
        new_name += f"  ({_encoding(after)})"
    lines = list(unified_diff(_lines(before), _lines(after), old_name, new_name))
    if not lines:
        lines = [f"--- {old_name}", f"+++ {new_name}"]
    return "\n".join(lines) + "\n"


def _encoding(source: Source) -> str:
    return f"{source.encoding} with a byte order mark" if source.bom else source.encoding


def _lines(source: Source) -> list[str]:
    return [printable(line) for line in re.split(r"\r\n|\r|\n", source.text)]
