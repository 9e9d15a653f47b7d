"""`check --engine remote` as its users see it, against a server over a real socket."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import caption_qa_action.presets as presets
from caption_qa_action.cli import main
from caption_qa_action.engines.remote.presets import AskedPresets
from caption_qa_action.reporters import REPORTERS
from tests.clients.contract_server import Answer, Asked, ContractServer, refusal
from tests.clients.twin import KEY, Twin, calls, form, write_captions

# Each test starts a server and checks against it.
pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
CAPTIONS = (".srt", ".vtt", ".ass", ".ttml", ".sbv", ".lrc", ".scc", ".stl")
BAD = "1\n00:00:03,000 --> 00:00:01,000\nWhere have you been?\n"

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in (
        "GITHUB_ACTIONS", "GITHUB_BASE_REF", "PRE_COMMIT", "CAPTIONPASS_API_URL",
        "CAPTION_QA_NO_CACHE",
    ):  # fmt: skip
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CAPTIONPASS_API_KEY", KEY)
    monkeypatch.setenv("CAPTION_QA_CACHE_DIR", str(tmp_path / "cache"))
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    return work


@pytest.fixture
def twin() -> Twin:
    return Twin()


@pytest.fixture
def server(twin: Twin) -> Iterator[ContractServer]:
    with ContractServer(twin) as running:
        yield running


def check(server: ContractServer, *arguments: str) -> int:
    engine = ("--engine", "remote", "--api-url", server.url)
    return main(["check", *engine, *arguments])


def report(capsys: Capture, *arguments: str) -> tuple[int, dict[str, Any]]:
    """Exit code and JSON report of a check."""
    capsys.readouterr()
    code = main(["check", "--format", "json", *arguments])
    return code, json.loads(capsys.readouterr().out)


def write(name: str, text: str) -> None:
    Path(name).write_text(text, encoding="utf-8")


def copy_captions(target: Path, step: int) -> None:
    """Captions with all kinds of defects, one of so many."""
    cases = ROOT / "tests" / "rules"
    captions = [path for path in sorted(cases.rglob("*")) if path.suffix in CAPTIONS]
    for path in captions[::step]:
        shutil.copyfile(path, target / "-".join(path.relative_to(cases).parts))


def test_the_remote_engine_finds_what_the_bundled_one_finds(
    server: ContractServer, folder: Path, capsys: Capture
) -> None:
    copy_captions(folder, 8)
    write("empty.srt", "")
    bundled = report(capsys, "--isolated")
    engine = ("--engine", "remote", "--api-url", server.url)
    remote = report(capsys, "--isolated", *engine)
    assert len(bundled[1]["files"]) > 50
    assert bundled == remote
    asked = len(server.asked)
    assert report(capsys, "--isolated", *engine) == remote
    assert len(server.asked) == asked, "an unchanged file costs nothing"


def test_the_plan_and_the_quota_are_shown_before_the_run(
    twin: Twin, server: ContractServer, folder: Path, capsys: Capture
) -> None:
    twin.left = twin.cap = 10
    write_captions(folder, 3)
    assert check(server) == 1
    shown = capsys.readouterr().err
    assert "plan free_plus, 10 of 10 runs left today (UTC); 3 files to ask about, 0 known" in shown
    write_captions(folder, 4)
    check(server)
    shown = capsys.readouterr().err
    assert "7 of 10 runs left today (UTC); 1 file to ask about, 3 known from before" in shown
    assert calls(server) == 4


def test_the_same_content_is_asked_about_once(
    server: ContractServer, folder: Path, capsys: Capture
) -> None:
    for name in ("a", "b", "c"):
        (folder / name).mkdir()
        write(f"{name}/talk.srt", BAD)
    assert check(server, "--no-cache", "--format", "concise") == 1
    assert calls(server) == 1
    out, err = capsys.readouterr()
    assert out.count("negative_duration") == 3
    assert "1 file to ask about, 0 known from before, 2 with the same content as another" in err


def test_a_preset_or_another_server_is_another_question(
    twin: Twin, server: ContractServer, folder: Path
) -> None:
    write("talk.srt", BAD)
    check(server)
    check(server, "--preset", "tiktok")
    assert calls(server) == 2
    with ContractServer(twin) as other:
        check(other)
        assert calls(other) == 1


@pytest.mark.parametrize("damage", [b"", b"x", b"{}", b"\x00" * 500])
def test_a_damaged_answer_in_the_cache_is_ignored(
    damage: bytes, server: ContractServer, tmp_path: Path
) -> None:
    write("talk.srt", BAD)
    assert check(server) == 1
    (entry,) = (tmp_path / "cache" / "remote").glob("*.entry")
    entry.write_bytes(damage or entry.read_bytes()[:-1])
    assert check(server) == 1
    assert calls(server) == 2
    assert check(server) == 1
    assert calls(server) == 2


def test_no_cache_asks_anew_and_keeps_nothing(server: ContractServer, tmp_path: Path) -> None:
    write("talk.srt", BAD)
    assert check(server, "--no-cache") == check(server, "--no-cache") == 1
    assert calls(server) == 2
    assert not (tmp_path / "cache" / "remote").exists()
    check(server, "--cache-dir", str(tmp_path / "own"))
    assert len(list((tmp_path / "own" / "remote").glob("*.entry"))) == 1


def test_a_quota_that_does_not_suffice_fails_before_anything_is_spent(
    twin: Twin, server: ContractServer, folder: Path, capsys: Capture
) -> None:
    twin.left = twin.cap = 2
    write_captions(folder, 3)
    assert check(server) == 2
    shown = capsys.readouterr().err.splitlines()[-1]
    assert "does not suffice: 3 files to ask about, 2 runs left today" in shown
    assert "--quota-policy bundled" in shown
    assert calls(server) == 0


def test_the_rest_is_checked_by_the_bundled_engine_and_that_is_seen(
    twin: Twin, server: ContractServer, folder: Path, capsys: Capture
) -> None:
    twin.left = twin.cap = 2
    write_captions(folder, 3)
    engine = ("--engine", "remote", "--api-url", server.url, "--quota-policy", "bundled")
    code, remote = report(capsys, *engine)
    assert code == 1
    assert remote["summary"]["checked"] == 3
    (notice,) = remote["summary"].pop("notices")
    assert "checked by the bundled engine instead: talk02.srt" in notice
    assert remote == report(capsys)[1]
    assert len(twin.charged) == 2


@pytest.mark.parametrize("policy", ["fail", "bundled"])
def test_a_quota_that_runs_out_in_the_middle_has_a_clear_outcome_for_each_file(
    policy: str, twin: Twin, server: ContractServer, folder: Path, capsys: Capture
) -> None:
    twin.left, twin.tells_quota = 2, False
    write_captions(folder, 9)
    code = check(server, "--quota-policy", policy, "--jobs", "1", "--format", "concise")
    out, err = capsys.readouterr()
    assert "lacks the scopes account:read and usage:read" in err
    assert len(twin.charged) == 2
    assert calls(server) == 3, "what cannot succeed is not tried"
    if policy == "fail":
        assert code == 2
        assert out.count("not checked: 127.0.0.1") == 1
        assert out.count("not checked for the same reason as") == 1
        assert "2 files checked, 0 skipped, 7 not checked" in out
    else:
        assert code == 1
        assert "9 files checked" in out
        assert "the rest is checked by the bundled engine" in err


def test_changed_only_asks_about_what_git_says_has_changed(
    twin: Twin, server: ContractServer, folder: Path, capsys: Capture
) -> None:
    write_captions(folder, 4)
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org"]
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "all"]):
        subprocess.run([*git, *command], check=True)
    write("talk01.srt", BAD)
    write("new.srt", BAD.replace("been", "gone"))
    twin.left = twin.cap = 2
    engine = ("--engine", "remote", "--api-url", server.url, "--quota-policy", "changed-only")
    code, remote = report(capsys, *engine)
    assert code == 1
    status = {file["path"]: file["status"] for file in remote["files"]}
    assert status == {
        "new.srt": "checked",
        "talk00.srt": "skipped",
        "talk01.srt": "checked",
        "talk02.srt": "skipped",
        "talk03.srt": "skipped",
    }
    assert "not checked: 3 unchanged files" in remote["summary"]["notices"][0]
    assert sorted(twin.charged) == ["new.srt", "talk01.srt"]
    twin.left = 1
    write("talk02.srt", BAD.replace("been", "left"))
    write("talk03.srt", BAD.replace("been", "seen"))
    assert check(server, "--quota-policy", "changed-only") == 2
    assert "2 files changed" in capsys.readouterr().err


def test_changed_only_before_the_first_commit_says_so(
    twin: Twin, server: ContractServer, folder: Path, capsys: Capture
) -> None:
    write_captions(folder, 3)
    subprocess.run(["git", "init", "-q"], check=True)
    twin.left = twin.cap = 2
    assert check(server, "--quota-policy", "changed-only") == 2
    shown = capsys.readouterr().err
    reason = 'cannot tell what has changed since "@{upstream}", so everything counts: there is no commit yet'
    assert f"{reason}\n" in shown
    assert "3 files to ask about, 2 runs left today (UTC), and 3 files changed" in shown
    assert not twin.charged


def test_a_quota_below_nothing_is_not_known(
    twin: Twin, server: ContractServer, capsys: Capture
) -> None:
    write("talk.srt", BAD)
    quotas = {"v1DailySuccessCap": -1, "remainingToday": -1}
    me = Answer(body={"tier": "pro", "quotas": quotas})
    server.respond = lambda asked: me if asked.path == "/api/v1/me" else twin(asked)
    assert check(server) == 1
    assert "plan pro, quota not known; 1 file to ask about" in capsys.readouterr().err


def test_a_missing_key_names_the_variable(
    server: ContractServer, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    write("talk.srt", BAD)
    monkeypatch.delenv("CAPTIONPASS_API_KEY")
    assert check(server) == 2
    assert "CAPTIONPASS_API_KEY" in capsys.readouterr().err.splitlines()[-1]
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_EVENT_PATH", "nowhere.json")
    assert check(server) == 2, "a workflow that could have the key is not let off"
    assert server.asked == []


@pytest.mark.parametrize("head", [{"full_name": "stranger/captions"}, None])
def test_a_fork_without_secrets_is_checked_by_the_bundled_engine(
    head: object, server: ContractServer, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    write("talk.srt", BAD)
    monkeypatch.delenv("CAPTIONPASS_API_KEY")
    event = {"pull_request": {"head": {"repo": head}}}
    write("event.json", json.dumps(event))
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_REPOSITORY", "team/captions")
    monkeypatch.setenv("GITHUB_EVENT_PATH", "event.json")
    assert check(server, "--format", "github", "--format", "markdown=summary.md") == 1
    out = capsys.readouterr().out
    assert "::notice title=caption-qa::checked by the bundled engine" in out
    assert "negative_duration" in out
    assert "> checked by the bundled engine" in Path("summary.md").read_text(encoding="utf-8")


def test_a_wrong_key_is_one_line_with_the_remedy(
    server: ContractServer, monkeypatch: pytest.MonkeyPatch, folder: Path, capsys: Capture
) -> None:
    write_captions(folder, 5)
    monkeypatch.setenv("CAPTIONPASS_API_KEY", "cp_live_wrong")
    assert check(server) == 2
    out, err = capsys.readouterr()
    assert out == ""
    (line,) = err.splitlines()
    assert "401 unauthorized: Missing or invalid API key; check the key in CAPTIONPASS_API" in line
    assert "cp_live_wrong" not in line


@pytest.mark.parametrize(
    "status, code, shown",
    [
        (403, "forbidden", 'use a key that has the scope "process:write"'),
        (400, "bad_request", "400 bad_request: No"),
        (413, "payload_too_large", "split the file"),
        (422, "processing_failed", "422 processing_failed"),
    ],
)
def test_a_refused_file_is_not_checked_and_fails_the_run(
    status: int, code: str, shown: str, server: ContractServer, twin: Twin, capsys: Capture
) -> None:
    write("talk.srt", BAD)
    details = {"missingScope": "process:write"} if status == 403 else {}

    def respond(asked: Asked) -> Answer:
        return twin(asked) if asked.method == "GET" else refusal(status, code, **details)

    server.respond = respond
    assert check(server, "--format", "concise") == 2
    assert shown in capsys.readouterr().out
    assert calls(server) == 1


@pytest.mark.parametrize(
    "reply",
    [
        {},
        {"report": None},
        {"report": {}},
        {"report": {"diagnostics": None}},
        {"report": {"diagnostics": [{}]}},
        {"report": {"diagnostics": []}, "deliveryStatus": "failed"},
        [],
    ],
)
def test_an_answer_that_says_nothing_is_never_green(
    reply: object, twin: Twin, server: ContractServer, capsys: Capture
) -> None:
    write("talk.srt", BAD)
    answer = Answer(body=reply)
    server.respond = lambda asked: twin(asked) if asked.method == "GET" else answer
    assert check(server, "--format", "concise") == 2
    assert "talk.srt: not checked: " in capsys.readouterr().out


def test_a_file_that_is_too_large_is_not_sent(server: ContractServer, capsys: Capture) -> None:
    write("talk.srt", BAD + "x" * (17 * 2**18))
    assert check(server, "--format", "concise") == 2
    assert "too large to be sent: 4.25 MiB" in capsys.readouterr().out
    assert calls(server) == 0


def test_a_server_that_dies_in_the_middle_loses_the_files_at_hand_and_no_other(
    twin: Twin, server: ContractServer, folder: Path, capsys: Capture
) -> None:
    write_captions(folder, 8)

    def respond(asked: Asked) -> Answer:
        if asked.path == "/api/v1/process" and calls(server) in (3, 4):
            return Answer(hang_up=True)
        return twin(asked)

    server.respond = respond
    assert check(server, "--jobs", "1", "--format", "concise") == 2
    out = capsys.readouterr().out
    assert "6 files checked, 0 skipped, 2 not checked" in out
    assert "whether it was done is not known, so it is not repeated" in out
    assert len(twin.charged) == 6
    assert check(server, "--format", "concise") == 1
    assert "8 files checked" in capsys.readouterr().out
    assert sorted(twin.charged) == sorted(os.listdir()), "each was paid for once"


def test_a_server_that_comes_back_in_time_loses_nothing(
    twin: Twin, server: ContractServer, folder: Path, capsys: Capture
) -> None:
    write_captions(folder, 6)

    def respond(asked: Asked) -> Answer:
        if asked.path == "/api/v1/process" and calls(server) == 3:
            server.stop()
            threading.Timer(0.3, server.start).start()
        return twin(asked)

    server.respond = respond
    assert check(server, "--jobs", "1", "--format", "concise") == 1
    assert "6 files checked" in capsys.readouterr().out
    assert len(twin.charged) == 6


@pytest.mark.slow
def test_a_server_that_is_gone_is_named_once(folder: Path, capsys: Capture) -> None:
    write_captions(folder, 3)
    with ContractServer() as server:
        pass
    assert check(server, "--format", "concise") == 2
    out, err = capsys.readouterr()
    assert (out + err).count("cannot connect to") == 1
    assert "not checked for the same reason as talk00.srt: talk01.srt, talk02.srt\n" in out


def test_what_is_reported_is_decided_here(server: ContractServer, capsys: Capture) -> None:
    write("talk.srt", BAD)
    assert check(server, "--ignore", "negative_duration") == 0
    assert check(server, "--severity", "negative_duration=warning") == 0
    assert check(server, "--fail-on", "never") == 0
    assert check(server, "--select", "negative_duration") == 1
    assert calls(server) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        "--option line_too_long.limit_columns=7",
        "--extend-select reading_speed_wpm_high,sibling_missing,duplicate_language",
        "--select all --preview",
        "--select timing,line_too_long --severity overlapping_cues=error",
        "--preset lms --option reading_speed_high.limit_cps=3 --ignore empty_cue",
    ],
)
def test_a_configuration_holds_for_both_engines(
    arguments: str, server: ContractServer, folder: Path, capsys: Capture
) -> None:
    copy_captions(folder, 25)
    given = ("--isolated", *arguments.split())
    bundled = report(capsys, *given)
    assert report(capsys, *given, "--engine", "remote", "--api-url", server.url) == bundled


SUPPRESSING = """\
WEBVTT

NOTE caption-qa: ignore[negative_duration] a joke

00:03.000 --> 00:01.000
Where have you been?

NOTE caption-qa: ignore[overlapping_cues] of no use

00:04.000 --> 00:05.000
Nowhere.
"""


def test_suppressions_are_the_same_for_both_engines(
    server: ContractServer, capsys: Capture
) -> None:
    write("talk.vtt", SUPPRESSING)
    write("bad.srt", BAD)
    write(
        ".caption-qa.yml",
        "suppressions:\n  - files: bad.srt\n    codes: negative_duration\n    reason: a joke\n",
    )
    engine = ("--engine", "remote", "--api-url", server.url)
    bundled = report(capsys)
    assert report(capsys, *engine) == bundled
    assert bundled[1]["summary"]["codes"]["unused_suppression"] == 1
    assert "negative_duration" not in bundled[1]["summary"]["codes"]
    assert report(capsys, "--isolated", *engine) == report(capsys, "--isolated")


def test_what_a_server_takes_no_option_for_is_named(
    server: ContractServer, capsys: Capture
) -> None:
    write("talk.srt", BAD)
    check(server, "--language", "de")
    shown = capsys.readouterr().err
    assert shown.count("the server is not told the language, it finds its own") == 1
    check(server)
    assert "is not told" not in capsys.readouterr().err


def test_codes_that_are_not_known_are_shown_as_they_come(
    twin: Twin, server: ContractServer, capsys: Capture
) -> None:
    write("talk.srt", BAD)
    found = [
        {"code": "brand_new", "cueIndex": 1, "severity": "error", "message": "a\x1b[2J\nb\u202e"},
        {"code": "elsewhere", "line": 900, "column": 7, "cueIndex": 99},
        {"code": "overlapping_cues", "cueIndex": 1, "severity": "fatal"},
    ]
    answer = Answer(body={"report": {"diagnostics": found}})
    server.respond = lambda asked: twin(asked) if asked.method == "GET" else answer
    assert check(server, "--format", "concise") == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "talk.srt:1:1: warning[elsewhere] the server says no more"
    assert lines[1].startswith("talk.srt:2:1: error[overlapping_cues] ")
    assert lines[2] == "talk.srt:3:1: error[brand_new] a\\x1b[2J\\nb\\u202e"
    assert check(server, "--format", "full") == 1
    out = capsys.readouterr().out
    assert "/rules/overlapping_cues/" in out
    assert "/rules/brand_new/" not in out  # there is no such page


def test_codes_that_only_a_server_knows_can_be_configured(
    twin: Twin, server: ContractServer, capsys: Capture
) -> None:
    write("talk.srt", "1\n00:00:01,000 --> 00:00:04,000\nHello\n")
    write(
        ".caption-qa.yml",
        "ignore: [remote:noisy]\nseverity: {remote:tone: error}\nfail-on: [remote:slow]\n"
        "overrides: [{files: [quiet.srt], severity: {remote:tone: off}}]\n",
    )
    found = [{"code": code, "severity": "info"} for code in ("noisy", "tone", "slow")]
    answer = Answer(body={"report": {"diagnostics": found}})
    server.respond = lambda asked: twin(asked) if asked.method == "GET" else answer
    write("quiet.srt", "1\n00:00:01,000 --> 00:00:04,000\nHello\n")
    assert check(server, "--format", "concise") == 1
    assert capsys.readouterr().out.splitlines()[:-1] == [
        "quiet.srt:1:1: info[slow] the server says no more",
        "talk.srt:1:1: info[slow] the server says no more",
        "talk.srt:1:1: error[tone] the server says no more",
    ]
    assert check(server, "--ignore", "remote:slow", "--severity", "remote:tone=warning") == 0
    assert check(server, "--fail-on", "remote:tone") == 1
    # The bundled engine takes the same configuration: it stands in where there is no key.
    assert main(["check", "--engine", "bundled"]) == 0


@pytest.mark.parametrize(
    "arguments, shown",
    [
        (["--fail-on", "ai_x"], 'unknown code or level "ai_x"; if a server finds it, write remote:ai_x'),
        (["--fail-on", "empty_cu"], 'did you mean "empty_cue"'),
        (["--fail-on", "remote:empty_cue"], 'unknown code or level "remote:empty_cue"'),
        (["--fail-on", "remote:a b"], 'unknown code or level "remote:a b"'),
        (["--severity", "ai_x=error"], "if a server finds it, write remote:ai_x"),
        (["--select", "remote:ai_x"], 'unknown code or group "remote:ai_x"'),
    ],
)  # fmt: skip
def test_a_code_of_a_server_is_marked_as_one(
    arguments: list[str], shown: str, capsys: Capture
) -> None:
    assert main(["check", *arguments]) == 2
    assert shown in capsys.readouterr().err


@pytest.mark.parametrize("name", list(REPORTERS))
def test_no_report_links_to_a_page_that_there_is_not(
    name: str,
    twin: Twin,
    server: ContractServer,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Capture,
) -> None:
    write("talk.srt", BAD)
    found = [{"code": code, "line": 2, "column": 1} for code in ("brand_new", "empty_cue")]
    answer = Answer(body={"report": {"diagnostics": found}})
    server.respond = lambda asked: twin(asked) if asked.method == "GET" else answer
    for links in ("0", "1"):
        monkeypatch.setenv("FORCE_HYPERLINK", links)
        check(server, "--format", name)
        out = capsys.readouterr().out
        assert "brand_new" in out
        assert "rules/brand_new" not in out


@pytest.mark.parametrize("name", list(REPORTERS))
def test_every_report_takes_codes_that_are_not_known(
    name: str, twin: Twin, server: ContractServer, capsys: Capture
) -> None:
    write("talk.srt", BAD)
    hostile = "](javascript:x)<script>alert(1)</script>\n::error::"
    found = [
        {"code": "brand_new", "severity": "error", "message": hostile, "line": 2, "column": 1},
        {"code": hostile, "fix": {"title": hostile, "edits": []}, "cueIndex": 1},
    ]
    answer = Answer(body={"report": {"diagnostics": found}})
    server.respond = lambda asked: twin(asked) if asked.method == "GET" else answer
    assert check(server, "--format", name) == 1
    out = capsys.readouterr().out
    assert "brand_new" in out
    assert "javascript_x__script" in out.replace("\\", "")
    assert not any(line.startswith("::error::") for line in out.splitlines())


def test_a_configuration_can_choose_the_engine_but_not_send_the_key_anywhere(
    server: ContractServer, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    write("talk.srt", BAD)
    write(".caption-qa.yml", f"engine: remote\napi-url: {server.url}\n")
    assert main(["check"]) == 2
    assert "the key is sent there only if you agree" in capsys.readouterr().err
    assert server.asked == []
    monkeypatch.setenv("CAPTIONPASS_API_URL", server.url)
    assert main(["check"]) == 1
    assert calls(server) == 1
    write(".caption-qa.yml", "engine: remote\napi-url: https://captions.example.org\n")
    assert main(["check"]) == 2
    assert "the key is sent there only if you agree" in capsys.readouterr().err
    assert main(["check", "--engine", "bundled"]) == 1
    assert check(server) == 1


def test_mending_is_done_here(server: ContractServer, capsys: Capture) -> None:
    write("talk.srt", BAD)
    assert check(server, "--fix") == 2
    assert "a server does not mend" in capsys.readouterr().err
    write(".caption-qa.yml", f"engine: remote\napi-url: {server.url}\n")
    assert main(["check", "--diff"]) == 0
    assert server.asked == []


def test_standard_input_is_sent_too(server: ContractServer, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "caption_qa_action", "check", "--engine", "remote"]
    done = subprocess.run(
        [*command, "--api-url", server.url, "-", "--format", "concise"],
        input=BAD, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert "<stdin>:2:1: error[negative_duration]" in done.stdout
    assert calls(server) == 1


def test_the_key_is_written_nowhere(
    twin: Twin, server: ContractServer, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    write_captions(Path(), 4)

    def respond(asked: Asked) -> Answer:
        echo = f"You sent Bearer {KEY}"
        if asked.method == "GET":
            return twin(asked)
        if calls(server) == 2:
            return refusal(400, "bad_request", echo)
        found = [{"code": "echo", "message": echo}]
        return Answer(body={"report": {"diagnostics": found, "summary": echo}, "output": echo})

    server.respond = respond
    check(server, *(f"--format={name}=report.{name}" for name in ("json", "markdown", "github")))
    check(server, "--verbose")
    streams = capfd.readouterr()
    assert "You sent Bearer ********" in streams.out
    written = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert len(written) > 7
    for content in (*written, streams.out.encode(), streams.err.encode()):
        assert KEY.encode() not in content


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="there is no list of processes")
def test_the_key_is_in_no_list_of_processes(twin: Twin, server: ContractServer) -> None:
    write("talk.srt", BAD)
    seen: list[bytes] = []

    def respond(asked: Asked) -> Answer:
        for path in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                seen.append(path.read_bytes())
            except OSError:
                continue  # it has ended
        return twin(asked)

    server.respond = respond
    command = [sys.executable, "-m", "caption_qa_action", "check", "--engine", "remote"]
    subprocess.run([*command, "--api-url", server.url], capture_output=True, check=False)
    assert any(b"--engine\0remote" in line for line in seen)
    assert not any(KEY.encode() in line for line in seen)


@pytest.mark.skipif(sys.platform == "win32", reason="signals are another matter there")
def test_ctrl_c_ends_a_run_that_waits_for_its_server(
    twin: Twin, server: ContractServer, folder: Path
) -> None:
    write_captions(folder, 6)
    asked_about_a_file = threading.Event()
    go_on = threading.Event()

    def respond(asked: Asked) -> Answer:
        if asked.path == "/api/v1/process":
            asked_about_a_file.set()
            go_on.wait(30)
        return twin(asked)

    server.respond = respond
    command = [sys.executable, "-m", "caption_qa_action", "check", "--engine", "remote"]
    with subprocess.Popen(
        [*command, "--api-url", server.url],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    ) as process:
        assert asked_about_a_file.wait(30)
        process.send_signal(signal.SIGINT)
        error = process.communicate(timeout=30)[1]
    go_on.set()
    assert process.returncode == 130
    assert error.splitlines()[-1] == "caption-qa: interrupted"


CONTRACT = {
    "developer-json", "facebook", "generic", "html5", "instagram-reels", "linkedin", "lms",
    "tiktok", "vimeo", "youtube", "zoom",
}  # fmt: skip
EBU_TT_D = (
    '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ebuttm="urn:ebu:tt:metadata" xml:lang="en"><head><metadata>'
    "<ebuttm:documentMetadata><ebuttm:conformsToStandard>urn:ebu:tt:distribution:2018-04"
    "</ebuttm:conformsToStandard></ebuttm:documentMetadata></metadata></head><body><div>"
    '<p begin="00:00:01.000" end="00:00:03.000">Where have you been?</p></div></body></tt>\n'
)


def presets_asked(server: ContractServer) -> list[str]:
    return sorted(
        form(asked)["preset"][1].decode()
        for asked in server.asked
        if asked.path == "/api/v1/process"
    )


def test_without_a_preset_a_server_is_asked_by_the_format_of_each_file(
    server: ContractServer, folder: Path, capsys: Capture
) -> None:
    write("a.srt", BAD)
    write("b.vtt", "WEBVTT\n\n00:03.000 --> 00:01.000\n<v Ann>Where have you been?\n")
    write("c.ttml", EBU_TT_D)
    bundled = report(capsys, "--isolated")
    engine = ("--engine", "remote", "--api-url", server.url)
    code = main(["check", "--format", "json", "--isolated", *engine])
    out, err = capsys.readouterr()
    assert (code, json.loads(out)) == bundled
    assert presets_asked(server) == ["html5", "lms", "youtube"]
    assert err.count("is asked for lms in place of ebu-tt-d; what differs is checked here") == 1
    assert err.count("is asked for") == 1
    asked = len(server.asked)
    report(capsys, "--isolated", *engine)
    assert len(server.asked) == asked, "what is known is not asked again"


@pytest.mark.parametrize("preset", presets.names())
def test_a_server_is_asked_for_presets_of_the_contract_alone(preset: str) -> None:
    notices: list[str] = []
    asked = AskedPresets("host", notify=notices.append, notice=notices.append)
    assert asked.of(preset) in CONTRACT
    assert asked.of(preset) == asked.of(preset)
    assert len(notices) == (preset not in CONTRACT)
    if presets.load(preset).output == "ttml":
        assert asked.of(preset) == "lms"


def test_a_preset_that_a_server_refuses_is_reported_once(
    server: ContractServer, twin: Twin, folder: Path, capsys: Capture
) -> None:
    def refusing(asked: Asked) -> Answer:
        if asked.path == "/api/v1/process" and form(asked)["preset"][1] == b"zoom":
            return refusal(400, "bad_request", "Unknown preset zoom.")
        return twin(asked)

    for name in ("a", "b", "c"):
        write(f"{name}.srt", BAD.replace("been", name))
    with ContractServer(refusing) as server:
        engine = ("--engine", "remote", "--api-url", server.url, "--preset", "zoom")
        code, found = report(capsys, *engine)
        bundled = report(capsys, "--preset", "zoom")[1]
        assert (code, found["files"]) == (1, bundled["files"])
        (notice,) = found["summary"]["notices"]
        assert "Unknown preset zoom" in notice
        assert "is asked for youtube in place of zoom" in notice


def test_a_refusal_that_is_not_about_the_preset_is_no_reason_to_ask_again(folder: Path) -> None:
    def refusing(asked: Asked) -> Answer:
        return refusal(400, "bad_request", "No.")

    write("a.srt", BAD)
    with ContractServer(refusing) as server:
        assert check(server, "--preset", "zoom") == 2
        assert presets_asked(server) == ["zoom"]
