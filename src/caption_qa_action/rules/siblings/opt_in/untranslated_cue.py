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
from caption_qa_action.rules.siblings._speech import runs, spoken

# From half of the cues on, the file is not a translation with gaps but none.
_MOST_PERCENT, _LEAST_CUES = 50, 10

SEVERITY = Severity.INFO


def check(
    document: Document, *, limit_characters: int = 12, reference: str = ""
) -> Iterator[Finding]:
    """Cue with the same text as the cue at the same time in the other language.

    Names, numbers, labels, songs and short calls are the same in many languages and left alone: two words
    at least must begin with a small letter, in scripts that have them. Cues in a row are one finding;
    where half of all cues are the same, that is said once. Opt-in, as the whole group is.

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
    same: list[Cue] = []
    # What stands between untranslated cues without ending their passage: names, numbers, sounds.
    between = {cue.number for cue in compared.cues if not spoken(document, cue)}
    for cue, other in compared.pairs:
        speech = spoken(document, cue)
        if not _is_alike(speech, spoken(compared.that, other)):
            continue
        if _is_speech(speech, limit_characters):
            same.append(cue)
        else:
            between.add(cue.number)
    name = quote(compared.that.source.path, 80)
    if len(same) >= _LEAST_CUES and len(same) * 100 >= _MOST_PERCENT * len(compared.pairs):
        yield Finding(
            first_line(document),
            f"{len(same)} of {len(compared.pairs)} cues say the same as {name}",
        )
        return
    same.sort(key=lambda cue: (cue.start_ms, cue.end_ms))
    cues = [cue for cue in compared.cues if cue.number not in between]
    places = {cue.number: place for place, cue in enumerate(same)}
    for first, last in runs(same, cues):
        more = places[last.number] - places[first.number]
        speech = f"{name} says {quote(spoken(document, first))} as well"
        if more:
            message = f"cues {first.number} to {last.number} are not translated: {speech}, and the same in {more} more"
        else:
            message = f"cue {first.number} is not translated: {speech}"
        yield Finding(first.text_span, message)


def _language(document: Document) -> str:
    return primary(document.language)


def _is_alike(here: str, there: str) -> bool:
    if not here or not there:
        return False
    # Most texts part at their first letter.
    first, other = re.search(r"\w", here), re.search(r"\w", there)
    if not first or not other or first[0].casefold()[0] != other[0].casefold()[0]:
        return False
    return _plain(here) == _plain(there)


def _plain(speech: str) -> str:
    return " ".join(re.findall(r"\w+", speech.casefold()))


def _is_speech(speech: str, limit_characters: int) -> bool:
    letters: list[str] = re.findall(r"[^\W\d_]", speech)
    if len(letters) <= limit_characters:
        return False
    if not any(letter.islower() for letter in letters):
        # Chinese or Thai needs a few letters for what takes others a sentence; capitals are signs.
        return not speech.isupper()
    words: list[str] = re.findall(r"[^\W\d_]+", speech)
    return sum(word[0].islower() and len(word) > 1 for word in words) >= 2
