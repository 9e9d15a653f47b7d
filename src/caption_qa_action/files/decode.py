"""From the bytes of a file to text with a known way back."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from caption_qa_action.core.errors import UsageError
from caption_qa_action.core.source import EBU_STL_START, Problem, Source, Span
from caption_qa_action.core.text import nearest, plural, quote
from caption_qa_action.files.encoding_names import public_name

# In this order: the mark of UTF-16 is the beginning of the mark of UTF-32 (little endian).
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (codecs.BOM_UTF8, "utf-8"),
)
_WIDE_NAMES = {
    "utf-16-le": "UTF-16 (little endian)",
    "utf-16-be": "UTF-16 (big endian)",
    "utf-32-le": "UTF-32 (little endian)",
    "utf-32-be": "UTF-32 (big endian)",
}
# Codecs that Python calls text encodings, but whose bytes say something other than characters, or
# which depend on the machine. UTF-7 and HZ hide `<` and `-->` from everything that looks at bytes;
# the WHATWG Encoding Standard removed both: https://encoding.spec.whatwg.org/#security-background
_REFUSED = frozenset(
    {
        "charmap",
        "hz",
        "idna",
        "mbcs",
        "oem",
        "punycode",
        "raw-unicode-escape",
        "undefined",
        "unicode-escape",
        "utf-7",
    }
)
_SAMPLE_BYTES = 65_536
_PLACES_SHOWN = 20
_CANDIDATES_SHOWN = 4
_NEXT_STEP = 'set "encoding" in the configuration or pass --encoding, or convert the file to UTF-8'

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
    (b"RIFF", "a RIFF file, such as AVI or WAV"),
    (b"\x00\x00\x01\xba", "an MPEG program stream, such as VobSub"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Microsoft Office document"),
)
_STL = EBU_STL_START.encode()
_CONTROLS = bytes(byte for byte in range(1, 32) if byte not in b"\t\n\v\f\r\x1a\x1b")
_HIGH = bytes(range(128, 256))


def decode(path: str, data: bytes, declared: str = "") -> Source:
    """The text of a file. Whatever is wrong with the bytes becomes a problem, never an exception.

    A byte order mark decides; then `declared`, the encoding that the user says it is; then the
    bytes themselves. A file that is no text at all has an empty text and all its bytes as `tail`,
    except EBU STL: its text has a character for each byte.
    Raises UsageError when `declared` is no encoding.
    """
    encoding = text_encoding(declared) if declared else ""
    if re.match(_STL, data):
        return Source(path, data, data.decode("latin-1"), encoding="latin-1", binary=True)
    for mark, marked in _MARKS:
        if data.startswith(mark):
            source = _decode_as(path, data, marked, mark)
            if source:
                return source
    if encoding:
        return _decode_declared(path, data, encoding)
    return _decode_undeclared(path, data)


def text_encoding(name: str) -> str:
    """The canonical name of a character encoding. Raises UsageError for anything else."""
    try:
        canonical = codecs.lookup(name).name
        if public_name(canonical) not in _REFUSED:
            # `decode` refuses what turns bytes into bytes or text into text: base64, rot13, zlib.
            b"a".decode(canonical, "replace")
            return "utf-8" if canonical == "utf-8-sig" else public_name(canonical)
    except (LookupError, ValueError):
        pass
    from encodings.aliases import aliases

    known = sorted(
        public
        for public in {*map(public_name, aliases.values()), "utf-8"} - _REFUSED
        if not public.endswith(("-codec", "rot-13"))
    )
    raise UsageError(
        f"no such character encoding: {quote(name)}{nearest(name.lower(), known)}; "
        "pass a name such as utf-8, windows-1252 or shift_jis"
    )


def writes_back(source: Source) -> bool:
    """Whether an edited text can be written without changing bytes elsewhere in the file.

    It cannot in an encoding that has two byte sequences for one character, as Shift_JIS has.
    """
    errors = "surrogateescape" if source.encoding == "utf-8" else "strict"
    if source.encoding in _WIDE_NAMES:
        errors = "surrogatepass"
    try:
        body = source.text.encode(source.encoding, errors)
    except UnicodeEncodeError:
        return False
    return source.bom + body + source.tail == source.data


def _decode_undeclared(path: str, data: bytes) -> Source:
    try:
        text = data.decode()
        readable = True
    except UnicodeDecodeError:
        text, readable = "", False
    if readable and b"\0" not in data:
        return Source(path, data, text)
    signature = _signature(data)
    if not signature:
        wide = _wide_pattern(data)
        source = _decode_as(path, data, wide) if wide else None
        if source:
            return source
    if signature or _is_binary(data, readable):
        return _binary(path, data, signature)
    if readable:
        return Source(path, data, text)
    if _is_mostly_utf8(data):
        return _decode_utf8(path, data, b"")
    return _decode_legacy(path, data)


def _decode_declared(path: str, data: bytes, encoding: str) -> Source:
    if encoding in ("utf-16", "utf-32"):
        wide = _wide_pattern(data)
        encoding = wide if wide.startswith(encoding) else f"{encoding}-le"
    source = _decode_as(path, data, encoding)
    if source:
        return source
    try:
        text = data.decode(encoding)
    except UnicodeError as error:
        # Not every codec says where it failed.
        where = f" at byte offset {error.start}" if isinstance(error, UnicodeDecodeError) else ""
        source = _decode_undeclared(path, data)
        problem = Problem(
            "encoding_uncertain",
            _first_foreign(source.text),
            f"the file is declared to be {encoding}, and is not valid {encoding}{where}; "
            'correct "encoding" in the configuration or --encoding',
            "declared",
        )
        others = tuple(p for p in source.problems if p.code != "encoding_uncertain")
        source.problems = (problem, *others)
        return source
    if data.isascii() and text == data.decode("ascii"):
        return Source(path, data, text)
    message = f"the text is {encoding}, as declared, and not UTF-8; convert the file to UTF-8"
    problem = Problem("encoding_not_utf8", _first_foreign(text), message, "declared")
    return Source(path, data, text, encoding=encoding, problems=(problem,))


def _decode_as(path: str, data: bytes, encoding: str, mark: bytes = b"") -> Source | None:
    """The source in a Unicode encoding; None for another encoding, or when it is not in it."""
    if encoding == "utf-8":
        return _decode_utf8(path, data, mark)
    if encoding not in _WIDE_NAMES:
        return None
    width = 2 if encoding.startswith("utf-16") else 4
    end = len(data) - (len(data) - len(mark)) % width
    try:
        text = data[len(mark) : end].decode(encoding, "surrogatepass")
    except UnicodeDecodeError:
        return None
    message = f"the text is {_WIDE_NAMES[encoding]} and not UTF-8; convert the file to UTF-8"
    if end < len(data):
        message += f"; its last {plural(len(data) - end, 'byte is', 'bytes are')} half a character"
    problem = Problem("encoding_not_utf8", Span(0, 0), message, encoding[:6])
    tail = data[end:]
    return Source(path, data, text, encoding=encoding, bom=mark, tail=tail, problems=(problem,))


def _decode_utf8(path: str, data: bytes, mark: bytes) -> Source:
    body = data[len(mark) :] if mark else data
    try:
        return Source(path, data, body.decode(), bom=mark)
    except UnicodeDecodeError:
        text = body.decode("utf-8", "surrogateescape")
        problems = tuple(_bad_places(text, len(mark)))
        return Source(path, data, text, bom=mark, problems=problems)


def _bad_places(text: str, offset: int) -> Iterator[Problem]:
    """One problem for each run of bytes that are not UTF-8; many are summed up in the last."""
    code = "invalid_utf8_bytes"
    places = [Span(*match.span()) for match in re.finditer("[\udc80-\udcff]+", text)]
    end = 0
    for span in places[:_PLACES_SHOWN]:
        offset += len(text[end : span.start].encode("utf-8", "surrogateescape"))
        end = span.start
        shown = " ".join(f"0x{ord(byte) - 0xDC00:02x}" for byte in text[span.start : span.end][:4])
        if span.end - span.start > 4:
            shown += " …"
        subject = "byte" if span.end - span.start == 1 else "bytes"
        verb = "is" if subject == "byte" else "are"
        yield Problem(
            code, span, f"{subject} {shown} at byte offset {offset} {verb} not valid UTF-8"
        )
    more = len(places) - _PLACES_SHOWN
    if more > 0:
        what = plural(more, "more place has", "more places have")
        message = f"{what} bytes that are not valid UTF-8"
        yield Problem(code, places[_PLACES_SHOWN], message, "more")


def _decode_legacy(path: str, data: bytes) -> Source:
    """The text of an 8-bit or East Asian file as guessed, and the guess or its doubts."""
    from caption_qa_action.files._legacy_encodings import guess

    guessed = guess(path, data)
    encoding = guessed.encodings[0] if guessed.encodings else "latin-1"
    text = data.decode(encoding)
    span = _first_foreign(text)
    if guessed.reliable:
        message = f"the text is not UTF-8 but {encoding} (guessed); convert the file to UTF-8"
        problem = Problem("encoding_not_utf8", span, message, "legacy")
    else:
        names = guessed.encodings[:_CANDIDATES_SHOWN]
        may_be = f": it may be {' or '.join(names)}" if names else ""
        message = f"the text is not UTF-8, and its encoding is not certain{may_be}; {_NEXT_STEP}"
        problem = Problem("encoding_uncertain", span, message, "legacy")
    return Source(path, data, text, encoding=encoding, problems=(problem,))


def _binary(path: str, data: bytes, signature: str) -> Source:
    # No text at all: a parser would find thousands of problems in it, and all of them are this one.
    what = f" ({signature})" if signature else ""
    message = f"the file is binary{what}, not caption text"
    problem = Problem("unknown_format", Span(0, 0), message, "binary")
    return Source(path, data, "", tail=data, problems=(problem,))


def _signature(data: bytes) -> str:
    """What a binary file is by its first bytes, `""` when they tell nothing."""
    if data[4:8] == b"ftyp":
        return "an MP4 video"
    return next((name for magic, name in _SIGNATURES if data.startswith(magic)), "")


def _is_binary(data: bytes, readable: bool) -> bool:
    # Downloads that broke off are padded with NULs, so NULs at the end say nothing.
    sample = data.rstrip(b"\0")[:_SAMPLE_BYTES]
    visible = sample.replace(b"\0", b"")
    controls = len(visible) - len(visible.translate(None, _CONTROLS))
    # Compressed data is a tenth control characters, and is not UTF-8.
    if controls * (10 if readable else 50) > len(visible):
        return True
    return not readable and (len(sample) - len(visible)) * 10 > len(sample)


def _wide_pattern(data: bytes) -> str:
    """UTF-16 or UTF-32 without a byte order mark, by where the NULs are; `""` for neither.

    Every caption file holds digits and line ends enough for this, whatever its language.
    """
    sample = data[:_SAMPLE_BYTES]
    sample = sample[: len(sample) // 4 * 4]
    quads = len(sample) // 4
    if quads < 2:
        return ""
    first, second, third, fourth = (sample[index::4].count(0) for index in range(4))
    encoding = ""
    if fourth == quads and third * 10 >= quads * 9 and first * 10 < quads:
        encoding = "utf-32-le"
    elif first == quads and second * 10 >= quads * 9 and fourth * 10 < quads:
        encoding = "utf-32-be"
    else:
        even, odd = first + third, second + fourth
        if odd * 2 >= quads and even * 20 <= odd:
            encoding = "utf-16-le"
        elif even * 2 >= quads and odd * 20 <= even:
            encoding = "utf-16-be"
    if encoding:
        width = 2 if encoding.startswith("utf-16") else 4
        try:
            data[: len(data) // width * width].decode(encoding)
        except UnicodeDecodeError:
            return ""
    return encoding


def _is_mostly_utf8(data: bytes) -> bool:
    """Whether the sequences that are UTF-8 outweigh the bytes that are not.

    In other encodings a valid sequence is an accident: one for every five bad bytes in GBK and
    EUC-KR, next to none in the 8-bit encodings. A surrogate that some program has encoded as if it
    were a character occurs nowhere else.
    """
    text = data.decode("utf-8", "surrogateescape")
    bad = len(data) - len(text.encode("utf-8", "ignore"))
    good = len(text) - bad - len(data.translate(None, _HIGH))
    if good > bad or (bad <= 4 and good > 1) or re.search(rb"\xed[\xa0-\xbf][\x80-\xbf]", data):
        return True
    try:
        data.decode()
    except UnicodeDecodeError as error:
        # Cut in the middle of its last character.
        return good > 0 and error.reason == "unexpected end of data"
    return True


def _first_foreign(text: str) -> Span:
    """The first character that is not ASCII: where an encoding begins to matter."""
    match = re.search("[^\x00-\x7f]", text)
    return Span(*match.span()) if match else Span(0, 0)
