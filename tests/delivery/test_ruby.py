"""What is shown above words stays there or is named as lost, and never becomes words between words."""

from __future__ import annotations

import pytest

from caption_qa_action.core.source import Source
from caption_qa_action.core.timeline import Event, Run, Timeline
from caption_qa_action.delivery.convert import convert
from caption_qa_action.delivery.profiles import PROFILES
from caption_qa_action.formats import FORMATS, parse
from caption_qa_action.presets import load, names
from tests.delivery.delivering import delivered

WRITTEN = [name for name in FORMATS if FORMATS[name].is_written]
ANNOTATED = Timeline(
    (
        Event(
            1000,
            4000,
            (
                Run("Above "),
                Run("base", ruby="annotation"),
                Run("word", ruby="second"),
                Run(" end"),
            ),
        ),
    )
)
SOURCES = {
    **{name: FORMATS[name].write(ANNOTATED).text for name in ("json", "ttml", "webvtt")},
    "srt": "1\n00:00:01,000 --> 00:00:04,000\nAbove <ruby>base<rp>(</rp><rt>annotation</rt><rp>)</rp></ruby>"
    "<RUBY>word<rt>second</rt></RUBY> end\n",
}


def rubies(text: str, format: str) -> tuple[list[str], str]:
    """What stands above words in a text, and its words."""
    events = FORMATS[format].to_timeline(parse(Source.of(text), format)).events
    above = [run.ruby for event in events for run in event.runs if run.ruby]
    return above, "".join("".join(event.text for event in events).split())


@pytest.mark.parametrize("target", WRITTEN)
@pytest.mark.parametrize("source", SOURCES)
def test_annotations_are_converted_or_named(source: str, target: str) -> None:
    written = convert(parse(Source.of(SOURCES[source]), source), target)
    above, text = rubies(written.text, target)
    assert text == "Abovebasewordend"
    is_lost = "ruby annotation" in [loss.kind for loss in written.losses]
    assert above == ([] if is_lost else ["annotation", "second"])


@pytest.mark.parametrize("preset", names())
@pytest.mark.parametrize("source", SOURCES)
def test_annotations_are_delivered_or_named(source: str, preset: str) -> None:
    suffix = FORMATS[source].traits.usual_suffix
    for profile in (PROFILES[0], PROFILES[-1]):
        made = delivered(SOURCES[source], preset, profile, f"talk.en{suffix}")
        is_lost = "ruby annotation" in [fix.loss for fix in made.report.fixes]
        if is_lost:
            assert made.delivery_status == made.aided_status == "needs_attention"
        for text in (made.output, made.aided_output):
            above, shown = rubies(text, load(preset).output)
            assert shown == "Abovebasewordend"
            assert above == ([] if is_lost else ["annotation", "second"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<ruby>a<rt>1</rt>b<rt>2</ruby> <b>c</b>", "ab <b>c</b>"),
        ("<ruby>a<rt>1", "a"),
        ("<rt>a</rt> b", "a b"),
        ("<ruby>a<b>b</b><rt>1</rt></ruby>", "a<b>b</b>"),
    ],
)
def test_only_what_browsers_show_above_words_goes(text: str, expected: str) -> None:
    made = delivered(
        f"WEBVTT\n\n00:01.000 --> 00:04.000\n{text}\n", "vimeo", "warn-only", "talk.en.vtt"
    )
    assert made.output.rstrip("\n").rpartition("\n")[2] == expected
