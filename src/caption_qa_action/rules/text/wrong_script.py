"""Text in another script than its language is written in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.language import primary
from caption_qa_action.core.text import quote
from caption_qa_action.rules._reading import is_read

SEVERITY = Severity.WARNING

# The first and the last letter of each range.
_LETTERS = {
    "Latin": "A-Z a-z ª-\u024f \u1e00-\u1eff",
    "Greek": "\u0370-\u03ff \u1f00-\u1fff",
    "Cyrillic": "\u0400-\u052f",
    "Hebrew": "\u0590-\u05ff",
    "Arabic": "\u0600-\u06ff \u0750-\u077f \ufb50-\ufdff \ufe70-\ufeff",
    "Devanagari": "\u0900-\u097f",
    "Bengali": "\u0980-\u09ff",
    "Tamil": "\u0b80-\u0bff",
    "Telugu": "\u0c00-\u0c7f",
    "Thai": "\u0e00-\u0e7f",
    "Georgian": "\u10a0-\u10ff",
    "Armenian": "\u0530-\u058f",
    "Chinese": "\u3400-\u9fff \U00020000-\U0003ffff",
    "Japanese": "\u3041-\u30ff \u3400-\u9fff",
    "Korean": "\uac00-\ud7a3 \u1100-\u11ff \u3131-\u318e \u4e00-\u9fff",
}
# Languages that are written in one script, as the "Suppress-Script" of the IANA registry has it and,
# for Chinese, Japanese and Korean, as everyone does. Those with several (Serbian, Uzbek) are left out.
_WRITTEN_IN = {
    "Latin": "af ca cs cy da de en es et eu fi fr ga gl hr hu id is it lt lv ms mt nb nl nn no pl pt "
    "ro sk sl sq sv sw tl tr vi",
    "Greek": "el",
    "Cyrillic": "be bg mk ru uk",
    "Hebrew": "he iw yi",
    "Arabic": "ar fa ps ur",
    "Devanagari": "hi mr ne",
    "Bengali": "bn",
    "Tamil": "ta",
    "Telugu": "te",
    "Thai": "th",
    "Georgian": "ka",
    "Armenian": "hy",
    "Chinese": "zh",
    "Japanese": "ja",
    "Korean": "ko",
}
_LEAST_LETTERS = 60
_SAMPLED_CUES = 300
# Of more different characters each is looked at.
_MOST_LETTERS = 150
# So many of these cues mostly tell that the script is the right one.
_FIRST_PERCENT = 20


def check(document: Document, *, limit_percent: int = 10) -> Iterator[Finding]:
    """Text whose letters are not those of its language.

    The language is that of `--language`, of the file itself, or of its name. Reported once for a
    file, when less than `limit_percent` of its letters are of the script that the language is written
    in. Languages that are written in several scripts are left alone, and so are tags that name a
    script (`zh-Latn`).

    ## Why
    The file holds another language than it says: a translation that was never made, or two files
    with their names exchanged. Viewers who choose the language cannot read it.

    ## Bad
    ```text talk.ru.srt repeat=3
    1
    00:00:01,000 --> 00:00:02,500
    Where have you been all night?

    ```

    ## Good
    ```text talk.ru.srt repeat=3
    1
    00:00:01,000 --> 00:00:02,500
    Где ты была всю ночь?

    ```

    ## Fix
    There is none: name the file after its language, or put in the right text.

    ## Options
    - `limit_percent` (default 10): the share of letters of the right script from which nothing is
      reported. Our choice: names and quotations in other scripts are few.

    ## Sources
    - IANA Language Subtag Registry, "Suppress-Script",
      https://www.iana.org/assignments/language-subtag-registry
    """
    spoken = document.language
    script = _script_of(spoken)
    if not script or not is_read(document) or document.source.binary:
        return
    if script == "Latin" and not any(map(_is_foreign_to_latin, document.source.alphabet)):
        return
    cues = document.dialogue[:_SAMPLED_CUES]
    if _has_enough(document, cues, script, limit_percent):
        return
    shown = "".join(map(document.plain, cues))
    letters = sum(map(len, re.findall(r"[^\W\d_]+", shown)))
    right = _count(shown, script)
    if letters >= _LEAST_LETTERS and right * 100 < limit_percent * letters:
        other = max(_LETTERS, key=lambda name: _count(shown, name))
        yield Finding(
            cues[0].text_span,
            f"the language is {quote(spoken)}, which is written in {script} letters, and "
            f"{right * 100 // letters} % of the letters are; most are {other}",
        )


def _has_enough(document: Document, cues: list[Cue], script: str, limit_percent: int) -> bool:
    """Whether the first cues alone have as many letters of a script as all would need, if all were letters."""
    needed = limit_percent * sum(map(document.shown_length, cues))
    first = "".join(map(document.plain, cues[: len(cues) * _FIRST_PERCENT // 100 + 1]))
    return _count_at_least(document, first, script) * 100 >= needed


def _count_at_least(document: Document, text: str, script: str) -> int:
    """How many letters of a script are in a text at least.

    Where the document has few characters, those of no such letter are taken off, many times faster than to look at each.
    """
    alphabet = document.source.alphabet
    is_few = len(alphabet) <= _MOST_LETTERS and script != "Latin"
    if not is_few or not document.shows_own_characters:
        return _count(text, script)
    others = [letter for letter in alphabet if not _is_of(letter, script)]
    foreign = len(text) - len(text.encode("ascii", "ignore"))
    return foreign - sum(map(text.count, others))


def _is_of(letter: str, script: str) -> bool:
    return any(each[0] <= letter <= each[-1] for each in _LETTERS[script].split())


def _is_foreign_to_latin(character: str) -> bool:
    """Whether a character beyond ASCII is a letter of another script, or may be one."""
    return character >= "\u0370" and character.isalnum() and not _is_of(character, "Latin")


def _count(text: str, script: str) -> int:
    """How many letters of a script are in a text; a pattern of so many would take longer to compile."""
    ranges = _LETTERS[script].split()
    return sum(
        number
        for letter, number in Counter(text).items()
        if any(each[0] <= letter <= each[-1] for each in ranges)
    )


def _script_of(tag: str) -> str:
    language = primary(tag)
    if len(tag) > len(language) and re.search("[-_][A-Za-z]{4}(?:[-_]|$)", tag):
        return ""
    return next((name for name, tags in _WRITTEN_IN.items() if language in tags.split()), "")
