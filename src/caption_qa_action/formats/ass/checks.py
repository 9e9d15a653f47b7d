"""What is odd about a script as a whole, once all of it has been read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from caption_qa_action.core.document import Cue
from caption_qa_action.core.source import Problem, Span
from caption_qa_action.core.text import plural, quote
from caption_qa_action.formats.ass.dialect import AssDialect
from caption_qa_action.formats.ass.script import Script
from caption_qa_action.formats.ass.styles import by_name, find
from caption_qa_action.formats.ass.text import overrides

_STYLE_SECTIONS = ("v4 styles", "v4+ styles", "v4++ styles")
_TYPES = {"v4 styles": "v4.00", "v4+ styles": "v4.00+", "v4++ styles": "v4.00++"}


def structure_problems(script: Script, cues: Sequence[Cue]) -> list[Problem]:
    """The problems of sections, properties and styles."""
    return [
        *_missing_sections(script),
        *_astray(script),
        *_info(script),
        *_script_type(script),
        *_duplicate_styles(script),
        *_undefined_styles(script, cues),
        *_unused_styles(script, cues),
    ]


def _first_line(script: Script) -> Span:
    return Span(0, len(re.split("[\r\n]", script.text, maxsplit=1)[0]))


def _missing_sections(script: Script) -> Iterator[Problem]:
    if not script.text.strip(" \t\r\n\0\ufeff"):
        return
    lacking = [
        ("info", "[Script Info]", ("script info",)),
        ("styles", "[V4+ Styles]", _STYLE_SECTIONS),
        ("events", "[Events]", ("events",)),
    ]
    for detail, shown, names in lacking:
        if not script.section_spans(*names):
            message = f"the file has no section {shown}"
            yield Problem("ass_missing_section", _first_line(script), message, detail)


def _astray(script: Script) -> Iterator[Problem]:
    if script.section_spans("events"):
        for span in script.astray:
            message = "players ignore this Dialogue line: it is outside [Events]"
            yield Problem("ass_stray_line", span, message)


def _info(script: Script) -> Iterator[Problem]:
    for name, spans in script.info_spans.items():
        for span in spans[1:]:
            message = f"{quote(name)} is set {plural(len(spans), 'time')}; the last one counts"
            yield Problem("ass_duplicate_info", span, message)
    heading = script.section_spans("script info")
    if not heading:
        return
    missing = [shown for shown in ("PlayResX", "PlayResY") if not script.number(shown.lower())]
    if missing:
        width, height = script.resolution()
        message = f"{' and '.join(missing)} missing; players assume {width} x {height}"
        start, end = heading[0]
        shown = script.text[start:end].rstrip("\r\n")
        yield Problem("ass_playres_missing", Span(start, start + len(shown)), message)


def _script_type(script: Script) -> Iterator[Problem]:
    declared = script.info.get("scripttype", "")
    if not declared:
        return
    for section in script.sections:
        name = section.name.lower()
        if name in _TYPES and declared.lower() != _TYPES[name]:
            message = f"the script type is {quote(declared)}, but [{section.name}] is for "
            span = script.info_spans["scripttype"][-1]
            yield Problem("ass_script_type_mismatch", span, message + _TYPES[name])
            return


def _duplicate_styles(script: Script) -> Iterator[Problem]:
    seen: set[str] = set()
    for style in script.styles:
        if style.name in seen:
            message = f"the style {quote(style.name)} is defined again; the last one counts"
            yield Problem("ass_style_duplicate", style.span, message)
        seen.add(style.name)


def _undefined_styles(script: Script, cues: Sequence[Cue]) -> Iterator[Problem]:
    styles = by_name(script.styles)
    if not script.section_spans(*_STYLE_SECTIONS):
        return  # all are undefined then, which is reported once
    first_use = {name.strip(" \t"): number for name, number in reversed(script.used.items())}
    unknown = {
        name
        for name, number in first_use.items()
        if number and name.lstrip("*").lower() != "default" and find(styles, name) is None
    }
    if unknown:
        yield from _unknown_in_events(script, cues, unknown, first_use)
    if "\\r" in script.text:
        yield from _unknown_resets(script, cues)


def _unknown_in_events(
    script: Script, cues: Sequence[Cue], unknown: set[str], first_use: dict[str, int]
) -> Iterator[Problem]:
    dialect = AssDialect(script)
    counts: dict[str, int] = {}
    for cue in cues:
        name = dialect.fields(cue).get("style", "")
        if name in unknown:
            counts[name] = counts.get(name, 0) + 1
    for name, count in counts.items():
        cue = cues[first_use[name] - 1]
        start = script.text.find(name, cue.timing_end, cue.text_start) if name else -1
        span = Span(start, start + len(name)) if start >= 0 else cue.timing_span
        message = f"no style is named {quote(name)}, which {plural(count, 'event')} have"
        if count == 1:
            message = f"no style is named {quote(name)}, which cue {cue.number} has"
        yield Problem("ass_style_undefined", span, message)


def _unknown_resets(script: Script, cues: Sequence[Cue]) -> Iterator[Problem]:
    known = {style.name for style in script.styles} | {"Default"}
    text = script.text
    for cue in cues:
        if text.find("\\r", cue.text_start, cue.text_end) < 0:
            continue
        for match in re.finditer(r"\{[^}]*\}?", text[cue.text_start : cue.text_end]):
            for name, value, _ in overrides(match[0]):
                value = value.rstrip(" \t")
                if name == "r" and value and value not in known:
                    known.add(value)
                    start = cue.text_start + match.start() + match[0].find("\\r" + value)
                    message = f"\\r names a style that is not defined: {quote(value)}"
                    span = Span(start, start + 2 + len(value))
                    yield Problem("ass_style_undefined", span, message)


def _unused_styles(script: Script, cues: Sequence[Cue]) -> Iterator[Problem]:
    if not cues:
        return
    used = {name.strip(" \t").lstrip("*") for name in script.used}
    used.update(re.findall(r"\\r([^\\{}\r\n]*)", script.text))
    used.add("Default")
    reported: set[str] = set()
    for style in script.styles:
        name = style.name
        if name in used or name.lower() == "default" or name in reported:
            continue
        reported.add(name)
        message = f"no event has the style {quote(name)}"
        yield Problem("ass_style_unused", style.span, message)
