"""Bytes of a text that its code table does not define."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document

SEVERITY = Severity.ERROR


def check(document: Document) -> Iterator[Finding]:
    r"""A code in the text of an EBU STL file that means no character there.

    The header names the code table of the text: `00` is the Latin one, in which an accent stands before its letter,
    `01` to `04` are those for Cyrillic, Arabic, Greek and Hebrew. Each leaves codes without a meaning, and so does the
    format among its control codes. The samples show bytes as `\xNN`, and `\x20{222}` for 222 of them.

    ## Why
    What the letter was, nobody can know: a decoder leaves it out, or shows a blank or something else. Most often the text is in
    the encoding of some computer, such as Windows-1252 or UTF-8, or the header names the wrong table. In other formats the
    character is written as `\ufffd`, and named as a loss.

    ## Bad
    ```text talk.stl escapes no-final-newline
    850STL25.0110000\x20{222}00001\x20{781}\
    \x00\x01\x00\xff\x00\x00\x00\x01\x00\x00\x00\x02\x0c\x14\x02\x00It\x92s here.\x8f{102}
    ```

    ## Good
    ```text talk.stl escapes no-final-newline
    850STL25.0110000\x20{222}00001\x20{781}\
    \x00\x01\x00\xff\x00\x00\x00\x01\x00\x00\x00\x02\x0c\x14\x02\x00It\xb9s here.\x8f{102}
    ```

    ## Fix
    There is none: write the file anew from where it was made, with the code table of its language.

    ## Sources
    - EBU Tech 3264, Specification of the EBU Subtitling data exchange format, section "Text Field" and appendix 1:
      https://tech.ebu.ch/publications/tech3264
    """
    yield from document.noticed("stl_undefined_code")
