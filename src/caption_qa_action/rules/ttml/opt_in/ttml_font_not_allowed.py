"""Fonts that a house does not use."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.text import quote
from caption_qa_action.rules._repeated import first_of_each
from caption_qa_action.rules.ttml._looks import looks
from caption_qa_action.rules.ttml._tree import tag_name_span

SEVERITY = Severity.WARNING


def check(
    document: Document,
    *,
    families: tuple[str, ...] = (
        "ReithSans",
        "Arial",
        "Roboto",
        "proportionalSansSerif",
        "default",
    ),
    italics: bool = False,
) -> Iterator[Finding]:
    """Text whose list of fonts is another than the house's, or in italics.

    The list counts as a whole and in its order, since a player takes the first of it that it has. Each
    wrong list, and the italics, are reported once, where they are first.

    Off by default: it is a house style. The presets for the BBC switch it on.

    ## Why
    In another font the same line is wider, wraps, and covers the picture; a list without a generic font
    leaves the choice to the player.

    ## Bad
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling" xml:lang="en">
      <body><div>
        <p begin="1s" end="2.5s" tts:fontFamily="Comic Sans MS">Where have you been?</p>
      </div></body>
    </tt>
    ```

    ## Good
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling" xml:lang="en">
      <body><div>
        <p begin="1s" end="2.5s"
            tts:fontFamily="ReithSans, Arial, Roboto, proportionalSansSerif, default">Where have you been?</p>
      </div></body>
    </tt>
    ```

    ## Fix
    None: write the list of fonts of the house, and no italics.

    ## Options
    - `families` (default ReithSans, Arial, Roboto, proportionalSansSerif, default): the list that text
      has; none lets any through.
    - `italics` (default false): let italics through.

    ## Sources
    - BBC Subtitle Guidelines, "Typography", https://www.bbc.co.uk/accessibility/forproducts/guides/subtitles/
    - The BBC's figures: bbc/ttml-validator, styleRefsCheck.py,
      https://github.com/bbc/ttml-validator/blob/main/src/xmlChecks/styleRefsCheck.py
    """
    yield from first_of_each(_findings(document, families, italics=italics))


def _findings(document: Document, families: tuple[str, ...], *, italics: bool) -> Iterator[Finding]:
    for look in looks(document):
        span = tag_name_span(look.element)
        named = look.styles.get("tts:fontFamily", "default")
        given = [family.strip(" \t\r\n\"'") for family in named.split(",")]
        if families and given != list(families):
            wanted = ", ".join(families)
            shown = quote(", ".join(given), 80)
            yield Finding(span, f"the fonts are {shown}; the house has, in this order, {wanted}")
        style = look.styles.get("tts:fontStyle", "normal").strip()
        if not italics and style in ("italic", "oblique"):
            yield Finding(span, "the text is in italics, which the house does not use")
