"""What a plain check may import: start-up is a feature, and one careless import costs a commit 100 ms."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from caption_qa_action.formats import FORMATS
from tests.files.sentences import SENTENCES, srt

READERS = {".srt": "srt.parser", ".vtt": "webvtt.reader", ".ttml": "ttml.parser"}
SLOW = {
    "asyncio",
    "chardet",
    "concurrent",
    "dataclasses",
    "difflib",
    "hashlib",
    "httpx",
    "importlib.metadata",
    "inspect",
    "json",
    "logging",
    "multiprocessing",
    "pathlib",
    "pathspec",
    "pydantic",
    "rich",
    "ruamel",
    "subprocess",
    "tomllib",
    "unicodedata",
    "yaml",
}

CAPTIONS = "1\n00:00:01,000 --> 00:00:03,000\nWhere have you been?\n"
# A first file of each kind: its name, what it holds, and how the modules begin that a check of it leaves alone.
TTML = (
    '<?xml version="1.0" encoding="utf-8"?>\n<tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en"><body>'
    '<div><p begin="00:00:01.000" end="00:00:03.000">Where have you been?</p></div></body></tt>\n'
)
FIRST_FILES = {
    "talk.srt": (CAPTIONS, ("formats.ttml.parser", "rules.ttml.", "rules.text._misread")),
    "talk.vtt": ("WEBVTT\n\n" + CAPTIONS.replace(",", "."), ("formats.srt.parser", "rules.ttml.")),
    "talk.ttml": (TTML, ("delivery.reread", "delivery.segments", "core.conservation")),
}
# The most modules of ours that a run may load: each costs it a tenth of a millisecond or more. Lower a number that
# has become too high; of the 212 of one SRT file 73 are rules, and 46 what they share and their packages.
MOST = {
    ("check", "talk.srt"): 212,
    ("check", "talk.vtt"): 241,
    ("check", "talk.ttml"): 248,
    ("check", "large.srt"): 85,
    ("--version",): 9,
    ("rule", "overlapping_cues"): 37,
}
NEVER = (
    "triage.suppressions",
    "triage.baseline",
    "fixing",
    "plugins",
    "engines.remote",
    "runs.shards",
)
PROGRAM = """
import sys
from caption_qa_action.cli import main
code = main(sys.argv[1:])
print(code, *sorted(sys.modules), file=sys.stderr)
"""


def modules_after(folder: Path, *arguments: str) -> set[str]:
    """The modules that a command line has imported, and the packages that they are of."""
    modules = reported_by(PROGRAM, folder, *arguments)
    return {name for module in modules for name in (module, module.partition(".")[0])}


def reported_by(program: str, folder: Path, *arguments: str) -> list[str]:
    """What a program reports after its exit code, in a process without a site directory.

    A site directory can import anything through its .pth files, which is not our doing.
    """
    package = Path(__file__).parents[2] / "src"
    program = f"import sys; sys.path.insert(0, {str(package)!r})\n{program}"
    # What another test of this process has left for a caption-qa is not for this one.
    environment = {key: os.environ[key] for key in os.environ if not key.startswith("CAPTION_QA_")}
    result = subprocess.run(
        [sys.executable, "-S", "-c", program, *arguments],
        cwd=folder,
        env={**environment, "PYTHONPATH": "", "CAPTION_QA_CACHE_DIR": str(folder / ".cache")},
        capture_output=True,
        text=True,
        check=True,
    )
    code, *reported = result.stderr.splitlines()[-1].split()
    assert code == "0", result.stderr
    return reported


def test_a_plain_check_imports_nothing_slow(tmp_path: Path) -> None:
    (tmp_path / "talk.srt").write_text(CAPTIONS)
    modules = modules_after(tmp_path, "check", "talk.srt")
    assert not modules & SLOW
    assert "caption_qa_action.pipeline" in modules


@pytest.mark.parametrize("command", MOST, ids=" ".join)
def test_no_run_loads_more_modules_than_it_has(command: tuple[str, ...], tmp_path: Path) -> None:
    for name, (text, _) in FIRST_FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    large = tmp_path / "large.srt"
    large.write_text(CAPTIONS + "\n" * 200_000)
    os.utime(large, (0, 0))  # what was written just now may still change, so that it is read again
    modules_after(tmp_path, "check", "large.srt")
    # What is large was checked before, and its outcome comes from the cache.
    modules = modules_after(tmp_path, *command)
    own = [name for name in modules if name.partition(".")[0] == "caption_qa_action"]
    assert len(own) <= MOST[command]
    is_hit = "large.srt" in command
    assert ("caption_qa_action.runs.kept_outcomes" in modules) == is_hit
    # What is kept is known by its checksum.
    assert modules & {*SLOW, "typing"} <= ({"hashlib", "json"} if is_hit else set())


def test_an_srt_file_loads_no_rule_of_another_format(tmp_path: Path) -> None:
    (tmp_path / "talk.srt").write_text(CAPTIONS)
    modules = modules_after(tmp_path, "check", "talk.srt")
    assert "caption_qa_action.rules.timing.overlapping_cues" in modules
    assert not [name for name in modules if name.startswith("caption_qa_action.rules.webvtt.")]


def test_a_plain_check_loads_no_opt_in_rule(tmp_path: Path) -> None:
    (tmp_path / "talk.srt").write_text(CAPTIONS)
    modules = modules_after(tmp_path, "check", "talk.srt")
    assert not [name for name in modules if ".opt_in" in name]


def test_the_version_needs_no_engine(tmp_path: Path) -> None:
    modules = modules_after(tmp_path, "version")
    assert modules_after(tmp_path, "--version") < modules
    assert not modules & SLOW
    assert "caption_qa_action.pipeline" not in modules


@pytest.mark.parametrize("name", FIRST_FILES)
def test_a_first_file_loads_nothing_that_it_does_not_need(name: str, tmp_path: Path) -> None:
    text, others = FIRST_FILES[name]
    (tmp_path / name).write_text(text, encoding="utf-8")
    modules = modules_after(tmp_path, "check", name)
    assert not modules & SLOW
    assert f"caption_qa_action.formats.{READERS[Path(name).suffix]}" in modules
    unwanted = tuple(f"caption_qa_action.{start}" for start in (*NEVER, *others))
    assert not [module for module in modules if module.startswith(unwanted)]


@pytest.mark.parametrize("tag", ["de", "fr", "ja", "ru", "zh", "pl", "ar"])
def test_text_as_it_was_written_loads_no_table_of_encodings(tag: str, tmp_path: Path) -> None:
    (tmp_path / "talk.srt").write_text(srt(list(SENTENCES[tag][1])), encoding="utf-8")
    modules = modules_after(tmp_path, "check", "talk.srt")
    for name in ("rules.text._misread_text", "core.plausibility", "core.legacy_encodings"):
        assert f"caption_qa_action.{name}" not in modules


@pytest.mark.parametrize(
    ("name", "format"), [("talk.srt", "srt"), ("talk.vtt", "webvtt"), ("talk.ttml", "ttml")]
)
def test_a_file_loads_no_format_but_its_own(name: str, format: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(FIRST_FILES[name][0], encoding="utf-8")
    (tmp_path / "README.md").write_text("No captions.\n")  # siblings are looked for among all names
    modules = modules_after(tmp_path, "check", name)
    formats = {f"caption_qa_action.formats.{each}" for each in FORMATS}
    # Times and text are read and written as in SRT, whose modules others share.
    assert modules & formats <= {f"caption_qa_action.formats.{each}" for each in (format, "srt")}


def test_the_page_of_a_rule_needs_no_configuration(tmp_path: Path) -> None:
    modules = modules_after(tmp_path, "rule", "overlapping_cues")
    assert not modules & SLOW
    unwanted = (
        "config",
        "core.settings",
        "core.preset",
        "reporters",
        "pipeline",
        "runs",
        "presets",
        "rules.text.",
        "formats.srt",
    )
    starts = tuple(f"caption_qa_action.{start}" for start in unwanted)
    assert not [module for module in modules if module.startswith(starts)]


def test_few_objects_are_no_reason_to_look_for_garbage(tmp_path: Path) -> None:
    (tmp_path / "talk.srt").write_text(CAPTIONS)
    # Counted after the command line is imported, which is where the threshold is set.
    program = """
import gc, sys
from caption_qa_action.cli import main
before = gc.get_stats()[0]["collections"]
code = main(sys.argv[1:])
print(code, gc.get_stats()[0]["collections"] - before, file=sys.stderr)
"""
    assert reported_by(program, tmp_path, "check", "talk.srt") == ["0"]


def test_the_end_of_the_process_looks_for_no_garbage(tmp_path: Path) -> None:
    (tmp_path / "talk.srt").write_text(CAPTIONS)
    # Called after what the command line has registered, since the last that is registered is called first.
    program = """
import atexit, gc, sys
atexit.register(lambda: print(0, gc.get_freeze_count() > 10_000, file=sys.stderr))
from caption_qa_action.cli import main
main(sys.argv[1:])
"""
    assert reported_by(program, tmp_path, "check", "talk.srt") == ["True"]
