"""EBU STL: the header, every code table, accents and colours, long subtitles, and damage.

Source: EBU Tech 3264, https://tech.ebu.ch/publications/tech3264
"""

from __future__ import annotations

from tests.captions.sentences import SENTENCES

_LAST, _USER_DATA = 0xFF, 0xFE


def _header(table: str, rate: str = "25", language: str = "09", count: int = 3) -> bytes:
    header = bytearray(b" " * 1024)
    header[0:3] = b"850"
    header[3:11] = f"STL{rate}.01".encode()
    header[11:12] = b"1"
    header[12:14] = table.encode()
    header[14:16] = language.encode()
    header[16:23] = b"Harbour"
    header[224:236] = b"250101250101"
    header[238:248] = f"{count:05}{count:05}".encode()
    header[248:256] = b"00140230"[:8]
    header[256:264] = b"00000000"
    return bytes(header)


def _block(
    number: int, start: tuple[int, ...], end: tuple[int, ...], field: bytes, extension: int = _LAST
) -> bytes:
    head = bytes([0]) + number.to_bytes(2, "little") + bytes([extension, 0, *start, *end, 20, 2, 0])
    return head + field.ljust(112, b"\x8f")


def _file(table: str, *fields: bytes, rate: str = "25", language: str = "09") -> bytes:
    blocks = (
        _block(at + 1, (0, 0, at * 3 + 1, 12), (0, 0, at * 3 + 3, 0), field)
        for at, field in enumerate(fields)
    )
    return _header(table, rate, language, len(fields)) + b"".join(blocks)


def _table(table: str, codec: str, language: str, code: str) -> bytes:
    fields = [line.encode(codec) for line in SENTENCES[language]]
    return _file(table, *fields, language=code)


_PLAIN = _file(
    "00", b"The keeper counts\x8athe boats.", b"\x80Two\x81 are missing.", b"\x03Nobody\x07 sleeps."
)

FILES: dict[str, str | bytes] = {
    "latin.stl": _PLAIN,
    # An accent stands before its letter in ISO 6937.
    "accents.stl": _file("00", b"M\xc8uller gr\xc8u\xfbt den G\xc2ard", b"\xbfQu\xc2e ni\xc4na?", b"\xf9re\xf1 \xd5"),
    "cyrillic.stl": _table("01", "iso8859-5", "ru", "56"),
    "arabic.stl": _file("02", SENTENCES["ar"][0].encode("iso8859-6"), SENTENCES["ar"][2].encode("iso8859-6")),
    "greek.stl": _table("03", "iso8859-7", "el", "70"),
    "hebrew.stl": _table("04", "iso8859-8", "he", "09"),
    "thirty.stl": _file("00", b"Thirty frames", b"a second", rate="30"),
    "long.stl": _header("00")
    + _block(1, (0, 0, 1, 0), (0, 0, 5, 0), b"a long one " * 10 + b"go", 0)
    + _block(1, (0, 0, 1, 0), (0, 0, 5, 0), b"es on here")
    + _block(2, (0, 0, 6, 0), (0, 0, 7, 0), b"made by a program", _USER_DATA)
    + _block(3, (0, 0, 8, 0), (0, 0, 9, 0), b"the end"),
    "damaged-cut.stl": _PLAIN[:-50],
    "damaged-time.stl": _header("00") + _block(1, (0, 99, 1, 77), (0, 0, 3, 0), b"a minute too far"),
    "damaged-table.stl": _file("99", b"an unknown table"),
    "damaged-rate.stl": _PLAIN.replace(b"STL25", b"STL77"),
    "damaged-header.stl": _PLAIN[:600],
}  # fmt: skip
