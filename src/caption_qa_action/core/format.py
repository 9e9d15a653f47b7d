"""A format: what it is like, and how it is recognised, read and written."""

from __future__ import annotations

from collections.abc import Callable

from caption_qa_action.core.annotations import TYPE_CHECKING
from caption_qa_action.core.document import Document
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.source import Source
from caption_qa_action.core.traits import FormatTraits

if TYPE_CHECKING:
    from fractions import Fraction

    from caption_qa_action.core.timeline import Timeline, Written
else:  # a plain check needs none of them
    Fraction = Timeline = Written = object


def only_read(timeline: Timeline) -> Written:
    """In place of `write` in a format that is only read."""
    raise TypeError("this format is only read")


def always_current(document: Document) -> bool:
    """In place of `is_current` in a format of one form."""
    return True


class Format(NamedTuple):
    """What a module of `formats` is.

    `sniff(text)` decides whether a text is in the format, by its beginning; `parse(source)` reads it. It
    never raises and never drops anything: what it cannot read becomes a problem with a place, and its
    tiles cover the text. Where times count frames, `parse_at_rate(source, fps)` takes the frames a
    second for a file that does not state them.

    `to_timeline(document)` is what is visible when, for writing it in another format; `write(timeline)`
    writes one, and names what it could not hold. `rewrite(timeline, document)` writes a timeline that was
    made from a document of this format, and keeps what no timeline holds. `is_current(document)` decides
    whether all players of today read a document of this format: it is in no draft of it, and not damaged.
    """

    traits: FormatTraits
    sniff: Callable[[str], bool]
    parse: Callable[[Source], Document]
    to_timeline: Callable[[Document], Timeline]
    write: Callable[[Timeline], Written] = only_read
    rewrite: Callable[[Timeline, Document], Written] | None = None
    parse_at_rate: Callable[[Source, Fraction | None], Document] | None = None
    is_current: Callable[[Document], bool] = always_current

    @property
    def is_written(self) -> bool:
        """Whether files can be written in it."""
        return self.write is not only_read

    def read(self, source: Source, fps: Fraction | None = None) -> Document:
        """The document in a source; `fps` are the frames a second where the file does not state them."""
        if fps is not None and self.parse_at_rate is not None:
            return self.parse_at_rate(source, fps)
        return self.parse(source)

    def begins_file(self, head: bytes) -> bool:
        """Whether the first bytes of a file are in the format, for names that other kinds of file have."""
        # A character a byte, as binary formats are decoded; or text, of which without the NULs of UTF-16
        # and UTF-32 enough is left to recognise what ASCII spells.
        text = head.replace(b"\0", b"").decode("utf-8", "ignore")
        if self.sniff(text):
            return True
        characters = head.decode("latin-1")
        return characters != text and self.sniff(characters)
