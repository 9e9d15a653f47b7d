"""One text in every encoding that is read: with and without a mark, wide, and of old systems."""

from __future__ import annotations

import codecs
from collections.abc import Iterator

from tests.captions.caption import Caption
from tests.captions.sentences import LEGACY, SENTENCES

_WIDE = {
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
}


def subrip(language: str, newline: str = "\n") -> str:
    """The sentences of a language as SubRip."""
    lines: list[str] = []
    for at, sentence in enumerate(SENTENCES[language]):
        lines += [
            str(at + 1),
            f"00:00:{at * 4 + 1:02},000 --> 00:00:{at * 4 + 4:02},500",
            sentence,
            "",
        ]
    return newline.join(lines) + newline


def encoded() -> Iterator[Caption]:
    """Every language as UTF-8, and in the other encodings that it is found in."""
    for language in SENTENCES:
        text = subrip(language)
        yield _caption(language, "utf-8", text.encode(), text)
        yield _caption(language, "utf-8-bom", codecs.BOM_UTF8 + text.encode(), text, "utf-8")
        for encoding, mark in _WIDE.items():
            data = text.encode(encoding)
            yield _caption(language, f"{encoding}-bom", mark + data, text, encoding)
            yield _caption(language, encoding, data, text)
        for encoding in LEGACY.get(language, ()):
            yield _caption(language, encoding, text.encode(encoding), text)
    for newline, title in (("\r\n", "crlf"), ("\r", "cr")):
        text = subrip("ru", newline)
        yield _caption("ru", f"utf-16-le-{title}", text.encode("utf-16-le"), text, "utf-16-le")


def _caption(language: str, title: str, data: bytes, text: str, encoding: str = "") -> Caption:
    # The language in the name is what decides between old encodings that are equally likely.
    name = f"{title}.{language}.srt"
    return Caption(
        f"encodings/{name}", name, data, format="srt", text=text, encoding=encoding or title
    )
