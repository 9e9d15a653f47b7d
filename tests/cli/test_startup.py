"""What a plain check may import: start-up is a feature, and one careless import costs a commit 100 ms."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

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
PROGRAM = """
import sys
from caption_qa_action.cli import main
code = main(sys.argv[1:])
print(code, *sorted(sys.modules), file=sys.stderr)
"""


def modules_after(folder: Path, *arguments: str) -> set[str]:
    """The modules that a command line has imported, in a process without a site directory.

    A site directory can import anything through its .pth files, which is not our doing.
    """
    package = Path(__file__).parents[2] / "src"
    program = f"import sys; sys.path.insert(0, {str(package)!r})\n{PROGRAM}"
    result = subprocess.run(
        [sys.executable, "-S", "-c", program, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    code, *modules = result.stderr.splitlines()[-1].split()
    assert code == "0", result.stderr
    return {name for module in modules for name in (module, module.partition(".")[0])}


def test_a_plain_check_imports_nothing_slow(tmp_path: Path) -> None:
    (tmp_path / "talk.srt").write_text(CAPTIONS)
    modules = modules_after(tmp_path, "check", "talk.srt")
    assert not modules & SLOW
    assert "caption_qa_action.pipeline" in modules


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
    assert not modules & SLOW
    assert "caption_qa_action.pipeline" not in modules
