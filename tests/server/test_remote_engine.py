"""The remote engine against a real server: the same findings, the same exit codes."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path

import pytest

from caption_qa_action.cli import main
from tests.captions import ROOT, Caption, files_in, generated, shared
from tests.server.serving import Running

pytestmark = pytest.mark.slow

# Enough for every format, and not so much that it takes minutes.
_LARGEST_BYTES, _MOST = 30_000, 12


def captions() -> list[Caption]:
    """Our examples, a file in each encoding, and some of each kind, generated and shared."""
    taken: Counter[tuple[str, str]] = Counter()
    found = files_in(ROOT / "examples" / "captions")
    for caption in (*generated(), *shared()):
        kind = (caption.id.partition("/")[0], os.path.splitext(caption.name)[1].lower())
        if taken[kind] < _MOST and 0 < caption.size < _LARGEST_BYTES:
            taken[kind] += 1
            found.append(caption)
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
    for number, caption in enumerate(captions()):
        (work / f"{number:03d}-{caption.name}").write_bytes(caption.data)
    monkeypatch.chdir(work)
    monkeypatch.setenv("CAPTIONPASS_API_KEY", server.key)
    monkeypatch.setenv("CAPTION_QA_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    outcomes = []
    for engine in (["bundled"], ["remote", "--api-url", server.url]):
        arguments = ["--isolated", "--preset", preset, "--format", "json", "--engine", *engine]
        code = main(["check", *arguments])
        report = json.loads(capsys.readouterr().out)
        outcomes.append((code, [(file["path"], file["diagnostics"]) for file in report["files"]]))
        assert len(report["files"]) == len(captions())
        assert report["summary"]["unreadable"] == 0
    assert outcomes[0] == outcomes[1]
