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
    def _null_is_missing(cls, value: Any, info: Any) -> Any:
        if value is None and info.field_name != "item_index":
            return {} if info.field_name == "metadata" else ""
        return value

    @property
    def ended(self) -> bool:
        """Whether nothing more is to come of this item."""
        return self.status in ENDED


class Job(Answer):
    """A job and its items, finished or not."""

    job_id: str = ""
    status: str
    total_items: int | None = None
    items: list[Item] = Field(default_factory=list)

    @property
    def ended(self) -> bool:
        """Whether nothing more is to come."""
        return self.status in ENDED
