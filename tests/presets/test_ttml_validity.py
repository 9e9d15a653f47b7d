"""Presets that ask for valid TTML: what is none fails the run, and with other presets it only warns."""

from __future__ import annotations

import re

import pytest

import caption_qa_action as qa
from caption_qa_action.core.diagnostic import Severity
from caption_qa_action.core.preset import READABILITY
from caption_qa_action.presets import load, names
from caption_qa_action.rules import RULES
from caption_qa_action.rules import load as load_rule
from tests.rules.samples import page_samples

STRICT = [
    name
    for name in names()
    if name in ("imsc1.1-text", "lms", "ebu-tt-d", "itt")
    or name.startswith(("netflix", "bbc", "ard", "amazon"))
]
_TT = (
    '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling" '
    'xmlns:ttp="http://www.w3.org/ns/ttml#parameter" xmlns:ttm="http://www.w3.org/ns/ttml#metadata"'
)
_P = '<p xml:id="c1" begin="00:00:01.000" end="00:00:03.000" {}>Where have you been?</p>'


def _document(more: str = "", root: str = 'xml:lang="en"', behind: str = "") -> str:
    return f"{_TT} {root}><body><div>{_P.format(more)}</div></body>{behind}</tt>\n"


WRONG = {
    "ttml_invalid_value": _document('tts:color="grey-ish"'),
    "ttml_content_model": _document().replace("</div>", "</div><metadata/>"),
    "ttml_ref_undefined": _document('ttm:agent="nobody"'),
    "ttml_unknown_role": _document('ttm:role="shouting"'),
    "ttml_unknown_vocabulary": _document('tts:colour="red"'),
    "ttml_bad_parameter": _document(root='xml:lang="en" ttp:timeBase="video"'),
    "ttml_lang_missing": _document(root=""),
    "invalid_timestamp": _document().replace("00:00:01.000", "00:00:01,000"),
}


def severities(text: str, preset: str, code: str) -> list[str]:
    report = qa.check_text(text, "a.ttml", preset=preset)
    return [each.severity.label for each in report.diagnostics if each.code == code]


@pytest.mark.parametrize("code", WRONG)
@pytest.mark.parametrize("preset", STRICT)
def test_what_is_no_valid_ttml_is_an_error(preset: str, code: str) -> None:
    assert severities(WRONG[code], preset, code) == ["error"]


@pytest.mark.parametrize("code", WRONG)
def test_elsewhere_it_is_a_warning(code: str) -> None:
    assert severities(WRONG[code], "html5", code) == ["warning"]


def test_a_second_body_is_an_error_everywhere() -> None:
    for preset in (*STRICT, "html5"):
        assert severities(_document(behind="<body/>"), preset, "ttml_content_model") == ["error"]


def test_what_ebu_tt_d_does_not_have_is_an_error() -> None:
    assert set(severities(_document(), "ebu-tt-d", "ebuttd_structure")) == {"error"}


def test_times_of_other_formats_are_judged_as_elsewhere() -> None:
    text = "1\n0:0:1,500 --> 00:00:03,000\nWhere have you been?\n"
    report = qa.check_text(text, "a.srt", preset="lms")
    found = [each.severity.label for each in report.diagnostics if each.code == "invalid_timestamp"]
    assert found == ["warning"]


@pytest.mark.parametrize(
    "preset, severity", [("imsc1.1-text", "error"), ("ebu-tt-d", "error"), ("itt", "info")]
)
def test_a_time_that_moves_a_division_is_apples(preset: str, severity: str) -> None:
    text = _document(root='xml:lang="en" ttp:timeBase="smpte" ttp:frameRate="25"').replace(
        "<div>", '<div begin="-01:00:00:00">'
    )
    assert severities(text, preset, "invalid_timestamp") == [severity]


def test_a_parameter_of_another_element_is_an_error_too() -> None:
    text = _document('ttp:frameRate="25"')
    assert severities(text, "lms", "ttml_bad_parameter") == ["error"]
    assert severities(text, "html5", "ttml_bad_parameter") == ["warning"]


def test_an_unusual_frame_rate_is_information_everywhere() -> None:
    text = _document(root='xml:lang="en" ttp:frameRate="15"')
    assert severities(text, "imsc1.1-text", "ttml_bad_parameter") == ["info"]


@pytest.mark.parametrize("name", [name for name in names() if load(name).output == "ttml"])
def test_no_preset_for_ttml_leaves_an_error_of_ttml_out(name: str) -> None:
    errors = {
        code
        for code in RULES
        if RULES.group(code) == "ttml" and load_rule(code).severity is Severity.ERROR
    }
    assert errors.isdisjoint(set(load(name).disable) - set(READABILITY))


def test_text_in_another_region_than_what_is_around_it_is_never_shown() -> None:
    head = '<head><layout><region xml:id="a"/><region xml:id="b"/></layout></head>'
    text = f'{_TT} xml:lang="en">{head}<body region="a"><div>{_P}</div></body></tt>'.format(
        'region="b"'
    )
    for name in STRICT:
        assert severities(text, name, "ttml_text_in_no_region") == ["error"]


_CLAIM = 'ttp:contentProfiles="http://www.w3.org/ns/ttml/profile/imsc1.1/text"'
# EBU-TT-D has no such claim.
_OF_TTML = [code for code in RULES if RULES.group(code) == "ttml" and code != "ebuttd_structure"]


def found(text: str, preset: str) -> set[tuple[str, str]]:
    report = qa.check_text(text, "a.ttml", preset=preset, verbose=True)
    return {
        (each.code, each.severity.label)
        for each in report.diagnostics
        if each.code != "imsc_profile_missing"
    }


@pytest.mark.slow
@pytest.mark.parametrize("preset", ["imsc1.1-text", "lms"])
def test_a_preset_of_a_profile_judges_by_it_whether_it_is_declared_or_not(preset: str) -> None:
    looked_at = 0
    for code in _OF_TTML:
        for sample in [*page_samples(code, "Bad"), *page_samples(code, "Good")]:
            text = re.sub(r'\s+ttp:(?:contentP|p)rofiles?="[^"]*"', "", sample.data.decode())
            claim = f' xmlns:ttp="http://www.w3.org/ns/ttml#parameter" {_CLAIM}'
            if "xmlns:ttp=" in text:
                claim = f" {_CLAIM}"
            claiming = re.sub(r"<(?:[a-z]+:)?tt(?=[ >])", lambda tag: tag[0] + claim, text, count=1)  # noqa: B023
            assert found(text, preset) == found(claiming, preset), text
            looked_at += claiming != text
    assert looked_at > 80


@pytest.mark.parametrize(
    "profiles, is_foreign",
    [
        ("http://www.w3.org/ns/ttml/profile/imsc1.1/image", True),
        ("http://www.w3.org/ns/ttml/profile/imsc1/image", True),
        ("http://www.w3.org/ns/ttml/profile/imsc1.9/text", True),
        ("http://example.com/ours", True),
        ("all(http://example.com/ours http://www.w3.org/ns/ttml/profile/imsc1.2/image)", True),
        ("imsc1.1/text", True),
        ("http://www.w3.org/ns/ttml/profile/imsc1.1/text", False),
        ("any(http://www.w3.org/ns/ttml/profile/imsc1/text http://example.com/ours)", False),
        ("http://www.w3.org/ns/ttml/profile/ttml2-presentation", False),
        ("dfxp-presentation", False),
        ("http://www.decellc.org/profile/cff-tt-text-1.0", False),
        ("http://example.com/www.netflix.com/", True),
        ("urn:ebu:tt:distribution:2018-04", False),
    ],
)
@pytest.mark.parametrize("way", ["ttp:contentProfiles", "ttp:profile", "element", "use"])
def test_a_document_of_another_profile_is_no_text_of_imsc(
    profiles: str, is_foreign: bool, way: str
) -> None:
    head, root = "", 'xml:lang="en"'
    if way.startswith("ttp:"):
        root += f' {way}="{profiles}"'
    elif "(" in profiles:
        return
    else:
        name = {"element": "designator"}.get(way, way)
        head = f'<head><ttp:profile {name}="{profiles}"/></head>'
    text = _document(root=root).replace("<body>", f"{head}<body>")
    for preset in ("imsc1.1-text", "lms"):
        assert ("imsc_forbidden_feature", "error") in found(text, preset) or not is_foreign
        assert is_foreign or not any("forbidden" in code for code, _ in found(text, preset))
    assert not any("forbidden" in code for code, _ in found(text, "html5"))


def test_a_profile_of_processors_is_none_of_the_content() -> None:
    head = '<head><ttp:profile type="processor" designator="http://example.com/x"/></head>'
    text = _document().replace("<body>", f"{head}<body>")
    assert "imsc_forbidden_feature" not in {code for code, _ in found(text, "imsc1.1-text")}


@pytest.mark.parametrize(
    "code", ["ebutt_structure", "ebuttd_structure", "imsc_hrm", "itt_structure"]
)
def test_what_is_not_what_it_declares_fails_the_presets_of_it(code: str) -> None:
    presets = {"ebutt_structure": ["ebu-tt"], "itt_structure": ["itt"]}.get(code, STRICT)
    for sample in page_samples(code, "Bad"):
        for preset in presets:
            assert (code, "error") in found(sample.data.decode(), preset)


@pytest.mark.parametrize("preset", ["imsc1.1-text", "lms"])
def test_imsc_has_regions_in_the_layout_alone(preset: str) -> None:
    text = _document().replace("<div>", '<div><region xml:id="r"/>')
    assert ("imsc_forbidden_feature", "error") in found(text, preset)
    layout = (
        '<head><layout><region xml:id="r" tts:extent="80% 10%"/></layout></head><body region="r">'
    )
    text = _document().replace("<body>", layout)
    assert "imsc_forbidden_feature" not in {code for code, _ in found(text, preset)}
