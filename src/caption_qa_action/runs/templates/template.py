"""A template, validated or run with the cues of a file: `exportTimeline(cues, ctx)` makes the content of another.

`cues` are `{index, startMs, endMs, text, lines}`, `ctx` describes the file. What comes back is a string, or an
object with `content` and if it likes `filename` and `mimeType`.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping, Sequence

from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.text import printable
from caption_qa_action.runs.cues import Cue
from caption_qa_action.runs.templates.sandbox import Limits, Sandbox

# Far above every script that is written by hand; our choice.
SCRIPT_CHARACTERS = 256 * 1024

# What handing over a cue takes, and as much for the script.
_FUEL_PER_CUE = 100_000

# The globals of the language itself (ECMAScript 2024, section 19); everything else is of a host.
_LANGUAGE = [
    "AggregateError",
    "Array",
    "ArrayBuffer",
    "Atomics",
    "BigInt",
    "BigInt64Array",
    "BigUint64Array",
    "Boolean",
    "DataView",
    "Date",
    "Error",
    "EvalError",
    "FinalizationRegistry",
    "Float16Array",
    "Float32Array",
    "Float64Array",
    "Function",
    "Infinity",
    "Int16Array",
    "Int32Array",
    "Int8Array",
    "Iterator",
    "JSON",
    "Map",
    "Math",
    "NaN",
    "Number",
    "Object",
    "Promise",
    "Proxy",
    "RangeError",
    "ReferenceError",
    "Reflect",
    "RegExp",
    "Set",
    "String",
    "Symbol",
    "SyntaxError",
    "TypeError",
    "URIError",
    "Uint16Array",
    "Uint32Array",
    "Uint8Array",
    "Uint8ClampedArray",
    "WeakMap",
    "WeakRef",
    "WeakSet",
    "decodeURI",
    "decodeURIComponent",
    "encodeURI",
    "encodeURIComponent",
    "escape",
    "eval",
    "globalThis",
    "isFinite",
    "isNaN",
    "parseFloat",
    "parseInt",
    "undefined",
    "unescape",
]
_STOPPED = {
    "time": "the script takes too long; it was stopped",
    "memory": "the script needs more memory than it may have",
    "deep": "the script calls itself too deep",
    "stopped": "the script stopped the interpreter",
}
_FAULTS = {
    "no_function": "the script must define a function exportTimeline(cues, ctx)",
    "wrong_result": "exportTimeline must return a string, or an object with content (a string) and "
    "if it likes filename and mimeType",
    "too_large": "what exportTimeline makes is larger than it may be",
}
# Where the interpreter says that an error is: `at <eval> (<input>:3:5)`.
_PLACE = re.compile(r"<(?:input|evalScript|eval)>:([0-9]{1,9}):([0-9]{1,9})")


class Problem(NamedTuple):
    """Why a script is not valid or did not run.

    `kind` is invalid, no_function, threw, wrong_result, too_large, time, memory, deep or stopped; line and
    column of the script count from 1 and are 0 where they are not known.
    """

    kind: str
    message: str
    line: int = 0
    column: int = 0

    def record(self) -> dict[str, object]:
        """The problem as JSON."""
        return {
            "kind": self.kind,
            "message": self.message,
            "line": self.line or None,
            "column": self.column or None,
        }


class Made(NamedTuple):
    """What a template makes of a file; the name is inert, and holds no folder."""

    content: str
    filename: str
    mime_type: str


def validate(sandbox: Sandbox, source: str, limits: Limits) -> Problem | None:
    """Why a script is no template; None where it is one."""
    made = _run(sandbox, {"source": source}, limits)
    return made if isinstance(made, Problem) else None


def run(
    sandbox: Sandbox,
    source: str,
    cues: Sequence[Cue],
    context: Mapping[str, object],
    limits: Limits,
) -> Made | Problem:
    """What a script makes of cues."""
    limits = limits._replace(fuel=limits.fuel + _FUEL_PER_CUE * len(cues))
    shown = [{**cue.record(), "lines": cue.text.split("\n")} for cue in cues]
    made = _run(sandbox, {"source": source, "cues": shown, "ctx": dict(context)}, limits)
    assert made is not None
    return made


def _run(sandbox: Sandbox, request: Mapping[str, object], limits: Limits) -> Made | Problem | None:
    whole = {**request, "keep": _LANGUAGE, "limit": limits.output_characters}
    script = f"globalThis.REQUEST = {json.dumps(json.dumps(whole))};\n{_bootstrap()}"
    outcome = sandbox.run(script, limits)
    lines = outcome.output.splitlines()
    if not lines:
        kind = outcome.stopped or "stopped"
        return Problem(kind, _STOPPED[kind])
    try:
        answer = json.loads(lines[-1])
        made = _read(answer if isinstance(answer, dict) else {})
    except (ValueError, RecursionError):
        return Problem("stopped", _STOPPED["stopped"])
    if isinstance(made, Problem) and made.line > str(request["source"]).count("\n") + 1:
        return made._replace(line=0, column=0)  # in what is appended to the script
    return made


def _read(answer: Mapping[str, object]) -> Made | Problem | None:
    """What an answer of the bootstrap means. The script may have had a hand in it, so nothing is taken on trust."""
    kind = answer.get("kind")
    if kind == "valid":
        return None
    content, filename, mime = (answer.get(key) for key in ("content", "filename", "mimeType"))
    if kind == "made" and isinstance(content, str):
        return Made(content, _name(filename), _mime(mime))
    if kind in ("invalid", "threw"):
        return _error(str(kind), answer)
    known = kind if isinstance(kind, str) and kind in _FAULTS else "wrong_result"
    return Problem(known, _FAULTS[known])


def _error(kind: str, answer: Mapping[str, object]) -> Problem:
    name, message, stack = (str(answer.get(key) or "") for key in ("name", "message", "stack"))
    text = printable(": ".join(part for part in (name, message) if part))[:500]
    if "stack overflow" in message:
        return Problem("deep", _STOPPED["deep"])
    if "out of memory" in message:
        return Problem("memory", _STOPPED["memory"])
    if kind == "invalid" and message == "exportTimeline is not defined":
        return Problem("no_function", _FAULTS["no_function"])
    place = _PLACE.search(stack)
    line, column = (int(place[1]), int(place[2])) if place else (0, 0)
    return Problem(kind, text or "the script threw something", line, column)


def _name(value: object) -> str:
    """A file name without a folder, of harmless characters; `""` for none."""
    if not isinstance(value, str):
        return ""
    last = value.replace("\\", "/").rpartition("/")[2]
    return re.sub(r"[^A-Za-z0-9._ -]+", "_", last)[:100].strip(" .")


def _mime(value: object) -> str:
    fits = isinstance(value, str) and re.fullmatch(r"[a-z]{1,20}/[a-z0-9.+-]{1,60}", value)
    return str(value) if fits else ""


def _bootstrap() -> str:
    with open(os.path.join(os.path.dirname(__file__), "bootstrap.js"), encoding="utf-8") as file:
        return file.read()
