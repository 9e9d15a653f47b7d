"""A file that counts frames and does not state how long one lasts."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document

SEVERITY = Severity.WARNING


def check(document: Document) -> Iterator[Finding]:
    """MicroDVD captions whose file does not say the frame rate.

    The frame rate stands in a first line, `{1}{1}25.000`. Without it 23.976 frames a second are taken.

    ## Why
    MicroDVD says times as numbers of frames. A player that does not know the frame rate of the video
    shows captions made for 25 frames a second some minutes late at the end of a film.

    ## Bad
    ```text talk.sub
    {24}{60}Good evening.
    ```

    ## Good
    ```text talk.sub
    {1}{1}23.976
    {24}{60}Good evening.
    ```

    ## Fix
    Writes that it is 23.976. Not safe, since it may be another: look at the video.

    ## Sources
    - MicroDVD has no standard; players read this line, https://en.wikipedia.org/wiki/MicroDVD
    """
    yield from document.noticed("microdvd_frame_rate_missing")
