"""`caption-qa remote` against the server of this package, for every route that it offers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.test_remote_serve import Run, run, server  # noqa: F401
from tests.server.serving import Running

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("remote-serve")]

CAPTIONS = "1\n00:00:01,000 --> 00:00:01,200\nWhere have you been?\n"


@pytest.fixture
def captions(tmp_path: Path) -> Path:
    path = tmp_path / "talk.srt"
    path.write_text(CAPTIONS, encoding="utf-8")
    return path


def test_a_finding_is_explained(server: Running, run: Run, captions: Path) -> None:  # noqa: F811
    asked = "remote", "explain", "duration_too_short", "talk.srt", "--preset", "generic"
    done = run(server, *asked, "--cue", "1", "--json")
    assert done.returncode == 0
    (finding,) = json.loads(done.stdout)["findings"]
    assert finding["cue"]["text"] == "Where have you been?"
    done = run(server, "remote", "explain", "duration_too_shor")
    assert done.returncode == 2
    assert "duration_too_short" in done.stderr
