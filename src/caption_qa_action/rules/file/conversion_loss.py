"""What a file has and the output format has no place for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caption_qa_action.core.annotations import TYPE_CHECKING
from caption_qa_action.core.diagnostic import Finding, Severity, Span
from caption_qa_action.core.document import Block, Cue, Document
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.text import plural, quote
from caption_qa_action.triage import SUPPRESSION_MARK

if TYPE_CHECKING:
    from caption_qa_action.core.timeline import Loss

SEVERITY = Severity.WARNING
ABOUT_OUTPUT = True
CHOICES = {"target": ("srt", "webvtt", "sbv", "ass", "ttml", "json")}

# TTML states places with regions and writing modes, and comments as XML comments.
_HELD = {
    "ttml": frozenset({"comment", "line", "look", "region", "vertical"}),
    "webvtt": frozenset({"comment", "identifier", "line", "look", "region", "style", "vertical"}),
}
# Cues placed here stand where an output without places puts them. The numbers are ours: no source
# states where the bottom of a picture ends.
_BOTTOM_PERCENT = 75
_BOTTOM_LINE = -3
_NUMBER = r"-?[0-9]{1,9}(?:\.[0-9]{1,9})?"

_PLACES = {"line": "away from the bottom", "region": "into a region", "vertical": "upright"}


class _Loss(NamedTuple):
    """A kind of thing that a file has: where first, what it looks like there, and how many."""

    kind: str
    span: Span
    shown: str
    number: int


def check(document: Document, *, target: str = "srt") -> Iterator[Finding]:
    r"""Parts of a file that the output format cannot hold, other than tags in SRT and WebVTT text.

    In WebVTT files warnings, one for each kind in a file, at its first occurrence: cue settings that put
    text into a region, away from the bottom, or upright (`vertical`); in SRT files the `X1:` coordinates.
    One information for all the rest: settings that only align or size the text, STYLE blocks, comments
    (NOTE) other than those that suppress findings, and cue identifiers that are not numbers. Settings that say what is the default anyway are no
    loss, and places in the lowest quarter of the picture no loss of place. A WebVTT output holds all of
    WebVTT; TTML holds places and comments; SRT and JSON none of it.

    In files of all other formats it reports what `caption-qa convert` reports: a warning for each kind of
    loss that changes what is read, when, or by whom it is said, and one information that lists the rest
    (looks, comments, identifiers).

    For SRT and WebVTT files `caption-qa convert` is more exact than this rule. It counts tags as well,
    which the rules `strip_styling` and `unsupported_markup` report by what the platform allows; and it
    writes a place into SRT as `{\an8}`, which players on a computer obey and upload platforms do not, so
    that it counts no loss where this rule warns.

    ## Why
    The preset delivers another format (the default `youtube` delivers SRT), and these are lost on the way
    without a word. A caption that was moved up to keep a name on the screen free covers it again; the
    reviewer's notes are gone from the only copy that is passed on.

    ## Bad
    ```webvtt
    WEBVTT

    00:01.000 --> 00:03.000 line:0
    Tokyo, 1964
    ```

    ## Good
    ```webvtt
    WEBVTT

    00:01.000 --> 00:03.000
    Tokyo, 1964
    ```

    ## Fix
    None: keep the source for outputs that can hold it.

    ## Options
    - `target` (default `srt`): the format that is delivered: `srt`, `webvtt`, `sbv`, `ass`, `ttml` or
      `json`. The preset sets it.

    ## Sources
    - WebVTT, section 4.4 "WebVTT cue settings": https://www.w3.org/TR/webvtt1/#cue-settings
    - SubRip has no standard, and no part of it says a place that all players obey.
    """
    if document.format == target or document.kind == "metadata":
        return
    title = _title(document, target)
    # Rules of their own report the tags in cue text; here is what stands outside it.
    if not document.traits.tags:
        yield from _converted(document, target, title)
        return
    if not document.traits.has_cue_settings:
        yield from _coordinates(document, title)
        return
    held = _HELD.get(target, frozenset())
    losses = [loss for loss in _losses(document) if loss.kind not in held]
    for loss in losses:
        if loss.kind in _PLACES:
            cues = plural(loss.number, "cue")
            message = (
                f"{quote(loss.shown)} puts {cues} {_PLACES[loss.kind]}, which {title} cannot say"
            )
            yield Finding(loss.span, message)
    rest = [loss for loss in losses if loss.kind not in _PLACES]
    if rest:
        *parts, last = [_part(loss) for loss in rest]
        listed = f"{', '.join(parts)} and {last}" if parts else last
        first = min(loss.span for loss in rest)
        yield Finding(first, f"{title} cannot hold {listed}", severity=Severity.INFO)


def _title(document: Document, target: str) -> str:
    format = document.known_formats().get(target)
    return target.upper() if format is None else format.title


def _converted(document: Document, target: str, title: str) -> Iterator[Finding]:
    """What a conversion has lost, each at the first cue that has it; what is minor in one line."""
    from caption_qa_action.core.timeline import MINOR_LOSSES

    minor: list[Loss] = []
    for loss in document.losses_in(document, target):
        if loss.kind == "comment" and (ours := _number_of_ours(document)):
            loss = loss._replace(number=loss.number - ours)
            if loss.number <= 0:
                continue
        if loss.kind in MINOR_LOSSES:
            minor.append(loss)
            continue
        shown = f" {quote(loss.shown)}" if loss.shown else ""
        count = f"{loss.kind}: {loss.number} in all, first{shown}"
        what = f"{loss.kind}{shown}" if loss.number == 1 else count
        yield Finding(_place(document, loss), f"{title} cannot hold {what}")
    if minor:
        kinds = ", ".join(
            loss.kind if loss.number == 1 else f"{loss.kind} ({loss.number} times)"
            for loss in minor
        )
        first = min(_place(document, loss) for loss in minor)
        yield Finding(first, f"{title} cannot hold {kinds}", severity=Severity.INFO)


def _is_ours(document: Document, block: Block) -> bool:
    return SUPPRESSION_MARK in document.source.text[slice(*block.span)]


def _number_of_ours(document: Document) -> int:
    """How many of the comments that a conversion counts suppress findings."""
    blocks = [each for each in document.blocks if each.kind == "comment"]
    ours = [block for block in blocks if _is_ours(document, block)]
    prefix = document.traits.comment_prefix
    if not prefix:
        return len(ours)
    # There each such line is one comment, and others are none.
    lines = (
        line for block in ours for line in document.source.text[slice(*block.span)].split("\n")
    )
    return sum(line.lstrip(" \t").startswith(prefix) and SUPPRESSION_MARK in line for line in lines)


def _place(document: Document, loss: Loss) -> Span:
    return document.cues[loss.cue - 1].text_span if loss.cue else Span(0, 0)


def _part(loss: _Loss) -> str:
    if loss.kind == "look":
        return f"settings such as {quote(loss.shown)} of {plural(loss.number, 'cue')}"
    if loss.kind == "identifier":
        return f"{plural(loss.number, 'cue identifier')} such as {quote(loss.shown)}"
    return plural(loss.number, loss.shown)


def _coordinates(document: Document, title: str) -> Iterator[Finding]:
    text = document.source.text
    if "X1:" not in text and "x1:" not in text:
        return
    cues = [cue for cue in document.cues if cue.settings[:3].upper() == "X1:"]
    if cues:
        cue = cues[0]
        start = text.rfind(cue.settings, cue.timing_start, cue.timing_end)
        span = Span(start, start + len(cue.settings))
        message = f"{title} cannot hold the screen coordinates of {plural(len(cues), 'cue')}"
        yield Finding(span, message)


def _losses(document: Document) -> Iterator[_Loss]:
    """What a WebVTT document has outside its cue text, by kind."""
    by_settings: dict[str, list[Cue]] = {}
    named: list[Cue] = []
    for cue in document.cues:
        if cue.settings:
            by_settings.setdefault(cue.settings, []).append(cue)
        if cue.identifier and not cue.identifier.isdecimal():
            named.append(cue)
    yield from _of_settings(document, by_settings)
    if named:
        cue = named[0]
        span = Span(cue.block_start, cue.block_start + len(cue.identifier))
        yield _Loss("identifier", span, cue.identifier, len(named))
    for kind, noun in (("style", "STYLE block"), ("comment", "comment")):
        starts = [
            block.span.start
            for block in document.blocks
            if block.kind == kind and not (kind == "comment" and _is_ours(document, block))
        ]
        if starts:
            line = document.source.position(starts[0]).line
            end = starts[0] + len(document.source.line_text(line))
            yield _Loss(kind, Span(starts[0], end), noun, len(starts))


def _of_settings(document: Document, by_settings: dict[str, list[Cue]]) -> Iterator[_Loss]:
    regions = {region.identifier for region in document.regions}
    first: dict[str, tuple[Cue, str]] = {}
    counts: dict[str, int] = {}
    # The settings come in the order of the first cues that have them.
    for settings, cues in by_settings.items():
        for kind, setting in _kinds(settings, regions).items():
            first.setdefault(kind, (cues[0], setting))
            counts[kind] = counts.get(kind, 0) + len(cues)
    for kind, (cue, setting) in first.items():
        start = document.source.text.rfind(setting, cue.timing_start, cue.timing_end)
        yield _Loss(kind, Span(start, start + len(setting)), setting, counts[kind])


def _kinds(settings: str, regions: set[str]) -> dict[str, str]:
    """What is lost with the settings of a cue, each with the setting that states it."""
    kinds: dict[str, str] = {}
    for setting in re.split("[ \t\f]+", settings):
        name, _, value = setting.partition(":")
        place, _, align = value.partition(",")
        if name == "region" and value in regions:
            kinds["region"] = setting
        elif name == "vertical" and value in ("rl", "lr"):
            kinds["vertical"] = setting
        elif name == "line":
            kinds[_kind_of_line(place)] = setting
        elif name == "align" and value in ("start", "end", "left", "right"):
            kinds["look"] = setting
        elif name == "position" and _percent(place) is not None:
            if _percent(place) != 50 or align not in ("", "center", "middle"):
                kinds["look"] = setting
        elif name == "size" and _percent(place) not in (None, 100):
            kinds["look"] = setting
    kinds.pop("", None)
    return kinds


def _percent(value: str) -> float | None:
    return float(value[:-1]) if re.fullmatch(f"{_NUMBER}%", value) else None


def _kind_of_line(place: str) -> str:
    """`line` for a place away from the bottom, `look` for one near it, `""` for none."""
    percent = _percent(place)
    if percent is not None:
        return "look" if percent >= _BOTTOM_PERCENT else "line"
    if not re.fullmatch(_NUMBER, place) or float(place) == -1:
        return ""
    return "look" if _BOTTOM_LINE <= float(place) < 0 else "line"
