"""What a finding is known by between runs."""

from __future__ import annotations

import pytest

from caption_qa_action.core import fingerprint
from caption_qa_action.core.diagnostic import Diagnostic, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.fingerprint import fingerprints, numbered
from caption_qa_action.core.source import Position, Source, Span
from caption_qa_action.core.words import guess_language
from caption_qa_action.formats import parse


def prints(text: str, *found: tuple[str, int, Span]) -> list[str]:
    document: Document = parse(Source.of(text, "a.vtt"))
    place = Position(1, 1)
    return fingerprints(
        document,
        [
            Diagnostic("a.vtt", code, Severity.ERROR, "m", span, place, place, cue)
            for code, cue, span in found
        ],
    )


CUES = "WEBVTT\n\n00:01.000 --> 00:02.000\n{}\n\n00:03.000 --> 00:04.000\n{}\n"


def test_a_finding_on_a_cue_is_known_by_its_code_and_the_text_of_the_cue() -> None:
    here, there = Span(0, 1), Span(3, 9)
    one, moved, other, another = prints(
        CUES.format("Hello  there", "Hello\nthere"),
        ("one", 1, here), ("one", 2, there), ("two", 1, here), ("one", 0, here),
    )  # fmt: skip
    assert one == moved
    # Baselines hold it, so that it is the same in every version.
    assert one == "768686e4b38689e8"
    assert len({one, other, another}) == 3
    assert all(len(each) == 16 for each in (one, other, another))
    (changed,) = prints(CUES.format("Hello here", "x"), ("one", 1, here))
    assert changed != one


@pytest.mark.parametrize(("length", "same"), [(199, False), (200, True), (201, True)])
def test_a_finding_outside_cues_is_known_by_its_first_200_characters(
    length: int, same: bool
) -> None:
    texts = [f"WEBVTT\n\nNOTE {'x' * 300}"[: 8 + length] + last * 50 for last in "yz"]
    first, second = (prints(text, ("one", 0, Span(8, len(text))))[0] for text in texts)
    assert (first == second) is same
    shorter = prints(texts[0], ("one", 0, Span(8, 12)), ("one", 0, Span(8, 13)))
    assert shorter[0] == shorter[1], "white space does not count"
    longer = prints(texts[0], ("one", 0, Span(8, 14)))
    assert longer[0] != shorter[0]


def test_equal_fingerprints_are_numbered() -> None:
    assert list(numbered("abaab")) == [("a", 0), ("b", 0), ("a", 1), ("a", 2), ("b", 1)]


@pytest.mark.parametrize(("hits", "expected"), [(2, ""), (3, "de"), (4, "de")])
def test_three_small_words_tell_a_language(hits: int, expected: str) -> None:
    assert guess_language(["Der", "dem", "Des", "dem"][:hits] + ["xyz"] * 50) == expected


def test_the_text_of_a_cue_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read = []
    words = fingerprint._words

    def counted(text: str) -> bytes:
        read.append(text)
        return words(text)

    monkeypatch.setattr(fingerprint, "_words", counted)
    found = [(code, cue, Span(0, 1)) for code in ("one", "two") for cue in (1, 2)] * 50
    assert len(prints(CUES.format("Hello", "there"), *found)) == 200
    assert sorted(read) == ["Hello", "there"]
