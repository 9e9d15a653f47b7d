"""What viewers read, as a document of its own, where a file writes characters by escapes.

In JSON a `\\"` is one quotation mark, and those around a string are none; in XML and WebVTT `&quot;` is one. A rule about
characters that would look at the file finds what nobody sees, and misses what all see. So it is given the text of
the cues alone, and what it finds is put back to where it stands in the file.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from caption_qa_action.core import json_escapes
from caption_qa_action.core.cue import Cue, Tag
from caption_qa_action.core.diagnostic import Finding, Related
from caption_qa_action.core.document import Document
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.source import Edit, Fix, Source, Span
from caption_qa_action.core.traits import CSV, JSON
from caption_qa_action.core.xml import unescape

# Some files escape a reference once more.
_REFERENCE = "&(?:amp;)*(?:[A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});"
_XML_TOKEN = rf"(?s)<!--(?:.*?-->|.*)|<!\[CDATA\[|\]\]>|<[^<>]*>|{_REFERENCE}|."
_CSV_TOKEN = r'(?s)["\\]"|.'
_JSON_STRING = r'(?s)"((?:[^"\\]|\\.)*+)"?+([ \t\r\n]*:)?'
_JSON_TOKEN = rf"(?s){json_escapes.ESCAPE}|."
# White space of which a run may be shown as one blank, as in XML and HTML; other blanks and controls stand as they are.
_FOLDED = frozenset(" \t\n\f\r")


class _Character(NamedTuple):
    """A character, or a few that one reference stands for, and where it is written."""

    shown: str
    start: int
    end: int


class ShownText:
    """The text of the cues of a document as `document`, and the way back to where it is written."""

    __slots__ = ("document", "_original", "_starts", "_places")

    def __init__(self, original: Document) -> None:
        self._original = original
        self._places: dict[int, list[Span]] = {}
        parts: list[str] = []
        cues: list[Cue] = []
        offset = 0
        for cue in original.cues:
            shown = original.plain(cue)
            # A line end in place of the times, so that the first line of a cue begins as the others do.
            start, end = offset + 1, offset + 1 + len(shown)
            place = (offset, offset, start, start, end, end)
            cues.append(Cue(cue.number, cue.identifier, cue.start_ms, cue.end_ms, *place))
            parts += ["\n", shown]
            offset = end
        source = Source.of("".join(parts), original.source.path)
        self._starts = [cue.text_start for cue in cues]
        self.document = Document(
            source,
            original.traits._replace(is_line_based=True, line_break="\n"),
            cues,
            [],
            [],
            _ShownDialect(original),
            language=original.language,
            kind=original.kind,
            guessed=original.guessed,
            literal=False,
            plain={cue.number: source.text[cue.text_start : cue.text_end] for cue in cues},
            find_dialogue=_dialogue_of(original),
        )

    def find(self, found: Iterable[Finding]) -> Iterator[Finding]:
        """Findings in the shown text as findings in the file; a fix that cannot be made there is left out."""
        for each in found:
            related = tuple(Related(self._span(one.span), one.message) for one in each.related)
            yield each._replace(
                span=self._span(each.span), fix=self._fix(each.fix), related=related
            )

    def _cue_before(self, offset: int) -> Cue | None:
        index = bisect_right(self._starts, offset) - 1
        return self.document.cues[max(index, 0)] if self._starts else None

    def _span(self, span: Span) -> Span:
        """Where a stretch of the shown text is written."""
        cue = self._cue_before(span.start)
        if cue is None:
            return Span(0, 0)
        places = self._places_of(cue)
        start, end = (min(max(at - cue.text_start, 0), len(places)) for at in span)
        if start >= end:
            at = places[start].start if start < len(places) else _last(self._original, cue)
            return Span(at, at)
        if end == start + 1:
            return places[start]
        return Span(places[start].start, max(place.end for place in places[start:end]))

    def _fix(self, fix: Fix | None) -> Fix | None:
        edits = [self._edit(edit) for edit in fix.edits] if fix else []
        if fix is None or fix.encoding or not all(edits):
            return None
        return fix._replace(edits=tuple(edit for edit in edits if edit))

    def _edit(self, edit: Edit) -> Edit | None:
        """An edit of the file; None where something else is written between the characters."""
        cue = self._cue_before(max(edit.span))
        if cue is not None and edit.span == cue.block_span:
            return Edit(self._original.cues[cue.number - 1].block_span, edit.replacement)
        if cue is None or edit.span.start < cue.text_start:
            return None
        places = self._places_of(cue)[
            edit.span.start - cue.text_start : edit.span.end - cue.text_start
        ]
        if not places:
            return Edit(self._span(edit.span), self._written(edit.replacement))
        is_whole = all(before.end == after.start for before, after in pairwise(places))
        if not is_whole or any(start == end for start, end in places):
            return None
        return Edit(Span(places[0].start, places[-1].end), self._written(edit.replacement))

    def _written(self, shown: str) -> str:
        """A text as the file writes it."""
        if not shown:
            return shown
        if self._original.traits.escapes == JSON:
            return re.sub(r'["\\\x00-\x1f]', _escaped, shown)
        return shown.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    def _places_of(self, cue: Cue) -> list[Span]:
        """Where each character of a cue is written; an empty span for one that is not, such as a line end."""
        places = self._places.get(cue.number)
        if places is None:
            original = self._original.cues[cue.number - 1]
            raw = self._original.raw(original)
            shown = self._original.plain(original)
            escapes, first = self._original.traits.escapes, original.text_start
            start = _start_as_it_is(escapes, raw, shown)
            if start >= 0:
                each = range(first + start, first + start + len(shown))
                places = [Span(at, at + 1) for at in each]
            else:
                places = _aligned(shown, _characters(escapes, raw, first, shown), first)
            self._places[cue.number] = places
        return places


class _ShownDialect:
    """The dialect of text that holds no markup; where a cue is shown is known to the document that it is from."""

    def __init__(self, original: Document) -> None:
        self._original = original

    def plain(self, raw: str) -> str:
        return raw

    def tags(self, raw: str, offset: int) -> list[Tag]:
        return []

    def placement(self, cue: Cue, raw: str) -> str:
        return self._original.placement(self._original.cues[cue.number - 1])

    def time_spans(self, timing: str, offset: int) -> tuple[Span, Span]:
        return Span(offset, offset), Span(offset, offset)


def _dialogue_of(original: Document) -> Callable[[list[Cue]], list[Cue]]:
    return lambda cues: [cues[cue.number - 1] for cue in original.dialogue]


def _last(original: Document, cue: Cue) -> int:
    return original.cues[cue.number - 1].text_end


def _start_as_it_is(escapes: str, raw: str, shown: str) -> int:
    """Where in the text of a cue all that is shown of it stands as it is, with no escape; -1 where some may be."""
    if escapes == JSON:
        before, _, inside = raw.partition('"')
        is_whole = "\\" not in raw and inside.partition('"')[::2] in ((shown, ""), (shown, "]"))
        return len(before) + 1 if is_whole and '"' not in shown else -1
    return 0 if raw == shown and re.search(r'[&<"\\]|\]\]>', raw) is None else -1


def _characters(escapes: str, raw: str, offset: int, shown: str) -> Iterator[_Character]:
    if escapes == JSON:
        return _in_json(raw, offset, shown)
    return _in_csv(raw, offset) if escapes == CSV else _in_xml(raw, offset)


def _in_csv(raw: str, offset: int) -> Iterator[_Character]:
    for match in re.finditer(_CSV_TOKEN, raw):
        yield _Character(match[0][-1], offset + match.start(), offset + match.end())


def _in_xml(raw: str, offset: int) -> Iterator[_Character]:
    for match in re.finditer(_XML_TOKEN, raw):
        token = match[0]
        if len(token) > 1 and token[0] != "&":
            continue
        start, end = offset + match.start(), offset + match.end()
        shown = unescape(token) if token[0] == "&" else token
        yield _Character(shown, start, end)


def _in_json(raw: str, offset: int, shown: str) -> Iterator[_Character]:
    """The characters of the strings in a text that are its words, and not other values between them."""
    words = "".join(shown.split())
    done = 0
    for match in re.finditer(_JSON_STRING, raw):
        if match[2]:  # the name of a value
            continue
        characters = []
        first = offset + match.start(1)
        for token in re.finditer(_JSON_TOKEN, match[1]):
            start, end = token.span()
            shown_as = json_escapes.unescape(token[0]) if end > start + 1 else token[0]
            characters.append(_Character(shown_as, first + start, first + end))
        word = "".join("".join(each.shown for each in characters).split())
        if words.startswith(word, done):
            done += len(word)
            yield from characters


def _escaped(match: re.Match[str]) -> str:
    return f"\\{match[0]}" if match[0] in '"\\' else f"\\u{ord(match[0]):04x}"


def _otherwise(shown: str) -> str:
    """What a character may be instead: escaped twice, or one of Windows-1252, as HTML reads the numbers from 128 to 159."""
    if "\x80" <= shown <= "\x9f":
        return shown.encode("latin-1").decode("cp1252", "replace")
    return unescape(shown)


def _aligned(shown: str, written: Iterable[_Character], first: int) -> list[Span]:
    """Where each character of a shown text is written. White space may differ.

    From where something else is written on, as where a player shows what looks like markup, nothing has a place, so
    that no fix is made of characters that are not those that were looked at.
    """
    places: list[Span] = []
    characters = [each for each in written if each.shown]
    if [each.shown for each in characters] == list(shown):
        return [Span(start, end) for _, start, end in characters]
    index, end = 0, first
    while len(places) < len(shown):
        rest = len(places)
        if shown[rest] not in _FOLDED and shown[rest].isspace():
            while index < len(characters) and characters[index].shown in _FOLDED:
                index += 1
        if index < len(characters) and characters[index].shown == shown[rest]:
            places.append(Span(*characters[index][1:]))
            index += 1
        elif shown[rest].isspace():
            folds = shown[rest] in _FOLDED and index < len(characters)
            blank = folds and characters[index].shown[0].isspace()
            places.append(Span(*characters[index][1:]) if blank else Span(end, end))
            index += blank
        else:
            while index < len(characters) and characters[index].shown.isspace():
                index += 1
            one = characters[index] if index < len(characters) else _Character("", end, end)
            text = one.shown if shown.startswith(one.shown, rest) else _otherwise(one.shown)
            if not text or not shown.startswith(text, rest):
                places += [Span(end, end)] * (len(shown) - rest)
                break
            places += [Span(one.start, one.end)] * max(1, len(text))
            index += 1
        end = max(end, places[-1].end)
    return places[: len(shown)]
