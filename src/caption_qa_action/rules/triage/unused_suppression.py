"""A suppression that suppresses nothing."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document

SEVERITY = Severity.WARNING


def check(document: Document) -> Iterator[Finding]:
    """Comment that suppresses findings, where there is nothing to suppress.

    It names a rule that does not exist, or one that finds nothing there, or no cue comes after it, or
    it is written in a way that is not understood. A rule that is switched off is not counted as finding
    nothing. What the configuration suppresses is judged for a run as a whole: a run over everything
    warns of an entry of `suppressions` that did nothing in any file. A comment with a code that has a new
    name holds all the same, and the new name is told here.

    ## Why
    A suppression that outlives its reason hides the next defect of that kind, and a misspelt one makes
    people believe that something was decided.

    ## Bad
    ```webvtt
    WEBVTT

    NOTE caption-qa: ignore[overlaping_cues] they sing together

    00:01.000 --> 00:03.000
    Where have you been?
    ```

    ## Good
    ```webvtt
    WEBVTT

    NOTE they sing together

    00:01.000 --> 00:03.000
    Where have you been?
    ```

    ## Fix
    None. Remove the comment, or correct the code in its brackets.

    ## Sources
    - Our choice, as ruff (RUF100) and ESLint (`--report-unused-disable-directives`) have it:
      https://docs.astral.sh/ruff/rules/unused-noqa/
    """
    yield from ()  # triage knows what was suppressed, once all rules have run
