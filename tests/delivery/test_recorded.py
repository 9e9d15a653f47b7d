"""What small captions become for platforms, and what is done to them, as it stands beside the tests.

The statuses, both outputs, what was done for each, and what is left; the output that is made comfortable to
read only where it is another.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from caption_qa_action.delivery.process import Delivery
from caption_qa_action.delivery.profiles import PROFILES
from tests.delivery.delivering import delivered
from tests.delivery.messy import CAPTIONS

GOLDEN = Path(__file__).parent / "recorded"
# One for each format of an output, and the one that enforces how captions are read.
PRESETS = ("generic", "youtube", "vimeo", "lms", "developer-json")
# That which changes nothing shows what every profile has in common.
FEW = ("warn-only",)


def described(delivery: Delivery) -> str:
    """A delivery without its diagnostics, which other tests hold."""
    report = delivery.report
    lines = [
        f"{delivery.delivery_status}, {delivery.aided_status}, {report.score}: {report.summary}"
    ]
    lines += [
        f"{'aided ' * fixed.aided}{fixed.code} in cue {fixed.cue}: {fixed.message}{f' [{fixed.loss} x{fixed.places}]' * bool(fixed.loss)}"
        for fixed in report.fixes
    ]
    lines += [f"left: {code} in cue {cue}" for code, cue in delivery.suggestions]
    lines += [f"| {line}" for line in delivery.output.splitlines()]
    if not delivery.aided_same_as_delivery:
        lines += [f"> {line}" for line in delivery.aided_output.splitlines()]
    return "\n".join(lines).encode("ascii", "backslashreplace").decode()


@pytest.mark.parametrize("name", list(CAPTIONS))
def test_what_captions_become_is_as_recorded(name: str, update_goldens: bool) -> None:
    found = ""
    for preset in PRESETS:
        before = ""
        for profile in PROFILES if preset in PRESETS[:2] else FEW:
            now = described(delivered(CAPTIONS[name], preset, profile, name))
            found += f"== {preset}, {profile}\n" + ("as above\n" if now == before else f"{now}\n")
            before = now
    golden = GOLDEN / f"{name}.txt"
    if update_goldens:
        golden.write_text(found, encoding="ascii", newline="\n")
    assert found == golden.read_text(encoding="ascii")
