"""Two files for one language."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.filenames import same_language
from caption_qa_action.core.text import quote
from caption_qa_action.rules.siblings._family import family, first_line, own_tag

SEVERITY = Severity.INFO


def check(document: Document) -> Iterator[Finding]:
    """File beside this one whose name says the same language, in the same format.

    Reported at the second of the two, by name: `talk.en.srt` and `talk.eng.srt`. Captions for the deaf
    (`talk.en.sdh.srt`), forced ones, regions (`en-GB`) and other formats are no duplicates. Opt-in, as
    the whole group is.

    ## Why
    Players and uploads take one of the two by chance, and corrections go into the other.

    ## Bad
    ```text talk.en.srt sibling
    1
    00:00:01,000 --> 00:00:02,500
    Where have you been?
    ```
    ```text talk.eng.srt
    1
    00:00:01,000 --> 00:00:02,500
    Where have you been?
    ```

    ## Good
    ```text talk.en.srt sibling
    1
    00:00:01,000 --> 00:00:02,500
    Where have you been?
    ```
    ```text talk.fr.srt
    1
    00:00:01,000 --> 00:00:02,500
    Où étais-tu ?
    ```

    ## Fix
    There is none: remove one of the two, or name it rightly.

    ## Sources
    - HTML, `track` elements of one kind and language are indistinguishable,
      https://html.spec.whatwg.org/multipage/media.html#the-track-element
    """
    own = own_tag(document)
    if not own:
        return
    for member in family(document):
        if member.sibling is None:
            return
        if same_language(member.language, own):
            yield Finding(
                first_line(document),
                f"{quote(member.path, 80)} has the same language, {quote(own)}",
            )
