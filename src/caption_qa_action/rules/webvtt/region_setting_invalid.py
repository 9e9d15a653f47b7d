"""A wrong setting in a region block."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.cue_settings import SETTING_VALUE
from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.source import DELETES

SEVERITY = Severity.WARNING
WORDS = (DELETES,)
# A setting of a region by its name, or one of any name whose value is no word.
DELETED = (
    r"(?i:id|width|lines|regionanchor|viewportanchor|scroll)(?:[:=]\S*+)?"
    rf"|[^\s:]++:(?:{SETTING_VALUE})?+|[\W_]++"
)


def check(document: Document) -> Iterator[Finding]:
    """Region setting that is unknown, has a wrong value, or occurs twice.

    - `id`: the name that cues use
    - `width`: a percentage
    - `lines`: a whole number
    - `regionanchor`, `viewportanchor`: two percentages with a comma between them
    - `scroll`: `up`

    Each may be given once, as `name:value` without blanks.

    ## Why
    Browsers ignore what they cannot read, and the region gets a default in its place.

    ## Bad
    ```webvtt
    WEBVTT

    REGION
    id:bill
    width:40
    scroll:down

    00:01.000 --> 00:02.500 region:bill
    Where have you been?
    ```

    ## Good
    ```webvtt
    WEBVTT

    REGION
    id:bill
    width:40%
    scroll:up

    00:01.000 --> 00:02.500 region:bill
    Where have you been?
    ```

    ## Fix
    Removes the setting. Safe where its value has the form of one, since browsers ignore it. Not safe for another
    value, which may be a word, and for a setting that occurs twice, of which browsers use the last. None where
    neither the name nor the value is that of a setting. Text on a line of the block is reported by
    `cue_id_standalone`.

    ## Sources
    - WebVTT, section 4.3, "WebVTT region settings", https://www.w3.org/TR/webvtt1/#region-settings
    - WebVTT, section 6.2, "WebVTT region settings parsing", https://www.w3.org/TR/webvtt1/#region-settings-parsing
    """
    yield from document.noticed("region_setting_invalid")
