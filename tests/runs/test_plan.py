"""A check as a plan: built from plain values, the same for every face, executed without surprises."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from caption_qa_action import config
from caption_qa_action.core.errors import UsageError
from caption_qa_action.core.report import FileReport, Summary
from caption_qa_action.fixing import Mending
from caption_qa_action.runs.plan import CheckPlan, CheckRequest, build_plan, execute

CONFIG = ".caption-qa.yml"
GOOD = "1\n00:00:01,000 --> 00:00:03,000\nWhere have you been?\n"
BAD = "1\n00:00:03,000 --> 00:00:01,000\nWhere have you been?\n"
# What limits a run to some files or rules, each with a value that does so. Without these, a suppression
# that did nothing is reported.
LIMITING: dict[str, Any] = {
    "paths": ("a.srt",),
    "files_from": "list",
    "changed_since": "HEAD",
    "staged": True,
    "mending": Mending(),
    "leaves_out": True,
}
# A value of each other field.
OTHER: dict[str, Any] = {
    "stdin_filename": "a.srt",
    "force_exclude": True,
    "gitignore": False,
    "baseline": "known.json",
    "changed_cues": True,
    "shard": (1, 2),
    "api_url": "http://127.0.0.1:1",
    "cache_dir": "cache",
    "keep_answers": False,
    "jobs": 2,
    "require_files": True,
    "collapse": False,
    "only_lists": True,
}


class Collect:
    """A reporter that keeps what it gets."""

    def __init__(self) -> None:
        self.paths: list[str] = []
        self.ended = 0

    def begin(self) -> str:
        return "begin "

    def part(self, file: FileReport) -> object:
        return file.path

    def add(self, part: object) -> str:
        self.paths.append(str(part))
        return f"{part} "

    def end(self, summary: Summary) -> str:
        self.ended += 1
        return "end"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with a good and a bad file."""
    monkeypatch.chdir(tmp_path)
    Path("a.srt").write_text(GOOD, encoding="utf-8")
    Path("b.srt").write_text(BAD, encoding="utf-8")
    return tmp_path


def plan_of(request: CheckRequest, **settings: Any) -> tuple[CheckPlan, list[str]]:
    """A plan for this folder, and what the user is shown while it is built."""
    shown: list[str] = []
    configuration = config.load(config.Arguments(**settings), isolated=not Path(CONFIG).exists())
    with ExitStack() as stack:
        return build_plan(request, configuration, stack, shown.append), shown


def test_every_field_of_a_request_either_limits_the_run_or_does_not() -> None:
    assert {*LIMITING, *OTHER} == set(CheckRequest._fields)
    assert CheckRequest().is_whole
    for name, value in LIMITING.items():
        assert not CheckRequest()._replace(**{name: value}).is_whole, name
    for name, value in OTHER.items():
        assert CheckRequest()._replace(**{name: value}).is_whole, name


def test_a_plan_checks_what_it_lists(folder: Path) -> None:
    plan, shown = plan_of(CheckRequest())
    reporter, written = Collect(), [""]

    def write(number: int, text: str) -> None:
        written[number] += text

    done: list[int] = []

    def progress(files: int, cues: int) -> None:
        done.append(files)

    summary = execute(plan, [reporter], write, progress)
    assert [file.path for file in plan.files] == ["a.srt", "b.srt"]
    assert written == ["begin a.srt b.srt end"]
    assert (summary.checked, summary.errors, summary.exit_code) == (2, 1, 1)
    assert done == [1, 2]
    assert shown == []


def test_the_check_of_a_plan_can_be_used_alone(folder: Path) -> None:
    plan, _ = plan_of(CheckRequest(paths=("b.srt",)))
    report = plan.check(plan.jobs[0])
    assert [each.code for each in report.diagnostics] == ["negative_duration"]


def test_a_mending_plan_mends(folder: Path) -> None:
    Path("a.srt").write_text(GOOD.replace("have ", "have  "), encoding="utf-8")
    plan, _ = plan_of(CheckRequest(paths=("a.srt",), mending=Mending()))
    assert plan.stream is None
    assert plan.check(plan.jobs[0]).mended is not None
    assert Path("a.srt").read_text(encoding="utf-8") == GOOD


def test_standard_input_is_mended_into_a_stream_and_alone(folder: Path) -> None:
    plan, _ = plan_of(CheckRequest(paths=("-",), mending=Mending(), collapse=False))
    assert plan.stream is not None
    assert plan.check == plan.stream.check
    shown_as_a_diff, _ = plan_of(CheckRequest(paths=("-",), mending=Mending(write=False)))
    assert shown_as_a_diff.stream is None
    with pytest.raises(UsageError, match="standard input is mended alone"):
        plan_of(CheckRequest(paths=("-", "a.srt"), mending=Mending()))


def test_files_are_required_unless_there_are_some_that_have_not_changed(folder: Path) -> None:
    everything, _ = plan_of(CheckRequest(require_files=True))
    assert everything.require_files
    part, _ = plan_of(CheckRequest(paths=("a.srt",), shard=(2, 2), require_files=True))
    assert (part.found, part.jobs, part.require_files) == (True, [], False)
    for path in ("a.srt", "b.srt"):
        Path(path).unlink()
    nothing, _ = plan_of(CheckRequest(require_files=True))
    assert (nothing.found, nothing.jobs, nothing.require_files) == (False, [], True)


def test_a_part_of_a_run_leaves_idle_suppressions_to_the_merge(folder: Path) -> None:
    Path(CONFIG).write_text(
        "suppressions:\n  - codes: [empty_cue]\n    files: [a.srt]\n    reason: known\n",
        encoding="utf-8",
    )
    whole, _ = plan_of(CheckRequest())
    part, _ = plan_of(CheckRequest(shard=(1, 2)))
    narrowed, _ = plan_of(CheckRequest(paths=("a.srt",)))
    assert whole.suppressions == [".caption-qa.yml:2"]
    assert part.suppressions == ()
    assert part.shard is not None
    assert part.shard.suppressions == (".caption-qa.yml:2",)
    assert narrowed.suppressions == ()


def test_a_server_does_not_mend(folder: Path) -> None:
    Path(CONFIG).write_text("engine: remote\n", encoding="utf-8")
    mending = CheckRequest(mending=Mending())
    plan, shown = plan_of(mending)
    assert plan.engine is None
    assert shown == ["mending is done by the bundled engine"]
    with pytest.raises(UsageError, match="a server does not mend"):
        plan_of(mending, engine="remote")
    listing, shown = plan_of(CheckRequest(only_lists=True), engine="remote")
    assert (listing.engine, shown) == (None, [])


def test_a_baseline_that_is_missing_is_named_by_whoever_asked_for_it(folder: Path) -> None:
    with pytest.raises(UsageError, match=r'there is no baseline "known\.json"'):
        plan_of(CheckRequest(baseline="known.json"))
    Path(CONFIG).write_text("baseline: other.json\n", encoding="utf-8")
    with pytest.raises(Exception, match=r"\.caption-qa\.yml:1:11: baseline: there is no baseline"):
        plan_of(CheckRequest())
