"""What is reported about a caption file: findings by rules, diagnostics by the engine."""

from __future__ import annotations

from enum import IntEnum

from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.source import Edit, Fix, Position, Problem, Span

__all__ = [
    "INTERNAL_ERROR",
    "Diagnostic",
    "Edit",
    "Finding",
    "Fix",
    "Problem",
    "Related",
    "Severity",
    "Span",
]


class Severity(IntEnum):
    """How bad a finding is; the order is the order of badness."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def label(self) -> str:
        """The lower-case name, as in the configuration and in every report."""
        return self.name.lower()


# What is reported in place of the findings of a rule that raised. It is no finding about captions, so
# that no suppression, baseline or change hides it, and a run with one ends with exit code 2.
INTERNAL_ERROR = "internal_error"


class Related(NamedTuple):
    """Another place that explains a finding, such as the other cue of an overlap."""

    span: Span
    message: str


class Finding(NamedTuple):
    """What a rule yields: where, what, and how to mend it.

    `severity` is set only where it differs from the rule's own. `others` is in how many more cues the same was found
    and is not reported.
    """

    span: Span
    message: str
    fix: Fix | None = None
    related: tuple[Related, ...] = ()
    severity: Severity | None = None
    others: int = 0


class Fault(NamedTuple):
    """A finding without its words and its place: a code, and the number of the cue that has it, 0 outside cues."""

    code: str
    severity: Severity
    cue: int = 0


class Diagnostic(NamedTuple):
    """A finding with its place in the world; made by the engine alone.

    `start` and `end` are positions of `span`; `end` is exclusive. `cue` is the cue's number from 1,
    0 outside cues; its times are whole milliseconds. `related` pairs the position of each related
    place with its message. `fingerprint` is set where a finding was read from a report. `others` is
    that of the finding.
    """

    path: str
    code: str
    severity: Severity
    message: str
    span: Span
    start: Position
    end: Position
    cue: int = 0
    start_ms: int | None = None
    end_ms: int | None = None
    fix: Fix | None = None
    related: tuple[tuple[Position, str], ...] = ()
    fingerprint: str = ""
    others: int = 0

    @property
    def line(self) -> int:
        """The line where it begins, counted from 1."""
        return self.start.line

    @property
    def column(self) -> int:
        """The column where it begins, in code points counted from 1."""
        return self.start.column

    @property
    def end_line(self) -> int:
        """The line where it ends."""
        return self.end.line

    @property
    def end_column(self) -> int:
        """The column behind its last character."""
        return self.end.column

    @property
    def url(self) -> str:
        """The page of its rule on the web; `""` for a code without one."""
        from caption_qa_action.core.pages import rule_url

        return rule_url(self.code)
