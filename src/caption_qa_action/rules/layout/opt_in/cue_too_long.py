"""A cue with more text than its lines should hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from caption_qa_action.core import language
from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.rules._reading import halves, is_read, limit_for, reading_language, unit

SEVERITY = Severity.INFO

_FULL_WIDTH_LIMITS = {"ja": 26, "ko": 32, "zh": 32}


def check(
    document: Document,
    *,
    limit_characters: int = 84,
    limit_characters_by_language: Mapping[str, int] = _FULL_WIDTH_LIMITS,
) -> Iterator[Finding]:
    """Cue with more characters in all its lines together than the limit.

    Counted as in `line_too_long`, line ends not at all. Chapters, descriptions and metadata are not
    measured.

    Off by default: a cue of two lines that are short enough is never too long, so that `line_too_long`
    and `too_many_lines` have reported it already. It is of use where the limits of those are loose.

    ## Why
    A cue that fills the lower third of the picture covers it, and wants to be two cues.

    ## Bad
    ```srt
    1
    00:00:01,000 --> 00:00:06,000
    We looked for you in the house, in the garden,
    at the market, and down by the river until dark.
    ```

    ## Good
    ```srt
    1
    00:00:01,000 --> 00:00:06,000
    We looked for you in the house,
    in the garden, and at the market.
    ```

    ## Fix
    None in the file itself: `caption-qa process` with the fix profile `auto-split-sentences` writes a
    copy in which such cues are split.

    ## Options
    - `limit_characters` (default 84): the maximum number of characters in a cue; two lines of 42.
    - `limit_characters_by_language` (default ja 26, ko 32, zh 32): the maximum for single languages, by
      the first part of their tag; two lines of the limits of `line_too_long`, in full-width characters.

    ## Sources
    - TED Translators, cheat sheet: 84 characters a subtitle at most,
      https://translations.ted.com/TED_Translators_Cheat-sheet
    """
    if not is_read(document):
        return
    spoken = language.primary(document.language)
    least = min(limit_characters, *limit_characters_by_language.values(), limit_characters / 2)
    usual = limit_for(spoken, limit_characters, limit_characters_by_language)
    for cue in document.dialogue:
        if cue.text_end - cue.text_start <= least:
            continue
        plain = document.plain(cue)
        if len(plain) <= usual and plain.isascii():  # no character counts for more than one
            continue
        shown = "".join(line.strip() for line in document.lines(cue))
        counted = reading_language(spoken, shown)
        limit = limit_for(counted, limit_characters, limit_characters_by_language)
        length = halves(counted, shown)
        if length > limit * 2:
            yield Finding(
                cue.text_span,
                f"cue {cue.number} has {-(-length // 2)} {unit(counted)}; the limit is {limit:g}",
            )
