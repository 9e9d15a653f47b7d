"""Colours that a house does not use."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.rules._repeated import first_of_each
from caption_qa_action.rules.ttml._colors import canonical
from caption_qa_action.rules.ttml._looks import looks
from caption_qa_action.rules.ttml._tree import tag_name_span

SEVERITY = Severity.WARNING


def check(
    document: Document,
    *,
    text: tuple[str, ...] = ("#ffffff", "#ffff00", "#00ffff", "#00ff00"),
    background: tuple[str, ...] = ("#000000",),
) -> Iterator[Finding]:
    """Text in a colour, or on a background, that is not one of the house's.

    The colours count as the viewer sees them: by reference, inherited, or white where there is none.
    The background is that of the `span` around the text, or of one around that. Each wrong colour is
    reported once, where it is first.

    Off by default: it is a house style. The presets for the BBC switch it on.

    ## Why
    Viewers know the colours as those of speakers, and these few have enough contrast on black for most
    eyes. Any other can be too dark, or mean nothing.

    ## Bad
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling" xml:lang="en">
      <body><div>
        <p begin="1s" end="2.5s">
          <span tts:color="red" tts:backgroundColor="black">Where have you been?</span>
        </p>
      </div></body>
    </tt>
    ```

    ## Good
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling" xml:lang="en">
      <body><div>
        <p begin="1s" end="2.5s">
          <span tts:color="yellow" tts:backgroundColor="black">Where have you been?</span>
        </p>
      </div></body>
    </tt>
    ```

    ## Fix
    None: which of the colours the speaker has, the file does not tell.

    ## Options
    - `text` (default #ffffff, #ffff00, #00ffff, #00ff00): the colours of text; names such as `cyan` are
      understood.
    - `background` (default #000000): the colours behind it; none lets any through.

    ## Sources
    - BBC Subtitle Guidelines, "Colours": white, yellow, cyan and green on black,
      https://www.bbc.co.uk/accessibility/forproducts/guides/subtitles/
    - The BBC's figures: bbc/ttml-validator, styleRefsCheck.py,
      https://github.com/bbc/ttml-validator/blob/main/src/xmlChecks/styleRefsCheck.py
    """
    yield from first_of_each(_findings(document, text, background))


def _findings(
    document: Document, text: tuple[str, ...], background: tuple[str, ...]
) -> Iterator[Finding]:
    texts = [canonical(color) for color in text]
    backgrounds = [canonical(color) for color in background]
    for look in looks(document):
        span = tag_name_span(look.element)
        color = canonical(look.styles.get("tts:color", "white"))
        if color not in texts:
            wanted = ", ".join(text) or "none"
            yield Finding(span, f"the text is {_shown(color)}; the house has {wanted}")
        behind = canonical(look.background)
        if backgrounds and behind not in backgrounds:
            what = (
                f"the background of the text is {_shown(behind)}"
                if behind
                else "the text has no background"
            )
            yield Finding(span, f"{what}; the house has {', '.join(background)}")


def _shown(color: str) -> str:
    return color[:7] if len(color) == 9 and color.endswith("ff") else ascii(color)[1:-1][:40]
