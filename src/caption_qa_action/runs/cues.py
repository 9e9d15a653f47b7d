"""The cues of a file as plain values: numbers, times, text."""

from __future__ import annotations

from caption_qa_action.core.named_tuple import NamedTuple


class Cue(NamedTuple):
    """A cue as a viewer has it; `number` counts from 1, times are whole milliseconds."""

    number: int
    start_ms: int
    end_ms: int
    text: str

    def record(self) -> dict[str, object]:
        """The cue as JSON."""
        return {
            "index": self.number,
            "startMs": self.start_ms,
            "endMs": self.end_ms,
            "text": self.text,
        }


class CaptionFile(NamedTuple):
    """A file that was read: its format, its language (`""` where nothing states it), its cues."""

    format: str
    language: str
    cues: tuple[Cue, ...]


def read_cues(name: str, data: bytes) -> CaptionFile:
    """What a file holds. Raises CaptionQaError where it cannot be read or has no cues."""
    from caption_qa_action.config import Arguments, load
    from caption_qa_action.core.errors import ReadError
    from caption_qa_action.pipeline import read_document

    settings = load(Arguments(), isolated=True).settings_for("captions")
    document = read_document(name, data, settings)
    if not document.cues:
        raise ReadError(name, "the file has no cues")
    cues = tuple(
        Cue(number, cue.start_ms, cue.end_ms, document.plain(cue))
        for number, cue in enumerate(document.cues, 1)
    )
    return CaptionFile(document.format, document.language, cues)


def read_text(name: str, data: bytes) -> str:
    """The text of a file, in whatever encoding it is. Raises ReadError where none is right."""
    from caption_qa_action.files.decode import decode

    return decode(name, data).text
