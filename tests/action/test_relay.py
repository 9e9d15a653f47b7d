"""What a check prints beside its reports: an annotation each, and none for what the report has annotated."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from caption_qa_action.action import __main__ as action

FACT = 'the change lets findings pass that failed the run, in "ads" (fail-on or max-warnings)'


@pytest.mark.parametrize(
    ("notices", "annotated", "is_relayed"),
    [([FACT], True, False), ([FACT], False, True), ([], True, True), (None, True, True)],
)
def test_one_fact_has_one_annotation(
    notices: list[str] | None,
    annotated: bool,
    is_relayed: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    report = tmp_path / "report.json"

    def check(command: list[str]) -> int:
        if notices is not None:
            report.write_text(json.dumps({"summary": {"notices": notices}}), encoding="utf-8")
        sys.stderr.write(f"caption-qa: warning: {FACT}\ncaption-qa: warning: another\n")
        return 1

    def read() -> dict[str, Any]:
        return action.read_report(str(report))

    monkeypatch.setattr(action, "run_command", check)
    assert action.run_and_relay(["check"], read if annotated else dict) == 1
    lines = capsys.readouterr().out.splitlines()
    assert sum(FACT in line for line in lines) == is_relayed
    assert sum(line.startswith("::warning") and "another" in line for line in lines) == 1
