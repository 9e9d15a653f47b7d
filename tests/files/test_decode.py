from __future__ import annotations

import codecs
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caption_qa_action.core.errors import UsageError
from caption_qa_action.core.source import Source
from caption_qa_action.files.decode import decode, text_encoding, writes_back

CAPTION = "1\n00:00:01,000 --> 00:00:02,500\n{}\n"
WIDE = {
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
}
SENTENCES = {
    "cp1250": ("pl", "Zażółć gęślą jaźń. Nie wiem, co się stało, proszę pana."),
    "cp1251": ("ru", "Я не знаю, что сказать тебе сегодня. Пойдём домой."),
    "cp1252": ("fr", "Déjà l'été, où êtes-vous allés ? Ça dépend du café."),
    "cp1253": ("el", "Καλημέρα, τι κάνετε; Δεν ξέρω τι να πω σήμερα."),
    "cp1254": ("tr", "Günaydın, nasılsınız? Teşekkür ederim. Şimdi gidiyoruz."),
    "cp1255": ("he", "שלום, מה שלומך היום? אני לא יודע מה להגיד."),
    "cp1256": ("ar", "مرحبا، كيف حالك اليوم؟ لا أعرف ماذا أقول لك."),
    "cp874": ("th", "สวัสดีครับ คุณสบายดีไหม"),
    "cp932": ("ja", "こんにちは、お元気ですか。今日は何を言えばいいかわからない。"),
    "cp949": ("ko", "안녕하세요, 오늘 어떠세요? 무슨 말을 해야 할지 모르겠어요."),
    "gb18030": ("zh", "你好，今天怎么样？我不知道该说什么。我们回家吧，已经很晚了。"),
    "big5": ("zh", "你好，今天怎麼樣？我不知道該說什麼。我們回家吧，已經很晚了。"),
}


def codes(source: Source) -> list[str]:
    return [problem.code for problem in source.problems]


def assert_round_trip(source: Source, data: bytes) -> None:
    assert source.data == data
    assert source.encode(source.text) == data
    for problem in source.problems:
        assert 0 <= problem.span.start <= problem.span.end <= len(source.text)
        assert "\n" not in problem.message


@given(st.binary(max_size=300))
def test_any_bytes_decode_and_come_back(data: bytes) -> None:
    assert_round_trip(decode("x.srt", data), data)


@given(st.binary(max_size=40), st.sampled_from([*WIDE.values(), codecs.BOM_UTF8]))
def test_any_bytes_after_a_byte_order_mark_come_back(data: bytes, mark: bytes) -> None:
    source = decode("x.srt", mark + data)
    assert_round_trip(source, mark + data)
    assert writes_back(source)


@given(
    st.binary(max_size=60), st.sampled_from(["utf-8", "utf-16", "utf-32-be", "shift_jis", "cp1252"])
)
def test_any_bytes_in_a_declared_encoding_come_back(data: bytes, encoding: str) -> None:
    assert_round_trip(decode("x.srt", data, encoding), data)


@given(st.text(max_size=60).filter(lambda text: "\0" not in text and text[:1] != "\ufeff"))
def test_text_in_utf_8_is_read_without_a_problem(text: str) -> None:
    source = decode("x.srt", text.encode())
    assert (source.text, source.encoding, source.problems) == (text, "utf-8", ())


def test_a_utf_8_mark_is_kept_apart_from_the_text() -> None:
    source = decode("x.srt", codecs.BOM_UTF8 + b"1\n")
    assert (source.text, source.bom, source.problems) == ("1\n", codecs.BOM_UTF8, ())
    assert source.encode("2\n") == codecs.BOM_UTF8 + b"2\n"


@pytest.mark.parametrize("encoding", WIDE)
def test_a_mark_tells_utf_16_and_utf_32(encoding: str) -> None:
    text = CAPTION.format("Grüße 😀")
    source = decode("x.srt", WIDE[encoding] + text.encode(encoding))
    assert (source.text, source.encoding, source.bom) == (text, encoding, WIDE[encoding])
    assert codes(source) == ["encoding_not_utf8"]


@pytest.mark.parametrize("encoding", WIDE)
@pytest.mark.parametrize("sentence", ["Good evening.", "こんにちは、お元気ですか。😀"])
def test_nuls_tell_utf_16_and_utf_32_without_a_mark(encoding: str, sentence: str) -> None:
    text = CAPTION.format(sentence)
    source = decode("x.srt", text.encode(encoding))
    assert (source.text, source.encoding, source.bom) == (text, encoding, b"")
    assert codes(source) == ["encoding_not_utf8"]


def test_half_a_character_at_the_end_of_utf_16_is_kept() -> None:
    data = codecs.BOM_UTF16_LE + "Hi\n".encode("utf-16-le") + b"H"
    source = decode("x.srt", data)
    assert (source.text, source.tail) == ("Hi\n", b"H")
    assert source.encode("Ho\n") == codecs.BOM_UTF16_LE + "Ho\n".encode("utf-16-le") + b"H"
    assert source.problems[0].message.endswith("its last 1 byte is half a character")


def test_lone_surrogates_in_utf_16_come_back() -> None:
    data = codecs.BOM_UTF16_LE + b"\x00\xd8a\x00\x00\xdc"
    source = decode("x.srt", data)
    assert source.text == "\ud800a\udc00"
    assert writes_back(source)


def test_a_nul_after_the_mark_of_utf_16_is_not_utf_32() -> None:
    data = codecs.BOM_UTF16_LE + b"\0\0" + "caption".encode("utf-16-le")
    source = decode("x.srt", data)
    assert (source.encoding, source.text) == ("utf-16-le", "\0caption")


def test_each_run_of_bad_bytes_is_a_problem_with_its_byte_offset() -> None:
    data = "été à l'été\n".encode() + b"caf\xe9 \xe9\xe8!\n"
    source = decode("x.srt", data)
    assert source.encoding == "utf-8"
    first = data.index(b"\xe9 ")
    assert [(problem.code, problem.message) for problem in source.problems] == [
        ("invalid_utf8_bytes", f"byte 0xe9 at byte offset {first} is not valid UTF-8"),
        ("invalid_utf8_bytes", f"bytes 0xe9 0xe8 at byte offset {first + 2} are not valid UTF-8"),
    ]
    assert [tuple(problem.span) for problem in source.problems] == [(15, 16), (17, 19)]


def test_the_byte_offset_counts_the_mark() -> None:
    source = decode("x.srt", codecs.BOM_UTF8 + b"a\xff")
    assert source.problems[0].message == "byte 0xff at byte offset 4 is not valid UTF-8"


def test_after_twenty_places_the_rest_is_counted() -> None:
    source = decode("x.srt", codecs.BOM_UTF8 + b"\xff " * 23)
    assert len(source.problems) == 21
    expected = "3 more places have bytes that are not valid UTF-8"
    assert source.problems[-1].message == expected


def test_a_file_cut_in_its_last_character_is_still_utf_8() -> None:
    source = decode("x.srt", "日本".encode()[:-1])
    assert source.encoding == "utf-8"
    assert codes(source) == ["invalid_utf8_bytes"]


@pytest.mark.parametrize("encoding", SENTENCES)
def test_a_legacy_encoding_is_never_guessed_silently(encoding: str) -> None:
    _, sentence = SENTENCES[encoding]
    source = decode("talk.srt", CAPTION.format(sentence).encode(encoding))
    assert codes(source) in (["encoding_not_utf8"], ["encoding_uncertain"])
    if codes(source) == ["encoding_not_utf8"]:
        assert source.text == CAPTION.format(sentence)
    else:
        assert "--encoding" in source.problems[0].message


@pytest.mark.parametrize("encoding", SENTENCES)
def test_the_language_in_the_name_decides(encoding: str) -> None:
    language, sentence = SENTENCES[encoding]
    text = CAPTION.format(sentence)
    source = decode(f"talk.{language}.srt", text.encode(encoding))
    assert source.text == text
    assert codes(source) == ["encoding_not_utf8"]
    assert source.encoding in source.problems[0].message
    assert writes_back(source)


@pytest.mark.parametrize(
    "text, encoding", [("Au café.", "windows-1252"), ("啊阿", "gb18030"), ("가각", "cp949")]
)
def test_too_few_bytes_leave_the_encoding_uncertain(text: str, encoding: str) -> None:
    source = decode("x.srt", CAPTION.format(text).encode(encoding))
    assert codes(source) == ["encoding_uncertain"]
    assert "--encoding" in source.problems[0].message


def test_a_declared_encoding_is_followed_and_reported() -> None:
    text = CAPTION.format("Привет")
    source = decode("x.srt", text.encode("koi8-r"), "KOI8-R")
    assert (source.text, source.encoding) == (text, "koi8-r")
    assert codes(source) == ["encoding_not_utf8"]


def test_plain_ascii_is_utf_8_whatever_is_declared() -> None:
    source = decode("x.srt", b"1\n", "windows-1252")
    assert (source.encoding, source.problems) == ("utf-8", ())


def test_a_mark_wins_over_what_is_declared() -> None:
    assert decode("x.srt", codecs.BOM_UTF8 + "é".encode(), "cp1252").text == "é"


def test_utf_8_declared_is_not_guessed_to_be_something_else() -> None:
    source = decode("x.srt", CAPTION.format("Привет").encode("cp1251"), "utf-8")
    assert source.encoding == "utf-8"
    assert set(codes(source)) == {"invalid_utf8_bytes"}


def test_a_wrong_declaration_is_a_problem_and_the_text_is_read_all_the_same() -> None:
    source = decode("x.srt", "é日本".encode(), "ascii")
    assert source.text == "é日本"
    assert codes(source) == ["encoding_uncertain"]
    assert "at byte offset 0" in source.problems[0].message


def test_utf_16_declared_without_a_mark_finds_its_byte_order() -> None:
    text = CAPTION.format("Hi")
    assert decode("x.srt", text.encode("utf-16-be"), "utf-16").text == text


@pytest.mark.parametrize(
    "name", ["rot13", "base64", "zlib", "utf-7", "hz", "idna", "undefined", "", "a\0b", "no-such"]
)
def test_what_is_no_character_encoding_is_refused(name: str) -> None:
    with pytest.raises(UsageError, match="no such character encoding"):
        text_encoding(name)


def test_a_misspelled_encoding_is_answered_with_the_near_one() -> None:
    with pytest.raises(UsageError, match=r'did you mean "windows-1252"\?'):
        text_encoding("wndows-1252")


@pytest.mark.parametrize(
    "data, what",
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", "PNG"),
        (b"BM\x36\0\x0c\0\0\0\0\0\x36\0" + b"\xff\xee\xdd" * 90, "BMP"),
        (b"RIFF\x24\0\0\0WEBPVP8 ", "WebP"),
        (b"PK\x03\x04\x14\0\0\0\x08\0", "ZIP"),
        (b"\0\0\0 ftypisom\0\0\x02\0", "MP4"),
        (b"\x1aE\xdf\xa3\x9fB\x86\x81\x01", "Matroska"),
        (bytes(range(256)) * 8, "binary, not caption text"),
    ],
)
def test_binary_files_have_no_text_and_say_so(data: bytes, what: str) -> None:
    source = decode("x.srt", data)
    assert (source.text, source.tail) == ("", data)
    assert codes(source) == ["unknown_format"]
    assert what in source.problems[0].message


def test_nuls_at_the_end_of_a_text_do_not_make_it_binary() -> None:
    source = decode("x.srt", b"1\n" + b"\0" * 500)
    assert (source.text[:2], source.problems) == ("1\n", ())


def test_a_hole_of_nuls_does_not_make_a_text_binary() -> None:
    text = CAPTION.format("Good evening.")
    assert decode("x.srt", text.encode() + b"\0" * 400 + text.encode()).problems == ()


def test_an_encoding_with_two_bytes_for_one_character_says_that_it_cannot_be_edited() -> None:
    data = b"\xfa\x54\n"  # the sign ¬ of IBM; that of JIS is 81 CA
    source = decode("x.srt", data, "cp932")
    assert source.encode(source.text) == data
    assert not writes_back(source)


def test_reading_utf_8_loads_no_detector() -> None:
    script = (
        "import sys; from caption_qa_action.files.decode import decode; decode('x.srt', b'1');"
        "sys.exit('chardet' in sys.modules)"
    )
    assert (
        subprocess.run(
            [sys.executable, "-c", script], env={"PYTHONPATH": ":".join(sys.path)}
        ).returncode
        == 0
    )


def test_bad_bytes_far_down_do_not_make_another_encoding_certain() -> None:
    line = CAPTION.format("你好，今天怎么样？我不知道该说什么。").encode("gb18030")
    source = decode("x.srt", line * 1000 + b"\xff\n")
    assert codes(source) == ["encoding_uncertain"]


@pytest.mark.slow
def test_one_endless_line_is_guessed_as_a_whole() -> None:
    source = decode("x.srt", ("x" + "你好今天怎么样" * 10_000).encode("gb18030"))
    assert source.encoding == "gb18030"


@pytest.mark.parametrize(
    ("start", "is_stl"),
    [
        (b"850STL25.01", True),
        (b"   STL30.01", True),  # an unknown code page
        (b"850STX25.01100", True),  # its name is damaged
        (b"437xxxxxxxx1000A", True),
        (b"437xxxxxxxx9000A", False),
        (b"865xxxxxxxx 040f", False),
        (b"437\n00:00:01,000 --> 00:00:02,000\n", False),
        (b"123STX25.01100", False),
    ],
)
def test_ebu_stl_is_known_by_its_header(start: bytes, is_stl: bool) -> None:
    assert (decode("a.stl", start + b"0F" * 20).binary) == is_stl
