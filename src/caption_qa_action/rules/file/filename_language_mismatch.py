"""A file name that names another language than the file itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.language import of_filename, primary
from caption_qa_action.core.text import quote
from caption_qa_action.core.traits import FormatTraits
from caption_qa_action.rules.file._content import first_line

SEVERITY = Severity.WARNING


def applies_to(format: FormatTraits) -> bool:
    """Formats that have a place for the language."""
    return format.declares_language


def check(document: Document) -> Iterator[Finding]:
    """Language in the file name that is not the one that the file declares.

    Compared are the languages alone: `talk.en-GB.vtt` may declare `en`. The file declares its
    language by `Language:` (or `lang:`) in a WebVTT header or an ASS script, or by `xml:lang` of TTML.

    ## Why
    One of the two is wrong, and which one is believed depends on the program: the track is offered
    under a language that it is not in.

    ## Bad
    ```text talk.fr.vtt
    WEBVTT
    Language: en

    00:01.000 --> 00:02.500
    Where have you been?
    ```

    ## Good
    ```text talk.en.vtt
    WEBVTT
    Language: en

    00:01.000 --> 00:02.500
    Where have you been?
    ```

    ## Fix
    There is none: which of the two is right is not in the file.

    ## Sources
    - TTML2, section 8.1.2 "xml:lang", https://www.w3.org/TR/ttml2/#content-attribute-xml-lang
    - RFC 5646 (BCP 47), section 2.1 "Syntax", https://www.rfc-editor.org/rfc/rfc5646#section-2.1
    """
    named = of_filename(document.source.path)
    if not named:
        return
    declared = _declared(document)
    if not re.fullmatch("[A-Za-z]{2,3}", primary(declared)) or primary(declared) in ("und", "mul"):
        return
    if primary(named) != primary(declared):
        yield Finding(
            first_line(document),
            f"the file name says {quote(named)}, the file itself {quote(declared)}",
        )


def _declared(document: Document) -> str:
    if document.tree is not None:
        return document.tree.values.get("xml:lang", "").strip()
    return (document.header.get("language") or document.header.get("lang", "")).strip()
