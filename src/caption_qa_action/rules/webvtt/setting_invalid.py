"""A cue setting with a wrong value."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.cue_settings import NAMED_SETTING
from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.source import DELETES, REPLACES, REVEALS, TRAILING_TEXT
from caption_qa_action.rules._repeated import merge_repeats

SEVERITY = Severity.WARNING
WORDS = (DELETES, REPLACES, REVEALS)
# A setting, or what is left of one: a name or a value alone.
DELETED = (
    rf"{NAMED_SETTING}|(?i:vertical|line|position|size|align|region)[:\uff1a]?|:\S*+|[\W\d_]++"
    r"|,?(?i:start|middle|center|end|left|right|line-left|line-right|rl|lr|auto),?"
)


def check(document: Document) -> Iterator[Finding]:
    """Cue setting whose value is not allowed, or that has none.

    - `vertical`: `rl` or `lr`
    - `line`: a whole number, or a percentage from 0% to 100%; then optionally `,start`, `,center` or `,end`
    - `position`: a percentage; then optionally `,line-left`, `,center` or `,line-right`
    - `size`: a percentage
    - `align`: `start`, `center`, `end`, `left` or `right`
    - `region`: the identifier of a region

    Text after the times that is no setting is found as well: a line that was joined to them. That is an error,
    since no player shows those words, and FFmpeg drops the cue if it has no others.

    A percentage has digits, optionally a full stop and more digits, and a percent sign. `align:middle` and
    `position:50%,middle` are from drafts before 2015 and still written by many tools. `line:1.5` is not
    allowed although browsers read it.

    ## Why
    Browsers ignore a setting that they cannot read, and nobody is told: the cue is shown at the default
    place, perhaps over a name or a sign in the picture.

    ## Bad
    ```webvtt
    WEBVTT

    00:01.000 --> 00:02.500 position:50%,middle align:middle
    Where have you been?
    ```

    ## Good
    ```webvtt
    WEBVTT

    00:01.000 --> 00:02.500 position:50%,center align:center
    Where have you been?
    ```

    ## Fix
    Writes what is meant, where that is clear: `center` for `middle`, a missing percent sign. Not safe, since
    the cue may move, except for `align:middle`: the default is the center. Writes a colon for a full-width
    one or for `=` (`line=5%`), other signs of East Asian keyboards as those of ASCII, one percent sign for two, takes the blank out of `align: start`, and writes text as a line of the cue; not safe either, since
    viewers see it then. Removes what cannot be understood, which is safe where the value of a setting that
    exists has the form of one (`size:140%`, `align:top`): browsers ignore it. Any other value may be
    words that were glued to a name.

    ## Sources
    - WebVTT, section 4.4, "WebVTT cue settings", https://www.w3.org/TR/webvtt1/#cue-settings
    - WebVTT, section 6.3, "parse the WebVTT cue settings", https://www.w3.org/TR/webvtt1/#cue-timings-and-settings-parsing
    """
    yield from merge_repeats(_findings(document))


def _findings(document: Document) -> Iterator[Finding]:
    for problem in document.problems:
        if problem.code == "setting_invalid":
            severity = Severity.ERROR if problem.detail == TRAILING_TEXT else None
            yield Finding(problem.span, problem.message, problem.fix, severity=severity)
