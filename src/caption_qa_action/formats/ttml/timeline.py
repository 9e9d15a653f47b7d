"""What a TTML document shows when, as events."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from caption_qa_action.core.columns import shown_texts
from caption_qa_action.core.direction import direction_of
from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.stacking import ASS, TTML, WEBVTT, Span, flowed, span_of, together
from caption_qa_action.core.timeline import Event, Placement, Run, Style, Timeline
from caption_qa_action.core.xml import Element, text_of
from caption_qa_action.formats._writing import Losses
from caption_qa_action.formats.ttml.dialect import TtmlDialect
from caption_qa_action.formats.ttml.losses import Uncarried
from caption_qa_action.formats.ttml.pictures import Picture
from caption_qa_action.formats.ttml.styles import ClosestAbove, Styles
from caption_qa_action.formats.ttml.text import Piece, flow, pieces_below, visible
from caption_qa_action.formats.ttml.tiles import Shown
from caption_qa_action.formats.ttml.time import round_ms


def to_timeline(document: Document) -> Timeline:
    """The events of a document, in the order of time."""
    dialect, root = document.dialect, document.tree
    if root is None or not isinstance(dialect, TtmlDialect) or dialect.styles is None:
        return Timeline((), document.language)
    return _Timeline(document, root, dialect.styles).read(dialect)


# One span around all of a paragraph's text and line breaks, with no more than a look: its tag.
_ONE_SPAN = r"""(<(?:[^ \t\r\n<>/:]+:)?span(?: (?:tts:[A-Za-z]+|style)="[^"<>&]*")+>)(?:[^<]++|<br/>)++</[^<>]*>"""


class _Look(NamedTuple):
    """What the text of a paragraph looks like, who speaks it, where it stands, and what of its styling is not carried.

    `owner` is an element that it stands in, as the text of others does that look so.
    """

    owner: Element
    style: Style
    speaker: str
    language: str
    place: Placement
    uncarried: Mapping[str, str]


_SCREENS = (TTML, WEBVTT, ASS)


def _spans(event: Event) -> list[Span]:
    """Where an event stands in each of the screens."""
    return [span_of(event, screen) for screen in _SCREENS]


def _is_torn(usual: list[Span], exact: list[Span], beside: list[Span]) -> bool:
    """Whether text at an edge would cover what is beside it, or change sides with it, as edges differ between formats."""
    if abs(beside[0].bottom - exact[0].bottom) <= 1:
        return False
    is_above = exact[0] < beside[0]
    return any(
        at_edge.covers(other) or (at_edge < other) != is_above
        for at_edge, other in zip(usual, beside, strict=True)
    )


class _Timeline:
    def __init__(self, document: Document, root: Element, styles: Styles) -> None:
        self.document = document
        self.root = root
        self.styles = styles
        self.losses = Losses()
        self._text = document.source.text
        self.uncarried = Uncarried(document.source.text, root, styles, self.losses)
        self._has_directions = bool(re.search(":(?:direction|unicodeBidi)=", document.source.text))
        self._speakers = _agents(root) if "agent" in document.source.text else {}
        self._speaker_above = ClosestAbove(self._speaker_of, "")
        self._language_above = ClosestAbove(self._language_of, "")
        self._looks: dict[object, _Look] = {}
        self._ruby_above = ClosestAbove(self._has_ruby, default=False)

    def read(self, dialect: TtmlDialect) -> Timeline:
        events: list[Event] = []
        self._owners: list[Element] = []
        shown_texts(self.document)  # made together, they cost less
        for cue, shown in zip(self.document.cues, dialect.shown, strict=True):
            if isinstance(shown, Element):
                quick = self._quick_event(cue, shown)
                if quick is not None:
                    events.append(quick)
                    continue
                is_shown = cue.end_ms > cue.start_ms
                picture = Picture(cue.start_ms, cue.end_ms, None)
                shown = Shown(shown, (picture,) if is_shown else (), False)
            events += self._events(cue, shown)
            if cue.number in dialect.word_timed:
                self.losses.add("word times", self.document.plain(cue), cue.number)
        # A paragraph, or a part of one, may stand above what is shown before it, which is so in few formats.
        order = sorted(range(len(events)), key=lambda index: events[index].start_ms)
        events = self._placed([(events[index], self._owners[index]) for index in order])
        self.uncarried.note_rest()
        title = ""
        if "title" in self.document.source.text:
            title = next((text_of(e) for e in self.root.elements() if e.tag == "ttm:title"), "")
        return Timeline(
            tuple(events),
            self.document.language,
            title.strip(" \t\r\n"),
            self.losses.all(),
        )

    def _placed(self, owned: list[tuple[Event, Element]]) -> list[Event]:
        """The events, each with the element of its text, in places that keep apart what regions keep apart."""
        events = [event for event, _ in owned]
        if not self.styles.regions:
            return flowed(events, TTML)
        found = list(events)
        partners = together(events, in_any_column=True)
        places = {index: self._exact(owned[index][1]) for index in partners}
        exact = {index: events[index]._replace(placement=place) for index, place in places.items()}
        spans = {index: _spans(event) for index, event in exact.items()}
        for index, others in partners.items():
            if events[index].placement.y_percent is None:
                usual = _spans(events[index])
                if any(_is_torn(usual, spans[index], spans[other]) for other in others):
                    found[index] = exact[index]
        return flowed(found, TTML)

    def _exact(self, owner: Element) -> Placement:
        return self.styles.placement(owner, self.styles.region(owner), exact=True)

    def _events(self, cue: Cue, shown: Shown) -> Iterator[Event]:
        """The events of a cue, one for each picture."""
        owners: list[Element] = []
        for begin, end, pieces in shown.pictures:
            if pieces is None:
                pieces = tuple(pieces_below(shown.paragraph, shown.preserve, self.styles))
            if end is None:
                self._lose("cue without an end", shown.paragraph, cue.number)
                end = cue.end_ms
            owners += [piece.owner for piece in pieces if not piece.is_blank]
            runs = self._runs(pieces, cue.number)
            if runs and round_ms(end) > round_ms(begin):
                owner = pieces[0].owner
                place = self.styles.placement(owner, self.styles.region(owner))
                self._owners.append(owner)
                yield Event(
                    round_ms(begin),
                    round_ms(end),
                    runs,
                    place,
                    cue.identifier,
                    cue=cue.number,
                    direction=self._direction(shown.paragraph, pieces, cue.number),
                )
        self.uncarried.note_styling(owners, cue.number)
        self._note_unseen(cue, shown)

    def _note_unseen(self, cue: Cue, shown: Shown) -> None:
        """Count a cue or a text in it that is never visible, and times that are not kept."""
        if shown.is_whole:
            self._lose("time that is read otherwise", shown.paragraph, cue.number)
        if shown.pictures and shown.unseen:
            self._lose_words("hidden text", shown.unseen, cue.number)
        elif not shown.pictures:
            kind = "hidden cue" if cue.end_ms > cue.start_ms else "cue that is never shown"
            # Only the first of a kind is shown.
            words = "" if self.losses.has(kind) else self.document.plain(cue)
            self.losses.add(kind, words.replace("\n", " "), cue.number)

    def _quick_event(self, cue: Cue, p: Element) -> Event | None:
        """The event of a paragraph in one look and without hidden parts; None when it is another."""
        if cue.end_ms <= cue.start_ms:
            return None
        raw = self._text[cue.text_start : cue.text_end]
        span = ""
        if "span" in raw and ("<span" in raw or ":span" in raw):
            span = self._only_span(cue, p, raw)
            if not span:
                return None
        text = self.document.plain(cue)
        if not text.strip() or (span and text[0] == "\n"):
            return None
        look = self._look_of(p, span)
        self._owners.append(look.owner)
        if look.uncarried:
            for kind, shown in look.uncarried.items():
                self.losses.add(kind, shown, cue.number)
        run = Run(text, look.style, look.speaker, look.language)
        event = Event(cue.start_ms, cue.end_ms, (run,), look.place, cue.identifier, cue=cue.number)
        if self._has_directions:
            below = pieces_below(p, preserve=False, styles=self.styles)
            event = event._replace(direction=self._direction(p, below, cue.number))
        return event

    def _only_span(self, cue: Cue, p: Element, raw: str) -> str:
        """The tag of the span that is all of a paragraph; `""` where there is more, or more to it than a look."""
        if not (p.is_simple and p.tag_end == cue.text_start):
            return ""
        found = re.fullmatch(_ONE_SPAN, raw)
        return found[1] if found else ""

    def _look_of(self, p: Element, span: str) -> _Look:
        """What a paragraph looks like; thousands look as others do that have the same around them and of their own.

        `span` is the tag of the span that is around its text, if there is one.
        """
        kind = p.parent, p.values.get("region"), p.own_look(), span
        found = self._looks.get(kind)
        if found is None:
            owner = p
            if span:
                owner = next(node for node in p.children if isinstance(node, Element))
            region = self.styles.region(owner)
            found = self._looks[kind] = _Look(
                owner,
                self.styles.look(owner, region),
                self._speaker(owner),
                self._language(owner),
                self.styles.placement(owner, region),
                self.uncarried.styling_of([owner]),
            )
        return found

    def _direction(self, p: Element, pieces: Iterable[Piece], cue: int) -> str:
        """The direction that is stated for all lines of a paragraph; `""` where each runs as its letters do.

        Another direction of a part of a line is lost. Beside paragraphs that state one, lines without a direction
        run from left to right, which is the initial value.
        """
        if not self._has_directions:
            return ""
        lines = self._lines(pieces)
        for owner in dict.fromkeys(owner for _, owners in lines for owner in owners):
            if self._is_reordered(owner):
                self._lose("direction of the text", owner, cue)
        of_lines: list[tuple[str, str]] = []  # what is stated, and what the letters are
        for text, owners in lines:
            stated = {self._stated_direction(owner): owner for owner in owners}
            if len(stated) > 1:
                self._lose("direction of the text", next(iter(stated.values())), cue)
            direction = self._stated_direction(p) if len(stated) > 1 else next(iter(stated))
            of_lines.append((direction, direction_of(text)))
        by_letters = all(letters in ("", direction or "ltr") for direction, letters in of_lines)
        directions = {direction for direction, _ in of_lines}
        if len(directions) == 1:
            return directions.pop() or ("" if by_letters else "ltr")
        if not by_letters:
            self._lose("direction of the text", p, cue)
            return self._stated_direction(p) or "ltr"
        return ""

    def _lines(self, pieces: Iterable[Piece]) -> list[tuple[str, list[Element]]]:
        """The lines that show something, each with the elements that its text stands in."""
        lines: list[tuple[str, list[Element]]] = [("", [])]
        for text, piece in flow(pieces):
            if piece.ruby:
                continue
            for index, part in enumerate(text.split("\n")):
                if index:
                    lines.append(("", []))
                if part.strip():
                    before, owners = lines[-1]
                    lines[-1] = before + part, [*owners, piece.owner]
        return [line for line in lines if line[1]]

    def _is_reordered(self, element: Element) -> bool:
        """Whether letters run in the stated direction whatever their own is."""
        return self.styles.specified(element).get("tts:unicodeBidi") == "bidiOverride"

    def _stated_direction(self, element: Element) -> str:
        stated = self.styles.inherited(element, self.styles.region(element), "tts:direction")
        return stated if stated in ("rtl", "ltr") else ""

    def _lose(self, kind: str, element: Element, cue: int) -> None:
        # Only the first of a kind is shown.
        self.losses.add(kind, "" if self.losses.has(kind) else text_of(element), cue)

    def _lose_words(self, kind: str, pieces: Iterable[Piece], cue: int) -> None:
        # Only the first of a kind is shown.
        words = "" if self.losses.has(kind) else visible(pieces).replace("\n", " ")
        self.losses.add(kind, words, cue)

    def _runs(self, pieces: Iterable[Piece], cue: int) -> tuple[Run, ...]:
        """The runs of pieces of a cue; identical looks are one run."""
        runs: list[Run] = []
        texts: list[list[str]] = []  # those of each run, in parts
        base = -1  # the run that an annotation belongs to
        for text, piece in flow(pieces):
            if piece.ruby:
                if self.styles.ruby(piece.owner) != "delimiter" and base >= 0:
                    runs[base] = runs[base]._replace(ruby=runs[base].ruby + text)
                elif any(map(str.isalnum, text)):  # signs around one are shown without it alone
                    self.losses.add("ruby annotation", text, cue)
                continue
            owner = piece.owner
            region = self.styles.region(owner)
            run = Run(
                text,
                Style() if piece.is_break else self.styles.look(owner, region),
                self._speaker(owner),
                self._language(owner),
            )
            if piece.is_break and runs:
                run = runs[-1]._replace(text=text, ruby="")
            in_ruby = self._in_ruby(owner)
            # Bases that follow each other have one annotation together.
            is_inside = in_ruby == (base >= 0) and (not runs or not runs[-1].ruby)
            if runs and is_inside and runs[-1][1:] == run[1:]:
                texts[-1].append(text)
            else:
                runs.append(run)
                texts.append([text])
            base = len(runs) - 1 if in_ruby else -1
        whole = [run._replace(text="".join(parts)) for run, parts in zip(runs, texts, strict=True)]
        return tuple(whole) if any(run.text.strip() for run in whole) else ()

    def _speaker(self, element: Element) -> str:
        return self._speaker_above.of(element) if self._speakers else ""

    def _speaker_of(self, element: Element) -> str | None:
        agents = element.values.get("ttm:agent", "").split()
        return self._speakers.get(agents[0], "") if agents else None

    def _language(self, element: Element) -> str:
        return self._language_above.of(element)

    def _language_of(self, element: Element) -> str | None:
        language = "" if element is self.root else element.values.get("xml:lang")
        return "" if language == self.document.language else language

    def _in_ruby(self, element: Element) -> bool:
        """Whether text of an element has an annotation beside it."""
        return self._ruby_above.of(element)

    def _has_ruby(self, element: Element) -> bool | None:
        if element.tag != "span":
            return False
        return self.styles.ruby(element) in ("base", "container", "baseContainer") or None


def _agents(root: Element) -> dict[str, str]:
    """The names of the speakers by identifier; of several without a name, the identifier is one."""
    agents = {}
    for element in root.elements():
        if element.tag == "ttm:agent" and "xml:id" in element.values:
            name = next((text_of(e) for e in element.elements() if e.tag == "ttm:name"), "")
            agents[element.values["xml:id"]] = " ".join(name.split())
    if len(agents) > 1:
        return {identifier: name or identifier for identifier, name in agents.items()}
    return agents
