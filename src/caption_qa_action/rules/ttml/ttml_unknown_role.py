"""A role of text that TTML does not have."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.text import nearest, quote
from caption_qa_action.rules.ttml._tree import index, value_span, words_at

SEVERITY = Severity.WARNING

_ROLE = "ttm:role"
_ROLES = (
    "action caption description dialog expletive kinesic lyrics music narration quality sound source "
    "suppressed reproduction thought title transcription"
)


def check(document: Document) -> Iterator[Finding]:
    """Role of text (`ttm:role`) that TTML does not know.

    The roles are `action`, `caption`, `description`, `dialog`, `expletive`, `kinesic`, `lyrics`,
    `music`, `narration`, `quality`, `reproduction`, `sound`, `source`, `suppressed`, `thought`, `title`
    and `transcription`; a house's own begin with `x-`. An element may have several, with blanks between
    them, and has at least one. Each is reported once, where it is first.

    ## Why
    Players and archives that filter by role, such as to leave out sounds or to find the lyrics, do not
    find the text.

    ## Bad
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttm="http://www.w3.org/ns/ttml#metadata" xml:lang="en">
      <body><div>
        <p begin="1s" end="2.5s" ttm:role="dialogue">Where have you been?</p>
      </div></body>
    </tt>
    ```

    ## Good
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttm="http://www.w3.org/ns/ttml#metadata" xml:lang="en">
      <body><div>
        <p begin="1s" end="2.5s" ttm:role="dialog x-whispered">Where have you been?</p>
      </div></body>
    </tt>
    ```

    ## Fix
    None: write one of the roles above, or put `x-` before a role of your own.

    ## Sources
    - TTML2, section 14.2.3, "ttm:role", https://www.w3.org/TR/ttml2/#metadata-attribute-role
    """
    roles = _ROLES.split()
    seen: set[str] = set()
    for element in index(document).having.get(_ROLE, ()):
        if not element.values[_ROLE].strip(" \t\r\n"):
            if "" not in seen:
                yield Finding(
                    value_span(element, _ROLE), "ttm:role is empty; write a role, or leave it out"
                )
            seen.add("")
            continue
        for word, span in words_at(element.values[_ROLE], value_span(element, _ROLE)):
            if word not in seen and word not in roles and not word.startswith("x-"):
                likely = nearest(word, roles) if len(seen) < 20 else ""
                message = f"TTML has no role {quote(word)}{likely}"
                yield Finding(span, message)
            seen.add(word)
