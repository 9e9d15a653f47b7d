"""The release as one file, run by a Python that has nothing else installed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from caption_qa_action import __version__
from scripts import build_zipapp, zipapp_main

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("zipapp")]

BAD = "1\n00:00:01,000 -> 00:00:03,000\nWhere have you been?\n"


def bare_python() -> str:
    """The Python that the environment was made with."""
    name = (
        "python.exe"
        if os.name == "nt"
        else f"bin/python{sys.version_info[0]}.{sys.version_info[1]}"
    )
    return str(Path(sys.base_prefix, name))


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("zipapp") / "caption-qa.pyz"
    assert build_zipapp.main(["--here", str(path)]) == 0
    return path


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cache of a user."""
    return tmp_path_factory.mktemp("cache")


def run(archive: Path, cache: Path, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the file, isolated and without anything that is installed beside the standard library."""
    variables = {"XDG_CACHE_HOME": str(cache), "LOCALAPPDATA": str(cache), "HOME": str(cache)}
    return subprocess.run(
        [bare_python(), "-I", "-S", "-X", "utf8", str(archive), *arguments],
        cwd=cwd,
        env={**os.environ, **variables},
        capture_output=True,
        encoding="utf-8",
    )


def test_it_checks_with_a_configuration_mends_and_delivers(
    archive: Path, kept: Path, tmp_path: Path
) -> None:
    Path(tmp_path, "talk.srt").write_text(BAD, encoding="utf-8")
    Path(tmp_path, ".caption-qa.yml").write_text("preset: tiktok\n", encoding="utf-8")
    checked = run(archive, kept, "check", "--format", "json", cwd=tmp_path)
    assert checked.returncode == 1, checked.stderr
    report = json.loads(checked.stdout)
    assert report["tool"]["version"] == __version__
    assert report["files"][0]["preset"] == "tiktok"
    assert report["files"][0]["diagnostics"][0]["code"] == "invalid_timestamp"
    assert run(archive, kept, "check", "--fix", cwd=tmp_path).returncode == 0
    delivered = run(archive, kept, "process", "talk.srt", "--preset", "youtube", cwd=tmp_path)
    assert delivered.stdout == BAD.replace("->", "-->")


def test_it_is_unpacked_once(archive: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    for _ in range(2):
        assert (
            run(archive, cache, "--version", cwd=tmp_path).stdout == f"caption-qa {__version__}\n"
        )
    (folder,) = (each for each in cache.rglob("zipapp-*") if each.is_dir())
    # What is there is what runs.
    (folder / "any/caption_qa_action/cli/__init__.py").write_text("def main(): return 7\n")
    shutil.rmtree(folder / "any/caption_qa_action/cli/__pycache__", ignore_errors=True)
    assert run(archive, cache, "--version", cwd=tmp_path).returncode == 7


def test_it_runs_where_nothing_can_be_kept(archive: Path, tmp_path: Path) -> None:
    no_folder = tmp_path / "file"
    no_folder.write_bytes(b"")
    done = run(archive, no_folder, "--version", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, f"caption-qa {__version__}\n"), done.stderr


def test_it_says_that_it_is_not_for_this_machine(archive: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.pyz"
    with zipfile.ZipFile(archive) as source, zipfile.ZipFile(other, "w") as target:
        for name in ("__main__.py", "any/caption_qa_action/__init__.py"):
            target.writestr(name, source.read(name))
    done = run(other, tmp_path / "cache", "check", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr == (
        f"caption-qa: error: this file has no part for {zipapp_main.machine()}; "
        "install the package instead\n"
    )


def test_the_same_content_is_the_same_file(archive: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.pyz"
    build_zipapp.main(["--here", str(again)])
    assert again.read_bytes() == archive.read_bytes()


def test_it_holds_what_the_lock_file_names_and_its_licences(archive: Path) -> None:
    with zipfile.ZipFile(archive) as file:
        names = file.namelist()
    about = {name.split("/")[1] for name in names if ".dist-info/" in name}
    locked = build_zipapp.LOCK.read_text("utf-8").count("==")
    assert len(about) == locked
    assert len([name for name in names if "license" in name.lower()]) >= locked
    assert not [name for name in names if name.startswith("any/") and name.endswith(".so")]


@pytest.mark.parametrize(
    "file, system, name",
    [
        ("core.cpython-313-x86_64-linux-gnu.so", "manylinux_2_17_x86_64", "cpython-313-x86_64-linux-gnu"),
        ("core.cpython-313-darwin.so", "macosx_11_0_arm64", "cpython-313-darwin-arm64"),
        ("core.cpython-311-darwin.so", "macosx_10_12_x86_64", "cpython-311-darwin-x86_64"),
        ("core.cp314-win_amd64.pyd", "win_amd64", "cp314-win_amd64"),
    ],
)  # fmt: skip
def test_a_compiled_part_is_found_by_the_name_that_its_machine_has(
    file: str, system: str, name: str
) -> None:
    assert build_zipapp.machine_of(["core/__init__.py", f"core/{file}"], system) == name
