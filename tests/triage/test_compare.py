"""Baselines compared with findings: what is new, known and gone, and how counts are kept."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from caption_qa_action.core.errors import UsageError
from caption_qa_action.core.fingerprint import fingerprints
from caption_qa_action.triage.baseline import (
    KIND,
    VERSION,
    Compared,
    Counts,
    compare,
    count,
    dump,
    parse,
    total,
    without_stale,
)
from tests.triage.documents import document_of, finding

DOCUMENT = document_of(
    "WEBVTT\n\n" + "".join(f"00:0{n}.000 --> 00:0{n}.500\nText {n // 2}\n\n" for n in range(2, 8))
)
# Cues 1 and 2 read the same, as do 3 and 4, and 5 and 6.
A1, A2, A3, A5 = (finding(DOCUMENT, "a", 0, cue=cue) for cue in (1, 2, 3, 5))
B1 = finding(DOCUMENT, "b", 0, cue=1)
ONE, SAME, TWO, THREE, OF_B = fingerprints(DOCUMENT, [A1, A2, A3, A5, B1])


def test_the_fingerprints_are_what_these_tests_need() -> None:
    assert ONE == SAME
    assert len({ONE, TWO, THREE, OF_B}) == 4


@pytest.mark.parametrize(
    "found, known, new, hits, stale",
    [
        ([A1], {}, [A1], 0, 0),
        ([A1], {"a": {ONE: 1}}, [], 1, 0),
        ([A1], {"a": {ONE: 0}}, [A1], 0, 0),
        ([A1, A2], {"a": {ONE: 1}}, [A2], 1, 0),
        ([A1, A2], {"a": {ONE: 2}}, [], 2, 0),
        ([A1, A2], {"a": {ONE: 3}}, [], 2, 1),
        ([A1, A3], {"a": {TWO: 2}}, [A1], 1, 1),
        ([B1], {"a": {OF_B: 1}}, [B1], 0, 1),
        ([B1, A1], {"a": {ONE: 1}, "b": {OF_B: 1}}, [], 2, 0),
        ([], {"a": {ONE: 2, TWO: 3}, "b": {OF_B: 4}}, [], 0, 9),
        ([], {"a": {ONE: 2}, "did_not_run": {TWO: 3}}, [], 0, 2),
    ],
)
def test_as_many_findings_are_known_as_the_baseline_has(
    found: list[Any], known: Counts, new: list[Any], hits: int, stale: int
) -> None:
    before = copy.deepcopy(known)
    compared = compare(DOCUMENT, found, known, ["a", "b", "c"])
    assert compared == Compared(tuple(new), hits, stale)
    assert known == before  # it is the same for every file of a run


def test_a_known_finding_of_a_code_that_did_not_run_is_known_all_the_same() -> None:
    assert compare(DOCUMENT, [A1], {"a": {ONE: 2}}, []) == Compared((), 1, 0)


def test_findings_are_counted_by_code_and_text() -> None:
    about = finding(DOCUMENT, "unused_suppression", 0, cue=1)
    late = finding(DOCUMENT, "expired_suppression", 0, cue=1)
    counts = count(DOCUMENT, [A1, about, A2, late, A3, B1])
    assert counts == {"a": {ONE: 2, TWO: 1}, "b": {OF_B: 1}}
    assert {type(marks) for marks in counts.values()} == {dict}
    assert count(DOCUMENT, []) == {}


def test_a_total_is_over_codes_and_fingerprints() -> None:
    assert total({}) == 0
    assert total({"a": {ONE: 2, TWO: 1}, "b": {OF_B: 4}}) == 7


@pytest.mark.parametrize(
    "known, now, expected",
    [
        ({"a": {ONE: 2}}, {"a": {ONE: 3}}, {"a": {ONE: 2}}),
        ({"a": {ONE: 3}}, {"a": {ONE: 2}}, {"a": {ONE: 2}}),
        ({"a": {ONE: 1, TWO: 1}}, {"a": {TWO: 1}}, {"a": {TWO: 1}}),
        ({"a": {ONE: 1}}, {"b": {ONE: 1}}, {}),
        ({"a": {ONE: 1}}, {}, {}),
        ({"off": {ONE: 5}, "a": {ONE: 5}}, {}, {"off": {ONE: 5}}),
        ({"off": {ONE: 5}}, {"off": {ONE: 1}}, {"off": {ONE: 5}}),
        ({}, {"a": {ONE: 1}}, {}),
    ],
)
def test_pruning_keeps_what_is_there_and_what_did_not_run(
    known: Counts, now: Counts, expected: Counts
) -> None:
    assert without_stale(known, now, ["a", "b"]) == expected


# The file.

MARK = "0123456789abcdef"


def baseline(**keys: object) -> bytes:
    return json.dumps({"kind": KIND, "version": VERSION, "files": {}, **keys}).encode()


def test_a_baseline_has_one_entry_a_line_in_a_fixed_order() -> None:
    files = {"b.srt": {"z": {ONE: 1}}, "a.srt": {"b": {TWO: 2}, "a": {ONE: 1}}, "none.srt": {}}
    first, second = sorted(files)[:2]
    assert dump(files).decode() == (
        f'{{\n "files": {{\n  "{first}": {{\n   "a": {{\n    "{ONE}": 1\n   }},\n'
        f'   "b": {{\n    "{TWO}": 2\n   }}\n  }},\n  "{second}": {{\n   "z": {{\n'
        f'    "{ONE}": 1\n   }}\n  }}\n }},\n "kind": "caption-qa baseline",\n "version": 1\n}}\n'
    )


def test_a_whole_baseline_is_read() -> None:
    files = {"a.srt": {"a": {MARK: 1}, "b": {}}, "b.srt": {}}
    assert parse("x", baseline(files=files)) == files


AGAIN = "if it was a baseline, delete it and write it anew: caption-qa baseline write"
CORRECT = "; correct it, or delete the file and write it anew"


@pytest.mark.parametrize(
    "data, message",
    [
        (b"ab\xff", f"k: not valid UTF-8 at byte 2; {AGAIN}"),
        (
            b"<<<<<<< a\n>>>>>>> b",
            "k: not valid JSON: it has a merge conflict; resolve it, or delete the file and write it anew",
        ),
        (
            b"<<<<<<< a",
            f"k: not valid JSON: Expecting value: line 1 column 1 (char 0); {AGAIN}",
        ),
        (
            b">>>>>>> a",
            f"k: not valid JSON: Expecting value: line 1 column 1 (char 0); {AGAIN}",
        ),
        (b"[1]", f'k: it is no baseline: "kind" is not "caption-qa baseline"; {AGAIN}'),
        (baseline(kind=1), f'k: it is no baseline: "kind" is not "caption-qa baseline"; {AGAIN}'),
        (baseline(version=2), f'k: "version" is "2", and this is version 1; {AGAIN}'),
        (
            baseline(version="x" * 99),
            f'k: "version" is "{"x" * 39}…", and this is version 1; {AGAIN}',
        ),
        (baseline(files=[]), f'k: "files": is not a mapping{CORRECT}'),
        (baseline(files={"a": 1}), f'k: "a": is not a mapping of codes{CORRECT}'),
        (
            baseline(files={"a": {"c": {MARK: 1}, "d": []}}),
            f'k: "a, d": is not a mapping of fingerprints{CORRECT}',
        ),
        *(
            (
                baseline(files={"a": {"c": {wrong: 1}}}),
                f'k: "a, c, {wrong}": is no fingerprint{CORRECT}',
            )
            for wrong in (MARK[1:], MARK + "0", MARK.upper(), "g" * 16)
        ),
        *(
            (
                baseline(files={"a": {"c": {MARK: wrong}}}),
                f'k: "a, c, {MARK}": the count is "{wrong}", not 1 or more{CORRECT}',
            )
            for wrong in (0, -1, 1.0, True, None)
        ),
    ],
)
def test_what_is_wrong_with_a_baseline_is_named(data: bytes, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse("k", data)
    assert str(caught.value) == f"broken baseline {message}"


def test_a_long_name_in_a_baseline_is_cut_in_the_message() -> None:
    with pytest.raises(UsageError) as caught:
        parse("k", baseline(files={"n" * 300: 1}))
    assert f'"{"n" * 199}…"' in str(caught.value)
