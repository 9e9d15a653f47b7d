"""A file that gets away from the other language."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.text import quote
from caption_qa_action.rules.siblings._alignment import Clock, comparison

SEVERITY = Severity.WARNING


def check(document: Document, *, reference: str = "") -> Iterator[Finding]:
    """File whose times are those of another frame rate than the other language has.

    Reported when most cues begin together once the times are stretched by the ratio of two frame rates,
    25 to 23.976, 25 to 24 or 24 to 23.976 (as 30 to 29.97), and few do before. Needs eight cues.
    Opt-in, as the whole group is.

    ## Why
    Films run faster on European television than in the cinema. Captions that were made for one are early
    or late in the other by two and a half seconds a minute, and worse with every minute.

    ## Bad
    ```text talk.en.sub sibling
    {1}{1}25
    {500}{538}Line 1
    {2600}{2638}Line 2
    {3950}{3988}Line 3
    {6050}{6088}Line 4
    {9200}{9238}Line 5
    {10300}{10338}Line 6
    {13500}{13538}Line 7
    {14900}{14938}Line 8
    {17750}{17788}Line 9
    {20500}{20538}Line 10
    ```
    ```text talk.fr.sub
    {1}{1}25
    {521}{559}Ligne 1
    {2711}{2749}Ligne 2
    {4119}{4156}Ligne 3
    {6308}{6346}Ligne 4
    {9593}{9630}Ligne 5
    {10740}{10777}Ligne 6
    {14077}{14114}Ligne 7
    {15536}{15574}Ligne 8
    {18508}{18546}Ligne 9
    {21376}{21413}Ligne 10
    ```

    ## Good
    ```text talk.en.sub sibling
    {1}{1}25
    {500}{538}Line 1
    {2600}{2638}Line 2
    {3950}{3988}Line 3
    {6050}{6088}Line 4
    {9200}{9238}Line 5
    {10300}{10338}Line 6
    {13500}{13538}Line 7
    {14900}{14938}Line 8
    {17750}{17788}Line 9
    {20500}{20538}Line 10
    ```
    ```text talk.fr.sub
    {1}{1}25
    {500}{538}Ligne 1
    {2600}{2638}Ligne 2
    {3950}{3988}Ligne 3
    {6050}{6088}Ligne 4
    {9200}{9238}Ligne 5
    {10300}{10338}Ligne 6
    {13500}{13538}Ligne 7
    {14900}{14938}Ligne 8
    {17750}{17788}Ligne 9
    {20500}{20538}Ligne 10
    ```

    ## Fix
    There is none here: which of the two fits the video is not in the files.

    ## Options
    - `reference` (default none): the language that the others are compared with. Without it, the file
      whose name says no language, else the English one, else the first by name.

    ## Sources
    - SMPTE ST 12-1, frame rates of 24000/1001 and 30000/1001,
      https://ieeexplore.ieee.org/document/7291029
    - SubtitleEdit, "Change frame rate", https://www.nikse.dk/subtitleedit/help
    """
    compared = comparison(document, reference)
    if compared is None or compared.clock.ratio == 1:
        return
    clock = compared.clock
    yield Finding(
        compared.cues[0].timing_span,
        f"the times are as if made for {clock.rate} frames a second, and those of "
        f"{quote(compared.that.source.path, 80)} for {clock.reference_rate}{_same_ratio(clock)}; "
        f"{clock.percent} % of the cues begin together when that is set right",
    )


def _same_ratio(clock: Clock) -> str:
    """The other pair of rates that differ as these do, which the times cannot tell apart."""
    pair = (clock.rate, clock.reference_rate)
    others = {("24", "23.976"): ("30", "29.97"), ("23.976", "24"): ("29.97", "30")}
    return " (or {} and {})".format(*others[pair]) if pair in others else ""
