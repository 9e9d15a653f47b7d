"""How many more cues a finding stands for is a number in JSON, and stays where reports are joined."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from caption_qa_action.cli import main

CUES = "\n".join(
    f"{number}\n00:00:{number * 2:02d},000 --> 00:00:{number * 2:02d},200\nA long word {number}\n"
    for number in range(1, 25)
)


def found(printed: str) -> list[dict[str, Any]]:
    report = json.loads(printed)
    return [each for file in report["files"] for each in file["diagnostics"]]


def test_a_finding_for_many_cues_has_their_number_and_merge_keeps_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.srt").write_text(CUES)
    main(["check", "a.srt", "--shard", "1/1", "--format", "json=one.json"])
    capsys.readouterr()
    many = [each for each in found(Path("one.json").read_text()) if "others" in each]
    assert {(each["code"], each["others"]) for each in many} == {
        ("duration_too_short", 23),
        ("reading_speed_high", 23),
    }
    assert all(f"and {each['others']} more of 24 cues" in each["message"] for each in many)
    main(["merge", "one.json", "--format", "json"])
    assert [each for each in found(capsys.readouterr().out) if "others" in each] == many
