"""What the times and texts of a document come to, computed once: a rule about a limit asks whether any cue breaks it.

Of times all cues are counted, those too that are no dialogue or whose times were guessed; of texts those of dialogue.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import islice, pairwise
from operator import le, sub

from caption_qa_action.core import language
from caption_qa_action.core.cue import MARKUP
from caption_qa_action.core.document import Document

# It parts texts that are looked at together; whatever is replaced in them reaches no further than to it.
APART = "\0"


def shortest_ms(document: Document) -> int:
    """How long the shortest cue is on screen; negative when one ends before it starts, 0 without cues."""
    return min(document.once(_durations), default=0)


def longest_ms(document: Document) -> int:
    """How long the longest cue is on screen; 0 without cues."""
    return max(document.once(_durations), default=0)


def durations_ms(document: Document) -> list[int]:
    """How long each cue of dialogue is on screen."""
    return document.once(_durations_of_dialogue)


def are_in_order(document: Document) -> bool:
    """Whether no cue starts before the one above it."""
    return document.once(_are_in_order)


def are_apart(document: Document) -> bool:
    """Whether each cue starts when the one above it ends, or later, and no cue ends before it starts."""
    return document.once(_are_apart)


def shown_texts(document: Document) -> list[str]:
    """What viewers read of each cue of dialogue, as `Document.plain`."""
    return document.once(_shown_texts)


def scripts(document: Document) -> list[str]:
    """The language of the script of what viewers read of each cue of dialogue, as `language.of_script`."""
    return document.once(_scripts)


def raw_texts(document: Document) -> str:
    """The texts of the cues as they stand in the file, parted by line ends; what several cues share is there once."""
    return document.once(_raw_texts)


def text_lengths(document: Document) -> list[int]:
    """How long the text of each cue of dialogue is as it stands in the file."""
    return document.once(_text_lengths)


def shown_at_once(
    raws: Sequence[str],
    show: Callable[[str], str],
    plain: Callable[[str], str],
    odd_shown: Iterable[str],
    odd: Iterable[str] = (),
) -> list[str]:
    """What each of some raw texts shows: `show` makes it of all of them, parted by `APART`.

    For formats: a replacement in many texts together costs little more than in one.
    Texts that show one of the `odd_shown` signs, and those with one of `odd`, are left to `plain`. In a sign, `APART` is
    the edge of a text.
    """
    together = f"{APART}{APART.join(raws)}{APART}"
    shown_together = show(together)
    shown = shown_together[1:-1].split(APART)
    if len(shown) != len(raws):  # one has it itself
        return list(map(plain, raws))
    for index in {*_holding(odd, raws, together), *_holding(odd_shown, shown, shown_together)}:
        shown[index] = plain(raws[index])
    return shown


def _shown_texts(document: Document) -> list[str]:
    cues = document.dialogue
    if not document.states_texts:
        if document.literal and document.tree is None:
            return _texts_at_once(document, _own_texts(document))
        texts = document.once(_own_texts)
        shown = _texts_at_once(document, [*texts])
        document.keep_texts(cues, texts, shown)
        return shown
    others = document.without_stated_text(cues)
    source = document.source.text
    texts = [source[cue.text_start : cue.text_end] for cue in others]
    document.keep_texts(others, texts, _texts_at_once(document, [*texts]))
    return list(map(document.plain, cues))


def _texts_at_once(document: Document, texts: list[str]) -> list[str]:
    """What raw texts of a document show, in the same list or another one."""
    if not document.literal:
        return document.plain_texts(texts)
    text, marked = document.source.text, set[int]()
    if "\r" in text:
        texts = [shown.replace("\r\n", "\n").replace("\r", "\n") for shown in texts]
    for sign in filter(text.__contains__, MARKUP):
        marked.update(index for index, shown in enumerate(texts) if sign in shown)
    shown_texts = document.plain_texts([texts[index] for index in marked])
    for index, shown in zip(marked, shown_texts, strict=True):
        texts[index] = shown
    return texts


def _scripts(document: Document) -> list[str]:
    texts = shown_texts(document)
    if document.shows_own_characters and not language.may_have_script(document.source.alphabet):
        return [""] * len(texts)
    return language.of_scripts(texts)


def _own_texts(document: Document) -> list[str]:
    """The text of each cue of dialogue as it stands in the file."""
    text = document.source.text
    return [text[cue.text_start : cue.text_end] for cue in document.dialogue]


def _raw_texts(document: Document) -> str:
    cues = document.cues
    share = document.traits.cues_share_text and any(
        one.text_end > other.text_start for one, other in pairwise(cues)
    )
    if document.dialogue is cues and not share:
        return "\n".join(document.once(_own_texts))
    text, parts, done = document.source.text, list[str](), 0
    for start, end in sorted([(cue.text_start, cue.text_end) for cue in cues]):
        if start > done:
            parts.append("\n")
        parts.append(text[max(start, done) : end])
        done = max(done, end)
    return "".join(parts)


def _text_lengths(document: Document) -> list[int]:
    return [cue.text_end - cue.text_start for cue in document.dialogue]


def _starts(document: Document) -> list[int]:
    return [cue.start_ms for cue in document.cues]


def _ends(document: Document) -> list[int]:
    return [cue.end_ms for cue in document.cues]


def _durations(document: Document) -> list[int]:
    return list(map(sub, document.once(_ends), document.once(_starts)))


def _durations_of_dialogue(document: Document) -> list[int]:
    if document.dialogue is document.cues:
        return document.once(_durations)
    return [cue.end_ms - cue.start_ms for cue in document.dialogue]


def _are_in_order(document: Document) -> bool:
    starts = document.once(_starts)
    return all(map(le, starts, islice(starts, 1, None)))


def _are_apart(document: Document) -> bool:
    starts, ends = document.once(_starts), document.once(_ends)
    return all(map(le, ends, islice(starts, 1, None))) and shortest_ms(document) >= 0


def _holding(signs: Iterable[str], texts: Sequence[str], together: str) -> set[int]:
    """The texts in which one of some signs occurs, by their places."""
    return {
        index
        for sign in signs
        if sign in together
        for index, text in enumerate(texts)
        if sign in f"{APART}{text}{APART}"
    }
