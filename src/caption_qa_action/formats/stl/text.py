"""The text field of EBU STL: characters, line breaks, colours and italics.

Sources: EBU Tech 3264, appendix 1 and section "Text Field", https://tech.ebu.ch/publications/tech3264;
the Latin table is that of ISO 6937.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from caption_qa_action.core.timeline import Placement, Run, Style

HEADER_BYTES = 16
# Where a block states how it goes on, and what is there in one that holds no text.
EXTENSION_BYTE, USER_DATA = 3, 0xFE
BLOCK_BYTES = 128
_TEXT_BYTES = BLOCK_BYTES - HEADER_BYTES

# The detail of the problem of a file whose code table nobody knows.
UNKNOWN_TABLE = "table"
# What a byte is read as that a code table does not define.
UNDEFINED = "\ufffd"
# The upper half of the Latin table by rows; U+FFFD where nothing is defined.
_LATIN = {
    0xA0: "\u00a0¡¢£$¥#§¤‘“«←↑→↓",
    0xB0: "°±²³×µ¶·÷’”»¼½¾¿",
    0xD0: "―¹®©™♪¬¦\ufffd\ufffd\ufffd\ufffd⅛⅜⅝⅞",
    0xE0: "ΩÆĐªĦ\ufffdĲĿŁØŒºÞŦŊŉ",
    0xF0: "ĸæđðħıĳŀłøœßþŧŋ\u00ad",
}
# An accent stands before its letter; here the combining mark for C1 to CF.
_ACCENTS = {
    0xC1: "\u0300",
    0xC2: "\u0301",
    0xC3: "\u0302",
    0xC4: "\u0303",
    0xC5: "\u0304",
    0xC6: "\u0306",
    0xC7: "\u0307",
    0xC8: "\u0308",
    0xCA: "\u030a",
    0xCB: "\u0327",
    0xCD: "\u030b",
    0xCE: "\u0328",
    0xCF: "\u030c",
}
CODECS = {"01": "iso8859-5", "02": "iso8859-6", "03": "iso8859-7", "04": "iso8859-8"}
# Codes that mean nothing in a text field (EBU Tech 3264, "Text Field": reserved), and those of a table's lower half.
_RESERVED = r"\x7f\x86-\x89\x8b-\x8e\x90-\x9f"
_SHOWN = r"\x20-\x7e\xa0-\xff"
# The colours of teletext, 00 to 07; white is the usual one.
_COLORS = ("#000000", "#ff0000", "#00ff00", "#ffff00", "#0000ff", "#ff00ff", "#00ffff", "")
_NEW_LINE = "\x8a"
_UNUSED = "\x8f"


def text_field(raw: str) -> str:
    """The text fields of the blocks of a subtitle, joined; `raw` begins at the first of them."""
    fields = (raw[start : start + _TEXT_BYTES] for start in range(0, len(raw), BLOCK_BYTES))
    return "".join(fields)


def runs(field: str, table: str) -> list[Run]:
    """The visible text of a text field by looks; lines that show nothing are left out."""
    found: list[Run] = []
    style = Style()
    if _UNUSED in field:
        field = _without_unused(field)
    for line in field.split(_NEW_LINE):
        # In teletext every row begins in white.
        style = style._replace(color="")
        pieces = list(_pieces(line, style, table))
        style = pieces[-1][1] if pieces else style
        shown = _trimmed([piece for piece in pieces if piece[0]])
        if shown and found:
            last = found[-1]
            found[-1] = last._replace(text=last.text + "\n")
        for text, look in shown:
            if found and found[-1].style == look:
                found[-1] = found[-1]._replace(text=found[-1].text + text)
            else:
                found.append(Run(text, look))
    return found


def _without_unused(field: str) -> str:
    """A text field without the unused space behind the text of each block; in the middle of one it parts words."""
    blocks = (field[start : start + _TEXT_BYTES] for start in range(0, len(field), _TEXT_BYTES))
    return "".join(block.rstrip(_UNUSED).replace(_UNUSED, " ") for block in blocks)


def _pieces(line: str, style: Style, table: str) -> Iterator[tuple[str, Style]]:
    """The text of a line by looks; the last piece, perhaps empty, has the look at its end."""
    position = 0
    space = ""
    for match in re.finditer("[\x00-\x1f\x7f-\x9f]", line):
        yield space + decode(line[position : match.start()], table), style
        position = match.end()
        code = match[0]
        space = UNDEFINED if re.match(f"[{_RESERVED}]", code) else ""
        if code in "\x80\x81":
            style = style._replace(italic=code == "\x80")
        elif code in "\x82\x83":
            style = style._replace(underline=code == "\x82")
        elif code < "\x08":
            style = style._replace(color=_COLORS[ord(code)])
        if code < "\x20":
            # A teletext code takes the place of a character and is shown as a space.
            space = " "
    yield space + decode(line[position:], table), style


def _trimmed(pieces: list[tuple[str, Style]]) -> list[tuple[str, Style]]:
    """The pieces of a line without spaces at its edges, and without two in a row inside."""
    shown: list[tuple[str, Style]] = []
    before = " "
    for text, style in pieces:
        text = re.sub(" {2,}", " ", text)
        if before == " ":
            text = text.lstrip(" ")
        if text:
            shown.append((text, style))
            before = text[-1]
    if shown and before == " ":
        text, style = shown.pop()
        shown += [(text.rstrip(" "), style)] if text.strip(" ") else []
    return shown


@cache
def _undefined(table: str) -> re.Pattern[str]:
    """What means nothing in a text field: a code that is reserved or not in the table, an accent before no letter."""
    upper = [chr(code) for code in range(0xA0, 0x100)]
    if table in CODECS:
        return re.compile(
            f"[{_RESERVED}{''.join(filter(lambda c: decode(c, table) == UNDEFINED, upper))}]"
        )
    accents = "".join(map(chr, _ACCENTS))
    missing = "".join(c for c in upper if c not in accents and decode(c, table) == UNDEFINED)
    return re.compile(
        f"[{_RESERVED}{missing}]|[{accents}](?![{_SHOWN}])|[{accents}](?=[{accents}])"
    )


def undefined_codes(field: str, table: str) -> list[re.Match[str]]:
    """The codes of a text field that are read as U+FFFD."""
    return (
        [] if field.isascii() and "\x7f" not in field else list(_undefined(table).finditer(field))
    )


def decode(characters: str, table: str) -> str:
    """Characters of a code table as Unicode."""
    if characters.isascii():
        return characters.replace("$", "¤") if table == "00" else characters
    codec = CODECS.get(table)
    if codec:
        return characters.encode("latin-1", "replace").decode(codec, "replace")
    return _decode_latin(characters)


def _decode_latin(characters: str) -> str:
    import unicodedata

    out: list[str] = []
    accent = ""
    for character in characters:
        code = ord(character)
        if code in _ACCENTS:
            out.append(UNDEFINED if accent else "")
            accent = _ACCENTS[code]
            continue
        if code == 0x24:
            character = "¤"
        elif code >= 0xA0:
            character = _LATIN.get(code & 0xF0, UNDEFINED * 16)[code & 0xF]
        out.append(unicodedata.normalize("NFC", character + accent) if accent else character)
        accent = ""
    out.append(UNDEFINED if accent else "")
    return "".join(out)


def placement(settings: str, lines: int) -> Placement:
    """The place that a cue's settings mean: `row/rows justification`."""
    match = re.match("([0-9]{1,3})/([0-9]{1,3}) ([0-9]{1,3})", settings)
    if not match:
        return Placement()
    row, rows, justification = map(int, match.groups())
    vertical = "bottom"
    if row > 0 and (row + lines) * 3 <= rows * 2:
        vertical = "top" if row * 3 <= rows else "middle"
    align = {1: "left", 3: "right"}.get(justification, "center")
    return Placement(align=align, vertical=vertical)
