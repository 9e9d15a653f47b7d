"""Characters without width, which nobody sees and every program counts."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Edit, Finding, Fix, Severity, Span
from caption_qa_action.core.document import Document
from caption_qa_action.rules._hits import hits

SEVERITY = Severity.INFO
OF_SHOWN_TEXT = True

_NAMES = {
    "\u00ad": "soft hyphen",
    "\u200b": "zero-width space",
    "\u200c": "zero-width non-joiner",
    "\u200d": "zero-width joiner",
    "\u2060": "word joiner",
    "\u2061": "function application",
    "\u2062": "invisible times",
    "\u2063": "invisible separator",
    "\u2064": "invisible plus",
}
# Thai, Lao, Tibetan, Myanmar, Khmer: a zero-width space shows where a line may break.
_UNSPACED = "\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u19e0-\u19ff"
_PATTERN = (
    # After a backslash the word joiner is how programs write one that begins no ASS escape.
    "(?<!\\\\)[\u00ad\u2060-\u2064]+"
    f"|(?<![{_UNSPACED}])\u200b+(?![{_UNSPACED}])"
    # Joiners shape Arabic, Indic and other letters and build emoji: only plain Latin has no use for them.
    "|(?<=[ -~])[\u200c\u200d]+(?=[\n\r -~]|\\Z)"
)


def check(document: Document) -> Iterator[Finding]:
    r"""Character without width in the text of a cue.

    Reported are the zero-width space, the soft hyphen, the word joiner, the invisible operators,
    and joiners between plain Latin letters (U+FEFF is `stray_bom`). Joiners are left alone in every
    other script and in emoji, and the zero-width space beside Thai, Lao, Tibetan, Myanmar and Khmer
    letters, where they have a meaning.

    ## Why
    Nobody sees them, yet searching, counting and comparing text go wrong: "co\u00adoperate" is not
    found. Some players show a box or a hyphen for them.

    ## Bad
    ```srt escapes
    1
    00:00:01,000 --> 00:00:02,000
    Where have\u200b you been?
    ```

    ## Good
    ```srt
    1
    00:00:01,000 --> 00:00:02,000
    Where have you been?
    ```

    ## Fix
    Deletes the characters. Unsafe: a line may then be broken elsewhere.

    ## Sources
    - The Unicode Standard, chapter 23.2 "Layout Controls",
      https://www.unicode.org/versions/latest/core-spec/chapter-23/
    """
    if document.source.alphabet.isdisjoint(_NAMES):
        return
    for cue, match in hits(document, _PATTERN):
        span = Span(*match.span())
        character = match[0][0]
        yield Finding(
            span,
            f"cue {cue.number} contains a {_NAMES[character]} (U+{ord(character):04X})",
            Fix("delete it", (Edit(span, ""),)),
        )
