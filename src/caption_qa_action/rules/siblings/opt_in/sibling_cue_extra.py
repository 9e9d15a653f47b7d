"""A passage that this language has and the other has not."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity, Span
from caption_qa_action.core.document import Document
from caption_qa_action.core.text import plural, quote
from caption_qa_action.rules.siblings._alignment import comparison
from caption_qa_action.rules.siblings._family import first_line
from caption_qa_action.rules.siblings._speech import runs, spoken

SEVERITY = Severity.WARNING


def check(document: Document, *, limit_percent: int = 40, reference: str = "") -> Iterator[Finding]:
    """Cues during which the language that this file is compared with shows nothing.

    A cue counts as extra when less than `limit_percent` of its time is covered there. Cues in a row are
    one finding. Sounds in brackets and songs are left out. Opt-in, as the whole group is.

    ## Why
    Either the other file lacks a passage, or this one has a leftover, an advertisement or a credit that
    nobody asked for.

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

    2
    00:00:03,000 --> 00:00:04,500
    J'étais à la maison toute la journée.

    3
    00:01:00,000 --> 00:01:02,000
    Sous-titres par une amie
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
    There is none: which of the two files is right is not in them.

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
    name = quote(compared.that.source.path, 80)
    speech = [cue for cue in compared.cues if spoken(document, cue)]
    alone = compared.uncovered(reference=False, limit_percent=limit_percent)
    extra = [cue for cue in alone if spoken(document, cue)]
    passages = list(runs(extra, compared.cues))
    if compared.is_hopeless(len(extra), len(speech), len(passages)):
        yield Finding(
            first_line(document),
            f"{len(extra)} of {plural(len(speech), 'cue')} have nothing beside them in {name}",
        )
        return
    for first, last in passages:
        cues = f"cue {first.number}" if first is last else f"cues {first.number} to {last.number}"
        verb, them = ("has", "it") if first is last else ("have", "them")
        yield Finding(
            Span(*first.text_span),
            f"{cues} {verb} nothing beside {them} in {name}: {quote(document.plain(first))}",
        )
