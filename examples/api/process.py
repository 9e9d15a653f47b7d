"""Check a caption file and make it ready for a platform. Needs httpx: pip install httpx

  CAPTIONPASS_API_KEY=cp_live_... python process.py talk.srt [PRESET] > ready.srt

Exit code 0: delivered; 1: delivered, and something is left to mend; 2: nothing delivered.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import Any

import httpx


def main(file: str, preset: str = "youtube") -> int:
    """Send the file, show what was found, write what is delivered."""
    url = os.environ.get("CAPTIONPASS_API_URL", "http://127.0.0.1:8000")
    headers = {"Authorization": f"Bearer {os.environ['CAPTIONPASS_API_KEY']}"}
    with httpx.Client(base_url=url, headers=headers, timeout=120) as client:
        reply = send(client, Path(file), preset)
    report = reply["report"]
    for found in report["diagnostics"]:
        place = f"{file}:{found['line']}:{found['column']}"
        print(f"{place}: {found['severity']}[{found['code']}] {found['message']}", file=sys.stderr)
    print(f"{report['summary']}; {reply['remainingApiRunsToday']} runs left today", file=sys.stderr)
    sys.stdout.buffer.write(reply["output"].encode())
    return 1 if reply["deliveryStatus"] == "needs_attention" else 0


def send(client: httpx.Client, path: Path, preset: str, attempts: int = 4) -> dict[str, Any]:
    """The reply for a file; waits where the server asks for it."""
    for attempt in range(attempts):
        files = {"file": (path.name, path.read_bytes())}
        response = client.post("/api/v1/process", files=files, data={"preset": preset})
        reply: dict[str, Any] = response.json()
        if response.is_success:
            return reply
        code, message = reply["error"]["code"], reply["error"]["message"]
        if code not in ("rate_limited", "unavailable"):
            break
        time.sleep(float(response.headers.get("Retry-After", 2**attempt)))
    sys.exit(fail(f"{response.status_code} {code}: {message}"))


def fail(message: str) -> int:
    """Say why there is nothing."""
    print(message, file=sys.stderr)
    return 2


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(fail("say which file"))
    if not os.environ.get("CAPTIONPASS_API_KEY"):
        sys.exit(fail("put your key into CAPTIONPASS_API_KEY"))
    try:
        sys.exit(main(*sys.argv[1:3]))
    except (OSError, httpx.HTTPError, ValueError) as error:
        sys.exit(fail(f"cannot process {sys.argv[1]}: {error}"))
