"""A line that its format lets without an end is read with one, bounded, and judged alike in every format."""

from __future__ import annotations

import json

import pytest

import caption_qa_action as qa

# By form: its name, and a file of three lines at 0, 3 and 60 s; the first and the last have no end, the second
# ends at 5 s.
FORMS = {
    "json3": (
        "a.json3",
        json.dumps(
            {
                "wireMagic": "pb3",
                "events": [
                    {"tStartMs": 0, "segs": [{"utf8": "one"}]},
                    {"tStartMs": 3000, "dDurationMs": 2000, "segs": [{"utf8": "two"}]},
                    {"tStartMs": 60000, "segs": [{"utf8": "three"}]},
                ],
            }
        ),
    ),
    "srv3": (
        "a.srv3",
        '<timedtext format="3"><body><p t="0">one</p><p t="3000" d="2000">two</p><p t="60000">three</p>'
        "</body></timedtext>",
    ),
    "srv2": (
        "a.srv2",
        '<timedtext><text t="0">one</text><text t="3000" d="2000">two</text><text t="60000">three</text></timedtext>',
    ),
    "srv1": (
        "a.srv1",
        '<transcript><text start="0">one</text><text start="3" dur="2">two</text><text start="60">three</text></transcript>',
    ),
    "Transformers": (
        "a.json",
        json.dumps(
            {
                "text": "one two three",
                "chunks": [
                    {"timestamp": [0.0, None], "text": " one and"},
                    {"timestamp": [3.0, 5.0], "text": " two"},
                    {"timestamp": [60.0, None], "text": " three"},
                ],
            }
        ),
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_line_without_an_end_goes_on_to_the_next(form: str) -> None:
    name, text = FORMS[form]
    cues = json.loads(qa.convert_text(text, name, to="json").text)["cues"]
    times = [(cue["startMs"], cue["endMs"]) for cue in cues]
    assert times == [(0, 3000), (3000, 5000), (60000, 62000)]


@pytest.mark.parametrize("form", FORMS)
def test_an_end_that_is_left_open_is_information(form: str) -> None:
    name, text = FORMS[form]
    report = qa.check_text(text, name, verbose=True)
    found = [(each.code, each.severity.label, each.cue) for each in report.diagnostics]
    assert found.count(("invalid_timestamp", "info", 1)) == 1
    assert found.count(("invalid_timestamp", "info", 3)) == 1
    assert {severity for _, severity, _ in found} == {"info"}


@pytest.mark.parametrize("form", FORMS)
def test_it_is_shown_for_seven_seconds_at_most(form: str) -> None:
    name, text = FORMS[form]
    late = text.replace("3000", "40000").replace("3.0", "40.0").replace('"3"', '"40"')
    late = late.replace("5.0", "45.0")
    cues = json.loads(qa.convert_text(late, name, to="json").text)["cues"]
    assert (cues[0]["startMs"], cues[0]["endMs"]) == (0, 7000)


@pytest.mark.parametrize("form", FORMS)
def test_a_start_that_is_missing_is_an_error(form: str) -> None:
    name, text = FORMS[form]
    for written in ('"tStartMs": 3000, ', ' t="3000"', ' start="3"'):
        text = text.replace(written, "")
    text = text.replace("[3.0, 5.0]", "[null, 5.0]")
    report = qa.check_text(text, name)
    assert "error" in {each.severity.label for each in report.diagnostics}


def test_a_chunk_that_is_no_pair_is_an_error() -> None:
    for pair in ("[3.0]", "null", "[3.0, true]", '[3.0, "x"]'):
        name, text = FORMS["Transformers"]
        report = qa.check_text(text.replace("[3.0, 5.0]", pair), name)
        assert "json_schema" in {each.code for each in report.diagnostics}
