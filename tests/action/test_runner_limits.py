"""What a runner takes: messages and summaries at the limit, and one character above it."""

from __future__ import annotations

from pathlib import Path

import pytest

from caption_qa_action.action.runner_files import append_summary, say

LIMIT_BYTES = 1024 * 1024
CUT = "\nThe rest does not fit into a job summary.\n"


@pytest.mark.parametrize("length", [1, 3999, 4000, 4001, 40_000])
def test_a_message_is_cut_at_4000_characters(
    length: int, capsys: pytest.CaptureFixture[str]
) -> None:
    say("error", "%" * length)
    # Escapes come after the cut: a runner counts what they stand for.
    assert capsys.readouterr().out == f"::error title=caption-qa::{'%25' * min(length, 4000)}\n"


@pytest.fixture
def summary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(path))
    return path


@pytest.mark.parametrize("present", [0, 1, 1000])
def test_a_summary_of_just_the_limit_is_kept(summary: Path, present: int) -> None:
    summary.write_bytes(b"x" * present)
    append_summary("y" * (LIMIT_BYTES - present))
    assert summary.stat().st_size == LIMIT_BYTES
    assert not summary.read_text().endswith(CUT)


@pytest.mark.parametrize("present", [0, 1, 1000])
def test_a_summary_of_one_more_is_cut_at_a_line(summary: Path, present: int) -> None:
    summary.write_bytes(b"x" * present)
    append_summary("line\n" * 10 + "y" * (LIMIT_BYTES - present - 49))
    assert summary.read_text() == "x" * present + "line\n" * 10 + CUT


def test_a_summary_without_room_for_the_notice_stays(summary: Path) -> None:
    for present, grown in ((LIMIT_BYTES - len(CUT), True), (LIMIT_BYTES - len(CUT) + 1, False)):
        summary.write_bytes(b"x" * present)
        append_summary("y" * 100)
        assert (summary.stat().st_size > present) is grown
        assert summary.stat().st_size <= LIMIT_BYTES
