"""Characters that mean something in one font only."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity, Span
from caption_qa_action.core.document import Document
from caption_qa_action.rules._hits import hits

SEVERITY = Severity.INFO
OF_SHOWN_TEXT = True

_PRIVATE = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
# The characters that Unicode has set aside for programs: FDD0..FDEF and the last two of each plane.
_SET_ASIDE = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17)
)


def check(document: Document) -> Iterator[Finding]:
    r"""Character of private use, or one that Unicode has set aside.

    What Unicode has not assigned yet is not reported: next year it may be an emoji.

    ## Why
    Characters of private use mean something only together with one font: a logo, an icon, a musical
    sign. With every other font the viewer sees a box.

    ## Bad
    ```srt escapes
    1
    00:00:01,000 --> 00:00:02,500
    \ue04f Where have you been?
    ```

    ## Good
    ```srt
    1
    00:00:01,000 --> 00:00:02,500
    ♪ Where have you been?
    ```

    ## Fix
    There is none: what the character stands for is not in the file.

    ## Sources
    - The Unicode Standard, chapter 23.5 "Private-Use Characters" and 23.7 "Noncharacters",
      https://www.unicode.org/versions/latest/core-spec/chapter-23/
    """
    if not any(character >= "\ue000" for character in document.source.alphabet):
        return
    for cue, match in hits(document, f"[{_PRIVATE}{_SET_ASIDE}]+"):
        point = f"U+{ord(match[0][0]):04X}"
        kind = (
            "a character that Unicode has set aside"
            if _is_set_aside(match[0][0])
            else ("a character of private use")
        )
        yield Finding(Span(*match.span()), f"cue {cue.number} contains {kind} ({point})")


def _is_set_aside(character: str) -> bool:
    return "\ufdd0" <= character <= "\ufdef" or ord(character) & 0xFFFE == 0xFFFE
