"""What the JSON of a recogniser holds in words and no cue shows: alternatives, notes, summaries, text beside the words with times."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from caption_qa_action.core.document import Document
from caption_qa_action.formats._json_values import Value
from caption_qa_action.formats.asr_json.dialect import AsrJsonDialect

# Under these names a single word is text; under others two words or more are, and letters of other scripts, since most
# strings are identifiers.
_TEXT_NAMES = frozenset(
    ("alternative", "content", "display", "note", "punctuated_word", "text", "transcript", "utf8", "value", "word")
)  # fmt: skip
# Some write a text with its markup as well.
_TAG = "<[^<>]*>"
_WORD = r"[^\W_]+"
_PHRASE = r"[^\W\d_]\S*\s+\S*[^\W\d_]|[^\x00-\x7f]{2}"
# A text that stands elsewhere than behind the one before it is looked for in all that is shown, so often at most (chosen).
_MOST_SEARCHES = 500


def unread_texts(document: Document, dialect: AsrJsonDialect) -> Iterator[str]:
    """The strings with words that no cue shows, in the order of the file."""
    if dialect.root is None:
        return
    shown = _Shown(document, dialect.speakers.values())
    for name, string in _strings(dialect.root):
        if any(span.start <= string.start < span.end for span in dialect.lost):
            continue  # it is counted already
        value = string.text
        if (name in _TEXT_NAMES or re.search(_PHRASE, value)) and "://" not in value:
            found = _words(re.sub(_TAG, " ", value))
            if found and not shown.has(found):
                yield value


def _strings(root: Value) -> Iterator[tuple[str, Value]]:
    """Each string and the name that it, or the array around it, has."""
    left: list[tuple[str, Value]] = [("", root)]
    while left:
        name, value = left.pop()
        if value.kind == "string":
            yield name, value
        left += [(name, item) for item in reversed(value.items)]
        left += [(member.name, member.value) for member in reversed(value.members)]


def _words(text: str) -> list[str]:
    return re.findall(_WORD, text.casefold())


class _Shown:
    """The words of all cues, one after the other, and the names of who speaks."""

    def __init__(self, document: Document, speakers: Iterable[str]) -> None:
        cues = [_words(document.plain(cue)) for cue in document.cues]
        self._all = {word for cue in cues for word in cue}.union(*map(_words, speakers))
        # Letter by letter, since recognisers part words in other places than we do.
        self._text = "".join(map("".join, cues))
        self._at = 0
        self._searches = 0

    def has(self, words: list[str]) -> bool:
        """Whether words stand there together; a single one anywhere."""
        if len(words) == 1 and words[0] in self._all:
            return True
        sought = "".join(words)
        at = self._text.find(sought, self._at, self._at + 2 * len(sought) + 1_000)
        if at < 0:
            self._searches += 1
            if self._searches > _MOST_SEARCHES:
                return self._all.issuperset(words)
            at = self._text.find(sought)
        if at < 0:
            return self._all.issuperset(words) and len(words) < 3
        self._at = at
        return True
