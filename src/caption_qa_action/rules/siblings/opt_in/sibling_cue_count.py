"""Another number of cues than in the other language."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.text import plural, quote, timecode
from caption_qa_action.rules.siblings._alignment import Comparison, comparison
from caption_qa_action.rules.siblings._family import first_line

SEVERITY = Severity.INFO


def check(document: Document, *, limit_percent: int = 0, reference: str = "") -> Iterator[Finding]:
    """File with more or fewer cues than the language that it is compared with.

    Says where the two part: the first cue that is shown with none or with several of the other
    language, by time and not by number. Opt-in, and for translations that keep the cues of the original;
    where translators join and split cues, `sibling_cue_missing` says more, which is why it is information.

    ## Why
    Programs and people that translate cue by cue must give back as many as they got. One that was
    joined or dropped moves all text after it to the wrong time.

    ## Bad
    ```text talk.en.srt sibling
    1
    00:00:01,000 --> 00:00:02,500
    Where have you been?

    2
    00:00:03,000 --> 00:00:04,500
    I was at home all day.
    ```
    ```text talk.fr.srt
    1
    00:00:01,000 --> 00:00:02,500
    Où étais-tu ?
    ```

    ## Good
    ```text talk.en.srt sibling
    1
    00:00:01,000 --> 00:00:02,500
    Where have you been?

    2
    00:00:03,000 --> 00:00:04,500
    I was at home all day.
    ```
    ```text talk.fr.srt
    1
    00:00:01,000 --> 00:00:02,500
    Où étais-tu ?

    2
    00:00:03,000 --> 00:00:04,500
    J'étais à la maison toute la journée.
    ```

    ## Fix
    There is none: the text that is missing has to be translated.

    ## Options
    - `limit_percent` (default 0): by how much the numbers may differ, in percent of the larger.
    - `reference` (default none): the language that the others are compared with. Without it, the file
      whose name says no language, else the English one, else the first by name.

    ## Sources
    - Translations that lose cues, https://github.com/mahdi-marjani/gemini-srt-translator-go/issues/22
    """
    compared = comparison(document, reference)
    if compared is None:
        return
    here, there = len(document.cues), len(compared.that.cues)
    if here == there or abs(here - there) * 100 <= limit_percent * max(here, there):
        return
    odd = _first_odd(compared)
    place = ""
    if odd is not None:
        start_ms = compared.clock.here(odd.start_ms)
        place = f"; they part at {timecode(start_ms)}, at its cue {odd.number}"
    yield Finding(
        first_line(document),
        f"{plural(here, 'cue')} here, and {there} in {quote(compared.that.source.path, 80)}{place}",
    )


def _first_odd(compared: Comparison) -> Cue | None:
    """The first cue of the reference that is not shown together with exactly one cue here."""
    paired = {other.number for _, other in compared.pairs}
    return next((cue for cue in compared.others if cue.number not in paired), None)
