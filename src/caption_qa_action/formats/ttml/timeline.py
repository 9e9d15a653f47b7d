"""What a TTML document shows when, as events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.timeline import Event, Run, Style, Timeline
from caption_qa_action.core.xml import Element, Text
from caption_qa_action.formats._writing import Losses
from caption_qa_action.formats.ttml.cues import Shown
from caption_qa_action.formats.ttml.dialect import TtmlDialect
from caption_qa_action.formats.ttml.losses import Uncarried
from caption_qa_action.formats.ttml.styles import Styles
from caption_qa_action.formats.ttml.text import Piece, flow, pieces_below
from caption_qa_action.formats.ttml.time import Ms, Rates, Times, round_ms

# What makes text appear and disappear; other animation is a matter of looks.
_VISIBILITY = ("tts:display", "tts:visibility", "tts:opacity")


def to_timeline(document: Document) -> Timeline:
    """The events of a document, in the order of its cues."""
    dialect, root = document.dialect, document.tree
    if root is None or not isinstance(dialect, TtmlDialect):
        return Timeline((), document.language)
    return _Timeline(document, root, dialect.begins or {}, dialect.rates).read(dialect.shown)


class _Timeline:
    def __init__(
        self, document: Document, root: Element, begins: Mapping[Element, Ms], rates: Rates
    ) -> None:
        self.document = document
        self.root = root
        self.begins = begins
        self.times = Times(rates)
        self.styles = Styles(root)
        self.losses = Losses()
        self.uncarried = Uncarried(document.source.text, root, self.styles, self.losses)
        self._speakers = _agents(root)
        self._may_hide = self._hides_anything()

    def read(self, shown: list[Shown | Element]) -> Timeline:
        events: list[Event] = []
        for cue, what in zip(self.document.cues, shown, strict=True):
            if isinstance(what, Element):
                quick = self._quick_event(cue, what)
                if quick is not None:
                    events.append(quick)
                    continue
                what = Shown(what, None, False, cue.start_ms, cue.end_ms)
            if what.begin is None:
                self._lose("cue that is never shown", what.paragraph, cue.number)
                continue
            end: Ms = cue.end_ms if what.end is None else what.end
            if what.end is None:
                self._lose("cue without an end", what.paragraph, cue.number)
            pieces = what.pieces
            if pieces is None:
                pieces = tuple(pieces_below(what.paragraph, what.preserve))
            stretches = self._stretches(pieces, what.paragraph, what.begin, end)
            events += self._events(cue, stretches)
            self._note_unseen(cue, pieces, stretches, is_never=end <= what.begin)
        self.uncarried.note_rest()
        title = next((_text(e) for e in self.root.elements() if e.tag == "ttm:title"), "")
        return Timeline(
            tuple(events),
            self.document.language,
            title.strip(" \t\r\n"),
            self.losses.all(),
        )

    def _events(
        self, cue: Cue, stretches: list[tuple[Ms, Ms, tuple[Piece, ...]]]
    ) -> Iterator[Event]:
        """The events of a cue, one for each time that shows the same text."""
        for from_ms, until, visible in stretches:
            runs = self._runs(visible)
            if runs:
                owner = visible[0].owner
                place = self.styles.placement(owner, self.styles.region(owner))
                start_ms, end_ms = round_ms(from_ms), round_ms(until)
                yield Event(start_ms, end_ms, runs, place, cue.identifier, cue=cue.number)

    def _note_unseen(
        self,
        cue: Cue,
        pieces: tuple[Piece, ...],
        stretches: list[tuple[Ms, Ms, tuple[Piece, ...]]],
        *,
        is_never: bool,
    ) -> None:
        """Count a cue or a text in it that is never seen, and the styling of what is."""
        seen = {piece for _, _, visible in stretches for piece in visible if not piece.is_blank}
        unseen = [piece for piece in pieces if not piece.is_blank and piece not in seen]
        if unseen:
            kind = "hidden text" if seen else "hidden cue"
            shown = _text(unseen[0].owner).strip(" \t\r\n")
            self.losses.add("cue that is never shown" if is_never else kind, shown, cue.number)
        owners = [piece.owner for piece in pieces if piece in seen]
        self.uncarried.note_styling(owners, cue.number)

    def _quick_event(self, cue: Cue, p: Element) -> Event | None:
        """The event of a paragraph without spans and hidden parts; None when it is another."""
        raw = self.document.raw(cue)
        if self._may_hide or cue.end_ms <= cue.start_ms or "<span" in raw or ":span" in raw:
            return None
        text = self.document.plain(cue)
        if not text.strip(" \t\r\n"):
            return None
        region = self.styles.region(p)
        run = Run(text, self.styles.look(p, region), self._speaker(p), self._language(p))
        place = self.styles.placement(p, region)
        self.uncarried.note_styling([p], cue.number)
        return Event(cue.start_ms, cue.end_ms, (run,), place, cue.identifier, cue=cue.number)

    def _lose(self, kind: str, element: Element, cue: int) -> None:
        self.losses.add(kind, _text(element), cue)

    def _runs(self, pieces: Iterable[Piece]) -> tuple[Run, ...]:
        """The runs of pieces; identical looks are one run."""
        runs: list[Run] = []
        base = -1  # the run that an annotation belongs to
        for text, piece in flow(pieces):
            if piece.ruby:
                if piece.owner.values.get("tts:ruby") != "delimiter" and base >= 0:
                    runs[base] = runs[base]._replace(ruby=runs[base].ruby + text)
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
            in_ruby = _in_ruby(owner)
            if runs and not in_ruby and base < 0 and runs[-1]._replace(text=text) == run:
                runs[-1] = run._replace(text=runs[-1].text + text)
            else:
                runs.append(run)
            base = len(runs) - 1 if in_ruby else -1
        if not any(run.text.strip(" \t\r\n") for run in runs):
            return ()
        return tuple(runs)

    def _speaker(self, element: Element) -> str:
        if not self._speakers:
            return ""
        above: Element | None = element
        while above is not None:
            agents = above.values.get("ttm:agent", "").split()
            if agents:
                return self._speakers.get(agents[0], "")
            above = above.parent
        return ""

    def _language(self, element: Element) -> str:
        above: Element | None = element
        while above is not None and above is not self.root:
            language = above.values.get("xml:lang")
            if language is not None:
                return "" if language == self.document.language else language
            above = above.parent
        return ""

    def _hides_anything(self) -> bool:
        """Whether anything but the times of content makes it invisible somewhere."""
        for element in self.root.elements():
            values = element.values
            if any(name in values for name in _VISIBILITY):
                return True
            if element.tag == "region" and (
                "begin" in values or "end" in values or "dur" in values
            ):
                return True
        return False

    def _stretches(
        self, pieces: tuple[Piece, ...], paragraph: Element, begin: Ms, end: Ms
    ) -> list[tuple[Ms, Ms, tuple[Piece, ...]]]:
        """From when to when which pieces are visible."""
        if end <= begin:
            return []
        if not self._may_hide:
            return [(begin, end, pieces)]
        chains = {piece.owner: self._chain(piece.owner) for piece in pieces}
        bounds = {begin, end}
        for chain in chains.values():
            for element in chain:
                for from_ms, until, _ in self._sets(element):
                    bounds.add(from_ms)
                    if until is not None:
                        bounds.add(until)
                if element.tag == "region":
                    from_ms, until = self._active(element, 0)
                    bounds.add(from_ms)
                    if until is not None:
                        bounds.add(until)
        inside = sorted(bound for bound in bounds if begin <= bound <= end)
        found: list[tuple[Ms, Ms, tuple[Piece, ...]]] = []
        for from_ms, until in pairwise(inside):
            hidden = {owner: self._is_hidden(chain, from_ms) for owner, chain in chains.items()}
            visible = tuple(piece for piece in pieces if not hidden[piece.owner])
            if found and found[-1][1] == from_ms and found[-1][2] == visible:
                found[-1] = (found[-1][0], until, visible)
            elif visible:
                found.append((from_ms, until, visible))
        return found

    def _chain(self, element: Element) -> list[Element]:
        """An element, all around it that is content, and its region."""
        chain = []
        above: Element | None = element
        while above is not None and above.tag != "tt":
            chain.append(above)
            above = above.parent
        region = self.styles.region(element)
        if region is not None:
            chain.append(region)
        return chain

    def _active(self, element: Element, reference: Ms) -> tuple[Ms, Ms | None]:
        """When an element is active by its own times, counted from `reference`."""
        values, read = element.values, self.times.read
        from_ms = reference + (read(values.get("begin", "0s")) or 0)
        ends: list[Ms] = []
        end = read(values["end"]) if "end" in values else None
        if end is not None:
            ends.append(reference + end)
        duration = read(values["dur"]) if "dur" in values else None
        if duration is not None:
            ends.append(from_ms + duration)
        return from_ms, min(ends) if ends else None

    def _sets(self, element: Element) -> list[tuple[Ms, Ms | None, Element]]:
        """The animations of an element with the times of each."""
        reference = self.begins.get(element, 0)
        return [
            (*self._active(node, reference), node)
            for node in element.children
            if isinstance(node, Element) and node.tag == "set"
        ]

    def _is_hidden(self, chain: list[Element], at: Ms) -> bool:
        visibility = ""
        for element in chain:
            values = dict(self.styles.specified(element))
            for from_ms, until, animation in self._sets(element):
                if from_ms <= at and (until is None or at < until):
                    values.update(animation.values)
            if values.get("tts:display") == "none" or _is_zero(values.get("tts:opacity", "1")):
                return True
            visibility = visibility or values.get("tts:visibility", "")
            if element.tag == "region":
                from_ms, until = self._active(element, 0)
                if at < from_ms or (until is not None and at >= until):
                    return True
        return visibility == "hidden"


def _is_zero(number: str) -> bool:
    return not number.strip(" \t\r\n+-0.") and "0" in number


def _in_ruby(element: Element) -> bool:
    """Whether text of an element has an annotation beside it."""
    above: Element | None = element
    while above is not None and above.tag == "span":
        if above.values.get("tts:ruby") in ("base", "container", "baseContainer"):
            return True
        above = above.parent
    return False


def _agents(root: Element) -> dict[str, str]:
    """The names of the speakers by identifier."""
    agents = {}
    for element in root.elements():
        if element.tag == "ttm:agent" and "xml:id" in element.values:
            name = next((_text(e) for e in element.elements() if e.tag == "ttm:name"), "")
            agents[element.values["xml:id"]] = " ".join(name.split())
    return agents


def _text(element: Element) -> str:
    """All character data in an element."""
    return "".join(
        node.text
        for inner in element.elements()
        for node in inner.children
        if isinstance(node, Text)
    )
