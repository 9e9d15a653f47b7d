"""What a preset has no markup for leaves a timeline, each kind of it named once."""

from __future__ import annotations

import pytest

from caption_qa_action.core.timeline import Event, Placement, Run, Style, Timeline
from caption_qa_action.delivery.strip_unsupported import strip_unsupported
from caption_qa_action.presets import load

PLAIN = Run("One")
KINDS = {
    "bold text": PLAIN._replace(style=Style(bold=True)),
    "italic text": PLAIN._replace(style=Style(italic=True)),
    "underlined text": PLAIN._replace(style=Style(underline=True)),
    "struck-out text": PLAIN._replace(style=Style(strike=True)),
    "text colour": PLAIN._replace(style=Style(color="#ff0000")),
    "speaker name": PLAIN._replace(speaker="Ann"),
    "language of a passage": PLAIN._replace(language="fr"),
    "ruby annotation": PLAIN._replace(ruby="one"),
}
BARE = load("youtube")._replace(markup=(), speaker="", output="srt")


@pytest.mark.parametrize("kind", KINDS)
def test_what_has_no_markup_is_taken_away_and_named(kind: str) -> None:
    event = Event(0, 1000, (KINDS[kind], PLAIN))
    stripped, fixed = strip_unsupported(Timeline((event, event)), BARE)
    assert [each.runs for each in stripped.events] == [(PLAIN, PLAIN)] * 2
    assert [(each.loss, each.places) for each in fixed] == [(kind, 2)]


@pytest.mark.parametrize(
    "markup, name",
    [
        ("b", "bold text"),
        ("i", "italic text"),
        ("u", "underlined text"),
        ("s", "struck-out text"),
        ("c", "text colour"),
        ("font", "text colour"),
        ("v", "speaker name"),
        ("lang", "language of a passage"),
        ("ruby", "ruby annotation"),
    ],
)
def test_what_has_markup_stays(markup: str, name: str) -> None:
    timeline = Timeline((Event(0, 1000, (KINDS[name],)),))
    assert strip_unsupported(timeline, BARE._replace(markup=(markup,))) == (timeline, ())


@pytest.mark.parametrize("markup, stays", [((), False), (("position",), True)])
def test_a_place_leaves_subrip_unless_it_is_wanted(markup: tuple[str, ...], stays: bool) -> None:
    timeline = Timeline((Event(0, 1000, (PLAIN,), Placement(vertical="top")),))
    stripped, fixed = strip_unsupported(timeline, BARE._replace(markup=markup))
    assert (stripped == timeline) == stays
    assert [each.loss for each in fixed] == ([] if stays else ["position on the screen"])
    assert strip_unsupported(timeline, BARE._replace(output="webvtt")) == (timeline, ())
