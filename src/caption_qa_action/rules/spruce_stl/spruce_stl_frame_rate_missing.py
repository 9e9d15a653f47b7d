"""A file that counts frames and cannot state how long one lasts."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document

SEVERITY = Severity.INFO


def check(document: Document) -> Iterator[Finding]:
    """Spruce STL captions, whose frame rate stands nowhere in the file.

    Taken are 30 frames a second where a frame above 24 occurs, else 25. `convert --fps` says what they are.

    ## Why
    The times end in frames, and the format has no place for the frame rate: DVD Studio Pro takes that of the video.
    Read at another one, cues are some hundredths of a second away from where they belong, and a film of
    29.97 frames a second comes to a difference of seconds.

    ## Bad
    ```text talk.stl
    00:00:01:00 , 00:00:02:12 , Good evening.
    ```

    ## Good
    ```srt
    1
    00:00:01,000 --> 00:00:02,480
    Good evening.
    ```

    ## Fix
    There is none: convert the file with the frame rate of the video, `caption-qa convert talk.stl --to srt --fps 25`.

    ## Sources
    - Apple, DVD Studio Pro 4 User Manual, "Creating an STL Format Subtitle File":
      http://documentation.apple.com/en/dvdstudiopro/usermanual/chapter_19_section_13.html
    """
    yield from document.noticed("spruce_stl_frame_rate_missing")
