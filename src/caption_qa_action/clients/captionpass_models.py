"""What CaptionPass v1 answers. Fields that are not known are kept as they come and never needed.

The contract shows the bodies of process, me and usage; of the others it states what they are about, so
everything in them may be missing.
"""

from __future__ import annotations

from typing import Annotated, Any, TypeVar

from pydantic import (
    AliasChoices,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    model_validator,
)
from pydantic.alias_generators import to_camel


class Answer(BaseModel):
    """The base of all: names in camel case, unknown fields allowed."""

    model_config = ConfigDict(
        extra="allow", alias_generator=to_camel, populate_by_name=True, hide_input_in_errors=True
    )


def _whole(value: object) -> object:
    return round(value) if isinstance(value, float) and abs(value) < 2**53 else value


def _amount(value: object) -> object:
    whole = _whole(value)
    return None if isinstance(whole, int) and whole < 0 else whole


def _text(value: object) -> object:
    if value is None:
        return ""
    return str(value) if isinstance(value, int | float) else value


def _list(value: object) -> object:
    return [] if value is None else value


# A server may well express by null that there is nothing.
Whole = Annotated[int | None, BeforeValidator(_whole)]
# Below 0 no number of runs is left: some servers express by -1 that there is no end of them.
Amount = Annotated[int | None, BeforeValidator(_amount)]
Text = Annotated[str, BeforeValidator(_text)]
T = TypeVar("T")
Many = Annotated[list[T], BeforeValidator(_list)]


class WireEdit(Answer):
    """A part of a fix; lines and columns count from 1, the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int
    replacement: Text = ""


class WireFix(Answer):
    """What would mend a finding."""

    title: Text = ""
    safe: bool = False
    edits: Many[WireEdit] = []
    encoding: Text = ""


class WireRelated(Answer):
    """Another place that explains a finding."""

    line: int
    column: int
    message: Text = ""


class WireDiagnostic(Answer):
    """A finding. `cue_index` counts from 1; it and the place may be missing."""

    code: str
    severity: Text = ""
    message: Text = ""
    cue_index: Whole = None
    start_ms: Whole = None
    end_ms: Whole = None
    line: Whole = None
    column: Whole = None
    end_line: Whole = None
    end_column: Whole = None
    fix: WireFix | None = None
    related: Many[WireRelated] = []


class WireReport(Answer):
    """What was found in a file. Without the list it is not known that nothing was found.

    `suppressed` are findings that the file itself wants not to be reported, as `caption-qa serve` sends.
    """

    diagnostics: list[WireDiagnostic]
    suppressed: Many[WireDiagnostic] = []
    summary: Any = None


class Suggestion(Answer):
    """A finding that the preset does not enforce."""

    code: str
    cue_index: Whole = None


class Processed(Answer):
    """The answer to `POST /api/v1/process`."""

    report: WireReport
    output: Text = ""
    aided_output: Text = ""
    aided_same_as_delivery: bool | None = None
    suggestions: Many[Suggestion] = []
    delivery_status: Text = ""
    aided_status: Text = ""
    remaining_api_runs_today: Amount = None


class Quotas(Answer):
    """How much may be asked for in a day (UTC)."""

    v1_daily_success_cap: Amount = Field(None, alias="v1DailySuccessCap")
    remaining_today: Amount = None


class Me(Answer):
    """The account of a key."""

    user_key: Text = ""
    tier: Text = ""
    email: Text = ""
    features: Many[str] = []
    quotas: Quotas | None = None


class Key(Answer):
    """A key as it is listed: never the secret."""

    key_id: Text = Field("", validation_alias=AliasChoices("keyId", "id"))
    prefix: Text = ""
    name: Text = ""
    scopes: Many[str] = []


class CreatedKey(Key):
    """A key that was just made, with its secret, which is never shown again."""

    secret: SecretStr = Field(validation_alias=AliasChoices("secret", "key", "apiKey", "token"))


class Usage(Answer):
    """What was used of the quota today."""

    cap: Amount = None
    used_today: Amount = None
    remaining_today: Amount = None
    keys: Many[Key] = []


class Keys(Answer):
    """All keys of an account."""

    keys: Many[Key] = []

    @model_validator(mode="before")
    @classmethod
    def _bare_list(cls, value: Any) -> Any:
        return {"keys": value} if isinstance(value, list) else value


class Webhook(Answer):
    """Where export receipts are sent. `secret` is whole only in the answer that rotates it."""

    url: str | None = None
    secret: SecretStr | None = None


class Template(Answer):
    """An export template."""

    id: Text = Field("", validation_alias=AliasChoices("id", "templateId"))
    name: Text = ""
    script_source: str | None = None
    revision: Whole = None


class Templates(Answer):
    """All export templates of an account."""

    templates: Many[Template] = Field(
        [], validation_alias=AliasChoices("templates", "exportTemplates", "items")
    )

    @model_validator(mode="before")
    @classmethod
    def _bare_list(cls, value: Any) -> Any:
        return {"templates": value} if isinstance(value, list) else value


class SavedTemplate(Template):
    """A template as the answer to saving it, which some servers wrap."""

    @model_validator(mode="before")
    @classmethod
    def _unwrapped(cls, value: Any) -> Any:
        inner = value.get("template") if isinstance(value, dict) else None
        return inner if isinstance(inner, dict) else value


class Trial(Answer):
    """How a script did when it was validated or run."""

    valid: bool | None = Field(None, validation_alias=AliasChoices("valid", "ok", "success"))
    remaining_api_runs_today: Amount = None


class Project(Answer):
    """A project of the library."""

    project_id: Text = Field("", validation_alias=AliasChoices("projectId", "id"))
    name: Text = Field("", validation_alias=AliasChoices("name", "title"))
    status: Text = ""


class Projects(Answer):
    """The projects that templates can be tested with."""

    projects: Many[Project] = Field([], validation_alias=AliasChoices("projects", "items"))

    @model_validator(mode="before")
    @classmethod
    def _bare_list(cls, value: Any) -> Any:
        return {"projects": value} if isinstance(value, list) else value


class Revision(Answer):
    """A file of a project."""

    ir_revision: Whole = None
    language: Text = ""
    role: Text = ""
    filename: Text = ""
    created_at: Text = ""


class FullProject(Project):
    """A project with its revisions."""

    revisions: Many[Revision] = []


class ChangedCue(Answer):
    """What became of a cue."""

    changes: Many[str] = []
    before: dict[str, Any] | None = Field(None, alias="from")
    after: dict[str, Any] | None = Field(None, alias="to")


class Difference(Answer):
    """What differs, cue by cue; None where a server describes it in another way."""

    summary: dict[str, Any] | None = None
    cues: list[ChangedCue] | None = None


class Media(Answer):
    """A video; while it is being uploaded, with where its bytes go, and its end."""

    media_id: Text = Field("", validation_alias=AliasChoices("mediaId", "uploadId", "id"))
    status: Text = Field("", validation_alias=AliasChoices("status", "state"))
    upload_url: Text = ""
    complete_url: Text = ""
    part_bytes: Amount = None
    received_bytes: Amount = None


class ServerJob(Answer):
    """A job that extracts or renders captions."""

    job_id: Text = Field("", validation_alias=AliasChoices("jobId", "id"))
    status: Text = Field("", validation_alias=AliasChoices("status", "state"))

    @property
    def succeeded(self) -> bool:
        """Whether it has ended, with what was wanted."""
        return self.status.lower() in ("completed", "complete", "succeeded", "done")

    @property
    def ended(self) -> bool:
        """Whether nothing more is to come."""
        return self.succeeded or self.status.lower() in ("failed", "error", "cancelled", "canceled")
