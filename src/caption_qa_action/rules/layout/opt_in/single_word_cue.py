"""Cues of a single word, one after the other."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core import language
from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Cue, Document
from caption_qa_action.rules._reading import is_read

SEVERITY = Severity.INFO

# These are written without blanks between words.
_UNSPACED = ("bo", "dz", "ja", "km", "lo", "my", "th", "zh")
# Cues this near to each other are one speech.
_NEAR_MS = 300
# So many blanks there are around a word and in its markup.
_BLANKS = 2
_BRACKETS = "([{\u3010\uff08\u266a\u266b#*"


def check(document: Document, *, limit_cues: int = 3) -> Iterator[Finding]:
    """Several cues in a row that hold one word each.

    Reported once for each run of more cues than the limit that follow each other within 0.3 seconds,
    at the first one. Labels such as `[LAUGHTER]` are not counted. Languages that set no blanks between
    words are not judged, nor are chapters, descriptions and metadata.

    Off by default: captions of one word at a time are also a style of short vertical videos.

    ## Why
    Speech recognition can write a cue for every word. Nobody can read such captions for long, since
    the eye has to begin anew several times a second.

    ## Bad
    ```srt
    1
    00:00:01,000 --> 00:00:01,300
    Where

    2
    00:00:01,300 --> 00:00:01,500
    have

    3
    00:00:01,500 --> 00:00:01,700
    you

    4
    00:00:01,700 --> 00:00:02,300
    been?
    ```

    ## Good
    ```srt
    1
    00:00:01,000 --> 00:00:02,300
    Where have you been?
    ```

    ## Fix
    None: have the cues joined where the captions are made.

    ## Options
    - `limit_cues` (default 3): so many cues of one word in a row are not reported yet. Our choice.

    ## Sources
    - Cues of single words written by speech recognition, https://github.com/openai/whisper/discussions/314
    """
    if not is_read(document) or language.primary(document.language) in _UNSPACED:
        return
    run: list[Cue] = []
    count = document.source.text.count
    for cue in document.dialogue:
        # Most cues have more blanks than a word with its markup, and nothing need be cut out.
        is_word = count(" ", cue.text_start, cue.text_end) <= _BLANKS and _is_word(document, cue)
        if run and not (is_word and 0 <= cue.start_ms - run[-1].end_ms <= _NEAR_MS):
            yield from _judge(document, run, limit_cues)
            run = []
        if is_word:
            run.append(cue)
    yield from _judge(document, run, limit_cues)


def _is_word(document: Document, cue: Cue) -> bool:
    if cue.text_end - cue.text_start > 200 or cue.number in document.guessed:
        return False
    words = document.plain(cue).split(None, 1)
    return (
        len(words) == 1
        and words[0][0] not in _BRACKETS
        and language.of_script(words[0]) not in _UNSPACED
    )


def _judge(document: Document, run: list[Cue], limit_cues: int) -> Iterator[Finding]:
    if len(run) > limit_cues:
        yield Finding(
            run[0].text_span,
            f"cues {run[0].number} to {run[-1].number} hold one word each",
        )
