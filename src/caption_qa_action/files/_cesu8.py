"""CESU-8: UTF-8, but for characters beyond U+FFFF, each of which is two surrogates of three bytes.

Java and old databases write it (https://www.unicode.org/reports/tr26/). It is read and written like any
encoding, under the name `cesu-8`, which Python does not have.
"""

from __future__ import annotations

import codecs
import re

from caption_qa_action.core.annotations import TYPE_CHECKING
from caption_qa_action.core.source import Problem, Source, Span
from caption_qa_action.core.text import quote

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_NAME = "cesu-8"
_PAIR = rb"\xed[\xa0-\xaf][\x80-\xbf]\xed[\xb0-\xbf][\x80-\xbf]"


def is_cesu8(data: bytes) -> bool:
    """Whether data that is no UTF-8 becomes UTF-8 by putting its pairs of surrogates together."""
    if not re.search(_PAIR, data):
        return False
    try:
        _decode(data)
    except UnicodeDecodeError:
        return False
    return True


def join_pairs(data: bytes) -> str:
    """What data says that is made of pairs alone, `""` for any other."""
    return _decode(data)[0] if re.fullmatch(rb"(?:%b)+" % _PAIR, data) else ""


def decode_cesu8(path: str, data: bytes, mark: bytes) -> Source:
    """The text of a file that is UTF-8, but for characters that some program has written as two surrogates."""
    text, _ = _decode(data[len(mark) :])
    first = re.search("[\U00010000-\U0010ffff]", text)
    span = Span(*first.span()) if first else Span(0, 0)
    message = (
        f"the text is CESU-8, which writes {quote(text[span.start : span.end])} as two surrogates, and not UTF-8; "
        "convert the file to UTF-8"
    )
    problem = Problem("encoding_not_utf8", span, message, _NAME)
    return Source(path, data, text, encoding=_NAME, bom=mark, problems=(problem,))


def codec() -> codecs.CodecInfo:
    """The codec, for `codecs.register`."""
    return codecs.CodecInfo(_encode, _decode, name=_NAME)


def _decode(data: ReadableBuffer, errors: str = "strict") -> tuple[str, int]:
    whole = bytes(data)
    joined = re.sub(_PAIR, lambda pair: _joined(pair[0]), whole)
    return joined.decode("utf-8", errors), len(whole)


def _joined(pair: bytes) -> bytes:
    halves = pair.decode("utf-8", "surrogatepass")
    return halves.encode("utf-16-le", "surrogatepass").decode("utf-16-le").encode()


def _encode(text: str, errors: str = "strict") -> tuple[bytes, int]:
    pieces = re.split("([\U00010000-\U0010ffff])", text)
    written = [piece.encode("utf-8", errors) for piece in pieces]
    for index in range(1, len(pieces), 2):
        units = pieces[index].encode("utf-16-le")
        halves = units[:2].decode("utf-16-le", "surrogatepass") + units[2:].decode(
            "utf-16-le", "surrogatepass"
        )
        written[index] = halves.encode("utf-8", "surrogatepass")
    return b"".join(written), len(text)
