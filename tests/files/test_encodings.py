"""Captions in every language and encoding: read right, or refused; never read wrong in silence.

The whole matrix takes about a minute; with `--quick` a sample of it runs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from caption_qa_action.core import legacy_encodings
from caption_qa_action.files.decode import decode
from tests.files.sentences import SENTENCES, encode, srt
from tests.sampling import one_of

PAIRS = [(tag, name) for tag, (names, _) in SENTENCES.items() for name in names.split()]
# As Romanian is written, no byte tells it from Windows-1250, which is found everywhere: both are named, see below.
PAIRS.remove(("ro", "iso8859-16"))

# Languages whose encodings are seldom found: read right from six cues on, and else refused.
RARE = {
    ("kk", "kz1048 ptcp154"): (
        "Қарсы алдымызда үлкен өзен ағып жатыр.", "Шешем маған жаңа көйлек тігіп берді.", "Бүгін күн өте ыстық болды, иә.",
        "Сіз бұл әнді бұрын естідіңіз бе?", "Мен ертең ауылға қайтамын.", "Үйдің іші қараңғы әрі суық екен.",
    ),
    ("tt", "ptcp154"): (
        "Әбием безгә тәмле өчпочмак пешерде.", "Без кичә урманда җиләк җыйдык.", "Бу җырны син дә беләсең бит.",
        "Аның өе елга буенда гына тора.", "Иртәгә яңгыр булмас, дип әйттеләр.", "Мин һәр көнне китап укырга яратам.",
    ),
    ("mt", "iso8859-3"): (
        "In-nanna sajret il-ħobż għalina.", "Għandi bżonn nixtri karozza ġdida.", "Illum ix-xemx tiżreġ, imma għada se tagħmel ix-xita.",
        "Ħija jaħdem f’Għawdex.".replace("’", "'"), "Il-ħanut jiftaħ fid-disgħa.", "Qatt ma rajt daqshekk ċriev f'ħajti.",
    ),
    ("eo", "iso8859-3"): (
        "Mia avino bakas freŝan panon ĉiun matenon.", "Ĉu vi jam aŭdis tiun kanton?", "Hodiaŭ pluvas, sed morgaŭ la suno brilos.",
        "Ŝi loĝas apud la granda rivero.", "La ĉevalo kuras tra la arbaro, ĝi estas ĝoja.", "Ni ĵus maltrafis la lastan trajnon.",
    ),
    ("cy", "iso8859-14"): (
        "Mae fy nhŷ ar lan yr afon.", "Dydy'r dŵr ddim yn ddigon cynnes.", "Gofynnodd y gŵr am gwpan o de.",
        "Rydw i'n hoffi gwrando ar sŵn y môr.", "Ble mae'r ŵyn heddiw, tybed?", "Mae'r cŵn yn cysgu yn y tŷ gwydr.",
    ),
}  # fmt: skip
RARE_PAIRS = [(tag, name, lines) for (tag, names), lines in RARE.items() for name in names.split()]


def outcome(path: str, data: bytes, text: str) -> str:
    source = decode(path, data)
    assert source.encode(source.text) == data
    if "encoding_uncertain" in {problem.code for problem in source.problems}:
        return "refused"
    return "right" if source.text == text else "wrong"


def excerpts(tag: str, count: int) -> Iterator[list[str]]:
    sentences = SENTENCES[tag][1]
    for first in range(0, 10, min(count, 10)):
        yield [sentences[(first + index) % 10] for index in range(count)]


def outcomes(tag: str, encoding: str, count: int) -> Counter[str]:
    found: Counter[str] = Counter()
    for lines in excerpts(tag, count):
        data = encode(srt(lines), encoding)
        text = data.decode(encoding)
        if not text.isascii():
            for path in ("talk.srt", f"talk.{tag}.srt"):
                found[outcome(path, data, text)] += 1
    return found


@pytest.mark.sampled(20)
@pytest.mark.parametrize("tag, encoding", PAIRS)
def test_ten_cues_are_read_right(tag: str, encoding: str) -> None:
    assert set(outcomes(tag, encoding, 10)) == {"right"}


@pytest.mark.slow
@pytest.mark.sampled(40)
@pytest.mark.parametrize(
    "tag, encoding, count",
    one_of(6, [(*pair, count) for pair in PAIRS for count in (1, 3, 100)]),
)
def test_no_number_of_cues_is_read_wrong(tag: str, encoding: str, count: int) -> None:
    found = outcomes(tag, encoding, count)
    assert found["wrong"] == 0
    assert count < 100 or not found["refused"]


@pytest.mark.parametrize("tag, encoding, lines", RARE_PAIRS)
def test_what_is_seldom_found_is_read_right_or_refused(
    tag: str, encoding: str, lines: tuple[str, ...]
) -> None:
    for count in (1, 6):
        data = srt(list(lines[:count])).encode(encoding)
        for path in ("talk.srt", f"talk.{tag}.srt"):
            found = outcome(path, data, data.decode(encoding))
            assert found == "right" or (found, count) == ("refused", 1)


@pytest.mark.slow
@pytest.mark.sampled(6)
@pytest.mark.parametrize("tag, encoding, lines", RARE_PAIRS)
@pytest.mark.parametrize("count", [2, 3, 24, 100])
def test_no_number_of_cues_in_what_is_seldom_found_is_read_wrong(
    tag: str, encoding: str, lines: tuple[str, ...], count: int
) -> None:
    for first in range(6):
        data = srt([lines[(first + at) % 6] for at in range(count)]).encode(encoding)
        for path in ("talk.srt", f"talk.{tag}.srt"):
            found = outcome(path, data, data.decode(encoding))
            assert found == "right" or (found == "refused" and count < 6)


@pytest.mark.parametrize(
    "tag, encoding, line",
    [
        ("ru", "windows-1251", "Я не знаю, когда они придут."),
        ("uk", "windows-1251", "Я не знаю, коли вони прийдуть."),
        ("ru", "mac-cyrillic", "Я не знаю, когда они придут."),
        ("lt", "windows-1257", "Nežinau, kada jie ateis."),
        ("fr", "cp850", "Je ne sais pas où ils sont allés."),
        ("hu", "cp852", "Nem tudom, mikor jönnek haza."),
        ("de", "mac-roman", "Ich weiß nicht, wann sie kommen."),
    ],
)
def test_one_cue_is_read_right_where_its_language_is_named(
    tag: str, encoding: str, line: str
) -> None:
    data = encode(srt([line]), encoding)
    assert outcome(f"talk.{tag}.srt", data, data.decode(encoding)) == "right"
    assert outcome("talk.srt", data, data.decode(encoding)) != "wrong"


@pytest.mark.parametrize("line", ["Ich weiß nicht, wann sie kommen.", "Ich fliege nach Málaga."])
def test_what_may_be_a_foreign_name_stays_refused(line: str) -> None:
    for encoding in ("cp850", "windows-1252"):
        data = encode(srt([line]), encoding)
        assert outcome("talk.de.srt", data, data.decode(encoding)) != "wrong"


@pytest.mark.parametrize("tag, encoding", PAIRS[::4])
def test_one_cue_is_not_read_wrong(tag: str, encoding: str) -> None:
    data = encode(srt([SENTENCES[tag][1][0]]), encoding)
    assert outcome("talk.srt", data, data.decode(encoding)) != "wrong"


@pytest.mark.parametrize(
    "form", ["WEBVTT\n\n00:01.000 --> 00:03.000\n{}\n", "[Events]\nDialogue: 0,{}"]
)
@pytest.mark.parametrize("tag, encoding", PAIRS[::7])
def test_other_formats_are_read_as_well(tag: str, encoding: str, form: str) -> None:
    data = encode(form.format("\n".join(SENTENCES[tag][1])), encoding)
    assert outcome("talk.vtt", data, data.decode(encoding)) == "right"


@pytest.mark.parametrize("tag", SENTENCES)
def test_utf_8_stays_utf_8_with_a_few_bad_bytes(tag: str) -> None:
    data = srt(list(SENTENCES[tag][1])).encode()
    source = decode("talk.srt", data[:200] + b"\xff" + data[200:])
    assert source.encoding == "utf-8"
    assert {problem.code for problem in source.problems} == {"invalid_utf8_bytes"}


@pytest.mark.parametrize(
    "tag, encoding", [("zh", "gb18030"), ("ko", "cp949"), ("fr", "windows-1252")]
)
def test_a_bad_byte_in_a_legacy_file_has_its_place(tag: str, encoding: str) -> None:
    data = encode(srt(list(SENTENCES[tag][1]) * 3), encoding)
    bad = data + b"1\n00:10:00,000 --> 00:10:02,000\n\x81 \n"
    source = decode("talk.srt", bad)
    assert source.encode(source.text) == bad
    assert source.encoding == encoding
    (problem,) = source.problems
    assert (problem.code, problem.detail) == ("encoding_uncertain", "damaged")
    assert f"byte offset {bad.index(bytes([0x81, 0x20]))} " in problem.message


def test_a_file_of_two_parts_is_not_guessed() -> None:
    text = srt(list(SENTENCES["fr"][1]))
    source = decode("talk.srt", text.encode("cp1252") + text.encode())
    assert {problem.code for problem in source.problems} <= {
        "encoding_uncertain",
        "invalid_utf8_bytes",
    }
    assert source.problems


def test_an_xml_declaration_is_followed_where_the_text_makes_sense() -> None:
    xml = '<?xml version="1.0" encoding="{}"?><tt>Où es-tu allée ?</tt>'
    assert decode("a.ttml", xml.format("ISO-8859-1").encode("cp1252")).text == xml.format(
        "ISO-8859-1"
    )
    text = xml.format("KOI8-R").replace("Où es-tu allée ?", "Пойдём домой")
    assert decode("a.ttml", text.encode("koi8-r")).text == text
    wrong = decode("a.ttml", text.encode("cp1251"))
    assert [problem.code for problem in wrong.problems] == ["encoding_uncertain"]


@pytest.mark.parametrize("encoding, tag", [("iso2022_jp", "ja"), ("iso2022_kr", "ko")])
def test_escape_sequences_are_read(encoding: str, tag: str) -> None:
    text = srt(list(SENTENCES[tag][1]))
    assert outcome("talk.srt", text.encode(encoding), text) == "right"


@pytest.mark.parametrize(
    "encoding, tag, name",
    [
        ("utf-7", "fr", "UTF-7"),
        ("utf-7", "ru", "UTF-7"),
        ("utf-7", "ja", "UTF-7"),
        ("hz", "zh", "HZ"),
    ],
)
def test_encodings_that_hide_markup_are_refused(encoding: str, tag: str, name: str) -> None:
    source = decode("talk.srt", srt(list(SENTENCES[tag][1])).encode(encoding))
    assert [problem.code for problem in source.problems] == ["encoding_uncertain"]
    assert name in source.problems[0].message


@pytest.mark.parametrize(
    "text",
    [
        "1+1-2, C++ and +AOk-",
        "Call +49152123450 or +49152123454 now.",
        "a+b-c, +inf and +more to come",
        "~{ok~} {~}",
        "\x1b[31mred\x1b[0m",
    ],
)
def test_signs_of_ascii_are_no_encoding(text: str) -> None:
    assert decode("talk.srt", text.encode()).problems == ()


@pytest.mark.slow
@pytest.mark.sampled(7)
@pytest.mark.parametrize(
    "piece", [b"\xe9", b"\xe9\n", b"\xa4\xa1", b"\xed\xa0\x80", b"+AOk", b"~{", b"\x1b$B!"]
)
def test_hostile_bytes_cost_no_more_than_their_number(piece: bytes) -> None:
    """Only the size of the sample is looked at: ten megabytes would not end otherwise."""
    data = piece * (1_000_000 // len(piece))
    assert decode("talk.srt", data).data == data


def test_a_text_that_begins_like_an_image_is_text() -> None:
    lines = ["BMP — это формат изображений.", *SENTENCES["ru"][1]]
    text = srt(lines)
    assert outcome("talk.srt", text.encode("cp1251"), text) == "right"


@pytest.mark.parametrize("encoding", ["cp037", "cp500", "cp1140", "cp273"])
@pytest.mark.parametrize("tag", ["fr", "en"])
def test_text_of_a_mainframe_is_refused_with_its_name(encoding: str, tag: str) -> None:
    text = srt(
        [
            line.translate(
                {
                    0x201C: '"',
                    0x201D: '"',
                    0x2019: "'",
                    0x2018: "'",
                    0x2013: "-",
                    0x2014: "-",
                    0x2026: ".",
                }
            )
            for line in SENTENCES[tag][1]
        ]
    )
    data = text.replace("£", "$").encode(encoding)
    for given in (data, data.replace(b"\x25", b"\x15")):
        source = decode("talk.srt", given)
        (problem,) = source.problems
        assert (problem.code, problem.detail, source.text) == ("encoding_uncertain", "refused", "")
        assert "EBCDIC" in problem.message
        assert source.encode("") == given
    assert decode("talk.srt", data, encoding).text == text.replace("£", "$")


@pytest.mark.parametrize(
    "first, second",
    [
        ("utf-8", "utf-16"),
        ("utf-16", "utf-8"),
        ("utf-16-le", "utf-16-be"),
        ("utf-8", "utf-16-le"),
        ("utf-16-be", "cp1252"),
    ],
)
def test_files_of_two_widths_that_were_joined_are_refused(first: str, second: str) -> None:
    text = srt(list(SENTENCES["fr"][1]))
    data = text.encode(first) + text.encode(second)
    source = decode("talk.srt", data)
    (problem,) = source.problems
    assert (problem.code, problem.detail, source.text) == ("encoding_uncertain", "refused", "")
    assert "joined" in problem.message
    assert source.encode("") == data


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_files_of_one_encoding_that_were_joined_are_read(encoding: str) -> None:
    texts = [srt(list(SENTENCES[tag][1])) for tag in ("fr", "ja")]
    source = decode("talk.srt", b"".join(text.encode(encoding) for text in texts))
    assert source.text == "\ufeff".join(texts)


@pytest.mark.slow
@pytest.mark.sampled(9)
@pytest.mark.parametrize(
    "tag, encoding, bad",
    one_of(4, [(*pair, bad) for pair in PAIRS for bad in (b"\x81", b"\x98", b"\xff", b"\x1a")]),
)
def test_one_bad_byte_does_not_make_it_another_encoding(
    tag: str, encoding: str, bad: bytes
) -> None:
    if encoding.startswith("iso2022"):
        return
    lines = [encode(line, encoding) for line in SENTENCES[tag][1]]
    for count in (4, 10):
        some = lines[:count]
        some[1] += b" " + bad + b" "
        data = encode(srt(["{}"] * count), "ascii").replace(b"{}", b"%b") % tuple(some)
        source = decode("talk.srt", data)
        assert source.encode(source.text) == data
        if "encoding_uncertain" not in {problem.code for problem in source.problems}:
            for line in some[:1] + some[2:]:
                assert line.decode(encoding) in source.text


@pytest.mark.parametrize("encoding", ["cp1250", "iso8859-16", "iso8859-2"])
def test_romanian_names_both_readings(encoding: str) -> None:
    source = decode("talk.srt", encode(srt(list(SENTENCES["ro"][1])), encoding))
    (problem,) = source.problems
    assert "windows-1250 (guessed), or iso8859-16 with the letters" in problem.message
    assert "ș" in problem.message


@pytest.mark.slow
@pytest.mark.parametrize("tag", ["tr", "pl", "cs", "hu"])
def test_others_do_not_name_romanian(tag: str) -> None:
    for encoding in SENTENCES[tag][0].split():
        for problem in decode("talk.srt", encode(srt(list(SENTENCES[tag][1])), encoding)).problems:
            assert "iso8859-16" not in problem.message


def test_foreign_lines_that_stayed_as_they_were_are_not_weighed_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A file that is mended is read after each step."""
    weighed = []
    weigh = legacy_encodings.weigh

    def count(sample: bytes, tag: str) -> list[legacy_encodings.Reading]:
        weighed.append(sample)
        return weigh(sample, tag)

    monkeypatch.setattr(legacy_encodings, "weigh", count)
    legacy_encodings._looked_at.cache_clear()
    lines = list(SENTENCES["ru"][1])
    first = decode("a.srt", encode(srt(lines), "koi8-r"))
    assert weighed
    del weighed[:]
    second = decode("a.srt", encode(srt([*lines, "One more line."]), "koi8-r"))
    assert (weighed, second.encoding) == ([], first.encoding)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_lines_in_plain_letters_show_the_language(newline: str) -> None:
    lines = ["Where have you been all this time?", "It was not what they said it would be."]
    data = srt(lines).replace("\n", newline).encode()
    assert legacy_encodings._language_of_plain(data) == "en"
