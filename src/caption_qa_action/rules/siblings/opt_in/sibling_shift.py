"""A file that is earlier or later than the other language throughout."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.text import quote, timecode
from caption_qa_action.rules.siblings._alignment import comparison

SEVERITY = Severity.WARNING


def check(document: Document, *, limit_ms: int = 400, reference: str = "") -> Iterator[Finding]:
    """File whose cues are all earlier or later than those of the other language, by the same time.

    Reported when most cues begin together once the difference is taken away, and few do before. Needs
    eight cues. Opt-in, as the whole group is.

    ## Why
    The one file was made for a copy with another beginning: a logo, a black second, a tape that starts
    at one hour. The captions of one language are then out of step with the sound.

    ## Bad
    ```text talk.en.sub sibling
    {1}{1}25
    {25}{62}Line 1
    {130}{168}Line 2
    {198}{235}Line 3
    {302}{340}Line 4
    {460}{498}Line 5
    {515}{552}Line 6
    {675}{712}Line 7
    {745}{782}Line 8
    {888}{925}Line 9
    {1025}{1062}Line 10
    ```
    ```text talk.fr.sub
    {1}{1}25
    {75}{112}Ligne 1
    {180}{218}Ligne 2
    {248}{285}Ligne 3
    {352}{390}Ligne 4
    {510}{548}Ligne 5
    {565}{602}Ligne 6
    {725}{762}Ligne 7
    {795}{832}Ligne 8
    {938}{975}Ligne 9
    {1075}{1112}Ligne 10
    ```

    ## Good
    ```text talk.en.sub sibling
    {1}{1}25
    {25}{62}Line 1
    {130}{168}Line 2
    {198}{235}Line 3
    {302}{340}Line 4
    {460}{498}Line 5
    {515}{552}Line 6
    {675}{712}Line 7
    {745}{782}Line 8
    {888}{925}Line 9
    {1025}{1062}Line 10
    ```
    ```text talk.fr.sub
    {1}{1}25
    {25}{62}Ligne 1
    {130}{168}Ligne 2
    {198}{235}Ligne 3
    {302}{340}Ligne 4
    {460}{498}Ligne 5
    {515}{552}Ligne 6
    {675}{712}Ligne 7
    {745}{782}Ligne 8
    {888}{925}Ligne 9
    {1025}{1062}Ligne 10
    ```

    ## Fix
    There is none here: which of the two fits the video is not in the files.

    ## Options
    - `limit_ms` (default 400): the difference in milliseconds up to which it is not reported. Our choice.
    - `reference` (default none): the language that the others are compared with. Without it, the file
      whose name says no language, else the English one, else the first by name.

    ## Sources
    - Cues that agree in 200 ms count as together; ITU-R BT.1359 finds sound out of step by more than
      that clearly noticeable, https://www.itu.int/rec/R-REC-BT.1359
    """
    compared = comparison(document, reference)
    if compared is None or compared.clock.ratio != 1 or abs(compared.clock.shift_ms) <= limit_ms:
        return
    shift_ms = compared.clock.shift_ms
    yield Finding(
        compared.cues[0].timing_span,
        f"the cues are {_shown(abs(shift_ms))} {'later' if shift_ms > 0 else 'earlier'} than in "
        f"{quote(compared.that.source.path, 80)}; {compared.clock.percent} % of them begin together "
        "without that",
    )


def _shown(ms: int) -> str:
    return f"{ms} ms" if ms < 60_000 else timecode(ms)
