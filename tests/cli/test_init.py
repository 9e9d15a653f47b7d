"""`caption-qa init` in real repositories: what is there is kept, and what is written works."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from caption_qa_action import __version__
from caption_qa_action.cli import _init_text, main
from tests.action.test_linters import zizmor
from tests.plain_user import as_plain_user
from tests.repository import Repository
from tests.tools import ROOT, program

GOOD = "1\n00:00:01,000 --> 00:00:03,000\nThe river freezes in December.\n"
BAD = "1\n00:00:03,000 --> 00:00:01,000\nThe river freezes in December.\n"
VTT = "WEBVTT\n\n00:01.000 --> 00:03.000\nThe river freezes in December.\n"

CONFIG = ".caption-qa.yml"
WORKFLOW = ".github/workflows/captions.yml"
PRE_COMMIT = ".pre-commit-config.yaml"

Init = Callable[..., tuple[int, str, str]]


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    made = Repository.new(tmp_path / "work")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", made.environment["GIT_CONFIG_GLOBAL"])
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    monkeypatch.chdir(made.folder)
    return made


@pytest.fixture
def init(capsys: pytest.CaptureFixture[str]) -> Init:
    """Runs the command: its exit code, what it prints, and its errors."""

    def run(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main(["init", *arguments])
        out, error = capsys.readouterr()
        return code, out, error

    return run


def files(repository: Repository) -> dict[str, bytes]:
    return {
        path.relative_to(repository.folder).as_posix(): path.read_bytes()
        for path in repository.folder.rglob("*")
        if path.is_file() and ".git" not in path.parts
    }


def load(name: str) -> Any:
    return yaml.safe_load(Path(name).read_text(encoding="utf-8"))


def test_a_new_repository_gets_all_three_and_they_work(repository: Repository, init: Init) -> None:
    repository.commit({"captions/talk.srt": GOOD, "tests/fixtures/broken.srt": BAD})
    code, out, error = init()
    assert (code, error) == (0, "")
    assert "1 caption file (1 .srt)" in out
    assert "today: no errors" in out
    assert load(CONFIG) == {
        "preset": "none",
        "fail-on": "error",
        "extend-exclude": ["tests/"],
    }
    (step,) = [
        step
        for step in load(WORKFLOW)["jobs"]["captions"]["steps"]
        if step["uses"].startswith("caption-qa/")
    ]
    assert step == {"uses": f"caption-qa/caption-qa-action@v{__version__}"}
    assert load(PRE_COMMIT)["repos"] == [
        {
            "repo": "https://github.com/caption-qa/caption-qa-action",
            "rev": f"v{__version__}",
            "hooks": [{"id": "caption-qa"}],
        }
    ]
    assert main(["check"]) == 0
    command = [sys.executable, "-m", "pre_commit", "validate-config", PRE_COMMIT]
    assert subprocess.run(command, capture_output=True).returncode == 0


@pytest.mark.parametrize("captions", [{"talk.srt": GOOD}, {"talk.srt": BAD}])
def test_the_workflow_pleases_the_linters(
    repository: Repository, init: Init, captions: dict[str, str | bytes]
) -> None:
    repository.commit(captions)
    init()
    done = subprocess.run([program("actionlint"), "-no-color"], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "")
    found = zizmor(Path(WORKFLOW).absolute()).stdout
    assert found.count("error[") + found.count("warning[") == found.count("error[unpinned-uses]")


def test_it_is_the_same_the_second_time(repository: Repository, init: Init) -> None:
    repository.commit({"talk.srt": BAD})
    init()
    before = files(repository)
    code, out, _ = init()
    assert (code, files(repository)) == (0, before)
    assert out.count("left ") == 3


def test_a_dry_run_shows_everything_and_writes_nothing(repository: Repository, init: Init) -> None:
    repository.commit({"talk.srt": GOOD, PRE_COMMIT: "repos:\n  - repo: local\n    hooks: []\n"})
    before = files(repository)
    code, out, _ = init("--dry-run")
    assert (code, files(repository)) == (0, before)
    assert "--- /dev/null\n+++ b/.caption-qa.yml" in out
    assert "+fail-on: error" in out
    assert f"--- a/{PRE_COMMIT}" in out
    assert "+  - repo: https://github.com/caption-qa/caption-qa-action" in out
    # What is shown is what `git apply` makes of it.
    patch = out[out.index("--- ") : out.index("nothing was written")]
    Path("../init.patch").write_text(patch, encoding="utf-8")
    repository.git("apply", "--unidiff-zero", "../init.patch")
    applied = files(repository)
    for name in (CONFIG, WORKFLOW):
        Path(name).unlink()
    repository.git("checkout", "--quiet", "--", ".")
    init()
    assert files(repository) == applied


def test_old_errors_make_the_workflow_look_at_changes_only(
    repository: Repository, init: Init
) -> None:
    repository.commit({"old.srt": BAD, "new.srt": GOOD})
    _, out, _ = init()
    assert "today: 1 error" in out
    step = load(WORKFLOW)["jobs"]["captions"]["steps"][-1]
    assert step["with"] == {"changed-only": "cues"}


@pytest.mark.parametrize(
    "captions, preset",
    [
        (["a.vtt", "b.vtt", "c.srt"], None),
        (["tiktok/a.srt", "tiktok/b.srt", "c.srt"], "tiktok"),
        (["tiktok/a.srt", "youtube/b.srt"], None),
        (["Instagram Reels/a.srt"], "instagram-reels"),
        (["my-courses/lesson-1/a.vtt"], "lms"),
        ([], None),
    ],
)
def test_a_platform_is_chosen_where_the_folders_say_one(
    repository: Repository, init: Init, captions: list[str], preset: str | None
) -> None:
    repository.commit({name: VTT if name.endswith("vtt") else GOOD for name in captions})
    _, out, _ = init()
    assert (f"preset {preset}: " if preset else "no preset: ") in out
    assert load(CONFIG)["preset"] == (preset or "none")


def test_a_file_in_two_languages_is_counted_as_one(repository: Repository, init: Init) -> None:
    head = "[V4+ Styles]\nFormat: Name\nStyle: en\nStyle: ru\n\n[Events]\n"
    line = "Dialogue: 0,0:00:01.00,0:00:03.00,{},,0,0,0,,{}\n"
    both = head + line.format("en", "Where have you been?") + line.format("ru", "Где ты была?")
    repository.commit({"a.ass": both, "b.ass": head + line.format("en", "At home."), "c.srt": GOOD})
    _, out, _ = init("--dry-run")
    assert "\n1 file in two languages: each is checked on its own, " in out


def test_a_preset_can_be_asked_for(repository: Repository, init: Init) -> None:
    repository.commit({"a.vtt": VTT})
    assert init("vimeo", "--preset=tiktok")[0] == 2
    init("--preset=vimeo")
    assert load(CONFIG)["preset"] == "vimeo"
    Path(CONFIG).unlink()
    init("tiktok")
    assert load(CONFIG)["preset"] == "tiktok"
    Path(CONFIG).unlink()
    assert "no preset: as asked for\n" in init("none")[1]
    assert load(CONFIG)["preset"] == "none"
    assert f"left {CONFIG}: it says what is needed already\n" in init("none")[1]
    code, _, error = init("--preset=vimoe")
    assert code == 2
    assert 'did you mean "vimeo"' in error


def test_a_preset_can_be_asked_for_later(repository: Repository, init: Init) -> None:
    repository.commit({"a.srt": GOOD})
    _, out, _ = init()
    assert "(caption-qa init NAME chooses one)\n" in out
    before = (repository.folder / CONFIG).read_text(encoding="utf-8")
    assert f"changed {CONFIG}: preset tiktok\n" in init("--preset", "tiktok")[1]
    text = (repository.folder / CONFIG).read_text(encoding="utf-8")
    assert yaml.safe_load(text) == {**yaml.safe_load(before), "preset": "tiktok"}
    assert "No platform" not in text
    assert text.splitlines()[5:] == before.splitlines()[5:]
    _, out, _ = init("--preset", "youtube")
    assert f'left {CONFIG}: it says "preset: tiktok"; change that line where it is to be' in out
    assert "init NAME" not in out
    for arguments in ((), ("--preset", "tiktok")):
        assert f"left {CONFIG}: it says what is needed already\n" in init(*arguments)[1]
    assert (repository.folder / CONFIG).read_text(encoding="utf-8") == text


def test_a_preset_is_proposed_once(repository: Repository, init: Init) -> None:
    repository.commit({"a.srt": GOOD, CONFIG: "fail-on: warning\n"})
    assert "(caption-qa init NAME chooses one)\n" in init()[1]
    assert (
        "no preset: nothing says a platform; each file is judged by its own format\n" in init()[1]
    )


def test_what_others_wrote_of_a_preset_is_kept(repository: Repository, init: Init) -> None:
    repository.commit({"a.en.srt": GOOD, "a.de.srt": GOOD, CONFIG: "preset: none  # ours\n"})
    _, out, _ = init("--preset", "tiktok")
    assert f'changed {CONFIG}: it says "preset: none"; change that line where it is to be' in out
    text = (repository.folder / CONFIG).read_text(encoding="utf-8")
    assert text == "preset: none  # ours\nextend-select:\n  - siblings\n"
    assert "no preset: as the configuration says, and not tiktok, which was asked for\n" in out
    assert "no preset: as the configuration says\n" in init()[1]


def test_parts_can_be_left_out(repository: Repository, init: Init) -> None:
    repository.commit({"a.srt": GOOD})
    init("--skip=workflow", "--skip=pre-commit")
    assert set(files(repository)) == {"a.srt", CONFIG}


def test_it_works_at_the_top_of_the_repository(
    repository: Repository, init: Init, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit({"captions/a.srt": GOOD})
    monkeypatch.chdir("captions")
    init()
    assert (repository.folder / CONFIG).exists()


def test_outside_of_git_the_current_folder_is_set_up(
    init: Init, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, error = init()
    assert code == 0
    assert "0 caption files" in out
    assert "no git repository" in error
    assert (tmp_path / CONFIG).exists()


OLD_CONFIG = """\
# Ours.
fail-on: [error]   # as agreed

severity:
    line_too_long: "off"  # later
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_configuration_keeps_all_it_has(repository: Repository, init: Init, newline: str) -> None:
    old = OLD_CONFIG.replace("\n", newline).encode()
    repository.commit({CONFIG: old, "a.srt": GOOD, "vendor/ü x/b.srt": BAD})
    code, _, error = init()
    assert (code, error) == (0, "")
    new = Path(CONFIG).read_bytes()
    assert new.startswith(old)
    added = f"extend-exclude:{newline}  - vendor/{newline}"
    assert new == old + added.encode()
    assert main(["check"]) == 0


def test_a_configuration_that_says_it_all_is_left(repository: Repository, init: Init) -> None:
    old = "extend: house.yml\nexclude: [x/]"
    repository.commit({CONFIG: old, "house.yml": "preset: vimeo\n", "tests/a.srt": BAD})
    _, out, _ = init()
    assert f"left {CONFIG}: it says what is needed already" in out
    assert Path(CONFIG).read_text(encoding="utf-8") == old


def test_today_is_counted_by_the_configuration_that_is_there(
    repository: Repository, init: Init
) -> None:
    config = "preset: zoom\nignore: [negative_duration]\n"
    repository.commit({CONFIG: config, "a.srt": BAD})
    _, out, _ = init("--dry-run")
    assert "preset zoom: as the configuration says\n" in out
    assert "today: no errors" in out
    assert "changed-only" not in out
    _, out, _ = init("--dry-run", "--preset", "vimeo")
    assert "preset zoom: as the configuration says, and not vimeo, which was asked for\n" in out
    assert "today: no errors" in out


def test_a_table_in_pyproject_is_enough(repository: Repository, init: Init) -> None:
    repository.commit({"pyproject.toml": '[tool.caption-qa]\npreset = "vimeo"\n'})
    _, out, _ = init()
    assert "left pyproject.toml: it says what is needed already\n" in out
    assert not Path(CONFIG).exists()
    _, out, _ = init("--preset=tiktok")
    assert "preset vimeo: as the configuration says, and not tiktok, which was asked for\n" in out
    assert 'left pyproject.toml: it says "preset: vimeo"; change that line' in out


TABLES = [
    "[tool.caption-qa]  # ours\nignore = [\n  'tab_character',\n]\n\n[tool.ruff]\nline-length = 100\n",
    "[tool]\ncaption-qa = { ignore = ['tab_character'] }  # ours\n",
    "[tool.ruff]\n[tool.caption-qa.options.line_too_long]\nlimit_columns = 37",
    "tool.caption-qa.ignore = 'tab_character'\r\n[project]\r\nname = 'x'\r\n",
]


@pytest.mark.parametrize("table", TABLES)
def test_what_a_table_in_pyproject_lacks_is_written_into_it(
    repository: Repository, init: Init, table: str
) -> None:
    repository.commit(
        {"pyproject.toml": table.encode(), "talks/old.srt": BAD, "vendor/a.srt": GOOD}
    )
    code, out, _ = init("--baseline", "--preset=tiktok")
    assert code == 0
    assert "preset tiktok: as asked for\n" in out
    assert "changed pyproject.toml: added what it did not say\n" in out
    new = Path("pyproject.toml").read_bytes()
    for line in table.encode().splitlines():
        assert all(part in new for part in line.split(b"{ "))
    tables = tomllib.loads(new.decode())
    ours = tables["tool"].pop("caption-qa")
    before = tomllib.loads(table)
    assert ours == {
        **before["tool"].pop("caption-qa"),
        "preset": "tiktok",
        "extend-exclude": ["vendor/"],
        "baseline": ".caption-qa-baseline.json",
    }
    assert tables == before
    assert main(["check"]) == 0
    before_again = files(repository)
    assert init("--baseline", "--preset=tiktok")[0] == 0
    assert files(repository) == before_again
    Path("talks/new.srt").write_text(BAD)
    assert main(["check"]) == 1


def test_a_preset_is_chosen_in_place_of_one_that_is_taken_over(
    repository: Repository, init: Init
) -> None:
    repository.commit(
        {CONFIG: "extend: house.yml\n", "house.yml": "preset: vimeo\n", "a.srt": GOOD}
    )
    assert "preset tiktok: as asked for\n" in init("--preset=tiktok")[1]
    assert Path(CONFIG).read_text(encoding="utf-8") == "extend: house.yml\npreset: tiktok\n"


def test_a_baseline_is_in_force_for_every_team(repository: Repository, init: Init) -> None:
    repository.commit(
        {
            "ads/.caption-qa.yml": "preset: tiktok  # ours\n",
            "ads/a.srt": BAD,
            "school/pyproject.toml": "[tool.caption-qa]\npreset = 'lms'\n",
            "school/deep/b.srt": BAD,
            "talks/pyproject.toml": "[project]\nname = 'caption-qa'\n",
            "talks/c.srt": BAD,
            "own/.caption-qa.yml": "baseline: own.json\n",
            "own/own.json": b'{"files": {}, "kind": "caption-qa baseline", "version": 1}',
        }
    )
    code, out, error = init("--baseline")
    assert (code, error) == (0, "")
    assert "changed ads/.caption-qa.yml: names the baseline, which" in out
    assert Path("ads/.caption-qa.yml").read_text() == (
        "preset: tiktok  # ours\nbaseline: ../.caption-qa-baseline.json\n"
    )
    assert Path("own/.caption-qa.yml").read_text() == "baseline: own.json\n"
    assert main(["check"]) == 0
    before = files(repository)
    assert init("--baseline")[0] == 0
    assert files(repository) == before
    Path("ads/new.srt").write_text(BAD)
    assert main(["check"]) == 1


OLD_HOOKS = [
    "repos:\n- repo: local\n  hooks:\n  - {id: x, name: x, entry: x, language: system}\n",
    "# top\nrepos:\n  # first\n  - repo: local\n    hooks:\n      - id: x\n        name: 'x' # it\n"
    "        entry: |\n          a\n          b\n        language: system\n\n# about ci\nci:\n  skip: [x]\n",
    "repos:\n-   repo: local\n    hooks:\n    -   id: x\n        name: x\n        entry: x\n"
    "        language: system",
    "default_stages: [pre-commit]\r\nrepos:\r\n  - repo: local\r\n    hooks: []\r\n  # the end\r\n",
    "# nothing yet\n",
    "default_stages: [pre-commit]\n",
]


@pytest.mark.parametrize("old", OLD_HOOKS)
def test_an_entry_is_added_to_hooks_that_stay_as_they_were(
    repository: Repository, init: Init, old: str
) -> None:
    repository.commit({PRE_COMMIT: old.encode()})
    before = yaml.safe_load(old) or {}
    code, _, error = init("--skip=config", "--skip=workflow")
    assert (code, error) == (0, "")
    new = Path(PRE_COMMIT).read_bytes().decode()
    after = yaml.safe_load(new)
    assert after["repos"][:-1] == before.get("repos", [])
    assert after["repos"][-1]["hooks"] == [{"id": "caption-qa"}]
    assert {**after, "repos": before.get("repos")} == {"repos": None, **before}
    kept = iter(new.splitlines())
    assert all(line in kept for line in old.splitlines()), "every line is there, in order"
    assert ("\r\n" in new) == ("\r\n" in old)
    assert new.count("\n") == new.count("\r\n") or "\r" not in new
    init("--skip=config", "--skip=workflow")
    assert Path(PRE_COMMIT).read_bytes().decode() == new


@pytest.mark.parametrize(
    "name, old, start, end",
    [
        (PRE_COMMIT, "repos: [{repo: local, hooks: []}] # x\n", "repos: [{repo: local, hooks: []}, ", "] # x\n"),
        (PRE_COMMIT, "repos: []\n", "repos: [", "]\n"),
        (CONFIG, "{fail-on: error} # x\n", "{fail-on: error, extend-exclude: ", "} # x\n"),
    ],
)  # fmt: skip
def test_what_is_written_in_brackets_stays_so(
    repository: Repository, init: Init, name: str, old: str, start: str, end: str
) -> None:
    repository.commit({name: old, "a.srt": GOOD, "vendor/b.srt": BAD})
    code, _, error = init()
    assert (code, error) == (0, "")
    new = Path(name).read_text(encoding="utf-8")
    assert new.startswith(start)
    assert new.endswith(end)
    assert main(["check"]) == 0


@pytest.mark.parametrize(
    "name, content",
    [
        (PRE_COMMIT, "repos: {}\n"),
        (PRE_COMMIT, "repos: [\n"),
        (PRE_COMMIT, "- a list\n"),
        (PRE_COMMIT, "a: 1\n...\n"),
        (PRE_COMMIT, "a: 1\n---\nb: 2\n"),
        (PRE_COMMIT, b"\xff\xfe"),
        (CONFIG, "a: &a [*a]\n"),
    ],
)
def test_what_cannot_be_understood_is_left_and_nothing_is_half_done(
    repository: Repository, init: Init, name: str, content: str | bytes
) -> None:
    repository.commit({name: content, "a.srt": GOOD})
    before = files(repository)
    code, _, error = init()
    assert code == 2
    assert name in error
    assert error.count("\n") <= 1
    assert files(repository) == before


def test_workflows_of_others_are_not_touched(repository: Repository, init: Init) -> None:
    repository.commit({WORKFLOW: "on: push\n"})
    init()
    assert Path(WORKFLOW).read_text(encoding="utf-8") == "on: push\n"
    assert Path(".github/workflows/caption-qa.yml").exists()
    _, out, _ = init()
    assert "left .github/workflows/caption-qa.yml: it uses the Action already" in out


LINT = """\
on: push
jobs:
  lint:
    runs-on: ubuntu-latest
    steps:
      - run: pip install caption-qa-action
      - run: {}
"""


@pytest.mark.parametrize(
    ("command", "is_ours"),
    [
        ("caption-qa check --format github", True),
        ("python -m caption_qa_action check", True),
        ("docker run ghcr.io/caption-qa/caption-qa:1 check", True),
        ("true # caption-qa check", False),
        ("my-caption-qa check", False),
        ("caption-qa check-all", False),
        ("caption-qa convert a.srt b.vtt", False),
    ],
)
def test_a_workflow_that_runs_the_command_is_enough(
    command: str, is_ours: bool, repository: Repository, init: Init
) -> None:
    lint = ".github/workflows/lint.yml"
    repository.commit({lint: LINT.format(command), "a.srt": GOOD})
    _, out, _ = init()
    assert (f"left {lint}: it has caption-qa already\n" in out) == is_ours
    assert Path(WORKFLOW).exists() != is_ours
    assert Path(lint).read_text(encoding="utf-8") == LINT.format(command)


def test_the_default_branch_is_asked_of_git(
    repository: Repository, init: Init, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit({"a.srt": GOOD})
    repository.git("branch", "-m", "a,b")
    clone = repository.clone(tmp_path / "clone")
    monkeypatch.chdir(clone.folder)
    init()
    assert load(WORKFLOW)[True]["push"]["branches"] == ["a,b"]


def test_a_baseline_is_proposed_and_silences_what_is_there(
    repository: Repository, init: Init, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.commit({"talks/old.srt": BAD})
    code, out, _ = init("--dry-run")
    assert code == 0
    assert "proposed: caption-qa init --baseline" in out
    assert main(["check"]) == 1
    code, out, _ = init("--baseline")
    assert code == 0
    assert "proposed" not in out
    assert yaml.safe_load(Path(CONFIG).read_text())["baseline"] == ".caption-qa-baseline.json"
    assert "changed-only" not in Path(WORKFLOW).read_text()
    assert main(["check"]) == 0
    before = files(repository)
    assert init("--baseline")[0] == 0
    assert files(repository) == before
    Path("talks/new.srt").write_text(BAD)
    assert main(["check"]) == 1


def test_a_baseline_is_added_to_a_configuration_that_is_there(
    repository: Repository, init: Init
) -> None:
    repository.commit({CONFIG: "preset: tiktok  # ours\n", "talks/old.srt": BAD})
    assert init("--baseline")[0] == 0
    assert (
        Path(CONFIG).read_text() == "preset: tiktok  # ours\nbaseline: .caption-qa-baseline.json\n"
    )
    assert Path(".caption-qa-baseline.json").exists()
    assert init("--baseline", "--skip", "config")[0] == 2
    assert init("--preset", "tiktok", "--skip", "config")[0] == 2


def test_a_baseline_that_is_there_is_not_written_again(repository: Repository, init: Init) -> None:
    known = b'{"version": 1}'
    repository.commit({CONFIG: "baseline: known.json\n", "known.json": known, "talks/old.srt": BAD})
    assert init("--baseline")[0] == 0
    assert Path("known.json").read_bytes() == known
    assert not Path(".caption-qa-baseline.json").exists()


def test_the_baseline_of_the_configuration_is_that_of_teams(
    repository: Repository, init: Init
) -> None:
    repository.commit(
        {
            CONFIG: "extend: shared/house.yml\n",
            "shared/house.yml": "baseline: known.json\n",
            "ads/.caption-qa.yml": "preset: tiktok\n",
            "ads/a.srt": BAD,
            "talks/old.srt": BAD,
        }
    )
    assert init("--baseline")[0] == 0
    assert Path(CONFIG).read_text() == "extend: shared/house.yml\n"
    assert "baseline: ../shared/known.json\n" in Path("ads/.caption-qa.yml").read_text()
    assert main(["check"]) == 0


@pytest.mark.parametrize(
    ("name", "pattern"),
    [
        ("talk.auto.srt", "*.auto.srt"),
        ("talk.en.auto.srt", "*.auto.srt"),
        ("talk.en-auto.vtt", "*-auto.vtt"),
        ("talk.en.generated.srt", "*.generated.srt"),
        ("talk.whisper.srt", "*.whisper.srt"),
        ("talk.asr.de.vtt", "*.asr.*.vtt"),
        ("auto/talk.srt", "auto/"),
        ("asr/talk.srt", "asr/"),
    ],
)
def test_one_generated_file_beside_a_written_one_is_left_out(
    name: str, pattern: str, repository: Repository, init: Init
) -> None:
    repository.write({"talk.srt": GOOD, name: BAD})
    _, out, _ = init()
    assert f"left out: {pattern} (generated)" in out
    assert main(["check"]) == 0


@pytest.mark.parametrize(
    "name", ["autobahn.srt", "auto.srt", "my.automatic.srt", "a.generation.srt"]
)
def test_what_only_looks_generated_is_checked(
    name: str, repository: Repository, init: Init
) -> None:
    repository.write({"talk.srt": GOOD, name: BAD})
    assert "left out" not in init()[1]


@pytest.mark.parametrize(
    "path", [".gitea/workflows/a.yml", "bitbucket-pipelines.yml", ".travis.yml"]
)
def test_a_ci_for_which_nothing_is_written_is_left_and_named(
    path: str, repository: Repository, init: Init
) -> None:
    repository.write({"a.srt": GOOD, path: "x: 1\n"})
    _, out, _ = init()
    assert f"left {path.removesuffix('/a.yml')}: nothing is written for what runs it" in out
    assert not (repository.folder / ".github").exists()


def test_a_configuration_of_a_folder_without_a_preset_is_named(
    repository: Repository, init: Init
) -> None:
    repository.write({"a/x.srt": GOOD, "a/.caption-qa.yml": "fail-on: error\n"})
    repository.write({"b/x.srt": GOOD, "b/.caption-qa.yml": "preset: tiktok\n"})
    _, out, _ = init()
    assert "a/.caption-qa.yml, which is in force for its folder, and chooses no preset\n" in out
    assert "b/.caption-qa.yml, which is in force for its folder\n" in out


def test_what_waits_for_a_release_is_named_as_long_as_there_is_none(
    repository: Repository, init: Init, monkeypatch: pytest.MonkeyPatch
) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert ("Not published yet" in readme) == (not _init_text.IS_PUBLISHED)
    repository.write({"a.srt": GOOD})
    monkeypatch.setattr(_init_text, "IS_PUBLISHED", False)
    _, out, _ = init("--dry-run")
    assert f"v{__version__} is not published yet" in out
    monkeypatch.setattr(_init_text, "IS_PUBLISHED", True)
    _, out, _ = init()
    assert "not published" not in out
    assert "next: pre-commit install" in out


def test_what_cannot_be_read_is_named_and_no_caption_file(
    users_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (users_folder / "talk.srt").write_text(GOOD)
    (users_folder / "closed").mkdir()
    (users_folder / "closed").chmod(0)
    try:
        with as_plain_user(users_folder):
            assert main(["init"]) == 0
    finally:
        (users_folder / "closed").chmod(0o700)
    out = capsys.readouterr().out
    assert "1 caption file (1 .srt)\n" in out
    assert "not checked: closed: cannot be read: permission denied\n" in out
    assert "proposed" not in out


def test_a_baseline_that_is_there_is_named_as_left(repository: Repository, init: Init) -> None:
    repository.write({"talks/old.srt": BAD})
    assert "left .caption-qa-baseline.json" not in init("--baseline")[1]
    repository.write({"talks/new.srt": BAD})
    out = init("--baseline")[1]
    assert (
        "left .caption-qa-baseline.json: it is there already "
        "(caption-qa baseline update adds what is new)\n"
    ) in out


def test_a_folder_that_would_be_judged_alike_is_not_named_afterwards(
    repository: Repository, init: Init, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.write({"b/x.srt": GOOD, "b/.caption-qa.yml": "preset: tiktok\n"})
    init()
    assert main(["check"]) == 0
    assert "sets neither" not in capsys.readouterr().err
