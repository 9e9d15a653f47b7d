"""A language that is asked for and not there."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.filenames import canonical, same_language
from caption_qa_action.core.text import quote
from caption_qa_action.rules.siblings._family import (
    family,
    first_line,
    has_family,
    leader,
)

SEVERITY = Severity.WARNING


def check(
    document: Document, *, languages: tuple[str, ...] = (), reference: str = ""
) -> Iterator[Finding]:
    """Language of your list for which there is no file beside this one.

    Files belong together by their names: `talk.srt`, `talk.fr.srt` and `talk_de.vtt` in one folder,
    `en/talk.srt` and `fr/talk.srt` in folders named after languages, and Facebook's
    `talk.en_US.srt`. `en` of the list is met by `en-GB`, `en-GB` only by itself. A file whose name
    says no language, and which does not say it itself, counts as the first of the list. Reported once
    for a family, at its reference. Opt-in, and without a list nothing is found.

    ## Why
    A translation that was forgotten, or that has a typing error in its name, is noticed by the viewers
    who need it.

    ## Bad
    ```text talk.fr.srt sibling
    1
    00:00:01,000 --> 00:00:02,500
    Où étais-tu ?
    ```
    ```text talk.en.srt languages=en,fr,de
    1
    00:00:01,000 --> 00:00:02,500
    Where have you been?
    ```

    ## Good
    ```text talk.fr.srt sibling
    1
    00:00:01,000 --> 00:00:02,500
    Où étais-tu ?
    ```
    ```text talk.en.srt languages=en,fr
    1
    00:00:01,000 --> 00:00:02,500
    Where have you been?
    ```

    ## Fix
    There is none: somebody has to translate.

    ## Options
    - `languages` (default none): the languages that every family must have.
    - `reference` (default none): the language that the others are compared with. Without it, the file
      whose name says no language, else the English one, else the first by name.

    ## Sources
    - RFC 4647, section 3.3.1, on languages that meet a wish,
      https://www.rfc-editor.org/rfc/rfc4647#section-3.3.1
    """
    if not languages or not has_family(document) or leader(document, reference).sibling:
        return
    there = [
        member.language or (document.language if member.sibling is None else "") or languages[0]
        for member in family(document)
    ]
    missing = [wanted for wanted in languages if not any(_meets(tag, wanted) for tag in there)]
    if missing:
        yield Finding(
            first_line(document),
            f"there is no file beside this one in {', '.join(map(quote, missing))}",
        )


def _meets(tag: str, wanted: str) -> bool:
    """Whether a language is the wanted one, or a variety of it."""
    tag = canonical(tag)
    return same_language(tag, wanted) or tag.startswith(f"{canonical(wanted)}-")
