"""`caption-qa init` on every kind of repository: what it says and writes, and that once is enough."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from caption_qa_action import __version__
from caption_qa_action.cli import _init_ci, main
from tests.repository import Repository

GOLDEN = Path(__file__).parent / "init"
EXAMPLES = Path(__file__).parents[2] / "examples/ci"

GOOD = "1\n00:00:01,000 --> 00:00:03,000\nThe river freezes in December.\n"
GERMAN = "1\n00:00:01,000 --> 00:00:03,000\nDer Fluss gefriert im Dezember.\n"
BAD = "1\n00:00:03,000 --> 00:00:01,000\nThe river freezes in December.\n"
ASS = (
    "[Script Info]\nScriptType: v4.00+\n\n[V4+ Styles]\nFormat: Name, Fontname, Fontsize\nStyle: Default,Arial,48\n\n"
    "[Events]\nFormat: Layer, Start, End, Style, Text\n"
    "Dialogue: 0,0:00:01.00,0:00:03.00,Default,The river freezes.\n"
)
TTML = (
    '<tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en"><body><div>'
    '<p begin="1s" end="3s">The river freezes.</p></div></body></tt>\n'
)
GITLAB = "# Ours.\nstages: [build, deploy]\n\nbuild:\n  stage: build\n  script: make # all\n"
HOOKS = (
    "repos:\n  - repo: local\n    hooks:\n      - {id: x, name: x, entry: x, language: system}\n"
)

GITHUB_REMOTE, GITLAB_REMOTE = (
    "git@github.com:film/talks.git",
    "https://gitlab.example/film/talks.git",
)

# By kind of repository: where it comes from, what is in it, and the arguments.
KINDS: dict[str, tuple[str, dict[str, str], tuple[str, ...]]] = {
    "github-one-language": (
        "",
        {".github/workflows/ci.yml": "on: push\n", "talks/a.srt": GOOD, "talks/b.srt": BAD},
        (),
    ),
    "github-many-languages": (
        GITHUB_REMOTE,
        {"talks/a.en.srt": GOOD, "talks/a.de.srt": GERMAN, "talks/b.en.auto.srt": BAD},
        (),
    ),
    "gitlab-one-language": ("", {".gitlab-ci.yml": GITLAB, "talks/a.srt": BAD}, ("--baseline",)),
    "gitlab-many-languages": (GITLAB_REMOTE, {"en/a.srt": GOOD, "de/a.srt": GERMAN}, ()),
    "ass": (GITHUB_REMOTE, {"ep1.ass": ASS, "ep2.ass": ASS}, ()),
    "ttml": (GITHUB_REMOTE, {"a.ttml": TTML, "generated/b.ttml": TTML}, ("--skip=pre-commit",)),
    "nothing": ("", {"README.md": "Nothing yet.\n"}, ()),
    "monorepo": (
        GITHUB_REMOTE,
        {
            "teams/ads/tiktok/a.srt": GOOD,
            "teams/ads/.caption-qa.yml": "preset: tiktok\n",
            "teams/school/b.vtt": "WEBVTT\n\n00:01.000 --> 00:03.000\nThe river.\n",
            "teams/school/vendor/c.srt": BAD,
        },
        (),
    ),
    "existing-configuration": (
        GITHUB_REMOTE,
        {
            ".caption-qa.yml": "# Ours.\npreset: vimeo\nexclude: [drafts/]\n",
            ".pre-commit-config.yaml": HOOKS,
            "a.en.srt": GOOD,
            "a.de.srt": GERMAN,
            "drafts/b.srt": BAD,
        },
        (),
    ),
    "elsewhere": ("ssh://git@code.example/film/talks.git", {"talks/a.srt": GOOD}, ()),
    "azure-jenkins-circleci": (
        "",
        {
            "azure-pipelines.yml": "steps:\n  - bash: make\n",
            "Jenkinsfile": "pipeline {}\n",
            ".circleci/config.yml": "version: 2.1\n",
            "youtube/a.srt": GOOD,
        },
        (),
    ),
}

PROPOSALS = ("proposed", "next: ", "wrote ", "changed ")


@pytest.fixture(params=KINDS)
def kind(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[str, Repository]:
    remote, content, _ = KINDS[request.param]
    made = Repository.new(tmp_path / "work")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", made.environment["GIT_CONFIG_GLOBAL"])
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    monkeypatch.chdir(made.folder)
    made.commit(dict(content))
    if remote:
        made.git("remote", "add", "origin", remote)
    return request.param, made


def files(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".git" not in path.relative_to(folder).parts
    }


def test_what_is_proposed_and_written(
    kind: tuple[str, Repository], capsys: pytest.CaptureFixture[str], update_goldens: bool
) -> None:
    name, repository = kind
    _, content, arguments = KINDS[name]
    assert main(["init", *arguments]) == 0
    out, error = capsys.readouterr()
    assert error == ""
    changed = {
        path: text for path, text in files(repository.folder).items() if content.get(path) != text
    }
    shown = f"$ caption-qa init {' '.join(arguments)}".rstrip() + f"\n{out}"
    shown += "".join(f"--- {path}\n{text}" for path, text in changed.items())
    shown = shown.replace(f"v{__version__}", "v<VERSION>")
    golden = GOLDEN / f"{name}.txt"
    if update_goldens:
        golden.write_text(shown, encoding="utf-8", newline="\n")
    assert shown == golden.read_text(encoding="utf-8")
    # What is there is kept, line by line.
    for path, old in content.items():
        kept = iter(files(repository.folder)[path].splitlines())
        assert all(line in kept for line in old.splitlines())


def test_a_second_run_changes_and_proposes_nothing(
    kind: tuple[str, Repository], capsys: pytest.CaptureFixture[str]
) -> None:
    name, repository = kind
    arguments = KINDS[name][2]
    assert main(["init", *arguments]) == 0
    before = files(repository.folder)
    for again in (arguments, ()):
        if "--skip=pre-commit" in arguments and not again:
            continue
        capsys.readouterr()
        assert main(["init", *again]) == 0
        out = capsys.readouterr().out
        assert files(repository.folder) == before
        assert [line for line in out.splitlines() if line.startswith(PROPOSALS)] == []


def test_what_is_written_can_be_read(
    kind: tuple[str, Repository], capsys: pytest.CaptureFixture[str]
) -> None:
    name, repository = kind
    main(["init", *KINDS[name][2]])
    for path, text in files(repository.folder).items():
        if path.endswith((".yml", ".yaml")):
            assert yaml.safe_load(text), path
    capsys.readouterr()
    # What was there fails as before; with a baseline nothing does.
    fails = any(text == BAD for path, text in KINDS[name][1].items() if path == "talks/b.srt")
    assert main(["check"]) == int(fails)


def test_there_is_no_golden_without_a_kind() -> None:
    assert {f"{name}.txt" for name in KINDS} == {path.name for path in GOLDEN.iterdir()}


def test_what_it_writes_is_what_the_examples_show() -> None:
    for name, text in {
        "gitlab-ci.yml": _init_ci.GITLAB,
        "azure-pipelines.yml": _init_ci.AZURE,
        "Jenkinsfile": _init_ci.JENKINS,
        "circleci.yml": _init_ci.CIRCLECI,
    }.items():
        about, _, example = (EXAMPLES / name).read_text(encoding="utf-8").partition("\n")
        assert about.startswith(("#", "//"))
        assert example == text


def test_a_baseline_holds_what_fails_and_no_suggestion(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made = Repository.new(tmp_path / "work")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", made.environment["GIT_CONFIG_GLOBAL"])
    monkeypatch.chdir(made.folder)
    untidy = (
        BAD.replace("The river", "The  river") + "\n2\n00:00:02,000 --> 00:00:05,000\nBy <b>it.\n"
    )
    made.commit({"a.srt": untidy})
    assert main(["init", "--baseline"]) == 0
    baseline = yaml.safe_load(Path(".caption-qa-baseline.json").read_text(encoding="utf-8"))
    assert list(baseline["files"]["a.srt"]) == ["negative_duration"]
    capsys.readouterr()
    assert main(["check", "--format=concise"]) == 0
    out = capsys.readouterr().out
    assert "double_space" in out
    assert "unclosed_tag" in out
    assert "negative_duration" not in out


def test_where_warnings_are_limited_they_are_in_the_baseline(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made = Repository.new(tmp_path / "work")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", made.environment["GIT_CONFIG_GLOBAL"])
    monkeypatch.chdir(made.folder)
    made.commit({".caption-qa.yml": "max-warnings: 0\n", "a.srt": GOOD.replace("The", "<b>The")})
    assert main(["check"]) == 1
    assert main(["init", "--baseline"]) == 0
    assert main(["check"]) == 0
    shutil.copy("a.srt", "b.srt")
    assert main(["check"]) == 1


def test_every_ci_runs_on_the_branch_that_others_start_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Repository.new(tmp_path / "work")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", made.environment["GIT_CONFIG_GLOBAL"])
    monkeypatch.chdir(made.folder)
    made.git("checkout", "--quiet", "-b", "develop")
    made.commit(
        {
            "azure-pipelines.yml": "steps: []\n",
            ".github/workflows/x.yml": "on: push\n",
            "a.srt": GOOD,
        }
    )
    assert main(["init"]) == 0
    azure = yaml.safe_load(Path("azure-pipelines-captions.yml").read_text(encoding="utf-8"))
    github = yaml.safe_load(Path(".github/workflows/captions.yml").read_text(encoding="utf-8"))
    assert azure["trigger"] == ["develop"]
    assert github[True]["push"]["branches"] == ["develop"]


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    made = Repository.new(tmp_path / "work")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", made.environment["GIT_CONFIG_GLOBAL"])
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    monkeypatch.chdir(made.folder)
    return made


WORKFLOW = Path(".github/workflows/captions.yml")


def test_a_baseline_takes_the_place_of_changed_only(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.commit({"a.srt": BAD})
    assert main(["init"]) == 0
    before = WORKFLOW.read_text(encoding="utf-8")
    assert "changed-only: cues" in before
    capsys.readouterr()
    assert main(["init", "--baseline"]) == 0
    assert f"changed {WORKFLOW.as_posix()}: dropped changed-only" in capsys.readouterr().out
    after = WORKFLOW.read_text(encoding="utf-8")
    assert "with:\n          #" not in after
    assert before.startswith(after)
    assert yaml.safe_load(after)
    assert main(["init", "--baseline"]) == 0
    assert WORKFLOW.read_text(encoding="utf-8") == after


def test_a_workflow_that_somebody_changed_is_for_its_owner_to_change(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.commit({"a.srt": BAD})
    assert main(["init"]) == 0
    changed = WORKFLOW.read_text(encoding="utf-8") + "          preset: tiktok\n"
    WORKFLOW.write_text(changed, encoding="utf-8")
    assert main(["init", "--baseline"]) == 0
    assert "it uses the Action already; drop changed-only" in capsys.readouterr().out
    assert WORKFLOW.read_text(encoding="utf-8") == changed


@pytest.mark.parametrize(
    "folders, why",
    [
        (("tiktok", "youtube"), "folders name several platforms: tiktok, youtube; each"),
        (("tiktok", "a", "b"), "only some folders are named after a platform: tiktok; each"),
        (("a", "b"), "nothing says a platform; each"),
    ],
)
def test_why_no_platform_is_chosen(
    folders: tuple[str, ...],
    why: str,
    repository: Repository,
    capsys: pytest.CaptureFixture[str],
) -> None:
    repository.commit({f"{folder}/a.srt": GOOD for folder in folders})
    assert main(["init"]) == 0
    assert f"no preset: {why}" in capsys.readouterr().out


def test_a_configuration_without_a_preset_stays_as_it_is(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.commit({".caption-qa.yml": "fail-on: warning\n", "a.srt": GOOD})
    assert main(["init"]) == 0
    out = capsys.readouterr().out
    assert "left .caption-qa.yml: it stays as it is, without a preset (caption-qa init NAME" in out
    assert Path(".caption-qa.yml").read_text(encoding="utf-8") == "fail-on: warning\n"
