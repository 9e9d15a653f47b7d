"""What the rules about files ask of the text as a whole."""

from __future__ import annotations

import re

from caption_qa_action.core.document import Document
from caption_qa_action.core.source import Span

# White space, NUL and byte order marks: what shows nothing and is no caption.
_NOTHING = "[^\\s\x00\ufeff]"


def is_binary(document: Document) -> bool:
    """Whether the file is no text at all; its text is then empty."""
    return any(problem.code == "unknown_format" for problem in document.source.problems)


def is_blank(document: Document) -> bool:
    """Whether nothing is in the file but white space, NULs and byte order marks."""
    if document.cues or is_binary(document) or is_refused(document):
        return False
    return re.search(_NOTHING, document.source.text) is None


def is_refused(document: Document) -> bool:
    """Whether the text of a file is not read at all, which is reported with the reason."""
    refused = any(problem.detail == "refused" for problem in document.source.problems)
    return refused and not document.source.text


def first_line(document: Document) -> Span:
    """The first line, where what concerns the whole file is reported."""
    first = re.match("[^\r\n]*", document.source.text)
    return Span(0, first.end() if first else 0)
