"""A document that does not declare which language it is in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Edit, Finding, Fix, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.language import of_filename
from caption_qa_action.core.source import Span
from caption_qa_action.core.text import quote
from caption_qa_action.rules.ttml._tree import index, tag_name_span, value_span

SEVERITY = Severity.WARNING

# BCP 47 (RFC 5646, section 2.1): language, script, region, variants, extensions, private use.
_BCP_47 = (
    r"(?:[A-Za-z]{2,3}(?:-[A-Za-z]{3}){0,3}|[A-Za-z]{4,8})(?:-[A-Za-z]{4})?"
    r"(?:-(?:[A-Za-z]{2}|[0-9]{3}))?(?:-(?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*"
    r"(?:-[0-9A-WY-Za-wy-z](?:-[A-Za-z0-9]{2,8})+)*(?:-[xX](?:-[A-Za-z0-9]{1,8})+)?"
    r"|[xX](?:-[A-Za-z0-9]{1,8})+"
)


def check(document: Document, *, required: bool = False) -> Iterator[Finding]:
    """Document without `xml:lang` on its root element, or a language tag that is malformed.

    TTML requires the attribute on `tt`. It may be empty, which means that the language is not known;
    that is reported as information, unless each part of the text says its own language. Anywhere else
    in the document `xml:lang` is checked for its form only: `en`, `pt-BR` and `zh-Hant-TW` are
    well-formed, `en_us` and `english` are not a language tag of use.

    ## Why
    Players choose fonts, line breaks and the voice of a screen reader by the language, and list it in
    their menu. Guidelines for accessible content ask for it.

    ## Bad
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml">
      <body><div>
        <p begin="1s" end="2.5s">Where have you been?</p>
      </div></body>
    </tt>
    ```

    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en_us">
      <body><div>
        <p begin="1s" end="2.5s">Where have you been?</p>
      </div></body>
    </tt>
    ```

    ## Good
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en-US">
      <body><div>
        <p begin="1s" end="2.5s">Where have you been?</p>
      </div></body>
    </tt>
    ```

    ## Fix
    Writes the language that the file's name says, as in `talk.en.ttml`, or a hyphen for an underscore.
    Not safe: the name may be wrong. Otherwise there is none.

    ## Options
    - `required` (default false): the document has to conform, so that no language, and one that is none, is an
      error.

    ## Sources
    - TTML2, section 8.2, "xml:lang", https://www.w3.org/TR/ttml2/#content-attribute-xml-lang
    - RFC 5646 (BCP 47), section 2.1, https://www.rfc-editor.org/rfc/rfc5646#section-2.1
    - WCAG 2.2, success criterion 3.1.1, https://www.w3.org/TR/WCAG22/#language-of-page
    """
    root = document.tree
    if root is None or root.tag != "tt":
        return
    severity = Severity.ERROR if required else None
    language = root.values.get("xml:lang")
    if language is None:
        place = root.start + 1 + len(root.raw_name)
        fix = _named_fix(document, Span(place, place), ' xml:lang="{}"')
        message = "the document does not say its language (xml:lang)"
        yield Finding(tag_name_span(root), message, fix, severity=severity)
    elif not language.strip(" \t") and len(index(document).having["xml:lang"]) == 1:
        span = value_span(root, "xml:lang")
        fix = _named_fix(document, span, "{}")
        message = 'the language of the document is left open (xml:lang="")'
        yield Finding(span, message, fix, severity=Severity.INFO)
    for element in index(document).having.get("xml:lang", ()):
        tag = element.values["xml:lang"]
        if tag.strip(" \t") and not re.fullmatch(_BCP_47, tag):
            yield _malformed(value_span(element, "xml:lang"), tag)._replace(severity=severity)


def _named_fix(document: Document, span: Span, pattern: str) -> Fix | None:
    language = of_filename(document.source.path)
    if not language:
        return None
    edit = Edit(span, pattern.format(language))
    return Fix(f"write the language of the file name, {language}", (edit,))


def _malformed(span: Span, tag: str) -> Finding:
    mended = tag.strip(" \t").replace("_", "-")
    fix = None
    if re.fullmatch(_BCP_47, mended):
        fix = Fix(f"write {mended}", (Edit(span, mended),))
    return Finding(span, f"{quote(tag)} is not a well-formed language tag", fix)
