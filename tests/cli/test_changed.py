"""`--changed-since`, `--staged` and `--changed-cues`, in real repositories."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from caption_qa_action.cli import main
from tests.repository import Repository


def srt(*texts: str, seconds: int = 4) -> str:
    """A file with a cue for each text."""
    return "\n".join(
        f"{number}\n{clock(number * seconds)} --> {clock(number * seconds + 3)}\n{text}\n"
        for number, text in enumerate(texts, 1)
    )


def clock(seconds: int) -> str:
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d},000"


GOOD = srt("The river freezes in December.", "By January you can walk across.")
BAD = srt("The river <b>freezes in December.", "By January you can walk across.")


class Run(NamedTuple):
    """What a check comes to."""

    code: int
    files: dict[str, list[tuple[str, int | None]]]
    shown: str
    summary: dict[str, Any]


Check = Callable[..., Run]


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A repository with two captions that have a defect; the current folder."""
    made = Repository.new(tmp_path / "work")
    for name in ("GITHUB_WORKSPACE", "GITHUB_WORKFLOW_REF", "GITHUB_ACTIONS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", made.environment["GIT_CONFIG_GLOBAL"])
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    made.commit({"a.srt": BAD, "talks/b.srt": BAD, "notes.txt": "one"})
    monkeypatch.chdir(made.folder)
    return made


@pytest.fixture
def check(repository: Repository, capsys: pytest.CaptureFixture[str]) -> Check:
    """Runs a check; the codes and cues of what was found, by file."""

    def run(*arguments: str) -> Run:
        capsys.readouterr()
        code = main(["check", "--format=json", "--select=unclosed_tag,orphan_text", *arguments])
        out, shown = capsys.readouterr()
        if not out:
            return Run(code, {}, shown, {})
        report = json.loads(out)
        files = {
            file["path"]: [(each["code"], each["cue"]) for each in file["diagnostics"]]
            for file in report["files"]
        }
        return Run(code, files, shown, report["summary"])

    return run


FOUND = [("unclosed_tag", 1)]


def test_only_changed_files_are_checked(repository: Repository, check: Check) -> None:
    repository.commit({"a.srt": BAD + "\n", "new.srt": BAD, "notes.txt": "two"})
    run = check("--changed-since=HEAD^")
    assert run.files == {"a.srt": FOUND, "new.srt": FOUND}
    assert '2 of 3 caption files changed since "HEAD^"' in run.shown


def test_what_is_not_committed_yet_counts_too(repository: Repository, check: Check) -> None:
    repository.write({"a.srt": BAD + "\n", "staged.srt": BAD, "untracked.srt": BAD})
    repository.git("add", "staged.srt")
    assert set(check("--changed-since=HEAD").files) == {"a.srt", "staged.srt", "untracked.srt"}


def test_what_others_did_meanwhile_is_not_of_the_branch(
    repository: Repository, check: Check
) -> None:
    repository.git("checkout", "--quiet", "-b", "topic")
    repository.commit({"mine.srt": BAD})
    repository.git("checkout", "--quiet", "main")
    repository.commit({"theirs.srt": BAD, "a.srt": GOOD})
    repository.git("checkout", "--quiet", "topic")
    assert set(check("--changed-since=main").files) == {"mine.srt"}
    assert set(check("--changed-since=main..").files) == {"mine.srt", "a.srt"}
    repository.git("merge", "--quiet", "--no-edit", "main")
    assert set(check("--changed-since=main").files) == {"mine.srt"}


def test_nothing_changed_passes_and_says_so(repository: Repository, check: Check) -> None:
    repository.commit({"notes.txt": "two"})
    run = check("--changed-since=HEAD^", "--require-files")
    assert (run.code, run.files) == (0, {})
    assert "0 of 2 caption files changed" in run.shown
    assert "no caption files found" not in run.shown


def test_deleted_files_are_no_matter_and_renamed_ones_are_checked(
    repository: Repository, check: Check
) -> None:
    repository.git("mv", "a.srt", "renamed.srt")
    repository.commit(gone="talks/b.srt")
    assert check("--changed-since=HEAD^").files == {"renamed.srt": FOUND}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such file names")
def test_names_of_any_kind_are_found(repository: Repository, check: Check) -> None:
    names = [
        "-rf.srt",
        "ü ñ.srt",
        "a\nb.srt",
        '"quoted".srt',
        "été/日本.SRT",
        "tab\t.srt",
        ":(x).srt",
    ]
    repository.commit(dict.fromkeys(names, BAD))
    assert set(check("--changed-since=HEAD^").files) == set(names)
    repository.write(dict.fromkeys(names, BAD + "\n"))
    repository.git("add", "--all")
    assert set(check("--staged").files) == set(names)


def test_paths_are_seen_from_the_current_folder(
    repository: Repository, check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit({"a.srt": GOOD, "talks/b.srt": BAD + "\n", "talks/c.srt": BAD})
    monkeypatch.chdir(repository.folder / "talks")
    assert set(check("--changed-since=HEAD^").files) == {"b.srt", "c.srt"}
    assert set(check("--changed-since=HEAD^", "c.srt").files) == {"c.srt"}
    assert set(check("--changed-since=HEAD^", "../a.srt").files) == {"../a.srt"}
    assert set(check("--changed-since=HEAD~1..", "..").files) == {
        "../a.srt",
        "../talks/b.srt",
        "../talks/c.srt",
    }


def test_what_git_does_not_know_is_checked(repository: Repository, check: Check) -> None:
    repository.commit({".gitignore": "*.tmp.srt\n"})
    repository.write({"x.tmp.srt": BAD, "../outside.srt": BAD})
    run = check("--changed-since=HEAD", "x.tmp.srt", "../outside.srt", "a.srt")
    assert set(run.files) == {"x.tmp.srt", "../outside.srt"}
    assert set(check("--changed-since=HEAD", "--no-gitignore").files) == {"x.tmp.srt"}


@pytest.mark.parametrize("reference", ["no-such-branch", "HEAD~20", "a..b"])
def test_a_commit_that_is_not_here_means_that_everything_is_checked(
    check: Check, reference: str
) -> None:
    run = check(f"--changed-since={reference}")
    assert set(run.files) == {"a.srt", "talks/b.srt"}
    assert f'warning: cannot tell what has changed since "{reference}": there is no' in run.shown
    assert "every file is checked" in run.shown
    assert run.shown.count(reference) == 1


def test_a_shallow_clone_says_that_it_is_shallow(
    repository: Repository, check: Check, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.git("branch", "old")
    repository.commit({"a.srt": GOOD})
    shallow = repository.clone(tmp_path / "shallow", "--depth=1", "--no-single-branch")
    monkeypatch.chdir(shallow.folder)
    run = check("--changed-since=origin/old")
    assert set(run.files) == {"a.srt", "talks/b.srt"}
    assert "this clone is shallow" in run.shown
    assert set(check("--changed-since=origin/old..").files) == {"a.srt"}


def test_outside_of_a_repository_everything_is_checked(
    check: Check, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "plain").mkdir()
    (tmp_path / "plain/a.srt").write_text(BAD, encoding="utf-8")
    monkeypatch.chdir(tmp_path / "plain")
    run = check("--changed-since=main")
    assert run.files == {"a.srt": FOUND}
    assert "not a git repository" in run.shown
    assert check("--staged").code == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ("--changed-since=-x",),
        ("--changed-since=",),
        ("--changed-cues",),
        ("--staged", "--changed-since=HEAD"),
        ("--staged", "--fix"),
        ("--changed-since=HEAD", "--changed-cues", "--diff"),
    ],
)
def test_what_cannot_be_meant_is_refused(check: Check, arguments: tuple[str, ...]) -> None:
    run = check(*arguments)
    assert run.code == 2
    assert "error: " in run.shown


def test_a_changed_configuration_checks_everything(repository: Repository, check: Check) -> None:
    repository.commit({".caption-qa.yml": "preset: youtube\n"})
    run = check("--changed-since=HEAD^", "--changed-cues")
    assert set(run.files) == {"a.srt", "talks/b.srt"}
    assert run.files["a.srt"] == FOUND
    assert 'the configuration ".caption-qa.yml" has changed' in run.shown
    repository.commit({"talks/b.srt": GOOD})
    assert set(check("--changed-since=HEAD^").files) == {"talks/b.srt"}
    repository.commit(gone=".caption-qa.yml")
    assert set(check("--changed-since=HEAD^").files) == {"a.srt", "talks/b.srt"}


def test_a_changed_file_that_the_configuration_extends_checks_everything(
    repository: Repository, check: Check
) -> None:
    repository.commit(
        {".caption-qa.yml": "extend: house/style.yml\n", "house/style.yml": "preset: vimeo\n"}
    )
    repository.commit({"house/style.yml": "preset: youtube\n"})
    assert set(check("--changed-since=HEAD^").files) == {"a.srt", "talks/b.srt"}
    repository.write({"new.yml": "preset: tiktok\n"})
    run = check("--changed-since=HEAD", "--config=new.yml")
    assert set(run.files) == {"a.srt", "talks/b.srt"}


def test_a_configuration_of_a_folder_checks_its_files(repository: Repository, check: Check) -> None:
    repository.commit({"talks/.caption-qa.yml": "preset: youtube\n"})
    run = check("--changed-since=HEAD^", "--changed-cues")
    assert run.files == {"talks/b.srt": FOUND}
    assert (
        'the configuration "talks/.caption-qa.yml" has changed since "HEAD^": 1 caption file is checked '
        "for that (every finding is told in these), and 0 of 1 others changed"
    ) in run.shown
    repository.commit({"talks/.caption-qa.yml": "extend: ../house.yml\n", "house.yml": ""})
    repository.commit({"house.yml": "preset: youtube\n", "c.srt": GOOD})
    assert set(check("--changed-since=HEAD^").files) == {"c.srt", "talks/b.srt"}
    repository.commit(gone="talks/.caption-qa.yml")
    assert set(check("--changed-since=HEAD^").files) == {"talks/b.srt"}
    repository.write({"talks/.caption-qa.yml": "preset: none\n"})
    assert set(check("--changed-since=HEAD").files) == {"talks/b.srt"}
    repository.git("add", "--all")
    assert set(check("--staged").files) == {"talks/b.srt"}


def test_a_baseline_of_a_folder_checks_its_files(repository: Repository, check: Check) -> None:
    known = '{"files": {}, "kind": "caption-qa baseline", "version": 1}\n'
    repository.commit(
        {
            "talks/.caption-qa.yml": "baseline: known.json\n",
            "talks/known.json": known,
            "known.json": known,
        }
    )
    repository.commit({"talks/known.json": known + "\n", "known.json": known + "\n"})
    assert set(check("--changed-since=HEAD^").files) == {"talks/b.srt"}
    every = {"a.srt", "c.srt", "talks/b.srt"} & set(check().files)
    assert set(check("--changed-since=HEAD^", "--baseline=known.json").files) == every


def test_a_pyproject_counts_only_where_it_speaks_to_us(
    repository: Repository, check: Check
) -> None:
    repository.commit({"pyproject.toml": '[project]\nname = "x"\n'})
    assert check("--changed-since=HEAD^").files == {}
    repository.commit({"pyproject.toml": '[tool.caption-qa]\npreset = "vimeo"\n'})
    assert set(check("--changed-since=HEAD^").files) == {"a.srt", "talks/b.srt"}
    repository.commit({"pyproject.toml": '[tool.caption-qa]\npreset = "vimeo"\n[tool.ruff]\n'})
    assert check("--changed-since=HEAD^").files == {}


def test_a_changed_workflow_checks_everything(
    repository: Repository, check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = ".github/workflows/captions.yml"
    repository.commit({name: "on: push\n"})
    assert check("--changed-since=HEAD^").files == {}
    monkeypatch.setenv("GITHUB_WORKSPACE", str(repository.folder))
    monkeypatch.setenv("GITHUB_WORKFLOW_REF", f"o/r/{name}@refs/heads/main")
    assert set(check("--changed-since=HEAD^").files) == {"a.srt", "talks/b.srt"}


def test_what_is_staged_is_checked_as_it_is_staged(repository: Repository, check: Check) -> None:
    repository.write({"a.srt": GOOD, "new.srt": BAD, "talks/c.srt": BAD})
    repository.git("add", "--all")
    repository.write({"a.srt": BAD})
    (repository.folder / "new.srt").unlink()
    run = check("--staged")
    assert run.files == {"a.srt": [], "new.srt": FOUND, "talks/c.srt": FOUND}
    assert set(check("--staged", "talks").files) == {"talks/c.srt"}
    assert set(check("--staged", "--extend-exclude=talks/").files) == {"a.srt", "new.srt"}


def test_a_staged_configuration_checks_everything_staged(
    repository: Repository, check: Check
) -> None:
    repository.write({".caption-qa.yml": "preset: youtube\n"})
    repository.git("add", "--all")
    assert set(check("--staged").files) == {"a.srt", "talks/b.srt"}


def test_a_conflict_is_not_passed_over(repository: Repository, check: Check) -> None:
    repository.git("checkout", "--quiet", "-b", "topic")
    repository.commit({"a.srt": srt("one")})
    repository.git("checkout", "--quiet", "main")
    repository.commit({"a.srt": srt("two")})
    repository.git("merge", "topic", code=1)
    assert check("--staged").summary["skipped"] == 1
    assert "a.srt" in check("--changed-since=HEAD").files


# Ten cues, of which the third and the sixth have a defect.
TEXTS = [f"Sentence {number} is quite short." for number in range(10)]
TEXTS[2] = TEXTS[5] = "This <b>is never closed."


@pytest.fixture
def talk(repository: Repository) -> Repository:
    repository.commit({"talk.srt": srt(*TEXTS)})
    return repository


def cues(run: Run) -> list[int | None]:
    return [cue for _, cue in run.files.get("talk.srt", [])]


def changed(check: Check) -> Run:
    return check("--changed-since=HEAD", "--changed-cues")


def test_only_findings_on_touched_cues_are_reported(talk: Repository, check: Check) -> None:
    talk.write({"talk.srt": srt(*TEXTS[:5], "Now <i>this is not closed.", *TEXTS[6:])})
    run = changed(check)
    assert cues(run) == [6]
    assert run.summary["untouched"] == 1
    assert run.summary["warnings"] == 1


def test_an_inserted_cue_does_not_touch_those_after_it(talk: Repository, check: Check) -> None:
    old = srt(*TEXTS).split("\n\n")
    # The others keep their times, and get new numbers.
    cue = "2\n00:00:07,100 --> 00:00:07,900\nA new <u>one."
    later = [f"{number}{block[block.index(chr(10)) :]}" for number, block in enumerate(old[1:], 3)]
    talk.write({"talk.srt": "\n\n".join([old[0], cue, *later])})
    run = changed(check)
    assert cues(run) == [2]
    assert run.summary["untouched"] == 2


def test_a_shift_of_all_times_touches_all_cues(talk: Repository, check: Check) -> None:
    talk.write({"talk.srt": srt(*TEXTS, seconds=5)})
    assert cues(changed(check)) == [3, 6]


def test_other_line_ends_and_encodings_touch_no_cue(talk: Repository, check: Check) -> None:
    talk.write({"talk.srt": srt(*TEXTS).replace("\n", "\r\n").encode("utf-16")})
    run = changed(check)
    assert cues(run) == []
    assert run.summary["untouched"] == 2


def test_a_moved_cue_is_touched(talk: Repository, check: Check) -> None:
    blocks = srt(*TEXTS).rstrip("\n").split("\n\n")
    talk.write({"talk.srt": "\n\n".join([*blocks[:2], *blocks[3:], blocks[2]])})
    assert cues(changed(check)) == [10]


def test_a_finding_outside_cues_is_reported_only_when_it_is_new(
    repository: Repository, check: Check
) -> None:
    repository.commit({"talk.srt": "stray text\n\n" + srt(*TEXTS)})
    repository.write({"talk.srt": "stray text\n\n" + srt(*TEXTS, "Another one.")})
    assert changed(check).files["talk.srt"] == []
    repository.write({"talk.srt": "stray text\n\nmore of it\n\n" + srt(*TEXTS)})
    codes = {code for code, _ in changed(check).files["talk.srt"]}
    assert codes == {"orphan_text"}


def test_a_renamed_file_is_compared_with_what_it_was(talk: Repository, check: Check) -> None:
    talk.git("mv", "talk.srt", "lecture.srt")
    run = changed(check)
    assert run.files == {"lecture.srt": []}
    assert run.summary["untouched"] == 2


def test_all_of_a_new_file_is_reported(talk: Repository, check: Check) -> None:
    talk.write({"new.srt": BAD})
    assert changed(check).files == {"new.srt": FOUND}


def test_what_was_no_captions_cannot_be_compared_with(talk: Repository, check: Check) -> None:
    talk.commit({"talk.srt": b"\x89PNG\r\n\x1a\n\0\0\0"})
    talk.write({"talk.srt": srt(*TEXTS)})
    assert cues(changed(check)) == [3, 6]


def test_staged_cues(talk: Repository, check: Check) -> None:
    talk.write({"talk.srt": srt("Now <i>this is not closed.", *TEXTS[1:])})
    talk.git("add", "--all")
    talk.write({"talk.srt": srt(*TEXTS)})
    run = check("--staged", "--changed-cues")
    assert cues(run) == [1]
    assert run.summary["untouched"] == 2


def test_the_same_in_several_processes(talk: Repository, check: Check) -> None:
    names = [f"{number}.srt" for number in range(6)]
    talk.commit(dict.fromkeys(names, srt(*TEXTS)))
    talk.write(dict.fromkeys(names, srt("Now <i>this is not closed.", *TEXTS[1:])))
    run = check("--changed-since=HEAD", "--changed-cues", "--jobs=2")
    assert run.files == {name: [("unclosed_tag", 1)] for name in names}


def test_what_a_sibling_has_gained_is_of_the_change(repository: Repository, check: Check) -> None:
    spoken = [f"Sentence {name} of the talk." for name in ("one", "two", "three", "four", "five")]
    shown = [f"Phrase {name} du discours." for name in ("un", "deux", "trois", "quatre", "cinq")]
    repository.commit(
        {"talk.en.srt": srt(*spoken, *spoken), "talk.fr.srt": srt(*shown, *shown[:3])}
    )
    rules = "--select=sibling_cue_missing"
    missing = [("sibling_cue_missing", 8)]
    assert check(rules).files["talk.fr.srt"] == missing
    # It was missing before, and still is.
    repository.commit({"talk.fr.srt": srt("Bonjour.", *shown[1:], *shown[:3])})
    run = check(rules, "--changed-since=HEAD^..", "--changed-cues")
    assert run.files == {"talk.fr.srt": []}
    assert run.summary["untouched"] == 1
    # Nothing was missing before; now the other file has more.
    repository.commit({"talk.en.srt": srt(*spoken, *spoken[:3])})
    repository.commit(
        {"talk.en.srt": srt(*spoken, *spoken), "talk.fr.srt": srt(*shown, *shown[:3])}
    )
    run = check(rules, "--changed-since=HEAD^..", "--changed-cues")
    assert run.files["talk.fr.srt"] == missing
    # A new file is something to be compared with for the first time.
    repository.git("rm", "--quiet", "talk.en.srt")
    repository.commit({"talk.fr.srt": srt("Bonjour.", *shown[1:], *shown[:3])})
    repository.write({"talk.en.srt": srt(*spoken, *spoken), "talk.fr.srt": srt(*shown, *shown[:3])})
    run = check(rules, "--changed-since=HEAD..", "--changed-cues")
    assert run.files["talk.fr.srt"] == missing


@pytest.mark.parametrize("cues", [[], ["--changed-cues"]])
def test_what_is_staged_is_compared_with_what_is_staged(
    cues: list[str], repository: Repository, check: Check
) -> None:
    spoken = [f"Sentence {name} of the talk." for name in ("one", "two", "three", "four", "five")]
    shown = [f"Phrase {name} du discours." for name in ("un", "deux", "trois", "quatre", "cinq")]
    short: dict[str, str | bytes] = {
        "talk.en.srt": srt(*spoken, *spoken[:3]),
        "talk.fr.srt": srt(*shown, *shown[:3]),
    }
    repository.commit(short)
    arguments = ("--staged", "--select=sibling_cue_missing", *cues)
    missing = {"talk.fr.srt": [("sibling_cue_missing", 8)]}
    # Only the work tree has more to be compared with.
    repository.write({"talk.fr.srt": srt("Bonjour.", *shown[1:], *shown[:3])})
    repository.git("add", "talk.fr.srt")
    repository.write({"talk.en.srt": srt(*spoken, *spoken)})
    assert check(*arguments).files == {"talk.fr.srt": []}
    # Only the index has more.
    repository.git("add", "talk.en.srt")
    repository.write({"talk.en.srt": short["talk.en.srt"]})
    assert check(*arguments).files == {"talk.en.srt": [], **missing}
    # What is no longer staged is nothing to be compared with.
    repository.git("rm", "-f", "--quiet", "--cached", "talk.en.srt")
    assert check(*arguments).files == {"talk.fr.srt": []}
    # What is not changed is read from the index too.
    repository.git("add", "talk.en.srt")
    repository.commit({"talk.en.srt": srt(*spoken, *spoken)})
    repository.write({"talk.en.srt": "", "talk.fr.srt": srt("Salut.", *shown[1:], *shown[:3])})
    repository.git("add", "talk.fr.srt")
    assert check("--staged", "--select=sibling_cue_missing").files == missing
