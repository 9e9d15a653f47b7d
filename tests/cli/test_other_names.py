"""Captions in a folder under names that captions have not are counted where everything is listed."""

from __future__ import annotations

from pathlib import Path

import pytest

from caption_qa_action.cli import main
from caption_qa_action.formats import is_surely_captions, suffixes
from caption_qa_action.workspace.other_names import count_other_names
from caption_qa_action.workspace.passed_over import PassedOver

CUE = "1\n00:00:01,000 --> 00:00:02,000\nGood evening.\n"
CAPTIONS = {
    "talk": CUE,
    "talk.srt.bak": CUE,
    "talk.captions": "\ufeffWEBVTT\n\n00:01.000 --> 00:02.000\nGood evening.\n",
    "page.html": '<?xml version="1.0"?>\n<tt xmlns="http://www.w3.org/ns/ttml"><body/></tt>\n',
}
OTHERS = {
    "talk.py": f'"""Captions."""\nCUE = """\n{CUE}"""\n',
    "notes.md": f"# Captions\n\n```\n{CUE}```\n",
    "doc.html": f"<!DOCTYPE html>\n<pre>\n{CUE}</pre>\n",
    "empty": "",
    "picture.png": CUE,
}


def count(folder: Path, *, excluded: str = "") -> tuple[PassedOver, str]:
    passed_over = PassedOver.of_nothing()
    left = count_other_names(
        passed_over,
        [str(folder)],
        is_excluded=lambda path: bool(excluded) and path.endswith(excluded),
        suffixes=suffixes(),
        is_captions=is_surely_captions,
    )
    return passed_over, left


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in {**CAPTIONS, **OTHERS}.items():
        (tmp_path / name).write_text(text)
    (tmp_path / "wide.old").write_bytes(CUE.encode("utf-16"))
    (tmp_path / "talk.srt").write_text(CUE)
    return tmp_path


def test_captions_under_other_names_are_counted_and_others_are_not(folder: Path) -> None:
    passed_over, left = count(folder)
    assert left == ""
    assert passed_over.named_only == {
        ".bak": 1,
        ".captions": 1,
        ".html": 1,
        ".old": 1,
        "without a suffix": 1,
    }
    assert not passed_over.others
    assert count(folder, excluded=".bak")[0].named_only[".bak"] == 0


@pytest.mark.parametrize(
    "option, is_shown", [("-v", True), ("--show-settings", True), ("-q", False)]
)
def test_they_are_named_where_everything_is_listed(
    folder: Path, capsys: pytest.CaptureFixture[str], option: str, is_shown: bool
) -> None:
    main(["check", "--isolated", option, str(folder)])
    shown = "captions that are checked only where they are named (1 .bak, 1 .captions, 1 .html, 1 .old, 1 without a suffix)"
    assert (shown in capsys.readouterr().err) == is_shown


def test_two_thousand_files_are_looked_into(tmp_path: Path) -> None:
    for number in range(2001):
        (tmp_path / f"a{number:04}").write_text("x")
    assert count(tmp_path)[1] == "passed over: 1 file under other names was not looked into"
    (tmp_path / "a0000").unlink()
    assert count(tmp_path)[1] == ""


@pytest.mark.parametrize("blanks, found", [(4082, 1), (4083, 0)])
def test_the_first_4096_bytes_of_a_file_are_looked_into(
    tmp_path: Path, blanks: int, found: int
) -> None:
    (tmp_path / "a").write_text("\n" * blanks + "Scenarist_SCC V1.0" + "\n")
    assert count(tmp_path)[0].named_only.total() == found
