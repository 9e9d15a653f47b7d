"""A pull request that adds, edits or removes a configuration of a folder: the summary names it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from caption_qa_action.action import changed
from caption_qa_action.action.changed_configurations import (
    _MOST_NAMES,
    Configurations,
    configurations_of_folders,
    in_force_instead,
    notices,
    with_notices,
)
from tests.repository import Repository

TABLE = "[tool.caption-qa]\nfail-on = 'never'\n"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    made = Repository.new(tmp_path / "work")
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_NOSYSTEM"):
        if name in made.environment:
            monkeypatch.setenv(name, made.environment[name])
    monkeypatch.chdir(made.folder)
    return made


def touched(
    repository: Repository,
    before: dict[str, str],
    after: dict[str, str],
    event: str = "pull_request",
    removed: tuple[str, ...] = (),
) -> Configurations:
    base = repository.commit({"a.srt": "", **before})
    for name in removed:
        repository.git("rm", "--quiet", name)
    head = repository.commit({**after, "b.srt": ""})
    payload = repository.folder.parent / "event.json"
    payload.write_text(json.dumps({"pull_request": {"head": {"sha": head}, "base": {"sha": base}}}))
    return configurations_of_folders(
        {"GITHUB_EVENT_NAME": event, "GITHUB_EVENT_PATH": str(payload)}
    )


def test_what_is_added_edited_or_removed_below_the_top_is_named(repository: Repository) -> None:
    found = touched(
        repository,
        {"old/.caption-qa.yml": "fail-on: error\n", "gone/.caption-qa.yml": "fail-on: info\n"},
        {
            ".caption-qa.yml": "fail-on: error\n",
            "new/.caption-qa.yml": "fail-on: never\n",
            "old/.caption-qa.yml": "fail-on: never\n",
            "c/pyproject.toml": TABLE,
            "d/pyproject.toml": "[project]\nname = 'x'\n",
        },
        removed=("gone/.caption-qa.yml",),
    )
    assert found == (
        ["c/pyproject.toml", "new/.caption-qa.yml"],
        ["old/.caption-qa.yml"],
        ["gone/.caption-qa.yml"],
    )


def test_a_table_that_comes_or_goes_adds_or_removes_a_configuration(repository: Repository) -> None:
    project = "[project]\nname = 'x'\n"
    found = touched(
        repository,
        {
            "a/pyproject.toml": TABLE,
            "b/pyproject.toml": TABLE + project,
            "c/pyproject.toml": project,
            "d/pyproject.toml": project,
            "e/pyproject.toml": project + TABLE,
            "f/pyproject.toml": project,
        },
        {
            "b/pyproject.toml": project,
            "c/pyproject.toml": project + TABLE,
            "e/pyproject.toml": TABLE,
            "f/pyproject.toml": "",
        },
        removed=("a/pyproject.toml", "d/pyproject.toml"),
    )
    assert found == (
        ["c/pyproject.toml"], ["e/pyproject.toml"], ["a/pyproject.toml", "b/pyproject.toml"],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "is_fetched"),
    [
        ({}, {}, False),
        ({}, {".caption-qa.yml": ""}, False),
        ({"a/pyproject.toml": "[project]\n"}, {}, False),
        ({"a/pyproject.toml": TABLE}, {}, True),
        ({}, {"new/.caption-qa.yml": ""}, True),
    ],
)
@pytest.mark.parametrize("is_merge", [False, True])
def test_nothing_is_fetched_where_no_folder_has_a_configuration(
    repository: Repository,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    before: dict[str, str],
    after: dict[str, str],
    is_fetched: bool,
    is_merge: bool,
) -> None:
    base = repository.commit({"a.srt": "", **before})
    head = repository.commit({**after, "b.srt": ""})
    payload = tmp_path / "event.json"
    payload.write_text(json.dumps({"pull_request": {"head": {"sha": head}, "base": {"sha": base}}}))
    if is_merge:
        tree = repository.git("rev-parse", "HEAD^{tree}").strip()
        merge = repository.git("commit-tree", tree, "-p", base, "-p", head, "-m", "try").strip()
        repository.git("reset", "--quiet", "--hard", merge)
    monkeypatch.chdir(repository.clone(tmp_path / "shallow", "--depth=1").folder)
    fetched: list[tuple[str, ...]] = []
    monkeypatch.setattr(changed, "fetch", lambda *words: fetched.append(words))
    configurations_of_folders(
        {"GITHUB_EVENT_NAME": "pull_request", "GITHUB_EVENT_PATH": str(payload)}
    )
    assert bool(fetched) == is_fetched


def test_from_a_folder_of_the_repository_too(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    (repository.folder / "site").mkdir()
    monkeypatch.chdir("site")
    found = touched(repository, {}, {"new/.caption-qa.yml": "fail-on: never\n"})
    assert found == (["new/.caption-qa.yml"], [], [])


def test_a_push_is_no_request(repository: Repository) -> None:
    assert touched(repository, {}, {"new/.caption-qa.yml": "x"}, event="push") == Configurations()


def test_without_an_event_nothing_is_named(repository: Repository) -> None:
    repository.commit({"new/.caption-qa.yml": "x"})
    found = configurations_of_folders({"GITHUB_EVENT_NAME": "pull_request"})
    assert found == Configurations()


def test_the_notice_stands_below_the_verdict_and_names_are_inert() -> None:
    page = "## caption-qa: passed\n\n1 file checked\n"
    assert with_notices(page, Configurations()) == page
    hostile = "a`<b>`\n::error::x|/.caption-qa.yml"
    verdict, empty, note, *rest = with_notices(page, Configurations([hostile])).split("\n")
    assert (verdict, empty) == ("## caption-qa: passed", "")
    assert note == (
        "> This change adds 1 configuration of a folder, and what is checked and what fails there is "
        "theirs to say: `a'<b>'\\n::error::x|/.caption-qa.yml`"
    )
    assert rest == ["", "1 file checked", ""]
    assert " and 3 more" in with_notices(
        page, Configurations([f"{n}/.caption-qa.yml" for n in range(23)])
    )


@pytest.mark.parametrize(
    ("number", "more"),
    [
        (1, ""),
        (_MOST_NAMES, ""),
        (_MOST_NAMES + 1, " and 1 more"),
        (_MOST_NAMES + 9, " and 9 more"),
    ],
)
def test_so_many_are_named_and_the_others_are_counted(number: int, more: str) -> None:
    names = [f"{at}/.caption-qa.yml" for at in range(number)]
    shown = ", ".join(f"`{name}`" for name in names[:_MOST_NAMES])
    (line,) = notices(Configurations(names))
    assert line.endswith(f" is theirs to say: {shown}{more}")


def test_each_kind_of_change_has_a_line_of_its_own() -> None:
    name = "ads/.caption-qa.yml"
    one = "1 configuration of a folder, and"
    assert with_notices("passed\n", Configurations([], [name], [name])) == (
        f"passed\n\n> This change edits {one} so what is checked and what fails there: `{name}`\n>\n"
        f"> This change removes {one} what is checked and what fails there is decided farther up: `{name}`\n"
    )


@pytest.mark.parametrize(
    ("inputs", "instead"),
    [
        ({"config-from": "base"}, "the configurations of the base are in force"),
        ({"config": "x.yml"}, 'the configuration of the input "config" is in force'),
    ],
)
def test_configurations_that_are_not_read_are_named_as_such(
    inputs: dict[str, str], instead: str
) -> None:
    name = "ads/.caption-qa.yml"
    shown = notices(Configurations([name], [name], [name]), in_force_instead(inputs))
    assert shown == [
        f"This change {does} 1 configuration of a folder, not read here, since {instead}: `{name}`"
        for does in ("adds", "edits", "removes")
    ]
    assert in_force_instead({"config-from": "head", "config": ""}) == ""
