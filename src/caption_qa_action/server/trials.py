"""What a worker does with export templates: it validates a script, or runs it with a file. Needs the extra."""

from __future__ import annotations

import functools
import json

from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.runs.cues import read_cues
from caption_qa_action.runs.templates import sandbox, template
from caption_qa_action.server.tasks import NamedFile
from caption_qa_action.server.work import Answer, guarded


class Trial(NamedTuple):
    """A script, and for a run the file and what `ctx` holds besides.

    `cache_folder` keeps what is compiled, for the next worker.
    """

    source: str
    cache_folder: str
    file: NamedFile | None = None
    context: tuple[tuple[str, object], ...] = ()


def attempt(trial: Trial) -> Answer:
    """Whether a script is a template, or what it makes of a file."""
    return guarded(_attempt, trial)


def _attempt(trial: Trial) -> Answer:
    try:
        room = _sandbox(trial.cache_folder)
    except sandbox.Missing as missing:
        message = f"Templates cannot be run on this server: {missing}."
        return Answer(b"{}", "unavailable", message)
    limits = sandbox.Limits()
    if trial.file is None:
        problem = template.validate(room, trial.source, limits)
        return Answer(b"{}") if problem is None else _refused("bad_request", problem)
    found = read_cues(*trial.file)
    context = {"format": found.format, "language": found.language, **dict(trial.context)}
    made = template.run(room, trial.source, found.cues, context, limits)
    if isinstance(made, template.Problem):
        is_invalid = made.kind in ("invalid", "no_function")
        return _refused("bad_request" if is_invalid else "processing_failed", made)
    answer = {"output": made.content, "filename": made.filename, "mimeType": made.mime_type}
    return Answer(json.dumps(answer).encode())


def _refused(code: str, problem: template.Problem) -> Answer:
    details = json.dumps({"valid": code != "bad_request", "problems": [problem.record()]})
    message = f"The script does not run: {problem.message}."
    if code == "bad_request":
        message = f"The script is no template: {problem.message}."
    return Answer(details.encode(), code, message)


@functools.cache
def _sandbox(cache_folder: str) -> sandbox.Sandbox:
    return sandbox.Sandbox(cache_folder)
