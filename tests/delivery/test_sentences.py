"""Where sentences end, and where they only seem to."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caption_qa_action.core.sentences import sentence_ends
from tests.growth import assert_linear


def sentences(text: str, language: str) -> list[str]:
    ends = [0, *sentence_ends(text, language), len(text)]
    return [text[start:end].strip() for start, end in pairwise(ends)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Ask Dr. Smith about it"),
        ("en", "It is 3.5 kilometres long"),
        ("en", "The U.S. Army was there, e.g. in 1944"),
        ("en", "J. R. R. Tolkien wrote it"),
        ("en", "Look at www.example.com/a.html?b=c or write to a.b@example.com"),
        ("en", '"Really?" he asked'),
        ("en", "Well... maybe"),
        ("en", "I... I do"),
        ("en", "1. Open the box"),
        ("en", "Yahoo! is a name"),
        ("fr", "Il a dit « M. » Dupont"),
        ("de", "Am 3. Mai kam Hr. Weber, z.B. mit dem Zug"),
        ("de", "Im 19. Jahrhundert, d.h. vor langer Zeit"),
        ("fr", "M. Dupont et Mme. Durand sont là"),
        ("es", "El Sr. López y la Dra. Gil viven en EE.UU. desde 2001"),
        ("it", "Il sig. Rossi e la dott.ssa Bianchi"),
        ("pt", "O Sr. Silva mora aqui"),
        ("da", "Jeg kan godt lide frk. Friis"),
        ("no", "Jeg liker frk. Dahl"),
        ("sv", "Jag tycker om frk. Berg"),
        ("hr", "Stigla je gđica. Horvat s ocem"),
        ("ja", "「行くの？」と聞かれた"),
    ],
)
def test_a_sentence_goes_on_after_a_mark_that_ends_none(language: str, text: str) -> None:
    assert sentences(text, language) == [text]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["He came.", "She left!", "Why?", "Nobody knows"]),
        ("en", ['"I know."', "He sat down"]),
        ("en", ["He lives in the U.S.", "She does not"]),
        ("en", ["I waited...", "Nobody came"]),
        ("en", ["I waited.", "[laughs] Nobody came.", "(sighs) So?"]),
        ("en", ["- Are you coming?", "- No."]),
        ("de", ["Er kam 1998.", "Dann ging er"]),
        ("de", ["Er ist 33.", "Sie ist jünger"]),
        ("fr", ["Tu viens ?", "Non."]),
        ("fr", ["« Il viendra. »", "Elle rit."]),
        ("fr", ["«\u00a0Il viendra\u202f!\u00a0»", "Elle rit."]),
        ("es", ["¿Qué?", "¡No!", "Tal vez"]),
        ("ar", ["هل أنت هنا؟", "نعم"]),
        ("hi", ["मैं यहाँ हूँ।", "तुम कहाँ हो"]),
    ],
)
def test_a_sentence_ends_at_its_mark(language: str, expected: list[str]) -> None:
    assert sentences(" ".join(expected), language) == expected


def test_chinese_and_japanese_sentences_need_no_blank_between_them() -> None:
    assert sentences("はい。そうです！本当？「うん。」いいね", "ja") == [
        "はい。",
        "そうです！",
        "本当？",
        "「うん。」",
        "いいね",
    ]


def test_each_line_that_begins_with_a_dash_is_a_sentence_of_its_own() -> None:
    assert sentences("- Where to\n- Home", "en") == ["- Where to", "- Home"]


@given(st.text(alphabet="aAb .!?…\"'()-\n。」3", max_size=80))
def test_ends_rise_and_lie_inside_the_text(text: str) -> None:
    ends = sentence_ends(text, "en")
    assert ends == sorted(set(ends))
    assert all(0 < end < len(text) for end in ends)


@pytest.mark.slow
@pytest.mark.parametrize("unit", [". ", "...", ". »", "a. ", "( ", '." ', "A.B. ", "\n-", "？」と"])
def test_hostile_text_takes_linear_time(unit: str) -> None:
    assert_linear(lambda n: unit * n, lambda text: sentence_ends(text, "en"), 5_000)
