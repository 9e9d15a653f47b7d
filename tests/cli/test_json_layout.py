"""What commands print as JSON is laid out in one way: two blanks for each level, and a line end behind it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from caption_qa_action.cli import main

COMMANDS = (
    ("rules", "--json"),
    ("rule", "overlapping_cues", "--json"),
    ("presets", "--json"),
    ("preset", "youtube", "--json"),
    ("process", "talk.srt", "--preset", "youtube", "--json"),
)


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_json_is_laid_out_for_people(
    arguments: tuple[str, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("talk.srt").write_text("1\n00:00:01,000 --> 00:00:03,000\nÉté.\n", encoding="utf-8")
    assert main(list(arguments)) == 0
    out = capsys.readouterr().out
    layouts = [
        json.dumps(json.loads(out), indent=2, ensure_ascii=ascii) + "\n" for ascii in (True, False)
    ]
    assert out in layouts
