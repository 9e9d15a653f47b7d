"""A file whose suffix other kinds of files have is taken only where its content is captions."""

from __future__ import annotations

import io
import json
import shlex
import subprocess
from pathlib import Path

import pytest
import yaml

from caption_qa_action.cli import main
from caption_qa_action.core.traits import GENERAL_SUFFIXES
from caption_qa_action.formats import FORMATS, MOSTLY_CAPTIONS, shared_suffixes, suffixes
from caption_qa_action.workspace import staging

ROOT = Path(__file__).parents[2]
TESTS = ROOT / "tests"
MICRODVD = b"{1}{1}25.000\n{25}{75}Good evening.\n"
TTML = b'<tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en"><body/></tt>\n'

# Captions, and a file of another kind, by suffix. A shared suffix without a line here fails.
SAMPLES = {
    # Names in a text, with where they begin and end in it.
    ".csv": (b'start,end,text\n0,2500," Good evening."\n', b"start,end,text\n4,9,Smith\n"),
    ".json": ((TESTS / "formats/json/pretty.json").read_bytes(), b'{"name": "x", "cues": 3}\n'),
    ".json3": (
        b'{"events": [{"tStartMs": 0, "dDurationMs": 2000, "segs": [{"utf8": "Good evening."}]}]}',
        b"{}",
    ),
    ".mpl": (b"[10][25]Good evening.\n[30][45]Sit down.\n", b"with(plots):\n"),
    ".sami": ((TESTS / "formats/sami/two-languages.smi").read_bytes(), b"<html></html>\n"),
    ".smi": ((TESTS / "formats/sami/two-languages.smi").read_bytes(), b"<smil><head/></smil>\n"),
    ".stl": ((TESTS / "rules/stl_header_invalid/whole.ok.stl").read_bytes(), b"solid cube\n"),
    # VobSub: pictures in an MPEG program stream.
    ".sub": (MICRODVD, b"\0\0\x01\xba\x44\0\x04\0\x04\x01" + bytes(range(256))),
    ".tsv": ((TESTS / "formats/tsv/whisper.tsv").read_bytes(), b"id\tname\n1\tx\n"),
    ".txt": (MICRODVD, b"pytest==8.0\n"),
    ".xml": (TTML, b'<?xml version="1.0"?>\n<project><tt/></project>\n'),
}
SUFFIXES = sorted(shared_suffixes())


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def check(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[tuple[str, str, str]]:
    """The path, the status and the reason of each file in the report."""
    assert main(["check", "--isolated", *arguments, "--format", "json"]) in (0, 1)
    report = json.loads(capsys.readouterr().out)
    return [(file["path"], file["status"], file.get("reason", "")) for file in report["files"]]


def taken(suffix: str, name: str = "talk") -> tuple[str, str, str]:
    return (f"{name}{suffix}", "checked", "")


def skipped(suffix: str, name: str = "other") -> tuple[str, str, str]:
    reason = "it holds no captions, as other files of this suffix"
    if suffix == ".sub":
        reason = "it holds pictures of captions (VobSub) and no text"
    return (f"{name}{suffix}", "skipped", reason)


def write(folder: Path, suffix: str) -> None:
    captions, other = SAMPLES[suffix]
    (folder / f"talk{suffix}").write_bytes(captions)
    (folder / f"other{suffix}").write_bytes(other)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_in_a_folder_only_captions_are_found(
    suffix: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, suffix)
    # What is called as captions are, and is none, is counted where captions alone are called so.
    known = [skipped(suffix)] if suffix in MOSTLY_CAPTIONS else []
    assert check(capsys, ".") == [*known, taken(suffix)]


def test_what_is_passed_over_in_folders_is_counted_on_demand(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for suffix in SUFFIXES:
        write(folder, suffix)
    (folder / "named.txt").write_text("WEBVTT\n\n00:01.000 --> 00:03.000\nHello there.\n")
    (folder / "more.json").write_text("{}")
    for option in ("--verbose", "--show-settings", "--show-files"):
        main(["check", "--isolated", option, "."])
        err = capsys.readouterr().err
        others = sorted({*SUFFIXES} - MOSTLY_CAPTIONS)
        each = ", ".join(f"{2 if suffix == '.json' else 1} {suffix}" for suffix in others)
        assert f"passed over: {len(others) + 1} files without captions ({each})\n" in err
        only_named = "1 file with captions that are checked only where they are named"
        assert f"passed over: {only_named} (1 .txt): named.txt\n" in err
    main(["check", "--isolated", "."])
    err = capsys.readouterr().err
    assert "with captions that are checked only where they are named (1 .txt): named.txt\n" in err
    assert "without captions" not in err
    main(["check", "--isolated", "--quiet", "."])
    assert "passed over" not in capsys.readouterr().err
    main(["check", "--isolated", "-v", "talk.json"])
    assert "passed over" not in capsys.readouterr().err


def test_the_index_of_pictures_is_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "talk.idx").write_text("# VobSub index file, v7 (do not modify this line!)\n")
    main(["check", "--isolated", "talk.idx"])
    assert "the index of VobSub captions, which are pictures" in capsys.readouterr().out


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_named_file_without_captions_is_skipped(
    suffix: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, suffix)
    assert check(capsys, f"other{suffix}", f"talk{suffix}") == [skipped(suffix), taken(suffix)]
    # A glob that spells the suffix names its files as well.
    assert check(capsys, f"*{suffix}") == [skipped(suffix), taken(suffix)]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_listed_file_without_captions_is_skipped(
    suffix: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, suffix)
    (folder / "list").write_text(f"other{suffix}\ntalk{suffix}\n")
    assert check(capsys, "--files-from", "list") == [skipped(suffix), taken(suffix)]


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("number", [0, 1])
def test_standard_input_without_captions_is_skipped(
    suffix: str, number: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    data = io.TextIOWrapper(io.BytesIO(SAMPLES[suffix][number]))
    monkeypatch.setattr("sys.stdin", data)
    found = check(capsys, "-", "--stdin-filename", f"talk{suffix}")
    assert found == [(taken if number == 0 else skipped)(suffix, "talk")]


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("hook", ["caption-qa", "caption-qa-fix"])
def test_the_hooks_of_pre_commit_skip_files_without_captions(
    suffix: str, hook: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, suffix)
    (folder / f"other{suffix}").write_bytes(SAMPLES[suffix][1].rstrip(b"\n") + b" \xef\xbb\xbf")
    before = (folder / f"other{suffix}").read_bytes()
    manifest = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    (entry,) = [each["entry"] for each in manifest if each["id"] == hook]
    command, *arguments = shlex.split(entry)
    assert command == "caption-qa"
    main([*arguments, "--isolated", f"other{suffix}", f"talk{suffix}"])
    assert "1 file checked, 1 skipped, 0 not checked" in capsys.readouterr().out
    assert (folder / f"other{suffix}").read_bytes() == before, "nothing is mended in it"


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_hooks_of_git_look_at_staged_captions_alone(
    suffix: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, suffix)
    for arguments in (("init", "-q"), ("add", ".")):
        subprocess.run(["git", *arguments], check=True)
    main(["hook", "run", "pre-commit"])
    assert "1 file checked, 0 skipped, 0 not checked" in capsys.readouterr().out


def test_captions_of_another_format_are_not_passed_over(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "talk.txt").write_text("1\n00:00:01,000 --> 00:00:03,000\nGood evening.\n")
    assert check(capsys, "talk.txt") == [taken(".txt")]


def test_what_cannot_be_read_is_not_taken_for_other_than_captions(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "talk.json").symlink_to("gone.json")
    assert main(["check", "--isolated", "talk.json"]) == 2
    assert "cannot be read" in capsys.readouterr().out


def test_converting_it_says_why_there_is_nothing_to_convert(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "other.json").write_text("{}")
    assert main(["convert", "other.json", "--to", "srt"]) == 2
    assert "it holds no captions" in capsys.readouterr().err
    assert not (folder / "other.srt").exists()


def test_the_list_of_files_says_which_are_skipped(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, ".json")
    assert main(["check", "--isolated", "--show-files", "other.json", "talk.json"]) == 0
    shown = capsys.readouterr()
    assert shown.out == "talk.json\n"
    assert "skipped: other.json: it holds no captions" in shown.err


SUBRIP = b"1\n00:00:01,000 --> 00:00:02,500\nGood evening.\n"
OTHERS = {
    "srt": SUBRIP,
    "webvtt": b"WEBVTT\n\n00:01.000 --> 00:02.500\nGood evening.\n",
    "ttml": TTML,
    "microdvd": MICRODVD,
    "sbv": b"0:00:01.000,0:00:02.500\nGood evening.\n",
}


@pytest.mark.parametrize("suffix", sorted(suffixes()))
@pytest.mark.parametrize("format", OTHERS)
def test_what_a_file_is_follows_from_its_content_under_every_suffix(
    format: str, suffix: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / f"talk{suffix}").write_bytes(OTHERS[format])
    assert check(capsys, f"talk{suffix}") == [taken(suffix)]
    if suffix not in GENERAL_SUFFIXES or suffix in FORMATS[format].traits.all_suffixes:
        assert check(capsys, ".") == [taken(suffix)]
        return
    assert main(["check", "--isolated", "."]) == 0
    assert (
        f"passed over: 1 file with captions that are checked only where they are named (1 {suffix})"
        in (capsys.readouterr().err)
    )


def test_of_what_is_passed_over_the_first_are_named(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "deep").mkdir()
    for number in range(5):
        (folder / f"deep/{number}\x1b.txt").write_text("WEBVTT\n\n00:01.000 --> 00:03.000\nHi.\n")
    main(["check", "--isolated", "deep/"])
    err = capsys.readouterr().err
    names = ", ".join(f"deep/{number}\\x1b.txt" for number in range(3))
    assert f"only where they are named (5 .txt): {names} and 2 more\n" in err


def test_what_is_named_like_captions_and_holds_none_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a.sub", "b.sub", "c.smi"):
        (folder / name).write_text("nothing of the kind\n")
    (folder / "package.json").write_text("{}")
    (folder / "talk.srt").write_bytes(SUBRIP)
    (folder / "dead.srt").symlink_to("nowhere.srt")
    (folder / "link.srt").symlink_to("talk.srt")
    for format in ("full", "concise"):
        main(["check", "--isolated", f"--format={format}"])
        out = capsys.readouterr().out
        no_captions = "skipped: it holds no captions, as other files of this suffix\n"
        assert f"a.sub: {no_captions}" in out
        assert "skipped for the same reason as a.sub: b.sub, c.smi\n" in out
        assert "dead.srt: skipped: a symbolic link that leads nowhere\n" in out
        assert "link.srt" not in out
        main(["check", "--isolated", f"--format={format}", "package.json"])
        assert f"package.json: {no_captions}" in capsys.readouterr().out
        main(["check", "--isolated", f"--format={format}", "--quiet", "a.sub"])
        assert "a.sub" not in capsys.readouterr().out
        # A hook is given every file of a commit.
        main(["check", "--isolated", f"--format={format}", "--force-exclude", "package.json"])
        assert "package.json" not in capsys.readouterr().out


def test_a_conversion_counts_and_names_what_it_skips(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for suffix in MOSTLY_CAPTIONS:
        (folder / f"other{suffix}").write_bytes(SAMPLES[suffix][1])
    for name in ("talk.smi", "named.txt"):
        (folder / name).write_bytes(SUBRIP)
    (folder / "link.srt").symlink_to("talk.smi")
    arguments = ["convert", "--to", "webvtt", "--out-dir", "made", ".", "--isolated"]
    assert main(arguments) == 0
    assert [path.name for path in (folder / "made").iterdir()] == ["talk.vtt"]
    err = capsys.readouterr().err
    assert "1 file converted to WebVTT, 0 failed, 4 skipped" in err
    for name in ("other.smi", "other.sami", "other.sub", "link.srt"):
        assert f"{name}: skipped: " in err
    only_named = "1 file with captions that are converted only where they are named (1 .txt)"
    assert f"passed over: {only_named}" in err
    assert main([*arguments, "--force", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["summary"]["skipped"] == 4
    assert sum(file["status"] == "skipped" for file in report["files"]) == 4


def test_a_conversion_of_a_named_file_without_captions_fails(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, ".smi")
    assert main(["convert", "--to", "webvtt", "other.smi", "-o", "made.vtt", "--isolated"]) == 2
    assert "other.smi: not converted: it holds no captions" in capsys.readouterr().err


# Under a suffix that other files have: what a commit of it is, by both hooks and by a run of the folder.
COMMITTED = {
    "captions.json": (SAMPLES[".json"][0], True),
    "captions.txt": (MICRODVD, True),
    "captions.xml": (TTML, True),
    "entities.json": (b'{"entities": [{"start": 0, "end": 5, "text": "Paris"}]}', False),
    "career.json": (b'[{"start": "2020-01-01", "end": "2021-01-01", "text": "Engineer"}]', False),
    "timed.json": (
        b'[{"begin": 1, "finish": 2, "text": "Good evening."}, {"begin": 3, "finish": 4, "text": "Sit."}]',
        False,
    ),
    "notes.txt": (SUBRIP, False),
    "log.txt": (b"00:00:01.000 --> 00:00:02.000 in the middle\n", False),
    "pattern.txt": (b"{1}{2}regex", False),
    "patterns.txt": (b"{1}{20}regex\nand other words\n", False),
    "references.txt": (b"[1][2] describe it.\n", False),
    "references.mpl": (b"[1][2] describe it.\n[3][4] as well.\n", False),
    "tsconfig.json": (b'{"compilerOptions": {}}', False),
    "table.tsv": (b"id\tname\n", False),
}


def test_both_hooks_and_a_folder_take_the_same_files(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, (content, _) in COMMITTED.items():
        (folder / name).write_bytes(content)
    expected = sorted(name for name, (_, is_taken) in COMMITTED.items() if is_taken)
    by_name = check(capsys, "--force-exclude", *COMMITTED)
    assert [path for path, status, _ in by_name if status == "checked"] == expected
    assert [path for path, _, _ in check(capsys, ".")] == expected
    for arguments in (("init", "-q"), ("add", ".")):
        subprocess.run(["git", *arguments], check=True)
    assert [path for path, _, _ in by_name if path not in expected] == sorted(
        {*COMMITTED} - {*expected}
    )
    with staging.checked_out(staging.pending_commit(), ()) as paths:
        assert sorted(paths) == expected


@pytest.mark.parametrize(
    "name",
    ["entities.json", "career.json", "log.txt", "pattern.txt", "patterns.txt", "references.txt"],
)
def test_what_is_no_captions_fails_nothing_where_it_is_named(
    name: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / name).write_bytes(COMMITTED[name][0])
    ((_, status, reason),) = check(capsys, name)
    assert (status, reason) == ("skipped", "it holds no captions, as other files of this suffix")
