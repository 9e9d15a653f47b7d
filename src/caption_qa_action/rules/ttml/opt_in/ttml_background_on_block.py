"""A background of a whole block."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.rules.ttml._regions import is_opaque
from caption_qa_action.rules.ttml._styles import resolver
from caption_qa_action.rules.ttml._tree import index, tag_name_span

SEVERITY = Severity.WARNING

_BLOCKS = ("region", "body", "div", "p")
_COLOR = "tts:backgroundColor"


def check(document: Document) -> Iterator[Finding]:
    """Background colour on a region, `body`, `div` or `p`, in place of a `span`.

    It counts whether the element has the colour itself or by a style that it refers to. A transparent
    one is fine. Each colour is reported once for each kind of element, where it is first.

    Off by default: some houses want boxes. The presets for the BBC switch it on.

    ## Why
    Such a background is drawn over the whole width of the block, with or without words, and a region's
    all the time: a black bar covers the picture.

    ## Bad
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling" xml:lang="en">
      <body><div>
        <p begin="1s" end="2.5s" tts:backgroundColor="black">Where have you been?</p>
      </div></body>
    </tt>
    ```

    ## Good
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling" xml:lang="en">
      <body><div>
        <p begin="1s" end="2.5s">
          <span tts:backgroundColor="black">Where have you been?</span>
        </p>
      </div></body>
    </tt>
    ```

    ## Fix
    None: move the colour to the `span` elements, where it stands behind the words alone.

    ## Sources
    - bbc/ttml-validator, styleRefsCheck.py,
      https://github.com/bbc/ttml-validator/blob/main/src/xmlChecks/styleRefsCheck.py
    - TTML2, section 10.2.6, "tts:backgroundColor",
      https://www.w3.org/TR/ttml2/#style-attribute-backgroundColor
    """
    styles = resolver(document)
    tagged = index(document).tagged
    for tag in _BLOCKS:
        seen: set[str] = set()
        referenced: dict[str, str] = {}
        for element in tagged.get(tag, ()):
            if tag == "region":
                color = styles.specified(element).get(_COLOR, "")
            else:
                reference = element.values.get("style", "")
                if reference not in referenced:
                    referenced[reference] = styles.referenced(reference).get(_COLOR, "")
                color = element.values.get(_COLOR, referenced[reference])
            if color and color not in seen:
                seen.add(color)
                if is_opaque(color):
                    message = f"{tag} has a background, which is drawn over all of its width"
                    yield Finding(tag_name_span(element), message)
