"""Two regions that cover each other."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Related, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.text import quote, timecode
from caption_qa_action.rules.ttml._imsc import judged
from caption_qa_action.rules.ttml._regions import Region, presented, regions
from caption_qa_action.rules.ttml._tree import value_span

SEVERITY = Severity.ERROR

# In percent of the picture: what rounding alone can make.
_TOLERANCE = 0.05
# More at a time are wrong in any case, which another rule reports.
_MOST_COMPARED = 12


def check(document: Document, *, required: bool = False) -> Iterator[Finding]:
    """Two IMSC regions that cover a part of each other while both are shown.

    A region is shown while text is in it, and all the time when it paints a background
    (`tts:backgroundColor`) without `tts:showBackground="whenActive"`. Each pair is reported once, at the
    region that is defined later; regions that share an edge do not overlap. Animation (`set`) and times
    of regions are not taken into account. Checked in documents that claim to be IMSC.

    ## Why
    The text of one region is drawn over that of the other, and which is on top is not defined.

    ## Bad
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling"
        xmlns:ttp="http://www.w3.org/ns/ttml#parameter" xml:lang="en"
        ttp:contentProfiles="http://www.w3.org/ns/ttml/profile/imsc1.1/text">
      <head><layout>
        <region xml:id="upper" tts:origin="10% 60%" tts:extent="80% 20%"/>
        <region xml:id="lower" tts:origin="10% 75%" tts:extent="80% 20%"/>
      </layout></head>
      <body><div>
        <p region="upper" begin="1s" end="3s">Where have you been?</p>
        <p region="lower" begin="2s" end="4s">At the market.</p>
      </div></body>
    </tt>
    ```

    ## Good
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling"
        xmlns:ttp="http://www.w3.org/ns/ttml#parameter" xml:lang="en"
        ttp:contentProfiles="http://www.w3.org/ns/ttml/profile/imsc1.1/text">
      <head><layout>
        <region xml:id="upper" tts:origin="10% 60%" tts:extent="80% 15%"/>
        <region xml:id="lower" tts:origin="10% 75%" tts:extent="80% 20%"/>
      </layout></head>
      <body><div>
        <p region="upper" begin="1s" end="3s">Where have you been?</p>
        <p region="lower" begin="2s" end="4s">At the market.</p>
      </div></body>
    </tt>
    ```

    ## Fix
    None: move one of the regions or make it smaller, or show them one after the other.

    ## Options
    - `required` (default false): check documents that claim no profile too, as IMSC 1.1 Text.

    ## Sources
    - IMSC 1.2, section 7.12, "Dimensions and Position" (SHALL NOT),
      https://www.w3.org/TR/ttml-imsc1.2/#region-dim-pos
    """
    if not judged(document, required):
        return
    by_id = {region.identifier: region for region in regions(document) if region.box}
    if len(by_id) <= _MOST_COMPARED and not _any_overlap(list(by_id.values())):
        return
    order = {name: place for place, name in enumerate(by_id)}
    seen_sets: set[frozenset[str]] = set()
    seen_pairs: set[tuple[str, str]] = set()
    for moment in presented(document):
        if len(moment.regions) < 2 or moment.regions in seen_sets:
            continue
        seen_sets.add(moment.regions)
        names = sorted(moment.regions & by_id.keys(), key=order.__getitem__)[:_MOST_COMPARED]
        for place, lower in enumerate(names):
            for upper in names[:place]:
                if (upper, lower) not in seen_pairs and _overlap(by_id[upper], by_id[lower]):
                    seen_pairs.add((upper, lower))
                    yield _finding(by_id[upper], by_id[lower], moment.start_ms)


def _any_overlap(all_regions: list[Region]) -> bool:
    return any(
        _overlap(one, other)
        for place, one in enumerate(all_regions)
        for other in all_regions[:place]
    )


def _overlap(one: Region, other: Region) -> bool:
    if one.box is None or other.box is None:
        return False
    return all(
        min(one.box[axis + 2], other.box[axis + 2]) - max(one.box[axis], other.box[axis])
        > _TOLERANCE
        for axis in (0, 1)
    )


def _finding(upper: Region, lower: Region, start_ms: int) -> Finding:
    names = ("tts:origin", "tts:position", "tts:extent", "xml:id")
    name = next((name for name in names if name in lower.element.values), "xml:id")
    related = Related(upper.element.start_tag_span, "the region that it covers a part of")
    message = (
        f"regions {quote(upper.identifier)} and {quote(lower.identifier)} overlap "
        f"and are both shown at {timecode(start_ms)}"
    )
    return Finding(value_span(lower.element, name), message, related=(related,))
