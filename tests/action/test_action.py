"""The action in a workflow, step by step as a runner takes them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from tests.action.conftest import Use
from tests.action.runner import Result, run_action
from tests.plugins.conftest import CAPTIONS, RULE, World

GOLDEN = Path(__file__).parent / "golden"
# One environment serves them all, so one process runs them.
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("action")]

GOOD = """\
1
00:00:01,000 --> 00:00:03,000
The river freezes in December.
"""
BAD = """\
1
00:00:01,000 --> 00:00:04,000
The river freezes in December.

2
00:00:03,000 --> 00:00:06,000
By January you can walk across.

3
00:00:09,000 --> 00:00:08,000
The ferry stays in its shed.
"""


def write(workspace: Path, **texts: str) -> None:
    for name, text in texts.items():
        path = workspace / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())


def tags(markdown: str) -> set[str]:
    """The HTML that a page of GitHub's Markdown brings along."""
    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    tokens = [
        inner for token in parser.parse(markdown) for inner in (token, *(token.children or ()))
    ]
    return {token.content for token in tokens if token.type.startswith("html")}


def shown(result: Result) -> str:
    """Everything that a user sees of a step."""
    report = Path(result.outputs["report-json"]).name
    outputs = {**result.outputs, "report-json": report}
    return f"--- log\n{result.log}--- summary\n{result.summary}--- outputs\n" + "".join(
        f"{name}: {value}\n" for name, value in outputs.items()
    )


def test_bad_captions_fail_the_step_and_show_in_log_summary_and_outputs(
    use: Use, workspace: Path, update_goldens: bool
) -> None:
    write(workspace, **{"captions/bad.srt": BAD, "captions/good.srt": GOOD})
    result = use()
    golden = GOLDEN / "bad.txt"
    if update_goldens:
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(shown(result), encoding="utf-8", newline="\n")
    assert result.code == 1
    assert shown(result) == golden.read_text(encoding="utf-8")


def test_good_captions_pass(use: Use, workspace: Path) -> None:
    write(workspace, **{"good.srt": GOOD})
    result = use()
    assert result.code == 0, result.log
    assert result.commands == []
    expected = {"result": "pass", "exit-code": "0", "files-found": "1", "files-checked": "1"}
    assert expected.items() <= result.outputs.items()


def test_no_caption_files_pass_with_a_warning(use: Use) -> None:
    result = use()
    assert result.code == 0, result.log
    assert [command.name for command in result.commands] == ["warning"]
    assert result.outputs["files-found"] == "0"


def test_a_second_report_in_the_log_is_refused_and_the_first_is_named(use: Use) -> None:
    result = use(args="--format\nconcise")
    assert result.code == 2
    (error,) = result.commands
    assert 'see the input "annotations"' in error.data
    assert "--format=concise=PATH" in error.data


def test_no_caption_files_are_an_error_where_files_are_required(use: Use) -> None:
    result = use(require_files="true")
    assert result.code == 2
    assert result.outputs["result"] == "error"


def test_a_working_directory_outside_the_workspace_is_refused(use: Use, workspace: Path) -> None:
    outside = workspace.with_name("workspace-2")
    outside.mkdir()
    (workspace / "link").symlink_to(outside)
    for folder in ("../workspace-2", "link", str(outside)):
        result = use(working_directory=folder)
        assert result.code == 2
        assert "outside the workspace" in result.commands[0].data


def test_a_path_that_is_not_there_is_an_error(use: Use) -> None:
    result = use(paths="captions")
    assert result.code == 2
    assert [command.name for command in result.commands] == ["error"]
    assert "captions" in result.commands[0].data
    assert result.outputs["result"] == "error"
    assert result.outputs["exit-code"] == "2"


@pytest.mark.parametrize(
    "name, value",
    [
        ("annotations", "perhaps"),
        ("fix", "maybe"),
        ("summary", ""),
        ("preset", "no-such-preset"),
        ("select", "no_such_code"),
        ("fail-on", "no_such_code"),
        ("max-warnings", "many"),
        ("config", "no-such-file.yml"),
        ("working-directory", "no-such-folder"),
        ("encoding", "no-such-encoding"),
        ("args", "--no-such-option"),
        ("args", "--format=concise"),
        ("args", "--exclude='a.srt"),
        ("require-files", "perhaps"),
        ("working-directory", ".."),
        ("working-directory", "/"),
    ],
)
def test_a_wrong_input_is_an_error_that_names_it(
    use: Use, workspace: Path, name: str, value: str
) -> None:
    write(workspace, **{"good.srt": GOOD})
    result = use(**{name: value})
    assert result.code == 2, result.log
    assert result.outputs["result"] == "error"
    (error,) = [command for command in result.commands if command.name == "error"]
    assert (value or name) in error.data


def test_the_page_for_editors_is_written_where_it_is_wanted(use: Use, workspace: Path) -> None:
    write(workspace, **{"bad.srt": BAD})
    result = use(report_html="out/page.html", args="--quiet --jobs=1")
    assert result.code == 1, result.log
    assert result.outputs["report-html"] == str(workspace / "out/page.html")
    page = (workspace / "out/page.html").read_text(encoding="utf-8")
    assert "failed: 1 finding" in page
    assert "before it starts" in page


def test_lists_have_an_entry_on_each_line(use: Use, workspace: Path) -> None:
    write(workspace, **{"a b.srt": BAD, "c.srt": BAD, "d.srt": BAD, "sub/e.srt": BAD})
    result = use(
        paths="a b.srt\n\n  c.srt\nsub\n",
        select="overlapping_cues\nnegative_duration",
        ignore="negative_duration",
        exclude="sub/\n",
        fail_on="overlapping_cues\nempty_input",
        args="--statistics\n--jobs=1",
    )
    assert result.code == 1, result.log
    assert result.outputs["files-checked"] == "2"
    report = json.loads(Path(result.outputs["report-json"]).read_text(encoding="utf-8"))
    codes = {found["code"] for file in report["files"] for found in file["diagnostics"]}
    assert codes == {"overlapping_cues"}


def test_only_the_chosen_codes_fail_the_step(use: Use, workspace: Path) -> None:
    write(workspace, **{"bad.srt": BAD})
    assert use(fail_on="never").outputs["result"] == "pass"
    assert use(fail_on="overlapping_cues, empty_input").outputs["result"] == "fail"


def test_a_working_directory_is_where_paths_begin_and_reports_stay_workspace_relative(
    use: Use, workspace: Path
) -> None:
    write(workspace, **{"site/captions/bad.srt": BAD, "other/bad.srt": BAD})
    result = use(working_directory="site", paths="captions", report_json="out/report.json")
    files = {command.properties.get("file") for command in result.commands}
    assert files == {"site/captions/bad.srt"}
    assert Path(result.outputs["report-json"]) == workspace / "site/out/report.json"
    assert (workspace / "site/out/report.json").exists()
    assert result.outputs["files-found"] == "1"


def test_the_configuration_of_the_repository_is_in_force(use: Use, workspace: Path) -> None:
    write(workspace, **{"site/bad.srt": BAD, ".caption-qa.yml": "fail-on: never\n"})
    assert use().outputs["result"] == "pass"
    assert use(working_directory="site").outputs["result"] == "pass"


def test_a_configuration_can_be_named(use: Use, workspace: Path) -> None:
    write(workspace, **{"site/bad.srt": BAD, "site/lax.yml": "fail-on: never\n"})
    assert use(working_directory="site", config="lax.yml").outputs["result"] == "pass"


def test_annotations_and_summary_can_be_switched_off(use: Use, workspace: Path) -> None:
    write(workspace, **{"bad.srt": BAD})
    result = use(annotations="false", summary="False")
    assert result.code == 1
    assert result.commands == []
    assert result.summary == ""
    assert any("bad.srt:" in line for line in result.printed)


def test_more_reports_are_written_where_they_are_asked_for(use: Use, workspace: Path) -> None:
    write(workspace, **{"site/bad.srt": BAD})
    result = use(working_directory="site", report_sarif="o ut/x.sarif", report_junit="junit.xml")
    sarif = Path(result.outputs["report-sarif"])
    assert sarif == workspace / "site/o ut/x.sarif"
    (run,) = json.loads(sarif.read_text(encoding="utf-8"))["runs"]
    places = {
        each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for each in run["results"]
    }
    assert places == {"site/bad.srt"}
    assert Path(result.outputs["report-junit"]).read_bytes().startswith(b"<?xml")
    (workspace / "site/bad.srt").write_text("x", encoding="utf-8")
    again = use(working_directory="site", report_sarif="o ut/x.sarif", preset="no-such")
    assert again.outputs["report-sarif"] == ""
    assert not sarif.exists(), "that of an earlier step is not taken for this one's"


def test_shards_are_joined_to_one_verdict(use: Use, workspace: Path) -> None:
    write(workspace, **{"a.srt": GOOD, "b.srt": BAD, "c.srt": GOOD})
    for shard in ("1", "2"):
        args = f"--shard={shard}/2\n--exit-zero"
        part = use(args=args, report_json=f"parts/-{shard} .json", annotations="false")
        assert part.outputs["result"] == "pass"
    joined = use(merge="parts/*.json", report_sarif="all.sarif")
    assert (joined.code, joined.outputs["result"]) == (1, "fail")
    assert (joined.outputs["files-checked"], joined.outputs["errors"]) == ("3", "1")
    assert joined.summary.startswith("## caption-qa: failed")
    assert Path(joined.outputs["report-sarif"]).exists()
    (error,) = [command for command in joined.commands if command.name == "error"]
    assert error.properties["file"] == "b.srt"


@pytest.mark.parametrize(
    "inputs, reported",
    [
        ({"merge": "no-such-*.json"}, "there is no such report"),
        ({"merge": "gone.json"}, "gone.json"),
        ({"merge": "gone.json", "preset": "vimeo"}, 'input "preset" says what to check'),
        ({"merge": "gone.json", "fix": "true"}, 'input "fix" says what to check'),
        ({"merge": "part.json"}, "part.json"),
    ],
)
def test_reports_that_cannot_be_joined_are_an_error(
    use: Use, workspace: Path, inputs: dict[str, str], reported: str
) -> None:
    write(workspace, **{"part.json": "::error::{", "a.srt": GOOD})
    result = use(**inputs)
    assert (result.code, result.outputs["result"]) == (2, "error")
    (error,) = [command for command in result.commands if command.name == "error"]
    assert reported in error.data


UNTIDY = GOOD.replace("00:00:01,000 --> ", "00:00:01.000 -> ")


def git(workspace: Path, *arguments: str) -> str:
    settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    name = ["-c", "user.name=Jo", "-c", "user.email=jo@example.org"]
    done = subprocess.run(
        ["git", *name, *arguments],
        cwd=workspace,
        env={**os.environ, **settings},
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def commit(workspace: Path) -> None:
    git(workspace, "init", "--quiet")
    git(workspace, "add", ".")
    git(workspace, "commit", "--quiet", "--message", "all")


def test_mending_writes_the_files_and_a_patch(use: Use, workspace: Path) -> None:
    write(workspace, **{"site/a b.srt": UNTIDY, "site/good.srt": GOOD, "other.txt": "one\n"})
    commit(workspace)
    write(workspace, **{"other.txt": "two\n"})
    result = use(fix="true", working_directory="site")
    assert result.code == 0, result.log
    assert (workspace / "site/a b.srt").read_bytes() == GOOD.encode()
    assert result.outputs["fixed"] == "1"
    patch = Path(result.outputs["patch"])
    assert patch.name == "fixes.patch"
    assert "other.txt" not in patch.read_text(encoding="utf-8")
    git(workspace, "checkout", "--quiet", "--", "site")
    git(workspace, "apply", str(patch))
    assert (workspace / "site/a b.srt").read_bytes() == GOOD.encode()
    assert git(workspace, "rev-list", "--count", "HEAD").strip() == "1"


def test_a_patch_restores_the_bytes_of_other_encodings(use: Use, workspace: Path) -> None:
    write(workspace, **{".gitattributes": "*.srt -text\n"})
    (workspace / "wide.srt").write_bytes(UNTIDY.encode("utf-16"))
    (workspace / "crlf.srt").write_bytes(UNTIDY.replace("\n", "\r\n").encode())
    commit(workspace)
    result = use(fix="true")
    mended = {path.name: path.read_bytes() for path in workspace.glob("*.srt")}
    assert mended["wide.srt"] == GOOD.encode()
    git(workspace, "checkout", "--quiet", "--", ".")
    git(workspace, "apply", result.outputs["patch"])
    assert {path.name: path.read_bytes() for path in workspace.glob("*.srt")} == mended


def test_without_changes_there_is_no_patch(use: Use, workspace: Path, runner_temp: Path) -> None:
    write(workspace, **{"bad.srt": BAD})
    commit(workspace)
    (runner_temp / "fixes.patch").write_text("of an earlier step", encoding="utf-8")
    result = use(fix="true")
    assert result.code == 1
    assert result.outputs["fixed"] == "0"
    assert result.outputs["patch"] == ""
    assert not (runner_temp / "fixes.patch").exists()
    assert (workspace / "bad.srt").read_bytes() == BAD.encode()


def test_without_a_repository_the_files_are_mended_and_the_patch_is_missed(
    use: Use, workspace: Path
) -> None:
    write(workspace, **{"talk.srt": UNTIDY})
    result = use(fix="true")
    assert result.code == 0, result.log
    assert (workspace / "talk.srt").read_bytes() == GOOD.encode()
    assert result.outputs["patch"] == ""
    assert any("fixes.patch" in command.data for command in result.commands)


def test_nothing_is_mended_unless_asked(use: Use, workspace: Path) -> None:
    write(workspace, **{"talk.srt": UNTIDY})
    result = use()
    assert (workspace / "talk.srt").read_bytes() == UNTIDY.encode()
    assert result.outputs["fixed"] == result.outputs["patch"] == ""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such file names")
def test_hostile_names_are_paths_in_a_patch(use: Use, workspace: Path) -> None:
    names = ["-x.srt", ":(top)a.srt", "*.srt", "a\n::error::b.srt", '"q".srt', "$(id).srt"]
    write(workspace, **dict.fromkeys(names, UNTIDY), **{"plain.txt": "x\n"})
    commit(workspace)
    result = use(fix="true")
    assert result.outputs["fixed"] == str(len(names))
    assert {command.name for command in result.commands} <= {"notice", "warning"}
    git(workspace, "checkout", "--quiet", "--", ".")
    git(workspace, "apply", result.outputs["patch"])
    assert all((workspace / name).read_bytes() == GOOD.encode() for name in names)


def test_nothing_in_the_workspace_is_imported(use: Use, workspace: Path) -> None:
    trap = "raise SystemExit('imported from the workspace')\n"
    names = ("yaml", "pydantic", "pip", "encodings", "caption_qa_action", "sitecustomize")
    write(workspace, **{f"{name}.py": trap for name in names})
    write(workspace, **{"good.srt": GOOD, ".caption-qa.yml": "preset: youtube\n"})
    assert use().code == 0


def test_a_plugin_runs_only_where_the_workflow_allows_it(
    use: Use, workspace: Path, tmp_path: Path
) -> None:
    world = World(tmp_path)
    world.plugin(world.site, {"shouted": RULE})
    write(workspace, **{"talk.srt": CAPTIONS, ".caption-qa.yml": "plugins: house\n"})
    # An earlier step, which ran what the pull request has changed, may have set the variable.
    refused = use({"CAPTION_QA_ALLOW_PLUGINS": "house"}, plugin_path=str(world.site))
    assert refused.code == 2
    assert "--allow-plugin house" in refused.log
    assert not world.was_run()
    allowed = use(plugin_path=str(world.site), allow_plugins="other, house")
    assert allowed.code == 1
    assert "house/shouted" in allowed.log
    relative = use(plugin_path="plugins", allow_plugins="house")
    assert relative.code == 2
    assert "must be an absolute path" in relative.log


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such file names")
def test_hostile_names_and_texts_come_out_inert(use: Use, workspace: Path) -> None:
    hostile = [
        "::error::pwned.srt",
        "##[error]pwned.srt",
        "a%0A::warning::pwned.srt",
        "a\n::warning::pwned.srt",
        "a\r##[add-mask]e.srt",
        "$(touch pwned).srt",
        "`touch pwned`.srt",
        "; touch pwned #.srt",
        "--config=pwned.srt",
        "-q.srt",
        "|<b>@everyone `x.srt",
        "ghadelimiter_\nresult=pass.srt",
    ]
    text = BAD.replace("The river", "::stop-commands::pwned\n##[add-mask]e\r::add-mask::e <b>|`")
    write(workspace, **dict.fromkeys(hostile, text))
    for result in (use(), use(annotations="false"), use(paths="\n".join(hostile[4:10]))):
        assert result.code in (1, 2), result.log
        for command in result.commands:
            assert command.name in ("error", "warning", "notice")
            assert command.properties["title"].startswith("caption-qa")
        assert result.outputs["result"] in ("fail", "error")
        own = r"</?details>\n?(<summary>[A-Za-z ]+( \(\d+\))?</summary>\n)?"
        assert [tag for tag in tags(result.summary) if not re.fullmatch(own, tag)] == []
    assert not list(workspace.glob("pwned"))


def test_inputs_are_never_run_nor_taken_for_options(use: Use, workspace: Path) -> None:
    write(workspace, **{"bad.srt": BAD})
    for value in ("$(touch pwned)", "`touch pwned`", '"; touch pwned; "', "--exit-zero"):
        for name in ("paths", "preset", "config", "language", "encoding", "python", "select"):
            result = use(**{name: value})
            assert result.code in (1, 2), (name, value, result.log)
    assert not (workspace / "pwned").exists()


def test_without_a_python_the_next_step_is_named(use: Use) -> None:
    result = use(python="/no/such/python")
    assert result.code == 2
    (error,) = result.commands
    assert "actions/setup-python" in error.data
    assert result.outputs["result"] == "error"


@pytest.mark.skipif(sys.platform == "win32", reason="a POSIX shell")
def test_a_python_that_is_too_old_is_passed_over_and_named(use: Use, tmp_path: Path) -> None:
    programs = tmp_path / "programs"
    programs.mkdir()
    for name in ("python3", "python", "py"):
        (programs / name).write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
        (programs / name).chmod(0o755)
    (programs / "bash").symlink_to("/bin/bash")
    result = use({"PATH": str(programs)})
    assert result.code == 2
    (error,) = result.commands
    assert "no Python 3.11 or newer found" in error.data
    assert (result.outputs["result"], result.outputs["exit-code"]) == ("error", "2")
    (programs / "py").unlink()
    (programs / "py").symlink_to(sys.executable)
    assert use({"PATH": f"{programs}:{os.environ['PATH']}"}).code == 0


@pytest.mark.skipif(sys.platform == "win32", reason="file permissions")
def test_a_runner_without_home_and_caches_will_do(
    use: Use, workspace: Path, tmp_path: Path
) -> None:
    write(workspace, **{"good.srt": GOOD})
    temporary = tmp_path / "no cache"
    temporary.mkdir()
    bare = {"HOME": "/nonexistent", "XDG_CACHE_HOME": "/nonexistent/cache", "TMPDIR": str(tmp_path)}
    result = run_action(workspace, temporary, tmp_path, {}, bare)
    assert result.code == 0, result.log


def test_packages_that_cannot_be_installed_are_an_error_that_says_so(
    workspace: Path, tmp_path: Path
) -> None:
    cut_off = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": "", "UV_OFFLINE": "1", "UV_NO_CACHE": "1"}
    result = run_action(workspace, tmp_path / "temporary", tmp_path, {}, cut_off)
    assert result.code == 2
    (error,) = result.commands
    assert "could not be installed" in error.data
    assert result.outputs["result"] == "error"
    assert any("ERROR: No matching distribution" in line for line in result.printed)


def test_a_python_can_be_chosen(use: Use, workspace: Path) -> None:
    write(workspace, **{"good.srt": GOOD})
    assert use(python=sys.executable).code == 0


def test_the_environment_is_made_once(use: Use, runner_temp: Path) -> None:
    def made() -> dict[str, float]:
        return {path.name: os.stat(path / "pyvenv.cfg").st_mtime for path in environments()}

    def environments() -> list[Path]:
        return [path for path in runner_temp.glob("caption-qa-*") if path.is_dir()]

    use()
    before = made()
    use()
    assert made() == before
    assert before
