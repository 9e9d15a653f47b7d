"""EBU STL: header fields, places, looks, tables, and damage."""

from __future__ import annotations

_HEADER, _BLOCK = 1024, 128


def _header(**fields: tuple[int, bytes]) -> bytes:
    header = bytearray(b" " * _HEADER)
    header[0:16] = b"850STL25.0110009"
    header[238:248] = b"0000100001"
    header[253:255] = b"23"
    header[256:264] = b"00000000"
    for start, value in fields.values():
        header[start : start + len(value)] = value
    return bytes(header)


def _block(
    text: bytes,
    number: int = 1,
    row: int = 20,
    align: int = 2,
    start: tuple[int, ...] = (0, 0, 1, 0),
    extension: int = 255,
    comment: int = 0,
) -> bytes:
    head = (
        bytes([0])
        + number.to_bytes(2, "little")
        + bytes([extension, 0, *start, 0, 0, 3, 0, row, align, comment])
    )
    return (head + text.ljust(112, b"\x8f"))[:_BLOCK]


_CODES = bytes((*range(0x20, 0x7F), *range(0xA1, 0xC0)))
_MORE = bytes((*range(0xC0, 0xD0), *range(0xD0, 0x100)))
SAMPLES: dict[str, str | bytes] = {
    **{f"language {code}.stl": _header(language=(14, code.encode())) + _block(b"a") for code in ("08", "0A", "0a", "0F", "1f", "56", "7E", "7e", "GG", "fF", "FA", "00", "2B", "2C", " 9", "Fa")},
    **{f"rate {rate}.stl": _header(rate=(6, rate.encode())) + _block(b"a", start=(0, 0, 1, 12)) for rate in ("23", "24", "25", "29", "30", "77")},
    **{f"table {table}.stl": _header(table=(12, table.encode())) + _block(b"a\xd0\xe1$%") for table in ("00", "01", "02", "03", "04", "05", "xx")},
    **{f"row {row} of {rows}.stl": _header(rows=(253, f"{rows:02}".encode())) + _block(b"a\x8ab", row=row) for rows in (0, 11, 23) for row in (0, 1, 4, 7, 8, 13, 14, 20)},
    **{f"justified {align}.stl": _header() + _block(b"a", align=align) for align in range(5)},
    "title.stl": _header(title=(16, b"Harbour\0")) + _block(b"a"),
    "no-title.stl": _header() + _block(b"a"),
    "programme.stl": _header(start=(256, b"10000000")) + _block(b"a", start=(10, 0, 1, 0)),
    "looks.stl": _header() + _block(b"\x80a\x81 \x82b\x83 \x01c\x07d\x80\x82e\x8af") + _block(b"\x04\x1d\x07\x0b\x0ba  b\x0a\x0a", 2),
    "latin-1.stl": _header() + _block(_CODES[:95]) + _block(_CODES[95:] + b"$%", 2),
    "latin-2.stl": _header() + _block(_MORE + b"x"),
    "accents.stl": _header() + _block(bytes(byte for letter in b"aeocnuz" for accent in range(0xC1, 0xD0) for byte in (accent, letter))[:110]),
    "long.stl": _header() + _block(b"a" * 112, 1, extension=0) + _block(b"b", 1) + _block(b"c", 2, extension=0) + _block(b"d", 3),
    "comment.stl": _header() + _block(b"a", comment=1) + _block(b"b", 2, extension=254) + _block(b"c", 3),
    "times.stl": _header() + _block(b"a", start=(0, 60, 1, 0)) + _block(b"b", 2, start=(0, 0, 61, 0)) + _block(b"c", 3, start=(0, 0, 1, 25)) + _block(b"d", 4, start=(24, 0, 1, 0)),
    "count.stl": _header(count=(238, b"0000900009")) + _block(b"a"),
    "cut.stl": _header() + _block(b"a")[:100],
    "cut-header.stl": _header()[:500],
    "no-header.stl": b"words",
    "blank.stl": _header() + _block(b""),
}  # fmt: skip
