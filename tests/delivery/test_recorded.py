"""What small captions become for platforms, and what is done to them, as it stands beside the tests.

The statuses, both outputs, what was done for each, and what is left; the output that is made comfortable to
read only where it is another.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from caption_qa_action.core.source import Source
from caption_qa_action.core.timeline import Timeline
from caption_qa_action.delivery.process import Delivery, record
from caption_qa_action.delivery.profiles import PROFILES, Limits, Shaper
from caption_qa_action.formats import FORMATS, parse
from tests.delivery.delivering import delivered
from tests.delivery.messy import CAPTIONS
from tests.formats.test_contract import assert_typed

GOLDEN = Path(__file__).parent / "recorded"
# The preset that enforces how captions are read, with every profile, and one that only suggests it. What looks,
# places and damage become in each format is the same under every profile.
PRESETS = {"generic": PROFILES, "youtube": PROFILES[-1:]}
OTHER_FORMATS = {"vimeo": PROFILES[:1], "lms": PROFILES[:1], "developer-json": PROFILES[:1]}
PLAIN = re.compile(r"(?!sound|looks|damaged|speakers|signs).*\.srt")


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
    presets = PRESETS if PLAIN.fullmatch(name) else {**PRESETS, **OTHER_FORMATS}
    for preset, profiles in presets.items():
        before = ""
        for profile in profiles:
            now = described(delivered(CAPTIONS[name], preset, profile, name))
            found += f"== {preset}, {profile}\n" + ("as above\n" if now == before else f"{now}\n")
            before = now
    golden = GOLDEN / f"{name}.txt"
    if update_goldens:
        golden.write_text(found, encoding="ascii", newline="\n")
    assert found == golden.read_text(encoding="ascii")


@pytest.mark.parametrize("name", list(CAPTIONS))
def test_what_profiles_make_is_of_the_types_that_are_declared(name: str) -> None:
    document = parse(Source.of(CAPTIONS[name], name))
    timeline = FORMATS[document.format].to_timeline(document)
    for profile in PROFILES:
        assert_typed(
            Shaper(Limits(language=document.language), profile).apply(timeline).timeline, Timeline
        )


@pytest.mark.parametrize("name", [name for name in CAPTIONS if "damaged" in name])
def test_the_edits_of_a_diagnostic_stand_where_they_are_in_the_input(name: str) -> None:
    source = Source.of(CAPTIONS[name], name)
    described: Any = record(delivered(CAPTIONS[name], "youtube", "warn-only", name))
    edits = [
        edit
        for each in described["report"]["diagnostics"]
        if each["fix"]
        for edit in each["fix"]["edits"]
    ]
    fixes = [problem.fix for problem in parse(source).problems if problem.fix]
    expected = {tuple(source.position(edit.span.start)) for fix in fixes for edit in fix.edits}
    assert expected <= {(edit["line"], edit["column"]) for edit in edits}
    assert expected


@pytest.mark.parametrize("name", ["long.en.srt", "brief.en.srt"])
def test_a_suggestion_names_its_cue_as_the_input_counts_it(name: str) -> None:
    delivery = delivered(CAPTIONS[name], "youtube", "warn-only", name)
    described: Any = record(delivery)
    found = [(each["code"], each["cueIndex"]) for each in described["suggestions"]]
    assert found == [(code, cue or None) for code, cue in delivery.suggestions]
    assert any(cue for _, cue in found)
