"""How well lines and cues are broken, held against people's.

    python benchmarks/breaking.py [--only LANGUAGE] [--show N] PATH...

Two measures over the captions of some files or folders, by language. *Lines*: each cue of two lines is
joined and broken again. *Splits*: each run of two to five cues that ends a sentence is joined, with its
whole time, and split again by the fix profile `auto-split-cps`. Beside ours stand simple alternatives: for
lines the most even break that fits, and Subtitle Edit's rule as its source describes it (`TextSplit.cs`:
the same, but the lower line may be the longer one); for splits sentences packed into cues, of which those
that are too long are halved at the blank nearest to their middle.

same      breaks that stand where the person's stands
bad       breaks inside a word, after a word that leans on the next one (`core/words`), between a number
          and what it counts, or inside a name
F1        of the ends of cues as places in the joined text, its own end left out
sentence  ends of sentences inside a run at which a cue ends
missed    those inside a cue that ends within a sentence, where it could have ended with one
one word  cues of a single word; "short" are those of less than a second, "over" those over a limit

A file in which every other cue is in two languages is left out: where it breaks, nobody chose.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import NamedTuple

from show import table

from caption_qa_action.api import find_jobs
from caption_qa_action.config import load
from caption_qa_action.config.arguments import Arguments
from caption_qa_action.core.cjk import JAPANESE_CLOSING
from caption_qa_action.core.errors import CaptionQaError
from caption_qa_action.core.language import primary
from caption_qa_action.core.reading import halves
from caption_qa_action.core.sentences import DASHES, sentence_ends
from caption_qa_action.core.timeline import Event, Run, Timeline
from caption_qa_action.core.words import guess_language, is_unit, words_of
from caption_qa_action.delivery._chunks import cut
from caption_qa_action.delivery.lines import break_lines
from caption_qa_action.delivery.normalise import timeline_of
from caption_qa_action.delivery.profiles import SPLIT_CPS, Limits, apply
from caption_qa_action.delivery.splitting import rebuilt
from caption_qa_action.pipeline import read_document
from caption_qa_action.rules.layout._lines import are_bilingual

# Full-width characters of a line when it is broken again, else 42 characters; and when a cue is split
# (Netflix guides for Chinese, Japanese and Korean).
LINE_COLUMNS = {"zh": 16, "ja": 18, "ko": 20}
CUE_COLUMNS = {"zh": 16, "ja": 13, "ko": 16}
USUAL_COLUMNS = 42
LIMITS = Limits(columns_by_language=CUE_COLUMNS, cps_by_language={"zh": 9, "ja": 7, "ko": 12})
NO_BLANKS = ("ja", "th", "zh")
_YEARS = range(1500, 2100)
_STRIPPED = "\"'“”‘’„«»‹›()[]¿¡!?.,;:…–—-"


class Breaks(NamedTuple):
    """Where a text is broken, as numbers of its signs that are no blanks, and the lines."""

    places: tuple[int, ...]
    lines: tuple[str, ...]


def breaks(lines: Sequence[str]) -> Breaks:
    lengths = ["".join(line.split()) for line in lines]
    return Breaks(tuple(accumulate(map(len, lengths)))[:-1], tuple(lines))


def is_bad(before: str, after: str, language: str) -> bool:
    """Whether a line that ends with one text and goes on with another is broken inside a phrase."""
    words = words_of(language)
    if language in NO_BLANKS:
        return not is_word_end(before, after, language)
    last, first = before.split()[-1], after.split()[0]
    if last[-1] in '.!?…,;:)]"”»—–-' and last[-1] != ".":
        return False
    bare = last.strip(_STRIPPED).lower()
    if last[-1] == ".":
        return bare in words.titles
    following = first.strip(_STRIPPED).lower()
    if bare.isdecimal():
        small = words.ties | words.conjunctions
        counts = first[0].isalpha() and first[0].islower() and following not in small
        return is_unit(first) or (counts and int(bare) not in _YEARS)
    if bare in words.conjunctions or bare in words.ties - words.loose:
        return True
    capitals = last.isupper() and first.isupper()
    names = bare and last[0].isupper() and first[0].isupper() and language != "de" and not capitals
    return bool(names and len(before.split()) > 1 and before.split()[-2][-1] not in ".!?…")


def is_word_end(before: str, after: str, language: str) -> bool:
    if not before[-1].isalpha() or not after[0].isalpha():
        return True
    text = before + after
    ends = set(accumulate(map(len, segmented(text, language))))
    if language == "ja":  # the model of the phrases was learnt from texts with full stops
        ends.update(match.end() for match in re.finditer(JAPANESE_CLOSING, text))
    return len(before) in ends


def segmented(text: str, language: str) -> list[str]:
    try:
        import budoux
    except ImportError:
        return [text]
    load_parser = {
        "ja": budoux.load_default_japanese_parser,
        "zh": budoux.load_default_simplified_chinese_parser,
        "th": budoux.load_default_thai_parser,
    }[language]
    parser = _PARSERS.setdefault(language, load_parser())
    return parser.parse(text)


_PARSERS: dict[str, object] = {}


def is_in_two_languages(events: Sequence[Event]) -> bool:
    """Whether half of the cues have a Chinese, Japanese or Korean line and one without such letters."""
    two = sum(are_bilingual(list(filter(str.strip, event.text.split("\n")))) for event in events)
    return two * 2 >= len(events) > 0


def columns(language: str) -> int:
    return LINE_COLUMNS.get(language, USUAL_COLUMNS)


def ours(text: str, language: str) -> list[str]:
    width = columns(language) * 2
    runs = (Run(text),)
    chunks = cut(runs, language, language, width)
    found = break_lines(chunks, width, 2)
    if found is None:
        return [text]
    return "".join(run.text for run in rebuilt(runs, chunks, found)).split("\n")


def even(text: str, language: str, lower: float = 1.0) -> list[str]:
    """The most even break at which both lines fit."""
    width = columns(language) * 2
    places = [match.start() for match in re.finditer(" ", text)]
    if language in NO_BLANKS:
        places = list(range(1, len(text)))
    ways = [(text[:at].rstrip(), text[at:].lstrip()) for at in places]
    fitting = [way for way in ways if all(halves(language, line) <= width for line in way)]
    if not fitting:
        return [text]
    return list(
        min(
            fitting,
            key=lambda way: abs(halves(language, way[0]) * lower - halves(language, way[1])),
        )
    )


def subtitle_edit(text: str, language: str) -> list[str]:
    return even(text, language, 1.05)


class Measured:
    """Sums of one way to break."""

    def __init__(self) -> None:
        self.same = self.total = self.bad = self.placed = 0
        self.hit = self.made = self.wanted = self.used = self.ends = self.cues = 0
        self.one_word = self.short = self.over = self.dashes = self.bad_lines = self.inner = 0
        self.missed = 0


def measure_lines(
    events: Sequence[Event], language: str, found: dict[str, Measured], shown: list[str]
) -> None:
    joint = "" if language in NO_BLANKS else " "
    for event in events:
        lines = [line.strip() for line in event.text.split("\n")]
        if len(lines) != 2 or not all(lines) or any(line[0] in DASHES for line in lines):
            continue
        text = " ".join(joint.join(lines).split())
        if halves(language, text) <= columns(language) * 2 and language not in ("xx",):
            continue
        if any(halves(language, line) > columns(language) * 2 for line in lines):
            continue
        person = breaks(lines)
        for name, way in (
            ("ours", ours),
            ("even", even),
            ("subtitle edit", subtitle_edit),
            ("people", None),
        ):
            made = breaks(way(text, language)) if way else person
            measured = found[name]
            measured.total += 1
            measured.same += made.places == person.places
            for before, after in pairwise(made.lines):
                measured.placed += 1
                bad = is_bad(before, after, language)
                measured.bad += bad
            if name == "ours" and made.places != person.places:
                shown.append(f"{' | '.join(made.lines)}   <>   {' | '.join(person.lines)}")


def runs_of(events: Sequence[Event], language: str) -> Iterator[list[Event]]:
    """Runs of two to five cues that end a sentence."""
    run: list[Event] = []
    for event in events:
        text = event.text.strip()
        if not text or (run and not 0 <= event.start_ms - run[-1].end_ms < 1500):
            run = []
        if not text:
            continue
        run.append(event)
        if re.search(r"[.!?…。！？][\"'”’»)」』]*$", text) and len(run) >= 2:
            if len(run) <= 5:
                yield run
            run = []
        elif len(run) > 5 or (len(run) == 1 and re.search(r"[.!?…。！？][\"'”’»)」』]*$", text)):
            run = run if len(run) == 1 else []


def packed(text: str, language: str) -> list[str]:
    """Sentences packed into cues, long ones halved."""
    most = CUE_COLUMNS.get(language, USUAL_COLUMNS) * 4
    pieces, last = [], 0
    for end in (*sentence_ends(text, language), len(text)):
        pieces += halved(text[last:end].strip(), most, language)
        last = end
    made: list[str] = []
    for piece in pieces:
        if made and halves(language, f"{made[-1]} {piece}") <= most * 0.6:
            made[-1] = f"{made[-1]} {piece}"
        elif piece:
            made.append(piece)
    return made


def halved(text: str, most: int, language: str) -> list[str]:
    if halves(language, text) <= most:
        return [text]
    middle = len(text) // 2
    if language in NO_BLANKS:
        places = list(range(1, len(text)))
    else:
        places = [match.end() for match in re.finditer(r"[,;:] ", text)]
        places = [p for p in places if abs(p - middle) < len(text) // 4] or [
            m.end() for m in re.finditer(" ", text)
        ]
    if not places:
        return [text]
    at = min(places, key=lambda place: abs(place - middle))
    return [*halved(text[:at].strip(), most, language), *halved(text[at:].strip(), most, language)]


def measure_splits(
    events: Sequence[Event], language: str, found: dict[str, Measured], shown: list[str]
) -> None:
    joint = "" if language in NO_BLANKS else " "
    for run in runs_of(events, language):
        texts = [" ".join(joint.join(event.text.split("\n")).split()) for event in run]
        text = joint.join(texts)
        event = Event(run[0].start_ms, run[-1].end_ms, (Run(text),))
        limits = LIMITS._replace(
            language=language,
            columns=CUE_COLUMNS.get(language, 42),
            cps=LIMITS.cps_by_language.get(language, 20),
        )
        parts = apply(Timeline((event,), language), limits, SPLIT_CPS).timeline.events
        person = set(breaks(texts).places)
        ends = {len("".join(text[:end].split())) for end in sentence_ends(text, language)}
        for name in ("ours", "packed", "people"):
            made = (
                [part.text for part in parts]
                if name == "ours"
                else packed(text, language)
                if name == "packed"
                else texts
            )
            places = set(breaks(made).places)
            measured = found[name]
            measured.hit += len(places & person)
            measured.made += len(places)
            measured.wanted += len(person)
            measured.used += len(places & ends)
            measured.ends += len(ends)
            measured.cues += len(made)
            for cue in made[:-1]:
                whole = " ".join(joint.join(cue.split("\n")).split())
                inside = sentence_ends(whole, language)
                # Where something follows, the last words are a sentence, or they are not.
                if inside and not sentence_ends(f"{whole} X", language)[len(inside) :]:
                    measured.missed += len(inside)
            measured.one_word += sum(len(cue.split()) == 1 for cue in made) if joint else 0
            measured.dashes += sum(
                bool(re.search(rf"\s[{DASHES}]$", line)) for cue in made for line in cue.split("\n")
            )
            if name == "ours":
                measured.short += sum(part.end_ms - part.start_ms < 1000 for part in parts)
                for part in parts:
                    lines = part.text.split("\n")
                    measured.over += len(lines) > 2 or any(
                        halves(language, line) > limits.columns * 2 for line in lines
                    )
                    for before, after in pairwise(lines):
                        measured.inner += 1
                        measured.bad_lines += is_bad(before, after, language)
                if places != person:
                    shown.append(
                        " || ".join(part.text.replace("\n", " / ") for part in parts)
                        + "   <>   "
                        + " || ".join(texts)
                    )


def percent(part: float, whole: float) -> str:
    return f"{100 * part / whole:.1f}" if whole else "-"


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--show", type=int, default=0, help="print so many places that differ")
    parser.add_argument("--only", default="", help="a language")
    arguments = parser.parse_args()
    lines: dict[str, dict[str, Measured]] = defaultdict(lambda: defaultdict(Measured))
    splits: dict[str, dict[str, Measured]] = defaultdict(lambda: defaultdict(Measured))
    shown: dict[str, list[str]] = defaultdict(list)
    shown_splits: dict[str, list[str]] = defaultdict(list)
    for job in find_jobs(arguments.paths, load(Arguments(), isolated=True)):
        try:
            data = Path(job.file.location).read_bytes()
            document = read_document(job.file.path, data, job.settings)
        except (CaptionQaError, OSError):
            continue
        events = [event for event in timeline_of(document).events if event.dialogue]
        language = primary(document.language) or guess_language(
            " ".join(event.text for event in events[:200]).split()
        )
        if not language or (arguments.only and language != arguments.only):
            continue
        if is_in_two_languages(events):
            print(f"{job.file.path} is in two languages: left out", file=sys.stderr)
            continue
        measure_lines(events, language, lines[language], shown[language])
        measure_splits(events, language, splits[language], shown_splits[language])
    print("Lines, in percent:\n")
    rows = [
        [language, name, f"{m.total}", percent(m.same, m.total), percent(m.bad, m.placed)]
        for language, found in sorted(lines.items())
        for name, m in found.items()
    ]
    table(["", "", "cues", "same", "bad"], rows)
    print("Splits, in percent:\n")
    rows = [
        [
            language,
            name,
            f"{m.cues}",
            percent(2 * m.hit, m.made + m.wanted),
            percent(m.used, m.ends),
            percent(m.missed, m.ends),
            percent(m.one_word, m.cues),
            percent(m.short, m.cues),
            percent(m.over, m.cues),
            percent(m.dashes, m.cues),
            percent(m.bad_lines, m.inner),
        ]
        for language, found in sorted(splits.items())
        for name, m in found.items()
    ]
    table(
        [
            "",
            "",
            "cues",
            "F1",
            "sentence",
            "missed",
            "one word",
            "short",
            "over",
            "dashes",
            "bad lines",
        ],
        rows,
    )
    for language in shown:
        for text in shown[language][: arguments.show]:
            print(language, text)
        for text in shown_splits[language][: arguments.show]:
            print(language, text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
