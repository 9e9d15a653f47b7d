"""A text in which one line differs from the others: a clean line of another script, or the one line that was misread.

Each run tries a sample; the whole takes about ten minutes of one processor:
`MOJIBAKE_SHARE=1 python3 dev.py test tests/rules/test_mojibake_one_line.py -n 0`.
"""

from __future__ import annotations

import os
import random
import re
from collections.abc import Iterator

import pytest

import caption_qa_action as qa
from caption_qa_action.files.decode import decode
from caption_qa_action.formats import parse
from caption_qa_action.rules.text import mojibake
from caption_qa_action.rules.text._misread_letters import find_odd_letters
from caption_qa_action.rules.text._misread_text import mend
from tests.files.sentences import SENTENCES, encode, srt
from tests.files.talk import TALK
from tests.rules.more_languages import MORE
from tests.rules.test_mojibake import TABLES, WIDE, misread

SHARE = float(os.environ.get("MOJIBAKE_SHARE", "0.04"))
SEED = int(os.environ.get("MOJIBAKE_SEED", "1"))
TEXTS = {
    **{f"sentences {tag}": lines for tag, (_, lines) in SENTENCES.items()},
    **{f"talk {tag}": lines for tag, (_, lines) in TALK.items()},
    **{f"more {tag}": lines for tag, lines in MORE.items()},
}
STYLES = ("ellipsis_style", "quote_style", "dash_style", "music_symbol_style")
# Clean lines such as stand among those of another language.
STRANGERS = (
    "Привет, друзья!", "Łódź – Kraków", "[MÚSICA] ÀÉÍÓÚ", "α β γ Δ", "Καλημέρα σας", "ありがとうございます", "谢谢大家",
    "안녕하세요 여러분", "שלום לכולם", "السلام عليكم", "สวัสดีครับ", "Søren Ægir Þór", "Příliš žluťoučký kůň", "naïve café",
    "Ελλάδα, Россия, 日本", "Xin chào các bạn", "Günaydın, Çiğdem", "हिन्दी में", "§ 5 Abs. 2 – 10 °C ± 1 µm²",
    "→ ♪ ½ × ÷ ™ © ®", "ІЇЄҐ київ", "Ő, ű, Győr", "ÄÖÜ ÅNGSTRÖM", "ÉTÉ À NOËL", "«Ça va?» «Où est-il?»", "¿QUÉ? ¡NO!",
)  # fmt: skip


@pytest.mark.parametrize("stranger", STRANGERS)
def test_one_clean_line_of_another_script_is_no_mojibake(stranger: str) -> None:
    chance = random.Random(f"{SEED} {stranger}")
    for name, lines in TEXTS.items():
        for count in (1, 3, 10):
            if chance.random() < SHARE * 3:
                some = list(lines[:count])
                some.insert(chance.randrange(len(some) + 1), stranger)
                document = parse(decode("talk.srt", srt(some).encode()))
                assert list(mojibake.check(document)) == [], (name, count)


def pairs(share: float) -> Iterator[tuple[str, str, str]]:
    chance = random.Random(SEED)
    for source, texts in (("sentences", SENTENCES), ("talk", TALK)):
        for tag, (names, _) in texts.items():
            for written_in in ("utf-8", *names.split()):
                for read_as in (*TABLES, *WIDE):
                    if chance.random() < share and "2022" not in written_in:
                        yield f"{source} {tag}", written_in, read_as


@pytest.mark.parametrize("pair", list(pairs(SHARE)), ids=" ".join)
def test_the_one_misread_line_is_mended_or_named_and_no_other(pair: tuple[str, str, str]) -> None:
    name, written_in, read_as = pair
    for at, line in enumerate(TEXTS[name]):
        try:
            meant = encode(line, written_in).decode(written_in)
        except UnicodeEncodeError:
            continue
        wrong = misread(line, written_in, read_as)
        lines = [*TEXTS[name][:at], wrong, *TEXTS[name][at + 1 :]]
        text = srt(lines)
        document = parse(decode("talk.srt", text.encode()))
        found = list(mojibake.check(document))
        cues = [document.cue_at(each.span.start) for each in found]
        assert {cue and cue.number for cue in cues} <= {at + 1}, line
        edits = [edit for each in found if each.fix for edit in each.fix.edits]
        for (start, end), replacement in sorted(edits, reverse=True):
            text = f"{text[:start]}{replacement}{text[end:]}"
        got = text.split("\n")[2::4]
        words = zip(*(re.split(" ", each) for each in (got[at], wrong, meant)), strict=True)
        assert all(word in (stood, right) for word, stood, right in words), (got[at], meant)
        assert got[:at] + got[at + 1 :] == lines[:at] + lines[at + 1 :]
        number = len(set(re.findall("[^\x00-\x7f]", meant)) - set(wrong))
        # Of one letter alone, what stands in its place may be signs that somebody meant.
        if written_in == "utf-8" and read_as in TABLES and number > 1 and "\ufffd" not in wrong:
            assert found, wrong


@pytest.mark.parametrize(
    "tag, at, written_in, read_as",
    [
        ("de", 4, "utf-8", "cp1252"), ("cs", 4, "utf-8", "cp1252"), ("ru", 4, "utf-8", "cp1252"), ("ja", 4, "utf-8", "cp1252"),
        ("zh", 4, "utf-8", "cp1252"), ("ko", 4, "utf-8", "cp1252"), ("el", 4, "utf-8", "cp1252"), ("th", 4, "utf-8", "cp1252"),
        ("sv", 0, "utf-8", "cp1252"), ("pl", 4, "utf-8", "cp1252"), ("ru", 1, "cp1251", "cp1252"), ("ru", 1, "utf-8", "gbk"),
        ("el", 1, "cp1253", "cp1252"), ("he", 1, "cp1255", "cp1252"), ("ko", 1, "cp949", "cp1252"), ("tr", 4, "cp1254", "cp1252"),
    ],
)  # fmt: skip
def test_one_misread_line_comes_back(tag: str, at: int, written_in: str, read_as: str) -> None:
    lines = list(SENTENCES[tag][1])
    wrong = [*lines[:at], misread(lines[at], written_in, read_as), *lines[at + 1 :]]
    document = parse(decode("talk.srt", srt(wrong).encode()))
    (found,) = mojibake.check(document)
    assert found.fix
    text = document.source.text
    for (start, end), replacement in sorted(found.fix.edits, reverse=True):
        text = f"{text[:start]}{replacement}{text[end:]}"
    assert text == srt(lines)


@pytest.mark.parametrize("count", [1, 10])
@pytest.mark.parametrize("tag", ["cs", "pt", "fr", "sv", "hu", "tr", "ru"])
@pytest.mark.parametrize("read_as", ["cp1252", "latin-1", "cp1251", "cp437"])
@pytest.mark.parametrize("ignored", [(), ("mojibake",)], ids=["mended", "not looked for"])
def test_no_other_fix_spoils_misread_letters(
    tag: str, read_as: str, count: int, ignored: tuple[str, ...]
) -> None:
    """Nor does one where `mojibake` is off: soft hyphens, controls and blanks may be halves of letters."""
    written_in = {"ru": "cp1251", "tr": "cp1254", "hu": "cp1250", "cs": "cp1250"}.get(tag, "cp850")
    for encoding in ("utf-8", written_in):
        lines = list(TALK[tag][1][:count])
        if any(set(line) - set(line.encode(encoding, "ignore").decode(encoding)) for line in lines):
            continue
        wrong = [misread(lines[0], encoding, read_as), *lines[1:]]
        fixed = qa.fix_text(
            srt(wrong), "talk.srt", unsafe=True, extend_select=STYLES, ignore=ignored
        ).text
        signs = {found for found in wrong[0] if not found.isascii() and not found.isalpha()}
        got = fixed.split("\n")[2]
        assert got == lines[0] or all(got.count(sign) == wrong[0].count(sign) for sign in signs)


@pytest.mark.parametrize(
    "tag, read_as", [("ja", "cp1252"), ("ko", "gbk"), ("zh", "cp949"), ("ru", "cp1250")]
)
def test_text_that_lost_bytes_is_named(tag: str, read_as: str) -> None:
    lines = [line.encode().decode(read_as, "replace") for line in SENTENCES[tag][1]]
    assert any("\ufffd" in line for line in lines)
    document = parse(decode("talk.srt", srt(lines).encode()))
    assert list(mojibake.check(document))


# In the table of the Mac nearly all letters of Cyrillic are those of Windows.
OTHER_SCRIPTS = {
    (tag, name): [
        line for line in lines if len(line.encode(name, "ignore").decode(name)) == len(line)
    ]
    for tag, (names, lines) in SENTENCES.items()
    for name in names.split()
    if re.match("(?i)cp125[1356]|koi8|iso8859-[57]", name)
}


@pytest.mark.parametrize(("tag", "written_in"), OTHER_SCRIPTS)
def test_one_line_of_another_script_is_named_by_what_it_was_written_in(
    tag: str, written_in: str
) -> None:
    found = 0
    for line in OTHER_SCRIPTS[tag, written_in]:
        misreading = find_odd_letters([misread(line, written_in, "cp1252")], "", "")
        if misreading is not None:
            found += 1
            assert line.encode(written_in).decode(misreading.pairs[0].written_in) == line
    assert found


WESTERN = ("cp1252", "cp850", "cp437", "mac_roman")


@pytest.mark.parametrize("read_as", WESTERN)
@pytest.mark.parametrize("written_in", WESTERN)
def test_letters_that_became_signs_in_words_are_named_by_what_they_were(
    written_in: str, read_as: str
) -> None:
    """Of three lines alone, without a language: Western Europe on other systems."""
    named = differing = 0
    for tag in ("de", "fr", "es", "pt", "it", "sv", "da", "fi"):
        foreign = [line for line in SENTENCES[tag][1] if not line.isascii()]
        lines = [
            line
            for line in foreign
            if line == line.encode(written_in, "replace").decode(written_in)
        ][:3]
        wrong = [misread(line, written_in, read_as) for line in lines]
        differing += wrong != lines
        misreading = find_odd_letters(wrong, "\n".join(wrong), "")
        if wrong == lines:
            assert misreading is None
        elif misreading is not None:
            named += 1
            assert [mend(line, misreading.pairs) for line in wrong] == lines
    # Letters that 437 has are the same bytes in 850.
    assert (differing == 0) == (
        written_in == read_as or (written_in, read_as) == ("cp437", "cp850")
    )
    assert bool(named) == bool(differing)


@pytest.mark.parametrize(
    "line",
    ["sin²x + cos²x is 1, and tan²x is not", "a÷b and the c÷d of it", "It was 5€each and 3€more"],
)
def test_signs_of_formulas_are_no_letters(line: str) -> None:
    assert find_odd_letters([line], "that is what you have and it is not", "") is None


def test_two_words_with_signs_in_them_are_named_and_one_is_not() -> None:
    one, two = "Wir gehen zu Fuß und es wird schön, das ist so.", "Können wir und das Schöne?"
    named = [find_odd_letters([misread(line, "cp1252", "cp850")], "", "") for line in (one, two)]
    assert named[0] is None
    assert named[1] is not None
