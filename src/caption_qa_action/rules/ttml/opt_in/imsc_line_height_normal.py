"""A line height that every player works out in its own way."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.text import printable
from caption_qa_action.rules.ttml._imsc import claims_ebu_tt_d, judged
from caption_qa_action.rules.ttml._tree import index, is_damaged, tag_name_span, value_span

SEVERITY = Severity.INFO

_LINE_HEIGHT = "tts:lineHeight"


def check(document: Document, *, required: bool = False) -> Iterator[Finding]:
    """Line height `normal` in an IMSC document, or none at all, which means the same.

    Checked in documents that claim to be IMSC or EBU-TT-D and have text in `p`. A document that gives
    no line height anywhere is reported once.

    Off by default: it is a recommendation, most documents leave the line height out, and the players of
    today come to nearly the same.

    ## Why
    What `normal` means is left to the font and the player, so that lines of a caption stand closer
    together on one than on another, and the last one may not fit into its region.

    ## Bad
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling"
        xmlns:ttp="http://www.w3.org/ns/ttml#parameter" xml:lang="en"
        ttp:contentProfiles="http://www.w3.org/ns/ttml/profile/imsc1.1/text">
      <body tts:lineHeight="normal"><div>
        <p begin="1s" end="2.5s">Where have you been?</p>
      </div></body>
    </tt>
    ```

    ## Good
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling"
        xmlns:ttp="http://www.w3.org/ns/ttml#parameter" xml:lang="en"
        ttp:contentProfiles="http://www.w3.org/ns/ttml/profile/imsc1.1/text">
      <body tts:lineHeight="125%"><div>
        <p begin="1s" end="2.5s">Where have you been?</p>
      </div></body>
    </tt>
    ```

    ## Fix
    None: which height is meant has to be known; 125 % is usual.

    ## Options
    - `required` (default false): check documents that claim no profile too.

    ## Sources
    - IMSC 1.2, "#lineHeight": a length should be given, since nothing implements `normal` alike,
      https://www.w3.org/TR/ttml-imsc1.2/#text-lineHeight
    """
    root = document.tree
    if root is None or not (judged(document, required) or claims_ebu_tt_d(document)):
        return
    having = index(document).having.get(_LINE_HEIGHT, [])
    for element in having:
        if element.get(_LINE_HEIGHT).strip() == "normal":
            yield Finding(
                value_span(element, _LINE_HEIGHT),
                f"the line height of {printable(element.raw_name)} is normal, which every player works out "
                "in its own way",
            )
    if not having and document.cues and not is_damaged(document):
        yield Finding(
            tag_name_span(root),
            "the document gives no line height (tts:lineHeight), so that every player works one out "
            "in its own way",
        )
