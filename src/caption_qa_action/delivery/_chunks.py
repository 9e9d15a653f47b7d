"""A cue's text as chunks that are never broken, and what lies between them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from math import inf

from caption_qa_action.core import cjk
from caption_qa_action.core.breaking import SENTENCE, Between, Penalty, penalty
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.patterns import compiled
from caption_qa_action.core.phrases import inner_breaks, joins, phrase_doubts
from caption_qa_action.core.reading import halves, spans_halves
from caption_qa_action.core.sentences import (
    BLANKS,
    CLOSERS,
    DASHES,
    sentence_ends,
)
from caption_qa_action.core.timeline import Run
from caption_qa_action.core.words import words_of
from caption_qa_action.delivery._turns import Turn, find_turns

# What it costs to part two turns that answer each other, and to part one of them.
_PARTED_PAIR, _PARTED_TURN = 600.0, 750.0
# What a break of the author costs where it is to be kept.
_KEPT = Penalty(-60, 0)
# Words of letters below those of Thai are never broken: most words with accents, and all of Greek, Cyrillic, Hebrew
# and Arabic.
_UNBROKEN = "[\0-\u0dff\u2018\u2019\u2026]+"
_BREAKABLE = re.compile("[—\u200b]")
# Signs that stand alone and belong to the word after or before them.
_LEADING = f"«‹¿¡([“‘„♪♫#>{DASHES}"
_TRAILING = "?!:;»›)]”’%€…♪♫"
# So many characters of a long word are looked at before and after a place (chosen).
_WORD = 40


class Break(NamedTuple):
    """What lies between two chunks.

    `joint` stands there while both are on one line. `line` and `cue` are the cost of breaking the
    line or the cue here. At a `hard` one the line must break; at a `sentence` one has ended.
    """

    joint: str
    width: int
    line: float
    cue: float
    hard: bool = False
    sentence: bool = False


class Chunk(NamedTuple):
    """A stretch of the text, `start` up to `end`, and its length in halves of a character."""

    start: int
    end: int
    width: int


class Chunks(NamedTuple):
    """The chunks of a text, with one break after each but the last."""

    text: str
    chunks: list[Chunk]
    breaks: list[Break]


def cut(
    runs: tuple[Run, ...],
    counted: str,
    language: str,
    width: int,
    *,
    keeps_breaks: bool = False,
    tears_phrases: bool = False,
) -> Chunks:
    """The chunks of a cue.

    `counted` is the language whose way of counting applies, `language` the one whose words do,
    `width` the length of a full line in halves of a character. With `keeps_breaks` the author's breaks
    are the best ones; with `tears_phrases` phrases of wide characters may be broken too.
    """
    text = "".join(run.text for run in runs)
    whole, emphasized = _run_spans(runs, width, counted)
    turns = find_turns(text, runs)
    doubts: dict[int, float] = {}
    pieces = list(_spans(text, language, 0 if tears_phrases else width, doubts))
    starts = {turn.start for turn in turns}
    spans = list(_merged(text, _parted(pieces, starts) if starts else pieces, whole, starts))
    widths = spans_halves(counted, text, spans)
    chunks = [Chunk(start, end, width) for (start, end), width in zip(spans, widths, strict=True)]
    breaks = list(_breaks(text, chunks, language, counted, turns, emphasized, doubts))
    for at, gap in enumerate(breaks if keeps_breaks else ()):
        if "\n" in text[chunks[at].end : chunks[at + 1].start]:
            breaks[at] = gap._replace(line=min(gap.line, _KEPT.line), cue=min(gap.cue, _KEPT.cue))
    return Chunks(text, chunks, breaks)


def _spans(
    text: str, language: str, width: int, doubts: dict[int, float]
) -> Iterator[tuple[int, int]]:
    """The smallest pieces that could stand alone: words, and phrases where there are no blanks.

    A phrase of wide characters that is longer than `width` is cut between any two of them. `doubts` gets
    how doubtful it is that a phrase ends at a place between wide characters.
    """
    unbroken = compiled(_UNBROKEN).fullmatch
    for match in re.finditer(f"[^{BLANKS}]+", text):
        start, end = match.span()
        word = match[0]
        if word.isascii() or unbroken(word):
            yield start, end
            continue
        places = inner_breaks(word)
        places.update(dict.fromkeys(_pauses(word), 0.0))
        if cjk.WIDE.search(word):
            places |= _wide_breaks(word, language, width)
        last = start
        for at in sorted(places):
            doubts[start + at] = places[at]
            yield last, start + at
            last = start + at
        yield last, end


def _pauses(word: str) -> Iterator[int]:
    """Where a word may be broken after a dash that stands for a pause, or after a sign that allows it."""
    for match in _BREAKABLE.finditer(word):
        at = match.start() + 1
        # A dash that stands for a pause: `come in—quickly`.
        is_pause = (
            match[0] == "—" and at > 1 and word[at - 2].isalpha() and word[at : at + 1].islower()
        )
        if is_pause or (match[0] == "\u200b" and at < len(word) and not joins(word[at])):
            yield at


def _wide_breaks(word: str, language: str, width: int) -> dict[int, float]:
    """Where a word with wide characters may be broken, and how doubtful it is that a phrase ends there."""
    found: dict[int, float] = {}
    last = 0
    doubts = phrase_doubts(word, language)
    ends = [at for at, doubt in enumerate(doubts, 1) if doubt < 1]
    for end in (*ends, len(word)):
        first = last + 1 if (end - last) * 2 > width else end
        for at in range(first, min(end + 1, len(word))):
            if cjk.may_break(word[at - 1], word[at]):
                found[at] = doubts[at - 1]
        last = end
    return found


def _parted(spans: list[tuple[int, int]], places: set[int]) -> Iterator[tuple[int, int]]:
    """The spans, parted at some places as well."""
    for start, end in spans:
        for place in sorted(places.intersection(range(start + 1, end))):
            yield start, place
            start = place
        yield start, end


def _merged(
    text: str, spans: Iterable[tuple[int, int]], whole: list[tuple[int, int]], turns: set[int]
) -> Iterator[tuple[int, int]]:
    """The spans, with those made one that must never be apart."""
    inside = _Inside(whole)
    start, end = 0, -1
    for following in spans:
        if end < 0:
            start, end = following
        elif following[0] not in turns and (
            (
                not _are_words(text[end - 1], text[following[0]])
                and _belongs(text[max(start, end - 20) : end], text[following[0] : following[1]])
            )
            or (whole and inside.has(end, following[0]))
        ):
            end = following[1]
        else:
            yield start, end
            start, end = following
    if end >= 0:
        yield start, end


def _are_words(last: str, first: str) -> bool:
    """Whether one word ends with a letter or a digit and the next one begins with a letter, so that both stand alone.

    No letter before those of Thai joins what stands before it.
    """
    return first.isalpha() and first < "\u0e00" and last.isalnum()


def _begins_anew(before: str, after: str) -> bool:
    """Whether an ellipsis or a dash stands before a sentence and not after one: `Stop. ... And go.`"""
    return not after.strip(f".…{DASHES}") and before[-1] in ".!?…" + CLOSERS


class _Inside:
    """Whether a gap lies inside one of some spans; to be asked in rising order."""

    __slots__ = ("spans", "at")

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        self.spans = spans
        self.at = 0

    def has(self, start: int, end: int) -> bool:
        while self.at < len(self.spans) and self.spans[self.at][1] <= start:
            self.at += 1
        if self.at == len(self.spans):
            return False
        span_start, span_end = self.spans[self.at]
        return span_start < start and end < span_end


def _belongs(before: str, after: str) -> bool:
    """Whether two words can never be apart: signs and their words, `10 000`."""
    if joins(after[0]):
        return True
    if after in DASHES and before[-1] in DASHES and before[-2:-1] in BLANKS and len(before) > 2:
        return False  # one cue ended with a dash, and the next one began with another
    if (
        (after[0] in _TRAILING + DASHES or after.startswith("..."))
        and not _begins_anew(before, after)
        and all(sign in _TRAILING + DASHES + "." for sign in after[:9])
    ):
        return True
    if all(sign in _LEADING for sign in before[-9:]) or not before.strip(".…"):
        # A dash in the middle of a sentence belongs to the word before it.
        return before[-1] not in DASHES or len(before) <= 2
    if after[:3].isdecimal() and before[-1].isdecimal():
        return re.match(r"[0-9]{3}(?![0-9])", after) is not None and (
            re.search(r"(?<![0-9])[0-9]{1,3}$", before) is not None
        )
    return False


def _run_spans(
    runs: tuple[Run, ...], width: int, counted: str
) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Where text has ruby, which is never broken, and where short text is set apart by its look."""
    if len(runs) < 2 and not any(run.ruby for run in runs):
        return [], []
    usual = max(runs, key=lambda run: len(run.text)).style
    whole, emphasized = [], []
    at = 0
    for run in runs:
        span = (at, at + len(run.text))
        at = span[1]
        if run.ruby:
            whole.append(span)
        elif run.style != usual and halves(counted, run.text) <= width:
            emphasized.append(span)
    return whole, emphasized


def _breaks(
    text: str,
    chunks: list[Chunk],
    language: str,
    counted: str,
    turns: list[Turn],
    emphasized: list[tuple[int, int]],
    doubts: dict[int, float],
) -> Iterator[Break]:
    words = words_of(language)
    ends = set(sentence_ends(text, language))
    inside = _Inside(emphasized)
    starts = {turn.start: turn.pair for turn in turns}
    pair = starts.get(chunks[0].start, -1) if chunks else -1
    begins = True
    is_ascii = text.isascii()
    widths = {joint: halves(counted, joint) for joint in ("", " ", "\u3000")}
    pieces = [text[start:end] for start, end, _ in chunks]
    heads = [*[piece[:_WORD] for piece in pieces], ""]
    for at, (before, after) in enumerate(pairwise(chunks), 2):
        end, next_start = before.end, after.start
        gap = text[end:next_start]
        last, first = text[end - 1], text[next_start]
        joint = gap if gap == " " else _joint(text, gap, before, after)
        sentence = end in ends
        cost = penalty(
            Between(
                pieces[at - 2][-_WORD:],
                heads[at - 1],
                sentence,
                begins,
                "\n" in gap,
                not is_ascii
                and (
                    (cjk.is_wide(last) and cjk.is_wide(first))
                    or (not gap and cjk.may_break(last, first))
                ),
                language,
                gap,
                doubts.get(next_start, 0),
                heads[at],
            ),
            words,
        )
        hard = next_start in starts
        into = starts.get(next_start, pair)
        if emphasized and inside.has(end, next_start):
            cost = Penalty(cost.line + 15, inf)
        elif pair >= 0 and into == pair:
            parted = _PARTED_PAIR if hard else 0 if sentence else _PARTED_TURN
            cost = cost._replace(cue=cost.cue + parted)
        elif hard:
            cost = SENTENCE
        yield Break(
            joint,
            widths[joint],
            0 if hard else cost.line,
            cost.cue,
            hard,
            sentence,
        )
        begins = sentence or hard
        pair = into


def _joint(text: str, gap: str, before: Chunk, after: Chunk) -> str:
    """What stands between two chunks on one line: a blank, a wide one, or nothing."""
    if not gap or gap == " ":
        return gap
    if "\n" in gap:
        last, first = text[before.end - 1], text[after.start]
        if (cjk.is_wide(last) and cjk.is_wide(first)) or last == "\u200b":
            return ""
        if last == "—" and first.islower() and text[before.end - 2 : before.end - 1].isalpha():
            return ""
    return "\u3000" if "\u3000" in gap else " "
