"""`caption-qa process` as its users see it: what is written where, and the exit codes."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path

import pytest

from caption_qa_action.cli import main

GOOD = "1\n00:00:01,000 --> 00:00:03,000\nWhere have you been?\n"
STYLED = "1\n00:00:01,000 --> 00:00:03,000\n<i>Where have you been?</i>\n"
FAST = "1\n00:00:01,000 --> 00:00:02,000\nWhere have you been all of this long year, my dear?\n"
BACKWARDS = "1\n00:00:03,000 --> 00:00:01,000\nWhere have you been?\n"

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(name: str, text: str) -> Path:
    path = Path(name)
    path.write_bytes(text.encode())
    return path


def process(*arguments: str) -> int:
    return main(["process", "--isolated", *arguments])


def test_the_captions_go_to_standard_output_and_the_rest_to_standard_error(
    capsys: Capture,
) -> None:
    write("talk.srt", STYLED)
    assert process("talk.srt") == 0
    out, err = capsys.readouterr()
    assert out == GOOD
    assert "talk.srt: 1 cue; 0 errors" in err
    assert "strip_styling: <i> is removed in 1 cue" in err


def test_a_preset_decides_the_format(capsys: Capture) -> None:
    write("talk.srt", STYLED)
    assert process("talk.srt", "--preset", "html5") == 0
    assert capsys.readouterr().out.startswith("WEBVTT\n\n")


def test_a_fix_profile_mends_for_reading(capsys: Capture) -> None:
    write("talk.srt", FAST)
    assert process("talk.srt") == 0
    assert capsys.readouterr().out == FAST
    assert process("talk.srt", "--fix-profile", "auto-split-cps") == 0
    out, err = capsys.readouterr()
    assert out != FAST
    assert "reading_speed_high" in err


def test_what_is_left_to_mend_exits_1(capsys: Capture) -> None:
    write("talk.srt", BACKWARDS)
    assert process("talk.srt") == 1
    out, err = capsys.readouterr()
    assert out == BACKWARDS.replace(
        "00:00:03,000 --> 00:00:01,000", "00:00:01,000 --> 00:00:03,000"
    )
    assert "left to mend" in err


@pytest.mark.parametrize("behind", ["\n", " "])
def test_a_mark_that_is_left_out_is_named_wherever_the_words_stand(
    behind: str, capsys: Capture
) -> None:
    write("talk.srt", f"\ufeff1\n00:00:01,000 --> 00:00:03,000{behind}Where have you been?\n")
    process("talk.srt")
    out, err = capsys.readouterr()
    assert out == "1\n00:00:01,000 --> 00:00:03,000\nWhere have you been?\n"
    assert "without a mark" in err


def test_nothing_to_deliver_exits_2_and_writes_nothing(capsys: Capture) -> None:
    write("talk.srt", "no captions at all\n")
    assert process("talk.srt", "-o", "out.srt") == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "nothing can be delivered" in err
    assert not Path("out.srt").exists()


@pytest.mark.parametrize("preset", ["youtube", "html5", "lms"])
def test_letters_that_are_a_guess_are_not_delivered(preset: str, capsys: Capture) -> None:
    Path("talk.srt").write_bytes(GOOD.replace("Where have you been?", "謝謝").encode("big5"))
    assert process("talk.srt", "--preset", preset) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "nothing can be delivered: the text is not UTF-8, and its encoding is not certain" in err
    assert process("talk.srt", "--preset", preset, "--encoding", "big5") == 0
    assert "謝謝" in capsys.readouterr().out


def test_json_is_the_reply_of_the_api(capsys: Capture) -> None:
    write("talk.srt", STYLED)
    assert process("talk.srt", "--json", "-q") == 0
    out, err = capsys.readouterr()
    reply = json.loads(out)
    assert reply["output"] == reply["aidedOutput"] == GOOD
    assert reply["deliveryStatus"] == "will_adapt"
    assert err == ""


def test_json_and_a_file_can_be_had_together(capsys: Capture) -> None:
    write("talk.srt", STYLED)
    assert process("talk.srt", "--json", "-o", "out.srt") == 0
    assert json.loads(capsys.readouterr().out)["output"] == GOOD
    assert Path("out.srt").read_text(encoding="utf-8") == GOOD


def test_the_input_is_never_overwritten_without_force(capsys: Capture) -> None:
    path = write("talk.srt", STYLED)
    os.makedirs("sub")
    for name in ("talk.srt", "./talk.srt", "sub/../talk.srt", str(path.absolute())):
        assert process("talk.srt", "-o", name) == 2
        assert "is the input" in capsys.readouterr().err
    if hasattr(os, "link"):
        os.link("talk.srt", "same.srt")
        assert process("talk.srt", "-o", "same.srt") == 2
    assert path.read_bytes() == STYLED.encode()
    assert process("talk.srt", "-o", "talk.srt", "--force") == 0
    assert path.read_bytes() == GOOD.encode()


def test_no_file_is_overwritten_without_force(capsys: Capture) -> None:
    write("talk.srt", STYLED)
    other = write("other.srt", "mine")
    assert process("talk.srt", "-o", "other.srt") == 2
    assert "pass --force" in capsys.readouterr().err
    assert other.read_bytes() == b"mine"
    assert process("talk.srt", "-o", "other.srt", "--force") == 0
    assert other.read_bytes() == GOOD.encode()


def test_standard_input_is_read(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(STYLED.encode())))
    assert process("-", "--stdin-filename", "talk.de.srt") == 0
    out, err = capsys.readouterr()
    assert out == GOOD
    assert err.startswith("talk.de.srt: ")


@pytest.mark.parametrize(
    "arguments, shown",
    [
        (["gone.srt"], "gone.srt"),
        (["talk.srt", "--preset", "youtub"], "youtube"),
        (["talk.srt", "--fix-profile", "all"], "auto-split-cps"),
        (["talk.srt", "-o", "no/such/folder/out.srt"], "folder does not exist"),
        (["talk.srt", "-o", "."], "it is a folder"),
        (["."], "folder"),
        (["talk.srt", "--json", "-o", "-"], "standard output"),
        (["talk.srt", "--encoding", "klingon"], "klingon"),
        ([], "FILE"),
    ],
)
def test_a_wrong_call_exits_2_and_says_why(
    arguments: list[str], shown: str, capsys: Capture
) -> None:
    write("talk.srt", GOOD)
    assert process(*arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert shown in err
    assert "Traceback" not in err


def test_nothing_is_left_behind_when_writing_fails(folder: Path) -> None:
    write("talk.srt", GOOD)
    (folder / "out").mkdir()
    assert process("talk.srt", "-o", "out") == 2
    assert sorted(path.name for path in folder.iterdir()) == ["out", "talk.srt"]


def test_hostile_names_and_captions_reach_the_terminal_as_text(capsys: Capture) -> None:
    name = "a\x1b[31m.srt" if sys.platform != "win32" else "a.srt"
    write(name, GOOD.replace("been", "<\x1b]0;x\x07been"))
    process(name)
    assert "\x1b" not in capsys.readouterr().err
    process(name, "--json")
    assert capsys.readouterr().out.isascii()


def test_the_configuration_is_in_force(capsys: Capture) -> None:
    write("talk.srt", STYLED)
    write(".caption-qa.yml", "preset: html5\n")
    assert main(["process", "talk.srt"]) == 0
    assert capsys.readouterr().out.startswith("WEBVTT")
