from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from caption_qa_action.core.errors import ReadError, UsageError
from caption_qa_action.core.globs import compile_patterns
from caption_qa_action.workspace import discover as module
from caption_qa_action.workspace.discover import File, discover, files_from, read, with_folders
from caption_qa_action.workspace.git import list_files
from tests.plain_user import as_plain_user

SUFFIXES = (".srt", ".vtt")
HOSTILE = [
    "line\nbreak.srt",
    "quo\"te's.srt",
    "::error file=a.srt::x.srt",
    "%0A.srt",
    " spaces .srt",
    "-rf.srt",
    "cafe\u0301.srt",
    ":(glob)x.srt",
    "[a].srt",
    "\u202egnp.srt",
]
posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such names or links")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(params=["git", "plain"])
def tree(request: pytest.FixtureRequest, here: Path) -> Path:
    """The current folder: a git work tree, and one that is none."""
    if request.param == "git":
        git("init", "-q")
    return here


def git(*arguments: str, folder: str = ".") -> None:
    command = ["git", "-C", folder, "-c", "user.name=A", "-c", "user.email=a@example.org"]
    command += ["-c", "commit.gpgsign=false", "-c", "protocol.file.allow=always", *arguments]
    subprocess.run(command, check=True, capture_output=True)


def touch(*paths: str) -> None:
    for path in paths:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_bytes(b"1\n")


def found(
    *arguments: str,
    is_excluded: Callable[[str], bool] = lambda path: False,
    force_exclude: bool = False,
    gitignore: bool = True,
) -> list[str]:
    files = discover(
        arguments,
        is_excluded=is_excluded,
        force_exclude=force_exclude,
        suffixes=SUFFIXES,
        gitignore=gitignore,
    )
    return [file.path for file in files if not file.skip_reason]


def test_no_argument_means_the_current_folder(tree: Path) -> None:
    touch("b.srt", "a.VTT", "sub/c.srt", "notes.txt")
    assert found() == ["a.VTT", "b.srt", "sub/c.srt"]


def test_a_named_file_is_taken_whatever_its_suffix(tree: Path) -> None:
    touch("notes.txt")
    assert discover(
        ["notes.txt"], is_excluded=lambda path: False, force_exclude=False, suffixes=SUFFIXES
    ) == [File("notes.txt", "notes.txt", "", True)]


def test_each_file_is_found_once(tree: Path) -> None:
    touch("sub/a.srt")
    assert found("sub/a.srt", "sub", ".", "./sub/../sub/a.srt", str(tree / "sub" / "a.srt")) == [
        "sub/a.srt"
    ]


def test_a_named_file_stays_explicit_when_its_folder_is_named_too(tree: Path) -> None:
    touch("a.srt")
    files = discover(
        ["a.srt", "."], is_excluded=lambda path: False, force_exclude=False, suffixes=SUFFIXES
    )
    assert [file.explicit for file in files] == [True]


def test_absolute_arguments_are_shown_relative_below_the_current_folder(tree: Path) -> None:
    touch("sub/a.srt")
    assert found(str(tree / "sub")) == ["sub/a.srt"]


def test_files_outside_keep_the_way_to_them(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    touch("a.srt", "sub/b.srt")
    monkeypatch.chdir("sub")
    assert found("..") == ["../a.srt", "../sub/b.srt"]
    assert found(str(here / "a.srt")) == [(here / "a.srt").as_posix()]


@pytest.mark.parametrize("argument", ["nothing.srt", "", "no*.srt", "no/*.srt", "a\0b"])
def test_what_is_not_there_is_an_error(tree: Path, argument: str) -> None:
    why = "no caption file matches" if "*" in argument else "no such file or folder"
    with pytest.raises(UsageError, match=why):
        found(argument)


def test_hidden_files_and_folders_are_left_out(tree: Path) -> None:
    touch("a.srt", ".hidden/b.srt", "sub/.c/d.srt", "._a.srt")
    assert found() == ["a.srt"]
    assert found(".hidden") == [".hidden/b.srt"]


def test_ignored_files_are_left_out(tree: Path) -> None:
    touch("a.srt", "build/b.srt", "sub/c.srt", "sub/keep.srt", "sub/x/c.srt", "c.srt")
    Path(".gitignore").write_bytes(b"\xef\xbb\xbf/build/\r\n# a comment\r\nc.srt\r\n")
    Path("sub/.gitignore").write_bytes(b"*.srt\n[z-a]\n!keep.srt\n[[]\n")
    assert found() == ["a.srt", "sub/keep.srt"]


def test_ignored_files_are_found_when_asked_for(tree: Path) -> None:
    touch("a.srt", "build/b.srt")
    Path(".gitignore").write_bytes(b"build/\n")
    assert found(gitignore=False) == ["a.srt", "build/b.srt"]


def test_an_ignored_folder_that_is_named_is_looked_into(here: Path) -> None:
    git("init", "-q")
    touch("build/b.srt")
    Path(".gitignore").write_bytes(b"build/\n")
    assert found("build") == ["build/b.srt"]
    assert found() == []


@posix
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_are_found_as_they_are(tree: Path, name: str) -> None:
    touch(f"sub/{name}")
    assert found("sub") == [f"sub/{name}"]
    assert [
        read(file)
        for file in discover(
            ["sub"], is_excluded=lambda path: False, force_exclude=False, suffixes=SUFFIXES
        )
    ] == [b"1\n"]


@posix
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_are_taken_as_arguments(tree: Path, name: str) -> None:
    touch(name)
    assert found(name) == [name]


@pytest.mark.skipif(sys.platform != "linux", reason="names are bytes on Linux alone")
def test_names_that_are_not_utf_8_can_be_opened(tree: Path) -> None:
    name = os.fsdecode(b"caf\xe9.srt")
    touch(name)
    files = discover((), is_excluded=lambda path: False, force_exclude=False, suffixes=SUFFIXES)
    assert [(file.path, read(file)) for file in files] == [(name, b"1\n")]


def test_tracked_new_and_deleted_files_in_git(here: Path) -> None:
    git("init", "-q")
    touch("tracked.srt", "ignored-but-tracked.srt", "deleted.srt")
    git("add", ".")
    git("commit", "-qm", "captions")
    Path(".gitignore").write_bytes(b"ignored*\n")
    Path("deleted.srt").unlink()
    touch("new.srt", "ignored-new.srt")
    assert found() == ["ignored-but-tracked.srt", "new.srt", "tracked.srt"]


def test_a_file_with_a_merge_conflict_is_found_once(here: Path) -> None:
    git("init", "-q", "-b", "main")
    for branch in ("main", "other"):
        if branch != "main":
            git("checkout", "-q", "--orphan", branch)
        Path("a.srt").write_text(branch, encoding="utf-8")
        git("add", ".")
        git("commit", "-qm", branch)
    with pytest.raises(subprocess.CalledProcessError):
        git("merge", "--allow-unrelated-histories", "main")
    assert found() == ["a.srt"]


def test_submodules_and_repositories_inside_are_not_entered(here: Path) -> None:
    for name in ("library", "project", "project/nested"):
        os.makedirs(name)
        git("init", "-q", folder=name)
        touch(f"{name}/{os.path.basename(name)}.srt")
    git("add", ".", folder="library")
    git("commit", "-qm", "captions", folder="library")
    git("submodule", "add", str(here / "library"), "module", folder="project")
    assert found("project") == ["project/project.srt"]
    assert found("project/module") == ["project/module/library.srt"]


def test_the_environment_of_a_git_hook_does_not_mislead(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git("init", "-q")
    touch("sub/a.srt")
    monkeypatch.setenv("GIT_DIR", "elsewhere")
    monkeypatch.setenv("GIT_INDEX_FILE", "elsewhere/index")
    monkeypatch.setenv("GIT_LITERAL_PATHSPECS", "1")
    assert list_files(".", SUFFIXES) == ["sub/a.srt"]


@posix
def test_a_program_named_by_the_repository_is_not_started(here: Path) -> None:
    git("init", "-q")
    Path("evil").write_text("#!/bin/sh\ntouch started\n", encoding="utf-8")
    Path("evil").chmod(0o755)
    git("config", "core.fsmonitor", str(here / "evil"))
    touch("a.srt")
    assert found() == ["a.srt"]
    assert not Path("started").exists()


@pytest.mark.parametrize("broken", ["no git", "refused"])
def test_without_the_help_of_git_the_folder_is_walked(
    here: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    git("init", "-q")
    touch("sub/a.srt", "sub/ignored.srt", "sub/x/ignored.srt")
    Path(".gitignore").write_bytes(b"ignored.srt\n")
    if broken == "no git":
        monkeypatch.setenv("PATH", "")
    else:
        # What git does with the repository of another user.
        Path(".git/config").write_text("[core]\nrepositoryformatversion = 99\n", encoding="utf-8")
    assert found("sub") == ["sub/a.srt"]
    assert found() == ["sub/a.srt"]


@posix
def test_links_in_a_folder_are_left_out_and_named_links_are_followed(tree: Path) -> None:
    touch("sub/a.srt", "outside.txt")
    Path("sub/link.srt").symlink_to(tree / "outside.txt")
    Path("sub/loop").symlink_to(tree / "sub")
    Path("sub/gone.srt").symlink_to(tree / "nothing.srt")
    assert found("sub") == ["sub/a.srt"]
    assert found("sub/link.srt") == ["sub/link.srt"]
    assert found("sub/loop") == ["sub/loop/a.srt"]


def test_excluded_files_are_left_out_of_folders_and_globs(tree: Path) -> None:
    touch("a.srt", "vendor/b.srt", "vendor/keep.srt")
    matches = compile_patterns(["vendor/"])
    assert found(is_excluded=matches) == ["a.srt"]
    assert found("**/*.srt", is_excluded=matches) == ["a.srt"]


def test_a_file_in_an_excluded_folder_cannot_be_wanted_again(tree: Path) -> None:
    touch("vendor/keep.srt", "other/a.srt", "other/keep.srt")
    matches = compile_patterns(["vendor/", "!vendor/keep.srt", "other/*", "!other/keep.srt"])
    assert found(is_excluded=matches) == ["other/keep.srt"]


def test_named_files_are_excluded_only_by_force_and_then_counted(tree: Path) -> None:
    touch("vendor/b.srt")
    matches = compile_patterns(["vendor/"])
    assert found("vendor/b.srt", is_excluded=matches) == ["vendor/b.srt"]
    assert discover(
        ["vendor/b.srt"], is_excluded=matches, force_exclude=True, suffixes=SUFFIXES
    ) == [File("vendor/b.srt", "vendor/b.srt", "excluded", True)]


def test_an_excluded_folder_is_not_walked(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    touch("node_modules/deep/a.srt")
    scanned: list[str] = []
    scandir = os.scandir

    def watch(path: str) -> object:
        scanned.append(path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", watch)
    assert found(is_excluded=compile_patterns(["node_modules/"])) == []
    assert scanned == ["."]


@pytest.mark.parametrize(
    "pattern, expected",
    [
        ("*.srt", ["a.srt"]),
        ("**/*.srt", ["a.srt", "en/b.srt", "en/deep/c.srt"]),
        ("**/*.{srt,vtt}", ["a.srt", "en/b.srt", "en/d.vtt", "en/deep/c.srt"]),
        ("en/**", ["en/b.srt", "en/d.vtt", "en/deep/c.srt"]),
        ("e?/*.srt", ["en/b.srt"]),
        ("[!x]n/*.srt", ["en/b.srt"]),
        ("*/deep", ["en/deep/c.srt"]),
        ("./**/c.srt", ["en/deep/c.srt"]),
        ("en/**/**/c.*", ["en/deep/c.srt"]),
        ("{en/deep,xx}/*", ["en/deep/c.srt"]),
        ("*.txt", ["notes.txt"]),
    ],
)
def test_globs_find_what_a_shell_would(tree: Path, pattern: str, expected: list[str]) -> None:
    touch("a.srt", "en/b.srt", "en/d.vtt", "en/deep/c.srt", "notes.txt")
    assert found(pattern) == expected


@posix
@pytest.mark.parametrize(
    "pattern, hidden",
    [
        ("en/*.srt", "en/*.srt"),
        ("**/*.srt", "**/*.srt"),
        ("en/[b-d].*", "en/[b-d].*"),
        ("en/?.{srt,vtt}", "en/?.{srt,vtt}"),
        ("e*", "e*/x.srt"),
    ],
)
def test_what_is_named_like_a_glob_hides_nothing_that_the_glob_finds(
    tree: Path, pattern: str, hidden: str
) -> None:
    """Or whoever opens a pull request could choose what is checked by the name of a file."""
    touch("en/b.srt", "en/d.vtt")
    before = found(pattern)
    assert before
    touch(hidden)
    assert found(pattern) == sorted([*before, hidden])


@posix
def test_where_a_program_names_files_a_name_is_no_glob(tree: Path) -> None:
    touch("en/b.srt", "en/[a-c].srt")
    assert found("en/[a-c].srt", force_exclude=True) == ["en/[a-c].srt"]


def test_a_glob_does_not_find_what_git_ignores(tree: Path) -> None:
    touch("a.srt", "node_modules/b.srt")
    Path(".gitignore").write_bytes(b"node_modules\n")
    assert found("**/*.srt") == ["a.srt"]


def test_a_folder_that_cannot_be_listed_is_reported_not_passed_over(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    touch("a.srt", "closed/b.srt")
    scandir = os.scandir

    def refuse(path: str) -> object:
        if path.endswith("closed"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    files = discover((), is_excluded=lambda path: False, force_exclude=False, suffixes=SUFFIXES)
    assert [file.path for file in files] == ["a.srt", "closed"]
    with pytest.raises(ReadError):
        read(files[1])


def test_git_does_not_hide_a_folder_that_cannot_be_listed(users_folder: Path) -> None:
    git("init", "-q")
    touch("a.srt", "closed/b.srt")
    with as_plain_user(users_folder):
        assert found() == ["a.srt", "closed/b.srt"]
        Path("closed").chmod(0)
        try:
            assert found() == ["a.srt", "closed"]
        finally:
            Path("closed").chmod(0o755)


def test_a_dash_is_standard_input(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"1\r\n")))
    files = discover(["-"], is_excluded=lambda path: False, force_exclude=False, suffixes=SUFFIXES)
    assert files == [File("<stdin>", "", "", True)]
    assert read(files[0]) == b"1\r\n"


def test_reading_keeps_every_byte(here: Path) -> None:
    Path("a.srt").write_bytes(b"1\r\n\x1a\0\xff")
    assert read(File("a.srt", "a.srt")) == b"1\r\n\x1a\0\xff"


def test_a_file_that_has_gone_is_an_error_of_that_file(here: Path) -> None:
    with pytest.raises(ReadError, match=r"^a.srt: cannot be read: there is no such file$"):
        read(File("a.srt", "a.srt"))


@posix
def test_a_folder_is_not_read(here: Path) -> None:
    with pytest.raises(ReadError, match="it is a folder"):
        read(File("here", str(here)))


def test_too_large_a_file_is_not_read(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LIMIT_BYTES", 1 << 20)
    for more, is_read in ((0, True), (1, False)):
        with open("a.srt", "wb") as file:
            file.truncate((1 << 20) + more)
        if is_read:
            assert len(read(File("a.srt", "a.srt"))) == 1 << 20
        else:
            with pytest.raises(ReadError, match="it is larger than 1 MiB"):
                read(File("a.srt", "a.srt"))


@pytest.mark.parametrize(
    "content, names",
    [
        (b"a.srt\nb c.srt\n", ["a.srt", "b c.srt"]),
        (b"\xef\xbb\xbfa.srt\r\n\r\nb.srt", ["a.srt", "b.srt"]),
        (b"a\nb.srt\0-c.srt\0", ["a\nb.srt", "-c.srt"]),
        (b"", []),
    ],
)
def test_a_list_of_files_has_lines_or_nuls(here: Path, content: bytes, names: list[str]) -> None:
    Path("list").write_bytes(content)
    assert files_from("list") == names


def test_a_list_of_files_comes_from_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"a.srt\n")))
    assert files_from("-") == ["a.srt"]


def test_a_missing_list_of_files_is_an_error(here: Path) -> None:
    with pytest.raises(UsageError, match='cannot read the list of files "list"'):
        files_from("list")


def test_a_named_file_loads_neither_subprocess_nor_pathspec() -> None:
    script = (
        "import sys; from caption_qa_action.workspace.discover import discover, read\n"
        "files = discover([__import__('os').__file__], is_excluded=lambda p: False,"
        " force_exclude=True, suffixes=('.srt',)); read(files[0])\n"
        "sys.exit(bool({'subprocess', 'pathspec', 'pathlib'} & set(sys.modules)))"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-S", "-c", script]
    assert subprocess.run(command, env=environment, check=False).returncode == 0


def test_a_file_with_a_shared_suffix_is_found_only_if_its_first_bytes_say_so(tree: Path) -> None:
    touch("a.srt")
    Path("captions.json").write_bytes(b'{"cues"')
    Path("package.json").write_bytes(b'{"name"')

    def names(*arguments: str) -> list[str]:
        files = discover(
            arguments,
            is_excluded=lambda path: False,
            force_exclude=False,
            suffixes=(*SUFFIXES, ".json"),
            shared={".json": lambda head: b"cues" in head},
        )
        return [file.path for file in files]

    assert names(".") == ["a.srt", "captions.json"]
    assert names("*") == ["a.srt", "captions.json"]
    assert names("*.json") == ["captions.json", "package.json"]
    assert names("package.json") == ["package.json"]


@posix
def test_what_is_passed_over_in_a_folder_has_a_reason(tree: Path) -> None:
    touch("sub/a.srt", "outside.txt", "b.srt")
    for name, target in {
        "in.srt": "a.srt",
        "up.srt": "../b.srt",
        "out.srt": "../outside.txt",
        "gone.srt": "nothing.srt",
        "self.srt": "self.srt",
        "notes.txt": "../outside.txt",
        ".hidden.srt": "a.srt",
    }.items():
        Path("sub", name).symlink_to(target)
    reasons = {
        file.path: file.skip_reason
        for file in discover(
            (), is_excluded=lambda path: False, force_exclude=False, suffixes=SUFFIXES
        )
    }
    same = "a symbolic link; its target is checked under its own name"
    nowhere = "a symbolic link that leads nowhere"
    assert reasons == {
        "b.srt": "",
        "sub/a.srt": "",
        "sub/gone.srt": nowhere,
        "sub/in.srt": same,
        "sub/out.srt": "a symbolic link",
        "sub/self.srt": nowhere,
        "sub/up.srt": same,
    }


@posix
def test_a_pipe_in_a_folder_is_skipped_with_a_reason(here: Path) -> None:
    os.mkfifo("pipe.srt")
    os.mkfifo("pipe.json")
    files = discover(
        (),
        is_excluded=lambda path: False,
        force_exclude=False,
        suffixes=(".srt", ".json"),
        shared={".json": lambda head: True},
    )
    assert files == [File("pipe.srt", "./pipe.srt", "not a regular file")]


@posix
def test_a_tracked_file_that_became_a_pipe_is_skipped_with_a_reason(here: Path) -> None:
    git("init", "-q")
    touch("a.srt")
    git("add", ".")
    Path("a.srt").unlink()
    os.mkfifo("a.srt")
    files = discover((), is_excluded=lambda path: False, force_exclude=False, suffixes=SUFFIXES)
    assert [(file.path, file.skip_reason) for file in files] == [("a.srt", "not a regular file")]


@posix
def test_a_named_pipe_is_not_opened(here: Path) -> None:
    os.mkfifo("pipe.srt")
    with pytest.raises(ReadError, match="not a regular file"):
        read(File("pipe.srt", "pipe.srt"))


def test_folders_may_lie_in_each_other_by_the_thousand() -> None:
    """A path of git has 4,096 bytes, and each of them may be a folder."""
    asked: list[str] = []

    def is_excluded(path: str) -> bool:
        asked.append(path)
        return path == "d/" * 1500

    excluded = with_folders(is_excluded)
    assert not excluded("d/" * 1499 + "a.srt")
    assert excluded("d/" * 1500 + "a.srt")
    assert excluded("d/" * 1600 + "a.srt")
    assert asked == ["d/" * depth for depth in range(1, 1500)] + [
        "d/" * 1499 + "a.srt",
        "d/" * 1500,
    ]
