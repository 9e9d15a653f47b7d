"""The timelines that every format that can be written writes, so that a new one has files at once."""

from __future__ import annotations

from caption_qa_action.core.timeline import Event, Placement, Run, Style, Timeline
from tests.captions.sentences import EN, SENTENCES

# Hundredths of a second, since not every format writes more.
_STEP_MS, _SHOWN_MS = 2500, 2000


def _plain(*texts: str, language: str) -> Timeline:
    events = (
        Event(1000 + at * _STEP_MS, 1000 + at * _STEP_MS + _SHOWN_MS, (Run(text),), cue=at + 1)
        for at, text in enumerate(texts)
    )
    return Timeline(tuple(events), language, "Generated captions")


def _rich() -> Timeline:
    """Looks, speakers, languages, ruby, places, layers, overlaps, and text that reads as markup."""
    italic, loud = Style(italic=True), Style(bold=True, underline=True, color="#ffff00")
    events = (
        Event(1000, 3000, (Run(EN[0], italic),), cue=1),
        Event(3000, 5000, (Run("Look", loud), Run(" at that!", speaker="Ann")), cue=2),
        Event(4000, 6000, (Run(EN[1], speaker="Bob"),), Placement(vertical="top"), cue=3),
        Event(6500, 8500, (Run("漢字", ruby="かんじ"), Run("を読む", language="ja")), cue=4),
        Event(9000, 11000, (Run("a < b && c --> d\n{\\an8} <i>not markup"),), cue=5),
        Event(11000, 12000, (Run("over there"),), Placement("left", "middle", 10.0, 40.0), cue=6),
        Event(12000, 14000, (Run("縦書き"),), Placement(writing="rl"), "vertical", 1, cue=7),
        Event(3_600_000, 3_602_500, (Run("An hour later.\n\nAfter a blank line."),), cue=8),
    )
    return Timeline(events, "en", "Rich captions")


TIMELINES = {
    "scripts": _plain(*("\n".join(lines[:2]) for lines in SENTENCES.values()), language="en"),
    "rich": _rich(),
    "none": Timeline((), "en"),
}
