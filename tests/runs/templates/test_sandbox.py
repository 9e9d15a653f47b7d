"""Templates: what they are given, what is made, and what hostile ones cannot do."""

from __future__ import annotations

import json

import pytest

from caption_qa_action.runs.cues import Cue
from caption_qa_action.runs.templates import sandbox as sandboxes
from caption_qa_action.runs.templates.sandbox import Limits, Missing, Sandbox
from caption_qa_action.runs.templates.template import Made, Problem, run, validate
from tests.runs.templates.hostile import HOSTILE

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("sandbox")]

CUES = (Cue(1, 1000, 2000, "Where\nhave you been?"), Cue(2, 2000, 3500, "Here."))
# Half of the usual: what ends does so on every machine, since work is counted and not time.
LIMITS = Limits(fuel=1_500_000_000)


@pytest.fixture(scope="session")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Sandbox:
    folder = tmp_path_factory.mktemp("sandbox")
    Sandbox(str(folder))
    return Sandbox(str(folder))  # the second is read from the file


def attempt(sandbox: Sandbox, source: str, limits: Limits = LIMITS) -> Made | Problem:
    return run(sandbox, source, CUES, {"language": "en"}, limits)


def test_a_template_gets_cues_and_context_and_makes_a_file(sandbox: Sandbox) -> None:
    source = """
    const exportTimeline = (cues, ctx) => ({
      content: JSON.stringify([cues, ctx]), filename: "talk.json", mimeType: "application/json",
    });
    """
    made = attempt(sandbox, source)
    assert isinstance(made, Made)
    assert (made.filename, made.mime_type) == ("talk.json", "application/json")
    cues, context = json.loads(made.content)
    assert cues[0] == {
        "index": 1, "startMs": 1000, "endMs": 2000,
        "text": "Where\nhave you been?", "lines": ["Where", "have you been?"],
    }  # fmt: skip
    assert context == {"language": "en"}
    assert validate(sandbox, source, LIMITS) is None


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_template_harms_nothing_and_ends(sandbox: Sandbox, name: str) -> None:
    source, kinds = HOSTILE[name]
    made = attempt(sandbox, source)
    if isinstance(made, Problem):
        assert made.kind in kinds
        assert made.message
        assert made.message.isprintable()
        return
    assert "made" in kinds
    if name == "host objects":
        assert set(made.content.split(",")) == {"undefined"}
    elif "made" in source:
        assert made.content.endswith("made")
    assert made.filename in ("", "pa_sswd", "_pa_sswd")
    assert made.mime_type == ""


def test_a_template_runs_the_same_each_time(sandbox: Sandbox) -> None:
    source = "function exportTimeline() { return `${Math.random()} ${Date.now()} ${new Date()}` }"
    assert len({attempt(sandbox, source) for _ in range(3)}) == 1


@pytest.mark.parametrize(
    "source, place",
    [
        ("function exportTimeline() {\n  return 5 +;\n}", (2, 13)),
        ("function exportTimeline() {\n\n  missing()\n}", (3, 3)),
        ("function exportTimeline() {", (0, 0)),  # where it ends, it is not the script any more
        ("var x", (0, 0)),
    ],
)
def test_a_problem_has_its_place(sandbox: Sandbox, source: str, place: tuple[int, int]) -> None:
    problem = attempt(sandbox, source)
    assert isinstance(problem, Problem)
    assert (problem.line, problem.column) == place


def test_a_run_of_little_fuel_and_long_copies_ends_by_the_clock(sandbox: Sandbox) -> None:
    source = "const a = new Uint8Array(2e7); for (;;) a.fill(7)"
    problem = attempt(sandbox, source, Limits(fuel=2**62, seconds=0.3))
    assert isinstance(problem, Problem)
    assert problem.kind == "time"


def test_a_large_file_of_captions_is_no_problem(sandbox: Sandbox) -> None:
    cues = [Cue(number, number, number + 1, "Text " * 8) for number in range(1, 10_001)]
    source = "function exportTimeline(cues) { return cues.map((cue) => cue.text).join('\\n') }"
    made = run(sandbox, source, cues, {}, LIMITS)
    assert isinstance(made, Made)
    assert made.content.count("\n") == 9_999


def test_another_interpreter_is_not_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandboxes, "_SHA256", "0" * 64)
    with pytest.raises(Missing, match="another version"):
        Sandbox()
    monkeypatch.setattr(sandboxes, "_WHEEL", "no-such-wheel")
    with pytest.raises(Missing, match="not installed"):
        Sandbox()
