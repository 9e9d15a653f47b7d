"""A document that is not written as Apple's iTT is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.text import plural, printable, quote
from caption_qa_action.rules.ttml._tree import index, tag_name_span, value_span

SEVERITY = Severity.WARNING

_PARAMETERS = ("ttp:timeBase", "ttp:frameRate", "ttp:frameRateMultiplier", "ttp:dropMode")
_TIME = r"-?[0-9]{2}:[0-5][0-9]:[0-5][0-9]:[0-9]{2}"


def check(document: Document) -> Iterator[Finding]:
    """Document whose parameters or times are not those of Apple's iTT (iTunes Timed Text).

    - the root element says how time code counts: `ttp:timeBase` is `smpte`, and `ttp:frameRate`,
      `ttp:frameRateMultiplier` and `ttp:dropMode` are there
    - times are `begin` and `end` in hours, minutes, seconds and frames, `01:00:06:09`; there is no `dur`.
      The `begin` of a `div` may be negative, and moves all that is in it

    What recurs is reported where it is first. Off by default: the preset `itt` switches it on.

    ## Why
    Apple compares captions with the frames of the film. A document that counts in milliseconds, or by
    a frame rate that it does not name, is sent back.

    ## Bad
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en">
      <body><div>
        <p begin="00:00:06.375" dur="2s">Where have you been?</p>
      </div></body>
    </tt>
    ```

    ## Good
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttp="http://www.w3.org/ns/ttml#parameter" xml:lang="en"
        ttp:timeBase="smpte" ttp:frameRate="24" ttp:frameRateMultiplier="999 1000" ttp:dropMode="nonDrop">
      <body><div begin="-01:00:00:00">
        <p begin="01:00:06:09" end="01:00:08:09">Where have you been?</p>
      </div></body>
    </tt>
    ```

    ## Fix
    None: export the captions as iTT, with the frame rate of the film.

    ## Sources
    - Apple, iTunes Package Film Specification, "iTunes Timed Text Example",
      https://help.apple.com/itc/filmspec/en.lproj/apdATD1E59-D1E1A1303-D1E59A1126.html: Apple publishes no
      grammar; the form is that of its example
    """
    root = document.tree
    if root is None or root.tag != "tt":
        return
    missing = [name for name in _PARAMETERS if name not in root.values]
    if missing:
        message = f"iTT has {', '.join(missing)} on {printable(root.raw_name)}"
        yield Finding(tag_name_span(root), message)
    base = root.values.get("ttp:timeBase", "smpte")
    if base != "smpte":
        span = value_span(root, "ttp:timeBase")
        yield Finding(span, f"ttp:timeBase is {quote(base)}; in iTT it is smpte")
    having = index(document).having
    for name in ("begin", "end"):
        wrong = [
            element
            for element in having.get(name, ())
            if not re.fullmatch(_TIME, element.values[name])
        ]
        if wrong:
            message = f"{name} is {quote(wrong[0].values[name])}; in iTT it is a time with frames such as 01:00:06:09"
            if len(wrong) > 1:
                message += f"; {plural(len(wrong) - 1, 'other')} too"
            yield Finding(value_span(wrong[0], name), message)
    for element in having.get("dur", ())[:1]:
        yield Finding(value_span(element, "dur"), "iTT has begin and end, and no dur")
