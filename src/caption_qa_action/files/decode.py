"""From the bytes of a file to text with a known way back."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from caption_qa_action.core.encoding_names import REFUSED, public_name, text_codec
from caption_qa_action.core.errors import UsageError
from caption_qa_action.core.source import EBU_STL_START, Problem, Source, Span
from caption_qa_action.core.text import nearest, plural, quote
from caption_qa_action.files._binary import find_signature, is_binary, is_ebcdic, is_joined
from caption_qa_action.files._unicode import count_utf8, wide_pattern

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
# So many valid sequences are no accident in any other encoding (chosen).
_SURELY_UTF8 = 10
_UNREADABLE = "[\udc80-\udcff]+"
_PLACES_SHOWN = 20
_CANDIDATES_SHOWN = 4
_NEXT_STEP = 'set "encoding" in the configuration or pass --encoding, or convert the file to UTF-8'

_CESU8 = "cesu-8"
_STL = EBU_STL_START.encode()
# Code pages: how a file of EBU STL begins that names no frame rate.
_STL_PAGES = (b"437", b"850", b"860", b"863", b"865")


def decode(path: str, data: bytes, declared: str = "") -> Source:
    """The text of a file. Whatever is wrong with the bytes becomes a problem, never an exception.

    A byte order mark decides; then `declared`, the encoding that the user has named; then the
    bytes themselves. A file that is no text at all has an empty text and all its bytes as `tail`,
    except EBU STL: its text has a character for each byte.
    Raises UsageError when `declared` is no encoding.
    """
    encoding = text_encoding(declared) if declared else ""
    if (data[3:6] == b"STL" or data.startswith(_STL_PAGES)) and re.match(_STL, data):
        return Source(path, data, data.decode("latin-1"), encoding="latin-1", binary=True)
    if b"\0" in data and is_joined(data):
        return _refused(
            path,
            data,
            "the file was joined from files in different encodings, such as UTF-8 and UTF-16",
            "convert each to UTF-8 and join them again",
        )
    for mark, marked in _MARKS:
        if data.startswith(mark) and not (len(mark) != 3 and _is_narrow(data)):
            source = _decode_as(path, data, marked, mark)
            if source:
                return source
    if data.startswith(b"# VobSub index file"):
        message = "the file is the index of VobSub captions, which are pictures in a .sub file and no text"
        problem = Problem("unknown_format", Span(0, 0), message, "binary")
        return Source(path, data, "", tail=data, problems=(problem,))
    if encoding:
        return _decode_declared(path, data, encoding)
    return _decode_undeclared(path, data)


def _is_narrow(data: bytes) -> bool:
    """Whether captions have a byte for each character, whatever mark stands above them."""
    return b"-->" in data and not re.search(rb"-\0{1,3}-\0{1,3}>", data)


def text_encoding(name: str) -> str:
    """The canonical name of a character encoding. Raises UsageError for anything else."""
    try:
        return text_codec(name)
    except LookupError:
        pass
    from encodings.aliases import aliases

    known = sorted(
        public
        for public in {*map(public_name, aliases.values()), "utf-8"} - REFUSED
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
    errors = "surrogatepass" if source.encoding in _WIDE_NAMES else "surrogateescape"
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
        # One byte is searched for many times faster than two.
        if text.isascii() and (b"\x1b" in data or b"+" in data or b"~" in data):
            return _decode_seven_bit(path, data, text)
        return Source(path, data, text)
    signature = find_signature(data)
    if not signature:
        wide = wide_pattern(data)
        source = _decode_as(path, data, wide) if wide else None
        if source:
            return source
    if not readable and is_ebcdic(data):
        return _refused(
            path,
            data,
            "the text is EBCDIC, as of a mainframe",
            "convert it to UTF-8, or say which EBCDIC it is, such as cp1140, by --encoding",
        )
    if signature or is_binary(data, readable):
        return _binary(path, data, signature)
    if readable:
        return Source(path, data, text)
    if _is_cesu8(data):
        return _decode_cesu8(path, data, b"")
    named = _named_inside(data)
    if named:
        text = data.decode(named)
        message = f"the text is {named}, as its XML declaration says, and not UTF-8; convert the file to UTF-8"
        problem = Problem("encoding_not_utf8", _first_foreign(text), message, "declared")
        return Source(path, data, text, encoding=named, problems=(problem,))
    valid, invalid = count_utf8(data)
    if valid >= _SURELY_UTF8 and valid >= 2 * invalid:
        return _decode_utf8(path, data, b"")
    return _decode_legacy(path, data, valid, invalid)


def _decode_declared(path: str, data: bytes, encoding: str) -> Source:
    if encoding in ("utf-16", "utf-32"):
        wide = wide_pattern(data)
        encoding = wide if wide.startswith(encoding) else f"{encoding}-le"
    source = _decode_as(path, data, encoding)
    if source:
        return source
    try:
        text = data.decode(encoding)
    except UnicodeError as error:
        # Not every codec reports where it failed.
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
        if _is_cesu8(body):
            return _decode_cesu8(path, data, mark)
        if mark and (source := _decode_wrongly_marked(path, data, mark)):
            return source
        text = body.decode("utf-8", "surrogateescape")
        problems = tuple(_bad_places(text, len(mark)))
        return Source(path, data, text, bom=mark, problems=problems)


def _decode_wrongly_marked(path: str, data: bytes, mark: bytes) -> Source | None:
    """The text of a legacy file that the mark of UTF-8 stands before; None where UTF-8 is as likely."""
    body = data[len(mark) :]
    valid, invalid = count_utf8(body)
    if valid >= invalid:
        return None
    legacy = _decode_legacy(path, body, valid, invalid)
    if any(problem.code != "encoding_not_utf8" for problem in legacy.problems):
        return None
    return Source(
        path, data, legacy.text, encoding=legacy.encoding, bom=mark, problems=legacy.problems
    )


def _is_cesu8(data: bytes) -> bool:
    if b"\xed" not in data:
        return False
    from caption_qa_action.files._cesu8 import is_cesu8

    return is_cesu8(data)


def _find_cesu8(name: str) -> codecs.CodecInfo | None:
    """The codec that Python does not have, when it is asked for."""
    if name != _CESU8.replace("-", "_"):
        return None
    from caption_qa_action.files._cesu8 import codec

    return codec()


codecs.register(_find_cesu8)


def _decode_cesu8(path: str, data: bytes, mark: bytes) -> Source:
    from caption_qa_action.files._cesu8 import decode_cesu8

    return decode_cesu8(path, data, mark)


def _bad_places(text: str, offset: int) -> Iterator[Problem]:
    """One problem for each run of bytes that are not UTF-8; many are summed up in the last."""
    from caption_qa_action.files._cesu8 import join_pairs

    code = "invalid_utf8_bytes"
    places = [Span(*match.span()) for match in re.finditer(_UNREADABLE, text)]
    end = 0
    for span in places[:_PLACES_SHOWN]:
        offset += len(text[end : span.start].encode("utf-8", "surrogateescape"))
        end = span.start
        shown = " ".join(f"0x{ord(byte) - 0xDC00:02x}" for byte in text[span.start : span.end][:4])
        if span.end - span.start > 4:
            shown += " …"
        subject = "byte" if span.end - span.start == 1 else "bytes"
        verb = "is" if subject == "byte" else "are"
        meant = join_pairs(text[span.start : span.end].encode("utf-8", "surrogateescape"))
        but = f" but CESU-8 for {quote(meant)}" if meant else ""
        yield Problem(
            code, span, f"{subject} {shown} at byte offset {offset} {verb} not valid UTF-8{but}"
        )
    more = len(places) - _PLACES_SHOWN
    if more > 0:
        what = plural(more, "more place has", "more places have")
        message = f"{what} bytes that are not valid UTF-8"
        yield Problem(code, places[_PLACES_SHOWN], message, "more")


def _named_inside(data: bytes) -> str:
    """The encoding that an XML declaration names, where the text makes sense in it; else `""`."""
    named = re.match(rb"<\?xml[^<>]{1,80}?\bencoding=[\"']([A-Za-z0-9._-]{1,40})[\"']", data)
    if not named:
        return ""
    from caption_qa_action.core.legacy_encodings import makes_sense

    try:
        encoding = text_encoding(named[1].decode())
    except UsageError:
        return ""
    # What calls itself Latin-1 is Windows-1252: https://encoding.spec.whatwg.org/#names-and-labels
    encoding = "windows-1252" if encoding == "iso8859-1" else encoding
    return encoding if makes_sense(data, encoding) else ""


def _decode_seven_bit(path: str, data: bytes, text: str) -> Source:
    """The text of a file in ASCII bytes that may stand for other characters by escape sequences."""
    from caption_qa_action.files._seven_bit import find_escaped, find_refused

    encoding = find_escaped(data)
    if encoding:
        return _guessed(path, data, data.decode(encoding), public_name(encoding))
    name = find_refused(data)
    if not name:
        return Source(path, data, text)
    message = f"the text looks like {name}, which is not read, for it can hide markup; convert the file to UTF-8"
    problem = Problem("encoding_uncertain", Span(0, 0), message, "refused")
    return Source(path, data, text, problems=(problem,))


def _decode_legacy(path: str, data: bytes, valid: int, invalid: int) -> Source:
    """The text of an 8-bit or East Asian file as guessed, and the guess or its doubts.

    Where no guess is certain and the `valid` characters of UTF-8 outweigh the `invalid` bytes, it is
    UTF-8 with bad bytes.
    """
    from caption_qa_action.core.legacy_encodings import guess, romanian_letters
    from caption_qa_action.files._vietnamese import find_vietnamese

    guessed = guess(path, data)
    if valid and not guessed.is_reliable and (valid > invalid or _is_western(valid, invalid, data)):
        return _decode_utf8(path, data, b"")
    encoding = guessed.encodings[0] if guessed.encodings else "latin-1"
    vietnamese = find_vietnamese(data)
    if vietnamese:
        text = data.decode("latin-1")
        message = f"the text looks like Vietnamese in {vietnamese}, which is not read; convert the file to UTF-8"
        problem = Problem("encoding_uncertain", _first_foreign(text), message, "refused")
        return Source(path, data, text, encoding="latin-1", problems=(problem,))
    if guessed.is_damaged:
        return _damaged(path, data, encoding)
    text = data.decode(encoding)
    if guessed.is_reliable:
        letters = romanian_letters(data, text)
        other = f", or iso8859-16 with the letters {letters}" if letters else ""
        return _guessed(path, data, text, encoding, other)
    names = guessed.encodings[:_CANDIDATES_SHOWN]
    may_be = f": it may be {' or '.join(names)}" if names else ""
    if valid >= _SURELY_UTF8:
        may_be += f"{',' if names else ':'} and {plural(valid, 'character')} of it are UTF-8"
    message = f"the text is not UTF-8, and its encoding is not certain{may_be}; {_NEXT_STEP}"
    problem = Problem("encoding_uncertain", _first_foreign(text), message, "legacy")
    return Source(path, data, text, encoding=encoding, problems=(problem,))


def _is_western(valid: int, invalid: int, data: bytes) -> bool:
    """Whether as many characters are UTF-8 as bytes are not, and none is what two bytes become by accident."""
    return valid == invalid and not re.search(
        "[^\x00-\u024f\u2010-\u203a\u20ac]", data.decode("utf-8", "ignore")
    )


def _guessed(path: str, data: bytes, text: str, encoding: str, other: str = "") -> Source:
    message = f"the text is not UTF-8 but {encoding} (guessed){other}; convert the file to UTF-8"
    problem = Problem("encoding_not_utf8", _first_foreign(text), message, "legacy")
    return Source(path, data, text, encoding=encoding, problems=(problem,))


def _damaged(path: str, data: bytes, encoding: str) -> Source:
    """The text of a legacy file some of whose bytes are no characters: those are lone surrogates."""
    text = data.decode(encoding, "surrogateescape")
    places = [Span(*match.span()) for match in re.finditer(_UNREADABLE, text)]
    offset = len(text[: places[0].start].encode(encoding, "surrogateescape"))
    more = plural(len(places) - 1, "more place has", "more places have")
    message = (
        f"the text is not UTF-8 but most likely {encoding}, in which the bytes at byte offset "
        f"{offset} are no character{f' ({more} such bytes)' if len(places) > 1 else ''}; {_NEXT_STEP}"
    )
    problem = Problem("encoding_uncertain", places[0], message, "damaged")
    return Source(path, data, text, encoding=encoding, problems=(problem,))


def _refused(path: str, data: bytes, what: str, remedy: str) -> Source:
    # No text at all: read in any encoding, most of it would be none.
    problem = Problem("encoding_uncertain", Span(0, 0), f"{what}; {remedy}", "refused")
    return Source(path, data, "", tail=data, problems=(problem,))


def _binary(path: str, data: bytes, signature: str) -> Source:
    # No text at all: a parser would find thousands of problems in it, and all of them are this one.
    what = f" ({signature})" if signature else ""
    message = f"the file is binary{what}, not caption text"
    problem = Problem("unknown_format", Span(0, 0), message, "binary")
    return Source(path, data, "", tail=data, problems=(problem,))


def _first_foreign(text: str) -> Span:
    """The first character that is not ASCII: where an encoding begins to matter."""
    match = re.search("[^\x00-\x7f]", text)
    return Span(*match.span()) if match else Span(0, 0)
