"""How often a delivery is written and checked while it is mended: bounded, whatever the captions are."""

from __future__ import annotations

import pytest

from caption_qa_action import config
from caption_qa_action.core.diagnostic import Diagnostic, Severity
from caption_qa_action.core.source import Position
from caption_qa_action.delivery.aided import Mender
from caption_qa_action.delivery.normalise import Normalised
from caption_qa_action.engines.bundled.process import limits_of
from caption_qa_action.files.decode import decode
from caption_qa_action.formats import parse
from caption_qa_action.presets import load

LONG = "This is a line that is too long for anybody to read it in a second or in two of them"


def captions(cues: int) -> bytes:
    return "\n".join(
        f"{at + 1}\n{at // 900:02}:{at // 15 % 60:02}:{at * 4 % 60:02},000 --> "
        f"{at // 900:02}:{at // 15 % 60:02}:{at * 4 % 60 + 3:02},000\n{LONG}\n"
        for at in range(cues)
    ).encode()


@pytest.mark.parametrize(("cues", "writes"), [(31, 6), (32, 6), (33, 5), (65, 3), (90, 3)])
def test_a_cue_that_is_at_fault_each_time_ends_it_after_a_few_trials(
    cues: int, writes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each time another cue that was mended has a fault, as long as one is."""
    monkeypatch.setattr("caption_qa_action.delivery.aided._TRIED_CUES", 200)
    source = decode("a.srt", captions(cues))
    document = parse(source)
    checked: list[int] = []

    def repair(text: str, format: str) -> Normalised:
        made = parse(decode("a.srt", text.encode()))
        checked.append(len(made.cues))
        # Far enough from the one before that neither stands beside the other.
        cue = made.cues[7 * len(checked)]
        place = Position(1, 1)
        fault = Diagnostic(
            "a.srt", "made_up", Severity.WARNING, "a fault", cue.text_span, place, place, cue.number
        )
        return Normalised(made, [fault])

    preset = load("netflix-en")
    settings = config.load(config.Arguments(preset="netflix-en"), isolated=True)
    limits = limits_of(settings.settings_for("a.srt"), "en")
    mender = Mender(preset, "auto-split-cps", limits, repair)
    aided = mender.aided(document, Normalised(document, []))
    assert len(checked) == writes
    assert aided.made.document.source.text == source.text
