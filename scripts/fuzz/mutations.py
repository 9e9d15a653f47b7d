"""Inputs made from captions by cutting, repeating, mixing and spoiling them; the same for the same number."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeAlias

Mutation: TypeAlias = Callable[[bytes, random.Random], bytes]

# No mutation makes an input longer than this: a long one takes time that many short ones are worth.
LONGEST = 20_000
_MOST_MUTATIONS = 6
# How often a name gets the suffix of another format, and an input a part of another file.
_OTHER_SUFFIX, _SPLICED = 0.05, 0.15

# What is put into captions: what formats are made of, what they must not hold, and what looks like it.
TOKENS: tuple[bytes, ...] = tuple(
    token.encode("utf-8", "surrogateescape")
    for token in (
        "\n", "\r", "\r\n", "\n\n", "\r\n\r\n", " ", "\t", "\x00", "\x0b", "\x1b[31m", "\x85", "\u2028",
        "\ufeff", "\u200b", "\u202e", "\u0301", "\u3000", "\u00a0", "\ufffd", "\ue000", "\udcff", "\udcc3",
        "-->", "->", " --> ", "00:00:01,000 --> 00:00:02,000\n", "00:00.000 --> 00:00.001\n", "99:59:59,999",
        "00:00:60,000", "-00:00:01,000", "0", "-1", "1e9", "99999999999999999999", "0.1", "1/0", "\u0663",
        "WEBVTT\n\n", "NOTE\n", "STYLE\n::cue{}\n\n", "REGION\nid:a\n\n", "X-TIMESTAMP-MAP=MPEGTS:1,LOCAL:0:0\n",
        "<", ">", "</", "<i>", "</i>", "<b", "<v Bob>", "<c.red>", "<00:00:01.500>", "<ruby>a<rt>b</rt></ruby>",
        "&", "&amp;", "&lt;", "&#0;", "&#x110000;", "&nbsp", "{", "}", "{\\an8}", "{\\p1}m 0 0{\\p0}", "\\N", "\\h",
        "[Events]\n", "Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,x\n", "Format: Start, End, Text\n", ",",
        "<tt ", "<p begin='1s' end='2s'>", "<p>", "</p>", "<br/>", "<span>", "<set/>", "<!--", "-->", "<![CDATA[", "]]>",
        "<!DOCTYPE a [<!ENTITY b 'c'>]>", "&b;", "<?xml version='1.0' encoding='utf-16'?>", " xml:id='a'", " style='a'",
        " timeContainer='seq'", " begin='1f'", " dur='1t'", " tts:ruby='base'", " region='r'", " xml:space='preserve'",
        '"', "'", "“", "”", "«", "(", ")", "[", "]", "♪", "- ", "—", "…", "...", "?", "!", "WORD", "Ann: ",
        '{"', '":', "[]", "{}", "null", "1.5", "\\u0000", "\\ud800", "<SYNC Start=1>", "<P Class=X>", "[00:01.00]",
        "{1}{2}", "|", "{y:i}", "9420", "Scenarist_SCC V1.0\n", "\t", "字", "👩\u200d👧", "א", "สวัสดี", "ß", "İ",
        "caption-qa: ignore[empty_cue] ", "caption-qa: disable", "a" * 300, "word " * 60, "#",
    )
)  # fmt: skip


class Input(NamedTuple):
    """Captions under a name, whose suffix helps to detect the format."""

    name: str
    data: bytes


def make(number: int, seed: str, corpus: Sequence[Input]) -> Input:
    """The input of a number: a file of the corpus, changed a few times."""
    draw = random.Random(f"{seed}/{number}")
    name, data = draw.choice(corpus)
    if draw.random() < _OTHER_SUFFIX:
        other = draw.choice(corpus).name
        name = f"{name.rpartition('.')[0]}.{other.rpartition('.')[2]}"
    data = _cut_to(data, draw)
    if draw.random() < _SPLICED:
        data = _spliced(data, draw.choice(corpus).data, draw)
    for _ in range(draw.randint(1, _MOST_MUTATIONS)):
        data = draw.choice(MUTATIONS)(data, draw)[:LONGEST]
    return Input(name, data)


def _cut_to(data: bytes, draw: random.Random) -> bytes:
    """A part of a long file with its beginning, where formats declare what they are."""
    if len(data) <= LONGEST:
        return data
    start = draw.randrange(len(data) - LONGEST // 2)
    return data[: LONGEST // 2] + data[start : start + LONGEST // 2]


def _spliced(data: bytes, other: bytes, draw: random.Random) -> bytes:
    start, end = _stretch(other, draw)
    at = _line_start(data, draw)
    return data[:at] + other[start:end] + data[at:]


def _stretch(data: bytes, draw: random.Random, most: int = 400) -> tuple[int, int]:
    start = draw.randrange(len(data) + 1)
    return start, min(len(data), start + draw.randint(1, most))


def _line_start(data: bytes, draw: random.Random) -> int:
    return data.rfind(b"\n", 0, draw.randrange(len(data) + 1)) + 1


def _flip(data: bytes, draw: random.Random) -> bytes:
    if not data:
        return data
    at = draw.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << draw.randrange(8))]) + data[at + 1 :]


def _insert(data: bytes, draw: random.Random) -> bytes:
    at = draw.randrange(len(data) + 1)
    return data[:at] + draw.choice(TOKENS) * draw.choice((1, 1, 1, 2, 30)) + data[at:]


def _insert_line(data: bytes, draw: random.Random) -> bytes:
    at = _line_start(data, draw)
    return data[:at] + draw.choice(TOKENS) + b"\n" + data[at:]


def _delete(data: bytes, draw: random.Random) -> bytes:
    start, end = _stretch(data, draw, draw.choice((1, 5, 60)))
    return data[:start] + data[end:]


def _repeat(data: bytes, draw: random.Random) -> bytes:
    start, end = _stretch(data, draw, draw.choice((3, 60, 400)))
    return data[:end] + data[start:end] * draw.choice((1, 2, 20)) + data[end:]


def _swap_lines(data: bytes, draw: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    if len(lines) < 2:
        return data
    one, two = draw.randrange(len(lines)), draw.randrange(len(lines))
    lines[one], lines[two] = lines[two], lines[one]
    return b"".join(lines)


def _delete_line(data: bytes, draw: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    if lines:
        del lines[draw.randrange(len(lines))]
    return b"".join(lines)


def _change_number(data: bytes, draw: random.Random) -> bytes:
    numbers = list(re.finditer(rb"[0-9]+", data))
    if not numbers:
        return data
    match = draw.choice(numbers)
    new = draw.choice(
        (b"0", b"00", b"1", b"59", b"60", b"99", b"-5", b"999", b"123456789", b"1.5", b"")
    )
    return data[: match.start()] + new + data[match.end() :]


def _truncate(data: bytes, draw: random.Random) -> bytes:
    return data[: draw.randrange(len(data) + 1)]


def _line_ends(data: bytes, draw: random.Random) -> bytes:
    return data.replace(b"\r\n", b"\n").replace(
        b"\n", draw.choice((b"\r\n", b"\r", b"\n\n", b"\x0b"))
    )


def _encode(data: bytes, draw: random.Random) -> bytes:
    text = data.decode("utf-8", "replace")
    codec = draw.choice(("utf-16", "utf-16-le", "cp1252", "utf-8-sig", "latin-1", "shift_jis"))
    return text.encode(codec, "replace")


def _misread(data: bytes, draw: random.Random) -> bytes:
    """Text that was read in another encoding and written again."""
    codec = draw.choice(("cp1252", "latin-1", "cp1251", "gb18030"))
    return data.decode(codec, "replace").encode("utf-8", "replace")


MUTATIONS: tuple[Mutation, ...] = (
    _flip, _insert, _insert, _insert, _insert_line, _insert_line, _delete, _repeat, _repeat, _swap_lines,
    _delete_line, _change_number, _change_number, _truncate, _line_ends, _encode, _misread,
)  # fmt: skip
