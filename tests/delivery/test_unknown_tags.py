"""Text in signs that a writer would replace: it stays as it stands, and the other cues are mended."""

from __future__ import annotations

import pytest

from tests.delivery.delivering import delivered

LONG = (
    "This is quite a long sentence, which surely does not fit into one line of so few characters."
)
SRT = "1\n00:00:01,000 --> 00:00:06,000\n{}\n\n2\n00:00:07,000 --> 00:00:08,000\n{}\n"


@pytest.mark.parametrize("preset", ["generic", "tiktok", "youtube"])
@pytest.mark.parametrize(
    "text",
    [
        'ok <span class="q">y</span>',
        "<v Ann>ok",
        "<x y>ok",
        "ok <4>",
        f"ok <foo>{LONG}</foo>",
        f"<v Ann>{LONG}",
    ],
)
def test_an_unknown_tag_keeps_no_other_cue_from_being_mended(text: str, preset: str) -> None:
    delivery = delivered(SRT.format(LONG, text), preset, "auto-split-sentences")
    assert LONG not in delivery.aided_output.partition("\n\n")[0]
    assert text in delivery.aided_output
    again = delivered(delivery.aided_output, preset, "auto-split-sentences")
    assert again.aided_output == delivery.aided_output
