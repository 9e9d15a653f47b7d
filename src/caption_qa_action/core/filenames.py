"""Which caption files belong together: the same captions in several languages, told by their names.

`talk.en.srt`, `talk.fr.srt` and `talk.srt` are a family, and so are `en/talk.srt` and `fr/talk.srt`,
`en/talk.en.srt` and `fr/talk.fr.srt`, and `en.vtt` and `fr.vtt` in one folder. Captions for the deaf (`talk.en.sdh.srt`) and forced ones are
families of their own, since they say more and less.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from caption_qa_action.core.errors import FileError
from caption_qa_action.core.language import of_folder, primary, split_filename

if TYPE_CHECKING:
    from caption_qa_action.core.document import Document

# Names for captions that also say what is heard.
_HEARD = ("sdh", "cc", "hi")


class CaptionFileName(NamedTuple):
    """What a file name says: the family inside its folder, and its language (`""` for none)."""

    family: str
    language: str


def parse_caption_filename(name: str) -> CaptionFileName:
    """The family and the language of a file name."""
    stem, language, variant = split_filename(name)
    variant = "sdh" if variant in _HEARD else "" if variant == "default" else variant
    return CaptionFileName(f"{stem}/{variant}", language)


def family_of(path: str) -> str:
    """What is equal for the files of a family, wherever they are."""
    folder, _, name = path.rpartition("/")
    family, language = parse_caption_filename(name)
    above, _, here = folder.rpartition("/")
    if is_of_folder(language, here):
        folder = f"{above}/*"
    return f"{folder}/{family}"


def is_of_folder(language: str, folder: str) -> bool:
    """Whether a folder is named after a language, and a file in it says no other."""
    named = of_folder(folder)
    return bool(named) and (not language or primary(language) == primary(named))


def same_language(one: str, other: str) -> bool:
    """Whether two tags are one language: `en` and `eng`, `pt_BR` and `pt-br`."""
    return canonical(one) == canonical(other)


def canonical(tag: str) -> str:
    """A tag so that equal languages are equal: `en` for `eng`, `pt-br` for `pt_BR`."""
    rest = tag.replace("_", "-").partition("-")[2]
    return f"{primary(tag)}-{rest}".lower() if rest else primary(tag)


class Sibling:
    """Another file of the same family; `language` is what its name says.

    It is read and parsed when its document is first asked for. `reason` then tells why there is none.
    """

    __slots__ = ("path", "language", "reason", "_read", "_document")

    def __init__(self, path: str, language: str, read: Callable[[], Document]) -> None:
        self.path = path
        self.language = language
        self.reason = ""
        self._read: Callable[[], Document] | None = read
        self._document: Document | None = None

    @property
    def document(self) -> Document | None:
        """The file, parsed; None when it cannot be read."""
        if self._read is not None:
            read, self._read = self._read, None
            try:
                self._document = read()
            except FileError as error:
                self.reason = error.message
        return self._document


# The siblings of a document, by path.
FindSiblings = Callable[[], tuple[Sibling, ...]]


def no_siblings() -> tuple[Sibling, ...]:
    """What a document has that is not a file among others."""
    return ()
