from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document

SEVERITY = Severity.ERROR


def check(document: Document) -> Iterator[Finding]:
    r"""A file whose encoding cannot be told.

    The bytes are not UTF-8, and several legacy encodings read them about as well, to different
    text; or some bytes are no characters in the encoding that the rest is in, or in the one that was
    declared; or the file is UTF-7 or HZ, which are not read. The message names the candidates. The rest
    of the check goes on with the first of them.

    ## Why
    A wrong guess shows wrong letters, and a conversion on that ground destroys the right ones.
    A person who reads the language sees at once which candidate is right; a program does not.

    ## Bad
    ```srt escapes
    1
    00:00:01,000 --> 00:00:02,500
    Au caf\xe9.
    ```

    ## Good
    ```srt
    1
    00:00:01,000 --> 00:00:02,500
    Au café.
    ```

    ## Fix
    There is none. Say what the encoding is, with `encoding` in the configuration or `--encoding`,
    put the language into the file's name (`talk.fr.srt`), or convert the file to UTF-8.

    ## Sources
    - HTML Standard, "Determining the character encoding", for the usual encoding of each language:
      https://html.spec.whatwg.org/multipage/parsing.html#determining-the-character-encoding
    """
    yield from document.noticed("encoding_uncertain")
