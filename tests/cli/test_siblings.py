"""Languages compared, as users see it: by files on the disk, whichever of them are checked."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from caption_qa_action.cli import main
from tests.plain_user import as_plain_user

TIMES = (1, 5, 8, 12, 18, 20, 27, 29, 35, 41, 44, 50)
LINES = [f"Here is the sentence number {number}." for number in range(len(TIMES))]
PHRASES = [f"Voici la phrase numéro {number}." for number in range(len(TIMES))]


def srt(lines: list[str], shift: int = 0) -> str:
    return "\n".join(
        f"{number}\n00:00:{start + shift:02d},000 --> 00:00:{start + shift + 1:02d},500\n{line}\n"
        for number, (start, line) in enumerate(zip(TIMES, lines, strict=False), 1)
    )


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    monkeypatch.chdir(tmp_path)
    write("talk.en.srt", srt(LINES))
    return tmp_path


def write(name: str, text: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_bytes(text.encode())


def check(*arguments: str) -> int:
    return main(["check", "--isolated", "--format", "concise", "--select", "siblings", *arguments])


def test_a_translation_is_compared_with_its_original(capsys: pytest.CaptureFixture[str]) -> None:
    write("talk.fr.srt", srt([*PHRASES[:3], LINES[3], *PHRASES[4:-2]]))
    check()
    out = capsys.readouterr().out
    assert "talk.fr.srt:15:1: info[untranslated_cue] cue 4" in out
    assert '10 cues here, and 12 in "talk.en.srt"' in out
    assert 'sibling_cue_missing] cues 11 to 12 of "talk.en.srt" have nothing' in out
    assert "talk.en.srt:" not in out


def test_the_other_file_need_not_be_checked(capsys: pytest.CaptureFixture[str]) -> None:
    write("talk.fr.srt", srt(PHRASES, shift=3))
    check("talk.fr.srt")
    out = capsys.readouterr().out
    assert 'the cues are 3000 ms later than in "talk.en.srt"' in out
    assert "1 file checked" in out


def test_nothing_is_compared_unless_it_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    write("talk.fr.srt", srt(LINES))
    assert main(["check", "--isolated", "--format", "concise"]) == 0
    assert "sibling" not in capsys.readouterr().out
    assert "untranslated" not in capsys.readouterr().out


def test_a_missing_language_is_reported_once(capsys: pytest.CaptureFixture[str]) -> None:
    write("talk.fr.srt", srt(PHRASES))
    check("--option", "sibling_missing.languages=en,fr,de,pt-BR")
    out = capsys.readouterr().out
    assert out.count("sibling_missing") == 1
    assert (
        'talk.en.srt:1:1: warning[sibling_missing] there is no file beside this one in "de", "pt-BR"'
        in out
    )


def test_many_processes_say_what_one_says(capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(6):
        write(f"{number}/en/talk.srt", srt(LINES))
        write(f"{number}/fr/talk.srt", srt(PHRASES, shift=number))
    check("--jobs", "1")
    alone = capsys.readouterr().out
    check("--jobs", "2")
    assert capsys.readouterr().out == alone
    assert alone.count("sibling_shift") == 5


def test_mending_tells_what_is_left(capsys: pytest.CaptureFixture[str]) -> None:
    write("talk.fr.srt", srt(PHRASES[:6]) + "\n\n")
    check("--fix")
    assert "sibling_cue_count" in capsys.readouterr().out


def test_what_cannot_be_read_is_reported_at_the_file_that_waits_for_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    write("talk.en.srt", "")
    write("talk.fr.srt", srt(PHRASES))
    check("talk.fr.srt")
    out = capsys.readouterr().out
    assert out.count('cannot be compared with "talk.en.srt": it has no cues') == 1
    assert "1 warning" in out


def test_a_forbidden_file_is_reported(
    users_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write("talk.en.srt", srt(LINES))
    write("talk.fr.srt", srt(PHRASES))
    check("talk.fr.srt")
    assert "cannot be read" not in capsys.readouterr().out
    os.chmod("talk.en.srt", 0)
    with as_plain_user(users_folder):
        check("talk.fr.srt")
    assert 'cannot be compared with "talk.en.srt": cannot be read' in capsys.readouterr().out


def test_hostile_names_and_texts_stay_on_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    write("a\n::error::b.en.srt", srt(LINES))
    write("a\n::error::b.fr.srt", srt(LINES))
    check()
    assert "\n::error" not in capsys.readouterr().out
