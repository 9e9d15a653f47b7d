"""Styles by reference: each is resolved once, whatever refers to it."""

from __future__ import annotations

from collections import Counter

import pytest

from caption_qa_action.core.source import Source
from caption_qa_action.core.xml import Element
from caption_qa_action.formats import ttml
from caption_qa_action.formats.ttml.styles import Styles

HEAD = '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling"><head>'


def styles_and_paragraph(styling: str, references: str) -> tuple[Styles, Element]:
    body = f'<body><div><p begin="1s" end="3s" style="{references}">Hi</p></div></body></tt>'
    root = ttml.parse(Source.of(f"{HEAD}<styling>{styling}</styling></head>{body}")).tree
    assert root is not None
    return Styles(root), next(element for element in root.elements() if element.tag == "p")


@pytest.mark.parametrize("length", [26, 400, 3000])
def test_each_style_is_resolved_once(length: int, monkeypatch: pytest.MonkeyPatch) -> None:
    resolved: Counter[Element] = Counter()
    specify = Styles._specify

    def counted(self: Styles, element: Element) -> object:
        resolved[element] += 1
        return specify(self, element)

    monkeypatch.setattr(Styles, "_specify", counted)
    chain = "".join(
        f'<style xml:id="s{index}" style="s{index + 1} s{index + 1}"/>' for index in range(length)
    )
    styling = f'{chain}<style xml:id="s{length}" tts:color="red"/>'
    styles, paragraph = styles_and_paragraph(styling, "s0")
    assert styles.specified(paragraph)["tts:color"] == "red"
    assert len(resolved) == length + 2
    assert set(resolved.values()) == {1}


def test_the_later_of_two_references_wins() -> None:
    styling = (
        '<style xml:id="a" tts:color="red"/><style xml:id="b" tts:color="blue"/>'
        '<style xml:id="c" style="a b a"/>'
    )
    styles, paragraph = styles_and_paragraph(styling, "b c")
    assert styles.specified(paragraph)["tts:color"] == "red"


def test_styles_in_a_circle_keep_what_each_has() -> None:
    styling = (
        '<style xml:id="a" style="b" tts:color="red"/>'
        '<style xml:id="b" style="a" tts:fontStyle="italic"/>'
    )
    styles, paragraph = styles_and_paragraph(styling, "a")
    specified = styles.specified(paragraph)
    assert (specified["tts:color"], specified["tts:fontStyle"]) == ("red", "italic")


def test_a_chain_of_styles_that_each_add_an_attribute_hands_on_no_more_than_there_are() -> None:
    """Or what 2,000 styles hand on would be two million attributes."""
    styling = "".join(
        f'<style xml:id="s{at}" style="s{at + 1}" tts:a{at}="1"/>' for at in range(2000)
    )
    styles, paragraph = styles_and_paragraph(styling, "s0")
    root = paragraph.parent
    while root is not None and root.parent is not None:
        root = root.parent
    assert root is not None
    every = (element for element in root.elements() if element.tag == "style")
    assert max(len(styles.specified(style)) for style in every) < 220


def test_paragraphs_side_by_side_look_each_as_it_states() -> None:
    """Thousands that are alike are looked up once: those that state something of their own are not among them."""
    low = 'region="low"'
    own = (
        f'{low} tts:color="#ff0000"',
        f'{low} tts:textAlign="right"',
        'region="top"',
        f'{low} xml:lang="fr"',
        low,
    )
    body = "".join(
        f'<p xml:id="p{number}" begin="00:00:{number + 10}.000" end="00:00:{number + 11}.000" {each}>text</p>'
        for number, each in enumerate((*own, *own))
    )
    document = ttml.parse(
        Source.of(
            '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling" xml:lang="en">'
            '<head><layout><region xml:id="top" tts:origin="10% 10%" tts:extent="80% 20%"/>'
            '<region xml:id="low" tts:origin="10% 70%" tts:extent="80% 20%" tts:displayAlign="after"/>'
            f"</layout></head><body><div>{body}</div></body></tt>",
            "a.ttml",
        )
    )
    looks = [(event.runs[0][1:], event.placement) for event in ttml.to_timeline(document).events]
    assert looks[:5] == looks[5:]
    assert len(set(looks)) == 5
