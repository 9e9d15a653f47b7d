"""Presets that ask for valid TTML fail a document whose attributes are in no namespace of TTML, IMSC or EBU-TT."""

from __future__ import annotations

import pytest

from caption_qa_action.api import check_text
from caption_qa_action.core.diagnostic import Severity
from caption_qa_action.presets import load_all

VALIDATING = [
    preset.name
    for preset in load_all()
    if preset.severities.get("ttml_invalid_value") is Severity.ERROR
]
TT = (
    '<tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en" {}>'
    '<body><div><p begin="1s" end="3s">Where have you been?</p></div></body></tt>\n'
)
WRONG = [
    'xmlns:tts="http://www.w3.org/ns/ttml#style" tts:color="red"',
    'xmlns:tts="http://www.w3.org/2006/10/ttaf1#styling" tts:color="red"',
    'xmlns:ttp="http://www.w3.org/ns/ttml#parameters" ttp:timeBase="media"',
    'xmlns:itts="http://www.w3.org/ns/ttml/profile/imsc1#style" itts:fillLineGap="true"',
    'xmlns:ebutts="urn:ebu:tt:styling" ebutts:linePadding="0.5c"',
]


def test_there_are_such_presets() -> None:
    wanted = {"imsc1.1-text", "lms", "netflix-en", "bbc-16x9", "ebu-tt-d", "ebu-tt", "smpte-tt"}
    assert wanted | {"itt", "ard-orf-srf-zdf"} <= {*VALIDATING}


@pytest.mark.parametrize("preset", VALIDATING)
def test_a_wrong_namespace_fails(preset: str) -> None:
    for declared in WRONG:
        found = check_text(TT.format(declared), "a.ttml", preset=preset).diagnostics
        severities = {each.severity for each in found if each.code == "ttml_namespace"}
        assert severities == {Severity.ERROR}, declared
