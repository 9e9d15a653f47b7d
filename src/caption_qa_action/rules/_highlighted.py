"""Lines that are shown again for each word, with another word marked, as whisper writes `--highlight_words`."""

from __future__ import annotations

from itertools import pairwise

from caption_qa_action.core.document import Cue, Document, Tag
from caption_qa_action.core.named_tuple import NamedTuple

# A line goes on after a pause between two of its words.
_PAUSE_MS = 1000
# How much of a file must be so: somebody may stress one word and then another.
_FEWEST_REPEATS, _SHARE = 3, 4


class Repeated(NamedTuple):
    """The cues that show one line, in order, and the tags in the first of them that mark a word.

    A line of one word is shown once, and marked as a whole.
    """

    cues: list[Cue]
    marks: list[Tag]


def highlighted_lines(document: Document) -> list[Repeated]:
    """The lines that are shown more than once for their words; none unless much of a file is so."""
    return document.once(_find)


def _find(document: Document) -> list[Repeated]:
    dialogue = document.dialogue
    fewest = max(_FEWEST_REPEATS, -(-len(dialogue) // _SHARE))
    if not document.traits.tags or not _may_repeat(document, fewest):
        return []
    marked = {cue.number for cue in document.cues_holding("</")}
    runs: list[list[Cue]] = []
    reached = -1  # how far into its line the last mark stood
    places = [place for place, cue in enumerate(dialogue) if cue.number in marked]
    for place in sorted({*places, *(place + 1 for place in places)} - {0, len(dialogue)}):
        before, cue = dialogue[place - 1], dialogue[place]
        if not _goes_on(document, before, cue):
            continue
        if not (runs and runs[-1][-1] is before):
            runs.append([before])
            reached = _reached(document, before)
        mark = _reached(document, cue)
        if 0 <= mark <= reached:  # the line is spoken again
            runs.append([cue])
        else:
            runs[-1].append(cue)
        reached = reached if mark < 0 else mark
    found = [Repeated(run, _marks(document, run)) for run in runs]
    repeats = sum(len(line.cues) - 1 for line in found)
    if repeats < fewest:
        return []
    marks = {
        (tag.name, tag.annotation) for line in found for tag in line.marks if tag.kind == "start"
    }
    others = set(dialogue).difference(*(line.cues for line in found))
    found += [Repeated([cue], tags) for cue in others if (tags := _whole(document, cue, marks))]
    return sorted(found, key=lambda line: line.cues[0].number)


def _may_repeat(document: Document, fewest: int) -> bool:
    """Whether so many cues may show the line of the one before them: a cue with a mark and one beside it."""
    cues = document.cues
    left = 2 * document.source.text.count("</")
    if left < fewest or document.dialogue is not cues:
        return left >= fewest
    for cue in document.cues_holding("</"):
        at = cue.number - 1
        left -= at == 0 or not _goes_on(document, cues[at - 1], cue)
        left -= at == len(cues) - 1 or not _goes_on(document, cue, cues[at + 1])
        if left < fewest:
            return False
    return True


def _whole(document: Document, cue: Cue, marks: set[tuple[str, str]]) -> list[Tag]:
    """The tags around one word that is all of a cue, where they are such as mark words elsewhere."""
    tags = document.tags(cue) if "</" in document.raw(cue) else []
    if len(tags) == 2 and tags[1].kind == "end" and (tags[0].name, tags[0].annotation) in marks:
        return tags if len(document.plain(cue).split()) == 1 else []
    return []


def _goes_on(document: Document, before: Cue, cue: Cue) -> bool:
    """Whether a cue shows the line of the one before, and at least one of them marks a part of it."""
    # Most neighbours differ in the first letter, which is looked at without the tags at the start.
    if _first_letter(document, cue) != _first_letter(document, before):
        return False
    if not 0 <= cue.start_ms - before.end_ms <= _PAUSE_MS or document.raw(cue) == document.raw(
        before
    ):
        return False
    return document.plain(before) == document.plain(cue) != "" and any(
        _marked(document, each) for each in (before, cue)
    )


def _first_letter(document: Document, cue: Cue) -> str:
    text, start, end = document.source.text, cue.text_start, cue.text_end
    while start < end and text[start] == "<":
        start = text.find(">", start, end) + 1 or end
    return text[start] if start < end else ""


def _marked(document: Document, cue: Cue) -> list[Tag]:
    """The tags around a part of the text of a cue; none where they are around all of it."""
    tags = [tag for tag in document.tags(cue) if tag.kind in ("start", "end")]
    raw = document.raw(cue)
    found: list[Tag] = []
    for start, end in pairwise(tags):
        if start.kind == "start" and (end.kind, end.name) == ("end", start.name):
            outside = (
                raw[: start.span.start - cue.text_start] + raw[end.span.end - cue.text_start :]
            )
            if document.dialect.plain(outside).strip():
                found += [start, end]
    return found


def _reached(document: Document, cue: Cue) -> int:
    """How many characters of a line stand before its mark; -1 where nothing is marked."""
    marked = _marked(document, cue)
    if not marked:
        return -1
    raw = document.raw(cue)
    return len(document.dialect.plain(raw[: marked[0].span.start - cue.text_start]))


def _marks(document: Document, run: list[Cue]) -> list[Tag]:
    """The tags of the first cue that mark a word: those of a name that marks another word in another cue."""
    marked = [_marked(document, cue) for cue in run]
    names = {tag.name for tags in marked for tag in tags}
    return [tag for tag in marked[0] if tag.name in names]
