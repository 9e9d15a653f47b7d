"""What is wrong with the settings of WebVTT cues, and with words that stand where settings do.

Source: WebVTT, 4.4 WebVTT cue settings (syntax), https://www.w3.org/TR/webvtt1/
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from caption_qa_action.core.cue_settings import is_setting, part_settings
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.source import (
    DELETES,
    REPLACES,
    REVEALS,
    TRAILING_TEXT,
    Edit,
    Fix,
    Problem,
    Span,
)
from caption_qa_action.core.text import quote
from caption_qa_action.formats.webvtt.meant_settings import (
    OLD_NAMES,
    is_left_of_a_setting,
    is_word,
    meant_setting,
    repair,
)
from caption_qa_action.formats.webvtt.settings import NAMES, SYNTAX, is_no_text, percentage

_WANTED = {
    "vertical": "rl or lr",
    "line": "a whole number or a percentage, then optionally ,start ,center or ,end",
    "position": "a percentage, then optionally ,line-left ,center or ,line-right",
    "size": "a percentage from 0% to 100%",
    "align": "start, center, end, left or right",
}
# A setting with a blank behind its colon; what follows that of a region may be any word.
_PARTED = rf"({'|'.join(sorted({*NAMES} - {'region'}))}):([ \t\f]+)([^ \t\f]+)"


class Note(NamedTuple):
    """A problem of a settings string, in places counted from its start: kept for its next use."""

    code: str
    span: Span
    message: str
    title: str = ""
    edit: Edit | None = None
    safe: bool = True
    words: str = ""
    detail: str = ""

    def at(self, offset: int) -> Problem:
        """The problem of the settings that begin at `offset`."""
        fix = None
        if self.edit:
            fix = Fix(
                self.title,
                (Edit(_shift(self.edit.span, offset), self.edit.replacement),),
                self.safe,
                words=self.words,
            )
        return Problem(self.code, _shift(self.span, offset), self.message, self.detail, fix)


def _shift(span: Span, offset: int) -> Span:
    return Span(span.start + offset, span.end + offset)


class _Setting(NamedTuple):
    name: str
    value: str
    start: int
    end: int

    @property
    def value_span(self) -> Span:
        return Span(self.start + len(self.name) + 1, self.end)

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


def lint_settings(raw: str, regions: Container[str], newline: str) -> tuple[Note, ...]:
    """What is wrong with the settings on a timing line; `regions` are the defined ones.

    `raw` begins right after the end time, so that a removed setting takes its space along. Text that
    stands there begins a line of the cue, after `newline`; a browser obeys the settings in it and behind it.
    """
    text_start = _text_start(raw, regions)
    notes = tuple(_lint(raw, text_start, regions))
    return notes if text_start == len(raw) else (*notes, _text(raw, text_start, regions, newline))


def _text_start(raw: str, regions: Container[str]) -> int:
    """Where text begins that is meant for viewers, after all that may be meant as a setting."""
    start = len(raw)
    for match in re.finditer(r"[^ \t\f]+", raw):
        token = match[0]
        if is_word(token, regions):
            return min(start, match.start())
        if is_left_of_a_setting(token):
            start = len(raw)  # a setting, or what is left of one
        else:
            start = min(start, match.start())
    return len(raw)


def _text(raw: str, start: int, regions: Container[str], newline: str) -> Note:
    blank = len(raw[:start].rstrip(" \t\f"))
    end = len(raw.rstrip(" \t\f"))
    settings, words = part_settings(raw[blank:end], regions)
    shown = words.lstrip(" \t\f")
    message = f"{quote(shown)} stands after the times, where no player shows it"
    span = Span(start, start + len(shown) if not settings else end)
    edit = Edit(Span(blank, end), settings + newline + shown)
    title = "write it as text of the cue"
    return Note("setting_invalid", span, message, title, edit, False, REVEALS, TRAILING_TEXT)


def _lint(raw: str, text_start: int, regions: Container[str]) -> Iterator[Note]:
    seen: dict[str, _Setting] = {}
    parted_end = 0
    for match in re.finditer(r"[^ \t\f]+", raw):
        name, colon, value = match[0].partition(":")
        setting = _Setting(name, value, match.start(), match.end())
        if match.start() < parted_end:
            continue
        if match.start() >= text_start and not is_setting(match[0], regions):
            continue
        parted = re.compile(_PARTED).match(raw, match.start())
        if parted and re.fullmatch(SYNTAX[parted[1]], parted[3]):
            parted_end = parted.end()
            yield _parted(parted)
            continue
        meant = "" if name in NAMES and colon else meant_setting(match[0], regions)
        if meant and not _is_set(raw, meant.partition(":")[0]):
            yield _meant(setting, match[0], meant)
        elif "\uff1a" in match[0] and match[0].partition("\uff1a")[0].lower() in NAMES:
            yield _full_width(setting, match[0])
        elif not colon or not name or not value:
            yield _incomplete(raw, setting, colon)
        elif name not in NAMES:
            yield _unknown(raw, setting)
        else:
            note = _wrong_value(raw, setting)
            if note:
                yield note
                if note.edit is None or note.edit.replacement == "":
                    continue  # a browser ignores it, so it repeats nothing and drops no region
            if name in seen:
                yield _duplicate(raw, seen[name], setting, regions)
            seen[name] = setting
    if "region" in seen:
        yield from _lint_region(raw, seen, regions)


def _removal(raw: str, setting: _Setting) -> Edit:
    start = setting.start
    while start and raw[start - 1] in " \t\f":
        start -= 1
    return Edit(Span(start, setting.end), "")


def _is_set(raw: str, name: str) -> bool:
    """Whether browsers find a setting of this name."""
    return re.search(rf"(?<![^ \t\f]){name}:[^ \t\f]", raw) is not None


def _meant(setting: _Setting, token: str, meant: str) -> Note:
    """A setting that is clear, with another name, sign or letter than browsers know."""
    name, _, value = meant.partition(":")
    if setting.name.lower() == name and setting.value == value:
        return _other_name(setting, name)
    if token.replace("\uff1a", ":", 1) == meant:
        return _full_width(setting, token)
    title, edit = f"write {meant}", Edit(setting.span, meant)
    if setting.name.isascii() and setting.name.isalpha() and setting.value:
        message = f'there is no cue setting {quote(setting.name)}; browsers ignore it; did you mean "{meant}"?'
        span = Span(setting.start, setting.start + len(setting.name))
        return Note("setting_unknown", span, message, title, edit, False, REPLACES)
    message = f"cue setting {quote(token)} is not written {quote(meant)}, so browsers ignore it"
    return Note("setting_invalid", setting.span, message, title, edit, False, REPLACES)


def _other_name(setting: _Setting, name: str) -> Note:
    span = Span(setting.start, setting.start + len(setting.name))
    message = f"there is no cue setting {quote(setting.name)}; browsers ignore it; did you mean {quote(name)}?"
    return Note("setting_unknown", span, message, f"write it as {name}", Edit(span, name), False)


def _full_width(setting: _Setting, token: str) -> Note:
    """A colon of East Asian keyboards: a browser sees no setting."""
    message = (
        f"cue setting {quote(token)} is written with a full-width colon, so browsers ignore it"
    )
    place = setting.start + token.index("\uff1a")
    edit = Edit(Span(place, place + 1), ":")
    return Note("setting_invalid", setting.span, message, "write a colon", edit, False)


def _incomplete(raw: str, setting: _Setting, colon: str) -> Note:
    token = raw[setting.start : setting.end]
    missing = "name" if colon and not setting.name else "value"
    if not colon and token not in NAMES:
        message = f"{quote(token)} is no cue setting; one is written name:value"
    else:
        message = f"cue setting {quote(token)} has no {missing}"
    title = f"remove {quote(token)}"
    # A keyword alone may be what is left of "Left!".
    removal = _removal(raw, setting)
    return Note("setting_invalid", setting.span, message, title, removal, False, DELETES)


def _parted(parted: re.Match[str]) -> Note:
    """A blank behind the colon: a browser sees a name without a value, and a value without a name."""
    message = f"cue setting {quote(parted[0])} has a blank behind its colon, so browsers ignore it"
    span = Span(*parted.span())
    edit = Edit(span, f"{parted[1]}:{parted[3]}")
    return Note("setting_invalid", span, message, "remove the blank", edit, False, REPLACES)


def _unknown(raw: str, setting: _Setting) -> Note:
    name_span = Span(setting.start, setting.start + len(setting.name))
    lower = setting.name.lower()
    if lower in NAMES:
        return _other_name(setting, lower)
    message = f"there is no cue setting {quote(setting.name)}; browsers ignore it"
    title = f"remove {quote(raw[setting.start : setting.end])}"
    # One letter is a setting of an old draft; any other name, or value, may be a word of the text.
    safe = setting.name in OLD_NAMES and is_no_text(setting.value)
    removal = _removal(raw, setting)
    return Note("setting_unknown", name_span, message, title, removal, safe, DELETES)


def _duplicate(raw: str, first: _Setting, second: _Setting, regions: Container[str]) -> Note:
    message = f"cue setting {quote(second.name)} occurs twice; browsers use the last one"
    title = f"remove {quote(raw[first.start : first.end])}"
    removal = _removal(raw, first)
    is_region = first.name == "region"
    safe = not is_region or first.value in regions
    words = DELETES if is_region else ""
    return Note("setting_duplicate", second.span, message, title, removal, safe, words)


def _wrong_value(raw: str, setting: _Setting) -> Note | None:
    name, value = setting.name, setting.value
    if re.fullmatch(SYNTAX[name], value):
        return None
    message = f"{name}:{value[:30]}"
    if name == "align" and value == "middle":
        # A browser ignores it and centers, which is the default: nothing changes on screen.
        message = 'align:middle is old syntax that browsers ignore; the value is now "center"'
        edit = Edit(setting.value_span, "center")
        return Note("setting_invalid", setting.value_span, message, "write align:center", edit)
    replacement, hint = repair(name, value)
    if replacement:
        message = f"cue setting {quote(raw[setting.start : setting.end])} {hint}"
        title = f"write {name}:{replacement}"
        edit = Edit(setting.value_span, replacement)
        return Note("setting_invalid", setting.value_span, message, title, edit, False)
    message = (
        f"value {quote(value)} of cue setting {quote(name)} is invalid, so browsers ignore it; "
        f"it must be {_WANTED[name]}"
    )
    title = f"remove {quote(raw[setting.start : setting.end])}"
    removal = _removal(raw, setting)
    safe = is_no_text(value)
    return Note("setting_invalid", setting.value_span, message, title, removal, safe, DELETES)


def _lint_region(raw: str, seen: dict[str, _Setting], regions: Container[str]) -> Iterator[Note]:
    region = seen["region"]
    if region.value not in regions:
        message = f"no region {quote(region.value)} is defined before the first cue"
        title = f"remove {quote(raw[region.start : region.end])}"
        removal = _removal(raw, region)
        yield Note("region_undefined", region.value_span, message, title, removal, False, DELETES)
        return
    for name in ("vertical", "line", "size"):
        setting = seen.get(name)
        if setting and (name != "size" or percentage(setting.value) != 100):
            token = raw[setting.start : setting.end]
            message = (
                f"{quote(token)} takes the cue out of region {quote(region.value)}; "
                "a cue has either a region or a line, a vertical direction or a size"
            )
            yield Note("region_dropped", region.span, message)
            return
