"""Text that is in a paragraph and in no span."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.rules.ttml._looks import looks
from caption_qa_action.rules.ttml._tree import tag_name_span

SEVERITY = Severity.WARNING


def check(document: Document) -> Iterator[Finding]:
    """Text directly in a `p`, in no `span`.

    Reported once for each `style` of paragraphs, where it is first.

    Off by default: TTML allows it. The presets for the BBC switch it on.

    ## Why
    A background behind the words alone can only be that of a `span`: that of a `p` fills its region
    from side to side. Text outside has none, and is white on snow.

    ## Bad
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling" xml:lang="en">
      <body><div>
        <p begin="1s" end="2.5s">Where have you been?</p>
      </div></body>
    </tt>
    ```

    ## Good
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling" xml:lang="en">
      <body><div>
        <p begin="1s" end="2.5s"><span>Where have you been?</span></p>
      </div></body>
    </tt>
    ```

    ## Fix
    None: put the text into a `span`.

    ## Sources
    - bbc/ttml-validator, textCheck.py,
      https://github.com/bbc/ttml-validator/blob/main/src/xmlChecks/textCheck.py
    - TTML2, section 10.2.6, "tts:backgroundColor",
      https://www.w3.org/TR/ttml2/#style-attribute-backgroundColor
    """
    seen: set[str] = set()
    for look in looks(document):
        style = look.paragraph.values.get("style", "")
        if look.element is look.paragraph and style not in seen:
            seen.add(style)
            message = "the text is in no span, which alone can have a background behind the words"
            yield Finding(tag_name_span(look.paragraph), message)
