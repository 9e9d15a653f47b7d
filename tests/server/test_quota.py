"""The quota of a day, and the burst of a key."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from caption_qa_action.server.store import Exhausted, Store
from tests.server.serving import GOOD, create_key, error, process, running

pytestmark = pytest.mark.slow

POOL = "self_hosted"
NOON = 1_780_000_000.0 // 86_400 * 86_400 + 43_200


class Clock:
    """A clock that stands still until it is moved."""

    now = NOON

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Iterator[Store]:
    store = Store(str(tmp_path / "serve.db"), clock=clock)
    yield store
    store.close()


def test_only_what_succeeds_counts_and_the_cap_ends_it(tmp_path: Path) -> None:
    with (
        running(tmp_path, "--daily-cap", "2", "--workers", "1") as server,
        server.client() as client,
    ):
        assert process(client).json()["remainingApiRunsToday"] == 1
        assert error(process(client, "")) == (422, "processing_failed")
        assert error(process(client, preset="none")) == (400, "bad_request")
        assert process(client).json()["remainingApiRunsToday"] == 0
        with server.client(create_key(server.database, "process:write")) as other:
            reply = process(other)
        assert error(reply) == (429, "quota_exceeded")
        # The next UTC day is less than a day away, and the answer says how far.
        assert 0 < int(reply.headers["retry-after"]) <= 86_400
        assert client.get("/api/v1/usage").json()["usedToday"] == 2


def test_concurrent_requests_cannot_overspend_also_on_two_servers(tmp_path: Path) -> None:
    options = ("--daily-cap", "3", "--workers", "1")
    with running(tmp_path, *options) as one, running(tmp_path, *options) as other:
        start = threading.Barrier(12)

        def ask(number: int) -> int:
            with (one if number % 2 else other).client() as client:
                start.wait(30)
                return process(client, GOOD * 50).status_code

        with ThreadPoolExecutor(12) as threads:
            codes = sorted(threads.map(ask, range(12)))
        assert codes == [200] * 3 + [429] * 9
        with one.client() as client:
            assert client.get("/api/v1/usage").json()["usedToday"] == 3


def test_a_burst_is_answered_with_how_long_to_wait(tmp_path: Path) -> None:
    with running(tmp_path, "--burst", "3", "--workers", "1") as server, server.client() as client:
        replies = [client.get("/api/v1/me") for _ in range(5)]
        late = [reply for reply in replies if reply.status_code != 200]
        assert [reply.status_code for reply in replies[:3]] == [200] * 3
        assert late
        assert error(late[-1]) == (429, "rate_limited")
        assert 1 <= int(late[-1].headers["retry-after"]) <= 4
        with server.client(create_key(server.database, "account:read")) as other:
            assert other.get("/api/v1/me").status_code == 200


def test_a_new_utc_day_has_new_runs(store: Store, clock: Clock) -> None:
    clock.now = NOON + 43_199
    store.settle(store.reserve(POOL, 1, 60), counts=True)
    with pytest.raises(Exhausted) as caught:
        store.reserve(POOL, 1, 60)
    assert caught.value.for_good
    clock.now += 1
    assert store.used_today(POOL) == 0
    store.reserve(POOL, 1, 60)


def test_a_run_over_midnight_counts_for_the_day_on_which_it_began(
    store: Store, clock: Clock
) -> None:
    clock.now = NOON + 43_199
    reservation = store.reserve(POOL, 1, 60)
    clock.now += 2
    assert store.settle(reservation, counts=True) == 1
    assert store.used_today(POOL) == 0


def test_a_run_in_progress_may_yet_give_its_run_back(store: Store) -> None:
    reservation = store.reserve(POOL, 1, 60)
    with pytest.raises(Exhausted) as caught:
        store.reserve(POOL, 1, 60)
    assert not caught.value.for_good
    store.settle(reservation, counts=False)
    store.reserve(POOL, 1, 60)


def test_the_run_of_a_server_that_was_killed_comes_back(store: Store, clock: Clock) -> None:
    store.reserve(POOL, 1, 60)
    clock.now += 61
    store.reserve(POOL, 1, 60)


def test_a_burst_fills_again_with_time(store: Store, clock: Clock) -> None:
    key, _ = store.create_key("CI", ["process:write"])
    waits = [store.admit(key.key_id, 2, 10) for _ in range(3)]
    assert waits == [0, 0, 5]
    clock.now += 5
    assert store.admit(key.key_id, 2, 10) == 0
    clock.now -= 3600  # a clock that was set back neither fills nor blocks
    assert 0 < store.admit(key.key_id, 2, 10) <= 5
    clock.now += 3605
    assert store.admit(key.key_id, 2, 10) == 0
