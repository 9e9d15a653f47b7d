"""What distinguishes one finding from another when lines have moved: its code and the text of its cue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from caption_qa_action.core.annotations import TYPE_CHECKING
from caption_qa_action.core.source import Source

if TYPE_CHECKING:
    from caption_qa_action.core.diagnostic import Diagnostic
    from caption_qa_action.core.document import Document
    from caption_qa_action.core.report import FileReport

# Of a place outside cues so much is looked at: the place of some findings is the whole file.
_EXCERPT = 200


def fingerprints(document: Document, diagnostics: Sequence[Diagnostic]) -> list[str]:
    """A fingerprint of each finding, 16 hexadecimal digits.

    It is made of the code and the visible text of the cue, white space aside, so that it stays when
    the cue gets another number, time or place in the file. Two findings of one code in cues that read
    the same have the same one.
    """
    # One cue may have as many findings as characters, so its text is read once for each code.
    of_cues: dict[tuple[str, int], str] = {}
    found = []
    for each in diagnostics:
        if not each.cue:
            found.append(_digest(each.code, _around(document.source, each)))
            continue
        key = each.code, each.cue
        mark = of_cues.get(key)
        if mark is None:
            text = document.plain(document.cues[each.cue - 1])
            mark = of_cues[key] = _digest(each.code, text)
        found.append(mark)
    return found


def of_report(file: FileReport) -> list[str]:
    """The fingerprints of a file's findings, whether it was checked here or its report was read."""
    if file.document is not None:
        return fingerprints(file.document, file.diagnostics)
    return [
        each.fingerprint
        or _digest(each.code, _around(file.source, each) if file.source else each.message)
        for each in file.diagnostics
    ]


def numbered(prints: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Each fingerprint with how many equal ones came before it, which makes the two unique."""
    seen: dict[str, int] = {}
    for each in prints:
        before = seen.get(each, 0)
        seen[each] = before + 1
        yield each, before


def _around(source: Source, diagnostic: Diagnostic) -> str:
    start, end = diagnostic.span
    return source.text[start : min(end, start + _EXCERPT)]


def _digest(code: str, text: str) -> str:
    from hashlib import blake2b

    content = f"{code}\n{' '.join(text.split())}"
    return blake2b(content.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
