"""More markup in one cue than any caption needs."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import MOST_TAGS, Document

SEVERITY = Severity.WARNING


def check(document: Document, *, limit_tags: int = MOST_TAGS) -> Iterator[Finding]:
    """A cue with more tags than any caption needs.

    Every `<` and every ASS override in the text of a cue is counted. The other rules about markup leave out a cue with
    more than 2000, so that a damaged or hostile file cannot hold up a build; this rule says which cues
    that are, so that nothing is left out in silence.

    ## Why
    Thousands of tags in a cue are the trace of a converter that went wrong, and can freeze a player.

    ## Bad
    ```srt limit_tags=3
    1
    00:00:01,000 --> 00:00:02,000
    <i><i>Where have you been?</i></i>
    ```

    ## Good
    ```srt limit_tags=3
    1
    00:00:01,000 --> 00:00:02,000
    <i>Where have you been?</i>
    ```

    ## Fix
    There is none: export the captions again, or strip the markup of the cue.

    ## Options
    - `limit_tags` (default 2000): how many a cue may have.

    ## Sources
    - The limit is our choice, far above what karaoke with a tag a letter needs.
    """
    text = document.source.text
    overrides = text.count("{\\") if "{" in text else 0
    if text.count("<") + overrides <= limit_tags:
        return
    for cue in document.cues:
        start, end = cue.text_start, cue.text_end
        if end - start > limit_tags:
            tags = text.count("<", start, end) + text.count("{\\", start, end)
            if tags > limit_tags:
                yield Finding(
                    cue.text_span, f"cue {cue.number} has {tags} tags; the limit is {limit_tags}"
                )
