"""Plans: caps per key and per account, scopes, features, and the file that defines them."""

from __future__ import annotations

import json
import sqlite3
import subprocess
from pathlib import Path

import pytest

from caption_qa_action.cli import main
from caption_qa_action.core.errors import UsageError
from caption_qa_action.server import database
from caption_qa_action.server.contract import FEATURES, SCOPES
from caption_qa_action.server.plans import built_in, read_plans, seconds_to_midnight
from caption_qa_action.server.store import Store
from tests.server.serving import COMMAND, Running, create_key, error, process, running

PLANS = """
default: free_plus
plans:
  team:
    daily-cap: 1
    cap-per: key
    features: [API_V1]
  reader:
    scopes: [account:read]
"""


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    path = tmp_path / "plans.yml"
    path.write_text(PLANS, encoding="utf-8")
    return path


def key_of(server: Running, plan: str, plans: Path) -> str:
    command = [*COMMAND, "keys", "create", "--name", plan, "--scopes", ",".join(SCOPES)]
    command += ["--plan", plan, "--plans", str(plans), "--db", str(server.database)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


@pytest.mark.slow
def test_each_key_has_the_caps_scopes_and_features_of_its_plan(tmp_path: Path, plans: Path) -> None:
    with running(tmp_path, "--plans", str(plans), "--workers", "1") as server:
        with server.client() as client:  # a key without a plan
            account = client.get("/api/v1/me").json()
            assert account["tier"] == "free_plus"
            assert account["features"] == ["API_V1", "API_KEYS"]
            assert account["quotas"] == {"v1DailySuccessCap": 10, "remainingToday": 10}
            reply = client.get("/api/v1/webhook")
            assert error(reply) == (403, "forbidden")
            assert reply.json()["error"]["details"] == {"missingFeature": "PRO_WORKSPACE"}
        for _ in range(2):  # each key of this plan has a run of its own
            with server.client(key_of(server, "team", plans)) as client:
                assert process(client).json()["remainingApiRunsToday"] == 0
                reply = process(client)
                assert error(reply) == (429, "quota_exceeded")
                assert 0 < int(reply.headers["retry-after"]) <= 86_400
                assert client.get("/api/v1/usage").json()["usedToday"] == 1
                reply = client.get("/api/v1/api-keys")
                assert reply.json()["error"]["details"] == {"missingFeature": "API_KEYS"}
        with server.client(key_of(server, "reader", plans)) as client:
            assert client.get("/api/v1/me").json()["tier"] == "reader"
            reply = process(client)
            assert reply.json()["error"]["details"] == {"missingScope": "process:write"}
        with server.client() as client:
            assert client.get("/api/v1/usage").json()["usedToday"] == 0
        with server.client(key_of(server, "pro", plans)) as client:
            made = client.post("/api/v1/api-keys", json={"name": "CI", "scopes": ["account:read"]})
        with server.client(made.json()["secret"]) as client:  # a key has the plan of its maker
            assert client.get("/api/v1/me").json()["tier"] == "pro"


@pytest.mark.slow
def test_a_key_whose_plan_is_gone_may_nothing(tmp_path: Path, plans: Path) -> None:
    with running(tmp_path, "--workers", "1") as server:
        with server.client(key_of(server, "team", plans)) as client:
            assert error(client.get("/api/v1/me")) == (403, "forbidden")
        with server.client() as client:
            assert client.get("/api/v1/me").json()["features"] == list(FEATURES)


def test_the_plans_are_shown_and_a_key_moves(
    tmp_path: Path, plans: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["serve", "plans", "--plans", str(plans), "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["default"] == "free_plus"
    assert shown["plans"]["team"]["per"] == "key"
    assert main(["serve", "plans"]) == 0
    assert "self_hosted  9999 runs a day per account  (of keys" in capsys.readouterr().out
    database = tmp_path / "serve.db"
    create_key(database, "process:write")
    store = Store(str(database))
    (key,) = store.every_key()
    assert main(["serve", "keys", "plan", key.key_id, "pro", "--db", str(database)]) == 0
    assert [each.plan for each in store.every_key()] == ["pro"]
    store.close()
    capsys.readouterr()
    for wrong in (["plan", key.key_id, "team"], ["plan", "key_1", "pro"]):
        assert main(["serve", "keys", *wrong, "--db", str(database)]) == 2
    assert "there are self_hosted, free_plus, pro; pass --plans" in capsys.readouterr().err


@pytest.mark.parametrize(
    "text, message",
    [
        ("default: gold", 'no plan "gold"'),
        ("plans: {Gold: {}}", "plans.Gold"),
        ("plans: {gold: {daily-cap: -1}}", "plans.gold.daily-cap"),
        ("plans: {gold: {cap-per: team}}", "plans.gold.cap-per"),
        ("plans: {gold: {features: [ALL]}}", "plans.gold.features.0"),
        ("plans: {gold: {scopes: [all]}}", "plans.gold.scopes.0"),
        ("plans: {gold: {color: red}}", "plans.gold.color"),
        ("plans: [", "plans.yml: "),
        ("- a", "plans.yml: "),
        ("a: &a [*a]\nplans: *a", "plans.yml: "),
    ],
)
def test_a_wrong_file_of_plans_names_the_place(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "plans.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        read_plans(str(path))
    assert message in str(caught.value)


def test_the_next_day_begins_at_midnight() -> None:
    assert seconds_to_midnight(0.0) == 86_400
    assert seconds_to_midnight(86_399.5) == 1
    assert built_in(7).by_name["self_hosted"].daily_cap == 7


def test_a_database_of_the_first_version_keeps_its_keys_and_runs(tmp_path: Path) -> None:
    path = tmp_path / "serve.db"
    old = sqlite3.connect(path)
    old.executescript(database._VERSIONS[0])
    old.execute("INSERT INTO account VALUES ('usr_1')")
    old.execute("INSERT INTO runs VALUES ('2026-01-31', 3)")
    old.execute(
        "INSERT INTO api_keys (key_id, name, prefix, secret_sha256, scopes, created_at)"
        " VALUES ('key_1', 'CI', 'cp_live_abcd', x'00', 'process:write', 5)"
    )
    old.executescript(f"PRAGMA application_id = {0x43617051}; PRAGMA user_version = 1")
    old.close()
    store = Store(str(path), clock=lambda: 1769860800.0)  # 2026-01-31
    assert store.user_key() == "usr_1"
    assert store.used_today("self_hosted") == 3
    (key,) = store.every_key()
    assert (key.key_id, key.plan) == ("key_1", "")
    store.close()
