"""Segments of a stream are converted at the times of the stream, and joined."""

from __future__ import annotations

from pathlib import Path

import pytest

from caption_qa_action.cli import main
from caption_qa_action.runs.conversions import by_numbers
from caption_qa_action.workspace.discover import File


def segment(start_s: int, *cues: tuple[int, int, str]) -> str:
    """A segment that stands `start_s` seconds into its stream, with cues in seconds of its own."""
    lines = [f"WEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:{start_s * 90_000}\n"]
    lines += [
        f"00:00:{begin:02d}.000 --> 00:00:{end:02d}.000\n{text}\n" for begin, end, text in cues
    ]
    return "\n".join(lines)


@pytest.fixture
def stream(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("s1.vtt").write_text(segment(10, (1, 3, "One is here"), (5, 7, "Two is here")))
    # The second begins six seconds later; what is shown across the border stands in both.
    Path("s2.vtt").write_text(segment(16, (3, 4, "Three is here")))
    Path("s3.vtt").write_text(segment(10, (5, 7, "Two is here"), (9, 10, "Three is here")))
    return tmp_path


def test_the_time_map_is_applied_when_asked_for(
    stream: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["convert", "s1.vtt", "--to", "srt", "-o", "-", "--fail-on-loss"]) == 1
    assert "00:00:01,000 --> 00:00:03,000" in capsys.readouterr().out
    command = ["convert", "s1.vtt", "--to", "srt", "-o", "-", "--fail-on-loss", "--stream-time"]
    assert main(command) == 0
    assert "00:00:11,000 --> 00:00:13,000\nOne" in capsys.readouterr().out


def test_segments_are_joined_in_the_order_of_time_each_cue_once(
    stream: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["convert", "s3.vtt", "s1.vtt", "s2.vtt", "--to", "srt", "--join", "-o", "all.srt"]
    assert main([*command, "--fail-on-loss"]) == 0
    assert (stream / "all.srt").read_text() == (
        "1\n00:00:01,000 --> 00:00:03,000\nOne is here\n\n"
        "2\n00:00:05,000 --> 00:00:07,000\nTwo is here\n\n"
        "3\n00:00:09,000 --> 00:00:10,000\nThree is here\n"
    )
    assert "5 cues" in capsys.readouterr().err


@pytest.mark.parametrize("names", [("seg-9", "seg-10"), ("part-010", "part-0100"), ("1/2", "1/10")])
def test_numbers_in_names_count_as_numbers(
    names: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = [tmp_path / f"{name}.vtt" for name in names]
    for path, word, start_s in zip(paths, ("ninth", "tenth"), (50, 56), strict=True):
        path.parent.mkdir(exist_ok=True)
        path.write_text(segment(start_s, (1, 3, word), (5, 7, path.stem)))
    command = ["convert", *map(str, reversed(paths)), "--to", "sbv", "--join", "-o", "-"]
    assert main(command) == 0
    times = "0:00:01.000,0:00:03.000\nninth\n\n0:00:05.000,0:00:07.000"
    assert capsys.readouterr().out.startswith(times)
    files = sorted([File(str(path), str(path)) for path in paths], key=by_numbers)
    assert [file.path for file in files] == [*map(str, paths)]
    assert main([*command, "--stream-time"]) == 0
    assert capsys.readouterr().out.startswith("0:00:51.000,0:00:53.000\nninth\n")


def test_joining_needs_a_place_and_overwrites_nothing(
    stream: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["convert", "s1.vtt", "s2.vtt", "--to", "srt", "--join"]) == 2
    assert "--join needs -o FILE" in capsys.readouterr().err
    Path("all.srt").write_text("mine")
    assert main(["convert", "s1.vtt", "--to", "srt", "--join", "-o", "all.srt"]) == 2
    assert Path("all.srt").read_text() == "mine"
    Path("s4.vtt").write_text("no captions")
    assert main(["convert", "s1.vtt", "s4.vtt", "--to", "srt", "--join", "-o", "b.srt"]) == 2
    assert not Path("b.srt").exists()
