"""A language tag that names no language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document, Tag
from caption_qa_action.core.text import quote
from caption_qa_action.rules.webvtt._cue_tags import faulty_tags

SEVERITY = Severity.WARNING

# BCP 47 (RFC 5646, section 2.1): language, script, region, variants, extensions, private use.
_BCP_47 = (
    r"(?:[A-Za-z]{2,3}(?:-[A-Za-z]{3}){0,3}|[A-Za-z]{4,8})(?:-[A-Za-z]{4})?"
    r"(?:-(?:[A-Za-z]{2}|[0-9]{3}))?(?:-(?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*"
    r"(?:-[0-9A-WY-Za-wy-z](?:-[A-Za-z0-9]{2,8})+)*(?:-[xX](?:-[A-Za-z0-9]{1,8})+)?"
    r"|[xX](?:-[A-Za-z0-9]{1,8})+"
)


def check(document: Document) -> Iterator[Finding]:
    """Tag `<lang>` without a well-formed language tag of BCP 47.

    The form is checked, not whether the language exists: `en`, `pt-BR` and `zh-Hant-TW` are
    well-formed, `en_us` and `english language` are not.

    ## Why
    Browsers choose fonts, hyphenation and the voice of a screen reader by it. A language that they do not
    understand is as good as none.

    ## Bad
    ```webvtt
    WEBVTT

    00:01.000 --> 00:02.500
    <lang en_us>Where have you been?</lang>
    ```

    ## Good
    ```webvtt
    WEBVTT

    00:01.000 --> 00:02.500
    <lang en-US>Where have you been?</lang>
    ```

    ## Fix
    None: write the tag of the language, such as `<lang fr>` or `<lang pt-BR>`.

    ## Sources
    - WebVTT, section 4.2.2, "WebVTT cue language span",
      https://www.w3.org/TR/webvtt1/#webvtt-cue-language-span
    - RFC 5646 (BCP 47), section 2.1, https://www.rfc-editor.org/rfc/rfc5646#section-2.1
    """
    for tag in faulty_tags(document, _malformed):
        if tag.annotation:
            message = f"{quote(tag.annotation)} is not a well-formed language tag"
        else:
            message = "language tag <lang> names no language"
        yield Finding(tag.span, message)


def _malformed(tags: list[Tag]) -> list[int]:
    return [
        index
        for index, tag in enumerate(tags)
        if tag.name == "lang" and tag.kind == "start" and not re.fullmatch(_BCP_47, tag.annotation)
    ]
