"""A pull request that adds a configuration of a folder: the summary names it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from caption_qa_action.action.added import _MOST_NAMES, added_configurations, notice, with_notice
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


def added(
    repository: Repository,
    before: dict[str, str],
    after: dict[str, str],
    event: str = "pull_request",
) -> list[str]:
    base = repository.commit({"a.srt": "", **before})
    head = repository.commit({**after, "b.srt": ""})
    payload = repository.folder.parent / "event.json"
    payload.write_text(json.dumps({"pull_request": {"head": {"sha": head}, "base": {"sha": base}}}))
    return added_configurations({"GITHUB_EVENT_NAME": event, "GITHUB_EVENT_PATH": str(payload)})


def test_what_is_added_below_the_top_is_named(repository: Repository) -> None:
    found = added(
        repository,
        {"old/.caption-qa.yml": "fail-on: error\n"},
        {
            ".caption-qa.yml": "fail-on: error\n",
            "new/.caption-qa.yml": "fail-on: never\n",
            "old/.caption-qa.yml": "fail-on: never\n",
            "c/pyproject.toml": TABLE,
            "d/pyproject.toml": "[project]\nname = 'x'\n",
        },
    )
    assert found == ["c/pyproject.toml", "new/.caption-qa.yml"]


def test_from_a_folder_of_the_repository_too(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    (repository.folder / "site").mkdir()
    monkeypatch.chdir("site")
    assert added(repository, {}, {"new/.caption-qa.yml": "fail-on: never\n"}) == [
        "new/.caption-qa.yml"
    ]


def test_a_push_is_no_request(repository: Repository) -> None:
    assert added(repository, {}, {"new/.caption-qa.yml": "x"}, event="push") == []


def test_without_an_event_nothing_is_named(repository: Repository) -> None:
    repository.commit({"new/.caption-qa.yml": "x"})
    assert added_configurations({"GITHUB_EVENT_NAME": "pull_request"}) == []


def test_the_notice_stands_below_the_verdict_and_names_are_inert() -> None:
    page = "## caption-qa: passed\n\n1 file checked\n"
    assert with_notice(page, []) == page
    hostile = "a`<b>`\n::error::x|/.caption-qa.yml"
    verdict, empty, note, *rest = with_notice(page, [hostile]).split("\n")
    assert (verdict, empty) == ("## caption-qa: passed", "")
    assert note == (
        "> This change adds 1 configuration of a folder, and what is checked and what fails there is "
        "theirs to say: `a'<b>'\\n::error::x|/.caption-qa.yml`"
    )
    assert rest == ["", "1 file checked", ""]
    assert " and 3 more" in with_notice(page, [f"{n}/.caption-qa.yml" for n in range(23)])


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
    assert notice(names).endswith(f" is theirs to say: {shown}{more}")
