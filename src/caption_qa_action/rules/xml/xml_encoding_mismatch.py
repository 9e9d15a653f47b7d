"""An XML declaration that names another encoding than the file has."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Edit, Finding, Fix, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.source import Span
from caption_qa_action.core.text import quote

SEVERITY = Severity.WARNING


def check(document: Document) -> Iterator[Finding]:
    """XML declaration that names another encoding than UTF-8, in a file that is UTF-8.

    An error where the file has letters beyond ASCII, or where a parser stops at the declaration, as it
    does for UTF-16. A file that really is in another encoding is `encoding_not_utf8`.

    ## Why
    An XML parser believes the declaration: it shows `Ã©` for `é`, or refuses the file. It seems to be
    right in programs that look at the bytes in place of it.

    ## Bad
    ```ttml
    <?xml version="1.0" encoding="ISO-8859-1"?>
    <tt xmlns="http://www.w3.org/ns/ttml" xml:lang="fr">
      <body><div>
        <p begin="1s" end="2.5s">Où étais-tu ?</p>
      </div></body>
    </tt>
    ```

    ## Good
    ```ttml
    <?xml version="1.0" encoding="UTF-8"?>
    <tt xmlns="http://www.w3.org/ns/ttml" xml:lang="fr">
      <body><div>
        <p begin="1s" end="2.5s">Où étais-tu ?</p>
      </div></body>
    </tt>
    ```

    ## Fix
    Names UTF-8. Safe: the bytes of the text stay.

    ## Sources
    - XML 1.0, section 4.3.3, "Character Encoding in Entities", https://www.w3.org/TR/xml/#charencoding
    - IMSC 1.2, section 7.1, "Document Encoding", https://www.w3.org/TR/ttml-imsc1.2/#document-encoding
    """
    source = document.source
    declared = re.match(
        r"<\?xml[^<>]{1,80}?\bencoding[ \t\r\n]*=[ \t\r\n]*[\"']([^\"'<>]{1,40})[\"']", source.text
    )
    if declared is None or source.encoding != "utf-8" or source.tail:
        return
    name = declared[1]
    try:
        encoding = codecs.lookup(name).name
    except (LookupError, ValueError):
        encoding = name.lower()
    if encoding in ("utf-8", "ascii"):
        return
    wide = encoding.startswith(("utf-16", "utf-32", "utf_16", "utf_32"))
    severe = wide or not source.text.isascii()
    span = Span(*declared.span(1))
    yield Finding(
        span,
        f"the file is UTF-8 and the XML declaration says {quote(name)}",
        Fix("name UTF-8 in the XML declaration", (Edit(span, "UTF-8"),), safe=True),
        severity=Severity.ERROR if severe else None,
    )
