"""A timeline as an IMSC 1.1 text document: what learning platforms and broadcasters take.

Source: TTML Profiles for Internet Media Subtitles and Captions 1.1, https://www.w3.org/TR/ttml-imsc1.1/
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from caption_qa_action.core.direction import direction_of, has_right_to_left, line_directions
from caption_qa_action.core.measure import shows_nothing
from caption_qa_action.core.patterns import compiled
from caption_qa_action.core.stacking import TTML, arranged
from caption_qa_action.core.text import (
    NO_CHARACTERS,
    SURROGATE,
    timecode,
    unicode_text,
    without_controls,
)
from caption_qa_action.core.timeline import (
    Event,
    Loss,
    Run,
    Style,
    Timeline,
    Written,
)
from caption_qa_action.formats._writing import is_plain
from caption_qa_action.formats.ttml.regions import Regions, place_losses

_PROFILE = "http://www.w3.org/ns/ttml/profile/imsc1.1/text"
_FORBIDDEN = f"\0|{NO_CHARACTERS}|{SURROGATE}"
# White space that XML would not keep as it stands, or that collapses.
_DELICATE = r"\A[ \t]|[ \t]\Z|[ \t]\n|\n[ \t]|[ \t]{2}|\t"
_NOT_PLAIN = f"{_FORBIDDEN}|{_DELICATE}"
_PREDEFINED = "default"


def write(timeline: Timeline) -> Written:
    """The document, and what it cannot hold; never raises."""
    writer = _Writer()
    shown = [event for event in timeline.events if not writer.leaves_out(event)]
    placed, crowded, beside = arranged(shown, TTML)
    for index in sorted(crowded):
        writer.lose("placement", shown[index].text, shown[index])
    paragraphs = [
        writer.paragraph(event, beside=index in beside) for index, event in enumerate(placed)
    ]
    head = writer.head(timeline.title)
    language = writer.attribute(timeline.language)
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<tt xmlns="http://www.w3.org/ns/ttml"\n'
        '    xmlns:ttm="http://www.w3.org/ns/ttml#metadata"\n'
        '    xmlns:ttp="http://www.w3.org/ns/ttml#parameter"\n'
        '    xmlns:tts="http://www.w3.org/ns/ttml#styling"\n'
        f'    ttp:contentProfiles="{_PROFILE}"\n'
        f'    ttp:timeBase="media" xml:lang="{language}">\n'
        f"{head}"
        f'  <body style="{_PREDEFINED}">\n'
        "    <div>\n"
        f"{''.join(paragraphs)}"
        "    </div>\n"
        "  </body>\n"
        "</tt>\n"
    )
    return Written(text, tuple(writer.losses.values()))


class _Writer:
    """Collects regions, speakers, identifiers and losses while events are written."""

    def __init__(self) -> None:
        self.losses: dict[str, Loss] = {}
        self._regions = Regions()
        self._speakers: dict[str, str] = {}
        self._identifiers: set[str] = set()
        self._number = 0

    def leaves_out(self, event: Event) -> bool:
        """Whether an event shows no text, so that readers leave it out."""
        if event.runs and not shows_nothing(event.text):
            return False
        if event.dialogue:
            self.lose("cue without text", timecode(event.start_ms), event)
        return True

    def paragraph(self, event: Event, *, beside: bool) -> str:
        """An event as a `p` element on a line of its own; `beside` others its region is no higher than its lines."""
        self._number += 1
        text = event.text
        is_shown = 0 <= event.start_ms < event.end_ms
        is_bare = is_shown and is_plain(event, "[<>&]") and not _is_delicate(text)
        if is_bare and not has_right_to_left(text):
            region = self._regions.name_for(event, beside=beside)
            begin, end = timecode(event.start_ms), timecode(event.end_ms)
            content = text.replace("\n", "<br/>")
            return (
                f'      <p xml:id="{self._identifier(event)}" region="{region}" '
                f'begin="{begin}" end="{end}">{content}</p>\n'
            )
        self._note_event(event)
        parts = [
            f'xml:id="{self._identifier(event)}"',
            f'region="{self._regions.name_for(event, beside=beside)}"',
            f'begin="{timecode(max(event.start_ms, 0))}"',
            f'end="{timecode(max(event.end_ms, 0))}"',
        ]
        if event.placement.align != "center":
            parts.append(f'tts:textAlign="{event.placement.align}"')
        direction = event.direction or next(filter(None, line_directions(text)), "")
        if direction == "rtl" or has_right_to_left(text):
            parts.append(f'tts:direction="{direction}"')
        if re.search(_DELICATE, text):
            parts.append('xml:space="preserve"')
        speakers = {run.speaker for run in event.runs}
        shared = speakers.pop() if len(speakers) == 1 else ""
        if shared:
            parts.append(f'ttm:agent="{self._speaker(shared)}"')
        if has_right_to_left(text) and not event.direction:
            content = self._directed(direction, shared, event)
        else:
            content = self._runs(event.runs, shared, event)
        return f"      <p {' '.join(parts)}>{content}</p>\n"

    def _directed(self, direction: str, shared: str, event: Event) -> str:
        """The text of a paragraph in one direction; each line in the other one has a span that states it.

        TTML knows one direction for all lines of a paragraph, whatever their letters.
        Source: TTML2, section 10.2.44 (tts:unicodeBidi), https://www.w3.org/TR/ttml2/
        """
        lines = []
        for line in _lines_of(event.runs):
            content = self._runs(line, shared, event)
            own = direction_of("".join(run.text for run in line))
            if own and own != direction:
                content = f'<span tts:direction="{own}" tts:unicodeBidi="embed">{content}</span>'
            lines.append(content)
        return "<br/>".join(lines)

    def _runs(self, runs: Iterable[Run], shared: str, event: Event) -> str:
        return "".join(self._run(run, shared, event) for run in runs)

    def _note_event(self, event: Event) -> None:
        if event.start_ms < 0 or event.end_ms < 0:
            self.lose("time out of range", timecode(min(event.start_ms, event.end_ms)), event)
        if max(event.start_ms, 0) >= max(event.end_ms, 0) and event.text:
            self.lose("cue that is never shown", event.text, event)
        if event.layer:
            self.lose("layer", str(event.layer), event)
        for kind in sorted(place_losses(event.placement)):
            self.lose(kind, event.text, event)

    def _run(self, run: Run, shared: str, event: Event) -> str:
        text = self._content(run.text, event)
        if run.ruby:
            if "\n" in run.text:
                self.lose("ruby annotation", run.ruby, event)
            else:
                annotation = self._content(run.ruby.replace("\n", " "), event)
                text = (
                    f'<span tts:ruby="container"><span tts:ruby="base">{text}</span>'
                    f'<span tts:ruby="text">{annotation}</span></span>'
                )
        parts = _look(run.style)
        if run.speaker and run.speaker != shared:
            parts.append(f'ttm:agent="{self._speaker(run.speaker)}"')
        if run.language:
            parts.append(f'xml:lang="{self.attribute(run.language)}"')
        return f"<span {' '.join(parts)}>{text}</span>" if parts else text

    def _content(self, text: str, event: Event) -> str:
        """Text as XML."""
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        if not text.isprintable() and re.search(_FORBIDDEN, text):
            if "\0" in text:
                self.lose("NUL character", text, event)
                text = text.replace("\0", "\ufffd")
            plain = without_controls(unicode_text(text))
            if plain != text:
                self.lose("control character", text, event)
                text = plain
        return _escape(text).replace("\n", "<br/>")

    def attribute(self, value: str) -> str:
        """Text as it stands in an attribute."""
        value = re.sub(_FORBIDDEN, "\ufffd", re.sub("[\t\r\n]+", " ", value))
        return _escape(value).replace('"', "&quot;")

    def _identifier(self, event: Event) -> str:
        wanted = event.identifier
        if wanted and wanted not in self._identifiers and _is_name(wanted):
            self._identifiers.add(wanted)
            return wanted
        if wanted and not wanted.isdigit():
            self.lose("cue identifier", wanted, event)
        identifier = f"cue-{self._number}"
        while identifier in self._identifiers:
            identifier += "-"
        self._identifiers.add(identifier)
        return identifier

    def _speaker(self, name: str) -> str:
        if name not in self._speakers:
            self._speakers[name] = f"speaker_{len(self._speakers) + 1}"
        return self._speakers[name]

    def lose(self, kind: str, shown: str, event: Event) -> None:
        loss = self.losses.get(kind)
        if loss is None:
            self.losses[kind] = Loss(kind, 1, shown, event.cue)
        else:
            self.losses[kind] = loss._replace(number=loss.number + 1)

    def head(self, title: str) -> str:
        """The head, once every event is known."""
        lines = ["  <head>"]
        if title or self._speakers:
            lines.append("    <metadata>")
            if title:
                lines.append(f"      <ttm:title>{self.attribute(title)}</ttm:title>")
            for name, identifier in self._speakers.items():
                lines.append(f'      <ttm:agent xml:id="{identifier}" type="person">')
                lines.append(f'        <ttm:name type="full">{self.attribute(name)}</ttm:name>')
                lines.append("      </ttm:agent>")
            lines.append("    </metadata>")
        lines += [
            "    <styling>",
            f'      <style xml:id="{_PREDEFINED}" tts:color="white" tts:fontFamily="proportionalSansSerif" '
            'tts:fontSize="100%" tts:lineHeight="125%" tts:textAlign="center"/>',
            "    </styling>",
            "    <layout>",
            *(f"      {tag}" for tag in self._regions.tags()),
            "    </layout>",
            "  </head>",
        ]
        return "\n".join(lines) + "\n"


def _lines_of(runs: Iterable[Run]) -> list[list[Run]]:
    """The runs of each line; what is annotated over a line end has its annotation in the first line alone."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        first, *others = re.split("\r\n|\r|\n", run.text)
        lines[-1].append(run._replace(text=first))
        lines += [[run._replace(text=other, ruby="")] for other in others]
    return [[run for run in line if run.text] for line in lines]


def _look(style: Style) -> list[str]:
    """A look as style attributes."""
    bold, italic, underline, strike, color = style
    parts = []
    if bold:
        parts.append('tts:fontWeight="bold"')
    if italic:
        parts.append('tts:fontStyle="italic"')
    if underline or strike:
        words = ["underline"] * underline + ["lineThrough"] * strike
        parts.append(f'tts:textDecoration="{" ".join(words)}"')
    if re.fullmatch("#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{8})", color):
        parts.append(f'tts:color="{color}"')
    return parts


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _is_delicate(text: str) -> bool:
    """Whether a text has what XML cannot hold, or blanks that it would not keep."""
    if not text.replace("\n", "").isprintable():
        return compiled(_NOT_PLAIN).search(text) is not None
    return text[0] == " " or text[-1] == " " or "  " in text or " \n" in text or "\n " in text


def _is_name(text: str) -> bool:
    """Whether a text can be an `xml:id` that the writer does not use itself."""
    reserved = text == _PREDEFINED or text.startswith(("region_", "speaker_"))
    return not reserved and bool(re.fullmatch("[A-Za-z_][A-Za-z0-9_.-]{0,99}", text))
