"""`/explain`: what a code means and how to mend it. The contract names the route and shows no body."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from caption_qa_action.core.text import quote
from caption_qa_action.presets import DEFAULT, names
from caption_qa_action.runs.explanation import MOST_FINDINGS, Question
from caption_qa_action.server import models, tasks
from caption_qa_action.server.auth import KeyedRoute
from caption_qa_action.server.engine import engine_of
from caption_qa_action.server.errors import ApiError, answered
from caption_qa_action.server.form import shown_name
from caption_qa_action.server.openapi import failures, needs, success

router = APIRouter(prefix="/api/v1", route_class=KeyedRoute)

_CODE = Annotated[str, Field(max_length=200)]
SAMPLE: dict[str, object] = {
    "code": "duration_too_short",
    "severity": "warning",
    "title": "Too short to be read.",
    "why": "…",
    "howToFix": "…",
    "explanation": "…",
    "options": {"limit_ms": 833},
    "url": "https://caption-qa.github.io/caption-qa-action/rules/duration_too_short/",
    "findings": [
        {
            "message": "cue 1 is on screen for 200 ms; the minimum is 833 ms",
            "cueIndex": 1,
            "cue": {"startMs": 1000, "endMs": 1200, "text": "Where have you been?"},
            "fix": None,
            "mended": None,
        }
    ],
    "findingsTotal": 1,
}


class Reported(BaseModel):
    """A diagnostic of a report; its other fields are not needed."""

    model_config = ConfigDict(strict=True)

    code: _CODE
    cueIndex: Annotated[int | None, Field(ge=0)] = None


class ExplainRequest(BaseModel):
    """A code, or a diagnostic as `process` reports it, and if you like the captions at hand.

    With `captions`, the text of a file, each finding of the code is shown with its cue as it is and as it
    would be mended; with `cueIndex`, that of one cue.
    """

    model_config = ConfigDict(strict=True)

    code: _CODE = ""
    diagnostic: Reported | None = None
    preset: str = DEFAULT
    captions: str = ""
    filename: str = "captions.srt"
    cueIndex: Annotated[int | None, Field(ge=0)] = None


class ShownCue(BaseModel):
    """A cue as a viewer has it."""

    startMs: int
    endMs: int
    text: str


class ExplainedFinding(BaseModel):
    """A finding, its cue, and what the cue is like once its fix is made."""

    message: str
    cueIndex: int | None
    cue: ShownCue | None
    fix: models.Fix | None
    mended: ShownCue | None


class Explanation(BaseModel):
    """What a code means. `options` are as the preset sets them; texts are Markdown."""

    code: str
    severity: models.Severity
    title: str
    why: str
    howToFix: str
    explanation: str
    options: dict[str, Any]
    url: str
    findings: Annotated[list[ExplainedFinding], Field(max_length=MOST_FINDINGS)]
    findingsTotal: models.Count


@router.post(
    "/explain",
    response_model=Explanation,
    responses=success(SAMPLE)
    | failures("bad_request", "processing_failed", keyed=True, more=(413,)),
    openapi_extra=needs("process:write", "PRO_WORKSPACE", "explain"),
    tags=["process"],
)
async def explain(request: Request, asked: ExplainRequest) -> Response:
    """What a code or a diagnostic means and how to mend it; no run of the day."""
    code = asked.code or (asked.diagnostic.code if asked.diagnostic else "")
    cue = asked.cueIndex
    if cue is None and asked.diagnostic is not None:
        cue = asked.diagnostic.cueIndex
    if not code:
        raise ApiError("bad_request", 'Send a "code", or a "diagnostic" that has one.')
    if asked.preset not in names():
        message = f"No preset {quote(asked.preset)}; there are {', '.join(names())}."
        raise ApiError("bad_request", message)
    data = asked.captions.encode("utf-8", "replace")
    question = Question(code, asked.preset, shown_name(asked.filename), data, cue or 0)
    answer = await engine_of(request).run(tasks.explain, question)
    if answer.code:
        raise answered(answer.code, answer.message)
    return Response(answer.body, media_type="application/json")
