"""One run of the Action: check, annotate, summarise, set the outputs."""

from __future__ import annotations

import contextlib
import functools
import io
import os
import re
import sys
import tempfile
import traceback
from collections.abc import Callable
from typing import Any

from caption_qa_action.action.changed import Unknown, base_of_event
from caption_qa_action.action.changed_configurations import (
    configurations_of_folders,
    in_force_instead,
    with_notices,
)
from caption_qa_action.action.inputs import (
    PREFIX,
    REPORTS,
    arguments,
    is_on,
    lines,
    merge_arguments,
    one_of,
    read_inputs,
)
from caption_qa_action.action.patch import PATCH, write_patch
from caption_qa_action.action.runner_files import append_summary, say, write_outputs
from caption_qa_action.cli import main as run_command
from caption_qa_action.core.errors import CaptionQaError, UsageError
from caption_qa_action.core.inert import one_line
from caption_qa_action.core.rule import ALLOW_VARIABLE
from caption_qa_action.core.text import quote
from caption_qa_action.engines.remote.environment import BASE_VARIABLE, KEY_VARIABLE
from caption_qa_action.plugins import PATH_VARIABLE
from caption_qa_action.regular import work_tree

RESULTS = {0: "pass", 1: "fail"}
FAILED = 2


def main() -> int:
    """Run the Action in the workspace; the exit code. Whatever happens, the outputs are set."""
    outputs: dict[str, object] = {}
    try:
        inputs = read_inputs(os.environ)
        hand_over_key(inputs)
        hand_over_plugins(inputs)
        go_to(inputs.get("working-directory", ""))
        trust_checkout()
        code = check(inputs, outputs)
    except CaptionQaError as error:
        say("error", str(error))
        code = FAILED
    except SystemExit:
        raise
    except BaseException:  # Python's own exit code would be 1: captions are at fault
        for line in traceback.format_exc().splitlines():
            print(one_line(line), file=sys.stderr)
        say(
            "error",
            "caption-qa crashed, which is a bug of its own; the traceback is in the log. Please"
            " report it: https://github.com/caption-qa/caption-qa-action/issues",
        )
        code = FAILED
    outputs["result"] = RESULTS.get(code, "error")
    outputs["exit-code"] = code
    write_outputs(outputs)
    return code


def go_to(folder: str) -> None:
    """Work in a folder of the workspace. Raises UsageError when it is none."""
    workspace = os.path.realpath(os.environ.get("GITHUB_WORKSPACE") or ".")
    target = os.path.realpath(os.path.join(workspace, folder))
    subject = f'input "working-directory" is {quote(folder, 200)}'
    # The separators keep /work-2 from being taken for a folder of /work.
    if not os.path.join(target, "").startswith(os.path.join(workspace, "")):
        raise UsageError(f"{subject}: it is outside the workspace")
    try:
        os.chdir(target)
    except OSError as error:
        raise UsageError(f"{subject}: {error.strerror}") from None


def trust_checkout() -> None:
    """Let git read the checkout, which belongs to another user in a container job.

    Nothing that a repository configures is started by asking git.
    """
    workspace = os.path.realpath(os.environ.get("GITHUB_WORKSPACE") or ".")
    trusted = dict.fromkeys((workspace, work_tree(".") or workspace, f"{workspace}/*"))
    count = int(os.environ.get("GIT_CONFIG_COUNT") or 0)
    for folder in trusted:
        os.environ[f"GIT_CONFIG_KEY_{count}"] = "safe.directory"
        os.environ[f"GIT_CONFIG_VALUE_{count}"] = folder.replace(os.sep, "/")
        count += 1
    os.environ["GIT_CONFIG_COUNT"] = str(count)


def hand_over_key(inputs: dict[str, str]) -> None:
    """Put the key where the remote engine looks for it, and nowhere else."""
    key = inputs.pop("api-key", "")
    os.environ.pop(f"{PREFIX}API_KEY", None)
    if key:
        os.environ[KEY_VARIABLE] = key


def hand_over_plugins(inputs: dict[str, str]) -> None:
    """Let the configuration use plugins, and name where they are. Raises UsageError for a relative path.

    The inputs alone decide: an environment variable may come from an earlier step that ran what is
    checked.
    """
    allowed = [name for line in lines(inputs.get("allow-plugins", "")) for name in line.split(",")]
    folders = lines(inputs.get("plugin-path", ""))
    for folder in folders:
        if not os.path.isabs(folder):
            raise UsageError(
                f'input "plugin-path" is {quote(folder, 200)}: it must be an absolute path, such as '
                "${{ runner.temp }}/plugins"
            )
    os.environ[ALLOW_VARIABLE] = ",".join(allowed)
    os.environ[PATH_VARIABLE] = os.pathsep.join(folders)


def check(inputs: dict[str, str], outputs: dict[str, object]) -> int:
    """Check what the inputs name, or join reports, and fill in the outputs; the exit code."""
    annotate, summarise = is_on(inputs, "annotations"), is_on(inputs, "summary")
    fix = is_on(inputs, "fix")
    report, patch = report_path(inputs), os.path.join(temporary_folder(), PATCH)
    reports = more_reports(inputs)
    for path in (report, patch, *reports.values()):
        with contextlib.suppress(OSError):
            os.unlink(path)  # of an earlier step: it must not be taken for this one's
    report_of = functools.cache(lambda: read_report(report))
    with tempfile.TemporaryDirectory(prefix="caption-qa-") as folder:
        summary = os.path.join(folder, "summary.md")
        formats = ["github" if annotate else "concise", f"json={report}"]
        if summarise:
            formats.append(f"markdown={summary}")
        formats += [f"{name}={path}" for name, path in reports.items()]
        options = [*(f"--format={name}" for name in formats), "--color=never"]
        code = run_and_relay(command(inputs, options), report_of if annotate else dict)
        if os.path.exists(summary):
            with open(summary, encoding="utf-8", errors="surrogatepass", newline="") as file:
                found = configurations_of_folders(os.environ)
                append_summary(with_notices(file.read(), found, in_force_instead(inputs)))
    if made := report_of():
        outputs.update(counts(made))
        outputs["report-json"] = report
        outputs.update(
            (f"report-{name}", path) for name, path in reports.items() if os.path.exists(path)
        )
        if fix:
            outputs.update(fixes(made, patch))
    return code


def command(inputs: dict[str, str], options: list[str]) -> list[str]:
    """The command line: a check, or the joining of reports."""
    if inputs.get("merge"):
        return ["merge", *options, *merge_arguments(inputs)]
    if is_on(inputs, "fix"):
        options = [*options, "--fix", "--show-fixes"]
    options = [*options, *config_from(inputs), *changed_only(inputs)]
    hand_over_base(inputs)
    return ["check", *options, *arguments(inputs)]


def config_from(inputs: dict[str, str]) -> list[str]:
    """The arguments that pin the configuration to what a pull request or merge group is compared with.

    Raises UsageError where that cannot be known, and for an empty input, such as a variable that is not set: a
    check that was to be pinned must not pass without.
    """
    if one_of({"config-from": "head", **inputs}, "config-from", ("head", "base")) == "head":
        return []
    event = os.environ.get("GITHUB_EVENT_NAME", "")
    if not event.startswith("pull_request") and event != "merge_group":
        return []  # whoever can push or start a workflow can change its configuration, too
    try:
        return [f"--config-from={base_of_event(os.environ)}"]
    except Unknown as error:
        raise UsageError(
            f'input "config-from" is "base", but {error}; let actions/checkout fetch it (fetch-depth: 0)'
        ) from error


def changed_only(inputs: dict[str, str]) -> list[str]:
    """The arguments that narrow the check to what the workflow's event has changed."""
    wanted = one_of(inputs, "changed-only", ("false", "true", "files", "cues"))
    if wanted == "false":
        return []
    try:
        base = base_of_event(os.environ)
    except Unknown as error:
        say("notice", f"changed-only: {error}; every file is checked")
        return []
    narrowed = [f"--changed-since={base}.."]
    return [*narrowed, "--changed-cues"] if wanted == "cues" else narrowed


def hand_over_base(inputs: dict[str, str]) -> None:
    """Put what the event is compared with where the engine looks for it, for a quota that suffices for changed files alone."""
    if inputs.get("quota-policy") == "changed-only":
        with contextlib.suppress(Unknown):  # the engine finds another commit, or reports it
            os.environ[BASE_VARIABLE] = f"{base_of_event(os.environ)}.."


def report_path(inputs: dict[str, str]) -> str:
    """Where the JSON report goes, as an absolute path."""
    wanted = inputs.get("report-json")
    if wanted:
        return os.path.abspath(wanted)
    return os.path.join(temporary_folder(), "caption-qa-report.json")


def more_reports(inputs: dict[str, str]) -> dict[str, str]:
    """Where further reports go that were asked for, by format, as absolute paths."""
    wanted = {name: inputs.get(f"report-{name}") for name in REPORTS[1:]}
    return {name: os.path.abspath(path) for name, path in wanted.items() if path}


def temporary_folder() -> str:
    """The runner's folder for temporary files."""
    return os.path.abspath(os.environ.get("RUNNER_TEMP") or tempfile.gettempdir())


def run_and_relay(command: list[str], annotated: Callable[[], dict[str, Any]]) -> int:
    """Run a command line here; its own errors and warnings become annotations.

    The notices of the JSON report that `annotated` reads then have an annotation already.
    """
    errors = io.StringIO()
    try:
        with contextlib.redirect_stderr(errors):
            return run_command(command)
    finally:
        text = errors.getvalue()
        known = notices_of_run(annotated()) if ": warning: " in text else set()
        for line in text.splitlines():
            message = re.fullmatch(r"caption-qa(?: check| merge)?: (error|warning): (.*)", line)
            if message and one_line(message[2]) in known:
                continue
            if message:
                say(message[1], message[2])
            else:
                print(one_line(line), file=sys.stderr)


def read_report(path: str) -> dict[str, Any]:
    """A JSON report; empty where there is none."""
    import json

    if not os.path.exists(path):
        return {}
    with open(path, encoding="utf-8") as file:
        report: dict[str, Any] = json.load(file)
    return report


def notices_of_run(report: dict[str, Any]) -> set[str]:
    """What a JSON report says of the run as a whole, a line each."""
    return set(map(one_line, report.get("summary", {}).get("notices", ())))


def counts(report: dict[str, Any]) -> dict[str, object]:
    """The numbers for the outputs, from a JSON report."""
    summary = report["summary"]
    return {
        "files-found": summary["files"],
        "files-checked": summary["checked"],
        "files-skipped": summary["skipped"],
        "errors": summary["errors"],
        "warnings": summary["warnings"],
        "infos": summary["infos"],
    }


def fixes(report: dict[str, Any], patch: str) -> dict[str, object]:
    """The outputs about mending; the patch is written when tracked files were changed."""
    mended = [file["path"] for file in report["files"] if file.get("fixed")]
    outputs: dict[str, object] = {"fixed": report["summary"]["fixed"]}
    if mended and write_patch(mended, patch):
        outputs["patch"] = patch
    return outputs


if __name__ == "__main__":
    sys.exit(main())
