"""What is hardly ambiguous is read, and what makes no sense is no guess that is certain."""

from __future__ import annotations

import pytest

from caption_qa_action.files.decode import decode
from tests.files.sentences import srt

GREEK = (
    "Πού πάτε τόσο αργά;", "Δεν έχω ιδέα πού είναι.", "Άνοιξε το παράθυρο, σε παρακαλώ.", "Η γιαγιά ψήνει ψωμί.",
    "Αύριο θα βρέξει σε όλη τη χώρα.", "Μίλα πιο δυνατά, δεν σε ακούω.", "Ο αδελφός μου ζει στην Πάτρα.", "Ευχαριστώ, δεν θέλω άλλο.",
)  # fmt: skip
ENGLISH = (
    "You said that it was on the table.", "I was not with you in the car.", "Have we got this for the kids?",
    "That is what he told you.", "Is it far to the station?",
)  # fmt: skip


@pytest.mark.parametrize("name", ["a.srt", "a.el.srt", "a.en.srt"])
def test_a_line_of_greek_does_not_begin_with_an_apostrophe(name: str) -> None:
    source = decode(name, srt(list(GREEK)).encode("cp1253"))
    assert source.text == srt(list(GREEK))
    assert {problem.code for problem in source.problems} == {"encoding_not_utf8"}


@pytest.mark.parametrize(
    "line", ["It costs £5, “really”.", "It's 10° outside.", "“Fine,” he said."]
)
@pytest.mark.parametrize("name", ["a.srt", "a.en.srt"])
def test_one_sign_in_english_is_read_as_windows_1252(name: str, line: str) -> None:
    text = srt([*ENGLISH, line])
    source = decode(name, text.encode("cp1252"))
    assert source.text == text
    assert {problem.code for problem in source.problems} == {"encoding_not_utf8"}


def test_one_line_that_makes_no_sense_in_any_encoding_is_uncertain() -> None:
    source = decode("a.srt", srt(["Θα έρθω αύριο το πρωί."]).encode("cp869"))
    assert {problem.code for problem in source.problems} == {"encoding_uncertain"}


@pytest.mark.parametrize(
    "encoding, lines",
    [("cp1252", ("Schöne Grüße aus Köln.", "Das weiß ich natürlich.")), ("cp1253", GREEK)],
)
def test_the_mark_of_utf_8_before_a_legacy_text_makes_no_utf_8(
    encoding: str, lines: tuple[str, ...]
) -> None:
    data = b"\xef\xbb\xbf" + srt(list(lines)).encode(encoding)
    source = decode("a.srt", data)
    assert source.text == srt(list(lines))
    assert source.encode(source.text) == data
    assert {problem.code for problem in source.problems} == {"encoding_not_utf8"}


def test_a_marked_file_of_utf_8_with_a_bad_byte_stays_utf_8() -> None:
    data = b"\xef\xbb\xbf" + srt(["Schöne Grüße", "Köln"]).encode() + b"\xff"
    source = decode("a.srt", data)
    assert {problem.code for problem in source.problems} == {"invalid_utf8_bytes"}
