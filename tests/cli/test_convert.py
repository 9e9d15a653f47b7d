"""`caption-qa convert` as its users see it: files, exit codes, and that nothing is overwritten."""

from __future__ import annotations

import io
import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from caption_qa_action.cli import main
from caption_qa_action.core.errors import WriteError
from caption_qa_action.files import write as files_write

SRT = "1\n00:00:01,000 --> 00:00:03,000\nWhere have you been?\n"
VTT = "WEBVTT\n\n00:00:01.000 --> 00:00:03.000\nWhere have you been?\n"
LOSSY = "WEBVTT\n\n00:00:01.000 --> 00:00:03.000\n<v Ann>Where have you been?</v>\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(name: str, content: str | bytes) -> None:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())


def text(name: str) -> str:
    return Path(name).read_bytes().decode()


def files() -> list[str]:
    return sorted(path.as_posix() for path in Path().rglob("*") if path.is_file())


def convert(*arguments: str) -> int:
    return main(["convert", "--isolated", *arguments])


def test_a_file_is_written_beside_its_source() -> None:
    write("talks/one.en.srt", SRT)
    assert convert("talks/one.en.srt", "--to", "vtt") == 0
    assert text("talks/one.en.vtt") == VTT
    assert text("talks/one.en.srt") == SRT


def test_the_output_can_be_named_and_its_suffix_is_enough() -> None:
    write("one.srt", SRT)
    assert convert("one.srt", "-o", "made/two.vtt") == 0
    assert text("made/two.vtt") == VTT
    assert convert("one.srt", "--to", "vtt", "-o", "other.txt") == 0
    assert text("other.txt") == VTT


def test_a_preset_names_the_format() -> None:
    write("one.vtt", VTT)
    assert convert("one.vtt", "--preset", "youtube") == 0
    assert text("one.srt") == SRT


def test_standard_input_goes_to_standard_output(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SRT.encode())))
    assert convert("-", "--to", "vtt", "--stdin-filename", "talk.srt") == 0
    captured = capfdbinary.readouterr()
    assert captured.out == VTT.encode()
    assert b"1 file converted to WebVTT" in captured.err
    assert files() == []


@pytest.mark.parametrize(
    ("arguments", "made"),
    [
        (["-o", "x.vtt"], "x.vtt"),
        (["--out-dir", "made"], "made/stdin.vtt"),
        (["--out-dir", "made", "--stdin-filename", "../../talk.srt"], "made/talk.vtt"),
    ],
)
def test_standard_input_can_go_to_a_file_or_a_folder(
    arguments: list[str], made: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SRT.encode())))
    assert convert("-", "--to", "vtt", *arguments) == 0
    assert files() == [made]


def test_folders_and_globs_keep_their_structure(capsys: pytest.CaptureFixture[str]) -> None:
    write("talks/a/one.srt", SRT)
    write("talks/b/one.srt", SRT)
    write("talks/b/notes.txt", "no captions")
    write("more/two.srt", SRT)
    assert convert("talks", "more/*.srt", "--to", "vtt", "--out-dir", "made") == 0
    made = [name for name in files() if name.startswith("made")]
    assert made == ["made/more/two.vtt", "made/talks/a/one.vtt", "made/talks/b/one.vtt"]
    assert "3 files converted to WebVTT, 0 failed, 0 skipped; 3 cues; 0 losses" in (
        capsys.readouterr().err
    )


def test_files_from_elsewhere_keep_the_name_of_their_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("talks/a/one.srt", SRT)
    write("work/x", "")
    monkeypatch.chdir("work")
    assert convert("../talks", "--to", "vtt", "--out-dir", "made") == 0
    assert files() == ["made/talks/a/one.vtt", "x"]
    assert convert(str(tmp_path / "talks/a/one.srt"), "--to", "vtt", "--out-dir", "flat") == 0
    assert "flat/one.vtt" in files()


def test_what_an_earlier_run_made_is_no_input() -> None:
    write("one.srt", SRT)
    assert convert(".", "--to", "vtt", "--out-dir", "made") == 0
    assert convert(".", "--to", "vtt", "--out-dir", "made", "--force") == 0
    assert files() == ["made/one.vtt", "one.srt"]


def test_a_folder_in_the_format_already_is_left_alone(capsys: pytest.CaptureFixture[str]) -> None:
    write("talks/one.srt", SRT)
    write("talks/two.vtt", VTT)
    assert convert("talks", "--to", "vtt") == 0
    assert "1 file converted to WebVTT, 0 failed, 1 skipped" in capsys.readouterr().err


def test_an_existing_file_is_not_overwritten(capsys: pytest.CaptureFixture[str]) -> None:
    write("a.srt", SRT)
    write("b.srt", SRT)
    write("b.vtt", "mine")
    assert convert("a.srt", "b.srt", "--to", "vtt") == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert '"b.vtt" exists; pass --force' in error
    assert files() == ["a.srt", "b.srt", "b.vtt"]
    assert convert("a.srt", "b.srt", "--to", "vtt", "--force") == 0
    assert text("b.vtt") == VTT


def test_the_input_is_not_overwritten(capsys: pytest.CaptureFixture[str]) -> None:
    write("a.srt", b"1\r\n00:00:01,000 --> 00:00:03,000\r\nd\xe9j\xe0 vu, mon ch\xe8re\r\n")
    before = Path("a.srt").read_bytes()
    assert convert("a.srt", "--to", "srt", "--encoding", "windows-1252") == 2
    assert "overwritten by its own conversion" in capsys.readouterr().err
    assert convert("a.srt", "-o", "./x/../a.srt") == 2
    assert Path("a.srt").read_bytes() == before
    assert convert("a.srt", "--to", "srt", "--encoding", "windows-1252", "--force") == 0
    assert text("a.srt") == "1\r\n00:00:01,000 --> 00:00:03,000\r\ndéjà vu, mon chère\r\n"


def test_two_inputs_for_one_output_are_an_error_before_anything_is_written(
    capsys: pytest.CaptureFixture[str],
) -> None:
    write("a.srt", SRT)
    write("b.srt", SRT)
    write("b.sbv", "0:00:01.000,0:00:03.000\nHello\n")
    assert convert("a.srt", "b.srt", "b.sbv", "--to", "vtt", "--force") == 2
    error = capsys.readouterr().err
    assert '"b.vtt", which "b.srt" goes to, would hold "b.sbv" too' in error
    assert files() == ["a.srt", "b.sbv", "b.srt"]


def test_an_output_that_is_another_input_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    write("a.srt", SRT)
    write("made/a.vtt", VTT)
    assert convert("a.srt", "made/a.vtt", "--to", "vtt", "--out-dir", "made", "--force") == 2
    assert "is a file to convert itself" in capsys.readouterr().err


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="no symbolic links here")
def test_a_link_to_an_existing_file_is_not_written_through() -> None:
    write("a.srt", SRT)
    write("precious", "mine")
    os.symlink("precious", "a.vtt")
    assert convert("a.srt", "--to", "vtt") == 2
    assert text("precious") == "mine"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["a.srt"], "pass --to FORMAT"),
        (["a.srt", "--to", "vt"], 'no output format "vt"'),
        (["a.srt", "--preset", "yotube"], "youtube"),
        (["a.srt", "--to", "vtt", "--preset", "html5"], "exclude each other"),
        (["a.srt", "--to", "vtt", "-o", "x", "--out-dir", "y"], "exclude each other"),
        (["a.srt", "b.srt", "--to", "vtt", "-o", "x"], "use --out-dir"),
        (["a.srt", "--to", "vtt", "-o", "folder"], "is a folder"),
        (["a.srt", "--to", "vtt", "--out-dir", "b.srt"], "is no folder"),
        (["nowhere.srt", "--to", "vtt"], "no such file"),
        (["a.srt", "--to", "vtt", "--fps", "0"], "no frame rate"),
        (["a.srt", "--to", "vtt", "--fps", "25/0"], "no frame rate"),
        (["a.srt", "--to", "vtt", "--fps", "fast"], "no frame rate"),
        (["a.srt", "--to", "vtt", "--encoding", "klingon"], "klingon"),
        (["a.srt", "--to", "vtt", "-o", "-", "--json"], "standard output"),
        (["--to", "vtt"], "INPUT"),
    ],
)
def test_a_wrong_argument_is_one_clear_line_and_writes_nothing(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write("a.srt", SRT)
    write("b.srt", SRT)
    write("folder/x", "")
    assert convert(*arguments) == 2
    error = capsys.readouterr().err
    assert message in error.splitlines()[-1]
    assert "Traceback" not in error
    assert files() == ["a.srt", "b.srt", "folder/x"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "no cues"),
        (b"WEBVTT\n", "no cues"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "PNG"),
        (b"just words\n", "no"),
    ],
)
def test_a_file_without_cues_fails_and_the_others_are_converted(
    content: bytes, reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write("a.vtt", content)
    write("b.vtt", VTT)
    assert convert("a.vtt", "b.vtt", "--to", "srt") == 2
    error = capsys.readouterr().err
    assert "a.vtt: not converted: " in error
    assert reason in error
    assert "1 file converted to SRT, 1 failed" in error
    assert files() == ["a.vtt", "b.srt", "b.vtt"]


def test_losses_are_reported_and_fail_only_when_asked(capsys: pytest.CaptureFixture[str]) -> None:
    write("a.vtt", LOSSY)
    assert convert("a.vtt", "--to", "sbv") == 0
    lines = capsys.readouterr().err.splitlines()
    assert lines[0].startswith("a.vtt: warning[conversion_loss] SBV cannot hold ")
    assert not lines[-1].endswith(" 0 losses")
    assert convert("a.vtt", "--to", "sbv", "--force", "--fail-on-loss") == 1
    write("b.vtt", VTT)
    assert convert("b.vtt", "--to", "sbv", "--fail-on-loss") == 0


def test_quiet_says_only_what_failed(capsys: pytest.CaptureFixture[str]) -> None:
    write("a.vtt", LOSSY)
    write("b.vtt", "WEBVTT\n")
    assert convert("a.vtt", "b.vtt", "--to", "sbv", "-q") == 2
    assert capsys.readouterr().err == "b.vtt: not converted: it has no cues\n"


def test_the_report_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    write("a.vtt", LOSSY)
    write("b.vtt", "WEBVTT\n")
    assert convert("a.vtt", "b.vtt", "--to", "sbv", "--json") == 2
    captured = capsys.readouterr()
    report = json.loads(captured.out)
    assert captured.err == ""
    first, second = report["files"]
    assert (first["status"], first["output"], first["cues"]) == ("converted", "a.sbv", 1)
    assert first["losses"][0]["number"] == 1
    assert (second["status"], second["reason"]) == ("failed", "it has no cues")
    assert report["summary"]["converted"] == report["summary"]["failed"] == 1


def test_an_encoding_that_nothing_proves_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    write("a.srt", SRT.encode().replace(b"Where", b"\xa4\xa4"))
    assert convert("a.srt", "--to", "vtt") == 2
    assert "--encoding" in capsys.readouterr().err
    assert convert("a.srt", "--to", "vtt", "--encoding", "cp1252") == 0
    assert "¤¤ have" in Path("a.vtt").read_text(encoding="utf-8")


def test_an_encoding_that_the_words_prove_is_read(capsys: pytest.CaptureFixture[str]) -> None:
    write("a.srt", SRT.encode().replace(b"Where", b"d\xe9j\xe0 vu"))
    assert convert("a.srt", "--to", "vtt") == 0
    assert "windows-1252 (guessed)" in capsys.readouterr().err
    assert "déjà vu" in Path("a.vtt").read_text(encoding="utf-8")


def test_text_that_no_cue_holds_is_a_loss(capsys: pytest.CaptureFixture[str]) -> None:
    write("a.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nOne\n\nlost words\n")
    assert convert("a.vtt", "--to", "srt", "--fail-on-loss") == 1
    assert 'text of no cue "lost words"' in capsys.readouterr().err


def test_errors_in_the_source_are_reported(capsys: pytest.CaptureFixture[str]) -> None:
    write(
        "a.ttml",
        '<tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en"><body><div>'
        '<p begin="1s" end="2s">One</p><p begin="3s" end="4s">Tw',
    )
    assert convert("a.ttml", "--to", "srt") == 0
    assert "a.ttml: warning[xml_not_well_formed] " in capsys.readouterr().err


@pytest.mark.parametrize(
    "name, text, code",
    [
        ("a.srt", "1\n00:00:01,000 --> 00:00:02,000\nOne\n2\n00:00:03,000 --> 00:00:04,000\nTwo\n", "missing_blank_line"),
        ("a.sbv", "0:00:01.000,0:00:02.000\nOne\n0:00:03.000,0:00:04.000\nTwo\n", ""),
        (
            "a.ass",
            "[Script Info]\nScriptType: v4.00+\n\n[V4+ Styles]\nFormat: Name, Fontname\nStyle: Default,Arial\n\n[Events]\n"
            "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
            "Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,One\nDialogue: 0,0:00:03.00,0:00:04.00,Default,,0,0,0,The comma\n",
            "ass_field_count",
        ),
    ],
)  # fmt: skip
def test_a_problem_is_reported_where_its_rule_finds_an_error(
    name: str, text: str, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write(name, text)
    convert(name, "--to", "json")
    shown = re.findall(r"\[([a-z_]+)\] ", capsys.readouterr().err)
    assert [each for each in shown if each != "conversion_loss"] == ([code] if code else [])


def test_a_draft_of_the_format_is_written_anew() -> None:
    write(
        "a.dfxp",
        '<tt xmlns="http://www.w3.org/2006/10/ttaf1" xml:lang="en"><body><div>'
        '<p begin="1s" end="2s">One</p></div></body></tt>',
    )
    assert convert("a.dfxp", "--to", "ttml", "-o", "b.ttml") == 0
    written = Path("b.ttml").read_text(encoding="utf-8")
    assert "http://www.w3.org/ns/ttml/profile/imsc1.1/text" in written
    assert "2006/10" not in written


def test_bytes_that_cannot_be_read_become_replacement_characters(
    capsys: pytest.CaptureFixture[str],
) -> None:
    cue = "1\n00:00:01,000 --> 00:00:03,000\nÄpfel, Öl und Übermut ".encode()
    write("a.srt", cue + b"\xff\xfe\n")
    assert convert("a.srt", "--to", "vtt") == 0
    assert "Übermut \ufffd\ufffd\n" in text("a.vtt")
    assert "undecodable byte: 2 in all" in capsys.readouterr().err


def test_times_that_cannot_be_read_are_reported(capsys: pytest.CaptureFixture[str]) -> None:
    write("a.srt", SRT + "\n2\n00:00:xx,000 --> 00:00:07,000\nHello\n")
    assert convert("a.srt", "--to", "vtt") == 0
    error = capsys.readouterr().err
    assert (
        'WebVTT cannot hold time that cannot be read "00:00:xx,000 --> 00:00:07,000" in cue 2'
        in error
    )


def test_the_time_of_a_cue_that_is_never_shown_is_no_guess(
    capsys: pytest.CaptureFixture[str],
) -> None:
    hidden = '<p begin="1s" end="2s" tts:display="none">hidden</p>'
    write(
        "a.ttml",
        '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling" xml:lang="en">'
        f'<body><div>{hidden}<p begin="3s" end="5s">shown</p></div></body></tt>',
    )
    assert convert("a.ttml", "--to", "srt") == 0
    reported = capsys.readouterr().err
    assert "cannot be read" not in reported
    assert 'hidden cue "hidden"' in reported


HOSTILE_NAMES = [
    "\x1b[31mred.srt",
    "new\nline.srt",
    "-o.srt",
    "%0A::error::x.srt",
    "a b'\"$(x).srt",
    "\u202egnp.srt",
    ".srt",
    "日本語.SRT",
]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_a_hostile_name_is_converted_and_shown_inert(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write(name, SRT + "\n2\n00:00:xx,000 --> 00:00:07,000\nHello\n")
    assert convert("--to", "vtt", "--", name) == 0
    error = capsys.readouterr().err
    assert error.count("\n") == 2
    assert not set("\x1b\u202e") & set(error)
    stem, ending = os.path.splitext(name)
    made = f"{stem if ending else name}.vtt"
    assert made in os.listdir(".")


def test_a_failing_write_leaves_the_old_file_and_no_part(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write("a.srt", SRT)
    write("b.srt", SRT)
    write("a.vtt", "old")

    def fail(target: str, data: bytes, old: object) -> None:
        raise WriteError("a.vtt", "cannot be written: no space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(files_write, "_replace", fail)
        assert convert("a.srt", "--to", "vtt", "--force") == 2
    assert '"a.vtt" cannot be written: no space' in capsys.readouterr().err
    assert text("a.vtt") == "old"
    assert files() == ["a.srt", "a.vtt", "b.srt"]


def test_an_interrupted_write_leaves_no_part(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write("a.srt", SRT)

    def interrupt(temporary: str, target: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(files_write, "rename", interrupt)
    assert convert("a.srt", "--to", "vtt") == 130
    assert "interrupted" in capsys.readouterr().err
    assert files() == ["a.srt"]


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is sent otherwise on Windows")
def test_a_run_that_is_interrupted_has_written_whole_files_only(folder: Path) -> None:
    cues = "\n".join(
        f"{number}\n00:{number // 60:02d}:{number % 60:02d},000 --> "
        f"00:{number // 60:02d}:{number % 60:02d},900\nHello\n"
        for number in range(1, 3000)
    )
    for number in range(40):
        write(f"talk{number}.srt", cues)
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src")}
    command = [sys.executable, "-m", "caption_qa_action", "convert", "--isolated", "--to", "vtt"]
    process = subprocess.Popen(
        [*command, *files()],
        cwd=folder,
        env=environment,
        stderr=subprocess.PIPE,
        # What the background of a shell starts would ignore it.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    while not [name for name in files() if name.endswith(".vtt")] and process.poll() is None:
        pass
    process.send_signal(signal.SIGINT)
    _, error = process.communicate()
    assert process.returncode in (0, 130), error
    made = [name for name in files() if name.endswith(".vtt")]
    assert made
    assert len({text(name) for name in made}) == 1
    assert not [name for name in os.listdir(".") if name.endswith(".tmp")]


@pytest.mark.slow
def test_a_long_output_is_whole_in_a_pipe_that_is_not_buffered(folder: Path) -> None:
    write("a.srt", SRT * 20_000)
    source = str(Path(__file__).parents[2] / "src")
    environment = {**os.environ, "PYTHONPATH": source, "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "caption_qa_action", "convert", "--isolated", "--to", "vtt"]
    result = subprocess.run(
        [*command, "a.srt", "-o", "-"], cwd=folder, env=environment, capture_output=True, check=True
    )
    assert result.stdout.count(b"Where have you been?\n") == 20_000


@pytest.mark.slow
def test_a_broken_pipe_is_no_traceback(folder: Path) -> None:
    write("a.srt", SRT * 50_000)
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src")}
    command = [sys.executable, "-m", "caption_qa_action", "convert", "--isolated", "--to", "vtt"]
    process = subprocess.Popen(
        [*command, "a.srt", "-o", "-"],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    process.stdout.read(6)
    process.stdout.close()
    assert process.stderr is not None
    error = process.stderr.read()
    process.stderr.close()
    assert process.wait() == 141
    assert b"Traceback" not in error


def test_frames_are_read_at_the_rate_that_is_given() -> None:
    write("a.sub", "{25}{75}Where have you been?\n")
    assert convert("a.sub", "--to", "srt", "--fps", "25") == 0
    assert text("a.srt") == SRT
