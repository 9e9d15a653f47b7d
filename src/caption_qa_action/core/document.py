"""A parsed caption file: cues and blocks that tile its text, and what the parser noticed."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from caption_qa_action.core.annotations import TYPE_CHECKING, TypeAlias, TypeVar, cast
from caption_qa_action.core.cue import MARKUP, Block, Cue, Dialect, Markup, Region, Tag
from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.siblings import Sibling, no_siblings
from caption_qa_action.core.source import Problem, Source, Span
from caption_qa_action.core.traits import UNKNOWN, XML, FormatTraits

if TYPE_CHECKING:
    from caption_qa_action.core.timeline import Loss
    from caption_qa_action.core.xml import Element, ElementStyles

__all__ = [
    "BY_NAME",
    "MOST_TAGS",
    "Block",
    "Cue",
    "Dialect",
    "Document",
    "FindSiblings",
    "Markup",
    "Region",
    "Tag",
    "Tracks",
]

_T = TypeVar("_T")
# The tracks of a document: by the number of a cue its track, for those that are in another than the main one.
Tracks: TypeAlias = Mapping[int, str]

# A cue with more tags is no caption, and looking at each of them would only cost time. Karaoke, the
# densest markup there is, has some hundred tags in a cue.
MOST_TAGS = 2000


# What decided the format of a file whose content is in none.
BY_NAME = "its name, not its content"
# `&amp;`, `&lt;` and `&gt;` hide nothing that a rule looks for.
_REFERENCE = "&(?!(?:amp|lt|gt);)(?:[A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});|&amp;[A-Za-z0-9#]{1,32};"


def _no_formats() -> Mapping[str, FormatTraits]:
    return {}


def _nothing_lost(document: Document, format: str) -> tuple[Loss, ...]:
    return ()


class Document:
    """A parsed file. `tiles()` cover `source.text` without gap or overlap.

    `traits` say what its format is like, and `format` is the name of that: a module of `formats`, or
    `unknown`. `known_formats()` are all formats by name; who reads a file provides them, since formats
    do not know each other. `kind` is what a WebVTT file is for:
    `captions`, `subtitles`, `descriptions`, `chapters` or `metadata`. `language` is a BCP 47 tag,
    `""` when nothing states it; `header` holds the header's `Name: value` pairs, names in lower case.
    `guessed` are the numbers of the cues whose times could not be read: rules about time report nothing
    of them. `tree` is the root element of an XML format, `styles` what its elements look like. `plain` holds the
    visible text of the cues, by number, whose text does not follow from their raw text alone; `shown_spans` where that stands which a
    cue shows, where that is not the text of the cue alone. `literal`: whether a raw text
    without `<`, `&` and `{` is what a viewer reads; where it is False, the dialect is always asked.
    `losses_in(document, format)` is what writing it in another format loses; the engine provides it,
    since formats do not know each other. `find_siblings()` are the same captions in other languages,
    where the document is a file among others; the pipeline provides it.
    `stated_by` names what decided the format, the kind, the encoding and the language, under these names.
    `find_dialogue(cues)` are the cues that are read as captions, where a format has others too.
    `find_tracks(document)` are the tracks of its cues, where a format holds several in one file.
    `pieces` are the spans of text, in order, where other things stand between the words of a cue.
    `plain_texts(raws)` are the visible texts of many raw ones, as the dialect's `plain` of each; a format may have a
    quicker way.
    """

    __slots__ = (
        "source", "traits", "known_formats", "cues", "blocks", "problems", "dialect", "language", "kind", "header",
        "regions", "guessed", "literal", "tree", "styles", "losses_in", "find_siblings", "stated_by", "pieces",
        "plain_texts", "_find_dialogue", "_find_tracks", "_dialogue", "_plain", "_is_bare", "states_texts",
        "_shown_spans", "_cue_starts", "_markup", "_kept",
    )  # fmt: skip

    def __init__(
        self,
        source: Source,
        traits: FormatTraits,
        cues: list[Cue],
        blocks: list[Block],
        problems: list[Problem],
        dialect: Dialect,
        *,
        language: str = "",
        kind: str = "captions",
        header: Mapping[str, str] | None = None,
        regions: Iterable[Region] = (),
        guessed: frozenset[int] = frozenset(),
        literal: bool = True,
        tree: Element | None = None,
        styles: ElementStyles | None = None,
        plain: Mapping[int, str] | None = None,
        shown_spans: Mapping[int, tuple[Span, ...]] | None = None,
        find_dialogue: Callable[[list[Cue]], list[Cue]] | None = None,
        find_tracks: Callable[[Document], Tracks] | None = None,
        pieces: Sequence[Span] = (),
        plain_texts: Callable[[Sequence[str]], list[str]] | None = None,
    ) -> None:
        self.source = source
        self.traits = traits
        self.known_formats: Callable[[], Mapping[str, FormatTraits]] = _no_formats
        self.cues = cues
        self.blocks = blocks
        self.problems = problems
        self.dialect = dialect
        self.language = language
        self.kind = kind
        self.header = header or {}
        self.regions = tuple(regions)
        self.guessed = guessed
        self.literal = literal
        self.pieces = pieces
        self.plain_texts = plain_texts or (lambda raws: list(map(dialect.plain, raws)))
        self.tree = tree
        self.styles = styles
        self.losses_in: Callable[[Document, str], tuple[Loss, ...]] = _nothing_lost
        self.find_siblings: FindSiblings = no_siblings
        self.stated_by: dict[str, str] = {}
        self._find_dialogue = find_dialogue
        self._find_tracks = find_tracks
        self._dialogue: list[Cue] | None = None
        self._plain: dict[int, str] = dict(plain or {})
        self.states_texts = bool(plain)  # the texts of some cues do not follow from their raw ones
        # Whether what stands in the file is what a viewer reads, in all of its cues.
        has = source.text.__contains__
        self._is_bare = literal and not plain and not any(map(has, f"\r{MARKUP}"))
        self._shown_spans = shown_spans or {}
        self._kept: dict[object, object] = {}
        self._cue_starts: list[int] | None = None
        self._markup: list[Markup] | None = None

    @property
    def format(self) -> str:
        """The name of the format."""
        return self.traits.name

    @property
    def is_recognised(self) -> bool:
        """Whether anything but its name shows that the file holds captions."""
        if self.format == UNKNOWN:
            return False
        if self.stated_by.get("format") != BY_NAME:
            return True
        # Elements of any XML may be called as those of captions; they have no times.
        untimed = len(self.guessed) if self.tree is not None else 0
        return len(self.cues) > untimed

    @property
    def taken_for(self) -> list[tuple[str, str, str]]:
        """What the file was taken for, and by what: the format, the kind, the encoding, the language."""
        values = {
            "format": self.format,
            "kind": self.kind,
            "encoding": self.source.encoding,
            "language": self.language or "unknown",
        }
        return [(name, value, self.stated_by.get(name, "")) for name, value in values.items()]

    def tiles(self) -> list[Span]:
        """The spans of all cues and blocks, in order."""
        spans = [cue.block_span for cue in self.cues]
        spans += [block.span for block in self.blocks]
        spans.sort()
        return spans

    @property
    def dialogue(self) -> list[Cue]:
        """The cues that viewers read as captions, in the order of the file.

        All cues, except that drawings, karaoke and typeset signs of ASS are left out. Rules about
        reading and overlap look at these.
        """
        if self._dialogue is None:
            find = self._find_dialogue
            self._dialogue = find(self.cues) if find is not None else self.cues
        return self._dialogue

    def by_track(self, cues: list[Cue]) -> list[list[Cue]]:
        """Cues of one track each, in the order given; nearly all documents have one track.

        The cues of two tracks are shown together, or in place of each other, because someone wants it so:
        two languages, or captions to which words are added one by one. Rules that compare a cue with its
        neighbours compare it with those of its track.
        """
        tracks = self.once(self._find_tracks) if self._find_tracks is not None else {}
        if not tracks:
            return [cues]
        found: dict[str, list[Cue]] = {}
        for cue in cues:
            found.setdefault(tracks.get(cue.number, ""), []).append(cue)
        return list(found.values())

    def raw(self, cue: Cue) -> str:
        """A cue's text as it stands in the file, line ends and markup included."""
        return self.source.text[cue.text_start : cue.text_end]

    def shown_spans(self, cue: Cue) -> tuple[Span, ...]:
        """Where the text stands that a cue shows."""
        return self._shown_spans.get(cue.number) or (cue.text_span,)

    def shown_length(self, cue: Cue) -> int:
        """How much of the file a cue shows, in code points: no less than its characters."""
        spans = self._shown_spans.get(cue.number)
        if spans is None:
            return cue.text_end - cue.text_start
        return sum(end - start for start, end in spans)

    def own_text(self, cue: Cue) -> str:
        """The words that stand in a cue's place in the file, each once however many cues show it."""
        if self.traits.cues_share_text:
            return self.dialect.plain(self.raw(cue))
        return self.plain(cue)

    def plain(self, cue: Cue) -> str:
        """A cue's text as a viewer reads it; lines end in LF."""
        if self._is_bare:
            return self.source.text[cue.text_start : cue.text_end]
        plain = self._plain.get(cue.number)
        if plain is not None:
            return plain
        raw = self.source.text[cue.text_start : cue.text_end]
        if not raw:
            return ""
        if self.literal:
            if "\r" in raw:
                raw = raw.replace("\r\n", "\n").replace("\r", "\n")
            if "<" not in raw and "&" not in raw and "{" not in raw:
                return raw
        # Kept, since several rules ask; cutting a text out again costs less than keeping it.
        plain = self._plain[cue.number] = self.dialect.plain(raw)
        return plain

    def without_stated_text(self, cues: list[Cue]) -> list[Cue]:
        """The cues whose text follows from their raw text alone, as far as it was not looked at already."""
        return [cue for cue in cues if cue.number not in self._plain]

    def keep_texts(self, cues: list[Cue], raws: Iterable[str], texts: Iterable[str]) -> None:
        """Keep what viewers read of some cues, `texts`, where that is not what stands in the file, their `raws`."""
        self._plain.update(
            (cue.number, text)
            for cue, raw, text in zip(cues, raws, texts, strict=True)
            if raw is not text
        )

    @property
    def shows_own_characters(self) -> bool:
        """Whether viewers see no other characters than stand in the file, blanks and line ends aside."""
        return (self.literal or self.tree is not None) and "&" not in self.source.text

    @property
    def has_escapes(self) -> bool:
        """Whether the file may write a character by others, so that viewers read others than stand in it."""
        if self.traits.escapes == XML and self.literal:
            return self.once(_has_references)
        return bool(self.traits.escapes)

    def lines(self, cue: Cue) -> list[str]:
        """A cue's visible lines, in order; lines that show nothing are left out."""
        return [line for line in self.plain(cue).split("\n") if line and not line.isspace()]

    def tags(self, cue: Cue) -> list[Tag]:
        """A cue's markup, in order."""
        raw = self.raw(cue)
        if self.literal and "<" not in raw and "{" not in raw:
            return []
        return self.dialect.tags(raw, cue.text_start)

    def cues_with_tags(self) -> Sequence[Cue]:
        """The cues that may hold markup, in the order of the file."""
        if not self.literal:
            return self.cues
        found = {cue.number: cue for sign in "<{" for cue in self.cues_holding(sign)}
        return [found[number] for number in sorted(found)]

    def markup(self) -> list[Markup]:
        """The cues that hold markup, grouped by the sequence of their tags. Kept once computed.

        Cues with more than `MOST_TAGS` tags are left out.
        """
        if self._markup is None:
            self._markup = list(self._group_by_tags())
        return self._markup

    def _group_by_tags(self) -> Iterator[Markup]:
        # Thousands of cues share a few sequences, such as `<i></i>`: taking only the sequence out of
        # each cue is many times cheaper than making its tags, which are needed where one is odd.
        text = self.source.text
        overrides = "{\\" in text
        find_tags = re.compile(r"<[^>]*>?|\{\\[^}]*\}?" if overrides else "<[^>]*>?").findall
        found = {cue.number: cue for cue in self.cues_holding("<")}
        if overrides:
            found.update((cue.number, cue) for cue in self.cues_holding("{\\"))
            found = dict(sorted(found.items()))
        groups: dict[str, list[Cue]] = {}
        for cue in found.values():
            found_tags = find_tags(text, cue.text_start, cue.text_end)
            if len(found_tags) <= MOST_TAGS:
                sequence = "".join(found_tags)
                if ":" in sequence:  # karaoke: no two cues have the same timestamps
                    sequence = re.sub("<[0-9][0-9:.]*>", "<0>", sequence)
                groups.setdefault(sequence, []).append(cue)
        for cues in groups.values():
            tags = self.tags(cues[0])
            if tags:
                yield Markup(tags, cues)

    def cues_holding(self, sign: str) -> Iterator[Cue]:
        """The cues in whose text, as it stands in the file, a sign occurs, in order."""
        find, starts, cues = self.source.text.find, self._block_starts(), self.cues
        offset = find(sign)
        while offset >= 0:
            index = bisect_right(starts, offset) - 1
            if index >= 0 and cues[index].text_start <= offset < cues[index].text_end:
                yield cues[index]
                offset = cues[index].text_end - 1
            offset = find(sign, offset + 1)

    def is_text(self, offset: int) -> bool:
        """Whether a place within a cue's text is text, and not what a format writes between its words."""
        if not self.pieces:
            return True
        index = bisect_right(self.pieces, (offset, len(self.source.text))) - 1
        return index >= 0 and offset < self.pieces[index].end

    def placement(self, cue: Cue) -> str:
        """What decides where on the screen a cue is shown; `""` is the default place."""
        return self.dialect.placement(cue, self.raw(cue))

    def time_spans(self, cue: Cue) -> tuple[Span, Span]:
        """Where a cue's start and end time stand in the text."""
        timing = self.source.text[cue.timing_start : cue.timing_end]
        return self.dialect.time_spans(timing, cue.timing_start)

    def cue_at(self, offset: int) -> Cue | None:
        """The cue whose block holds an offset; None outside cues."""
        index = bisect_right(self._cue_starts or self._block_starts(), offset) - 1
        if index < 0:
            return None
        cue = self.cues[index]
        return cue if offset < cue.block_end or offset == cue.text_end else None

    def _block_starts(self) -> list[int]:
        starts = self._cue_starts
        if starts is None:
            starts = self._cue_starts = [cue.block_start for cue in self.cues]
        return starts

    def once(self, compute: Callable[[Document], _T]) -> _T:
        """What a function makes of this document; computed when first asked for, then kept.

        For what several rules need.
        """
        if compute not in self._kept:
            self._kept[compute] = compute(self)
        return cast(_T, self._kept[compute])

    def noticed(
        self, code: str, severity: Callable[[Problem], Severity | None] = lambda problem: None
    ) -> Iterator[Finding]:
        """What decoding and the parser noticed under a code, as findings.

        `severity` gives that of each one; None is that of the rule.
        """
        for problem in self.once(_problems_by_code).get(code, ()):
            yield Finding(problem.span, problem.message, problem.fix, severity=severity(problem))


def _problems_by_code(document: Document) -> dict[str, list[Problem]]:
    """What decoding and the parser noticed, by its code: sixty rules ask, each for its own."""
    found: dict[str, list[Problem]] = {}
    for problem in (*document.source.problems, *document.problems):
        found.setdefault(problem.code, []).append(problem)
    return found


def _has_references(document: Document) -> bool:
    text = document.source.text
    return "&" in text and re.search(_REFERENCE, text) is not None


# The same captions in other languages, by path; the files are looked for when this is called.
FindSiblings: TypeAlias = Callable[[], tuple[Sibling[Document], ...]]
