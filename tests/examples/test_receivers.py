"""The receivers of receipts in `examples/api/`, each as it is."""

from __future__ import annotations

import hashlib
import hmac
import os
import subprocess
from collections.abc import Iterator

import httpx
import pytest

from caption_qa_action import UsageError, verify_webhook
from caption_qa_action.server.webhooks import Artifact, receipt
from tests.examples.test_api import API, caller

SECRET = "whsec_1"
BODY = receipt(
    "a0000000-0000-4000-8000-000000000001", 3, [Artifact("youtube", "delivery", "a.srt")]
)
SIGNATURE = hmac.new(SECRET.encode(), BODY, hashlib.sha256).hexdigest()


@pytest.fixture(params=["node", "python"])
def receiver(request: pytest.FixtureRequest) -> Iterator[subprocess.Popen[str]]:
    program = caller(request.param)[0]
    suffix = {"node": "mjs", "python": "py"}[request.param]
    with subprocess.Popen(
        [program, str(API / f"webhook.{suffix}"), "0"],
        env={**os.environ, "CAPTIONPASS_WEBHOOK_SECRET": SECRET},
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield process
        process.kill()


@pytest.mark.slow
def test_a_receiver_takes_what_is_signed_once(receiver: subprocess.Popen[str]) -> None:
    assert receiver.stdout is not None
    url = receiver.stdout.readline().split()[-1]
    with httpx.Client(trust_env=False) as client:

        def post(body: bytes, signature: str | None) -> int:
            headers = {b"X-CaptionPass-Signature": (signature or "").encode("latin-1")}
            return client.post(url, content=body, headers=headers).status_code

        for wrong in (
            None,
            "",
            "sha256=",
            "0" * 64,
            SIGNATURE[:-1],
            "sha256=é".encode().decode("latin-1"),
        ):
            assert post(BODY, wrong) == 401
        assert post(BODY + b" ", f"sha256={SIGNATURE}") == 401
        assert post(b"x" * (1024 * 1024 + 1), SIGNATURE) == 413
        for right in (f"sha256={SIGNATURE}", SIGNATURE, f"SHA256={SIGNATURE}"):
            assert post(BODY, right) == 204
    receiver.kill()
    assert receiver.stdout.read().splitlines() in (
        ['"a0000000-0000-4000-8000-000000000001" revision 3'],
        ["'a0000000-0000-4000-8000-000000000001' revision 3"],
    )


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["node", "python"])
def test_a_receiver_without_a_secret_does_not_listen(kind: str) -> None:
    environment = {**os.environ, "CAPTIONPASS_WEBHOOK_SECRET": ""}
    suffix = {"node": "mjs", "python": "py"}[kind]
    command = [caller(kind)[0], str(API / f"webhook.{suffix}"), "0"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=30)
    assert done.returncode == 1
    assert "CAPTIONPASS_WEBHOOK_SECRET" in done.stderr


def test_the_public_function_verifies() -> None:
    assert verify_webhook(BODY, f"sha256={SIGNATURE}", SECRET)
    assert verify_webhook(BODY, f" {SIGNATURE} ", SECRET)
    assert not verify_webhook(BODY + b" ", SIGNATURE, SECRET)
    assert not verify_webhook(BODY, "", SECRET)
    assert not verify_webhook(BODY, SIGNATURE, SECRET + "x")
    with pytest.raises(UsageError):
        verify_webhook(BODY, SIGNATURE, "")
