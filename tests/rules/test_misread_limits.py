"""How little of a text the guesses at what its bytes meant are made of: at the limit and beside it."""

from __future__ import annotations

import pytest

from caption_qa_action.rules.text import _misread, _misread_text
from caption_qa_action.rules.text._misread_text import Misreading, Pair, find_misreading
from tests.rules.samples import Sample, check_alone

HEAD = "1\n00:00:01,000 --> 00:00:03,000\n{}\n"


def misread(text: str) -> str:
    """UTF-8 that was read as Windows-1252."""
    return text.encode().decode("cp1252")


@pytest.mark.parametrize(
    ("text", "count"),
    [("C’est l’", 6), ("Il va d’été en hiver", 7), ("été à Paris où", 8), ("d’été à Paris", 9)],
)
def test_eight_characters_make_a_case(
    text: str, count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    garbled = misread(text)
    assert sum(character > "\x7f" for character in garbled) == count
    if count >= 8:
        assert find_misreading(garbled) == Misreading((Pair("utf_8", "cp1252"),))
    looked_at: list[str] = []
    monkeypatch.setattr(_misread_text, "find_misreading", looked_at.append)
    check_alone("mojibake", Sample("limits", "a.srt", HEAD.format(garbled).encode(), {}))
    assert looked_at == ([garbled] if count >= 8 else [])


@pytest.mark.parametrize(
    ("bad", "meant"),
    [(b"\xe9", "é"), (b"\xe9\xe8", "éè"), (b"\xe9\xe8\xea", ""), (b"\x93", ""), (b"\xe9\x93", "")],
)
def test_up_to_two_letters_in_a_row_are_read_as_windows_1252(bad: bytes, meant: str) -> None:
    data = HEAD.format("Öl für ältere Bücher, größer als Äpfel, öfter süß @").encode()
    sample = Sample("limits", "a.srt", data.replace(b"@", bad), {})
    (found,), _ = check_alone("invalid_utf8_bytes", sample)
    assert (found.fix.edits[0].replacement if found.fix else "") == meant


@pytest.mark.parametrize(("lines", "believed"), [(2, False), (3, True)])
def test_three_lines_that_lost_nothing_show_what_all_were(lines: int, believed: bool) -> None:
    whole = [
        "Почему ты вчера не пришёл на ужин?",
        "Дети играли в саду.",
        "Я не знаю, где мои очки.",
    ]
    data = "\n".join(whole[:lines]).encode("cp1251")
    lost = b"\n".join([data, *[b"?"] * 5])
    stands = data.decode("gbk", "replace") + "\n\ufffd" * 5
    found = list(_misread_text._readings_of(lost, data, stands, -50.0, "gbk"))
    assert any(reading.pairs[0].written_in == "cp1251" for reading in found) is believed


@pytest.mark.parametrize("between, turned", [(" ", 2), ("\n", 1), ("\r\n", 1)])
def test_a_letter_is_turned_back_with_the_words_of_its_line_alone(
    between: str, turned: int
) -> None:
    text = f"{misread('Я')}{between}{misread('знаю')}"
    codec, runs = _misread.find(text, frozenset(filter("\x7f".__lt__, text)))
    assert (codec, len(runs)) == ("cp1252", turned)
    assert runs[-1].repaired == "знаю"
