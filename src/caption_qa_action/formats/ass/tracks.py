"""Which cues of an ASS script belong to which language, where it holds two.

A script has no field for the language of a line; who translates gives each language a style of its own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from caption_qa_action.core.annotations import cast
from caption_qa_action.core.document import Cue, Document, Tracks
from caption_qa_action.core.language import of_script
from caption_qa_action.formats.ass.dialect import AssDialect

# So many letters of a style show its script, and so many cues at the same times that two styles are a pair:
# our choice. Two who speak at once give a pair of cues or two, not half of a file.
_LEAST_LETTERS = 2
_LEAST_PAIRS = 2
# A translation may begin and end some frames beside its original.
_NEAR_MS = 200
# So many cues of a style are read.
_SAMPLED_CUES = 100


def find_tracks(document: Document) -> Tracks:
    """The style of each cue whose language is another than that of most cues.

    A style has another language where its letters are of another script, or where at least half of its cues
    begin and end with a cue of the main style, and half of that one's with those of it.
    """
    by_style = _by_style(document)
    if len(by_style) < 2:
        return {}
    main, *others = sorted(by_style, key=lambda name: -len(by_style[name]))
    script = _script(document, by_style[main])
    found: dict[int, str] = {}
    for name in others:
        cues = by_style[name]
        other = _script(document, cues)
        if other and script and other != script:
            found.update(dict.fromkeys((cue.number for cue in cues), other))
        elif _are_pairs(by_style[main], cues):
            found.update(dict.fromkeys((cue.number for cue in cues), name))
    return found


def _by_style(document: Document) -> dict[str, list[Cue]]:
    dialect = cast(AssDialect, document.dialect)
    found: defaultdict[str, list[Cue]] = defaultdict(list)
    names: dict[str, str] = {}  # the fields of most events are those of others
    for cue in document.dialogue:
        name = names.get(cue.settings)
        if name is None:
            name = dialect.style_name(cue)
            if not dialect.script.odd_events:
                names[cue.settings] = name
        found[name].append(cue)
    return found


def _script(document: Document, cues: list[Cue]) -> str:
    """The script of most letters of some cues: a name that differs where the scripts do."""
    shown = "".join(map(document.plain, cues[:_SAMPLED_CUES]))
    language = of_script(shown)
    if language:
        return language
    counts: Counter[str] = Counter()
    for letter, number in Counter(filter(str.isalpha, shown)).items():
        counts[_alphabet(letter)] += number
    if counts.total() < _LEAST_LETTERS:
        return ""
    return max(counts, key=counts.__getitem__)


def _alphabet(letter: str) -> str:
    """The first word of a letter's name in Unicode, which is that of its script: LATIN, CYRILLIC, THAI."""
    import unicodedata

    return unicodedata.name(letter, "").partition(" ")[0]


def _are_pairs(some: list[Cue], others: list[Cue]) -> bool:
    if len(others) * 2 < len({cue.start_ms for cue in some}):
        return False
    times, other_times = sorted(set(_times(some))), sorted(set(_times(others)))
    pairs = at = 0
    for start_ms, end_ms in times:
        while at < len(other_times) and other_times[at][0] < start_ms - _NEAR_MS:
            at += 1
        if at < len(other_times):
            other_start_ms, other_end_ms = other_times[at]
            if other_start_ms - start_ms <= _NEAR_MS and abs(other_end_ms - end_ms) <= _NEAR_MS:
                pairs += 1
                at += 1
    return pairs >= _LEAST_PAIRS and pairs * 2 >= max(len(times), len(other_times))


def _times(cues: Iterable[Cue]) -> Iterable[tuple[int, int]]:
    return ((cue.start_ms, cue.end_ms) for cue in cues)
