"""The policy of both HTTP clients, against a real server: patience, doubt, size, secrets."""

from __future__ import annotations

import logging
import pickle
import time
from collections.abc import Iterator

import anyio
import pytest
from pydantic import BaseModel

from caption_qa_action.clients._transport import Call, Credential, Policy, Transport
from caption_qa_action.clients.address import api_address, path_segment
from caption_qa_action.clients.secrets import Secret, from_environment
from caption_qa_action.core.errors import (
    BadReply,
    EngineError,
    QuotaExceeded,
    Refused,
    TimedOut,
    Unavailable,
    UsageError,
)
from tests.clients.contract_server import Answer, ContractServer, refusal

KEY = "cp_live_verysecretvalue0123456789"
QUICK = Policy(
    attempts=3, returns=3, first_wait=0.01, longest_wait=2, connect=1, idle=0.3, total=0.6
)
GET = Call("GET", "/api/v1/me", repeatable=True)
POST = Call("POST", "/api/v1/process", json={})


class Me(BaseModel):
    tier: str = ""


@pytest.fixture
def server() -> Iterator[ContractServer]:
    with ContractServer() as running:
        yield running


def send(server: ContractServer, call: Call, policy: Policy = QUICK) -> str:
    with Transport(server.url, Credential(Secret(KEY)), policy=policy) as transport:
        return transport.send(call).read(Me).tier


def failure(server: ContractServer, call: Call, policy: Policy = QUICK) -> EngineError:
    with pytest.raises(EngineError) as caught:
        send(server, call, policy)
    return caught.value


def test_a_reply_is_read_and_the_key_travels_in_its_header(server: ContractServer) -> None:
    server.then(Answer(body={"tier": "pro", "later": 1}))
    assert send(server, GET) == "pro"
    assert server.asked[0].headers["authorization"] == f"Bearer {KEY}"
    assert KEY not in server.asked[0].path


@pytest.mark.parametrize("status", [429, 503])
def test_what_was_not_done_is_tried_again(server: ContractServer, status: int) -> None:
    server.then(refusal(status, "rate_limited"), Answer(body={"tier": "pro"}))
    assert send(server, POST) == "pro"
    assert len(server.asked) == 2


@pytest.mark.parametrize(
    "answer",
    [
        Answer(hang_up=True),
        Answer(500, {}),
        Answer(502, b"<html>"),
        Answer(504, b""),
        Answer(body={"tier": "pro"}, missing_bytes=10),
        Answer(body={"tier": "pro"}, delay=0.5),
        Answer(raw=b"ICY 200 OK\r\n\r\n"),
        Answer(headers={"Content-Encoding": "gzip"}, body=b"no gzip"),
    ],
)
def test_what_may_have_been_done_is_repeated_only_where_that_is_harmless(
    server: ContractServer, answer: Answer
) -> None:
    server.then(answer, Answer(body={"tier": "pro"}))
    assert send(server, GET) == "pro"
    server.asked.clear()
    server.then(answer)
    failure(server, POST)
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "status, code",
    [
        (400, "bad_request"),
        (401, "unauthorized"),
        (403, "forbidden"),
        (413, "payload_too_large"),
        (422, "processing_failed"),
        (501, "not_implemented"),
    ],
)
def test_what_cannot_succeed_is_not_repeated(
    server: ContractServer, status: int, code: str
) -> None:
    server.then(refusal(status, code, "Missing scope.", missingScope="account:read"))
    error = failure(server, GET)
    assert isinstance(error, Refused)
    assert (error.status, error.code) == (status, code)
    assert error.details == {"missingScope": "account:read"}
    assert f"answers {status} {code}: Missing scope" in error.message
    assert len(server.asked) == 1


@pytest.mark.parametrize("code", ["quota_exceeded", "QUOTA_EXCEEDED"])
def test_an_exhausted_quota_is_not_repeated(server: ContractServer, code: str) -> None:
    server.then(refusal(429, code))
    assert isinstance(failure(server, POST), QuotaExceeded)
    assert len(server.asked) == 1


@pytest.mark.parametrize("call", [GET, POST])
def test_retries_end(server: ContractServer, call: Call) -> None:
    server.respond = lambda asked: refusal(503, "unavailable")
    assert isinstance(failure(server, call), Unavailable)
    assert len(server.asked) == 3


class Waits:
    """A clock for the client that stands still but for the waits, which are counted.

    With `together` it moves on only when so many wait.
    """

    def __init__(self, monkeypatch: pytest.MonkeyPatch, together: int = 1) -> None:
        self.seconds: list[float] = []
        self._now = 1000.0
        self._together = together
        self._sleep = anyio.sleep
        monkeypatch.setattr(anyio, "current_time", lambda: self._now)
        monkeypatch.setattr(anyio, "sleep", self._wait)

    async def _wait(self, seconds: float) -> None:
        self.seconds.append(seconds)
        until = self._now + seconds
        for _ in range(5000):  # so many milliseconds, so that nothing hangs
            if len(self.seconds) >= self._together:
                break
            await self._sleep(0.001)
        self._now = max(self._now, until)


def test_retry_after_in_seconds_is_waited_for(
    server: ContractServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits = Waits(monkeypatch)
    server.then(Answer(429, {}, {"Retry-After": "1"}), Answer(body={"tier": "pro"}))
    assert send(server, GET) == "pro"
    assert waits.seconds == [1]


def test_retry_after_as_a_date_is_understood(server: ContractServer) -> None:
    past, future = "Wed, 01 Jan 2020 00:00:00 GMT", "Sat, 01 Jan 2400 00:00:00 GMT"
    server.then(Answer(429, {}, {"Retry-After": past}), Answer(body={"tier": "pro"}))
    assert send(server, GET) == "pro"
    server.then(Answer(503, {}, {"Retry-After": future}))
    assert "asks to wait" in failure(server, GET).message


def test_a_wait_that_is_too_long_ends_the_call_at_once(server: ContractServer) -> None:
    server.then(Answer(429, {"error": {"code": "RATE_LIMIT_EXCEEDED"}, "retry_after_seconds": 90}))
    error = failure(server, GET)
    assert "asks to wait 90 seconds" in error.message
    assert len(server.asked) == 1


def test_a_retry_after_that_is_nonsense_is_as_good_as_none(server: ContractServer) -> None:
    server.then(Answer(429, {}, {"Retry-After": "soon"}), Answer(body={"tier": "pro"}))
    assert send(server, GET) == "pro"


@pytest.mark.parametrize(
    "answer, message",
    [
        (Answer(body=b"<html>hello</html>"), "no complete JSON (18 bytes, application/json)"),
        (Answer(body=b'{"tier": "pr'), "no complete JSON"),
        (Answer(body={"tier": 7}), "tier: Input should be a valid string"),
        (Answer(body=b"[" * 100_000), "no complete JSON"),
        (Answer(body=[]), "not what it should be"),
        (Answer(body=b""), "no complete JSON (0 bytes"),
    ],
)
def test_an_answer_that_is_no_use_is_a_clear_error(
    server: ContractServer, answer: Answer, message: str
) -> None:
    server.then(answer)
    error = failure(server, GET)
    assert isinstance(error, BadReply)
    assert message in error.message


def test_a_reply_without_end_is_cut(server: ContractServer) -> None:
    server.then(Answer(body=b"x" * 300_000))
    error = failure(server, GET._replace(reply_limit_bytes=100_000))
    assert "is larger than" in error.message


def test_a_reply_that_trickles_ends_in_time(server: ContractServer) -> None:
    # Whole, after some seconds, it would be a bad reply.
    server.respond = lambda asked: Answer(body=b" " * 100, drip=0.05)
    assert isinstance(failure(server, POST), TimedOut)


def test_a_server_that_comes_back_is_found_again(server: ContractServer) -> None:
    server.stop()
    patient = QUICK._replace(attempts=8, first_wait=0.1, longest_wait=0.3)
    import threading

    threading.Timer(0.3, server.start).start()
    server.then(Answer(body={"tier": "pro"}))
    assert send(server, POST, patient) == "pro"


def test_a_server_that_is_gone_is_reported_to_be(server: ContractServer) -> None:
    server.stop()
    error = failure(server, GET)
    assert isinstance(error, Unavailable)
    assert error.message == f"cannot connect to 127.0.0.1:{server.port}: connection refused"


def test_a_redirect_on_the_same_server_is_followed(server: ContractServer) -> None:
    server.then(Answer(307, {}, {"Location": "/elsewhere"}), Answer(body={"tier": "pro"}))
    assert send(server, POST) == "pro"
    assert [asked.path for asked in server.asked] == ["/api/v1/process", "/elsewhere"]


def test_the_key_never_goes_to_another_host(server: ContractServer) -> None:
    with ContractServer() as other:
        server.then(Answer(307, {}, {"Location": f"{other.url}/api/v1/me"}))
        assert "redirects to another host" in failure(server, GET).message
        assert other.asked == []


@pytest.mark.parametrize("location", ["/api/v1/me", "http://[", "https://127.0.0.1/"])
def test_other_redirects_end(server: ContractServer, location: str) -> None:
    server.respond = lambda asked: Answer(302, {}, {"Location": location})
    failure(server, GET)
    assert len(server.asked) <= 12


def test_the_key_is_in_no_error_log_or_representation(
    server: ContractServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    server.then(refusal(400, "bad_request", f"Header was Bearer {KEY}"))
    error = failure(server, GET)
    assert "Bearer ********" in error.message
    secret = Secret(KEY)
    for shown in (str(error), repr(error.details), caplog.text, f"{secret} {secret!r} {secret:>9}"):
        assert KEY not in shown
    with pytest.raises(TypeError):
        pickle.dumps(secret)


def test_no_proxy_sees_what_is_not_encrypted(
    server: ContractServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ContractServer() as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        server.then(Answer(body={"tier": "pro"}))
        assert send(server, GET) == "pro"
        assert proxy.asked == []


def test_hostile_text_of_a_server_is_inert(server: ContractServer) -> None:
    server.then(refusal(400, "bad\x1b[2J", "a\nb\u202e" + "x" * 5000))
    error = failure(server, GET)
    assert error.message.isprintable()
    assert len(error.message) < 500


@pytest.mark.parametrize(
    "url, address",
    [
        ("https://captions.example.org/", "https://captions.example.org"),
        ("https://captions.example.org/qa/api/v1/", "https://captions.example.org/qa"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("http://localhost:8000", "http://localhost:8000"),
        ("http://[::1]:8000", "http://[::1]:8000"),
        ("https://a.example.org:65535", "https://a.example.org:65535"),
    ],
)
def test_addresses_are_tidied(url: str, address: str) -> None:
    assert api_address(url) == address


@pytest.mark.parametrize(
    "url",
    [
        "http://captions.example.org",
        "http://10.0.0.1",
        "ftp://127.0.0.1",
        "captions.example.org",
        "",
        "https://",
        "https://me:password@example.org",
        "https://example.org?key=1",
        "https://exa mple.org",
        "http://127.0.0.1:65536",
        "http://127.0.0.1:99999999",
        "http://127.0.0.1.example.org",
    ],
)
def test_other_addresses_are_refused(url: str) -> None:
    with pytest.raises(UsageError, match="--api-url") as caught:
        api_address(url)
    assert "password" not in str(caught.value) or "user name or password" in str(caught.value)


def test_a_key_with_odd_characters_is_refused_unseen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAPTIONPASS_API_KEY", "cp_live_\nX-Evil: 1")
    with pytest.raises(UsageError) as caught:
        from_environment("CAPTIONPASS_API_KEY")
    assert "cp_live" not in str(caught.value)
    monkeypatch.setenv("CAPTIONPASS_API_KEY", f" {KEY}\n")
    assert from_environment("CAPTIONPASS_API_KEY") == Secret(KEY)
    monkeypatch.setenv("CAPTIONPASS_API_KEY", "")
    assert from_environment("CAPTIONPASS_API_KEY") is None


@pytest.mark.parametrize("value", ["", ".", "..", "a\nb", "x" * 201])
def test_an_identifier_cannot_leave_its_place(value: str) -> None:
    with pytest.raises(UsageError):
        path_segment(value, "job")
    assert path_segment("a/../b?c#d", "job") == "a%2F..%2Fb%3Fc%23d"


def test_to_come_back_when_the_server_says_so_is_no_failed_attempt(server: ContractServer) -> None:
    wait = Answer(429, {}, {"Retry-After": "0"})
    server.then(*[wait] * 5, Answer(body={"tier": "pro"}))
    assert send(server, POST, QUICK._replace(attempts=1, returns=6)) == "pro"
    server.respond = lambda asked: wait
    server.asked.clear()
    failure(server, POST)
    assert len(server.asked) == 6


def test_a_wait_is_for_all_who_share_a_client(
    server: ContractServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    from concurrent.futures import ThreadPoolExecutor

    waits = Waits(monkeypatch, together=4)
    server.then(Answer(429, {}, {"Retry-After": "1"}))
    server.respond = lambda asked: Answer(body={"tier": "pro"})
    with (
        Transport(server.url, Credential(Secret(KEY)), policy=QUICK) as transport,
        ThreadPoolExecutor(4) as threads,
    ):
        first = threads.submit(transport.send, POST)
        while not transport._open_at and not first.done():
            time.sleep(0.001)
        others = [threads.submit(transport.send, POST) for _ in range(3)]
        assert {future.result().status for future in (first, *others)} == {200}
    assert waits.seconds == [1] * 4
    assert len(server.asked) == 5
