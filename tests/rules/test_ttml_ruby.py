"""Ruby of TTML: what its parts may hold, and that no word of it vanishes in silence."""

from __future__ import annotations

import random
import re
from itertools import product

import pytest

import caption_qa_action as qa

PARTS = ("container", "baseContainer", "textContainer", "base", "text", "delimiter")


def span(part: str, inside: str) -> str:
    return f'<span tts:ruby="{part}">{inside}</span>'


def document(inside: str) -> str:
    return (
        '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling" xml:lang="ja">'
        f'<body><div><p begin="1s" end="4s">Before {inside} behind</p></div></body></tt>'
    )


def faults(inside: str) -> list[str]:
    report = qa.check_text(document(inside), "a.ttml", select=["ttml_content_model"])
    return [each.message for each in report.diagnostics]


def leaves(parts: tuple[str, ...]) -> str:
    return "".join(span(part, f"w{number}x") for number, part in enumerate(parts))


@pytest.mark.parametrize("part", ["container", "baseContainer", "textContainer"])
def test_each_order_of_three_parts_is_judged_by_the_grammar(part: str) -> None:
    annotated = ("delimiter", "text", "delimiter")
    right: dict[str, set[tuple[str, ...]]] = {
        "container": {("base", "text"), ("base", *annotated)},
        "baseContainer": {("base",) * number for number in (1, 2, 3, 4)},
        "textContainer": {
            *(("text",) * number for number in (1, 2, 3, 4)),
            annotated,
            ("delimiter", "text", "text", "delimiter"),
        },
    }
    around = {
        "container": "{}",
        "baseContainer": span("container", "{}" + span("textContainer", span("text", "t"))),
        "textContainer": span("container", span("baseContainer", span("base", "b")) + "{}"),
    }[part]
    for number in range(5):
        for parts in product(("base", "text", "delimiter"), repeat=number):
            found = faults(around.format(span(part, leaves(parts))))
            assert bool(found) != (parts in right[part]), (parts, found)


@pytest.mark.parametrize(
    ("inside", "shown"),
    [
        (span("base", "a"), "outside ruby"),
        (span("container", span("base", "a") + span("text", "b<br/>")), "a line break"),
        (span("container", "x" + leaves(("base", "text"))), '"x" stands in a ruby container'),
        (span("container", leaves(("base",)) + "<span>x</span>"), "holds base, span"),
        (
            span("container", span("base", span("container", leaves(("base", "text"))))),
            "nests none",
        ),
        (span("container", ""), "holds nothing"),
    ],
)
def test_the_message_names_what_is_wrong(inside: str, shown: str) -> None:
    assert any(shown in message for message in faults(inside))


def test_of_many_parts_the_first_six_are_named() -> None:
    (message,) = faults(span("container", leaves(("base", *("text",) * 6))))
    assert "holds base, text, text, text, text, text, …;" in message
    (message,) = faults(span("container", leaves(("base", *("text",) * 5))))
    assert "holds base, text, text, text, text, text;" in message


def test_two_text_containers_are_right() -> None:
    texts = span("textContainer", span("text", "t"))
    bases = span("baseContainer", span("base", "b"))
    assert not faults(span("container", f"{bases} {texts} {texts}"))
    assert faults(span("container", f"{bases} {texts} {texts} {texts}"))


def tree(choice: random.Random, depth: int) -> str:
    parts = []
    for _ in range(choice.randrange(1, 4)):
        number = choice.randrange(10**6)
        inside = f"w{number}x"
        if depth and choice.random() < 0.6:
            inside = (
                tree(choice, depth - 1)
                if choice.random() < 0.8
                else inside + tree(choice, depth - 1)
            )
        parts.append(span(choice.choice(PARTS), inside))
    return "".join(parts)


@pytest.mark.slow
@pytest.mark.parametrize("to", ["srt", "vtt", "json", "ttml"])
def test_a_word_of_ruby_is_written_or_named(to: str) -> None:
    choice = random.Random(7)
    lost = 0
    for _ in range(60):
        text = document(tree(choice, 3))
        written = qa.convert_text(text, "a.ttml", to=to)
        gone = [word for word in re.findall(r"w\d+x", text) if word not in written.text]
        assert {loss.kind for loss in written.losses} == ({"ruby annotation"} if gone else set())
        lost += bool(gone)
    assert 0 < lost < 60


def test_an_annotation_outside_a_container_is_text() -> None:
    written = qa.convert_text(document(span("text", "alone")), "a.ttml", to="srt")
    assert "Before alone behind" in written.text
    assert not written.losses


def test_an_annotation_without_a_base_is_named() -> None:
    text = document(span("container", leaves(("text", "base"))))
    (loss,) = qa.convert_text(text, "a.ttml", to="vtt").losses
    assert (loss.kind, loss.shown, loss.cue) == ("ruby annotation", "w0x", 1)
