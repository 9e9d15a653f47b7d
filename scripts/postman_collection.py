"""The Postman collection: every call of the OpenAPI document, in an order in which each can be made.

What a call makes is kept in a variable for those that follow; the last ones delete it again.
"""

from __future__ import annotations

import json
import re
from typing import Any, NamedTuple

from caption_qa_action.server.app import routes

_FILE = "captions/good.srt"
_SCHEMA = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"
_SCRIPT = (
    "function exportTimeline(cues, ctx) {\n  return cues.map((cue) => cue.text).join('\\n');\n}"
)
# What is not installed on a server answers 503; what may have come to nothing, 404 or 409.
_OK, _EXTRA = (200,), (200, 503)


class Step(NamedTuple):
    """A call: its route, its name, what it sends, which statuses are right, what is looked for and kept.

    A value of `form` that is `_FILE` is a file. `keeps` is a variable and the field that it gets.
    """

    route: str
    name: str
    body: dict[str, object] | None = None
    form: dict[str, str] | None = None
    raw: str = ""
    statuses: tuple[int, ...] = _OK
    checks: tuple[str, ...] = ()
    keeps: tuple[str, str] | None = None


STEPS = (
    Step("GET /healthz", "Health"),
    Step(
        "POST /process",
        "Process a file",
        form={"file": _FILE, "preset": "{{preset}}", "fixProfile": "warn-only"},
        checks=(
            'pm.test("delivers captions", () => pm.expect(reply.output).to.include("-->"));',
            'pm.test("counts the run", () => pm.expect(reply.remainingApiRunsToday).to.be.a("number"));',
        ),
    ),
    Step("POST /explain", "Explain a code", {"code": "reading_speed_high", "preset": "{{preset}}"}),
    Step(
        "GET /me",
        "Account",
        checks=(
            'pm.test("has a quota", () => pm.expect(reply.quotas)'
            '.to.have.all.keys("v1DailySuccessCap", "remainingToday"));',
        ),
    ),
    Step("GET /usage", "Usage"),
    Step(
        "POST /api-keys",
        "Make a key",
        {"name": "made with Postman", "scopes": ["process:write"]},
        checks=(
            'pm.test("shows the secret once", () => pm.expect(reply.secret).to.match(/^cp_live_/));',
        ),
        keeps=("keyId", "keyId"),
    ),
    Step(
        "GET /api-keys",
        "List the keys",
        checks=(
            'pm.test("shows no secrets", () => pm.expect(pm.response.text()).to.not.include("secret"));',
        ),
    ),
    Step("DELETE /api-keys/{keyId}", "Revoke the key"),
    Step(
        "PUT /webhook", "Set the webhook", {"url": "https://example.org/hook", "rotateSecret": True}
    ),
    Step(
        "GET /webhook",
        "Show the webhook",
        checks=('pm.test("masks the secret", () => pm.expect(reply.secret).to.include("…"));',),
    ),
    Step("DELETE /webhook", "Delete the webhook"),
    Step(
        "POST /projects",
        "Make a project",
        {"name": "made with Postman {{$guid}}"},
        keeps=("projectId", "projectId"),
    ),
    Step(
        "POST /projects/{projectId}/revisions",
        "Push a file",
        form={"file": _FILE, "language": "en"},
        keeps=("irRevision", "irRevision"),
    ),
    Step("GET /projects", "List the projects"),
    Step("GET /projects/{projectId}", "Show the project"),
    Step("GET /projects/{projectId}/revisions/{irRevision}", "Fetch a file"),
    Step(
        "POST /projects/{projectId}/diff",
        "Compare",
        {"from": {"irRevision": 1}, "to": {"irRevision": 1}},
        checks=('pm.test("finds no change", () => pm.expect(reply.cues).to.eql([]));',),
    ),
    Step(
        "POST /export-templates/validate",
        "Validate a script",
        {"scriptSource": _SCRIPT, "mode": "both", "projectId": "{{projectId}}"},
        statuses=_EXTRA,
    ),
    Step(
        "POST /export-templates",
        "Make a template",
        {"name": "made with Postman", "scriptSource": _SCRIPT},
        statuses=_EXTRA,
        keeps=("templateId", "id"),
    ),
    Step("GET /export-templates", "List the templates"),
    Step("GET /export-templates/{templateId}", "Show the template", statuses=(200, 404)),
    Step(
        "PUT /export-templates/{templateId}",
        "Replace the template",
        {"name": "replaced with Postman", "revision": 1},
        statuses=(200, 404),
    ),
    Step(
        "POST /export-templates/{templateId}/test",
        "Test the template",
        {"projectId": "{{projectId}}"},
        statuses=(200, 404, 503),
    ),
    Step("DELETE /export-templates/{templateId}", "Delete the template", statuses=(200, 404)),
    Step(
        "POST /media/upload",
        "Begin an upload",
        {"filename": "talk.mp4", "sizeBytes": 4, "contentType": "video/mp4"},
        keeps=("mediaId", "mediaId"),
    ),
    Step("PUT /media/{mediaId}/content", "Send a part", raw="tiny"),
    Step("GET /media/{mediaId}", "Show the upload"),
    Step("POST /media/{mediaId}/complete", "Complete the upload"),
    Step(
        "POST /media/upload/complete", "Complete it by its identifier", {"mediaId": "{{mediaId}}"}
    ),
    Step("POST /media/complete", "Complete it by the other route", {"mediaId": "{{mediaId}}"}),
    Step(
        "POST /jobs/extract",
        "Extract captions",
        {"mediaId": "{{mediaId}}"},
        statuses=_EXTRA,
        keeps=("jobId", "jobId"),
    ),
    Step(
        "POST /jobs/render",
        "Render captions",
        {"mediaId": "{{mediaId}}", "projectId": "{{projectId}}"},
        statuses=_EXTRA,
    ),
    Step("GET /jobs/{jobId}", "Show the job", statuses=(200, 404)),
    Step("DELETE /jobs/{jobId}", "Cancel the job", statuses=(200, 404, 409)),
    Step("GET /artifacts/{artifactId}", "Fetch an artifact", statuses=(200, 404)),
    Step("DELETE /media/{mediaId}", "Delete the video"),
    Step("DELETE /projects/{projectId}", "Delete the project"),
)


def text() -> str:
    """The collection as JSON."""
    operations = {
        f"{method.upper()} {path.removeprefix('/api/v1')}": operation
        for path, methods in routes().openapi()["paths"].items()
        for method, operation in methods.items()
    }
    missing = set(operations) ^ {step.route for step in STEPS}
    assert not missing, f"the collection and the routes differ: {sorted(missing)}"
    variables = sorted(set(re.findall(r"{(\w+)}", " ".join(operations))))
    collection = {
        "info": {
            "name": "CaptionPass API v1",
            "description": "For caption-qa serve and for others that keep the same contract. Import the "
            "environment too and put your key into it.",
            "schema": _SCHEMA,
        },
        "auth": {
            "type": "bearer",
            "bearer": [{"key": "token", "value": "{{apiKey}}", "type": "string"}],
        },
        # What a call has not made yet is no identifier, and no part of another path either.
        "variable": [{"key": name, "value": "none"} for name in variables],
        "item": [_item(step, operations[step.route]) for step in STEPS],
    }
    return json.dumps(collection, indent=2, ensure_ascii=False) + "\n"


def _item(step: Step, operation: dict[str, Any]) -> dict[str, Any]:
    method, path = step.route.split()
    base = "" if path == "/healthz" else "/api/v1"
    scope = operation.get("x-required-scope")
    described = operation["description"] + (f" Scope {scope}." if scope else "")
    request: dict[str, Any] = {
        "method": method,
        "header": [],
        "url": "{{baseUrl}}" + base + re.sub(r"{(\w+)}", r"{{\1}}", path),
        "description": described,
    }
    body = _body(step)
    if body:
        request["body"] = body
    if scope is None:
        request["auth"] = {"type": "noauth"}
    script = {"type": "text/javascript", "exec": _script(step)}
    return {"name": step.name, "request": request, "event": [{"listen": "test", "script": script}]}


def _body(step: Step) -> dict[str, Any]:
    if step.form is not None:
        fields = [
            {"key": key, "type": "file", "src": value}
            if value == _FILE
            else {"key": key, "type": "text", "value": value}
            for key, value in step.form.items()
        ]
        return {"mode": "formdata", "formdata": fields}
    if step.body is not None:
        raw = json.dumps(step.body, indent=2)
        return {"mode": "raw", "raw": raw, "options": {"raw": {"language": "json"}}}
    return {"mode": "raw", "raw": step.raw} if step.raw else {}


def _script(step: Step) -> list[str]:
    statuses = ", ".join(map(str, step.statuses))
    shown = " or ".join(map(str, step.statuses))
    lines = [
        f'pm.test("answers {shown}", () => pm.expect(pm.response.code).to.be.oneOf([{statuses}]));'
    ]
    if step.checks or step.keeps:
        lines.append("const reply = pm.response.json();")
    lines += step.checks
    if step.keeps:
        variable, field = step.keeps
        lines.append(
            f'if (reply.{field}) pm.collectionVariables.set("{variable}", String(reply.{field}));'
        )
    return lines
