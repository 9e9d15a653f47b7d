"""What becomes of files when an account may ask about fewer than there are."""

from __future__ import annotations

import pytest

from caption_qa_action.core.errors import QuotaExceeded
from caption_qa_action.core.settings import Settings
from caption_qa_action.engines.remote.environment import (
    ADDRESS_VARIABLE,
    BASE_VARIABLE,
    references,
    server_address,
)
from caption_qa_action.engines.remote.quota import BUNDLED, CHANGED_ONLY, Quota, ration
from caption_qa_action.pipeline import Job
from caption_qa_action.workspace.discover import File

WANTED = {name: Job(File(f"{name}.srt", f"{name}.srt"), Settings("youtube", ())) for name in "abcd"}
SHORTAGE = "the quota of host does not suffice: 4 files to ask about, "


def is_changed(file: File) -> bool:
    return file.path in ("b.srt", "d.srt")


def test_what_is_beyond_the_quota_is_for_the_bundled_engine() -> None:
    rationed = ration(WANTED, 1, BUNDLED, "host", is_changed)
    assert (rationed.bundled, rationed.unchanged) == (frozenset("bcd"), frozenset())
    assert rationed.notice == (
        f"{SHORTAGE}1 run left today (UTC); "
        "checked by the bundled engine instead: b.srt, c.srt, d.srt"
    )


def test_changed_files_are_asked_about_where_the_quota_suffices_for_them() -> None:
    rationed = ration(WANTED, 2, CHANGED_ONLY, "host", is_changed)
    assert (rationed.bundled, rationed.unchanged) == (frozenset(), frozenset("ac"))
    assert rationed.notice == f"{SHORTAGE}2 runs left today (UTC); not checked: 2 unchanged files"


@pytest.mark.parametrize(
    "policy, remaining, more", [(CHANGED_ONLY, 1, ", and 2 files changed"), ("fail", 3, "")]
)
def test_what_no_policy_helps_is_an_error(policy: str, remaining: int, more: str) -> None:
    with pytest.raises(QuotaExceeded) as caught:
        ration(WANTED, remaining, policy, "host", is_changed)
    left = "1 run" if remaining == 1 else f"{remaining} runs"
    assert caught.value.message == (
        f"{SHORTAGE}{left} left today (UTC){more}; "
        "check fewer files, or choose --quota-policy bundled; nothing was asked"
    )


@pytest.mark.parametrize(
    "quota, words",
    [
        (Quota(), "plan not known, quota not known"),
        (Quota("pro\x1b[1m"), r"plan pro\x1b[1m, quota not known"),
        (Quota("", None, 3), "plan not known, 3 runs left today (UTC)"),
        (Quota("pro", 10, 0), "plan pro, 0 of 10 runs left today (UTC)"),
    ],
)
def test_a_quota_in_words(quota: Quota, words: str) -> None:
    assert quota.describe() == words


@pytest.mark.parametrize(
    "environment, expected",
    [
        ({}, ["@{upstream}", "HEAD.."]),
        ({"GITHUB_ACTIONS": "true"}, ["HEAD^.."]),
        ({"GITHUB_ACTIONS": "true", "GITHUB_BASE_REF": "main"}, ["origin/main"]),
        ({"GITHUB_BASE_REF": "main", BASE_VARIABLE: "abc.."}, ["abc.."]),
    ],
)
def test_what_a_run_is_compared_with(environment: dict[str, str], expected: list[str]) -> None:
    assert references(environment) == expected


def test_a_key_goes_where_the_user_has_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ADDRESS_VARIABLE, raising=False)
    usual = server_address("", None)
    assert usual.startswith("https://www.captionpass.com")
    assert server_address("https://evil.example", "https://good.example") == "https://good.example"
    for configured in ("https://evil.example", "http://127.0.0.1:8", "http://localhost:8"):
        with pytest.raises(Exception, match="the key is sent there only if you agree"):
            server_address(configured, None)
    assert server_address("", "http://127.0.0.1:8") == "http://127.0.0.1:8"
    monkeypatch.setenv(ADDRESS_VARIABLE, "https://good.example")
    assert server_address("", None) == "https://good.example"
    assert server_address("https://good.example", None) == "https://good.example"
