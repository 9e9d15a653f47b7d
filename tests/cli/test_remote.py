"""`caption-qa remote` and `caption-qa webhook`, against a server over a real socket."""

from __future__ import annotations

import hashlib
import hmac
import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from caption_qa_action.cli import main
from tests.clients.contract_server import Answer, ContractServer, refusal
from tests.clients.test_captionpass import ME, PROCESSED, USAGE
from tests.clients.twin import KEY, form

SRT = "1\n00:00:01,000 --> 00:00:03,000\nWhere have you been?\n"
SECRET = "cp_live_brandnewsecret123"
HOSTILE = "x\x1b[2J\n::error::y\u202e"

Capture = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def running() -> Iterator[ContractServer]:
    with ContractServer() as started:
        yield started


@pytest.fixture
def server(
    running: ContractServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> ContractServer:
    monkeypatch.setenv("CAPTIONPASS_API_KEY", KEY)
    monkeypatch.setenv("CAPTIONPASS_API_URL", running.url)
    monkeypatch.chdir(tmp_path)
    Path("talk.srt").write_text(SRT, encoding="utf-8")
    Path("mine.js").write_text("function exportTimeline(cues, ctx) {}\n", encoding="utf-8")
    Path("talk.mp4").write_bytes(b"video")
    running.forget()
    return running


def remote(*arguments: str) -> int:
    return main(["remote", *arguments])


COMMANDS = {
    "me": ("GET /api/v1/me", ME),
    "usage": ("GET /api/v1/usage", USAGE),
    "process talk.srt": ("POST /api/v1/process", PROCESSED),
    "explain no_cues --set cueIndex=3": ("POST /api/v1/explain", {"explanation": "Because."}),
    "keys list": ("GET /api/v1/api-keys", {"keys": USAGE["keys"]}),
    "keys create --name CI --scopes process:write,usage:read": (
        "POST /api/v1/api-keys",
        {"keyId": "k1", "secret": SECRET, "name": "CI"},
    ),
    "keys revoke k1": ("DELETE /api/v1/api-keys/k1", {}),
    "webhook show": ("GET /api/v1/webhook", {"url": "https://a.example", "secret": "whsec_1"}),
    "webhook set https://a.example/hook": ("PUT /api/v1/webhook", {"url": "https://a.example"}),
    "templates list": ("GET /api/v1/export-templates", [{"id": "t1", "name": "mine"}]),
    "templates get t1": ("GET /api/v1/export-templates/t1", {"scriptSource": "function …"}),
    "templates push mine.js --id t1": ("PUT /api/v1/export-templates/t1", {"id": "t1"}),
    "templates delete t1": ("DELETE /api/v1/export-templates/t1", {}),
    "templates validate mine.js": ("POST /api/v1/export-templates/validate", {"valid": True}),
    "templates test t1 --project p1": ("POST /api/v1/export-templates/t1/test", {"ok": True}),
    "projects": ("GET /api/v1/projects", [{"projectId": "p1", "name": "One"}]),
    "diff p1 talk.srt": ("POST /api/v1/projects/p1/diff", {"drift": 0}),
    "media upload talk.mp4": ("POST /api/v1/media/upload", {"state": "stored"}),
    "jobs extract --set mediaId=m1": ("POST /api/v1/jobs/extract", {"jobId": "j1"}),
    "jobs render --set mediaId=m1": ("POST /api/v1/jobs/render", {"jobId": "j1"}),
    "jobs show j1": ("GET /api/v1/jobs/j1", {"jobId": "j1", "status": "running"}),
    "jobs cancel j1": ("DELETE /api/v1/jobs/j1", {}),
    "artifact a1 -o out.srt": ("GET /api/v1/artifacts/a1", {"any": "bytes"}),
}  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_asks_its_route(command: str, server: ContractServer, capsys: Capture) -> None:
    route, answer = COMMANDS[command]
    server.then(Answer(body=answer))
    assert remote(*command.split()) == 0
    asked = server.asked[0]
    assert f"{asked.method} {asked.path}" == route
    assert asked.headers["authorization"] == f"Bearer {KEY}"
    assert KEY not in "".join(capsys.readouterr())


@pytest.mark.parametrize("command", COMMANDS)
def test_a_refusal_is_one_line_with_its_remedy(
    command: str, server: ContractServer, capsys: Capture
) -> None:
    server.then(refusal(403, "forbidden", "Missing scope.", missingScope="keys:read"))
    assert remote(*command.split(), *(() if "out.srt" in command else ("--json",))) == 2
    out, err = capsys.readouterr()
    assert out == ""
    (line,) = err.splitlines()
    assert line.endswith('403 forbidden: Missing scope; use a key that has the scope "keys:read"')


@pytest.mark.parametrize("command", [name for name in COMMANDS if "create" not in name])
def test_what_a_server_says_is_inert_and_without_secrets(
    command: str, server: ContractServer, capsys: Capture
) -> None:
    body = dict.fromkeys(
        ("keyId", "id", "tier", "name", "url", "status", "explanation", "jobId"), HOSTILE
    )
    hostile = {
        **body, HOSTILE: HOSTILE, "secret": SECRET, "note": f"see {SECRET}",
        "report": {"diagnostics": [{"code": HOSTILE, "message": HOSTILE}]}, "scriptSource": "x",
        "keys": [body], "templates": [body], "projects": [body],
    }  # fmt: skip
    for json_wanted in (False, True):
        server.then(Answer(body=hostile), Answer(body=hostile))
        more = ("--json", "--force") if "out.srt" in command else ("--json",)
        assert remote(*command.split(), *(more if json_wanted else ())) == 0
        shown = "".join(capsys.readouterr())
        assert "\x1b" not in shown
        assert "\u202e" not in shown
        assert not any(line.startswith("::") for line in shown.splitlines())
        assert SECRET not in shown


def test_json_is_the_whole_answer(server: ContractServer, capsys: Capture) -> None:
    server.then(Answer(body={**ME, "later": {"a": [1]}}))
    assert remote("me", "--json") == 0
    assert json.loads(capsys.readouterr().out) == {**ME, "later": {"a": [1]}}


def test_people_see_the_plan_and_what_is_left(server: ContractServer, capsys: Capture) -> None:
    server.then(Answer(body=ME))
    remote("me")
    out = capsys.readouterr().out
    assert "plan: free_plus\nfeatures: API_V1, API_KEYS\ntoday: 7 of 10 runs left (UTC)\n" in out
    server.then(Answer(body=USAGE))
    remote("usage")
    assert capsys.readouterr().out == (
        "used: 3\nleft: 7\nof: 10\n\nid  prefix        name  scopes\n…   cp_live_abcd  CI\n"
    )


@pytest.mark.parametrize(
    "quotas, today",
    [
        ({"v1DailySuccessCap": -1, "remainingToday": 7}, "today: 7 runs left (UTC)\n"),
        ({"v1DailySuccessCap": 10, "remainingToday": -3}, ""),
    ],
)
def test_numbers_below_nothing_are_not_shown(
    quotas: dict[str, int], today: str, server: ContractServer, capsys: Capture
) -> None:
    server.then(Answer(body={**ME, "quotas": quotas}))
    remote("me")
    out = capsys.readouterr().out
    assert "-" not in out.partition("today")[2]
    assert today in out


def test_a_new_secret_is_shown_once(server: ContractServer, capsys: Capture) -> None:
    create = ("keys", "create", "--name", "CI", "--scopes", "process:write")
    answer = Answer(body={"keyId": "k1", "key": SECRET, "name": "CI"})
    server.then(answer, answer)
    assert remote(*create) == 0
    assert capsys.readouterr().out == SECRET + "\n"
    assert server.asked[0].json() == {"name": "CI", "scopes": ["process:write"]}
    assert remote(*create, "--json") == 0
    assert json.loads(capsys.readouterr().out)["secret"] == SECRET


def test_a_rotated_secret_is_shown_once(server: ContractServer, capsys: Capture) -> None:
    server.then(Answer(body={"url": "https://a.example", "secret": "whsec_new"}))
    assert remote("webhook", "set", "https://a.example", "--rotate-secret") == 0
    assert capsys.readouterr().out == "whsec_new\n"
    assert server.asked[0].json() == {"url": "https://a.example", "rotateSecret": True}
    assert remote("webhook", "set", "http://a.example") == 2
    assert "needs an https address" in capsys.readouterr().err


def test_captions_come_out_ready(server: ContractServer, capsys: Capture) -> None:
    server.then(*[Answer(body=PROCESSED)] * 3)
    assert remote("process", "talk.srt", "--preset", "tiktok") == 0
    out, err = capsys.readouterr()
    assert out == PROCESSED["output"]
    assert "talk.srt: will_adapt, 0 findings; 19 runs left today (UTC)" in err
    assert form(server.asked[0])["file"] == ("talk.srt", SRT.encode())
    assert form(server.asked[0])["preset"][1] == b"tiktok"
    assert remote("process", "talk.srt", "-o", "talk.srt") == 2
    assert len(server.asked) == 1, "what cannot be written is not paid for"
    assert remote("process", "talk.srt", "-o", "out.srt", "--fix-profile", "auto-split-cps") == 0
    assert Path("out.srt").read_text(encoding="utf-8") == PROCESSED["aidedOutput"]
    assert remote("process", "talk.srt", "--json") == 0
    assert json.loads(capsys.readouterr().out) == PROCESSED


def test_a_preset_that_only_a_server_knows_is_sent(server: ContractServer) -> None:
    server.then(Answer(body=PROCESSED))
    assert remote("process", "talk.srt", "--preset", "from-the-future") == 0
    assert form(server.asked[0])["preset"][1] == b"from-the-future"


@pytest.mark.parametrize("status, code", [("needs_attention", 1), ("failed", 2), ("new", 0)])
def test_the_status_of_a_delivery_is_the_exit_code(
    status: str, code: int, server: ContractServer
) -> None:
    server.then(Answer(body={**PROCESSED, "deliveryStatus": status}))
    assert remote("process", "talk.srt") == code


def test_a_template_is_created_or_replaced_by_its_name(
    server: ContractServer, capsys: Capture
) -> None:
    script = Path("mine.js").read_text(encoding="utf-8")
    server.then(Answer(body={"templates": []}), Answer(body={"template": {"id": "t9"}}))
    assert remote("templates", "push", "mine.js") == 0
    assert server.asked[1].method == "POST"
    assert server.asked[1].json() == {"name": "mine", "scriptSource": script}
    assert "id: t9" in capsys.readouterr().out
    known = {"id": "t1", "name": "mine", "revision": 4}
    server.then(Answer(body={"templates": [known]}), Answer(body=known))
    assert remote("templates", "push", "mine.js") == 0
    assert server.asked[3].path == "/api/v1/export-templates/t1"
    assert server.asked[3].json() == {"name": "mine", "scriptSource": script, "revision": 4}
    server.then(Answer(body={"templates": [known, known]}))
    assert remote("templates", "push", "mine.js") == 2


def test_a_script_that_is_not_valid_fails(server: ContractServer, capsys: Capture) -> None:
    server.then(Answer(body={"valid": False, "errors": ["line 1: no exportTimeline"]}))
    assert remote("templates", "validate", "mine.js") == 1
    assert "errors: line 1: no exportTimeline" in capsys.readouterr().out
    assert remote("templates", "validate", "mine.js", "--mode", "both") == 2
    assert "needs --project" in capsys.readouterr().err


def test_a_video_is_uploaded_and_completed(server: ContractServer, capsys: Capture) -> None:
    server.then(Answer(body={"mediaId": "m1"}), Answer(body={"mediaId": "m1", "ready": True}))
    assert remote("media", "upload", "talk.mp4") == 0
    assert form(server.asked[0])["file"] == ("talk.mp4", b"video")
    assert server.asked[1].path == "/api/v1/media/upload/complete"
    assert server.asked[1].json() == {"mediaId": "m1"}
    assert "ready: true" in capsys.readouterr().out


def test_an_artifact_is_written_as_it_comes(server: ContractServer) -> None:
    server.then(Answer(body=b"\x00\x1b[2J"), Answer())
    assert remote("artifact", "a1", "-o", "out.bin") == 0
    assert Path("out.bin").read_bytes() == b"\x00\x1b[2J"
    assert remote("artifact", "a1", "-o", "out.bin") == 2
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "command, printed",
    [
        ("keys create --name x --scopes ,", "name at least one"),
        ("templates push nowhere.js", "cannot read"),
        ("jobs extract --set x", "FIELD=VALUE"),
        ("jobs show ..", "is no job"),
        ("process nowhere.srt", "there is no such file"),
        ("media upload nowhere.mp4", "cannot read"),
        ("me --api-url http://example.org", "unencrypted"),
    ],
)
def test_a_wrong_argument_is_one_clear_line(
    command: str, printed: str, server: ContractServer, capsys: Capture
) -> None:
    assert remote(*command.split()) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert printed in line
    assert server.asked == []


def test_without_a_key_nothing_is_asked(
    server: ContractServer, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.delenv("CAPTIONPASS_API_KEY")
    assert remote("me") == 2
    assert "CAPTIONPASS_API_KEY" in capsys.readouterr().err


BODY = b'{"event": "export_complete"}\n'
RIGHT = hmac.new(b"whsec_1", BODY, hashlib.sha256).hexdigest()


@pytest.mark.parametrize(
    "header, code",
    [
        (RIGHT, 0),
        (f"sha256={RIGHT}", 0),
        (f"SHA256={RIGHT}", 0),
        (RIGHT[:-1], 1),
        (RIGHT[:-1] + ("0" if RIGHT[-1] != "0" else "1"), 1),
        (f"sha256=sha256={RIGHT}", 1),
        ("ü\udc80", 1),
        ("", 1),
    ],
)
def test_a_webhook_is_verified(
    header: str, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setenv("CAPTIONPASS_WEBHOOK_SECRET", "whsec_1")
    body = tmp_path / "body.json"
    body.write_bytes(BODY)
    assert main(["webhook", "verify", str(body), f"--signature={header}"]) == code
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(BODY)))
    assert main(["webhook", "verify", f"--signature={header}"]) == code
    shown = capsys.readouterr().out
    assert ("right" in shown) == (code == 0)
    assert RIGHT not in shown


def test_a_webhook_needs_its_secret(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.delenv("CAPTIONPASS_WEBHOOK_SECRET", raising=False)
    assert main(["webhook", "verify", "--signature", RIGHT]) == 2
    assert "CAPTIONPASS_WEBHOOK_SECRET" in capsys.readouterr().err
    monkeypatch.setenv("MINE", "whsec_1")
    assert main(["webhook", "verify", "nowhere", "--signature", "x", "--secret-env", "MINE"]) == 2
