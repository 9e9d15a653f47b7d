"""Text that was misread by any pair of encodings is mended or named, and never mended wrongly.

Its sentences are none of those that the limits were chosen with. Each run tries a sample; the whole takes about
two minutes of one processor: `MOJIBAKE_SHARE=1 python3 dev.py test tests/rules/test_mojibake_talk.py -n 0`.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from itertools import pairwise

import pytest

import caption_qa_action as qa
from caption_qa_action.files.decode import decode
from caption_qa_action.formats import parse
from caption_qa_action.rules.text import mojibake
from tests.files.sentences import encode, srt
from tests.files.talk import TALK
from tests.rules.test_mojibake import TABLES, WIDE, misread

SHARE = float(os.environ.get("MOJIBAKE_SHARE", "0.02"))
SEED = int(os.environ.get("MOJIBAKE_SEED", "1"))
# What lost bytes shows U+FFFD, and what became signs of no alphabet is reported as that.
NAMED_BY = {
    "control_character",
    "private_use_character",
    "replacement_character",
    "wrong_script",
}
# A letter or two of a text differ, or as a rule none: nothing shows that they were others. Of EUC-JP that was read
# as Big5 many characters have two codes.
TOO_LIKE = {
    ("en", "cp1252", "cp1250"), ("uk", "cp1125", "cp866"), ("ja", "euc_jp", "big5"),
    *(("ro", written_in, read_as) for written_in in ("iso8859-16", "cp1250", "iso8859-2") for read_as in ("cp1250", "iso8859-2")),
}  # fmt: skip


def encodable(lines: Iterator[str] | tuple[str, ...], encoding: str) -> Iterator[str]:
    for line in lines:
        try:
            encode(line, encoding)
            yield line
        except UnicodeEncodeError:
            continue


def pairs() -> Iterator[tuple[str, str, str]]:
    chance = random.Random(SEED)
    for tag, (names, _) in TALK.items():
        for written_in in ("utf-8", *names.split()):
            for read_as in (*TABLES, *WIDE):
                if chance.random() < SHARE and written_in != "iso2022_jp":
                    yield tag, written_in, read_as


# The kinds that once were missed or mended wrongly are tried each time.
KINDS = [
    ("lt", "cp1257", "cp1251"), ("ko", "cp949", "gbk"), ("ko", "cp949", "big5"), ("ja", "cp932", "cp949"),
    ("hu", "cp1250", "cp1252"), ("lv", "utf-8", "big5"), ("el", "cp1253", "gbk"), ("ar", "cp1256", "big5"),
]  # fmt: skip


@pytest.mark.parametrize("pair", [*KINDS, *pairs()], ids=" ".join)
def test_misread_talk_is_mended_or_named(pair: tuple[str, str, str]) -> None:
    tag, written_in, read_as = pair
    lines = TALK[tag][1]
    longer = tuple(f"{line} {following}" for line, following in pairwise(lines))
    written = list(encodable((*lines, *longer), written_in))
    meant = [encode(line, written_in).decode(written_in) for line in written]
    wrong = [misread(line, written_in, read_as) for line in written]
    shown = "".join(wrong).replace("\ufffd", "")
    if wrong == meant or shown.isascii():
        pytest.skip("nothing differs, or nothing is left")
    text = srt(wrong)
    found = list(mojibake.check(parse(decode("talk.srt", text.encode()))))
    edits = sorted(edit for each in found if each.fix for edit in each.fix.edits)
    for (start, end), replacement in reversed(edits):
        text = f"{text[:start]}{replacement}{text[end:]}"
    for got, was, right in zip(text.split("\n")[2::4], wrong, meant, strict=True):
        assert got in (was, right)
    if not found and pair not in TOO_LIKE:
        report = qa.check_bytes(text.encode(), "talk.srt")
        assert {each.code for each in report.diagnostics} & NAMED_BY
