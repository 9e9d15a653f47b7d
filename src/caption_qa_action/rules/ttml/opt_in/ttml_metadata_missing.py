"""A document without what an archive asks of it."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.source import Span
from caption_qa_action.core.xml import text_of
from caption_qa_action.rules.ttml._tree import index, is_damaged, tag_name_span

SEVERITY = Severity.INFO


def check(
    document: Document, *, elements: tuple[str, ...] = ("ttm:copyright",)
) -> Iterator[Finding]:
    """Metadata that the house asks for, and that the document does not have or has empty.

    Off by default: TTML asks for none. The presets for the BBC switch it on.

    ## Why
    Who made a file, who owns it and what programme it belongs to is asked years later, when only the
    file is left.

    ## Bad
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttm="http://www.w3.org/ns/ttml#metadata" xml:lang="en">
      <body><div>
        <p begin="1s" end="2.5s">Where have you been?</p>
      </div></body>
    </tt>
    ```

    ## Good
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttm="http://www.w3.org/ns/ttml#metadata" xml:lang="en">
      <head><ttm:copyright>2024 Example Television</ttm:copyright></head>
      <body><div>
        <p begin="1s" end="2.5s">Where have you been?</p>
      </div></body>
    </tt>
    ```

    ## Fix
    None: what to write, the file does not tell.

    ## Options
    - `elements` (default ttm:copyright): the elements that have to be there, by the prefixes that TTML
      and EBU-TT use: `ttm:title`, `ttm:desc`, `ebuttm:conformsToStandard`,
      `ebuttm:documentOriginalProgrammeTitle` and so on.

    ## Sources
    - TTML2, section 14.1, "Metadata Element Vocabulary",
      https://www.w3.org/TR/ttml2/#metadata-element-vocabulary
    - EBU Tech 3390, "EBU-TT Part M: Metadata Definitions", https://tech.ebu.ch/publications/tech3390
    - bbc/ttml-validator, copyrightCheck.py,
      https://github.com/bbc/ttml-validator/blob/main/src/xmlChecks/copyrightCheck.py
    """
    root = document.tree
    if root is None or root.tag != "tt" or is_damaged(document):
        return
    tagged = index(document).tagged
    for name in elements:
        there = tagged.get(name, [])
        span: Span = tag_name_span(there[0] if there else root)
        if not there:
            yield Finding(span, f"the document has no {name}")
        elif not any(text_of(element).strip() for element in there):
            yield Finding(span, f"{name} is empty")
