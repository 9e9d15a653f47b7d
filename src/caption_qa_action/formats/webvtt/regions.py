"""WebVTT region definitions: what a browser makes of them, and what is wrong with them.

Source: WebVTT, 4.3 WebVTT region settings (syntax) and 6.2 WebVTT region settings parsing,
https://www.w3.org/TR/webvtt1/
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container, Iterator
from itertools import zip_longest

from caption_qa_action.core.document import Region
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.revealed import words
from caption_qa_action.core.source import DELETES, Edit, Fix, Problem, Span
from caption_qa_action.core.text import quote
from caption_qa_action.formats.webvtt.settings import PERCENTAGE, is_no_text, percentage

_ANCHOR = rf"{PERCENTAGE},{PERCENTAGE}"
_PART = r"[^ \t\f\r\n]+"
_SYNTAX = {
    "id": r"(?s:.+)",
    "width": PERCENTAGE,
    "lines": r"[0-9]+",
    "regionanchor": _ANCHOR,
    "viewportanchor": _ANCHOR,
    "scroll": "up",
}
_WANTED = {
    "width": "a percentage from 0% to 100%",
    "lines": "a whole number",
    "regionanchor": "two percentages with a comma between them",
    "viewportanchor": "two percentages with a comma between them",
    "scroll": '"up"',
}
# No screen has so many lines; beyond it they are not distinguished, so that numbers stay bounded.
_MOST_DIGITS = 300


class RegionSettings(NamedTuple):
    """The settings of a region as a browser keeps them; the numbers but `lines` are percentages."""

    identifier: str = ""
    width: float = 100.0
    lines: int = 3
    region_anchor: tuple[float, float] = (0.0, 100.0)
    viewport_anchor: tuple[float, float] = (0.0, 100.0)
    scroll: str = ""


def region_settings(region: Region) -> RegionSettings:
    """What a browser makes of a region definition."""
    settings = RegionSettings()
    for name, value in region.settings:
        settings = _apply(settings, name, value)
    return settings


def _apply(settings: RegionSettings, name: str, value: str) -> RegionSettings:
    syntax = _SYNTAX.get(name)
    if syntax is None or not re.fullmatch(syntax, value):
        return settings
    if name == "id":
        return settings._replace(identifier=value)
    if name == "lines":
        return settings._replace(lines=int(value[-_MOST_DIGITS:]))
    if name == "scroll":
        return settings._replace(scroll=value)
    if name == "width":
        return settings._replace(width=percentage(value) or 0.0)
    left, _, right = value.partition(",")
    anchor = (percentage(left) or 0.0, percentage(right) or 0.0)
    if name == "regionanchor":
        return settings._replace(region_anchor=anchor)
    return settings._replace(viewport_anchor=anchor)


def read_region(
    text: str, start: int, body_start: int, end: int, known: Container[str]
) -> tuple[Region, list[Problem]]:
    """The region whose block is `text[start:end]`, and what is wrong with it.

    Its settings begin at `body_start`; `known` are the identifiers of the regions before it.
    """
    pairs: list[tuple[str, str]] = []
    problems: list[Problem] = []
    seen: set[str] = set()
    identifier, identifier_span = "", Span(start, body_start)
    strays = list(_stray_words(text, body_start, end))
    for span in strays:
        message = f"{quote(text[slice(*span)])} stands in the REGION block and is no setting, so it is never shown"
        problems.append(Problem("cue_id_standalone", span, message))
    starts = [span.start for span in strays]
    for match in re.finditer(_PART, text[body_start:end]):
        name, colon, value = match[0].partition(":")
        span = Span(body_start + match.start(), body_start + match.end())
        at = bisect_right(starts, span.start) - 1
        if at >= 0 and span.start < strays[at].end:
            continue
        complaint = _complaint(name, colon, value, seen)
        if complaint:
            edit = Edit(_with_blanks_before(text, span), "")
            # What has the form of no value may be words.
            safe = name in _SYNTAX and name not in seen and value != "" and is_no_text(value)
            is_setting = name.lower() in _SYNTAX or is_no_text(value)
            removal = Fix(f"remove {quote(match[0])}", (edit,), safe, words=DELETES)
            problems.append(
                Problem(
                    "region_setting_invalid", span, complaint, "", removal if is_setting else None
                )
            )
        seen.add(name)
        if name and colon and value:
            pairs.append((name, value))
            if name == "id":
                identifier, identifier_span = value, Span(span.start + 3, span.end)
    region = Region(identifier, Span(start, end), tuple(pairs))
    if not identifier:
        keyword = Span(start, start + len("REGION"))
        message = "the region has no id, so no cue can be placed in it"
        detail = "" if pairs else "empty"
        problems.append(Problem("region_missing_id", keyword, message, detail))
    elif identifier in known:
        message = f"region {quote(identifier)} is defined again; browsers use the last definition"
        problems.append(Problem("region_duplicate_id", identifier_span, message))
    return region, problems


def _stray_words(text: str, start: int, end: int) -> Iterator[Span]:
    """Where words stand on the lines of a region block: what is no setting, on lines that hold more than settings."""
    for line in re.compile(r"[^\r\n]+").finditer(text, start, end):
        parts = list(re.compile(_PART).finditer(text, line.start(), line.end()))
        if not any(map(_is_word, parts)):
            continue
        first: re.Match[str] | None = None
        for part, following in zip_longest(parts, parts[1:]):
            if _is_setting(part):
                continue
            first = first or part
            if following is None or _is_setting(following):
                yield Span(first.start(), part.end())
                first = None


def _is_word(part: re.Match[str]) -> bool:
    return bool(words(part[0])) and not re.match(r"[^:=]+[:=].", part[0])


def _is_setting(part: re.Match[str]) -> bool:
    """Whether a part is meant as a setting, as in drafts written with `=`."""
    name = re.match(r"([^:=]*)[:=]", part[0])
    return name is not None and name[1].lower() in _SYNTAX


def _with_blanks_before(text: str, span: Span) -> Span:
    """A span with the blanks and line ends before it, lest an empty line be left in the block."""
    start = span.start
    while text[start - 1] in " \t\f\r\n":
        start -= 1
    return Span(start, span.end)


def _complaint(name: str, colon: str, value: str, seen: set[str]) -> str:
    if not colon or not name or not value:
        return f"{quote(name + colon + value)} is no region setting; one is written name:value"
    syntax = _SYNTAX.get(name)
    if syntax is None:
        hint = f'; did you mean "{name.lower()}"?' if name.lower() in _SYNTAX else ""
        return f"there is no region setting {quote(name)}; browsers ignore it{hint}"
    if not re.fullmatch(syntax, value):
        return (
            f"value {quote(value)} of region setting {quote(name)} is invalid, so browsers ignore "
            f"it; it must be {_WANTED[name]}"
        )
    if name in seen:
        return f"region setting {quote(name)} occurs twice; browsers use the last one"
    return ""
