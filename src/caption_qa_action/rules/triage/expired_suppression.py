"""A suppression whose last day has passed."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document

SEVERITY = Severity.WARNING


def check(document: Document) -> Iterator[Finding]:
    """Suppression that ended on a day that has passed, so that its findings are told again.

    In a comment the day follows the brackets, `ignore[code] until 2027-01-31 reason`; in the
    configuration it is the key `expires`, and this stands at the first finding that is told again. The day itself still counts, by the date of the machine.

    ## Why
    What is put off until a date should come back on that date, and with the reason why it does.

    ## Bad
    ```webvtt
    WEBVTT

    NOTE caption-qa: ignore-file[line_too_long] until 2020-01-31 the old player

    00:01.000 --> 00:03.000
    Where have you been?
    ```

    ## Good
    ```webvtt
    WEBVTT

    NOTE the old player is gone since 2020-01-31

    00:01.000 --> 00:03.000
    Where have you been?
    ```

    ## Fix
    None. Mend the findings, or decide on another day.

    ## Sources
    - Our choice.
    """
    yield from ()  # triage knows what was suppressed, once all rules have run
