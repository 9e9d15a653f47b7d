"""More regions on screen than IMSC allows."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.text import timecode
from caption_qa_action.rules.ttml._imsc import judged
from caption_qa_action.rules.ttml._regions import presented, regions

SEVERITY = Severity.ERROR

_MOST_REGIONS = 4


def check(document: Document, *, required: bool = False) -> Iterator[Finding]:
    """More than four IMSC regions that are shown at the same time.

    A region is shown while text is in it, and all the time when it paints a background
    (`tts:backgroundColor`) without `tts:showBackground="whenActive"`. Each set of regions is reported
    once, at the caption that adds the last of them. A document may define any number of regions.
    Checked in documents that claim to be IMSC.

    ## Why
    Players are only required to show four at a time; more may be missing on television sets.

    ## Bad
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling"
        xmlns:ttp="http://www.w3.org/ns/ttml#parameter" xml:lang="en"
        ttp:contentProfiles="http://www.w3.org/ns/ttml/profile/imsc1.1/text">
      <head><layout>
        <region xml:id="r1" tts:origin="10% 10%" tts:extent="80% 10%"/>
        <region xml:id="r2" tts:origin="10% 20%" tts:extent="80% 10%"/>
        <region xml:id="r3" tts:origin="10% 30%" tts:extent="80% 10%"/>
        <region xml:id="r4" tts:origin="10% 40%" tts:extent="80% 10%"/>
        <region xml:id="r5" tts:origin="10% 50%" tts:extent="80% 10%"/>
      </layout></head>
      <body><div begin="1s" end="2.5s">
        <p region="r1">One,</p>
        <p region="r2">two,</p>
        <p region="r3">three,</p>
        <p region="r4">four,</p>
        <p region="r5">five.</p>
      </div></body>
    </tt>
    ```

    ## Good
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling"
        xmlns:ttp="http://www.w3.org/ns/ttml#parameter" xml:lang="en"
        ttp:contentProfiles="http://www.w3.org/ns/ttml/profile/imsc1.1/text">
      <head><layout>
        <region xml:id="r1" tts:origin="10% 10%" tts:extent="80% 40%"/>
        <region xml:id="r5" tts:origin="10% 50%" tts:extent="80% 10%"/>
      </layout></head>
      <body><div begin="1s" end="2.5s">
        <p region="r1">One, two, three, four,</p>
        <p region="r5">five.</p>
      </div></body>
    </tt>
    ```

    ## Fix
    None: put texts that are shown together into one region.

    ## Options
    - `required` (default false): check documents that claim no profile too, as IMSC 1.1 Text.

    ## Sources
    - IMSC 1.2, section 7.12, "Maximum number" (SHALL NOT), https://www.w3.org/TR/ttml-imsc1.2/#region
    """
    if not judged(document, required):
        return
    if len(regions(document)) <= _MOST_REGIONS:
        return
    seen: set[frozenset[str]] = set()
    for moment in presented(document):
        if len(moment.regions) > _MOST_REGIONS and moment.regions not in seen:
            seen.add(moment.regions)
            message = (
                f"{len(moment.regions)} regions are shown at {timecode(moment.start_ms)}; "
                f"IMSC allows {_MOST_REGIONS}"
            )
            yield Finding(moment.cue.text_span, message)
