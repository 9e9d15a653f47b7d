"""The file that the other languages of a family are compared with."""

from __future__ import annotations

import re

from caption_qa_action.core.document import Document
from caption_qa_action.core.filenames import canonical, same_language
from caption_qa_action.core.language import of_filename, of_folder, primary
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.siblings import Sibling, no_siblings
from caption_qa_action.core.source import Span
from caption_qa_action.rules._reading import is_read


class Member(NamedTuple):
    """A file of the family; `sibling` is None for the document itself."""

    path: str
    language: str
    sibling: Sibling[Document] | None = None


def own_tag(document: Document) -> str:
    """The language that the document's name or folder declares, `""` for none."""
    folder = document.source.path.rpartition("/")[0].rpartition("/")[2]
    return of_filename(document.source.path) or of_folder(folder)


def has_family(document: Document) -> bool:
    """Whether it is known which files lie beside the document."""
    return document.find_siblings is not no_siblings


def family(document: Document) -> list[Member]:
    """The document and its siblings, by path."""
    members = [Member(item.path, item.language, item) for item in document.find_siblings()]
    members.append(Member(document.source.path, own_tag(document)))
    return sorted(members, key=lambda member: member.path)


def leader(document: Document, reference: str) -> Member:
    """The member that the others are compared with.

    It is the one in the language `reference`; else the one whose name has no language, since others
    are translated from it; else the English one; else the first by path.
    """
    members = family(document)

    def rank(member: Member) -> tuple[bool, bool, bool]:
        asked_for = bool(reference) and (
            same_language(member.language, reference)
            or primary(member.language) == canonical(reference)
        )
        return not asked_for, member.language != "", primary(member.language) != "en"

    return min(members, key=rank)


def reference_of(document: Document, reference: str) -> Document | None:
    """What the document is compared with; None for the reference itself, and where it cannot be read.

    Chapters and descriptions are compared with none: they are written anew for each language.
    """
    if not document.cues or not is_read(document):
        return None
    sibling = leader(document, reference).sibling
    other = sibling.document if sibling else None
    if other is None or not other.cues or other.kind != document.kind:
        return None
    return other


def first_line(document: Document) -> Span:
    """The first line, where what concerns the whole file is reported."""
    first = re.match("[^\r\n]*", document.source.text)
    return Span(0, first.end() if first else 0)
