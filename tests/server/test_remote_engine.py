"""The remote engine against a real server: the same findings, the same exit codes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from caption_qa_action.cli import main
from caption_qa_action.formats import suffixes
from tests.caption_files import is_caption_file
from tests.server.serving import Running

ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"
# Enough for every format, and not so much that it takes minutes.
_LARGEST, _MOST = 30_000, 12


def captions() -> list[Path]:
    """Our examples, and some files of each kind from the corpus where it lies beside the project."""
    taken = dict.fromkeys(suffixes(), 0)
    found = sorted((ROOT / "examples" / "captions").glob("*.*"))
    for path in sorted(CORPUS.rglob("*")) if CORPUS.is_dir() else []:
        suffix = path.suffix.lower()
        if is_caption_file(path) and taken[suffix] < _MOST and path.stat().st_size < _LARGEST:
            taken[suffix] += 1
            found.append(path)
    return found


@pytest.mark.parametrize("preset", ["youtube", "generic"])
def test_both_engines_say_the_same(
    server: Running,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    preset: str,
) -> None:
    work = tmp_path / "work"
    work.mkdir()
    for number, path in enumerate(captions()):
        shutil.copyfile(path, work / f"{number:03d}-{path.name}")
    monkeypatch.chdir(work)
    monkeypatch.setenv("CAPTIONPASS_API_KEY", server.key)
    monkeypatch.setenv("CAPTION_QA_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    said = []
    for engine in (["bundled"], ["remote", "--api-url", server.url]):
        arguments = ["--isolated", "--preset", preset, "--format", "json", "--engine", *engine]
        code = main(["check", *arguments])
        report = json.loads(capsys.readouterr().out)
        said.append((code, [(file["path"], file["diagnostics"]) for file in report["files"]]))
        assert len(report["files"]) == len(captions())
        assert report["summary"]["unreadable"] == 0
    assert said[0] == said[1]
