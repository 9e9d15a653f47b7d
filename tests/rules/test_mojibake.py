"""Mojibake by any pair of encodings is found and mended, and right text in no language is mojibake.

The whole matrix takes some minutes: `python3 dev.py test tests/rules/test_mojibake.py`. With `--quick` a sample
of it runs.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from caption_qa_action import cli
from caption_qa_action.core import legacy_encodings
from caption_qa_action.core.alphabets import is_surely_language
from caption_qa_action.core.diagnostic import Finding
from caption_qa_action.core.legacy_encodings import Reading
from caption_qa_action.core.source import Source
from caption_qa_action.files.decode import decode
from caption_qa_action.formats import parse
from caption_qa_action.rules.text import _misread_text, mojibake
from tests.files.sentences import SENTENCES, encode, srt
from tests.files.talk import TALK
from tests.rules.more_languages import MORE
from tests.sampling import one_of

TABLES = (
    "cp1252", "latin-1", "cp1251", "cp1250", "cp1254", "cp1256", "iso8859-2", "koi8_r", "cp437", "cp850", "cp866",
    "mac_roman", "cp1258",
)  # fmt: skip
WIDE = ("gbk", "cp932", "big5", "cp949")
# What only looks different in signs and letters that both languages have, or too seldom to be a case: of the 31 foreign
# letters of the Hungarian sentences the bytes of one alone, the ő of Győr, are another letter in these tables.
TOO_LIKE = {
    ("en", "cp1252", "cp1250"), ("en", "cp1252", "cp1251"), ("fr", "cp850", "cp437"), ("cs", "cp1250", "iso8859-2"),
    ("hr", "cp1250", "iso8859-2"),
    *(("hu", written_in, read_as) for written_in in ("cp1250", "iso8859-2") for read_as in ("cp1252", "latin-1", "cp1254", "cp1258")),
    ("hu", "cp852", "cp437"), ("hu", "cp852", "cp850"),
}  # fmt: skip
PAIRS = [
    (tag, written_in, read_as)
    for tag, (names, _) in SENTENCES.items()
    for written_in in ("utf-8", *names.split())
    for read_as in TABLES
    if written_in != "iso2022-jp" and (tag, written_in, read_as) not in TOO_LIKE
]
# As Romanian is written, nothing tells ISO 8859-16 from Windows-1250 and ISO 8859-2 but the marks below letters.
ROMANIAN = [
    pair for pair in PAIRS if pair[0] == "ro" and pair[1] in ("cp1250", "iso8859-2", "iso8859-16")
]
# What another pair explains as well but for a sign or two, so that it is named and not mended.
NAMED = [
    *(("fi", written_in, "cp1251") for written_in in ("cp1252", "iso8859-1", "iso8859-15")),
    ("it", "mac-roman", "cp866"), ("ar", "cp1256", "cp1250"),
]  # fmt: skip
# Of French in Windows-1252 nothing but capital letters differs from Windows-1256: a few lines, which are named.
FEW_LINES = [("fr", written_in, "cp1256") for written_in in ("cp1252", "iso8859-1", "iso8859-15")]
PAIRS = [pair for pair in PAIRS if pair not in (*ROMANIAN, *NAMED, *FEW_LINES)]


def misread(line: str, written_in: str, read_as: str) -> str:
    """A line as a program shows it that takes its bytes for those of another encoding."""
    data = encode(line, written_in)
    if read_as in WIDE:
        return data.decode(read_as, "replace")
    return "".join(
        bytes([byte]).decode(read_as, "ignore") or chr(byte)  # an open byte becomes a control
        for byte in data
    )


def findings(text: str) -> list[Finding]:
    return list(mojibake.check(parse(decode("talk.srt", text.encode()))))


def mended(text: str) -> str:
    edits = sorted(edit for found in findings(text) if found.fix for edit in found.fix.edits)
    for (start, end), replacement in reversed(edits):
        text = f"{text[:start]}{replacement}{text[end:]}"
    return text


@pytest.mark.parametrize("tag", [*SENTENCES, *MORE])
def test_right_text_is_no_mojibake(tag: str) -> None:
    lines = MORE[tag] if tag in MORE else SENTENCES[tag][1]
    for count in (1, 2, 3, len(lines), 100):
        repeated = list(lines * (2 if count < 100 else 20))
        for first in range(0, len(repeated), count):
            assert findings(srt(repeated[first : first + count])) == []


@pytest.mark.sampled(23)
@pytest.mark.parametrize("tag, written_in, read_as", one_of(6, PAIRS))
def test_text_that_went_through_two_encodings_comes_back(
    tag: str, written_in: str, read_as: str
) -> None:
    meant = [encode(line, written_in).decode(written_in) for line in SENTENCES[tag][1]]
    wrong = srt([misread(line, written_in, read_as) for line in SENTENCES[tag][1]])
    assert mended(wrong) == srt(meant)


@pytest.mark.sampled(23)
@pytest.mark.parametrize("tag, written_in, read_as", PAIRS[::23])
@pytest.mark.parametrize("count", [1, 3])
def test_a_short_text_is_mended_rightly_or_not_at_all(
    tag: str, written_in: str, read_as: str, count: int
) -> None:
    meant = [encode(line, written_in).decode(written_in) for line in SENTENCES[tag][1][:count]]
    wrong = srt([misread(line, written_in, read_as) for line in SENTENCES[tag][1][:count]])
    words = (re.split("[ \n]", text) for text in (mended(wrong), srt(meant), wrong))
    for found, right, as_it_stood in zip(*words, strict=True):
        assert found in (right, as_it_stood)


def test_a_run_that_two_encodings_read_otherwise_stays() -> None:
    wrong = srt([misread("Var är nycklarna till båten?", "utf-8", "iso8859-2")])
    # Read as Windows-1250 the last of them is ü, and nothing tells which is right.
    assert mended(wrong) == srt(["Var är nycklarna till bĂĽten?"])


@pytest.mark.parametrize(("text", "lead"), [("é", 1.0), ("é\né", 0.1)])
def test_of_the_same_bytes_one_line_must_lead_by_a_word(text: str, lead: float) -> None:
    best, other = (
        _misread_text._Reading(0, text, (_misread_text.Pair("cp1252", read_as),), 0)
        for read_as in ("cp437", "cp850")
    )
    assert _misread_text._lead(best, other) == lead


def test_limits_of_reading_keep_no_text_from_being_mended(tmp_path: Path) -> None:
    line = "明日の朝八時に会いましょう。"
    path = tmp_path / "talk.srt"
    path.write_text(srt([misread(line, "utf-8", "latin-1")]), encoding="utf-8")
    assert (
        cli.main(["check", "--isolated", "--fix", "--unsafe-fixes", "--exit-zero", str(path)]) == 0
    )
    assert line in path.read_text(encoding="utf-8")


# None of their words is a frequent one, so that their letters alone show what they are.
@pytest.mark.parametrize(
    "written_in, read_as, lines",
    [
        ("cp1250", "cp1252", ("Zażółć gęślą jaźń!", "Będę jutro, jeśli zdążę.", "Dziękuję, świetne.")),
        ("cp1250", "latin-1", ("Příliš žluťoučký kůň.", "Kdy přijdeš domů?", "Děkuji, stačí.")),
        ("iso8859-2", "cp1252", ("Zażółć gęślą jaźń!", "Będę jutro, jeśli zdążę.", "Dziękuję, świetne.")),
        ("cp932", "cp1251", ("明日の朝八時に会いましょう。",)),
        ("koi8_r", "cp437", ("Привет, друзья, входите?",)),
    ],
)  # fmt: skip
def test_a_text_without_frequent_words_comes_back(
    written_in: str, read_as: str, lines: tuple[str, ...]
) -> None:
    wrong = srt([misread(line, written_in, read_as) for line in lines])
    assert mended(wrong) == srt(list(lines))


@pytest.mark.parametrize("tag, written_in, read_as", NAMED)
def test_what_two_pairs_explain_alike_is_named(tag: str, written_in: str, read_as: str) -> None:
    wrong = srt([misread(line, written_in, read_as) for line in SENTENCES[tag][1]])
    (found,) = findings(wrong)
    assert found.fix is None
    assert "is most likely" in found.message


@pytest.mark.parametrize("tag, written_in, read_as", FEW_LINES)
def test_few_lines_that_are_misread_are_named(tag: str, written_in: str, read_as: str) -> None:
    wrong = srt([misread(line, written_in, read_as) for line in SENTENCES[tag][1]])
    assert [found.fix for found in findings(wrong)] == [None, None]
    assert all("is most likely" in found.message for found in findings(wrong))


@pytest.mark.parametrize("tag, written_in, read_as", ROMANIAN)
def test_romanian_is_named_with_both_readings_and_not_mended(
    tag: str, written_in: str, read_as: str
) -> None:
    lines = SENTENCES[tag][1]
    wrong = srt([misread(line, written_in, read_as) for line in lines])
    assert mended(wrong) == wrong
    if wrong.translate(str.maketrans("ȘșȚț", "ŞşŢţ")) == srt(list(lines)).translate(
        str.maketrans("ȘșȚț", "ŞşŢţ")
    ):
        return  # but for those marks nothing was misread
    (found,) = findings(wrong)
    assert "or ISO 8859-16 with the letters" in found.message


# One letter at the beginning of a sentence tells what the bytes were taken for; nothing else does.
@pytest.mark.slow
@pytest.mark.parametrize(
    "tag, written_in, read_as",
    [
        ("da", "cp850", "cp1257"),
        ("pl", "cp852", "cp1257"),
        ("tr", "cp1254", "mac_cyrillic"),
        ("lt", "cp1257", "mac_cyrillic"),
    ],
)
def test_what_several_pairs_explain_alike_is_not_mended_wrongly(
    tag: str, written_in: str, read_as: str
) -> None:
    for count in (3, 6, 10):
        meant = [encode(line, written_in).decode(written_in) for line in SENTENCES[tag][1][:count]]
        wrong = srt([misread(line, written_in, read_as) for line in meant])
        assert mended(wrong) in (wrong, srt(meant))


@pytest.mark.parametrize(
    "tag, written_in",
    [("zh", "gb18030"), ("ja", "euc_jp"), ("ko", "cp949"), ("ru", "cp1251"), ("en", "cp1252")],
)
def test_what_two_byte_sequences_stand_for_is_not_mended(tag: str, written_in: str) -> None:
    """Of Shift_JIS as Windows has it: 396 of its characters have two codes."""
    lines = SENTENCES[tag][1]
    meant = [encode(line, written_in).decode(written_in) for line in lines]
    wrong = [misread(line, written_in, "cp932") for line in lines]
    for got, shown, right in zip(mended(srt(wrong)).split("\n")[2::4], wrong, meant, strict=True):
        assert got in (shown, right)


def test_english_is_not_taken_for_thai() -> None:
    lines = SENTENCES["en"][1]
    wrong = srt([misread(line, "cp1252", "cp932") for line in lines])
    assert mended(wrong) in (
        wrong,
        srt([encode(line, "cp1252").decode("cp1252") for line in lines]),
    )


# Lines that have lost no byte, and all others, for which there is no way back.
@pytest.mark.sampled(5)
@pytest.mark.parametrize(
    "tag, written_in",
    [(tag, "utf-8") for tag in ("ru", "zh", "fr", "pl", "el", "ja", "ar")]
    + [("fr", "cp1252"), ("de", "cp1252"), ("es", "cp1252"), ("pl", "cp1250")],
)
@pytest.mark.parametrize("read_as", WIDE)
def test_what_lost_no_byte_in_pairs_of_bytes_comes_back(
    tag: str, written_in: str, read_as: str
) -> None:
    lines = SENTENCES[tag][1]
    wrong = [misread(line, written_in, read_as) for line in lines]
    right = [
        encode(line, written_in).decode(written_in)
        if shown.encode(read_as, "replace") == encode(line, written_in)
        else shown
        for line, shown in zip(lines, wrong, strict=True)
    ]
    result = mended(srt(wrong))
    assert result in (srt(right), srt(wrong))
    if sum("\ufffd" not in line for line in wrong) >= 8:
        assert result == srt(right)


# What is seen to be language at once is looked at no further, so nothing that was misread may be among it.
@pytest.mark.parametrize("tag", SENTENCES)
def test_nothing_misread_is_surely_language(tag: str) -> None:
    names, lines = SENTENCES[tag]
    for written_in in ("utf-8", *names.split()):
        for read_as in {*TABLES, *_misread_text.READ_AS, *WIDE}:
            for some in (lines, lines[:5], lines[5:]):
                foreign = [line for line in some if not line.isascii()]
                text = "\n".join(misread(line, written_in, read_as) for line in foreign)
                if is_surely_language([text], frozenset(filter("\x7f".__lt__, text))):
                    assert _misread_text.find_misreading(text) is None, (written_in, read_as)


@pytest.mark.parametrize("tag", ["fr", "ru", "el", "ja", "pl"])
@pytest.mark.parametrize(
    "chain",
    [("cp1252", "cp1252"), ("cp1251", "cp1252"), ("cp1252", "cp437"), ("cp437", "cp1252")],
)
def test_what_went_through_utf_8_twice_comes_back(tag: str, chain: tuple[str, str]) -> None:
    lines = list(SENTENCES[tag][1])
    wrong = lines
    for read_as in chain:
        wrong = [misread(line, "utf-8", read_as) for line in wrong]
    result = srt(wrong)
    for _ in range(3):
        result = mended(result)
    assert result == srt(lines)


def test_a_legacy_text_that_was_saved_wrongly_and_read_wrongly_comes_back() -> None:
    lines = list(SENTENCES["ru"][1])
    once = [misread(line, "cp1251", "cp1252") for line in lines]
    twice = [misread(line, "utf-8", "cp1252") for line in once]
    result = srt(twice)
    for _ in range(3):
        result = mended(result)
    assert result == srt(lines)


def test_in_a_file_of_two_languages_what_is_right_stays() -> None:
    right = [
        line for pair in zip(SENTENCES["ru"][1], SENTENCES["fr"][1], strict=True) for line in pair
    ]
    wrong = [
        line if at % 2 == 0 else misread(line, "utf-8", "cp1252") for at, line in enumerate(right)
    ]
    assert mended(srt(wrong)) == srt(right)
    wrong = [line if at % 2 else misread(line, "utf-8", "cp1252") for at, line in enumerate(right)]
    assert mended(srt(wrong)) == srt(right)


def test_what_cannot_come_back_is_named_with_its_number() -> None:
    lines = list(SENTENCES["zh"][1])
    wrong = srt([misread(line, "utf-8", "gbk") for line in lines])
    (found,) = findings(wrong)
    assert "UTF-8 that was read as gbk, as is the text of the file" in found.message
    assert "cannot be turned back" in found.message


@pytest.mark.parametrize("tag", ["ko", "ja", "zh"])
@pytest.mark.parametrize("read_as", WIDE)
def test_question_marks_may_stand_for_what_was_lost(tag: str, read_as: str) -> None:
    right = [line.replace(" ", "?", 1) for line in SENTENCES[tag][1]]
    wrong = [misread(line, "utf-8", read_as).replace("\ufffd", "?") for line in right]
    (found,) = findings(srt(wrong))
    assert f"UTF-8 that was read as {read_as}, as is the text of the file" in found.message
    assert findings(srt(right)) == []


def test_words_of_cyrillic_letters_that_are_utf_8_by_accident_stay() -> None:
    # In code page 866 the bytes of "уже" are one character of UTF-8.
    lines = ["Он уже дома.", "Мы уже едем в город.", "Ты уже знаешь, что он сказал?"]
    assert "уже".encode("cp866").decode() == "㦥"
    assert mended(srt([misread(line, "utf-8", "cp866") for line in lines])) == srt(lines)
    assert findings(srt(lines)) == []


def test_pieces_that_look_like_utf_8_in_what_is_no_language_stay() -> None:
    # Signs that no pair of encodings makes words of; two of them would be UTF-8.
    wrong = srt(["x¤y Ã¶ a±b ¦¦q", "z¿w ¬¬v Ø³u ¨t¯"])
    assert findings(wrong) == []


def test_foreign_lines_that_stayed_as_they_were_are_not_judged_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What is mended or delivered is checked after each step."""
    weighed = []
    weigh = legacy_encodings.weigh

    def count(sample: bytes, tag: str) -> list[Reading]:
        weighed.append(sample)
        return weigh(sample, tag)

    monkeypatch.setattr(_misread_text, "weigh", count)
    _misread_text.find_misreading.cache_clear()
    lines = [misread(line, "cp1251", "cp1252") for line in SENTENCES["ru"][1]]
    findings(srt(lines))
    assert weighed
    del weighed[:]
    findings(srt([*lines, "One more line."]))
    assert weighed == []


@pytest.mark.parametrize("codec", WIDE)
def test_encodings_with_two_sequences_for_a_character_are_known(codec: str) -> None:
    assert bool(_misread_text._ambiguous(codec)) == (codec in _misread_text._WITH_DOUBLES)


# Few lines of talk, and letters that Western Europe has but for some: named, if not mended.
@pytest.mark.parametrize(
    "tag, written_in, count, language",
    [
        *((tag, "cp1251", 2, "") for tag in ("ru", "uk", "bg", "sr")),
        ("ru", "koi8_r", 1, ""), ("ru", "cp866", 2, ""), ("el", "cp1253", 1, ""), ("he", "cp1255", 2, ""),
        ("ar", "cp1256", 1, ""), ("tr", "cp1254", 4, ""), ("tr", "cp1254", 2, "tr"), ("hu", "cp1250", 4, ""),
        ("hu", "cp1250", 6, "hu"), ("pl", "cp1250", 2, ""), ("pl", "cp1250", 2, "pl"), ("cs", "cp1250", 2, ""),
        ("cs", "cp1250", 1, "cs"), ("hr", "cp1250", 4, ""), ("ro", "cp1250", 2, "ro"), ("lt", "cp1257", 2, ""),
        ("lv", "cp1257", 4, ""), ("lv", "cp1257", 3, "lv"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("read_as", ["cp1252", "latin-1"])
def test_few_misread_lines_are_named(
    tag: str, written_in: str, count: int, language: str, read_as: str
) -> None:
    lines = [
        misread(line, written_in, read_as)
        for line in TALK[tag][1]
        if not encode_fails(line, written_in)
    ][:count]
    document = parse(Source.of(srt(lines), "talk.srt"))
    document.language = language
    assert list(mojibake.check(document))


def encode_fails(line: str, codec: str) -> bool:
    return bool(set(line) - set(line.encode(codec, "ignore").decode(codec)))


def test_ten_lines_of_hungarian_with_one_wrong_letter_are_named() -> None:
    lines = [misread(line, "cp1250", "cp1252") for line in SENTENCES["hu"][1]]
    assert sum(line.count("õ") for line in lines) == 1
    (found,) = findings(srt(lines))
    assert "is most likely Windows-1250 that was read as Windows-1252" in found.message
    assert found.fix is None
    assert "cannot be turned back" not in found.message, "lines without the letter are right"


@pytest.mark.parametrize("tag", TALK)
def test_right_talk_is_no_mojibake_in_whichever_language_it_is_said_to_be(tag: str) -> None:
    for language in ("", tag, "hu", "tr", "pl"):
        for count in (1, 2, 6):
            document = parse(Source.of(srt(list(TALK[tag][1][:count])), "talk.srt"))
            document.language = language
            assert list(mojibake.check(document)) == [], (language, count)


@pytest.mark.parametrize(
    "lines",
    [
        ("Señor Muñoz, ¿qué tal?", "Ça va, Zoë?", "Ñandú âgé", "Ö Ä Ü ß Æ Ø Å"),
        ("Þórður Ægisson á Ísafirði", "ÆØÅ er blå"),
        ("Ááááá! Öööö! Üüüü!", "Ééééé…"),
        ("The names are Müller, Þór, Simões and Åse.", "And Ægir, Zoë, Ýmir, Guðrún."),
        (
            "Han skrev ett långt brev åt sin mormor.",
            "Vi måste gå nu, annars missar vi tåget.",
            "Je suis désolé, j'ai trop tardé à répondre.",
            "Le train de Genève arrive à neuf heures, voie deux.",
        ),
        ("Camões és Müller már itt van.", "João is jön, és Simões meg Åse."),
    ],
)
@pytest.mark.parametrize("language", ["", "en", "hu", "tr"])
def test_names_of_many_languages_are_no_mojibake(lines: tuple[str, ...], language: str) -> None:
    document = parse(Source.of(srt(list(lines)), "talk.srt"))
    document.language = language
    assert list(mojibake.check(document)) == []
