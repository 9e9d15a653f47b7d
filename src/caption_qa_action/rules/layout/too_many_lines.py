"""A cue with more lines than the screen should hold."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Cue, Document
from caption_qa_action.rules._reading import is_read

SEVERITY = Severity.WARNING

# In these a line end in the file is a line end on the screen.
_PLAIN_LINES = ("sbv", "srt", "webvtt")


def check(document: Document, *, limit_lines: int = 2) -> Iterator[Finding]:
    """Cue with more visible lines than the limit.

    Lines that show nothing are not counted: blank ones, and those that hold only markup. Chapters,
    descriptions and metadata are not measured.

    ## Why
    Every line covers more of the picture, and a third one may leave the screen. Many players and
    upload services show two lines and cut the rest.

    ## Bad
    ```srt
    1
    00:00:01,000 --> 00:00:04,000
    Where
    have you
    been?
    ```

    ## Good
    ```srt
    1
    00:00:01,000 --> 00:00:04,000
    Where have
    you been?
    ```

    ## Fix
    None in the file itself, since where a line may break depends on the sentence and its
    neighbours: `caption-qa process` with a fix profile such as `auto-split-sentences` writes a copy
    whose lines are broken anew.

    ## Options
    - `limit_lines` (default 2): the maximum number of lines.

    ## Sources
    - Netflix, Timed Text Style Guide: General Requirements, "Line Treatment": 2 lines maximum,
      https://partnerhelp.netflixstudios.com/hc/en-us/articles/215758617
    - BBC Subtitle Guidelines, section 3.3 "Avoid 3 lines or more",
      https://www.bbc.co.uk/accessibility/forproducts/guides/subtitles/
    """
    if is_read(document):
        for cue in _candidates(document, limit_lines):
            lines = len(document.lines(cue))
            if lines > limit_lines:
                yield Finding(
                    cue.text_span, f"cue {cue.number} has {lines} lines; the limit is {limit_lines}"
                )


def _candidates(document: Document, limit_lines: int) -> list[Cue]:
    text = document.source.text
    if document.format == "ass":
        # `\\N` is a line end, and with some wrap styles `\\n` is one too.
        return [
            cue
            for cue in document.dialogue
            if text.count("\\", cue.text_start, cue.text_end) >= limit_lines
        ]
    if document.format not in _PLAIN_LINES or "<br" in text or "<BR" in text:
        return document.dialogue
    newline = "\n" if "\n" in text else "\r"
    count = text.count
    return [
        cue for cue in document.cues if count(newline, cue.text_start, cue.text_end) >= limit_lines
    ]
