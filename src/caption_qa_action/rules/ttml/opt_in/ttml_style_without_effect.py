"""A style property where it does nothing."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.source import Span
from caption_qa_action.rules.ttml._styles import resolver
from caption_qa_action.rules.ttml._tree import index, tag_name_span, value_span

SEVERITY = Severity.INFO

# TTML2, section 10.2, "Applies to" (https://www.w3.org/TR/ttml2/#styling-attribute-vocabulary); the
# `ebutts:` of EBU Tech 3380 and the `itts:` of IMSC apply to `p` too. What is inherited may stand above.
_OF_PARAGRAPHS = (
    "tts:lineHeight",
    "tts:textAlign",
    "ebutts:linePadding",
    "ebutts:multiRowAlign",
    "itts:fillLineGap",
)
_OF_REGIONS = ("tts:overflow", "tts:showBackground", "tts:writingMode")
_WITHOUT_EFFECT = {
    "body": _OF_REGIONS,
    "div": _OF_REGIONS,
    "p": _OF_REGIONS,
    "span": (*_OF_PARAGRAPHS, *_OF_REGIONS),
}
_STYLING = ("tts:", "ebutts:", "itts:")


def check(document: Document) -> Iterator[Finding]:
    """Style property on an element to which it does not apply, or a style that sets nothing.

    `tts:textAlign`, `tts:lineHeight`, `ebutts:linePadding`, `ebutts:multiRowAlign` and
    `itts:fillLineGap` apply to paragraphs and mean nothing on a `span`; `tts:overflow`,
    `tts:showBackground` and `tts:writingMode` mean something on regions alone. It makes no difference
    whether the element has the property itself or by a style that it refers to. Each is reported once
    for each kind of element, and once for each list of styles.

    Off by default: one style for a paragraph and its `span` elements is common, and harmless.

    ## Why
    What was meant to be centred stands at the side, and the file looks as if it were right.

    ## Bad
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling" xml:lang="en">
      <head><styling><style xml:id="middle" tts:textAlign="center"/></styling></head>
      <body><div>
        <p begin="1s" end="2.5s"><span style="middle">Where have you been?</span></p>
      </div></body>
    </tt>
    ```

    ## Good
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling" xml:lang="en">
      <head><styling><style xml:id="middle" tts:textAlign="center"/></styling></head>
      <body><div>
        <p begin="1s" end="2.5s" style="middle"><span>Where have you been?</span></p>
      </div></body>
    </tt>
    ```

    ## Fix
    None: move the property to the element that it is for, or delete it.

    ## Sources
    - TTML2, section 10.2, "Styling Attribute Vocabulary" ("Applies to"),
      https://www.w3.org/TR/ttml2/#styling-attribute-vocabulary
    - EBU Tech 3380, "EBU-TT-D Subtitling Distribution Format", https://tech.ebu.ch/publications/tech3380
    """
    yield from sorted(
        [*_own(document), *_referenced(document), *_empty(document)], key=lambda found: found.span
    )


def _own(document: Document) -> Iterator[Finding]:
    having = index(document).having
    for name in (*_OF_PARAGRAPHS, *_OF_REGIONS):
        seen: set[str] = set()
        for element in having.get(name, ()):
            if name in _WITHOUT_EFFECT.get(element.tag, ()) and element.tag not in seen:
                seen.add(element.tag)
                yield Finding(value_span(element, name), f"{name} has no effect on {element.tag}")


def _referenced(document: Document) -> Iterator[Finding]:
    styles = resolver(document)
    seen: set[tuple[str, str]] = set()
    for element in index(document).having.get("style", ()):
        value = element.values["style"]
        idle = _WITHOUT_EFFECT.get(element.tag)
        if idle is None or (element.tag, value) in seen:
            continue
        seen.add((element.tag, value))
        found = [name for name in styles.referenced(value) if name in idle]
        if found:
            have = "have" if len(found) > 1 else "has"
            message = f"{_listed(found)} of this style {have} no effect on {element.tag}"
            yield Finding(value_span(element, "style"), message)


def _empty(document: Document) -> Iterator[Finding]:
    for style in index(document).tagged.get("style", ()):
        named = style.parent is not None and style.parent.tag == "styling"
        sets = any(name == "style" or name.startswith(_STYLING) for name in style.values)
        # One with a name in braces is of another vocabulary, which may be all that it is there for.
        if named and not sets and not any(name.startswith("{") for name in style.values):
            span: Span = tag_name_span(style)
            yield Finding(span, "the style sets nothing")


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
