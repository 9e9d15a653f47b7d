"""What a preset keeps: markup that it does not keep is taken out, the words stay."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from caption_qa_action.core.cue import MARKUP
from caption_qa_action.core.document import Cue, Document, Tag
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.patterns import compiled
from caption_qa_action.core.preset import Preset
from caption_qa_action.core.revealed import words_in_tag
from caption_qa_action.core.source import Span
from caption_qa_action.core.text import plural
from caption_qa_action.core.timeline import PLAIN_RUN, USUAL_PLACE, Event, Run, Style, Timeline
from caption_qa_action.delivery._speakers import Namer

# The looks of a run by the tag names of which one has to be kept, and what a viewer loses.
_LOOKS = (
    ("bold", ("b",), "bold text"),
    ("italic", ("i",), "italic text"),
    ("underline", ("u",), "underlined text"),
    ("strike", ("s",), "struck-out text"),
    ("color", ("c", "font"), "text colour"),
)
# Tags that style or annotate; others are text to some players, so that they are left to the rules.
_TAGS = frozenset({"b", "c", "font", "i", "lang", "rp", "rt", "ruby", "s", "u", "v"})
_ABOVE = frozenset({"rp", "rt"})
_ANNOTATING = _ABOVE | {"ruby"}
_IN_NAME = r"[^ \t\r\n<>/:\"']"
_XML_TAGS = rf"(?i)</?(?:{_IN_NAME}+:)?(?:{'|'.join(sorted(_TAGS))})(?!{_IN_NAME})"
# The time of a word in WebVTT and LRC, right or wrong.
_WORD_TIME = r"[<\[][0-9]+:[0-9:.,]+[>\]]"
# No cue has so many speakers; what comes after them is left without names.
_MOST_NAMES = 50


class Fixed(NamedTuple):
    """Something that was done: the code of the rule that asks for it, and what, in words.

    `cue` is the number of the cue, 0 where it concerns the whole file or several cues. `aided` is
    whether it was done for the aided output alone, `loss` the kind of what is lost by it, in so many `places`.
    """

    code: str
    message: str
    cue: int = 0
    aided: bool = False
    loss: str = ""
    places: int = 1


def strip_unsupported(timeline: Timeline, preset: Preset) -> tuple[Timeline, tuple[Fixed, ...]]:
    """A timeline with the looks that a preset keeps, and what was taken out."""
    removed: dict[str, int] = {}
    events: list[Event] = []
    namer = namer_of(preset)
    for event in timeline.events:
        if not namer and event.placement == USUAL_PLACE and _is_plain(event):
            events.append(event)
            continue
        lost: set[str] = set()
        named = namer.name(event) if namer else event
        runs = tuple(_plainer(run, preset.markup, lost) for run in named.runs)
        if namer:
            lost.discard("speaker name")
        place = event.placement
        if preset.output == "srt" and "position" not in preset.markup and place != USUAL_PLACE:
            # SubRip has places in override blocks alone, which many players print.
            place = USUAL_PLACE
            lost.add("position on the screen")
        for kind in sorted(lost):
            removed[kind] = removed.get(kind, 0) + 1
        events.append(event._replace(runs=runs, placement=place) if lost or namer else event)
    if tuple(events) == timeline.events:
        return timeline, ()
    fixed = (*_removals(removed), *_written_names(namer))
    return timeline._replace(events=tuple(events)), fixed


def _is_plain(event: Event) -> bool:
    """Whether an event is text alone."""
    return all(run[1:] == PLAIN_RUN for run in event.runs)


def _plainer(run: Run, markup: tuple[str, ...], lost: set[str]) -> Run:
    style = run.style
    if style != Style():
        for name, tags, kind in _LOOKS:
            if getattr(style, name) and not any(tag in markup for tag in tags):
                style = style._replace(**{name: getattr(Style(), name)})
                lost.add(kind)
        run = run._replace(style=style)
    if run.speaker and "v" not in markup:
        run = run._replace(speaker="")
        lost.add("speaker name")
    if run.language and "lang" not in markup:
        run = run._replace(language="")
        lost.add("language of a passage")
    if run.ruby and "ruby" not in markup:
        run = run._replace(ruby="")
        lost.add("ruby annotation")
    return run


def namer_of(preset: Preset) -> Namer | None:
    """What writes the names of speakers as text, if a preset wants them so."""
    if not preset.speaker or "v" in preset.markup:
        return None
    return Namer(preset.speaker, changes_only=preset.speaker.startswith(">>"))


def _written_names(namer: Namer | None) -> tuple[Fixed, ...]:
    if namer is None or not namer.number:
        return ()
    cues = plural(namer.number, "cue")
    return (Fixed("unsupported_markup", f"the speaker's name is written as text in {cues}"),)


def _removals(removed: dict[str, int]) -> tuple[Fixed, ...]:
    return tuple(
        Fixed(
            "strip_styling",
            f"{kind} is removed in {plural(number, 'cue')}",
            loss=kind,
            places=number,
        )
        for kind, number in removed.items()
    )


def stripped(document: Document, preset: Preset) -> tuple[str, tuple[Fixed, ...]]:
    """A document's text in its own format without the tags that a preset does not keep.

    A cue whose words would change with its tags, as in `<<b></b>i>`, keeps them.
    """
    text = document.source.text
    if document.tree is not None and not compiled(_XML_TAGS).search(text):
        return text, ()  # XML has other elements, and tags of no other kind
    pieces: list[str] = []
    position = 0
    removed: dict[str, int] = {}
    namer = namer_of(preset)
    for cue in _cues_with_removable(document, preset.markup):
        tags = [tag for tag in document.tags(cue) if _is_removed(tag, document, preset.markup)]
        if not tags:
            continue
        annotations = _annotations(document, cue, tags)
        tags += annotations
        plainer = _without(text, cue, tags)
        if not _says_the_same(document, cue, plainer, annotations):
            continue
        if namer:
            plainer = _named(document, cue, tags, namer) or plainer
        pieces += (text[position : cue.text_start], plainer)
        position = cue.text_end
        names = {_shown(tag, annotated=bool(annotations)) for tag in tags}
        left = tags[: len(tags) - len(annotations)]
        if any(words_in_tag(text[slice(*tag.span)]) for tag in left):
            names.add("hidden text")
        for name in names:
            removed[name] = removed.get(name, 0) + 1
    pieces.append(text[position:])
    return "".join(pieces), (*_removals(dict(sorted(removed.items()))), *_written_names(namer))


def _cues_with_removable(document: Document, markup: tuple[str, ...]) -> Sequence[Cue]:
    """The cues that may hold tags that a preset does not keep, in the order of the file."""
    cues = document.cues_with_tags()
    if not document.literal or document.tree is not None:  # names may have prefixes in XML
        return cues
    names = "|".join(sorted(_TAGS.difference(markup)))
    search, text = compiled(rf"(?i)<(?:/?(?:{names})|[0-9])|\{{").search, document.source.text
    return [cue for cue in cues if search(text, cue.text_start, cue.text_end)]


def _named(document: Document, cue: Cue, tags: list[Tag], namer: Namer) -> str:
    """A cue's text without tags and with the names of its speakers; "" where that cannot be."""
    text, plain = document.source.text, document.dialect.plain
    labels: dict[int, str] = {}
    for tag in [tag for tag in tags if tag.kind == "start" and tag.name == "v"][:_MOST_NAMES]:
        start, end = tag.span
        before = plain(unix(text[cue.text_start : start]))
        # A name is looked for at the beginning of the speech, which needs no more than this.
        after = plain(unix(text[end : min(cue.text_end, end + 400)]))
        label = namer.label(tag.annotation, before, after, first=not labels)
        if label and not re.search(r"[<{]|--", label):
            labels[start] = label.replace("\n", document.source.newline)
    if not labels:
        return ""
    named = _without(text, cue, tags, labels)
    rest = "".join(plain(unix(named)).split())
    position = 0
    for label in labels.values():
        bare = "".join(plain(label).split())
        position = rest.find(bare, position)
        if position < 0:
            return ""
        rest = rest[:position] + rest[position + len(bare) :]
    if rest != "".join(document.plain(cue).split()):
        return ""
    namer.number += 1
    return named


def _is_removed(tag: Tag, document: Document, markup: tuple[str, ...]) -> bool:
    if tag.kind == "override":
        return document.traits.is_line_based and "position" not in markup
    if tag.kind == "timestamp":
        # Words behind a `<` and a digit are no time, as in `I <3 you`: with their tag they would be gone.
        is_time = compiled(_WORD_TIME).fullmatch(document.source.text, *tag.span)
        return bool(is_time) and document.traits.has_word_times and "timestamp" not in markup
    return tag.name in _TAGS and tag.name not in markup


def _annotations(document: Document, cue: Cue, removed: Iterable[Tag]) -> list[Tag]:
    """What is shown above words where its tags are taken out: without them it would be words between words.

    Only directly inside `ruby` an annotation is one, as browsers have it.
    """
    names = {tag.name for tag in removed}
    if not names.intersection(_ABOVE):
        return []
    found: list[Tag] = []
    opened: list[Tag] = []
    for tag in document.tags(cue):
        inside = opened[-1].name if opened else ""
        if inside in _ABOVE and tag.name in _ANNOTATING:
            above = opened.pop()
            if above.name in names:
                found.append(above._replace(span=Span(above.span.start, tag.span.start)))
            inside = opened[-1].name
        if tag.kind == "end":
            del opened[len(opened) - (inside == tag.name) :]
        elif tag.kind == "start" and tag.name in (_TAGS if inside == "ruby" else _TAGS - _ABOVE):
            opened.append(tag)
    if opened and opened[-1].name in names.intersection(_ABOVE):
        found.append(opened[-1]._replace(span=Span(opened[-1].span.start, cue.text_end)))
    return found


def _shown(tag: Tag, *, annotated: bool) -> str:
    if annotated and tag.name in _ANNOTATING:
        return "ruby annotation"
    if tag.kind == "override":
        return "override markup"
    return "word timing" if tag.kind == "timestamp" else f"<{tag.name}>"


def _without(
    text: str, cue: Cue, tags: Iterable[Tag], labels: Mapping[int, str] | None = None
) -> str:
    """A cue's text without tags; lines that held nothing else go, since an empty one ends a cue.

    `labels` stand in the place of tags that begin there.
    """
    labels = labels or {}
    spans = sorted(tag.span for tag in tags)
    if not labels and (plain := _cut_out(text, cue, spans)):
        return plain
    index = removed_to = 0
    lines: list[str] = []
    for match in re.finditer(r"[^\r\n]*(?:\r\n|\r|\n|\Z)", text[cue.text_start : cue.text_end]):
        start, end = match.start() + cue.text_start, match.end() + cue.text_start
        pieces, position = [], max(start, min(end, removed_to))
        while index < len(spans) and spans[index].start < end:
            span = spans[index]
            index += 1
            if span.end <= position:
                continue
            pieces.append(text[position : max(position, span.start)])
            label = labels.get(span.start, "")
            if label[:1] in ("\r", "\n"):
                pieces[-1] = pieces[-1].rstrip(" \t")
            pieces.append(label)
            position, removed_to = min(end, span.end), max(removed_to, span.end)
        pieces.append(text[position:end])
        line = "".join(pieces)
        if position == start or line.strip(" \t\r\n"):
            lines.append(line)
    return "".join(lines).rstrip("\r\n")


def _cut_out(text: str, cue: Cue, spans: Sequence[Span]) -> str:
    """A cue's text without spans, where every line stays and holds something else too; else `""`."""
    pieces, position = [], cue.text_start
    for start, end in spans:
        if start < position or end > cue.text_end or "\n" in text[start:end]:
            return ""
        pieces.append(text[position:start])
        position = end
    plain = "".join([*pieces, text[position : cue.text_end]])
    lines = plain.splitlines()
    whole = len(lines) == plain.count("\n") + 1 and "\r" not in text[cue.text_start : cue.text_end]
    return plain if whole and all(map(str.strip, lines)) else ""


def _says_the_same(document: Document, cue: Cue, plainer: str, annotations: Sequence[Tag]) -> bool:
    """Whether a text without tags is that of the cue; one without its `annotations` lacks their words alone."""
    if "-->" in plainer or re.search(r"(?:\A|[\r\n])[ \t]*(?:[\r\n]|\Z)", plainer):
        return False
    before = document.plain(cue)
    if annotations:
        before = document.dialect.plain(unix(_without(document.source.text, cue, annotations)))
    if plainer == before and document.literal and not any(map(plainer.__contains__, MARKUP)):
        return True
    return _words(document.dialect.plain(unix(plainer))) == _words(before)


def unix(text: str) -> str:
    """Text with LF line ends."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _words(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip(" \t")]
