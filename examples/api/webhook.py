"""Receive receipts of exports: verified, once each, answered at once. Needs caption-qa-action.

  CAPTIONPASS_WEBHOOK_SECRET=whsec_... python webhook.py [PORT]

It listens on this machine alone; put a proxy with a certificate before it, since receipts are sent over https.
"""

from __future__ import annotations

import json
import os
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from caption_qa_action import verify_webhook

SECRET = os.environ.get("CAPTIONPASS_WEBHOOK_SECRET", "")
LIMIT_BYTES = 1024 * 1024
seen: set[str] = set()  # in earnest, a table of a database


class Receiver(BaseHTTPRequestHandler):
    """Takes what is signed."""

    timeout = 10

    def do_POST(self) -> None:
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or int(length) > LIMIT_BYTES:
            return self.answer(413)
        body = self.rfile.read(int(length))
        # The bytes as they came: JSON that was read and written again has another signature.
        if not verify_webhook(body, self.headers.get("X-CaptionPass-Signature", ""), SECRET):
            return self.answer(401)
        receipt = json.loads(body).get("receipt", {})
        key = json.dumps(
            [receipt.get("projectId"), receipt.get("irRevision"), receipt.get("artifacts")]
        )
        if key not in seen:  # a receipt may come twice
            seen.add(key)
            print(f"{receipt['projectId']!a} revision {receipt['irRevision']!a}", flush=True)
        return self.answer(204)

    def answer(self, status: int) -> None:
        """Answer and close."""
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.send_header("Connection", "close")
        self.end_headers()

    def log_message(self, format: str, *arguments: object) -> None:
        """Print receipts alone."""


if __name__ == "__main__":
    if not SECRET:
        sys.exit("put the secret into CAPTIONPASS_WEBHOOK_SECRET")
    server = ThreadingHTTPServer(("127.0.0.1", int((sys.argv[1:] or ["8080"])[0])), Receiver)
    print(f"listening on http://127.0.0.1:{server.server_address[1]}", flush=True)
    server.serve_forever()
