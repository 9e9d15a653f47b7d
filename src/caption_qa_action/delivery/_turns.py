"""Where somebody else begins to speak, or a line of a song begins, within the text of a cue."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caption_qa_action.core.language import of_script
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.patterns import compiled
from caption_qa_action.core.sentences import BLANKS, DASHES, OPENERS, WIDE_MARKS
from caption_qa_action.core.timeline import Run

_TURN = rf"[{DASHES}][ \t]?(?=[^\s0-9{DASHES}])|>>|[♪♫#][ \t]"
# A sign of each of these.
_MARKS = f"[>♪♫#{DASHES}]"
_SPOKEN_TURN = rf"[>{DASHES}]"
# A dash after the end of a sentence and before the beginning of one: somebody answers on the same line. Chinese and
# Japanese have no blank there.
_INLINE_DASH = (
    rf"(?:[^{BLANKS}{DASHES}][{BLANKS}]+|[{WIDE_MARKS}])"
    rf"(?=[{DASHES}][ \t]?[^{BLANKS}{DASHES}]|>>)"
)
# In a quotation a dash sets apart whose words they are: `«Yes, – he answered. – I'm coming»`.
_QUOTED = "«[^«»]*(?=»)|“[^“”]*(?=”)"
# One line of a song ends and the next one begins: `♪ Sleep, my child ♪ ♪ Sleep well ♪`.
_INLINE_SONG = rf"([♪♫#])[{BLANKS}]+(?=\1[{BLANKS}]*[^{BLANKS}♪♫#])"
_BEFORE_TURN = ".!?…‽؟。！？\"'”’»)]♪"
_BEFORE_SPEECH = f">{DASHES}{OPENERS} \t"
_LONGEST_LEAD = 9
# No Han, Kana or Hangul that captions are written in stands before the radicals of Han.
_FIRST_WIDE = "\u2e80"


class Turn(NamedTuple):
    """Where somebody else begins to speak; `paired` with the turn after or before it."""

    start: int
    pair: int


def find_turns(text: str, runs: tuple[Run, ...]) -> list[Turn]:
    """The lines that must begin anew, because another one speaks or a line of a song begins.

    Empty when nobody takes turns. Spoken turns are paired, two by two; those that may be parted
    from their neighbours have the pair -1. So has the second of two versions of a text.
    """
    version = _second_version(text)
    if not (version or compiled(_MARKS).search(text) or any(run.speaker for run in runs)):
        return []
    lines = [match.start() for match in re.finditer(rf"(?m)^[ \t\u3000]*(?=[^{BLANKS}])", text)]
    starts = [_first_sign(text, line) for line in lines]
    marked = {start for start in starts if re.compile(_TURN).match(text, start)}
    inline = set(_inline_turns(text, {text[start] for start in marked}))
    marked |= inline
    marked.update(match.end() for match in re.finditer(_INLINE_SONG, text))
    if version:
        marked.add(_first_sign(text, version))
    spoken = {start for start in marked if re.match(_SPOKEN_TURN, text[start])}
    if any(run.speaker for run in runs):
        changes = _speaker_changes(runs)
        spoken |= changes.intersection(starts)
        marked |= spoken
    first = set(starts[:1])
    if not marked - first:
        return []
    return _paired(sorted(marked | first), spoken | inline)


def _second_version(text: str) -> int:
    """Where the lines of another language begin, if some lines are Chinese, Japanese or Korean and all others are not.

    0 where there are none. A line of one word, such as a name, may belong to the sentence before it.
    """
    if "\n" not in text or max(text) < _FIRST_WIDE:
        return 0
    found, at = 0, 0
    versions: list[tuple[bool, int]] = []
    for line in text.split("\n"):
        if any(map(str.isalpha, line)):
            is_wide = bool(of_script(line))
            words = 2 if is_wide else len(line.split())
            if not versions or versions[-1][0] != is_wide:
                versions.append((is_wide, words))
                found = at
            else:
                versions[-1] = is_wide, versions[-1][1] + words
        at += len(line) + 1
    return found if len(versions) == 2 and all(words > 1 for _, words in versions) else 0


def _inline_turns(text: str, marks: set[str]) -> Iterator[int]:
    """Where another one begins to speak in the middle of a line: `- Where? - Here.`

    After the end of a sentence any dash before a beginning is such a place. Where there is one, or lines begin
    with dashes, the `marks`, each dash of the same form is; but two before the first answer set a thought apart.
    """
    dashes = [match for match in re.finditer(f"{_QUOTED}|({_INLINE_DASH})", text) if match[1]]
    answers = [match.end() for match in dashes if _answers(text, match)]
    pauses = 0 if not answers or marks else [match.end() for match in dashes].index(answers[0])
    if pauses > 1:
        del dashes[:pauses]
    marks = marks.union(text[at] for at in answers)
    for match in dashes:
        if text[match.end()] in marks:
            yield match.end()


def _answers(text: str, dash: re.Match[str]) -> bool:
    """Whether a sentence ends before a dash and another one begins after it."""
    spoken = text[dash.end() : dash.end() + _LONGEST_LEAD].lstrip(_BEFORE_SPEECH)
    return dash[0][0] in _BEFORE_TURN and spoken != "" and not spoken[0].islower()


def _paired(starts: list[int], spoken: set[int]) -> list[Turn]:
    """The turns that begin at some places, those that are spoken in pairs; one may be left over.

    Where the first has no sign of its own, it is spoken too if another one answers alone: `Where? - Here.`
    """
    marked = [start for start in starts if start in spoken]
    if len(marked) % 2 and starts[0] not in spoken:
        marked.insert(0, starts[0])
    pairs = {start: at // 2 for at, start in enumerate(marked)}
    if len(marked) % 2:
        del pairs[marked[-1]]
    return [Turn(start, pairs.get(start, -1)) for start in starts]


def _first_sign(text: str, line: int) -> int:
    match = re.compile(r"[ \t\u3000]*").match(text, line)
    return match.end() if match else line


def _speaker_changes(runs: tuple[Run, ...]) -> set[int]:
    """Where the speaker is another one than before; a blank between the two belongs to neither."""
    changes: set[int] = set()
    at = 0
    speaker: str | None = None
    for run in runs:
        blank = len(run.text) - len(run.text.lstrip(BLANKS))
        if blank < len(run.text):
            if run.speaker != speaker:
                changes.add(at + blank)
            speaker = run.speaker
        at += len(run.text)
    return changes
