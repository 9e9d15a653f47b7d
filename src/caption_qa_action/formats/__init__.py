"""The formats: one module or package each, found by looking into this folder.

Each has a `FORMAT`: what it is like, and how it is recognised, read and written. The first line of its
docstring is its name for people.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from functools import cache

from caption_qa_action.core.annotations import TYPE_CHECKING, TypeVar
from caption_qa_action.core.document import BY_NAME, Document
from caption_qa_action.core.format import Format
from caption_qa_action.core.registry import CallablePackage, Registry
from caption_qa_action.core.source import Source
from caption_qa_action.core.traits import GENERAL_SUFFIXES, UNKNOWN, FormatTraits

if TYPE_CHECKING:
    from fractions import Fraction

    from caption_qa_action.core.rule import Rule

__all__ = [
    "FORMATS",
    "UNKNOWN",
    "Formats",
    "detect",
    "format_of_suffix",
    "formats_of",
    "has_own_suffix",
    "has_shared_suffix",
    "is_captions",
    "is_surely_captions",
    "known_formats",
    "parse",
    "shared_suffixes",
    "suffixes",
]


class Formats(Registry):
    """The formats by name, each read from its module when it is first asked for."""

    __slots__ = ("_loaded",)

    def __init__(self, package: str, folder: str) -> None:
        super().__init__(package, folder)
        self._loaded: dict[str, Format] = {}

    def __getitem__(self, name: str) -> Format:
        """The format of a name. Raises KeyError for an unknown one."""
        format = self._loaded.get(name)
        if format is None:
            format = self._loaded[name] = self.module(name).FORMAT
        return format


FORMATS = Formats(__name__, os.path.dirname(__file__))


class _Traits(Mapping[str, FormatTraits]):
    """What every format is like, by name; each format is imported when it is first asked for."""

    __slots__ = ()

    def __getitem__(self, name: str) -> FormatTraits:
        return FORMATS[name].traits

    def __iter__(self) -> Iterator[str]:
        return iter(FORMATS)

    def __len__(self) -> int:
        return len(FORMATS.groups)


def known_formats() -> Mapping[str, FormatTraits]:
    """What every format is like, by name."""
    return _Traits()


@cache
def format_of_suffix(suffix: str) -> str:
    """The format of the files with a suffix that only captions have; `""` for any other suffix.

    Formats whose names end like the suffix are asked first: of `.srt` and `.vtt` no other is imported.
    """
    for name in sorted(FORMATS, key=lambda name: not name.endswith(suffix[1:])):
        if suffix in FORMATS[name].traits.suffixes:
            return name
    return ""


def has_own_suffix(path: str) -> bool:
    """Whether the name of a file ends as only names of captions do."""
    return bool(format_of_suffix(os.path.splitext(path)[1].lower()))


_Value = TypeVar("_Value")


class _BySuffix(Mapping[str, _Value]):
    """A value for each suffix of some: of those that only captions have, and of all.

    All formats are imported only for the second, which are made when they are first needed.
    """

    __slots__ = ("_made", "_make_all", "_of_own")

    def __init__(
        self, of_own: Callable[[str], _Value | None], make_all: Callable[[], dict[str, _Value]]
    ) -> None:
        self._of_own = of_own
        self._make_all = make_all
        self._made: dict[str, _Value] | None = None

    def _all(self) -> dict[str, _Value]:
        if self._made is None:
            self._made = self._make_all()
        return self._made

    def __getitem__(self, suffix: str) -> _Value:
        own = format_of_suffix(suffix)
        if not own:
            return self._all()[suffix]
        value = self._of_own(own)
        if value is None:
            raise KeyError(suffix)
        return value

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())


def suffixes() -> Mapping[str, str]:
    """Every file name suffix of a caption format, in lower case with its dot, and its format.

    Where formats share a suffix with each other, the first by name has it.
    """
    return _BySuffix(str, _all_suffixes)


def _all_suffixes() -> dict[str, str]:
    found: dict[str, str] = {}
    for name in FORMATS:
        for suffix in FORMATS[name].traits.all_suffixes:
            found.setdefault(suffix, name)
    return found


# Suffixes that other files have as well, but seldom: what of them is no captions is not passed over in silence.
MOSTLY_CAPTIONS = frozenset({".sami", ".smi", ".sub"})


def shared_suffixes() -> Mapping[str, Callable[[bytes], bool]]:
    """The suffixes that other files have as well, and what recognises captions by a file's first bytes.

    Captions are also what is not read here and can be nothing else, so that it is named.
    """
    return _BySuffix(lambda own: None, _all_shared_suffixes)


def _all_shared_suffixes() -> dict[str, Callable[[bytes], bool]]:
    claims: dict[str, list[Format]] = {}
    for name in FORMATS:
        for suffix in FORMATS[name].traits.shared_suffixes:
            claims.setdefault(suffix, []).append(FORMATS[name])
    every = [FORMATS[name] for name in FORMATS]
    return {
        suffix: _claim(formats if suffix in GENERAL_SUFFIXES else every)
        for suffix, formats in claims.items()
    }


def has_shared_suffix(path: str) -> bool:
    """Whether the name of a file leaves open if it holds captions: other files have its suffix too."""
    suffix = os.path.splitext(path)[1].lower()
    return suffix in shared_suffixes()


def is_captions(head: bytes) -> bool:
    """Whether the first bytes of a file are in any format, or in one that is known and not read here."""
    return any(FORMATS[name].begins_file(head) for name in FORMATS) or _is_named(head)


def is_surely_captions(head: bytes) -> bool:
    """Whether the first bytes of a file are in any format, or in one that is known and can be nothing else."""
    return any(FORMATS[name].begins_file(head) for name in FORMATS) or _is_named(head, certain=True)


def _claim(formats: list[Format]) -> Callable[[bytes], bool]:
    return lambda head: (
        any(format.begins_file(head) for format in formats) or _is_named(head, certain=True)
    )


def _is_named(head: bytes, *, certain: bool = False) -> bool:
    from caption_qa_action.formats import _signatures

    text = head.replace(b"\0", b"").decode("utf-8", "ignore")
    return _signatures.recognise(text, certain=certain) is not None


def formats_of(rule: Rule) -> tuple[str, ...]:
    """The formats that a rule looks at, by name; none are named where it looks at all."""
    if rule.is_universal:
        return ()
    return tuple(name for name in FORMATS if rule.covers(FORMATS[name].traits))


# How files begin that hold captions as a picture does, whatever their name: rich text, PDF, the archives of word
# processors, web pages. `_signatures` says what to do with each. Looked at are the first 64 characters (chosen).
_FOREIGN = ("{\\rtf1", "%pdf-", "pk\x03\x04", "<!doctype html", "<html")
_LONGEST_FOREIGN = 64


def detect(source: Source) -> str:
    """The name of the format of a source: by content, then by a suffix that only captions have.

    Else it is `unknown`.
    """
    return _detect(source)[0]


def _detect(source: Source) -> tuple[str, str]:
    """The name of the format of a source, and what decided it."""
    text = source.text
    if text[:_LONGEST_FOREIGN].lstrip("\ufeff \t\r\n").lower().startswith(_FOREIGN):
        return UNKNOWN, "its content"
    by_suffix = suffixes().get(os.path.splitext(source.path)[1].lower(), UNKNOWN)
    is_open = not has_own_suffix(source.path)
    # The suffix is nearly always right, so its format is asked first.
    for name in sorted(FORMATS, key=lambda name: name != by_suffix):
        if not is_open and FORMATS[name].traits.yields_to_suffix:
            continue
        if FORMATS[name].sniff(text):
            return name, "its content"
    if is_open:
        return UNKNOWN, "nothing tells it"
    if by_suffix != UNKNOWN and _is_kept_under(text, os.path.splitext(source.path)[1].lower()):
        return UNKNOWN, "its content"
    return by_suffix, BY_NAME


def _is_kept_under(text: str, suffix: str) -> bool:
    """Whether a text is in a form that is not read here, and often kept under a suffix of one that is."""
    from caption_qa_action.formats import _signatures

    found = _signatures.recognise(text, certain=True)
    return found is not None and found.suffix == suffix


def parse(source: Source, format: str = "", *, fps: Fraction | None = None) -> Document:
    """The document in a source; its format is detected unless given.

    `fps` are the frames a second where times count frames and the file does not state how fast they
    run; formats whose times are clocks do not ask for it.
    """
    name, by = (format, "the caller") if format else _detect(source)
    if name == UNKNOWN:
        from caption_qa_action.formats import _unknown

        document = _unknown.parse(source)
    else:
        document = FORMATS[name].read(source, fps)
        document.known_formats = known_formats
    document.stated_by["format"] = by
    document.stated_by.setdefault("kind", "default")
    return document


CallablePackage.install(__name__)
