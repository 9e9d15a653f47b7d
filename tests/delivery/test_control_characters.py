"""Whatever control character a text has, every target is written without those that readers refuse, and each change is named."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree import ElementTree

import pytest

from caption_qa_action.core.source import Source
from caption_qa_action.core.text import LINE_SEPARATORS
from caption_qa_action.delivery.convert import convert, losses_in
from caption_qa_action.formats import FORMATS, parse
from tests.delivery.delivering import delivered

CHARACTERS = [
    chr(point)
    for point in (*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029, 0xFDD0, 0xFFFE, 0xFFFF)
    if chr(point) not in "\t\n\r"
]
# XML 1.0, 2.2 "Characters".
NO_CHARACTER = "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
TARGETS = ("ass", "json", "sbv", "srt", "ttml", "webvtt")
ASS = """\
[Script Info]
ScriptType: v4.00+

[V4+ Styles]
Format: Name, Fontname, Fontsize, Alignment
Style: Default,Arial,20,2

[Events]
Format: Start, End, Style, Text
"""


def _clock(second: int, point: str, hours: str = "00:") -> str:
    return f"{hours}{second // 60:02}:{second % 60:02}{point}"


def written_in(format: str, texts: list[str]) -> str:
    """A file with a cue of three seconds for each text."""
    times = [(second, second + 3) for second in range(1, 4 * len(texts), 4)]
    if format == "srt":
        blocks = [
            f"{number}\n{_clock(start, ',000')} --> {_clock(end, ',000')}\n{text}\n"
            for number, ((start, end), text) in enumerate(zip(times, texts, strict=True), 1)
        ]
        return "\n".join(blocks)
    rows = [(_clock(start, ".000"), _clock(end, ".000"), text) for (start, end), text in zip(times, texts, strict=True)]  # fmt: skip
    if format == "webvtt":
        return "WEBVTT\n\n" + "\n".join(f"{start} --> {end}\n{text}\n" for start, end, text in rows)
    if format == "sbv":
        return "\n".join(f"{start[1:]},{end[1:]}\n{text}\n" for start, end, text in rows)
    if format == "ass":
        return ASS + "".join(
            f"Dialogue: {start[1:-1]},{end[1:-1]},Default,{text}\n" for start, end, text in rows
        )
    if format == "ttml":
        body = "".join(f'<p begin="{start}" end="{end}">{text}</p>' for start, end, text in rows)
        return f'<tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en"><body><div>{body}</div></body></tt>'
    cues = ",".join(
        f'{{"start":{start},"end":{end},"text":"{text}"}}'
        for (start, end), text in zip(times, texts, strict=True)
    )
    return f'{{"cues":[{cues}]}}'


def around(characters: Iterable[str], format: str, form: str) -> str:
    """A file with a text around each character, written as itself or by its number."""
    return written_in(
        format, [f"One{form % ord(each) if form else each}two" for each in characters]
    )


SOURCES = [
    pytest.param(format, path, form, id=f"{format}{form}")
    for format, path, form in (
        ("srt", "talk.en.srt", ""),
        ("webvtt", "talk.en.vtt", ""),
        ("webvtt", "talk.en.vtt", "&#x%x;"),
        ("sbv", "talk.en.sbv", ""),
        ("ass", "talk.en.ass", ""),
        ("ttml", "talk.en.ttml", ""),
        ("ttml", "talk.en.ttml", "&#x%x;"),
        ("json", "talk.en.json", "\\u%04x"),
    )
]


def _holds_no_control(text: str, target: str) -> bool:
    if target == "json":  # as strings of JSON write them
        return re.search("[\x00-\x09\x0b-\x1f]", text) is None
    if FORMATS[target].traits.reads_nul:
        text = text.replace("\0", "")
    return re.search(NO_CHARACTER, text) is None


@pytest.mark.parametrize(("format", "path", "form"), SOURCES)
def test_no_target_has_what_readers_refuse_and_each_change_is_named(
    format: str, path: str, form: str
) -> None:
    document = parse(Source.of(around(CHARACTERS, format, form), path))
    before = document.once(FORMATS[document.format].to_timeline).events
    assert len(before) == len(CHARACTERS)
    for target in TARGETS:
        written = convert(document, target)
        assert _holds_no_control(written.text, target), target
        if target == "ttml":
            ElementTree.fromstring(written.text)
        again = parse(Source.of(written.text, f"talk{FORMATS[target].traits.usual_suffix}"))
        after = again.once(FORMATS[target].to_timeline).events
        changed = [one.text for one, other in zip(before, after, strict=True) if one.text != other.text]  # fmt: skip
        named = {loss.kind: loss.number for loss in written.losses}
        kinds = ("control character", "NUL character", "undecodable byte")
        # Where U+FFFD is read of a number, the text was read as that before.
        assert sum(map(named.get, kinds, [0, 0, 0])) >= len(changed), (target, named, changed)
        assert all(each.text.startswith("One") and each.text.endswith("two") for each in after)
        if target != document.format:
            rule = {loss.kind: loss.number for loss in losses_in(document, target)}
            assert [rule.get(kind) for kind in kinds] == [named.get(kind) for kind in kinds], target


@pytest.mark.parametrize("preset", ["youtube", "html5", "ebu-tt-d"])
@pytest.mark.parametrize(("format", "path", "form"), SOURCES)
def test_no_delivery_has_what_readers_refuse_and_each_change_is_named(
    format: str, path: str, form: str, preset: str
) -> None:
    made = delivered(around("\0\x0b\x1a\x1b\uffff", format, form), preset, "warn-only", path)
    assert _holds_no_control(made.output, made.format)
    assert _holds_no_control(made.aided_output, made.format)
    assert {"control_character", "conversion_loss"}.intersection(
        fix.code for fix in made.report.fixes
    )


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.vtt", "WEBVTT\n\nNOTE One\x1btwo\n\n00:01.000 --> 00:02.000\nHello\n"),
        ("a.ass", ASS.replace("Arial", "Ari\x1bal") + "Dialogue: 0:00:01.00,0:00:02.00,Default,Hello\n"),
    ],
)  # fmt: skip
def test_outside_of_texts_as_well(path: str, text: str) -> None:
    document = parse(Source.of(text, path))
    written = convert(document, document.format)
    assert "\x1b" not in written.text
    assert "control character" in [loss.kind for loss in written.losses]


def test_line_separators_are_those_of_readers() -> None:
    assert [each for each in CHARACTERS if re.match(LINE_SEPARATORS, each)] == [
        each for each in CHARACTERS if len(f"a{each}b".splitlines()) > 1
    ]
