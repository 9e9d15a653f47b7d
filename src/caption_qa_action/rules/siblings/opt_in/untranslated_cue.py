"""Text that was not translated."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.language import primary
from caption_qa_action.core.text import quote
from caption_qa_action.rules.siblings._alignment import comparison
from caption_qa_action.rules.siblings._family import first_line
from caption_qa_action.rules.siblings._speech import spoken

# From half of the cues on, the file is not a translation with gaps but none.
_MOST_PERCENT, _LEAST_CUES = 50, 10

SEVERITY = Severity.INFO


def check(
    document: Document, *, limit_characters: int = 12, reference: str = ""
) -> Iterator[Finding]:
    """Cue with the same text as the cue at the same time in the other language.

    Names, numbers, labels, songs and short calls are the same in many languages and left alone: two words
    at least must begin with a small letter, in scripts that have them. Where half of the cues are the
    same, that is said once. Opt-in, as the whole group is.

    ## Why
    The translator, or the program that translated, has passed over it, and viewers read the original.

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
    I was at home all day.
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
    There is none: it has to be translated.

    ## Options
    - `limit_characters` (default 12): up to how many letters a text may be the same. Our choice.
    - `reference` (default none): the language that the others are compared with. Without it, the file
      whose name says no language, else the English one, else the first by name.

    ## Sources
    - Translations with passages left as they were, https://github.com/morpheus65535/bazarr/issues/1794
    """
    compared = comparison(document, reference)
    if compared is None or _language(compared.that) == _language(document) != "":
        return
    same: list[tuple[Cue, str]] = []
    for cue, other in compared.pairs:
        said = spoken(document, cue)
        alike = said and _plain(said) == _plain(spoken(compared.that, other))
        if alike and _is_speech(said, limit_characters):
            same.append((cue, said))
    name = quote(compared.that.source.path, 80)
    if len(same) >= _LEAST_CUES and len(same) * 100 >= _MOST_PERCENT * len(compared.pairs):
        yield Finding(
            first_line(document),
            f"{len(same)} of {len(compared.pairs)} cues say the same as {name}",
        )
        return
    for cue, said in same:
        yield Finding(
            cue.text_span, f"cue {cue.number} is not translated: {name} says {quote(said)} as well"
        )


def _language(document: Document) -> str:
    return primary(document.language)


def _plain(said: str) -> str:
    return " ".join(re.findall(r"\w+", said.casefold()))


def _is_speech(said: str, limit_characters: int) -> bool:
    letters: list[str] = re.findall(r"[^\W\d_]", said)
    if len(letters) <= limit_characters:
        return False
    if not any(letter.islower() for letter in letters):
        # Chinese or Thai says in a few letters what takes others a sentence; capitals are signs.
        return not said.isupper()
    words: list[str] = re.findall(r"[^\W\d_]+", said)
    return sum(word[0].islower() and len(word) > 1 for word in words) >= 2
