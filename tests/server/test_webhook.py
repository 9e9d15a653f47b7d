"""The webhook: set, signed, sent, sent again, and never to where it must not go."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpcore
import httpx
import pytest

from caption_qa_action.server import webhooks
from caption_qa_action.server.addresses import AddressRefused, CheckedBackend, is_public
from caption_qa_action.server.store import Store
from tests.server.serving import Running, error, process, running

slow = pytest.mark.slow


class Receiver:
    """A receiver over TLS on loopback; it answers with `statuses`, one after the other, then 204."""

    def __init__(self, folder: Path) -> None:
        self.certificate = folder / "receiver.pem"
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
             "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext",
             "subjectAltName=DNS:localhost", "-keyout", str(folder / "key.pem"),
             "-out", str(self.certificate)],
            check=True, capture_output=True,
        )  # fmt: skip
        self.statuses: list[int] = []
        self.got: list[tuple[str, dict[str, str], bytes]] = []
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.got.append(
                    (self.path, {k.lower(): v for k, v in self.headers.items()}, body)
                )
                status = receiver.statuses.pop(0) if receiver.statuses else 204
                self.send_response(status)
                if status == 302:
                    self.send_header("Location", "/elsewhere")
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, format: str, *arguments: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate, folder / "key.pem")
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        self.url = f"https://localhost:{self._server.server_address[1]}/hook/s3cr3tpath"

    def wait(self, number: int) -> None:
        """Until so many requests have come."""
        for _ in range(600):
            if len(self.got) >= number:
                return
            time.sleep(0.05)
        raise AssertionError(f"{len(self.got)} of {number} came")

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture(scope="module")
def receiver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Receiver]:
    receiver = Receiver(tmp_path_factory.mktemp("receiver"))
    yield receiver
    receiver.close()


@pytest.fixture(scope="module")
def sending(receiver: Receiver, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server that may send to this machine and trusts the receiver's certificate."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SSL_CERT_FILE", str(receiver.certificate))
        options = "--webhook-private --webhook-wait 1 --workers 1 --burst 0"
        with running(tmp_path_factory.mktemp("sending"), *options.split()) as server:
            yield server


@pytest.fixture
def project(sending: Running, request: pytest.FixtureRequest) -> str:
    with sending.client() as client:
        made: str = client.post("/api/v1/projects", json={"name": request.node.name}).json()[
            "projectId"
        ]
    return made


def set_webhook(client: httpx.Client, url: str, **more: object) -> dict[str, Any]:
    reply = client.put("/api/v1/webhook", json={"url": url, **more})
    assert reply.status_code == 200, reply.text
    answer: dict[str, Any] = reply.json()
    return answer


def logged(server: Running, text: str) -> None:
    """Wait until the server has logged a text."""
    for _ in range(1500):
        if text in server.log():
            return
        time.sleep(0.02)
    raise AssertionError(server.log())


def settled(client: httpx.Client) -> list[dict[str, Any]]:
    """The receipts, once none is under way."""
    for _ in range(600):
        found: list[dict[str, Any]] = client.get("/api/v1/webhook").json()["deliveries"]
        if found and all(each["state"] != "pending" for each in found):
            return found
        time.sleep(0.05)
    raise AssertionError(found)


@slow
def test_an_export_is_signed_and_sent_until_it_is_taken(
    sending: Running, receiver: Receiver, project: str
) -> None:
    receiver.got.clear()
    receiver.statuses[:] = [500, 302]  # a redirect is not followed
    with sending.client() as client:
        assert client.get("/api/v1/webhook").json()["secret"] is None
        first = set_webhook(client, receiver.url)
        assert process(client).status_code == 200  # of no project: no receipt
        reply = process(client, projectId=project, fixProfile="auto-split-cps", preset="html5")
        assert reply.status_code == 200
        receiver.wait(3)
        (sent,) = settled(client)
        assert (sent["state"], sent["attempts"], sent["outcome"]) == ("delivered", 3, "204")
        second = set_webhook(client, receiver.url)
        third = set_webhook(client, receiver.url, rotateSecret=True)
        shown = client.get("/api/v1/webhook").json()["secret"]
    assert len(receiver.got) == 3
    assert {path for path, _, _ in receiver.got} == {"/hook/s3cr3tpath"}
    _, headers, body = receiver.got[-1]
    signed = hmac.new(first["secret"].encode(), body, hashlib.sha256).hexdigest()
    assert headers["x-captionpass-signature"] == f"sha256={signed}"
    assert headers["content-type"] == "application/json"
    assert json.loads(body) == {
        "event": "export_complete",
        "receipt": {
            "version": 1,
            "kind": "single_export",
            "projectId": project,
            "irRevision": 1,
            "artifacts": [
                {"preset": "html5", "exportId": "delivery", "filename": "html5-delivery.vtt"},
                {"preset": "html5", "exportId": "aided", "filename": "html5-aided.vtt"},
            ],
        },
    }
    assert second["secret"] == first["secret"][:10] + "…"
    assert third["secret"].startswith("whsec_")
    assert third["secret"] != first["secret"]
    assert shown == third["secret"][:10] + "…"
    log = sending.log()
    assert "attempt 3: 204" in log
    for hidden in (first["secret"], third["secret"], "s3cr3tpath"):
        assert hidden not in log


@slow
def test_a_receipt_outlives_a_server_that_is_killed(receiver: Receiver, tmp_path: Path) -> None:
    receiver.got.clear()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SSL_CERT_FILE", str(receiver.certificate))
        options = ["--webhook-private", "--webhook-wait", "1", "--workers", "1"]
        with running(tmp_path, *options) as server, server.client() as client:
            set_webhook(client, "https://localhost:1/")  # nobody listens there
            project = client.post("/api/v1/projects", json={"name": "x"}).json()["projectId"]
            process(client, projectId=project)
            logged(server, "no connection")
            server.process.kill()
        with running(tmp_path, *options) as server, server.client() as client:
            set_webhook(client, receiver.url)
            receiver.wait(1)
            assert settled(client)[0]["state"] == "delivered"


@slow
def test_no_receipt_goes_to_this_machine_unless_the_operator_allows_it(
    receiver: Receiver, tmp_path: Path
) -> None:
    receiver.got.clear()
    with (
        running(tmp_path, "--webhook-wait", "1", "--workers", "1") as server,
        server.client() as client,
    ):
        for url in (
            receiver.url, "https://127.0.0.1/", "https://[::1]/", "https://10.0.0.1/", "https://192.168.1.1:8443/x",
            "https://169.254.169.254/latest/meta-data", "https://[::ffff:127.0.0.1]/", "https://0/",
            "https://[64:ff9b::7f00:1]/", "https://2130706433/", "https://metadata.internal/",
        ):  # fmt: skip
            reply = client.put("/api/v1/webhook", json={"url": url})
            assert error(reply) == (400, "bad_request"), url
        # A name that leads here; it is looked up when the connection is made.
        store = Store(str(server.database))
        webhooks.put(store, receiver.url, rotate=False)
        store.close()
        project = client.post("/api/v1/projects", json={"name": "x"}).json()["projectId"]
        process(client, projectId=project)
        logged(server, "the address is not public")
        assert client.get("/api/v1/webhook").json()["deliveries"][0]["state"] == "pending"
        assert client.delete("/api/v1/webhook").json() == {"deleted": True}
        assert client.get("/api/v1/webhook").json()["deliveries"] == []
        assert error(client.delete("/api/v1/webhook")) == (404, "not_found")
    assert receiver.got == []


@slow
@pytest.mark.parametrize(
    "url",
    ["http://example.org/", "ftp://example.org", "https://", "https:///x", "example.org", "https://a:b@example.org/",
     "https://example.org/#x", "https://example.org/\x00", "https://exämple.org/", "x" * 2001, "", 5, None],
)  # fmt: skip
def test_a_wrong_address_is_refused(client: httpx.Client, url: object) -> None:
    reply = client.put("/api/v1/webhook", json={"url": url})
    assert error(reply) == (400, "bad_request")


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1", "192.0.0.8",
     "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::1", "::7f00:1", "fe80::1", "fe80::1%eth0", "fc00::1",
     "fec0::1", "ff02::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "64:ff9b:1::1", "2002:7f00:1::", "2001:db8::1", "localhost", ""],
)  # fmt: skip
def test_an_address_of_this_network_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "::ffff:8.8.8.8"])
def test_an_address_of_the_internet_is_public(address: str) -> None:
    assert is_public(address)


def test_a_name_is_looked_up_once_and_each_of_its_addresses_is_checked() -> None:
    looked_up: list[str] = []

    async def resolve(host: str, port: int) -> list[str]:
        looked_up.append(host)
        return ["93.184.216.34", "127.0.0.1"]

    async def connect(backend: CheckedBackend) -> None:
        await backend.connect_tcp("rebind.example", 443, timeout=0.1)

    with pytest.raises(AddressRefused):
        asyncio.run(connect(CheckedBackend(allow_private=False, resolve=resolve)))
    assert looked_up == ["rebind.example"]

    async def nowhere(host: str, port: int) -> list[str]:
        return []

    with pytest.raises(httpcore.ConnectError):
        asyncio.run(connect(CheckedBackend(allow_private=False, resolve=nowhere)))


def test_the_pauses_grow_and_end(tmp_path: Path) -> None:
    now = [1000.0]
    store = Store(str(tmp_path / "serve.db"), clock=lambda: now[0])
    assert not webhooks.enqueue(store, b"{}")  # no webhook is set
    webhooks.put(store, "https://example.org/", rotate=False)
    webhooks.enqueue(store, b"{}")
    waits = []
    while True:
        claimed = webhooks.claim(store, 60)
        assert claimed is not None
        assert webhooks.claim(store, 60) is None  # nobody else has it meanwhile
        webhooks.note(store, claimed[1], "500", delivered=False, first_wait=10)
        if webhooks.latest(store)[0].state == "failed":
            break
        before = now[0]
        while webhooks.claim(store, 0) is None:
            now[0] += 5
        store.connection.execute("UPDATE deliveries SET attempts = attempts - 1")
        waits.append(now[0] - before)
    assert waits == [10, 50, 250, 1250, 6250, 31250]
    assert claimed[1].attempts == webhooks.MOST_ATTEMPTS
    store.close()
