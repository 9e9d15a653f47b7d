"""Lines of a caption that are aligned in another way than the caption itself."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.text import quote
from caption_qa_action.rules.ttml._looks import looks
from caption_qa_action.rules.ttml._tree import tag_name_span

SEVERITY = Severity.INFO

_ROWS, _TEXT = "ebutts:multiRowAlign", "tts:textAlign"
# On a line that runs from left to right; where it runs the other way, both are exchanged.
_SIDES = {"left": "start", "right": "end", "justify": "start"}


def check(document: Document) -> Iterator[Finding]:
    """Rows that are aligned among each other (`ebutts:multiRowAlign`) otherwise than the text is.

    `auto`, or none, is what `tts:textAlign` says. Each pair is reported once, where it is first.

    Off by default: it is allowed, and some houses want it. The presets for the BBC switch it on.

    ## Why
    A block of lines that begin at the left, in the middle of the picture, is often a mistake; players
    without `ebutts:multiRowAlign`, which are many, show it in another way.

    ## Bad
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling"
        xmlns:ebutts="urn:ebu:tt:style" xmlns:itts="http://www.w3.org/ns/ttml/profile/imsc1#styling"
        xml:lang="en">
      <body><div>
        <p begin="1s" end="2.5s" tts:textAlign="center" ebutts:multiRowAlign="start">
          Where have<br/>you been?
        </p>
      </div></body>
    </tt>
    ```

    ## Good
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling"
        xmlns:ebutts="urn:ebu:tt:style" xmlns:itts="http://www.w3.org/ns/ttml/profile/imsc1#styling"
        xml:lang="en">
      <body><div>
        <p begin="1s" end="2.5s" tts:textAlign="center">
          Where have<br/>you been?
        </p>
      </div></body>
    </tt>
    ```

    ## Fix
    None: which of the two is meant, the file does not tell.

    ## Sources
    - EBU Tech 3380, "ebutts:multiRowAlign", https://tech.ebu.ch/publications/tech3380
    - bbc/ttml-validator, styleRefsCheck.py,
      https://github.com/bbc/ttml-validator/blob/main/src/xmlChecks/styleRefsCheck.py
    """
    seen: set[tuple[str, str]] = set()
    for look in looks(document):
        rows = look.styles.get(_ROWS, "auto").strip()
        text = look.styles.get(_TEXT, "start").strip()
        if rows == "auto" or rows == _SIDES.get(text, text) or (rows, text) in seen:
            continue
        seen.add((rows, text))
        message = f"{_ROWS} is {quote(rows)} and {_TEXT} is {quote(text)}"
        yield Finding(tag_name_span(look.paragraph), message)
