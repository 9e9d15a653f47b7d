"""Files that are no text: by how they begin, and by the bytes that no text has."""

from __future__ import annotations

import re

_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x1aE\xdf\xa3", "a Matroska or WebM video"),
    (b"OggS", "an Ogg recording"),
    (b"ID3", "an MP3 recording"),
    (b"RIFF", "a RIFF file, such as WebP, AVI or WAV"),
    (b"\x00\x00\x01\xba", "an MPEG program stream, such as VobSub"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Microsoft Office document"),
)
# In EBCDIC: blank, line ends, digits, small letters, and the marks of times: `:`, `,`, `.`, `-`, `>`.
_EBCDIC = bytes((0x40, 0x0D, 0x15, 0x25, 0x7A, 0x6B, 0x4B, 0x60, 0x6E, *range(0xF0, 0xFA))) + bytes(
    byte for first in (0x81, 0x91, 0xA1) for byte in range(first, first + 9)
)
_FEWEST_EBCDIC = 32
_SAMPLE_BYTES = 65_536
_CONTROLS = bytes(byte for byte in range(1, 32) if byte not in b"\t\n\v\f\r\x1a\x1b")


def find_signature(data: bytes) -> str:
    """What a binary file is by its first bytes, `""` when they show nothing."""
    if data[4:8] == b"ftyp":
        return "an MP4 video"
    if data.startswith(b"BM") and data[6:10] == bytes(4):
        return "a BMP image"
    return next((name for magic, name in _SIGNATURES if data.startswith(magic)), "")


def is_ebcdic(data: bytes) -> bool:
    """Whether a file is text of a mainframe: blanks, digits and small letters have other bytes than in ASCII."""
    sample = data[:_SAMPLE_BYTES]
    if len(sample) < _FEWEST_EBCDIC:
        return False
    rest = sample.translate(None, _EBCDIC)
    return (
        len(rest) * 4 < len(sample)
        and b"\n" not in sample
        and sample.count(b" ") * 50 < len(sample)
    )


def is_joined(data: bytes) -> bool:
    """Whether a file was joined from one with a byte for a character and one with two, or from both orders of two."""
    wide_arrows = {match.start() % 2 for match in re.finditer(rb"\0-\0-\0>", data)}
    return len(wide_arrows) == 2 or (bool(wide_arrows) and b"-->" in data)


def is_binary(data: bytes, readable: bool) -> bool:
    """Whether a file is no text, by its controls and NULs; `readable` when its bytes are UTF-8."""
    # Downloads that broke off are padded with NULs, so NULs at the end mean nothing.
    sample = data.rstrip(b"\0")[:_SAMPLE_BYTES]
    visible = sample.replace(b"\0", b"")
    controls = len(visible) - len(visible.translate(None, _CONTROLS))
    # Compressed data is a tenth control characters, and is not UTF-8.
    if controls * (10 if readable else 50) > len(visible):
        return True
    return not readable and (len(sample) - len(visible)) * 10 > len(sample)
