"""Two ways at once of saying where regions are."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Related, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.rules.ttml._imsc import judged
from caption_qa_action.rules.ttml._tree import index, value_span

SEVERITY = Severity.ERROR


def check(document: Document, *, required: bool = False) -> Iterator[Finding]:
    """IMSC document that uses both `tts:origin` and `tts:position`.

    Whichever of the two a document uses, it has to use for all its regions. Reported once, at the first
    `tts:position`. Checked in documents that claim to be IMSC.

    ## Why
    `tts:position` came with TTML2. Older players know `tts:origin` alone, newer ones prefer
    `tts:position`; in a mixed document the regions are in different places on different players.

    ## Bad
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling"
        xmlns:ttp="http://www.w3.org/ns/ttml#parameter" xml:lang="en"
        ttp:contentProfiles="http://www.w3.org/ns/ttml/profile/imsc1.1/text">
      <head><layout>
        <region xml:id="top" tts:origin="10% 10%" tts:extent="80% 10%"/>
        <region xml:id="bottom" tts:position="center bottom" tts:extent="80% 10%"/>
      </layout></head>
      <body><div>
        <p region="top" begin="1s" end="2.5s">Where have you been?</p>
      </div></body>
    </tt>
    ```

    ## Good
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling"
        xmlns:ttp="http://www.w3.org/ns/ttml#parameter" xml:lang="en"
        ttp:contentProfiles="http://www.w3.org/ns/ttml/profile/imsc1.1/text">
      <head><layout>
        <region xml:id="top" tts:origin="10% 10%" tts:extent="80% 10%"/>
        <region xml:id="bottom" tts:origin="10% 90%" tts:extent="80% 10%"/>
      </layout></head>
      <body><div>
        <p region="top" begin="1s" end="2.5s">Where have you been?</p>
      </div></body>
    </tt>
    ```

    ## Fix
    None: write the places of all regions with `tts:origin`, which every player knows.

    ## Options
    - `required` (default false): check documents that claim no profile too, as IMSC 1.1 Text.

    ## Sources
    - IMSC 1.2, section 8.5, "#origin" and "#position" (SHALL NOT),
      https://www.w3.org/TR/ttml-imsc1.2/#text-position
    """
    having = index(document).having
    positions, origins = having.get("tts:position"), having.get("tts:origin")
    if positions and origins and judged(document, required):
        related = Related(value_span(origins[0], "tts:origin"), "tts:origin is used here")
        message = "tts:position and tts:origin are both used; IMSC allows one of them in a document"
        yield Finding(value_span(positions[0], "tts:position"), message, related=(related,))
