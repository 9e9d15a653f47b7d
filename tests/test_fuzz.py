"""The command that spoils captions: what it makes, what it notices, and a few inputs on every law."""

from __future__ import annotations

import random
import signal
import subprocess
import sys

import pytest

from caption_qa_action.core.document import Document
from caption_qa_action.core.errors import FileError
from caption_qa_action.rules import load
from scripts.fuzz import laws
from scripts.fuzz.laws import LAWS, tried
from scripts.fuzz.mutations import LONGEST, MUTATIONS, Input, Mutation, make
from scripts.fuzz.shrink import is_slow, shrink, signature
from tests.captions import generated
from tests.tools import ROOT

CORPUS = [Input(each.name, each.data) for each in generated() if each.data]
GOOD = Input("a.srt", b"1\n00:00:01,000 --> 00:00:02,500\nGood  evening.\n")


@pytest.mark.sampled(20)
@pytest.mark.parametrize("number", range(160))
def test_a_spoiled_input_breaks_no_law(number: int) -> None:
    """`python3 dev.py fuzz --minutes N` tries as many as there is time for."""
    broken = [signature(law, error) for law, error in tried(make(number, "tests", CORPUS))]
    assert [way for way in broken if not is_slow(way)] == []


def test_an_input_is_the_same_for_the_same_number_and_seed() -> None:
    made = [make(number, "1", CORPUS) for number in range(40)]
    assert made == [make(number, "1", CORPUS) for number in range(40)]
    assert len(set(made)) > 38
    assert made != [make(number, "2", CORPUS) for number in range(40)]
    assert all(len(given.data) <= LONGEST for given in made)


@pytest.mark.parametrize("mutation", tuple(dict.fromkeys(MUTATIONS)))
def test_a_mutation_takes_any_bytes(mutation: Mutation) -> None:
    for data in (b"", b"a", b"\xff\xfe\x00", GOOD.data, b"\n" * 50):
        for seed in range(20):
            assert isinstance(mutation(data, random.Random(seed)), bytes)


def names(given: Input) -> list[str]:
    return [law for law, _ in tried(given)]


def test_good_captions_break_no_law() -> None:
    assert names(GOOD) == []


def test_a_rule_that_raises_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def check(document: Document) -> None:
        raise ValueError

    monkeypatch.setattr(load("double_space"), "check", check)
    assert names(GOOD) == ["is_checked"]


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_whatever_raises_is_noticed_and_what_cannot_be_read_is_not(
    law: laws.Law, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each law goes through the code that it is about."""
    at = {
        "is_parsed": "parse",
        "is_checked": "pipeline",
        "is_reported": "make",
        "is_mended": "mend",
        "is_converted": "convert_bytes",
        "is_delivered": "process_bytes",
    }

    def fails(*arguments: object, **options: object) -> None:
        raise RecursionError

    class Failing:
        check_bytes = diagnose = staticmethod(fails)

    name = at[law.__name__]
    monkeypatch.setattr(laws, name, Failing if name == "pipeline" else fails)
    assert [named for named, _ in tried(GOOD, (law,))] == [law.__name__]

    def refuses(given: Input) -> None:
        raise FileError("a.srt", "cannot be read")

    assert list(tried(GOOD, (refuses,))) == []


def test_a_failing_input_is_made_small() -> None:
    data = b"a line\n" * 50 + b"x needle y\n" + b"another\n" * 50
    assert shrink(data, lambda data: b"needle" in data) == b"needle"
    assert shrink(data, lambda data: data.count(b"a") >= 3).count(b"a") == 3


def test_failures_of_one_kind_have_one_signature() -> None:
    first, second = laws.Broken("cue 1 is lost"), laws.Broken("cue 22 is lost")
    assert signature("law", first) == signature("law", second)
    assert signature("law", first) != signature("law", laws.Broken("a word is lost"))
    assert signature("law", first) != signature("other", first)


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="Windows has no such timer")
@pytest.mark.slow
def test_an_input_that_takes_for_ever_ends_its_worker_and_is_named() -> None:
    """By its processor time: a worker that only waits for its turn is left alone."""
    endless = (
        "import scripts.fuzz.__main__ as fuzz\n"
        "fuzz._PROCESSOR_S, fuzz.corpus = 0.2, lambda: []\n"
        "def try_case(*given):\n"
        "    while True: pass\n"
        "fuzz.try_case = try_case\n"
        "fuzz.work('1', 7, 1.0)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", endless], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert (done.returncode, done.stdout) == (-signal.SIGPROF, "case 7\n"), done.stderr
