"""What TokCaption v1 answers. Fields that are not known are kept, and nothing but the status is needed."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, field_validator

# What ends a job and what ends an item: the API's page names completed and failed for jobs and shows
# `partial` in its example of a mixed one (https://www.tokcaption.com/docs).
ENDED = frozenset(("completed", "failed", "partial"))


class Answer(BaseModel):
    """The base of all: unknown fields allowed, no hostile input quoted in errors."""

    model_config = ConfigDict(extra="allow", hide_input_in_errors=True)


class Item(Answer):
    """One video of a job. Text fields are `""` until they are known."""

    id: str = ""
    transcript_id: str = ""
    item_index: int | None = None
    input_url: str = ""
    status: str = ""
    output_language: str = ""
    source_language: str = ""
    selected_track_type: str = ""
    transcript_text: str = ""
    error_code: str = ""
    error_message: str = ""
    metadata: dict[str, Any] = Field(default_factory=dict)
    completed_at: str = ""

    @field_validator("*", mode="before")
    @classmethod
    def _as_text(cls, value: Any, info: Any) -> Any:
        if info.field_name == "item_index":
            return value
        if info.field_name == "metadata":
            return {} if value is None else value
        return _text(value)

    @property
    def ended(self) -> bool:
        """Whether nothing more is to come of this item: one without captions ends by its error code, too."""
        return self.status in ENDED or bool(self.error_code)


def _text(value: Any) -> Any:
    """A value as text: null is nothing, and some servers have numbers for identifiers."""
    if value is None:
        return ""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return str(value) if is_number else value


class Job(Answer):
    """A job and its items, finished or not."""

    job_id: str = ""
    status: str
    total_items: int | None = None
    items: list[Item] = Field(default_factory=list)

    @field_validator("job_id", mode="before")
    @classmethod
    def _id_as_text(cls, value: Any) -> Any:
        return _text(value)

    @field_validator("items", mode="before")
    @classmethod
    def _no_items(cls, value: Any) -> Any:
        return [] if value is None else value

    @property
    def ended(self) -> bool:
        """Whether the job says that nothing more is to come; its items may say otherwise."""
        return self.status in ENDED
