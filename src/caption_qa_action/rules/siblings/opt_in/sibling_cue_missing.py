"""A passage that the other language has and this one has not."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.text import plural, quote, timecode
from caption_qa_action.rules.siblings._alignment import comparison
from caption_qa_action.rules.siblings._family import first_line
from caption_qa_action.rules.siblings._speech import runs, spoken

SEVERITY = Severity.WARNING


def check(document: Document, *, limit_percent: int = 40, reference: str = "") -> Iterator[Finding]:
    """Cues of the language that this file is compared with during which nothing is shown here.

    A cue counts as missing when less than `limit_percent` of its time is covered. Cues in a row are one
    finding. Sounds in brackets and songs are left out, since they are often not translated. A file that
    is later or slower throughout is compared after setting it right; see `sibling_shift` and
    `sibling_drift`. Opt-in, as the whole group is.

    ## Why
    The viewers of one language read what the others miss: a passage was dropped, or a translation has
    stopped half way.

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
    There is none: the passage has to be translated.

    ## Options
    - `limit_percent` (default 40): how much of a cue's time must be covered. Our choice.
    - `reference` (default none): the language that the others are compared with. Without it, the file
      whose name says no language, else the English one, else the first by name.

    ## Sources
    - Translations that lose cues, https://github.com/hydropix/TranslateBooksWithLLMs/issues/205
    """
    compared = comparison(document, reference)
    if compared is None:
        return
    that = compared.that
    name = quote(that.source.path, 80)
    speech = [cue for cue in compared.others if spoken(that, cue)]
    lost = compared.uncovered(reference=True, limit_percent=limit_percent)
    missing = [cue for cue in lost if spoken(that, cue)]
    passages = list(runs(missing, compared.others))
    if compared.is_hopeless(len(missing), len(speech), len(passages)):
        yield Finding(
            first_line(document),
            f"{len(missing)} of {plural(len(speech), 'cue')} of {name} have nothing beside them here",
        )
        return
    in_time = sorted(document.cues, key=lambda cue: cue.start_ms)
    starts = [cue.start_ms for cue in in_time]
    for first, last in passages:
        cues = f"cue {first.number}" if first is last else f"cues {first.number} to {last.number}"
        verb = "has" if first is last else "have"
        start_ms = compared.clock.here(first.start_ms)
        # The last cue that begins before it; the first line where there is none.
        place = bisect_right(starts, start_ms)
        yield Finding(
            in_time[place - 1].timing_span if place else first_line(document),
            f"{cues} of {name} {verb} nothing beside "
            f"{'it' if first is last else 'them'} here, at {timecode(start_ms)}: "
            f"{quote(that.plain(first))}",
        )
