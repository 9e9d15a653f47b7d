"""What every rule promises, whatever it is about."""

from __future__ import annotations

import re

import pytest

from caption_qa_action.config.options import check_option
from caption_qa_action.core.diagnostic import Severity
from caption_qa_action.formats import FORMATS
from caption_qa_action.rules import RULES, load
from tests.rules.samples import (
    Sample,
    case_files,
    case_sample,
    check_alone,
    edited,
    page_samples,
    sections,
)

CODES = list(RULES)
HEADINGS = ["", "Why", "Bad", "Good", "Fix", "Sources"]


@pytest.mark.parametrize("code", CODES)
def test_a_code_names_the_pattern_found(code: str) -> None:
    assert re.fullmatch("[a-z][a-z0-9]*(_[a-z0-9]+)*", code)
    assert not code.startswith(("no_matching", "check_", "rule_", "test_"))
    assert not re.fullmatch("[a-z]*[0-9]+", code)


@pytest.mark.parametrize("code", CODES)
def test_a_rule_has_a_severity_and_known_formats(code: str) -> None:
    rule = load(code)
    assert isinstance(rule.severity, Severity)
    assert isinstance(rule.default, bool)
    for module in (RULES.module(code), RULES.package(rule.group)):
        assert set(getattr(module, "FORMATS", ())) <= set(FORMATS)
    assert any(rule.covers(FORMATS[name].traits) for name in FORMATS)


@pytest.mark.parametrize("code", CODES)
def test_a_page_has_every_heading_in_order(code: str) -> None:
    rule = load(code)
    expected = HEADINGS.copy()
    if rule.options:
        expected.insert(-1, "Options")
    parts = sections(rule.page)
    assert list(parts) == expected
    assert all(text.strip() for text in parts.values())


@pytest.mark.parametrize("code", CODES)
def test_a_page_begins_with_one_sentence_on_one_line(code: str) -> None:
    summary, _, rest = load(code).page.strip().partition("\n")
    assert summary.endswith(".")
    assert not re.search(r"[a-z]\. [A-Z]", summary)
    assert not rest or not rest.partition("\n")[0].strip()


@pytest.mark.parametrize("code", CODES)
def test_a_page_tells_every_option_and_its_default(code: str) -> None:
    rule = load(code)
    shown = dict(
        re.findall(
            r"(?m)^- `([a-z_]+)` \(default ([^)]*)\): \S", sections(rule.page).get("Options", "")
        )
    )
    assert list(shown) == list(rule.options)
    for name, default in rule.options.items():
        if isinstance(default, bool):
            assert shown[name].startswith(str(default).lower())
        elif isinstance(default, int | float):
            assert re.match(rf"{default:.15g}\b", shown[name])
        elif isinstance(default, str) and default:
            assert default in shown[name]
        elif not default:
            assert shown[name] == "none"
        else:
            assert all(str(item) in shown[name] for item in default)


@pytest.mark.parametrize("code", CODES)
def test_what_an_option_can_be_holds_its_default(code: str) -> None:
    rule = load(code)
    assert set(rule.choices) <= set(rule.options)
    for name, choices in rule.choices.items():
        assert rule.options[name] in ("", *choices)
        assert len(set(choices)) == len(choices)


@pytest.mark.parametrize("code", [code for code in CODES if "style" in load(code).options])
def test_a_style_that_there_is_not_is_refused(code: str) -> None:
    for style in load(code).choices["style"]:
        assert check_option(code, "style", style) == style
    with pytest.raises(ValueError, match="is not one of "):
        check_option(code, "style", "no such style")


@pytest.mark.parametrize("code", CODES)
def test_an_option_with_a_unit_says_it(code: str) -> None:
    for name in load(code).options:
        if name.startswith("limit_"):
            assert re.search(
                "_(bytes|columns|cps|lines|ms|tags|wpm|characters|cues|percent|score|times)(_by_language)?$",
                name,
            )


@pytest.mark.parametrize("code", CODES)
def test_the_bad_sample_is_found(code: str) -> None:
    bad = page_samples(code, "Bad")
    assert bad
    for sample in bad:
        found, _ = check_alone(code, sample)
        assert found, sample.data


@pytest.mark.parametrize("code", CODES)
def test_the_good_sample_is_not_found(code: str) -> None:
    good = page_samples(code, "Good")
    assert good
    for sample in good:
        found, _ = check_alone(code, sample)
        assert not found, sample.data


def _all_samples(code: str) -> list[Sample]:
    samples = page_samples(code, "Bad")
    return samples + [case_sample(code, name) for case, name in case_files() if case == code]


@pytest.mark.parametrize("code", CODES)
def test_findings_lie_inside_the_text(code: str) -> None:
    for sample in _all_samples(code):
        found, source = check_alone(code, sample)
        for diagnostic in found:
            assert 0 <= diagnostic.span.start <= diagnostic.span.end <= len(source.text)
            for position, _message in diagnostic.related:
                assert 1 <= position.line <= len(source.line_starts)


@pytest.mark.parametrize("code", CODES)
def test_messages_are_one_plain_line(code: str) -> None:
    for sample in _all_samples(code):
        for diagnostic in check_alone(code, sample)[0]:
            for message in (diagnostic.message, *(text for _, text in diagnostic.related)):
                assert message
                assert message.isprintable()
                assert not message.endswith(".")
                assert len(message) < 400


@pytest.mark.parametrize("code", CODES)
def test_a_finding_is_gone_after_its_fix(code: str) -> None:
    for sample in _all_samples(code):
        found, source = check_alone(code, sample)
        for diagnostic in found:
            if diagnostic.fix is None:
                continue
            assert diagnostic.fix.edits or diagnostic.fix.encoding
            assert re.match("[a-z]", diagnostic.fix.title)
            assert not diagnostic.fix.title.endswith(".")
            mended = sample._replace(data=edited(source, diagnostic.fix))
            assert mended.data != sample.data, f"{sample.origin}: {diagnostic.fix.title}"
            left, _ = check_alone(code, mended)
            assert len(left) < len(found), f"{sample.origin}: {diagnostic.message}"


def test_every_case_folder_belongs_to_a_rule() -> None:
    assert {code for code, _ in case_files()} <= set(CODES)
