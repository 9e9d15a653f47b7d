"""Which tags a format knows, and how often each kind of tag occurs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from caption_qa_action.core.document import Document, Tag
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.text import printable


class Kind(NamedTuple):
    """A kind of markup in a file: its first tag, and in how many cues it occurs."""

    name: str
    first: Tag
    cues: int


def known_tags(document: Document) -> frozenset[str]:
    """The tag names that the document's format knows."""
    return document.traits.tags


def whole_tags(document: Document, tags: list[Tag]) -> list[Tag]:
    """The tags without one that lacks its `>`, as a WebVTT text may end in."""
    if tags and tags[-1].kind != "override" and document.source.text[tags[-1].span.end - 1] != ">":
        return tags[:-1]
    return tags


def shown_name(tag: Tag) -> str:
    """A tag's name for a message: printable and short."""
    return printable(tag.name[:20])


def count_kinds(document: Document, kind_of: Callable[[Tag], str]) -> Iterator[Kind]:
    """The kinds of markup that `kind_of` finds (`""`: none), in the order of their first tags."""
    first: dict[str, Tag] = {}
    counts: dict[str, int] = {}
    for tags, cues in document.markup():
        kinds: dict[str, Tag] = {}
        for tag in tags:
            kinds.setdefault(kind_of(tag), tag)
        kinds.pop("", None)
        for name, tag in kinds.items():
            first.setdefault(name, tag)
            counts[name] = counts.get(name, 0) + len(cues)
    for name, count in counts.items():
        yield Kind(name, first[name], count)


def override_kind(tag: Tag) -> str:
    r"""What an ASS override block does: `position`, `timestamp` (karaoke) or `style`.

    `{\an2}` is style: it repeats the default place.
    """
    if re.search(r"\\(?:an[13-9]|a(?:[13]|[5-9]|1[01])(?![0-9])|pos\(|move\()", tag.annotation):
        return "position"
    return "timestamp" if re.search(r"\\[kK][fot]?[0-9]", tag.annotation) else "style"
