"""What an entry of `suppressions` declares, read from its text."""

from __future__ import annotations

import os
import re

from caption_qa_action.core.errors import UsageError
from caption_qa_action.core.text import quote

_TIME = r"(?:([0-9]{1,3}):)?([0-9]{1,2}):([0-9]{1,2})(?:[.,]([0-9]{1,3}))?"


def parse_cues(text: int | str | None) -> tuple[int, int]:
    """The first and the last cue of `12` or `12-20`; 0 and 0 for nothing. Raises ValueError."""
    if text is None:
        return 0, 0
    match = re.fullmatch(r"([0-9]{1,9})(?:[ ]*-[ ]*([0-9]{1,9}))?", str(text).strip(" "))
    first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
    if not 1 <= first <= last:
        raise ValueError(f"{quote(str(text))} is no cue, such as 12, and no range, such as 12-20")
    return first, last


def parse_time_range(text: str | None) -> tuple[int, int]:
    """The milliseconds of `00:01:00-00:02:30.500`; 0 and -1 for nothing. Raises ValueError."""
    if text is None:
        return 0, -1
    match = re.fullmatch(rf"{_TIME}[ ]*-[ ]*{_TIME}", text.strip(" "))
    if match:
        parts = match.groups()
        start_ms, end_ms = _ms(*parts[:4]), _ms(*parts[4:])
        if start_ms <= end_ms:
            return start_ms, end_ms
    raise ValueError(f"{quote(text)} is no range of times, such as 00:01:00-00:02:30.500")


def _ms(hours: str | None, minutes: str | None, seconds: str | None, fraction: str | None) -> int:
    whole = (int(hours or 0) * 60 + int(minutes or 0)) * 60 + int(seconds or 0)
    return whole * 1000 + int((fraction or "").ljust(3, "0"))


def parse_date(text: str | None) -> str:
    """A day as `YYYY-MM-DD`; `""` for nothing. Raises ValueError."""
    if text is None:
        return ""
    from datetime import date

    try:
        if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            return date.fromisoformat(text).isoformat()
    except ValueError:
        pass
    raise ValueError(f"{quote(text)} is no day, such as 2027-01-31")


def check_reason(text: str) -> None:
    """Passes for a reason that is more than blanks."""
    if not text.strip():
        raise ValueError("says nothing; tell why the findings are not to be told")


def declared_today() -> str:
    """The day that suppressions expire by, where the environment names one; `""` for the real one. Raises UsageError."""
    day = os.environ.get("CAPTION_QA_TODAY", "")
    try:
        return parse_date(day or None)
    except ValueError as error:
        raise UsageError(f"CAPTION_QA_TODAY: {error}") from None


def by_line(origin: str) -> tuple[str, int]:
    """What sorts places such as `.caption-qa.yml:12` as people count."""
    name, _, line = origin.rpartition(":")
    return name, int(line)
