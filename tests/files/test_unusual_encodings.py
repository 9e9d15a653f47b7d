"""Encodings that Python does not have: CESU-8 is read and mended, those of Vietnamese are refused by name."""

from __future__ import annotations

import unicodedata

import pytest

import caption_qa_action as qa
from caption_qa_action.config import Arguments, load
from caption_qa_action.files._vietnamese import _TABLES, find_vietnamese
from caption_qa_action.files.decode import decode, writes_back
from caption_qa_action.fixing import mend
from tests.files.sentences import SENTENCES, encode, srt

# The marks of VNI behind a vowel, which other vowels in the middle make other letters.
_VNI = {
    "\u0300": "ø", "\u0301": "ù", "\u0309": "û", "\u0303": "õ", "\u0323": "ï",
    "\u0302": "â", "\u0302\u0300": "à", "\u0302\u0301": "á", "\u0302\u0309": "å", "\u0302\u0303": "ã", "\u0302\u0323": "ä",
    "\u0306": "ê", "\u0306\u0300": "è", "\u0306\u0301": "é", "\u0306\u0309": "ú", "\u0306\u0303": "ü", "\u0306\u0323": "ë",
}  # fmt: skip
_VNI_ALONE = {
    "đ": "ñ",
    "í": "í",
    "ì": "ì",
    "ỉ": "æ",
    "ĩ": "ó",
    "ị": "ò",
    "ỵ": "î",
    "ư": "ö",
    "ơ": "ô",
}


def cesu8(text: str) -> bytes:
    """Each half of a pair of UTF-16 as three bytes of UTF-8."""
    units = text.encode("utf-16-le")
    halves = (
        units[at : at + 2].decode("utf-16-le", "surrogatepass") for at in range(0, len(units), 2)
    )
    return b"".join(half.encode("utf-8", "surrogatepass") for half in halves)


def by_table(text: str, table: str) -> bytes:
    byte_of = {letter: 0x80 + at for at, letter in enumerate(table)}
    return bytes(byte_of.get(letter, ord(letter) & 0x7F) for letter in text)


def vni(text: str) -> bytes:
    return "".join(map(_vni, unicodedata.normalize("NFC", text))).encode("cp1252", "replace")


def _vni(letter: str) -> str:
    alone = _VNI_ALONE.get(letter.lower())
    if alone:
        return alone.upper() if letter.isupper() else alone
    base, *marks = list(unicodedata.normalize("NFD", letter))
    if marks and "\u031b" in marks:  # a horn is no mark, but another letter
        base, marks = (
            {"o": "ô", "u": "ö", "O": "Ô", "U": "Ö"}[base],
            [m for m in marks if m != "\u031b"],
        )
    mark = (
        _VNI["".join(sorted(marks, key=lambda each: each not in "\u0302\u0306"))] if marks else ""
    )
    return base + (mark.upper() if letter.isupper() else mark)


def vietnamese(count: int) -> str:
    return srt([SENTENCES["vi"][1][at % 10] for at in range(count)])


@pytest.mark.parametrize("tag", ["en", "fr", "ru", "zh"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_cesu_8_is_read_and_mended(tag: str, mark: bytes) -> None:
    text = srt([f"{line} 😀🎵" for line in SENTENCES[tag][1][:3]])
    source = decode("talk.srt", mark + cesu8(text))
    assert (source.text, source.encoding, writes_back(source)) == (text, "cesu-8", True)
    (problem,) = source.problems
    assert (problem.code, text[problem.span.start]) == ("encoding_not_utf8", "😀")
    assert "CESU-8" in problem.message
    settings = load(Arguments(), isolated=True).settings_for("talk.srt")
    mended, _ = mend("talk.srt", source.data, settings)
    assert mended.data.decode() == text


def test_one_emoji_in_surrogates_is_cesu_8_whatever_else_is_there() -> None:
    assert decode("a.srt", cesu8(srt(["😀"]))).text == srt(["😀"])
    assert decode("a.srt", cesu8(srt(["😀"])) + "é 🎵".encode()).text == srt(["😀"]) + "é 🎵"
    assert decode("a.srt", cesu8("😀"), "cesu-8").text == "😀"


def test_surrogates_beside_bad_bytes_are_named() -> None:
    data = cesu8(srt(["Où 😀 ? Été là"])) + "é".encode() * 10 + b"\xff"
    first, second = decode("a.srt", data).problems
    assert first.message.endswith('are not valid UTF-8 but CESU-8 for "😀"')
    assert second.message.endswith(f"at byte offset {len(data) - 1} is not valid UTF-8")
    settings = load(Arguments(), isolated=True).settings_for("a.srt")
    assert "😀".encode() in mend("a.srt", data, settings, unsafe=True)[0].data


def test_half_a_pair_is_a_bad_byte() -> None:
    (problem,) = decode("a.srt", srt(["Où ? Été là, déjà"]).encode() + b"\xed\xa0\xbd").problems
    assert problem.code == "invalid_utf8_bytes"


@pytest.mark.parametrize("count", [1, 3, 10, 100])
@pytest.mark.parametrize("name", ["VISCII", "TCVN3", "VNI"])
@pytest.mark.parametrize("path", ["talk.srt", "talk.vi.srt"])
def test_vietnamese_in_its_own_encodings_is_refused_by_name(
    name: str, count: int, path: str
) -> None:
    text = vietnamese(count)
    data = vni(text) if name == "VNI" else by_table(text, _TABLES[name])
    source = decode(path, data)
    assert source.encode(source.text) == data
    (problem,) = source.problems
    assert (problem.code, problem.detail) == ("encoding_uncertain", "refused")
    assert f"Vietnamese in {name}, " in problem.message


def test_windows_1258_is_none_of_them() -> None:
    for count in (1, 3, 10):
        for problem in decode("talk.srt", encode(vietnamese(count), "cp1258")).problems:
            assert "Vietnamese" not in problem.message


def test_the_ukrainian_code_page_866_has_a_name_that_people_know() -> None:
    source = decode("talk.srt", encode(srt(list(SENTENCES["uk"][1])), "cp1125"))
    (problem,) = source.problems
    assert "cp866u" in problem.message
    assert decode("talk.srt", source.data, "cp866u").text == source.text


@pytest.mark.parametrize("tag, encoding", [("pt", "cp860"), ("fr", "cp863"), ("da", "cp865")])
@pytest.mark.parametrize("count", [1, 3, 10])
def test_code_pages_of_one_country_are_no_other(tag: str, encoding: str, count: int) -> None:
    data = encode(srt([SENTENCES[tag][1][at] for at in range(count)]), encoding)
    for path in ("talk.srt", f"talk.{tag}.srt"):
        source = decode(path, data)
        if not any("uncertain" in problem.code for problem in source.problems):
            assert source.text == data.decode(encoding)
        else:  # of French only one letter differs from code page 437
            assert (tag, count) in {
                ("pt", 1),
                ("fr", 1),
                ("fr", 3),
                ("fr", 10),
                ("da", 1),
                ("da", 3),
            }


@pytest.mark.parametrize(
    "line",
    [
        # Words with letters that Vietnamese has, in a text that is none.
        "Sì, lì andremo stasera, dì grazie quando arrivano.",
        # Words that could be Vietnamese, but for those with such letters.
        "no me to la na ha ta ca pa xa mi ni co do tu sì lì dì città perché virtù",
    ],
)
def test_a_few_syllables_make_no_vietnamese(line: str) -> None:
    for problem in decode("talk.srt", srt([line]).encode("latin-1")).problems:
        assert "Vietnamese" not in problem.message
    assert not find_vietnamese(line.encode("latin-1"))


@pytest.mark.parametrize(
    "line, encoding",
    [
        # Two bytes of the one are a letter of Thaana in UTF-8, of the other quotation marks in a word.
        ("Þú mátt ekki gleyma lyklunum heima.", "mac_iceland"),
        ("Miks sa eile õhtul sööma ei tulnud?", "cp775"),
    ],
)
def test_a_single_line_is_refused_rather_than_read_wrong(line: str, encoding: str) -> None:
    source = decode("talk.srt", srt([line]).encode(encoding))
    assert {problem.code for problem in source.problems} == {"encoding_uncertain"}


def test_one_bad_byte_beside_one_letter_of_utf_8_is_a_bad_byte() -> None:
    source = decode("talk.srt", srt(["The café is closed.", "At ten."]).encode() + b"\xff\n")
    assert {problem.code for problem in source.problems} == {"invalid_utf8_bytes"}


@pytest.mark.parametrize("first, last", [("„", "”"), ("“", "”")])
def test_quotation_marks_that_windows_1257_lacks_are_no_damage(first: str, last: str) -> None:
    lines = [
        "Kāpēc tu vakar neatnāci vakariņās?",
        "Bērni spēlējās vecmāmiņas dārzā.",
        "Rīt braucam agri, neaizmirsti.",
    ]
    lines = [*lines * 4, f"Kāds teica: {first}Es nezinu, kur ir manas brilles.{last}"]
    text = srt(lines)
    source = decode("talk.srt", text.encode("iso8859-13"))
    assert (source.encoding, source.text) == ("iso8859-13", text)


@pytest.mark.parametrize("name", ["talk.srt", "talk.vtt", "talk.ttml"])
def test_what_is_not_read_at_all_is_neither_blank_nor_without_cues(name: str) -> None:
    text = srt(["Where were you?", "At home, as ever."])
    for data in (text.encode("cp500"), text.encode("utf-16") + text.encode()):
        codes = {each.code for each in qa.check_bytes(data, name).diagnostics}
        assert codes & {"empty_input", "no_cues"} == set()
        assert "encoding_uncertain" in codes
