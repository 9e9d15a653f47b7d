"""WebVTT cue settings in an SRT file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caption_qa_action.core.cue_settings import SETTING_VALUE
from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.text import plural, quote
from caption_qa_action.rules.srt._timing_line import remove_settings, settings_span

SEVERITY = Severity.WARNING

_SETTING = "(?:align|line|position|region|size|vertical)[:=]"
# A value of another form may be words; the name of a region always may.
_VALUED = f"(?:align|line|position|size|vertical)[:=]{SETTING_VALUE}"


def check(document: Document) -> Iterator[Finding]:
    """Cue settings of WebVTT, such as `align:start position:0%`, on timing lines of an SRT file.

    One finding a file, at the first, with the number of cues.

    ## Why
    SRT has no cue settings. Some players ignore them, others refuse the timing line and with it the
    caption. They come from a WebVTT file that was renamed or converted without care.

    ## Bad
    ```srt
    1
    00:00:01,000 --> 00:00:02,500 align:start position:0%
    Good evening.
    ```

    ## Good
    ```srt
    1
    00:00:01,000 --> 00:00:02,500
    Good evening.
    ```

    ## Fix
    Removes the settings of all cues, but what may be words: the name of a region, and any value that no
    setting has. Safe: neither text nor timing changes.

    ## Sources
    - SubRip has no standard; cue settings are defined for WebVTT alone, section 4.4:
      https://www.w3.org/TR/webvtt1/#cue-settings
    """
    cues = [cue for cue in document.cues if cue.settings and re.match(_SETTING, cue.settings)]
    if cues:
        shown = quote(cues[0].settings)
        message = f"WebVTT cue settings such as {shown} on {plural(len(cues), 'timing line')}; "
        message += "SRT has none"
        fix = remove_settings(document, cues, _VALUED, "remove the cue settings", safe=True)
        yield Finding(settings_span(document, cues[0]), message, fix)
