"""Configurations that are written to keep their reader busy, or to make it crash."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from caption_qa_action.cli import main
from caption_qa_action.config import Arguments, load, toml
from caption_qa_action.core.errors import ConfigError
from tests.growth import assert_linear
from tests.repository import Repository

CAPTIONS = "1\n00:00:01,000 --> 00:00:03,000\nThe river freezes in December.\n"
TABLE = "[tool.caption-qa]\n"
# What tomllib takes for ever over, or answers with an error that is none of its own.
HOSTILE_TOML = {
    "long key": (f"{TABLE}{'a.' * 40_000}x = 1\n", "nested too deeply"),
    "long quoted key": (TABLE + "'a' . " * 20_000 + '"x" = 1\n', "nested too deeply"),
    "long header": (f"{TABLE}[tool{'.a' * 40_000}]\n", "nested too deeply"),
    "deep list": (f"{TABLE}a = {'[' * 50_000}\n", "nested too deeply"),
    "long number": (f"{TABLE}max-warnings = {'1' * 5_000}\n", "a number is too large"),
}


@pytest.mark.parametrize("kind", HOSTILE_TOML)
def test_hostile_toml_is_refused_by_every_command(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text, reason = HOSTILE_TOML[kind]
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")
    (tmp_path / "a.srt").write_text(CAPTIONS, encoding="utf-8")
    for command in ("check a.srt", "init", "suppress negative_duration a.srt --reason x"):
        assert main(command.split()) == 2
        shown = "".join(capsys.readouterr())
        assert f"not valid TOML: {reason}" in shown
        assert "crashed" not in shown


@pytest.mark.parametrize("kind", HOSTILE_TOML)
def test_hostile_toml_changes_what_is_in_force(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A change that mends it, and one that brings it: neither is a crash."""
    repository = Repository.new(tmp_path / "work")
    monkeypatch.chdir(repository.folder)
    repository.commit({"a.srt": CAPTIONS, "pyproject.toml": HOSTILE_TOML[kind][0]})
    repository.commit({"pyproject.toml": "[tool.black]\n"})
    assert main(["check", "--changed-since", "HEAD~1"]) == 0
    repository.commit({"pyproject.toml": HOSTILE_TOML[kind][0]})
    assert main(["check", "--changed-since", "HEAD~1"]) == 2
    assert "crashed" not in "".join(capsys.readouterr())


@pytest.mark.parametrize("text", [f"a = {'[' * 50_000}\n", f"a = {'1' * 5_000}\n"])
def test_hostile_toml_of_others_is_no_crash(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")
    (tmp_path / "a.srt").write_text(CAPTIONS, encoding="utf-8")
    for command in ("check a.srt", "init"):
        assert main(command.split()) == 0
        assert "crashed" not in "".join(capsys.readouterr())


def test_a_key_may_have_fifty_parts() -> None:
    assert toml.loads(f"{'a.' * 49}x = 1\n{'y' * 10_000} = '{'a ' * 1_000}'\n")
    with pytest.raises(ValueError, match="nested too deeply"):
        toml.loads(f"{'a.' * 50}x = 1\n")


@pytest.mark.slow
def test_unknown_keys_are_one_error_however_many_there_are(tmp_path: Path) -> None:
    path = tmp_path / "c.yml"

    def refuse(text: str) -> None:
        path.write_text(text, encoding="utf-8")
        with pytest.raises(ConfigError, match="k0: unknown key"):
            load(Arguments(), config=str(path))

    assert_linear(lambda count: "".join(f"k{at}: 1\n" for at in range(count)), refuse, 1_000)


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="there are no pipes in folders")
@pytest.mark.parametrize("name", ["pyproject.toml", ".pre-commit-config.yaml"])
def test_no_pipe_is_waited_for(name: str, tmp_path: Path) -> None:
    """Nor by a link of the repository: what is no regular file is not read."""
    repository = Repository.new(tmp_path / "work")
    repository.commit({"a.srt": CAPTIONS, name: ""})
    os.mkfifo(tmp_path / "pipe")
    place = repository.folder / name
    place.unlink()
    place.symlink_to(tmp_path / "pipe")
    repository.commit()
    for command, code in (("check --changed-since HEAD~1", 0), ("init", 2)):
        done = subprocess.run(
            [sys.executable, "-m", "caption_qa_action", *command.split()],
            cwd=repository.folder,
            env=repository.environment,
            capture_output=True,
            timeout=60,
            check=False,
        )
        if name == "pyproject.toml" and command == "init":
            continue  # which writes a file of its own
        assert (done.returncode, b"Traceback" in done.stderr) == (code, False)


def test_the_command_of_a_checkout_imports_nothing_from_the_folder_that_it_checks(
    tmp_path: Path,
) -> None:
    package = tmp_path / "caption_qa_action"
    package.mkdir()
    for name in ("__init__.py", "__main__.py"):
        (package / name).write_text("raise SystemExit('of the folder')\n", encoding="utf-8")
    command = Path(sys.executable).with_name("caption-qa.cmd" if os.name == "nt" else "caption-qa")
    done = subprocess.run([command, "--version"], cwd=tmp_path, capture_output=True, text=True)
    assert (done.returncode, done.stdout.split()[:1]) == (0, ["caption-qa"]), done.stderr
