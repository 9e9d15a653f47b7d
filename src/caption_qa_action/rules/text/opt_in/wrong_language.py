"""Text in another language than the file declares."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.language import primary
from caption_qa_action.core.text import quote
from caption_qa_action.rules._reading import is_read

SEVERITY = Severity.WARNING

# A few of the most frequent words of each language that are rare in the others.
_WORDS = {
    "en": "the and you of to is that it was for with have this what are not they we your be",
    "de": "und ich nicht das ist die der sie ein wir es zu mit auf den auch aber haben wenn sich",
    "fr": "je vous le les est pas et que une dans ce pour il nous avec sur qui mais sont des",
    "es": "que el y los por una con para las pero está como muy qué más yo ella usted porque del",
    "it": "che di non è il per un una sono ho mi ma con come ti questo lo gli della perché",
    "pt": "que não o um uma com você para mas eu os está isso por ele ela do da muito são",
    "nl": "het een ik niet van je dat en is de wat zijn ze we met maar voor hij ook naar",
    "sv": "och jag det att inte är en som du vi har för med på den till om men var han",
    "da": "og jeg det at ikke er en som du vi har for med på den til af men hvad han",
    "pl": "nie to się na jest że co jak ale mi czy tak za tego jestem tym dla już od mnie",
    "ru": "и не что я в на это ты с как но мы он то все так она его за по",
    "uk": "і не що я в на це ти з як але ми він та все так вона його за від",
    "tr": "bir ve bu ne için değil ben sen çok mi var ama o evet hayır gibi daha şey da kadar",
}
_SETS = {language: frozenset(words.split()) for language, words in _WORDS.items()}
_LEAST_WORDS, _SAMPLED_CUES = 80, 400
# In running text, a tenth to a third of all words are among the twenty most frequent ones.
_LEAST_SHARE_PERCENT, _TIMES = 12, 2


def check(document: Document, *, limit_times: float = _TIMES) -> Iterator[Finding]:
    """Text whose most frequent words are those of another language.

    Told apart are Danish, Dutch, English, French, German, Italian, Polish, Portuguese, Russian,
    Spanish, Swedish, Turkish and Ukrainian, in files of 80 words or more. The language is that of
    `--language`, of the file itself, or of its name. Opt-in: films in two languages exist. Where even
    the letters are wrong, `wrong_script` says so.

    ## Why
    Two files with their names exchanged, or a translation that was never made: viewers who choose the
    language get another.

    ## Bad
    ```text talk.de.srt repeat=12
    1
    00:00:01,000 --> 00:00:02,500
    That is what you have to do for this and it was not the end.

    ```

    ## Good
    ```text talk.en.srt repeat=12
    1
    00:00:01,000 --> 00:00:02,500
    That is what you have to do for this and it was not the end.

    ```

    ## Fix
    There is none: name the file after its language, or put in the right text.

    ## Options
    - `limit_times` (default 2): up to how many times more words of another language than of its own a
      file may have. Our choice.

    ## Sources
    - KBlixt/subcleaner, which warns of a file whose words are of another language,
      https://github.com/KBlixt/subcleaner
    """
    spoken = primary(document.language)
    if spoken not in _SETS or not is_read(document) or document.source.binary:
        return
    shown = "\n".join(map(document.plain, document.dialogue[:_SAMPLED_CUES])).lower()
    words = Counter(re.findall(r"[^\W\d_]+", shown))
    count = sum(words.values())
    if count < _LEAST_WORDS:
        return
    shares = {language: sum(words[word] for word in known) for language, known in _SETS.items()}
    other = max(shares, key=lambda language: shares[language])
    if (
        other != spoken
        and shares[other] * 100 >= _LEAST_SHARE_PERCENT * count
        and shares[other] > limit_times * max(1, shares[spoken])
    ):
        yield Finding(
            document.dialogue[0].text_span,
            f"the language is {quote(document.language)}, and the words are those of "
            f'"{other}": {shares[other]} of {count} are frequent there, {shares[spoken]} here',
        )
