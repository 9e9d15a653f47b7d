"""Two lines where one would do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Cue, Document
from caption_qa_action.rules._reading import FULL_WIDTH, limit_for, unit
from caption_qa_action.rules._repeated import is_habit
from caption_qa_action.rules.layout._lines import are_bilingual, has_turns, join_fix, pairs

SEVERITY = Severity.INFO

_FULL_WIDTH_LIMITS = {"ja": 13, "ko": 16, "zh": 16}


def check(
    document: Document,
    *,
    limit_columns: int = 42,
    limit_columns_by_language: Mapping[str, int] = _FULL_WIDTH_LIMITS,
    habit_percent: int = 25,
) -> Iterator[Finding]:
    """Cue of two lines whose text fits on one.

    Counted as in `line_too_long`, with a blank between the lines; in Japanese and Chinese without.
    Dialogue with a line for each speaker, verses, labels, and two languages below each other keep their
    lines. Chapters, descriptions and metadata are not measured. Where more than a quarter of the cues
    of a file are such, and at least 20, that is said once, at the first.

    Off by default: it is a rule of Netflix. Others break short cues by sense.

    ## Why
    One line covers less of the picture than two, and the eye need not go back.

    ## Bad
    ```srt
    1
    00:00:01,000 --> 00:00:03,000
    Where have
    you been?
    ```

    ## Good
    ```srt
    1
    00:00:01,000 --> 00:00:03,000
    Where have you been?
    ```

    ## Fix
    Puts the text on one line. Unsafe: the break may be meant.

    ## Options
    - `limit_columns` (default 42): the length up to which a text belongs on one line.
    - `limit_columns_by_language` (default ja 13, ko 16, zh 16): the same for single languages, by the
      first part of their tag; full-width characters for these three.
    - `habit_percent` (default 25): above this share of the cues, one finding tells of them all, without
      a fix. Our choice: in finished subtitles it is one cue in ten at most.

    ## Sources
    - Netflix, Timed Text Style Guide: General Requirements, "Line Treatment": text is kept on one line
      unless it exceeds the limit, https://partnerhelp.netflixstudios.com/hc/en-us/articles/215758617
    """
    limits: dict[str, float] = {}
    found: list[tuple[Cue, str, int]] = []
    for cue, lines, counted, first, second in pairs(document):
        limit = limits.get(counted)
        if limit is None:
            limit = limit_for(counted, limit_columns, limit_columns_by_language)
            limits[counted] = limit
        length = first + second + (0 if _is_unspaced(counted) else 2)
        if length <= limit * 2 and not _are_apart(lines):
            found.append((cue, counted, length))
    if is_habit(len(found), len(document.dialogue), habit_percent):
        yield Finding(
            found[0][0].text_span,
            f"{len(found)} of {len(document.dialogue)} cues have two lines that fit on one: "
            "the file was broken for narrower lines",
        )
        return
    for cue, counted, length in found:
        fix = None
        if not _is_unspaced(counted):
            fix = join_fix(document, cue, f"put cue {cue.number} on one line")
        yield Finding(
            cue.text_span,
            f"cue {cue.number} fits on one line: {-(-length // 2)} {unit(counted)}; "
            f"the limit is {limits[counted]:g}",
            fix,
        )


def _is_unspaced(counted: str) -> bool:
    """Whether two lines are joined without a blank."""
    return counted in FULL_WIDTH and counted != "ko"


def _are_apart(lines: list[str]) -> bool:
    """Whether each line is something of its own."""
    return lines[0].endswith(":") or has_turns(lines) or are_bilingual(lines)
