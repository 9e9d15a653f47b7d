"""What a runner reads: workflow commands in the log, the outputs file, the job summary."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

from caption_qa_action.core.inert import inert

# A runner drops a summary of more than 1 MiB as a whole (GitHub Docs, "Workflow commands", step
# isolation and limits).
SUMMARY_LIMIT_BYTES = 1_048_576
_CUT = b"\nThe rest does not fit into a job summary.\n"
# A runner cuts messages at 4,096 characters (actions/runner, ExecutionContext.cs).
MESSAGE_LIMIT = 4_000


def say(level: str, message: str) -> None:
    """Write an annotation that belongs to no file; `level` is `error`, `warning` or `notice`."""
    # The runner's escapes (actions/toolkit, command.ts); the percent sign has to be the first.
    text = message[:MESSAGE_LIMIT].replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    print(f"::{level} title=caption-qa::{inert(text)}", flush=True)


def write_outputs(outputs: Mapping[str, object]) -> None:
    """Set the outputs of the step; nothing where there is no runner."""
    path = os.environ.get("GITHUB_OUTPUT")
    if not path:
        return
    import uuid

    with open(path, "a", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
        for name, value in outputs.items():
            # Random, so that no file name can end the value and begin an output of its own.
            delimiter = f"ghadelimiter_{uuid.uuid4()}"
            file.write(f"{name}<<{delimiter}\n{value}\n{delimiter}\n")


def append_summary(markdown: str) -> None:
    """Add Markdown to the job summary, as much of it as the runner takes."""
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if not path:
        return
    data = markdown.encode("utf-8", "backslashreplace")
    present = os.path.getsize(path) if os.path.exists(path) else 0
    if present + len(data) > SUMMARY_LIMIT_BYTES:
        print(
            "caption-qa: the job summary is full; the whole report is in the log", file=sys.stderr
        )
        room = SUMMARY_LIMIT_BYTES - present - len(_CUT)
        if room < 0:
            return
        data = data[: data.rfind(b"\n", 0, room) + 1] + _CUT
    with open(path, "ab") as file:
        file.write(data)
