"""A line that is wider than the screen should hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from caption_qa_action.core.columns import shown_texts
from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.rule import Offenders
from caption_qa_action.core.source import REPLACES
from caption_qa_action.rules._reading import Bound, is_read, unit
from caption_qa_action.rules.layout._lines import line_spans

SEVERITY = Severity.WARNING
# Of text that is written as it was meant there may be more than of what stood there.
MENDED_AFTER = (REPLACES,)

_FULL_WIDTH_LIMITS = {"ja": 13, "ko": 16, "zh": 16}


def check(
    document: Document,
    *,
    limit_columns: int = 42,
    limit_columns_by_language: Mapping[str, int] = _FULL_WIDTH_LIMITS,
) -> Offenders:
    """Line with more characters than the limit.

    Counted are the characters that a viewer sees: an accented letter, a family emoji or a flag is
    one, spaces and punctuation count, markup does not. In Japanese, Korean and Chinese a wide
    character counts one and every other a half. Chapters, descriptions and metadata are not
    measured.

    ## Why
    A line that is too wide is broken by the player at a place that nobody chose, made smaller, or
    cut off at the edge of the screen.

    ## Bad
    ```srt
    1
    00:00:01,000 --> 00:00:04,000
    This line is so long that no two players agree where to break it.
    ```

    ## Good
    ```srt
    1
    00:00:01,000 --> 00:00:04,000
    This line is short enough
    for every player.
    ```

    ## Fix
    None in the file itself, since where a line may break depends on the sentence and its
    neighbours: `caption-qa process` with a fix profile such as `auto-split-sentences` writes a copy
    whose lines are broken anew.

    ## Options
    - `limit_columns` (default 42): the maximum number of characters in a line.
    - `limit_columns_by_language` (default ja 13, ko 16, zh 16): the maximum for single languages,
      by the first part of their tag. For Japanese, Korean and Chinese it counts full-width
      characters. Where one of these is left out, `limit_columns` applies and wide characters count
      twice.

    ## Sources
    - TED Translators, cheat sheet, "Max line length": 42,
      https://translations.ted.com/TED_Translators_Cheat-sheet
    - Netflix, Korean Timed Text Style Guide, "Character Limitation": 16, Latin characters count
      half, https://partnerhelp.netflixstudios.com/hc/en-us/articles/216001127
    - Netflix, Japanese Timed Text Style Guide: 13 full-width characters in a horizontal line,
      https://partnerhelp.netflixstudios.com/hc/en-us/articles/215767517
    - Netflix, Chinese (Simplified) Timed Text Style Guide: 16,
      https://partnerhelp.netflixstudios.com/hc/en-us/articles/215986007
    - BBC Subtitle Guidelines, section 3.1 "Line length",
      https://www.bbc.co.uk/accessibility/forproducts/guides/subtitles/
    """
    if not is_read(document):
        return Offenders()
    bound = Bound(document, limit_columns, limit_columns_by_language)

    def describe(cue: Cue) -> Iterator[Finding]:
        spans = line_spans(document, cue)
        for index, line in enumerate(document.plain(cue).split("\n")):
            excess = bound.excess(line.strip(" \t"))
            if excess is not None:
                length, limit, counted = excess
                yield Finding(
                    spans[index],
                    f"line {index + 1} of cue {cue.number} has {_shown(length)} {unit(counted)}; "
                    f"the limit is {limit:g}",
                )

    def count(cue: Cue) -> int:
        lines = document.plain(cue).split("\n")
        return sum(bound.exceeds(line.strip(" \t")) for line in lines)

    return Offenders(list(_too_long(document, bound)), describe, count)


def _too_long(document: Document, bound: Bound) -> Iterator[Cue]:
    exceeds = bound.exceeds
    for cue, shown, limit in zip(
        document.dialogue, shown_texts(document), bound.least_limits(), strict=True
    ):
        # Where cues share text, one may show more than stands in its place; that is new in another.
        if len(shown) <= limit or cue.text_end - cue.text_start <= limit:
            continue
        most = int(limit)
        if shown.find("\n", len(shown) - most - 1, most + 1) >= 0:  # and no line is too long
            continue
        for line in shown.split("\n"):
            if len(line) > limit and exceeds(line.strip(" \t")):
                yield cue
                break


def _shown(length: int) -> str:
    return f"{length // 2}.5" if length % 2 else str(length // 2)
