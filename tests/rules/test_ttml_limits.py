"""The numbers of the rules for TTML, each with a document that just keeps it and one a step beyond."""

from __future__ import annotations

from random import Random

import pytest

from caption_qa_action.core.diagnostic import Finding
from caption_qa_action.core.source import Source
from caption_qa_action.formats import parse
from caption_qa_action.rules import load
from caption_qa_action.rules.text.private_use_character import _SET_ASIDE
from caption_qa_action.rules.ttml._glyphs import Painter
from caption_qa_action.rules.ttml._regions import _corner_of_position
from caption_qa_action.rules.ttml._styles import resolver
from tests.rules.limits import made
from tests.rules.samples import check_alone


def messages(code: str, body: str, head: str = "") -> list[str]:
    """What a rule reports on a document in the text profile of IMSC 1.1."""
    text = (
        '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling" '
        'xmlns:ttp="http://www.w3.org/ns/ttml#parameter" xml:lang="en" '
        'ttp:contentProfiles="http://www.w3.org/ns/ttml/profile/imsc1.1/text">'
        f"<head>{head}</head><body><div>{body}</div></body></tt>"
    )
    found, _ = check_alone(code, made(text, "talk.ttml", "", {}))
    return [each.message for each in found]


def paragraph(attributes: str, text: str = "Where?", begin: int = 1) -> str:
    return f'<p begin="{begin}s" end="{begin + 1}s" {attributes}>{text}</p>'


def drawn(font_percent: float, text: str) -> list[str]:
    """What the render model has against a text: 1500 % are as tall as the picture."""
    return messages("imsc_hrm", paragraph(f'tts:fontSize="{font_percent}%"', text))


def test_four_shadows_are_permitted() -> None:
    def found(number: int) -> list[str]:
        shadows = ", ".join(["1px 1px"] * number)
        return messages("imsc_forbidden_feature", paragraph(f'tts:textShadow="{shadows}"'))

    assert [each for each in found(4) if "shadows" in each] == []
    assert [each for each in found(5) if "permits 4" in each]


@pytest.mark.parametrize("unit, factor", [("%", 1.0), ("em", 0.01)])
def test_an_outline_takes_ten_percent_of_the_font(unit: str, factor: float) -> None:
    def found(percent: float) -> list[str]:
        outline = f'tts:textOutline="black {percent * factor:.4f}{unit}"'
        all_found = messages("imsc_forbidden_feature", paragraph(outline))
        return [each for each in all_found if "outline" in each]

    assert found(10) == []
    assert found(10.1)


def test_four_styles_of_a_circle_are_named() -> None:
    def found(number: int) -> str:
        styles = (f'<style xml:id="s{n}" style="s{(n + 1) % number}"/>' for n in range(number))
        (message,) = messages(
            "ttml_style_cycle", paragraph(""), f"<styling>{''.join(styles)}</styling>"
        )
        return message

    assert found(4) == 'the styles "s0", "s1", "s2", "s3" refer to each other in a circle'
    assert found(5).startswith('the styles "s0", "s1", "s2", "s3" and others refer')


def test_the_first_twenty_undefined_names_have_a_suggestion() -> None:
    head = '<styling><style xml:id="speaker"/></styling>'
    names = [f"speaker{chr(97 + number)}" for number in range(22)]
    body = "".join(paragraph(f'style="{name}"') for name in names)
    found = messages("ttml_ref_undefined", body, head)
    assert ['"speaker"' in message for message in found] == [True] * 20 + [False] * 2


def test_the_first_twenty_unknown_names_have_a_suggestion() -> None:
    body = "".join(paragraph(f'tts:color{chr(97 + n)}="red"') for n in range(22))
    found = messages("ttml_unknown_vocabulary", body)
    assert ["tts:color;" in message or '"tts:color"' in message for message in found] == [
        True
    ] * 20 + [False] * 2


def test_a_background_and_the_slowest_character_take_their_time() -> None:
    """Clearing takes 1/12 s, and a Han character as tall as the picture 1/0.6 s; there is 1 s for both."""
    assert drawn(1112.4, "国") == []
    assert drawn(1112.5, "国") == [
        "cue 1 takes 1000 ms to draw; the render model of IMSC has 1000 ms for it"
    ]


def test_a_scene_has_a_second_however_long_the_one_before_lasts() -> None:
    body = paragraph('tts:fontSize="100%"', "a") + paragraph('tts:fontSize="1300%"', "国", begin=9)
    (message,) = messages("imsc_hrm", body)
    assert message.endswith("has 1000 ms for it")


def test_the_glyphs_on_screen_take_no_more_than_the_picture() -> None:
    assert drawn(750, "abcd") == []  # four of half the height, a quarter of the picture each
    assert "room for 100 %" in drawn(750.1, "abcd")[0]


@pytest.mark.parametrize(
    ("position", "corner"),
    [
        ("left top", (0, 0)), ("center center", (40, 25)), ("right bottom", (80, 50)),
        ("bottom", (40, 50)), ("top left", (0, 0)), ("right", (80, 25)),
    ],
)  # fmt: skip
def test_the_words_of_a_position_are_places(position: str, corner: tuple[float, float]) -> None:
    """A region of 20 % by 50 % of the picture is put by what it leaves free."""
    from caption_qa_action.files.decode import decode
    from caption_qa_action.formats import parse

    document = parse(decode("a.ttml", b'<tt xmlns="http://www.w3.org/ns/ttml"/>'))
    assert _corner_of_position(position, (20, 50), resolver(document)) == corner


def test_what_unicode_has_set_aside_are_sixty_six_characters() -> None:
    """FDD0 to FDEF and the last two of each plane: Unicode, section 23.7."""

    def found(character: str) -> bool:
        text = f"1\n00:00:01,000 --> 00:00:02,000\nx{character}x\n"
        diagnostics, _ = check_alone("private_use_character", made(text, "a.srt", "", {}))
        return any("set aside" in each.message for each in diagnostics)

    ends = [chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF)]
    assert all(map(found, [*ends, "\ufdd0", "\ufdef"]))
    before = [chr(plane << 16 | 0xFFFD) for plane in range(17)]
    assert not any(map(found, [*before, "\ufdcf", "\ufdf0"]))
    assert len(_SET_ASIDE) == 3 + 2 * 17


def test_a_namespace_with_a_part_left_out_has_a_likely_one_and_a_stump_none() -> None:
    def found(part: str) -> str:
        text = f'<tt xmlns="http://www.w3.org/ns/ttml" xmlns:x="http://www.w3.org/ns/ttml#{part}"/>'
        diagnostics, _ = check_alone("ttml_namespace", made(text, "talk.ttml", "", {}))
        return diagnostics[0].message

    assert '(did you mean "http://www.w3.org/ns/ttml#metadata"?)' in found("metad")
    assert "did you mean" not in found("meta")


WORDS = (
    "abcdefgh ",
    "ij",
    "本を ",
    "&#x672c;",
    "café ",
    '<span tts:backgroundColor="red">x</span>',
    "<br/>",
)


@pytest.mark.parametrize("seed", range(8))
def test_what_is_surely_drawn_in_time_is_found_by_drawing_it_too(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Odd seeds have no background anywhere, which nothing need be painted for."""
    draw = Random(seed)
    words = WORDS if seed % 2 == 0 else [each for each in WORDS if "background" not in each]
    paragraphs, ms = "", 0
    for _ in range(60):
        ms += draw.choice([30, 60, 100, 150, 200, 300, 400, 600])
        end_ms = ms + draw.choice([50, 100, 200, 500, 900])
        size = draw.choice([50, 100, 200])
        text = draw.choice(words) * draw.randint(1, 14)
        if text.startswith("本"):  # the slowest, each of which is drawn anew
            text = "".join(map(chr, draw.sample(range(0x4E00, 0x9FFF), 2 * len(text))))
        paragraphs += f'<p begin="{ms}ms" end="{end_ms}ms" tts:fontSize="{size}%">{text}</p>'

    def found() -> list[Finding]:
        return list(load("imsc_hrm").check(parse(Source.of(DRAWN.format(paragraphs), "a.ttml"))))

    quick = found()
    monkeypatch.setattr(Painter, "bounds", lambda *_: (1e9, 1e9))
    assert quick == found()
    assert 10 < len(quick) < 110


DRAWN = """<tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling" xml:lang="en"
  xmlns:ttp="http://www.w3.org/ns/ttml#parameter" ttp:contentProfiles="http://www.w3.org/ns/ttml/profile/imsc1.1/text">
<body><div>{}</div></body></tt>
"""
