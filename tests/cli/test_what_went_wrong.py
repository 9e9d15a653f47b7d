"""What a user reads when something cannot be done: the reason once, and what to do."""

from __future__ import annotations

import shlex
import ssl
import subprocess
import sys
from pathlib import Path

import pytest

from caption_qa_action.cli import main
from caption_qa_action.clients._reasons import reason
from tests.plain_user import as_plain_user

BAD = b"1\n00:00:03,000 -> 00:00:01,000\nWhere have you been?\n"

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    "command",
    [
        ["process"],
        ["process", "-o", "there.srt"],
        ["convert", "--to", "vtt"],
        ["convert", "--to", "vtt", "-o", "there.srt"],
        ["check"],
    ],
)
def test_a_file_that_is_not_there_is_named_as_that(command: list[str], capsys: Capture) -> None:
    Path("there.srt").write_bytes(BAD)
    assert main([*command, "nothing.srt"]) == 2
    shown = capsys.readouterr().err
    assert "no such file" in shown
    assert "nothing.srt" in shown


def git(*arguments: str) -> str:
    author = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    done = subprocess.run(["git", *author, *arguments], check=True, capture_output=True, text=True)
    return done.stdout.strip()


def test_a_revision_is_named_once(folder: Path, capsys: Capture) -> None:
    git("init", "-q", ".")
    (folder / "a.srt").write_bytes(BAD)
    git("add", "-A")
    git("commit", "-q", "-m", "one")
    base = git("rev-parse", "HEAD")
    for name in (base, base[:12], f"{base[:9]}.."):
        main(["check", "--isolated", "--changed-since", name])
        (line,) = [each for each in capsys.readouterr().err.splitlines() if "changed since" in each]
        assert line.count(base[:9]) == 1, line
    main(["check", "--isolated", "--changed-since", "HEAD"])
    assert f'since "HEAD" (compared with {base[:12]})' in capsys.readouterr().err


def certificate(code: int, message: str) -> ssl.SSLCertVerificationError:
    error = ssl.SSLCertVerificationError(1, "[SSL: CERTIFICATE_VERIFY_FAILED]")
    error.verify_code, error.verify_message = code, message
    return error


@pytest.mark.parametrize("code", [18, 19, 20, 21])
def test_a_certificate_of_an_unknown_issuer_is_named_with_the_remedy(code: int) -> None:
    outer = ConnectionError("failed")
    outer.__cause__ = certificate(code, "self-signed certificate")
    assert reason(outer) == (
        "its certificate is not trusted: self-signed certificate; if it is right, set SSL_CERT_FILE to a PEM "
        "file with it or with its issuer"
    )


def test_a_certificate_that_has_expired_has_no_such_remedy() -> None:
    assert reason(certificate(10, "certificate has expired")) == (
        "its certificate is not trusted: certificate has expired"
    )


def test_another_fault_of_tls_is_named_by_its_own_words() -> None:
    error = ssl.SSLError(1, "[SSL: WRONG_VERSION_NUMBER] wrong version number")
    error.reason = "WRONG_VERSION_NUMBER"
    assert reason(error) == "wrong version number"


@pytest.mark.parametrize("name", ["full", "concise"])
def test_a_file_that_cannot_be_written_still_shows_its_findings(
    name: str, users_folder: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = users_folder / "a.srt"
    path.write_bytes(BAD)
    monkeypatch.chdir(users_folder)
    with as_plain_user(users_folder):
        path.chmod(0o444)
        code = main(["check", "--isolated", "--fix", "--unsafe-fixes", "--format", name, "a.srt"])
    shown = capsys.readouterr().out
    assert code == 2
    assert "a.srt: not written: cannot be written: the file is read-only" in shown
    assert "error[invalid_timestamp]" in shown
    assert "failed: 1 file not written, " in shown
    assert path.read_bytes() == BAD


@pytest.mark.skipif(sys.platform == "win32", reason="a current folder cannot be removed there")
@pytest.mark.parametrize("program", ["-m caption_qa_action", "-c PROGRAM"])
def test_a_current_folder_that_is_gone_is_named_as_that(folder: Path, program: str) -> None:
    gone = folder / "gone"
    gone.mkdir()
    words = program.replace(
        "PROGRAM", "import~sys;from~caption_qa_action.cli~import~main;sys.exit(main())"
    )
    python = shlex.join([sys.executable, *(word.replace("~", " ") for word in words.split())])
    done = subprocess.run(
        f"rmdir {shlex.quote(str(gone))}; exec {python} check /",
        shell=True,
        cwd=gone,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 2
    assert "the current folder is gone; change to one that is there" in done.stderr
    assert "Traceback" not in done.stderr
