"""What is kept between runs: the same reports as a check without it, and nothing once anything has changed."""

from __future__ import annotations

import datetime
import io
import json
import os
import random
import re
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import pytest

from caption_qa_action import cache, cli
from caption_qa_action.core.report import Summary
from caption_qa_action.core.settings import FailOn, PluginPackage, Settings
from caption_qa_action.engines.bundled import check as engine
from caption_qa_action.pipeline import Job
from caption_qa_action.reporters import REPORTERS
from caption_qa_action.runs import checking_code, kept_outcomes
from caption_qa_action.runs import plan as plan_module
from caption_qa_action.runs.many_files import Outcome
from caption_qa_action.runs.plan import CheckPlan
from caption_qa_action.workspace.discover import File
from tests.captions import generated

GOOD = "1\n00:00:01,000 --> 00:00:03,000\nWhere have you been?\n"
BAD = "1\n00:00:03,000 --> 00:00:01,000\nWhere have you been?\n"
# So that thirty files are worth keeping.
MORE = "\n2\n00:00:04,000 --> 00:00:30,000\n" + "He was at home.\n" * 250
WORTH = plan_module.WORTH_KEEPING_BYTES
FAR_OFF = 4_000_000_000_000_000_000
LONG_AGO = 1_600_000_000_000_000_000


@pytest.fixture(autouse=True)
def project(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """The folder that is checked, with a cache of its own."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CAPTION_QA_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
    monkeypatch.setenv("CAPTION_QA_NO_CACHE", "0")
    monkeypatch.setattr(plan_module, "WORTH_KEEPING_BYTES", 0)
    return tmp_path


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths that the engine was asked about."""
    paths: list[str] = []
    check = engine.check_document

    def spy(document: Any, *arguments: Any, **more: Any) -> Any:
        paths.append(document.source.path)
        return check(document, *arguments, **more)

    monkeypatch.setattr(engine, "check_document", spy)
    return paths


@pytest.fixture
def at_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files as if they had been written long before they are checked."""
    monkeypatch.setattr(kept_outcomes, "_TICK_NS", -3_600_000_000_000)


def write(name: str, text: str | bytes) -> None:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())


def run(*arguments: str) -> tuple[int, str, str]:
    """A check in this process: its exit code, its report and what it said besides."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = cli.main(["check", "--jobs", "1", *arguments])
    return code, out.getvalue(), err.getvalue()


def entries() -> list[Path]:
    return sorted(Path(os.environ["CAPTION_QA_CACHE_DIR"]).glob("findings/*.entry"))


def rows() -> dict[str, Any]:
    found: dict[str, Any] = {}
    for entry in entries():
        found |= json.loads(entry.read_bytes().split(b"\n", 1)[1])
    return found


@pytest.mark.sampled(8)
@pytest.mark.parametrize("name", list(REPORTERS))
def test_every_report_of_generated_captions_is_the_same(name: str, checked: list[str]) -> None:
    # For each report others.
    for number, caption in enumerate(generated()[list(REPORTERS).index(name) :: 18]):
        write(f"{number % 7}/{number}-{caption.name}", caption.data)
    options = ("--format", name, "--exit-zero", "--color=always")
    cold = run("--no-cache", *options)
    assert entries() == []
    first = run(*options)
    asked = len(checked)
    assert run(*options) == first == cold
    again = checked[asked:]
    kept = set(rows())
    assert kept
    assert not {Path(path).name for path in again} & kept
    # What is not kept has a reason: it could not be checked, or a comment in it suppresses.
    for path in again:
        assert b"caption-qa:" in Path(path).read_bytes(), path


@pytest.mark.usefixtures("at_rest")
def test_a_file_that_stays_is_not_even_read(checked: list[str], monkeypatch: Any) -> None:
    write("a.srt", GOOD)
    write("b.srt", BAD)
    first = run()
    assert first[0] == 1
    assert checked == ["a.srt", "b.srt"]
    monkeypatch.setattr(kept_outcomes, "read", None)
    assert run() == first
    assert checked == ["a.srt", "b.srt"]


@pytest.mark.usefixtures("at_rest")
def test_a_file_is_checked_again_when_it_has_changed(checked: list[str]) -> None:
    write("a.srt", GOOD)
    write("b.srt", GOOD)
    assert run()[0] == 0
    write("b.srt", BAD)
    code, report, _ = run()
    assert code == 1
    assert "b.srt" in report
    assert checked == ["a.srt", "b.srt", "b.srt"]


@pytest.mark.usefixtures("at_rest")
def test_a_change_that_keeps_size_and_time_is_seen() -> None:
    write("a.srt", GOOD)
    os.utime("a.srt", ns=(LONG_AGO, LONG_AGO))
    assert run()[0] == 0
    time.sleep(0.02)  # one tick of the clock of the file system
    write("a.srt", BAD)
    os.utime("a.srt", ns=(LONG_AGO, LONG_AGO))
    assert run()[0] == 1


def test_a_change_within_one_tick_of_the_clock_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    same = (len(GOOD), LONG_AGO, FAR_OFF, 7)
    monkeypatch.setattr(kept_outcomes, "stamp_of", lambda location: same)
    write("a.srt", GOOD)
    assert run()[0] == 0
    write("a.srt", BAD)
    assert run()[0] == 1


def test_a_file_with_new_times_and_the_same_bytes_is_not_checked(checked: list[str]) -> None:
    write("a.srt", BAD)
    first = run()
    os.utime("a.srt", ns=(LONG_AGO, LONG_AGO))
    assert run() == first
    assert checked == ["a.srt"]


def test_what_is_in_force_is_part_of_what_is_known(checked: list[str]) -> None:
    write("a.srt", BAD)
    for options in (
        (), ("--preset", "netflix-en"), ("--fail-on", "never"), ("--ignore", "negative_duration"),
        ("--verbose",), ("--quiet",), ("--format", "concise"), ("--format", "json"), ("--language", "de"),
        ("--statistics",), ("--color=always",), ("--kind", "chapters"), ("--input-format", "srt"),
        ("--max-warnings", "0"),
    ):  # fmt: skip
        cold = run("--no-cache", *options)
        checked.clear()
        assert run(*options) == cold, options
        assert run(*options) == cold, options
        assert checked == ["a.srt"], options


@pytest.mark.parametrize("name", list(REPORTERS))
def test_neither_commit_nor_shard_is_part_of_what_is_known(
    name: str, checked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A report of the next commit takes the findings of the last one, and has the links of its own."""
    for number in range(4):
        write(f"{number}.srt", BAD)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_SERVER_URL", "https://github.com")
    monkeypatch.setenv("GITHUB_REPOSITORY", "a/b")
    for commit in ("1" * 40, "2" * 40):
        monkeypatch.setenv("GITHUB_SHA", commit)
        cold = run("--no-cache", "--format", name)
        checked.clear()
        assert run("--format", name) == cold
        assert (commit in cold[1]) == (name == "markdown")
    assert checked == []
    if name in ("json", "full"):
        for shard in ("1/2", "2/2"):
            options = ("--format", name, "--shard", shard)
            assert run(*options) == run("--no-cache", *options)


def test_another_version_knows_nothing(
    checked: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    write("a.srt", GOOD)
    changes: list[Callable[[], None]] = [
        lambda: monkeypatch.setattr(checking_code, "__version__", "99"),
        lambda: monkeypatch.setattr(kept_outcomes, "LAYOUT", 99),
        lambda: monkeypatch.setattr(sys, "version", "99"),
        lambda: monkeypatch.syspath_prepend(str(tmp_path / "libraries")),
    ]
    (tmp_path / "libraries" / "chardet-99.dist-info").mkdir(parents=True)
    for number, change in enumerate(changes, 1):
        run()
        assert len(checked) == number
        run()
        assert len(checked) == number
        change()
    run()
    assert len(checked) == len(changes) + 1


def test_an_edited_module_is_another_version(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    module = tmp_path / "package" / "runs" / "checking_code.py"
    module.parent.mkdir(parents=True)
    module.write_text("1")
    monkeypatch.setattr(checking_code, "__file__", str(module))
    before = checking_code.code_key(())
    assert checking_code.code_key(()) == before
    module.write_text("23")
    assert checking_code.code_key(()) != before
    # Of an installed package, the hashes of its files are asked.
    record = tmp_path / "caption_qa_action-1.dist-info" / "RECORD"
    record.parent.mkdir()
    record.write_text("a")
    before = checking_code.code_key(())
    module.write_text("456")
    assert checking_code.code_key(()) == before
    record.write_text("b")
    assert checking_code.code_key(()) != before


IN_CONFIGURATION = """suppressions:
- {files: a.vtt, codes: [negative_duration], reason: r, expires: 2027-01-31}
"""
IN_COMMENT = "NOTE caption-qa: ignore-file[negative_duration] until 2027-01-31\n\n"


@pytest.mark.parametrize(("configured", "comment"), [(IN_CONFIGURATION, ""), ("", IN_COMMENT)])
@pytest.mark.usefixtures("at_rest")
def test_a_suppression_expires_the_day_after(
    configured: str, comment: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Clock(datetime.date):
        day = 31

        @classmethod
        def today(cls) -> Clock:
            return cls(2027, 1, 1) + datetime.timedelta(cls.day - 1)

    monkeypatch.setattr(datetime, "date", Clock)
    write(".caption-qa.yml", configured)
    write("a.vtt", f"WEBVTT\n\n{comment}00:03.000 --> 00:01.000\nWhere have you been?\n")
    assert run()[0] == 0
    assert run()[0] == 0
    Clock.day += 1
    assert run() == run("--no-cache")
    assert run()[0] == 1


@pytest.mark.usefixtures("at_rest")
def test_a_check_of_some_files_forgets_none_of_the_others(checked: list[str]) -> None:
    write("a.srt", GOOD)
    write("b.srt", GOOD)
    run()
    write("a.srt", BAD)
    run("a.srt")
    checked.clear()
    assert run()[0] == 1
    assert checked == []


@pytest.mark.usefixtures("at_rest")
def test_what_is_older_than_a_month_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    write("a.srt", GOOD)
    run()
    write("b.srt", GOOD)
    monkeypatch.setattr(kept_outcomes, "KEPT_DAYS", 0)
    run("b.srt")
    assert set(rows()) == {"b.srt"}


def test_each_kind_of_plan_has_its_own_outcomes() -> None:
    write("a.srt", GOOD)
    job = Job(File("a.srt", "a.srt"), Settings("youtube", ()))
    plan = CheckPlan([job], is_repeatable=True)
    plans = [
        plan,
        plan._replace(is_collapsed=False),
        plan._replace(fail_on=FailOn(None)),
        plan._replace(fail_on=FailOn(codes=frozenset({"a"}))),
    ]
    opened = [each.kept(reports) for each in plans for reports in ("a", "b")]
    assert len({each._context for each in opened if each is not None}) == 8
    assert CheckPlan([job]).kept("a") is None


@pytest.mark.parametrize("name", kept_outcomes._COUNTS)
def test_a_count_of_another_type_is_none(name: str) -> None:
    counts = Summary(FailOn())
    setattr(counts, name, {1: 2, 3: -4} if name in ("codes", "presets") else [1])
    record = kept_outcomes._record(Outcome(counts, []))
    with pytest.raises(TypeError):
        kept_outcomes._outcome(record, FailOn())


def test_what_a_folder_decides_is_kept_with_its_files(checked: list[str]) -> None:
    write("ads/.caption-qa.yml", "fail-on: never\nmax-warnings: 3\n")
    write("ads/a.srt", BAD)
    write("b.srt", BAD)
    first = run()
    assert "ads: 1 file, 1 error, 0 warnings: passed (fail-on: never)" in first[1]
    assert run() == first
    assert sorted(checked) == ["ads/a.srt", "b.srt"]
    write("ads/.caption-qa.yml", "fail-on: error\n")
    assert "failed: 1 finding in ads" not in first[1]
    assert "ads: 1 file, 1 error, 0 warnings: failed" in run()[1]


@pytest.mark.usefixtures("at_rest")
def test_siblings_are_part_of_what_is_known(checked: list[str]) -> None:
    write("talk.en.srt", GOOD)
    write("talk.de.srt", GOOD.replace("Where have you been?", "Wo bist du gewesen?"))
    options = ("--extend-select", "sibling_cue_count,sibling_missing")
    first = run(*options)
    assert run(*options) == first
    assert len(checked) == 2
    write("talk.de.srt", GOOD + "\n2\n00:00:04,000 --> 00:00:05,000\nZu Hause.\n")
    assert run(*options) == run("--no-cache", *options) != first
    checked.clear()
    changed = run(*options)
    assert checked == []
    write("talk.fr.srt", GOOD)  # one more that no rule may have read
    assert run(*options) == run("--no-cache", *options) != changed
    os.unlink("talk.fr.srt")
    checked.clear()
    assert run(*options) == changed


def test_the_files_of_a_plugin_are_part_of_what_is_known(tmp_path: Path) -> None:
    package = tmp_path / "own" / "plugin"
    (package / "rules").mkdir(parents=True)
    (package / "__init__.py").write_text("")
    (package / "rules" / "one.py").write_text("1")
    plugin = PluginPackage("own", "plugin", str(package / "__init__.py"))
    known = checking_code.code_key({plugin})
    assert known not in ("", checking_code.code_key(()))
    assert known == checking_code.code_key({plugin})
    (package / "rules" / "one.py").write_text("2")
    changed = checking_code.code_key({plugin})
    assert changed not in ("", known)
    (tmp_path / "single.py").write_text("1")
    single = PluginPackage("own", "single", str(tmp_path / "single.py"))
    before = checking_code.code_key({single})
    (tmp_path / "other.py").write_text("1")
    assert checking_code.code_key({single}) == before
    (tmp_path / "single.py").write_text("2")
    assert checking_code.code_key({single}) != before
    # What cannot be read is not known, so that nothing is kept.
    assert checking_code.code_key({plugin._replace(file=str(tmp_path / "gone.py"))}) == ""


def test_a_library_beside_a_plugin_is_part_of_what_is_known(tmp_path: Path) -> None:
    (tmp_path / "one.py").write_text("")
    plugin = PluginPackage("one", "one", str(tmp_path / "one.py"), (str(tmp_path),))
    before = checking_code.code_key({plugin})
    (tmp_path / "helper-2.0.dist-info").mkdir()
    assert checking_code.code_key({plugin}) != before


def _make_older(path: Path) -> None:
    """Let a file be as old as one that was written a minute earlier."""
    written = path.stat().st_mtime - 60
    os.utime(path, (written, written))


def test_no_more_is_kept_than_the_configuration_allows(project: Path) -> None:
    write(".caption-qa.yml", "cache:\n  limit: 1\n")
    for number in range(3):
        write(f"{number}/a.srt", BAD)
    heap = Path(os.environ["CAPTION_QA_CACHE_DIR"], "findings", "0.entry")
    heap.parent.mkdir(parents=True)
    heap.write_bytes(b"0" * 2_000_000)
    _make_older(heap)
    run()
    assert not heap.exists()
    assert entries()
    heap.write_bytes(b"0" * 2_000_000)
    _make_older(heap)
    write(".caption-qa.yml", "")
    run()
    assert heap.exists()


def test_what_could_not_be_checked_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    write("a.srt", GOOD)
    with monkeypatch.context() as patch:

        def fail(*arguments: object, **more: object) -> object:
            raise ValueError("a bug")

        patch.setattr(engine, "check_document", fail)
        assert run()[0] == 2
    assert rows() == {}
    assert run()[0] == 0


def test_a_rule_that_raised_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    write("a.srt", GOOD)
    with monkeypatch.context() as patch:

        def fail(*arguments: object, **more: object) -> object:
            raise ValueError("a bug")

        patch.setattr(engine, "rule_in_force", fail)
        assert run()[0] == 2
    assert rows() == {}
    assert run()[0] == 0


@pytest.mark.parametrize("seed", range(40))
def test_nothing_that_the_disk_holds_is_believed(seed: int, checked: list[str]) -> None:
    """An entry is cut, changed, or written by somebody else, with a checksum that is right."""
    write("a.srt", BAD)
    first = run()
    dice = random.Random(seed)
    (entry,) = entries()
    data = bytearray(entry.read_bytes())
    if seed % 4 == 0:
        del data[dice.randrange(len(data)) :]
    elif seed % 4 == 1:
        data[dice.randrange(len(data))] ^= 1 + dice.randrange(255)
    else:
        values = [
            "null",
            "[]",
            "{}",
            '"x"',
            "-1",
            "1e999",
            "true",
            '{"os system":["id"]}',
            "[" * 2_000,
        ]
        content = bytes(data).split(b"\n", 1)[1].decode()
        places = [found.span() for found in re.finditer(r'"[^"]*"|\d+|\[\]|\{\}', content)]
        start, end = dice.choice(places)
        content = content[:start] + dice.choice(values) + content[end:]
        data = bytearray(cache._header(entry.stem, content.encode()) + content.encode())
    entry.write_bytes(data)
    code, report, _ = run()
    # A number or a text that is forged may be shown; nothing else may come of it.
    if (code, report) != first[:2]:
        assert seed % 4 >= 2
        assert len(checked) == 1
        assert code in (0, 1, 2)
    else:
        assert report == first[1]


def test_a_forged_type_imports_nothing(checked: list[str]) -> None:
    write("a.srt", BAD)
    first = run()
    (entry,) = entries()
    content = entry.read_bytes().split(b"\n", 1)[1].replace(b'"tuple"', b'"this s"')
    entry.write_bytes(cache._header(entry.stem, content) + content)
    assert "this" not in sys.modules
    assert run() == first
    assert "this" not in sys.modules
    assert checked == ["a.srt", "a.srt"]


# The whole: KEPT_SEEDS=300 python3 dev.py test tests/runs/test_kept_outcomes.py -k at_random
SEEDS = range(2026, 2026 + int(os.environ.get("KEPT_SEEDS", "1")))


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
def test_edits_settings_and_versions_at_random_never_make_a_difference(
    seed: int, checked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """For forty steps, what is kept and what is found anew are the same, in one process and in two."""
    dice = random.Random(seed)
    names = ["a.en.srt", "a.de.srt", "c.vtt", "deep/d.srt", "deep/e.ass"]
    texts = {
        name: [each.data for each in generated() if each.name.endswith(name[-4:])] for name in names
    }
    configurations = [
        "",
        "preset: netflix-en\n",
        "fail-on: [warning]\n",
        "ignore: [negative_duration]\n",
        "options: {line_too_long: {limit_columns: 20}}\n",
        "extend-select: [sibling_cue_count, sibling_missing, sibling_shift]\n",
        "overrides: [{files: [deep/], ignore: [all]}]\n",
        "cache: {limit: 1}\nlanguage: fr\n",
    ]
    for name in names:
        write(name, texts[name][0])
    found = 0
    for step in range(40):
        name = dice.choice(names)
        change(dice, name, texts[name], configurations)
        if dice.random() < 0.1:
            monkeypatch.setattr(checking_code, "__version__", f"{step}")
        report = dice.choice(["full", "json", "github", "markdown", "sarif", "junit"])
        options = ["--format", report, "--exit-zero", *dice.choice([(), ("-v",), ("--jobs", "2")])]
        cold = run("--no-cache", *options)
        assert run(*options) == cold
        before = len(checked)
        assert run(*options) == cold
        found += len(checked) == before
    # Otherwise this would show nothing.
    assert found > 8


def change(dice: random.Random, name: str, texts: list[bytes], configurations: list[str]) -> None:
    """One of the things that happen to a repository, or to what is kept of it."""
    path = Path(name)
    kind = dice.randrange(8)
    if kind == 0:
        write(name, dice.choice(texts))
    elif kind == 1:
        write(name, texts[0] + dice.randbytes(3))
    elif kind == 2 and path.exists():
        os.utime(name, ns=(LONG_AGO, LONG_AGO))
    elif kind == 3:
        write(".caption-qa.yml", dice.choice(configurations))
    elif kind == 4 and path.exists():
        data = bytearray(path.read_bytes())
        if data:  # neither its size nor its time shows it
            times = path.stat()
            data[dice.randrange(len(data))] ^= 1
            path.write_bytes(bytes(data))
            os.utime(name, ns=(times.st_atime_ns, times.st_mtime_ns))
    elif kind == 5 and entries():
        entry = dice.choice(entries())
        content = bytearray(entry.read_bytes())
        content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)
        entry.write_bytes(bytes(content))
    elif kind == 6 and path.exists():
        os.replace(path, f"{name}.moved")
        os.replace(f"{name}.moved", dice.choice([name, f"new-{path.name}"]))
    elif path.exists() and dice.random() < 0.3:
        os.unlink(name)


def test_two_processes_keep_what_one_reads(checked: list[str]) -> None:
    for number in range(40):
        write(f"{number}.srt", BAD if number % 2 else GOOD)
    two = run("--jobs", "2")
    assert len(rows()) == 40
    checked.clear()  # what is loaded before the processes begin checks an empty file
    assert run() == two
    assert checked == []


@pytest.mark.slow
def test_runs_at_one_time_lose_nothing_but_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    for number in range(30):
        write(f"{number}.srt", (BAD if number % 2 else GOOD) + MORE)
    command = [sys.executable, "-m", "caption_qa_action", "check", "--jobs", "1"]
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    reports = {each.communicate()[0] for each in runs}
    assert {each.returncode for each in runs} == {1}
    assert reports == {run()[1]}


@pytest.mark.slow
def test_a_run_that_is_killed_leaves_what_can_be_used() -> None:
    for number in range(60):
        write(f"{number % 3}/{number}.srt", (BAD if number % 2 else GOOD) + MORE)
    expected = run("--no-cache")
    command = [sys.executable, "-m", "caption_qa_action", "check", "--jobs", "1"]
    for milliseconds in (50, 100, 150, 200, 250, 300):
        started = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            started.wait(milliseconds / 1000)
        except subprocess.TimeoutExpired:
            started.kill()
            started.wait()
        assert run() == expected


HIT_LOADS_NOTHING_OF = (
    "engines",
    "rules.",
    "formats.srt.parser",
    "files.decode",
    "fixing",
    "delivery",
)


@pytest.mark.usefixtures("at_rest")
def test_a_run_without_changes_loads_no_engine() -> None:
    write("a.srt", GOOD)
    os.utime("a.srt", ns=(LONG_AGO, LONG_AGO))
    time.sleep(0.02)
    code = (
        "import sys; from caption_qa_action import cli; from caption_qa_action.runs import kept_outcomes; "
        "from caption_qa_action.runs import plan; plan.WORTH_KEEPING_BYTES = 0; "
        "kept_outcomes._TICK_NS = -10**13; code = cli.main(['check', '--isolated']); "
        "print(code, *sorted(name for name in sys.modules if name.startswith('caption_qa_action.')))"
    )
    loaded = []
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        )
        loaded.append(done.stdout.splitlines()[-1].split())
    cold, hit = loaded
    assert cold[0] == hit[0] == "0"

    def concerned(names: list[str]) -> list[str]:
        prefixes = tuple(f"caption_qa_action.{name}" for name in HIT_LOADS_NOTHING_OF)
        return [name for name in names if name.startswith(prefixes)]

    assert len(concerned(cold)) > 20
    assert concerned(hit) == []


@pytest.mark.parametrize(("size", "number"), [(100_000, 0), (100_001, 1)])
def test_what_costs_little_is_not_kept(
    size: int, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plan_module, "WORTH_KEEPING_BYTES", WORTH)
    write("a.srt", GOOD)
    write("b.srt", GOOD + "\n" * (size - 2 * len(GOOD)))
    run()
    assert len(entries()) == number


def test_mending_is_never_taken_from_what_is_kept() -> None:
    write("a.srt", "1\n00:00:03,000 --> 00:00:05,000\nOne.  \n")
    run("--select", "edge_space", "--fail-on", "info")
    assert run("--select", "edge_space", "--fail-on", "info", "--fix")[0] == 0
    assert Path("a.srt").read_text() == "1\n00:00:03,000 --> 00:00:05,000\nOne.\n"


def test_what_is_kept_is_shown_and_removed(capsys: pytest.CaptureFixture[str]) -> None:
    write("a.srt", GOOD)
    run()
    strange = entries()[0].parent / "mine.txt"
    strange.write_text("mine")
    assert cli.main(["cache", "info"]) == 0
    assert "findings: 1 entry, 0.0 MB, in " in capsys.readouterr().out
    assert cli.main(["cache", "clear"]) == 0
    assert "findings: 1 entry removed" in capsys.readouterr().out
    assert entries() == []
    assert strange.read_text() == "mine"


def test_nothing_is_kept_where_nobody_wants_it(monkeypatch: pytest.MonkeyPatch) -> None:
    write("a.srt", GOOD)
    run("--no-cache")
    for unwanted in ("1", "findings", "config,findings", "yes"):
        monkeypatch.setenv("CAPTION_QA_NO_CACHE", unwanted)
        run()
    assert entries() == []
    monkeypatch.setenv("CAPTION_QA_NO_CACHE", "config,remote")
    run()
    assert len(entries()) == 1


def test_a_folder_that_cannot_be_written_is_no_failure(tmp_path: Path, monkeypatch: Any) -> None:
    write("a.srt", BAD)
    expected = run("--no-cache")
    write("file", b"")
    monkeypatch.setenv("CAPTION_QA_CACHE_DIR", str(tmp_path / "file"))
    assert run() == expected


@pytest.mark.usefixtures("at_rest")
def test_of_too_much_the_oldest_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(5):
        write(f"{number}/a.srt", GOOD)
    run()
    for number, entry in enumerate(entries()):
        written = entry.stat().st_mtime - 100 * number
        os.utime(entry, (written, written))
    size = entries()[0].stat().st_size
    newest = entries()[:2]
    monkeypatch.setattr(kept_outcomes, "LIMIT_OF_KIND_BYTES", 3 * size + size // 2)
    write("5/a.srt", GOOD)
    run()
    left = entries()
    assert len(left) == 3
    assert set(newest) <= set(left)
