"""What distinguishes one finding from another when lines have moved: its code and the text of its cue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from caption_qa_action.core.annotations import TYPE_CHECKING
from caption_qa_action.core.source import Source

if TYPE_CHECKING:
    from caption_qa_action.core.cue import Cue
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
    of_cue = Fingerprints(document).of_cue
    found = []
    for each in diagnostics:
        if not each.cue:
            found.append(_digest(each.code, _around(document.source, each)))
            continue
        key = each.code, each.cue
        mark = of_cues.get(key)
        if mark is None:
            mark = of_cues[key] = of_cue(each.code, document.cues[each.cue - 1])
        found.append(mark)
    return found


class Fingerprints:
    """The fingerprints of findings at cues of one document; the words of a cue are read once for all codes."""

    def __init__(self, document: Document) -> None:
        from hashlib import blake2b

        self._document = document
        self._hash = blake2b
        self._words: dict[int, bytes] = {}

    def of_cue(self, code: str, cue: Cue) -> str:
        """The fingerprint of a finding of a code at a cue."""
        words = self._words.get(cue.number)
        if words is None:
            words = self._words[cue.number] = _words(self._document.plain(cue))
        return self._hash(_bytes(code) + b"\n" + words, digest_size=8).hexdigest()


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

    return blake2b(_bytes(code) + b"\n" + _words(text), digest_size=8).hexdigest()


def _words(text: str) -> bytes:
    return _bytes(" ".join(text.split()))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
