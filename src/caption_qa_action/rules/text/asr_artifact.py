"""What speech recognition writes where nobody speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caption_qa_action.core.columns import shown_texts, text_lengths
from caption_qa_action.core.diagnostic import Edit, Finding, Fix, Severity, Span
from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.source import DELETES
from caption_qa_action.core.text import quote
from caption_qa_action.rules._hits import hits
from caption_qa_action.rules._reading import is_read, same_text
from caption_qa_action.rules._rolling import bridges
from caption_qa_action.rules._timed_words import timed_words
from caption_qa_action.rules._words import cues_with, may_occur

SEVERITY = Severity.INFO
SAFELY_MENDED = False
OF_SHOWN_TEXT = True
WORDS = (DELETES,)

# Markers of whisper.cpp and other recognizers; no captioner writes them so.
_MARKERS = r"\[ ?(?:BLANK_AUDIO|BLANK AUDIO|NO_SPEECH|UNK|SILENCE_AUDIO)\]|<\|[a-z]{2,16}\|>|<unk>"
_MARKER_SIGNS = ("[", "<")
_MARKER_WORDS = ("blank", "no_speech", "unk]", "silence_audio", "<|", "unk>")
# What Whisper writes over silence, learned from the ends of videos; see Sources.
_FAREWELLS = (
    r"thank(?:s| you)(?: so much| very much)? for watching"
    r"|please (?:like and )?subscribe(?: to (?:my|our|the) channel)?"
    r"|(?:subtitles|captions) by the amara\.org community"
    r"|sous-titres réalisés (?:par|para) la communauté d'amara\.org"
    r"|untertitel (?:im auftrag des zdf|der amara\.org-community).{0,40}"
    r"|subtítulos (?:realizados )?por la comunidad de amara\.org"
    r"|sottotitoli (?:creati dalla comunità|e revisione a cura di) .{0,40}"
    r"|ご視聴ありがとうございました"
    r"|字幕by.{0,20}|请不吝点赞.{0,30}|продолжение следует|субтитры (?:сделал|создавал) .{0,40}"
)
_FAREWELL_WORDS = (
    "for watching", "subscribe", "amara.org", "untertitel", "sottotitoli", "ご視聴", "字幕by", "请不吝",
    "продолжение следует", "субтитры",
)  # fmt: skip
_SILENCE_MS, _LONGEST_FAREWELL = 5_000, 160
_LONG_TEXT, _REPEATED_WORDS, _TIMES = 90, 3, 4


def check(document: Document, *, limit_cues: int = 4) -> Iterator[Finding]:
    """Text that speech recognition made up: a marker, a loop, or thanks for watching.

    Reported are markers such as `[BLANK_AUDIO]`; the same sentence in more than `limit_cues` cues in a
    row; a cue that says a few words over and over; and farewells that recognizers are known to invent,
    where they stand after five seconds of silence, or three times in the file. Songs (`♪`, lyrics, karaoke), words
    that appear one by one and rolling captions are left alone.

    ## Why
    Recognizers were trained on videos that end with thanks and credits, and over silence, music or
    noise they write those, or fall into a loop. The viewer reads what nobody said.

    ## Bad
    ```srt
    1
    00:00:01,000 --> 00:00:02,500
    [BLANK_AUDIO]
    ```

    ## Good
    ```srt
    1
    00:00:01,000 --> 00:00:02,500
    [silence]
    ```

    ## Fix
    Deletes the cue where a marker or a farewell is all it says. Unsafe: somebody may have said it.

    ## Options
    - `limit_cues` (default 4): how many cues in a row may say the same sentence. Our choice.

    ## Sources
    - Inventions of Whisper over silence, https://github.com/openai/whisper/discussions/679 and
      https://github.com/McCloudS/subgen/issues/21
    - SubtitleEdit, fixes after speech recognition, https://github.com/SubtitleEdit/subtitleedit
    """
    if not is_read(document) or document.source.binary:
        return
    yield from _markers(document)
    yield from _farewells(document)
    if _may_loop(document, limit_cues):
        loops = list(_loops(document, limit_cues))
        if loops and not bridges(document):
            yield from loops
    yield from _stammers(document)


def _markers(document: Document) -> Iterator[Finding]:
    if not may_occur(document, _MARKER_SIGNS) or not may_occur(document, _MARKER_WORDS):
        return
    for cue, match in hits(document, _MARKERS):
        short = cue.text_end - cue.text_start <= _LONGEST_FAREWELL
        alone = short and document.raw(cue).strip() == match[0]
        yield Finding(
            Span(*match.span()),
            f"{quote(match[0])} in cue {cue.number} is a marker of speech recognition",
            _deletion(document, cue) if alone else None,
        )


def _farewells(document: Document) -> Iterator[Finding]:
    pattern = rf"(?i)[\W_]*(?:(?:{_FAREWELLS})[\W_]*)+"
    found: list[tuple[Cue, int]] = []
    words = timed_words(document)
    for cue in cues_with(document, _FAREWELL_WORDS):
        short = cue.text_end - cue.text_start <= _LONGEST_FAREWELL
        if short and cue.number not in words and re.fullmatch(pattern, document.plain(cue)):
            before = document.cues[cue.number - 2].end_ms if cue.number > 1 else 0
            found.append((cue, cue.start_ms - before))
    for cue, pause_ms in found:
        # Somebody may say goodbye once, and without a pause before it.
        if len(found) > 2 or pause_ms >= _SILENCE_MS:
            why = (
                f"{len(found)} times"
                if len(found) > 2
                else f"after {pause_ms // 1000} s of silence"
            )
            yield Finding(
                cue.text_span,
                f"cue {cue.number} may be made up by speech recognition: "
                f"{quote(document.plain(cue))} {why}",
                _deletion(document, cue),
            )


def _may_loop(document: Document, limit_cues: int) -> bool:
    """Whether more cues in a row than the limit may say the same; nearly all files have none.

    Among as many neighbours as the limit is, two of the same text stand where their place can be divided by it.
    """
    if limit_cues < 1:
        return True
    texts = shown_texts(document)
    return any(
        one.lstrip()[:1] == other.lstrip()[:1] and one.split() == other.split()
        for one, other in zip(texts[::limit_cues], texts[1::limit_cues], strict=False)
    )


def _loops(document: Document, limit_cues: int) -> Iterator[Finding]:
    first: Cue | None = None
    count = 1
    for cue in document.dialogue:
        if first is not None and same_text(document, first, cue):
            count += 1
            continue
        if count > limit_cues and first is not None and _is_sentence(document, first):
            yield _loop(document, first, count)
        first, count = cue, 1
    if count > limit_cues and first is not None and _is_sentence(document, first):
        yield _loop(document, first, count)


def _is_sentence(document: Document, cue: Cue) -> bool:
    shown = document.plain(cue)
    return (
        cue.number not in timed_words(document)
        and "♪" not in shown
        and "♫" not in shown
        and shown.strip()[:1] not in "[(#"
        and (len(shown.split()) > 2 or (not shown.isascii() and len(shown) > 7))
    )


def _loop(document: Document, first: Cue, count: int) -> Finding:
    return Finding(
        first.text_span,
        f"{count} cues in a row say {quote(document.plain(first))}, as speech recognition does "
        "in a loop",
    )


def _stammers(document: Document) -> Iterator[Finding]:
    for cue, shown, length in zip(
        document.dialogue, shown_texts(document), text_lengths(document), strict=True
    ):
        if length < _LONG_TEXT:
            continue
        words = shown.split()
        most = (
            len(words) // _TIMES
        )  # of so many words that differ, each is there so many times on average
        if most < _REPEATED_WORDS or len(set(map(str.lower, words[: 2 * most]))) > most:
            continue  # the first half of nearly all texts shows that they do not
        different = len(set(map(str.lower, words)))
        repeats = _REPEATED_WORDS <= different <= most and "♪" not in words
        if repeats and cue.number not in timed_words(document):
            yield Finding(
                cue.text_span,
                f"cue {cue.number} says {different} words over and over, as speech recognition does "
                f"in a loop: {quote(document.plain(cue))}",
            )


def _deletion(document: Document, cue: Cue) -> Fix | None:
    if not document.traits.cues_are_separable:
        return None
    return Fix(f"delete cue {cue.number}", (Edit(cue.block_span, ""),), words=DELETES)
