"""What a module of `recognisers` is: how the JSON of one recogniser is known, and read."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from caption_qa_action.core.annotations import TYPE_CHECKING
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.formats._json_values import Value
from caption_qa_action.formats._pieces import Piece

if TYPE_CHECKING:
    from caption_qa_action.formats.asr_json.reading import Reading


class Recogniser(NamedTuple):
    """The JSON of one recogniser; a module of `recognisers` has one as `RECOGNISER`.

    One of `names` stands in every file. `recognises(root)` decides whether a value is such a file; it may be
    the beginning of one alone, in which what comes later is missing. `read(root, reading)` gives what was
    heard, in the order of the file; `language(root)` is what the file states, `""` for nothing.
    """

    title: str
    names: tuple[str, ...]
    recognises: Callable[[Value], bool]
    read: Callable[[Value, Reading], Iterator[Piece]]
    language: Callable[[Value], str] = lambda root: ""
