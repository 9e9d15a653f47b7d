"""A server of the contract over the bundled engine, small enough to be made to fail."""

from __future__ import annotations

import email
import email.policy
import threading
from functools import cache
from pathlib import Path

from caption_qa_action import config
from caption_qa_action.core.settings import Settings
from caption_qa_action.delivery.process import record
from caption_qa_action.engines.bundled.process import process_bytes
from caption_qa_action.presets import load
from tests.clients.contract_server import Answer, Asked, ContractServer, refusal

KEY = "cp_live_verysecretvalue0123456789"


@cache
def _settings(preset: str) -> Settings:
    return config.load(config.Arguments(preset=preset), isolated=True).settings_for("captions")


class Twin:
    """Answers like the service; `left` runs remain today, None for no end of them."""

    def __init__(self, left: int | None = None) -> None:
        self.left = left
        self.cap = left
        self.tells_quota = True
        self.charged: list[str] = []
        self._lock = threading.Lock()

    def __call__(self, asked: Asked) -> Answer:
        if asked.headers.get("authorization") != f"Bearer {KEY}":
            return refusal(401, "unauthorized", "Missing or invalid API key.")
        if asked.path in ("/api/v1/me", "/api/v1/usage") and not self.tells_quota:
            return refusal(403, "forbidden", "Missing scope.", missingScope="usage:read")
        if asked.path == "/api/v1/me":
            quotas = {"v1DailySuccessCap": self.cap, "remainingToday": self.left}
            return Answer(body={"tier": "free_plus", "quotas": quotas})
        if asked.path != "/api/v1/process":
            return refusal(501, "not_implemented")
        fields = form(asked)
        name, data = fields["file"]
        reply = record(
            process_bytes(
                name, data, _settings(preset := fields["preset"][1].decode()), load(preset)
            )
        )
        with self._lock:
            if self.left == 0:
                return refusal(429, "quota_exceeded", "Daily limit reached.")
            if reply["deliveryStatus"] == "failed":
                return refusal(422, "processing_failed", "Nothing to deliver.", **reply)
            self.left = None if self.left is None else self.left - 1
            self.charged.append(name)
        return Answer(body={**reply, "remainingApiRunsToday": self.left})


def form(asked: Asked) -> dict[str, tuple[str, bytes]]:
    """The parts of a multipart form: file name and content of each."""
    head = f"Content-Type: {asked.headers['content-type']}\r\n\r\n".encode()
    message = email.message_from_bytes(head + asked.body, policy=email.policy.HTTP)
    parts = {}
    for part in message.iter_parts():
        content = part.get_payload(decode=True)
        assert isinstance(content, bytes)
        parts[str(part.get_param("name", header="content-disposition"))] = (
            part.get_filename() or "",
            content,
        )
    return parts


def calls(server: ContractServer, path: str = "/api/v1/process") -> int:
    """How often a route was asked."""
    return sum(asked.path == path for asked in server.asked)


def write_captions(folder: Path, number: int) -> list[str]:
    """So many files, each with a finding of its own."""
    names = []
    for index in range(number):
        name = f"talk{index:02d}.srt"
        text = f"1\n00:00:0{index % 9 + 1},000 --> 00:00:00,000\nPart {index}\n"
        (folder / name).write_text(text, encoding="utf-8")
        names.append(name)
    return names
