"""Times in seconds where milliseconds are wanted, in each format whose times are plain numbers."""

from __future__ import annotations

import pytest

from caption_qa_action import config
from caption_qa_action.core.document import Document
from caption_qa_action.core.source import Source
from caption_qa_action.fixing import mend
from caption_qa_action.formats import parse

_NOTICED = ("json_time_not_integer", "invalid_timestamp")


def written(name: str, times: list[tuple[str, str]]) -> str:
    if name.endswith("tsv"):
        return "start\tend\ttext\n" + "".join(f"{start}\t{end}\tWords\n" for start, end in times)
    start_name, end_name = ("startMs", "endMs") if name == "unit.json" else ("start", "end")
    cues = [
        f'{{"{start_name}": {start}, "{end_name}": {end}, "text": "Words"}}' for start, end in times
    ]
    return f'{{"format": "captionpass-json", "version": 1, "cues": [{", ".join(cues)}]}}\n'


def document(name: str, *times: tuple[str, str]) -> Document:
    return parse(Source.of(written(name, list(times)), name))


def is_in_seconds(file: Document) -> bool:
    return any(problem.detail == "seconds" for problem in file.problems)


@pytest.mark.parametrize("name", ["a.json", "unit.json", "a.tsv"])
def test_a_file_in_seconds_is_read_and_reported_once_as_such(name: str) -> None:
    file = document(name, ("1.5", "2.25"), ("3", "4.75"), ("5.0004", "6.0006"))
    assert [(cue.start_ms, cue.end_ms) for cue in file.cues] == [
        (1500, 2250),
        (3000, 4750),
        (5000, 6001),
    ]
    noticed = [problem for problem in file.problems if problem.code in _NOTICED]
    assert len(noticed) == 1
    assert "the times of the file are seconds" in noticed[0].message


@pytest.mark.parametrize("name", ["a.json", "unit.json", "a.tsv"])
def test_its_fix_writes_milliseconds_and_loses_no_fraction(name: str) -> None:
    text = written(name, [("1.5", "2.75"), ("3", "4.75")])
    settings = config.load(config.Arguments(), isolated=True).settings_for(name)
    assert mend(name, text.encode(), settings)[0].data == text.encode(), "not safe"
    result, _ = mend(name, text.encode(), settings, unsafe=True)
    expected = written(name, [("1500", "2750"), ("3000", "4750")])
    assert result.data.decode() == expected


@pytest.mark.parametrize("name", ["a.json", "a.tsv"])
def test_whole_numbers_without_a_unit_may_be_seconds(name: str) -> None:
    assert is_in_seconds(document(name, ("1", "3"), ("4", "6")))
    assert not is_in_seconds(document(name, ("1000", "3000"), ("4000", "6000")))


def test_whole_numbers_with_a_unit_are_milliseconds() -> None:
    assert not is_in_seconds(document("unit.json", ("1", "3"), ("4", "6")))


@pytest.mark.parametrize("name", ["a.json", "unit.json", "a.tsv"])
def test_a_fraction_that_may_be_seconds_is_not_rounded_away(name: str) -> None:
    times = [("1000.5", "2000"), ("3000", "4000"), ("3.5", "4.75")]
    file = document(name, *times)
    assert not is_in_seconds(file)
    fixes = {p.message: p.fix for p in file.problems if p.code in _NOTICED}
    assert len(fixes) == 3
    assert [fix is not None for fix in fixes.values()] == [True, False, False]


def test_cues_of_less_than_20_ms_are_seconds() -> None:
    assert is_in_seconds(document("a.tsv", ("1", "20.9")))
    assert not is_in_seconds(document("a.tsv", ("1", "21")))


def test_cues_of_less_than_a_tenth_of_a_second_are_none() -> None:
    assert is_in_seconds(document("a.tsv", ("0", "0.1")))
    assert not is_in_seconds(document("a.tsv", ("0", "0.09")))


def test_the_times_that_are_missing_in_a_file_of_seconds_are_guessed_as_usual() -> None:
    text = (
        '{"cues": [{"start": 1.5, "text": "a"}, {"start": 4, "end": 5.5, "text": "b"}, {"text": "c"},'
        ' {"end": 7, "text": "d"}]}'
    )
    file = parse(Source.of(text, "a.json"))
    assert [(cue.start_ms, cue.end_ms) for cue in file.cues] == [
        (1500, 3500),
        (4000, 5500),
        (5500, 7500),
        (7000, 7000),
    ]
