"""What mending does when it is interrupted, refused, crashed or fed on purpose."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from caption_qa_action import config, pipeline
from caption_qa_action.cli import main
from caption_qa_action.core.document import Document
from caption_qa_action.core.rule import Value
from caption_qa_action.fixing import mend
from caption_qa_action.formats import FORMATS
from caption_qa_action.reporters import REPORTERS
from caption_qa_action.rules import load
from tests.captions import of_format

UNTIDY = "1\n00:00:01.000 -> 00:00:03,000\nWhere  have you been? \n"
TIDY = "1\n00:00:01,000 --> 00:00:03,000\nWhere have you been?\n"
BACKWARDS = "1\n00:00:06.000 --> 00:00:04,000\nAt home.\n"

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("GITHUB_ACTIONS", "PRE_COMMIT", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def fix(*arguments: str) -> int:
    return main(["check", "--isolated", "--fix", *arguments])


def fix_input(data: bytes, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    return fix("-", "--stdin-filename", "talk.srt", *arguments)


# For each number that it reads: mends the folder, and is interrupted when the write of one file has come to
# that line of its code, whichever process writes it. Forked, so that the program is imported once.
INTERRUPTED = """
import contextlib, io, os, signal, sys, time
from caption_qa_action import parallel
from caption_qa_action.cli import main
from caption_qa_action.files import write

kind, jobs = sys.argv[1:]
is_writing = False
# What the background of a shell starts would ignore it.
signal.signal(signal.SIGINT, signal.default_int_handler)
parallel._STOP_SECONDS = 3600  # a slow machine is another matter

def interrupt():
    if kind == "SIGKILL":
        os.killpg(0, signal.SIGKILL)
    os.kill(main_process, signal.SIGINT)
    while True:  # until the main process ends this worker
        time.sleep(0.001)

def trace(frame, event, argument):
    global is_writing, lines
    if frame.f_code.co_filename != write.__file__:
        return None
    if frame.f_code.co_name == "write_atomic" and event in ("call", "return"):
        is_writing = event == "call" and frame.f_locals["path"].endswith("5.srt")
    elif is_writing and event == "line":
        lines -= 1
        if not lines:
            interrupt()
    return trace

is_warm = False
for row in sys.stdin:
    if not is_warm:  # so that each run has imported what it needs
        is_warm = True
        with contextlib.redirect_stdout(io.StringIO()):
            main(["check", "--isolated", "--diff", "--jobs=1", "."])
    process = os.fork()
    if not process:
        os.setsid()
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        main_process, lines = os.getpid(), int(row)
        sys.settrace(trace)
        sys.exit(main(["check", "--fix", "--isolated", "--jobs=" + jobs, "."]))
    signal.alarm(600)  # for a run that hangs
    print(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), flush=True)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="the workers are forked on Linux alone")
@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("kind, code", [("SIGKILL", -9), ("SIGINT", 130)])
def test_an_interrupted_run_leaves_no_file_half_written(
    kind: str, code: int, jobs: int, folder: Path
) -> None:
    names = [f"{at}.srt" for at in range(8)]
    seen, all_left, ended = set(), [], code
    with subprocess.Popen(
        [sys.executable, "-c", INTERRUPTED, kind, str(jobs)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as runs:
        assert runs.stdin is not None
        assert runs.stdout is not None
        # At each line (of workers, each second), until the write has no more.
        for line in range(1, 200, jobs):
            for name in names:
                (folder / name).write_bytes(UNTIDY.encode())
            print(line, file=runs.stdin, flush=True)
            ended = int(runs.stdout.readline())
            contents = {name: (folder / name).read_text(encoding="utf-8") for name in names}
            if ended == 0:
                break
            assert ended == code
            assert set(contents.values()) <= {UNTIDY, TIDY}
            seen.add(contents["5.srt"])
            left = [path.name for path in folder.iterdir() if path.name not in names]
            assert all(re.fullmatch(r"\.caption-qa-[0-9a-f]{16}\.tmp", name) for name in left)
            assert not left or kind == "SIGKILL"
            all_left += left
            for name in left:
                (folder / name).unlink()
    assert ended == 0
    assert seen == {UNTIDY, TIDY}, "no run was interrupted before and after the file was replaced"
    assert all_left or kind == "SIGINT", "no run was killed while it wrote"


def test_a_read_only_file_is_left_alone_and_counted(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    path = folder / "talk.srt"
    path.write_bytes(UNTIDY.encode())
    path.chmod(0o444)
    (folder / "other.srt").write_bytes(UNTIDY.encode())
    access = os.access
    # The superuser may write everything; this run is to be anyone.
    monkeypatch.setattr(
        os, "access", lambda name, mode: Path(name).name != "talk.srt" and access(name, mode)
    )
    assert fix() == 2
    assert "talk.srt: not written: cannot be written: the file is read-only" in str(
        capsys.readouterr()
    )
    assert path.read_bytes() == UNTIDY.encode()
    assert (folder / "other.srt").read_bytes() == TIDY.encode()
    path.chmod(0o644)


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege on Windows")
def test_a_link_stays_and_what_it_leads_to_is_mended(folder: Path) -> None:
    (folder / "real.srt").write_bytes(UNTIDY.encode())
    (folder / "link.srt").symlink_to("real.srt")
    assert fix("link.srt") == 0
    assert (folder / "link.srt").is_symlink()
    assert (folder / "real.srt").read_bytes() == TIDY.encode()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_the_mode_of_a_file_is_kept(folder: Path) -> None:
    path = folder / "talk.srt"
    path.write_bytes(UNTIDY.encode())
    path.chmod(0o750)
    assert fix() == 0
    assert path.stat().st_mode & 0o777 == 0o750


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32", "cp1252"]
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_encoding_mark_and_line_ends_are_kept(encoding: str, newline: str, folder: Path) -> None:
    words = "Où êtes-vous, Élise, à l'été près du café, dès le début"
    untidy, tidy = (
        text.replace("Where", words).replace("\n", newline).encode(encoding)
        for text in (UNTIDY, TIDY)
    )
    path = folder / "talk.fr.srt"
    path.write_bytes(untidy)
    fix("--ignore", "byte_order_mark,encoding_not_utf8")
    assert path.read_bytes() == tidy


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_proven_encoding_becomes_utf_8_and_its_mark_goes(encoding: str, folder: Path) -> None:
    path = folder / "talk.srt"
    path.write_bytes(UNTIDY.encode(encoding))
    assert fix() == 0
    assert path.read_bytes() == TIDY.encode()


def test_a_guessed_encoding_is_changed_only_when_asked(folder: Path) -> None:
    text = TIDY.replace("Where", "Où êtes-vous, Élise, à l'été près du café, dès le début")
    path = folder / "talk.fr.srt"
    path.write_bytes(text.encode("cp1252"))
    fix("--select", "encoding_not_utf8")
    assert path.read_bytes() == text.encode("cp1252")
    fix("--select", "encoding_not_utf8", "--unsafe-fixes")
    assert path.read_bytes() == text.encode()
    fix("--select", "encoding_not_utf8", "--unsafe-fixes")
    assert path.read_bytes() == text.encode()


def test_a_declared_encoding_is_never_applied_twice(folder: Path) -> None:
    text = TIDY.replace("Where", "Où êtes-vous, Élise")
    path = folder / "talk.srt"
    path.write_bytes(text.encode("cp1252"))
    for _ in range(3):
        fix("--unsafe-fixes", "--encoding", "windows-1252", "--ignore", "mojibake")
        assert path.read_bytes() == text.encode()


def test_an_xml_declaration_changes_with_the_encoding() -> None:
    text = (
        '<?xml version="1.0" encoding="UTF-16"?>\n<tt xmlns="http://www.w3.org/ns/ttml" '
        'xml:lang="en"><body><div><p begin="1s" end="3s">Hello</p></div></body></tt>\n'
    )
    in_force = config.load(config.Arguments(), isolated=True).settings_for("talk.ttml")
    result, _ = mend("talk.ttml", text.encode("utf-16"), in_force)
    assert result.data == text.replace("UTF-16", "UTF-8").encode()


@pytest.mark.parametrize("name", list(REPORTERS))
def test_standard_input_goes_to_standard_output_whatever_is_reported(
    name: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    data = UNTIDY + BACKWARDS.replace("1\n", "\n2\n", 1)
    assert fix_input(data.encode(), monkeypatch, "--format", name) == 1
    out, err = capsys.readouterr()
    assert out == TIDY + BACKWARDS.replace("1\n", "\n2\n", 1).replace(".000", ",000")
    assert "negative_duration" in err
    assert fix_input(data.encode(), monkeypatch, "--format", f"{name}=out.txt") == 1
    out, err = capsys.readouterr()
    assert out.startswith(TIDY)
    assert "negative_duration" in (folder / "out.txt").read_text(encoding="utf-8")
    assert "negative_duration" not in err


def test_standard_input_comes_out_mended_by_the_rules_that_do_not_fail(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    crash_in("double_space", monkeypatch)
    assert fix_input(UNTIDY.encode(), monkeypatch) == 2
    out, err = capsys.readouterr()
    assert out == TIDY.replace("Where ", "Where  ")
    assert "rule double_space failed" in err


def test_standard_input_without_faults_comes_out_as_it_is(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert fix_input(TIDY.encode(), monkeypatch) == 0
    assert capsys.readouterr().out == TIDY
    assert fix_input(UNTIDY.encode(), monkeypatch, "--exit-non-zero-on-fix") == 1


def crash_in(code: str, monkeypatch: pytest.MonkeyPatch, *, after: int = 0) -> None:
    """Let a rule raise, from its call number `after` on."""
    check = load(code).check
    calls = 0

    def crash(document: Document, **options: Value) -> object:
        nonlocal calls
        calls += 1
        if calls > after:
            raise RuntimeError("crashed on purpose")
        return check(document, **options)

    monkeypatch.setattr(load(code), "check", crash)


def test_fixes_that_were_left_out_are_reported_in_one_line(capsys: Capture, folder: Path) -> None:
    text = (
        "1\n00:00:01,000 --> 00:00:04,000\nOne is here\n\n"
        "2\n00:00:06,000 --> 00:00:03,000\nTwo is here\n"
    )
    (folder / "talk.srt").write_text(text, encoding="utf-8")
    assert fix("--unsafe-fixes") == 1
    shown = capsys.readouterr().err
    assert "fixes that would do harm were left out in 1 file; --show-fixes names" in shown
    assert fix("--unsafe-fixes", "--show-fixes") == 1
    shown = capsys.readouterr().err
    assert "left alone: negative_duration" in shown
    assert "would do harm" not in shown


MENDED_BY_OTHERS = UNTIDY.replace("  ", " ").replace(" \n", "\n")


@pytest.mark.parametrize(
    ("after", "expected", "left"),
    [
        # From the start: what the other rules have found is mended.
        (0, 2, MENDED_BY_OTHERS),
        # After the fixes: that a rule fails where it did not is a finding more, so no fix is kept, and
        # the arrow stays an error.
        (1, 1, UNTIDY),
        # Two calls are enough: before the fixes and after them.
        (2, 0, TIDY),
    ],
)
def test_a_rule_that_fails_midway_spoils_no_file(
    after: int,
    expected: int,
    left: str,
    capsys: Capture,
    monkeypatch: pytest.MonkeyPatch,
    folder: Path,
) -> None:
    (folder / "talk.srt").write_bytes(UNTIDY.encode())
    crash_in("invalid_timestamp", monkeypatch, after=after)
    assert fix("talk.srt") == expected
    shown = str(capsys.readouterr())
    assert ("rule invalid_timestamp failed" in shown) == (after == 0)
    assert (folder / "talk.srt").read_bytes() == left.encode()


def test_a_bug_midway_leaves_the_file_and_is_reported(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    (folder / "talk.srt").write_bytes(UNTIDY.encode())

    def crash(*arguments: object) -> bytes:
        raise RuntimeError("crashed on purpose")

    monkeypatch.setattr("caption_qa_action.fixing._attempt.edited", crash)
    assert fix() == 2
    assert "this is a bug" in str(capsys.readouterr())
    assert (folder / "talk.srt").read_bytes() == UNTIDY.encode()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such file names")
def test_a_diff_shows_hostile_names_as_text(capsys: Capture, folder: Path) -> None:
    names = [
        "a\n+++ b.srt",
        "\x1b[31m.srt",
        "::error::x.srt",
        "##[error]y.srt",
        "-n.srt",
        "\u202e.srt",
    ]
    for name in names:
        (folder / name).write_bytes(UNTIDY.encode())
    assert main(["check", "--isolated", "--diff", "."]) == 1
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert len(re.findall(r"(?m)^\+\+\+ ", out)) == len(names)
    assert not re.search(r"(?m)^(::|##\[)", out)
    assert all((folder / name).read_bytes() == UNTIDY.encode() for name in names)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_diff_shows_what_changes_in_the_encoding(
    encoding: str, capsys: Capture, folder: Path
) -> None:
    (folder / "talk.srt").write_bytes(TIDY.encode(encoding))
    assert main(["check", "--isolated", "--diff"]) == 1
    out = capsys.readouterr().out
    assert re.search(r"(?m)^--- a/talk\.srt  \(utf-(8|16-le) with a byte order mark\)$", out)
    assert re.search(r"(?m)^\+\+\+ b/talk\.srt  \(utf-8\)$", out)


@pytest.mark.parametrize("name", list(FORMATS))
def test_a_file_of_any_format_is_mended_or_left_as_it_is(name: str) -> None:
    for file in of_format(name):
        in_force = config.load(config.Arguments(), isolated=True).settings_for(file.name)
        before = pipeline.diagnose(file.name, file.data, in_force)
        result, after = mend(file.name, file.data, in_force)
        assert len(after.diagnostics) <= len(before.diagnostics)
        if not any(item.fix and item.fix.safe for item in before.diagnostics):
            assert result.data == file.data


@pytest.mark.slow
def test_a_fault_in_each_of_many_cues_is_mended_in_bounded_work(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def clock(ms: int, point: str) -> str:
        return f"{ms // 3_600_000:02d}:{ms // 60_000 % 60:02d}:{ms // 1000 % 60:02d}{point}{ms % 1000:03d}"

    cues = []
    for at in range(3_000):
        start, end = at * 3000, at * 3000 + 3500
        if at % 2:
            start, end = end - 1500, start
        cues.append(f"{at + 1}\n{clock(start, '.')} --> {clock(end, ',')}\nTwo  words\n\n")
    runs = 0
    diagnose = pipeline.diagnose

    def count(*arguments: object) -> pipeline.Diagnosed:
        nonlocal runs
        runs += 1
        return diagnose(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr("caption_qa_action.fixing._attempt.diagnose", count)
    in_force = config.load(config.Arguments(), isolated=True).settings_for("talk.srt")
    result, left = mend("talk.srt", "".join(cues).encode(), in_force, unsafe=True)
    assert b"Two  words" not in result.data
    assert "invalid_timestamp" not in {item.code for item in left.diagnostics}
    assert runs < 20, "work that grows with the file alone, not with its faults"


def test_of_faults_in_neighbouring_cues_only_what_harms_is_left() -> None:
    def cue(number: int, start: int, end: int) -> str:
        return f"{number}\n00:{start:02d}:00,000 --> 00:{end:02d}:00,000\nCue {number} is here\n\n"

    # Turned round, an odd one overlaps the cue before it; those at the end stand free.
    bad = [cue(at, *((at, at + 1) if at % 2 else (at + 1, at - 2))) for at in range(1, 21)]
    good = [cue(at, at + 2, at + 1) for at in range(31, 51, 2)]
    in_force = config.load(
        config.Arguments(select=("negative_duration", "overlapping_cues")), isolated=True
    ).settings_for("talk.srt")
    result, left = mend("talk.srt", "".join(bad + good).encode(), in_force, unsafe=True)
    assert "negative_duration" in result.reverted
    assert len(result.fixes) >= len(good)
    assert all(item.cue <= len(bad) for item in left.diagnostics)
