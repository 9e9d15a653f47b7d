"""Which caption files belong together: the same captions in several languages, by their names.

`talk.en.srt`, `talk.fr.srt` and `talk.srt` are a family, and so are `en/talk.srt` and `fr/talk.srt`,
`en/talk.en.srt` and `fr/talk.fr.srt`, and `en.vtt` and `fr.vtt` in one folder. Captions for the deaf (`talk.en.sdh.srt`) and forced ones are
families of their own, since they hold more and less.
"""

from __future__ import annotations

from caption_qa_action.core.language import of_folder, primary, split_filename
from caption_qa_action.core.named_tuple import NamedTuple

# Names for captions that also describe what is heard.
_HEARD = ("sdh", "cc", "hi")


class CaptionFileName(NamedTuple):
    """What a file name declares: the family inside its folder, and its language (`""` for none)."""

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
    """Whether a folder is named after a language, and a file in it names no other."""
    named = of_folder(folder)
    return bool(named) and (not language or primary(language) == primary(named))


def same_language(one: str, other: str) -> bool:
    """Whether two tags are one language: `en` and `eng`, `pt_BR` and `pt-br`."""
    return canonical(one) == canonical(other)


def canonical(tag: str) -> str:
    """A tag so that equal languages are equal: `en` for `eng`, `pt-br` for `pt_BR`."""
    rest = tag.replace("_", "-").partition("-")[2]
    return f"{primary(tag)}-{rest}".lower() if rest else primary(tag)
