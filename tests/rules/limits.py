"""For each number of a rule, a file that just keeps it and one that is a step beyond.

A row names the module and the number: an option of the rule, or a constant of its module or of one that it
uses. `tests/rules/test_limits.py` holds every rule to having one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from caption_qa_action.core.diagnostic import Diagnostic, Severity
from caption_qa_action.core.rule import Value
from tests.rules.samples import Sample

Found: TypeAlias = Sequence[Diagnostic]
CueText: TypeAlias = tuple[int, int, str]


class Row(NamedTuple):
    """A number, and what a rule makes of `kept` and of `broken`; `sees` is false of the one, true of the other."""

    number: str
    code: str
    kept: Sample
    broken: Sample
    sees: Callable[[Found], bool] = bool


def one(found: Found) -> bool:
    """Whether all findings were reported as one."""
    return len(found) == 1


def fixed(found: Found) -> bool:
    """Whether the finding comes with a fix."""
    return found[0].fix is not None


def fixed_together(found: Found) -> bool:
    """Whether one finding of several has the fix of all."""
    return [item.fix is not None for item in found].count(True) == 1


def says(words: str) -> Callable[[Found], bool]:
    """Whether a finding has these words."""
    return lambda found: any(words in item.message for item in found)


def error(found: Found) -> bool:
    """Whether the finding is an error."""
    return bool(found) and found[0].severity is Severity.ERROR


def sample(text: str, path: str = "talk.srt", beside: str = "", **options: Value) -> Sample:
    """A file, with an English one beside it where there is one."""
    return made(text, path, beside, options)


def made(text: str, path: str, beside: str, options: Mapping[str, Value]) -> Sample:
    """The same, with the options as a mapping."""
    siblings = (("talk.en.srt", beside.encode()),) if beside else ()
    return Sample("limits", path, text.encode(), options, siblings)


def srt(*cues: CueText, numbers: Sequence[int] = ()) -> str:
    """An SRT file of cues with their times."""
    each = enumerate(cues, start=1)
    return "".join(
        f"{numbers[place - 1] if numbers else place}\n{clock(start)} --> {clock(end)}\n{text}\n\n"
        for place, (start, end, text) in each
    )


def clock(ms: int) -> str:
    return f"{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02},{ms % 1000:03}"


def lines(*texts: str, duration_ms: int = 2000, gap_ms: int = 1000) -> str:
    """An SRT file of texts that stay for some time each."""
    step = duration_ms + gap_ms
    return srt(*((at * step, at * step + duration_ms, text) for at, text in enumerate(texts)))


def gaps(*gaps_ms: int, first_ms: int = 1000) -> str:
    """An SRT file with these gaps between cues of a second."""
    cues, at = [(0, first_ms, "Hello there")], first_ms
    for gap_ms in gaps_ms:
        cues.append((at + gap_ms, at + gap_ms + 1000, "Hello there"))
        at += gap_ms + 1000
    return srt(*cues)


def long(words: int) -> str:
    return " ".join(["word"] * words)


def rows() -> Iterator[Row]:
    """Every row."""
    yield from _layout()
    yield from _timing()
    yield from _speeds()
    yield from _text()
    yield from _files()
    yield from _siblings()
    yield from _ttml()


def _layout() -> Iterator[Row]:
    code = "line_too_long"
    yield Row("limit_columns", code, sample(lines("a" * 42)), sample(lines("a" * 43)))
    for spoken, letter, limit in (("ja", "あ", 13), ("ko", "가", 16), ("zh", "中", 16)):
        path = f"talk.{spoken}.srt"
        fits, over = letter * limit, letter * (limit + 1)
        for name in ("limit_columns_by_language", "_FULL_WIDTH_LIMITS"):
            yield Row(name, code, sample(lines(fits), path), sample(lines(over), path))
            yield Row(
                name.replace("columns", "characters"),
                "cue_too_long",
                sample(lines(f"{fits}\n{fits}"), path),
                sample(lines(f"{fits}\n{over}"), path),
            )
            blank = 1 if spoken == "ko" else 0
            first, second = letter * (limit // 2), letter * (limit - limit // 2 - blank)
            yield Row(
                name,
                "fits_on_one_line",
                sample(lines(f"{first}\n{second}{letter}"), path),
                sample(lines(f"{first}\n{second}"), path),
            )
    two = "a" * 42 + "\n" + "a" * 42
    yield Row("limit_characters", "cue_too_long", sample(lines(two)), sample(lines(two + "a")))
    fits, too_long = "a" * 20 + "\n" + "b" * 21, "a" * 20 + "\n" + "b" * 22
    code = "fits_on_one_line"
    yield Row("limit_columns", code, sample(lines(too_long)), sample(lines(fits)))
    few, many = [fits] * 20 + ["Hello"] * 60, [fits] * 20 + ["Hello"] * 59
    yield Row("habit_percent", code, sample(lines(*few)), sample(lines(*many)), one)
    yield Row("rules/_repeated.py:_FEWEST", code, sample(lines(*[fits] * 19)), sample(lines(*[fits] * 20)), one)  # fmt: skip
    code = "orphan_word"
    orphan = "Some words above\n{}".format
    yield Row(
        "limit_characters", code, sample(lines(orphan("words"))), sample(lines(orphan("word")))
    )
    kept = sample(lines("Words above\nword"))
    yield Row("_FEWEST_WORDS_ABOVE", code, kept, sample(lines(orphan("word"))))
    code = "single_word_cue"
    words = [lines(*["Word"] * count, gap_ms=0) for count in (3, 4)]
    yield Row("limit_cues", code, sample(words[0]), sample(words[1]))
    words = [lines(*["Word"] * 4, gap_ms=gap_ms) for gap_ms in (301, 300)]
    yield Row("_NEAR_MS", code, sample(words[0]), sample(words[1]))
    tags = ('<font face="a" size="1" color="b">Word</font>', '<font face="a" size="1">Word</font>')
    words = [lines(tag, *["Word"] * 3, gap_ms=0) for tag in tags]
    yield Row("_BLANKS", code, sample(words[0]), sample(words[1]))
    uneven = ["a" * 20 + "\n" + "b" * count for count in (10, 9)]
    yield Row(
        "least_percent", "unbalanced_lines", sample(lines(uneven[0])), sample(lines(uneven[1]))
    )
    yield Row("limit_lines", "too_many_lines", sample(lines("a\nb")), sample(lines("a\nb\nc")))
    kept, broken = sample(lines("<i>" * 4 + "x"), limit_tags=4), sample(lines("<i>" * 5 + "x"), limit_tags=4)  # fmt: skip
    yield Row("limit_tags", "excessive_markup", kept, broken)
    kept, broken = sample(lines("<i>" * 2000 + "x")), sample(lines("<i>" * 2001 + "x"))
    yield Row("core/document.py:MOST_TAGS", "excessive_markup", kept, broken)


def _timing() -> Iterator[Row]:
    def lasting(ms: int, text: str = "Hello there") -> str:
        return srt((1000, 1000 + ms, text))

    yield Row("limit_ms", "duration_too_long", sample(lasting(7000)), sample(lasting(7001)))
    code = "duration_too_short"
    yield Row("limit_ms", code, sample(lasting(1000)), sample(lasting(999)))
    kept, broken = (
        sample(lasting(ms), "talk.de.srt", limit_ms_by_language={"de": 500}) for ms in (500, 499)
    )
    yield Row("limit_ms_by_language", code, kept, broken)
    code = "gap_too_small"
    kept, broken = (sample(gaps(ms), limit_ms=80) for ms in (80, 79))
    yield Row("limit_ms", code, kept, broken)
    kept, broken = (
        sample(gaps(ms), "talk.de.srt", limit_ms_by_language={"de": 80}) for ms in (80, 79)
    )
    yield Row("limit_ms_by_language", code, kept, broken)
    for number, least_ms, options in (
        ("tolerance_ms", 60, {"tolerance_ms": 20}),
        ("tolerance_frames", 38, {"tolerance_frames": 1}),
        ("frame_rate", 40, {"tolerance_frames": 1, "frame_rate": 25.0}),
    ):
        kept, broken = (sample(gaps(ms), limit_ms=80, **options) for ms in (least_ms, least_ms - 1))
        yield Row(number, code, kept, broken)
    # The cue before may be cut to a second, and no shorter.
    kept, broken = (sample(gaps(30, first_ms=ms), limit_ms=80) for ms in (1049, 1050))
    yield Row("rules/timing/_times.py:SHORTEST_MS", code, kept, broken, fixed)
    kept, broken = (sample(srt((0, 0, "a"), (ms, 9000, "b"))) for ms in (499, 500))
    yield Row("rules/timing/_times.py:SHORTEST_MS", "zero_duration", kept, broken, fixed)
    kept, broken = (sample(srt((0, ms, "Hello")), media_duration_ms=5000) for ms in (5000, 5001))
    yield Row("media_duration_ms", "after_media_end", kept, broken)
    code = "few_early_captions"
    kept, broken = (
        sample(srt((0, 99, "a"), (ms, ms + 99, "b"), (60_000, 61_000, "c")), within_ms=10_000)
        for ms in (9_999, 10_000)
    )
    yield Row("within_ms", code, kept, broken)
    kept, broken = (
        sample(srt(*[(0, 99, "a")] * count, (60_000, 61_000, "c")), within_ms=10_000)
        for count in (2, 1)
    )
    yield Row("limit_cues", code, kept, broken)
    yield from _frames()
    yield from _chained()
    kept, broken = (
        sample(srt(*((at * 1000, at * 1000 + 900, "a") for at in range(count, 0, -1))))
        for count in (5, 6)
    )
    yield Row("_MOST_MOVES", "cues_out_of_order", kept, broken, fixed_together)
    code = "suspicious_start_offset"
    kept, broken = (sample(srt((ms, ms + 1000, "a"))) for ms in (3_539_999, 3_540_000))
    yield Row("limit_ms", code, kept, broken)
    kept, broken = (sample(srt((ms, ms + 1000, "a"))) for ms in (86_400_000, 86_399_999))
    yield Row("_DAY_MS", code, kept, broken)
    kept, broken = (
        sample(srt((0, 9000, "long"), *[(at * 1000, at * 1000 + 500, "x") for at in range(1, count)]))
        for count in (4, 5)
    )  # fmt: skip
    yield Row("_MANY", "overlapping_cues", kept, broken, one)
    code = "overlapping_cues"
    for number, most_ms, options in (
        ("tolerance_ms", 120, {"tolerance_ms": 120}),
        ("tolerance_frames", 84, {}),  # 83.3 ms, of which a file may have 84
        ("frame_rate", 40, {"tolerance_frames": 1, "frame_rate": 25.0}),
    ):
        kept, broken = (sample(gaps(-ms), **options) for ms in (most_ms, most_ms + 1))
        yield Row(number, code, kept, broken)
    bridged = [
        (0, 2000, "Hello"), (2000, 2100, "Hello"), (2100, 4000, "Hello\nthere"),
        (4000, 4100, "there"), (4100, 6000, "there\nyou"),
    ]  # fmt: skip
    longer = [*bridged[:3], (4000, 4101, "there"), (4101, 6000, "there\nyou")]
    code = "duration_too_short"
    number = "rules/_rolling.py:_BRIDGE_MS"
    yield Row(number, code, sample(srt(*bridged)), sample(srt(*longer)))
    number = "rules/_rolling.py:_FEWEST_BRIDGES"
    yield Row(number, code, sample(srt(*bridged)), sample(srt(*bridged[:3])))
    yield from _words_one_by_one()


def _words_one_by_one() -> Iterator[Row]:
    def marked(repeats: int, others: int = 0, pause_ms: int = 0) -> Sample:
        step = 500 + pause_ms
        words = ["<u>a</u> b c d e", "a <u>b</u> c d e", "a b <u>c</u> d e", "a b c <u>d</u> e"]
        each = [(at * step, at * step + 500, words[at]) for at in range(repeats + 1)]
        rest = [(9000 + at * 2000, 10_000 + at * 2000, f"Line {at}") for at in range(others)]
        return sample(srt(*each, *rest))

    code, module = "rolling_captions", "rules/_highlighted.py"
    yield Row(f"{module}:_FEWEST_REPEATS", code, marked(2), marked(3))
    yield Row(f"{module}:_SHARE", code, marked(3, 9), marked(3, 8))
    yield Row(f"{module}:_PAUSE_MS", code, marked(3, pause_ms=1001), marked(3, pause_ms=1000))

    def each_word(cues: int, word: str) -> Sample:
        return sample(lines(*[word] * 2, *"abcdefgh"[: cues - 2], gap_ms=0))

    code, module = "duplicate_cue", "rules/_timed_words.py"
    yield Row(f"{module}:_FEWEST_CUES", code, each_word(10, "la"), each_word(9, "la"))
    others = [f"Line {at}" for at in range(4)]  # of ten cues six are words, or four
    kept, broken = (
        sample(lines(*["b" * count] * 2, *others, *"acde", gap_ms=0)) for count in (20, 21)
    )
    yield Row(f"{module}:_LONGEST_WORD", code, kept, broken)


def _frames() -> Iterator[Row]:
    code = "frame_misaligned"
    for number in ("frame_rate", "_ROUNDING_MS"):
        for way in (1, -1):
            kept, broken = (
                sample(srt((1000, 2000 + ms, "a")), frame_rate=25.0) for ms in (way, 2 * way)
            )
            yield Row(number, code, kept, broken)
    for rate, top, bottom in (
        (23.976, 24000, 1001), (23.98, 24000, 1001), (29.97, 30000, 1001), (59.94, 60000, 1001),
    ):  # fmt: skip
        # Frames of ten hours, which a rate that is only nearly right misses by far.
        start, end = (round(number * bottom * 1000 / top) for number in (864_000, 864_024))
        kept, broken = (sample(srt((start, end + ms, "a")), frame_rate=rate) for ms in (0, 3))
        yield Row("_EXACT", code, kept, broken)

    def off(count: int, of: int) -> Sample:
        cues = [(at * 1000, at * 1000 + (520 if at >= count else 533), "a") for at in range(of)]
        return sample(srt(*cues), frame_rate=25.0)

    yield Row("_FEWEST_CUES", code, off(9, 9), off(10, 10), one)
    yield Row("_MOST_PERCENT", code, off(10, 40), off(10, 39), one)


def _chained() -> Iterator[Row]:
    code = "gap_flicker"
    yield Row("limit_ms", code, sample(gaps(1000)), sample(gaps(999)))
    kept, broken = (sample(gaps(500, first_ms=ms)) for ms in (6501, 6500))
    yield Row("_LONGEST_MS", code, kept, broken, fixed)
    kept, broken = (sample(gaps(*[500] * count, *[2000] * (40 - count))) for count in (20, 21))
    yield Row("habit_percent", code, kept, broken, one)
    yield Row("rules/_repeated.py:_FEWEST", code, sample(gaps(*[500] * 19)), sample(gaps(*[500] * 20)), one)  # fmt: skip
    for code, exact_ms in (("gap_flicker", 0), ("gap_not_chained", 83)):
        for number, more_ms, options in (
            ("tolerance_ms", 20, {"tolerance_ms": 20}),
            ("tolerance_frames", 42, {"tolerance_frames": 1}),
            ("frame_rate", 40, {"tolerance_frames": 1, "frame_rate": 25.0}),
        ):
            most_ms = exact_ms + more_ms
            kept, broken = (sample(gaps(ms), **options) for ms in (most_ms, most_ms + 1))
            yield Row(number, code, kept, broken)
    code = "gap_not_chained"
    for number in ("limit_ms", "_ROUNDING_MS"):
        yield Row(number, code, sample(gaps(499)), sample(gaps(498)))
    for number in ("chained_ms", "_ROUNDING_MS"):
        yield Row(number, code, sample(gaps(84)), sample(gaps(85)))
    kept, broken = (sample(gaps(283, first_ms=ms)) for ms in (6801, 6800))
    yield Row("_LONGEST_MS", code, kept, broken, fixed)
    kept, broken = (sample(gaps(*[300] * count, *[2000] * (40 - count))) for count in (20, 21))
    yield Row("habit_percent", code, kept, broken, one)


def _speeds() -> Iterator[Row]:
    code = "reading_speed_high"
    kept, broken = (sample(lines("a" * count)) for count in (40, 41))
    yield Row("limit_cps", code, kept, broken)
    kept, broken = (sample(srt((0, 1000, "a" * count))) for count in (141, 140))
    yield Row("_LONGEST_MS", code, kept, broken, fixed)
    for spoken, letter, limit, average in (
        ("ja", "あ", 7, 5), ("ko", "가", 14, 10), ("zh", "中", 11, 8),
    ):  # fmt: skip
        path = f"talk.{spoken}.srt"
        for number in ("limit_cps_by_language", "_CAPTION_LIMITS"):
            kept, broken = (sample(lines(letter * (2 * limit + more)), path) for more in (0, 1))
            yield Row(number, code, kept, broken)
            texts = [letter * 2 * average] * 9
            kept, broken = (
                sample(lines(*texts, letter * (2 * average + more)), path) for more in (0, 1)
            )
            yield Row(number, "reading_speed_average_high", kept, broken)
    code = "reading_speed_average_high"
    kept, broken = (sample(lines(*["a" * 30] * 9, "a" * count)) for count in (30, 31))
    yield Row("limit_cps", code, kept, broken)
    kept, broken = (sample(lines(*["a" * 40] * count)) for count in (9, 10))
    yield Row("_FEWEST_CUES", code, kept, broken)
    code = "reading_speed_low"
    kept, broken = (sample(srt((0, 4000, "a" * count))) for count in (20, 19))
    yield Row("limit_cps", code, kept, broken)
    kept, broken = (sample(srt((0, ms, "Hi"))) for ms in (3000, 3001))
    yield Row("longer_than_ms", code, kept, broken)
    code = "reading_speed_wpm_high"
    kept, broken = (sample(lines(long(count))) for count in (6, 7))
    yield Row("limit_wpm", code, kept, broken)
    kept, broken = (sample(srt((0, 1000, long(count)))) for count in (22, 21))
    yield Row("_LONGEST_MS", code, kept, broken, fixed)


def _text() -> Iterator[Row]:
    yield from _advertisements()
    code = "all_caps"
    capitals = "AE AE AE"
    for number, few, many in (
        ("limit_percent", "E" * 194 + "a" * 50, "E" * 195 + "a" * 49),
        ("_LEAST_LETTERS", "E" * 193, "E" * 194),
    ):
        yield Row(number, code, sample(lines(capitals, few)), sample(lines(capitals, many)))
    kept, broken = (sample(lines(words), each_cue=True) for words in ("AE AE", "AE AE AE"))
    yield Row("_LEAST_WORDS", code, kept, broken)
    code = "asr_artifact"
    kept, broken = (sample(lines(*["We all go home now."] * count)) for count in (4, 5))
    yield Row("limit_cues", code, kept, broken)
    bye = "Thanks for watching!"
    kept, broken = (sample(srt((ms, ms + 2000, bye))) for ms in (4999, 5000))
    yield Row("_SILENCE_MS", code, kept, broken)
    kept, broken = (sample(srt((9000, 12_000, bye.ljust(count, "!")))) for count in (161, 160))
    yield Row("_LONGEST_FAREWELL", code, kept, broken)
    kept, broken = (
        sample(lines(" ".join(["ab cd ef"] * 10).replace("b c", blank, 1))) for blank in ("b c", "b  c")
    )  # fmt: skip
    yield Row("_LONG_TEXT", code, kept, broken)
    kept, broken = (sample(lines(" ".join([words] * 30))) for words in ("ab cd", "ab cd ef"))
    yield Row("_REPEATED_WORDS", code, kept, broken)
    # Three long words, each of them so many times.
    loop = "somewhere-else elsewhere-too nowhere "
    kept, broken = (sample(lines((loop * count).strip())) for count in (3, 4))
    yield Row("_TIMES", code, kept, broken)
    opened = ["(Hello", *["Hello"] * 20]
    kept, broken = (sample(lines(*opened[:at], "there)", *opened[at + 1 :])) for at in (5, 6))
    yield Row("limit_cues", "unbalanced_brackets", kept, broken)
    opened = ['"Hello', *["Hello"] * 20]
    kept, broken = (sample(lines(*opened[:at], 'there"', *opened[at + 1 :])) for at in (12, 13))
    yield Row("limit_cues", "unbalanced_quotes", kept, broken)
    code = "wrong_script"
    path = "talk.en.srt"
    kept, broken = (sample(lines("a" * count + "б" * (100 - count)), path) for count in (10, 9))
    yield Row("limit_percent", code, kept, broken)
    kept, broken = (sample(lines("б" * count), path) for count in (59, 60))
    yield Row("_LEAST_LETTERS", code, kept, broken)
    kept, broken = (sample(lines(*["1"] * count, "б" * 60), path) for count in (300, 299))
    yield Row("_SAMPLED_CUES", code, kept, broken)
    code = "wrong_language"
    path = "talk.de.srt"

    def words(**counts: int) -> Sample:
        return sample(
            lines(" ".join(" ".join([word] * count) for word, count in counts.items())), path
        )

    yield Row("_LEAST_WORDS", code, words(the=79), words(the=80))
    yield Row("_LEAST_SHARE_PERCENT", code, words(the=11, x=89), words(the=12, x=88))
    for number in ("limit_times", "_TIMES"):
        yield Row(number, code, words(the=40, und=20, x=40), words(the=41, und=20, x=39))
    kept, broken = (sample(lines(*["1"] * count, "the " * 80), path) for count in (400, 399))
    yield Row("_SAMPLED_CUES", code, kept, broken)
    several = ["One...", "Two...", "Three...", "Four...", "Five\N{HORIZONTAL ELLIPSIS}"]
    kept, broken = sample(lines(*several)), sample(lines(*several[1:]))
    number = "rules/style/_choice.py:_SLIP_PERCENT"
    yield Row(number, "ellipsis_style", kept, broken, says("in several ways"))


def _advertisements() -> Iterator[Row]:
    code = "advertisement"

    def among(text: str, at: int = 9, of: int = 22, **options: Value) -> Sample:
        texts = ["Hello there"] * of
        texts[at - 1] = text
        return made(lines(*texts, gap_ms=0), "talk.srt", "", options)

    site, score = "See opensubtitles", 3
    yield Row("limit_score", code, among(site), among(f"{site} @handle"))
    # A site alone is worth as much as is not reported; the place is worth one more.
    yield Row("_FIRST_CUES", code, among(site, 4), among(site, 3))
    yield Row("_LAST_CUES", code, among(site, 12), among(site, 13))
    kept, broken = (sample(srt((ms, ms + 1000, site), *[(ms + 1000, ms + 2000, "Hello")] * 12)) for ms in (900_000, 899_999))  # fmt: skip
    yield Row("_START_MS", code, kept, broken)
    before = [(at * 1000, at * 1000 + 1000, "Hello") for at in range(8)]
    after = [(40_000 + at * 1000, 41_000 + at * 1000, "Hello") for at in range(12)]
    for start, end in ((13_000, 35_001), (12_999, 35_000)):
        kept, broken = sample(srt(*before, (start, end, site), *after)), sample(srt(*before, (13_000, 35_000, site), *after))  # fmt: skip
        yield Row("_PAUSE_MS", code, kept, broken)
    kept, broken = (among(site.ljust(count, "x"), 1) for count in (1001, 1000))
    yield Row("_LONGEST", code, kept, broken)
    # What each sign is worth: one less than the limit, with one for the edge.
    for text, worth in (
        ("Subtitles by Ann", 2), (site, score), ("See www.", 2), ("Hi @handle", 1), ("Support us", 2),
    ):  # fmt: skip
        kept, broken = (among(text, 1, limit_score=limit) for limit in (worth + 1, worth))
        yield Row("_SIGNS", code, kept, broken)


def _files() -> Iterator[Row]:
    def sized(count: int) -> Sample:
        text = lines("a")
        text = text.replace("a", "a" * (count - len(text) + 1))
        return sample(text, warning_bytes=1000, limit_bytes=2000)

    def damaged(count: int) -> Sample:
        return sample(lines("several words\0" * count + "b"))

    yield Row("_PLACES_LISTED", "nul_character", damaged(20), damaged(21), one)

    code = "file_too_large"
    yield Row("warning_bytes", code, sized(1000), sized(1001))
    yield Row("limit_bytes", code, sized(2000), sized(2001), error)

    def joined(last_ms: int, first_ms: int, before: int = 3, after: int = 3) -> Sample:
        first = [(last_ms - 5 * at, last_ms - 5 * at + 1, "a") for at in range(before)][::-1]
        second = [(first_ms + 5 * at, first_ms + 5 * at + 1, "b") for at in range(after)]
        return sample(srt(*first, *second, numbers=[*range(1, before + 1), *range(1, after + 1)]))

    code = "concatenated_files"
    yield Row("_NEAR_ZERO_MS", code, joined(90_000, 60_001), joined(90_000, 60_000))
    yield Row("_LEAST_JUMP_MS", code, joined(19_999, 10_000), joined(20_000, 10_000))
    yield Row("_LEAST_CUES", code, joined(90_000, 0, 2, 3), joined(90_000, 0, 3, 3))
    yield Row("_LEAST_CUES", code, joined(90_000, 0, 3, 2), joined(90_000, 0, 3, 3))


def _siblings() -> Iterator[Row]:
    path = "talk.de.srt"
    words = ["Hallo"] * 10
    kept, broken = (
        sample(lines(*words[:8]), path, lines(*words), limit_percent=limit) for limit in (20, 19)
    )
    yield Row("limit_percent", "sibling_cue_count", kept, broken)
    whole = srt((0, 1000, "Hello there"))
    kept, broken = (sample(srt((0, ms, "Hallo"), (9000, 9900, "x")), path, srt((0, 1000, "Hello there"), (9000, 9900, "x"))) for ms in (400, 399))  # fmt: skip
    yield Row("limit_percent", "sibling_cue_missing", kept, broken)
    kept, broken = (sample(whole, path, srt((0, ms, "Hallo"), (9000, 9900, "x"))) for ms in (400, 399))  # fmt: skip
    yield Row("limit_percent", "sibling_cue_extra", kept, broken)

    def moved(ms: int) -> Sample:
        starts = [10_000 + 1000 * at * at for at in range(20)]
        here, there = (
            srt(*((start + more, start + more + 700, "Hallo") for start in starts))
            for more in (ms, 0)
        )
        return sample(here, path, there)

    for sign in (1, -1):
        yield Row("limit_ms", "sibling_shift", moved(sign * 400), moved(sign * 401))
    code = "untranslated_cue"

    def same(text: str, count: int, of: int) -> Sample:
        here, there = (
            lines(*[text] * count, *[f"{word} other words" for word in [name] * (of - count)])
            for name in ("Das", "The")
        )
        return sample(here, path, there)

    yield Row("limit_characters", code, same("abcdef ghijkl", 1, 3), same("abcdef ghijklm", 1, 3))
    alike = "These words are the same"
    merged = says("say the same")
    yield Row("_LEAST_CUES", code, same(alike, 9, 9), same(alike, 10, 10), merged)
    yield Row("_MOST_PERCENT", code, same(alike, 10, 21), same(alike, 10, 20), merged)


def ttml(*regions: str, body: str = "", shown: int | None = None, attributes: str = "") -> str:
    """A TTML document with regions by their attributes, each of which shows a paragraph."""
    defined = "".join(
        f'<region xml:id="r{at}" {values}/>' for at, values in enumerate(regions, start=1)
    )
    paragraphs = body or "".join(
        f'<p region="r{at}" begin="1s" end="5s">text</p>' for at in range(1, (shown or len(regions)) + 1)
    )  # fmt: skip
    return (
        '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling"'
        ' xmlns:ttp="http://www.w3.org/ns/ttml#parameter" xmlns:ebutts="urn:ebu:tt:style"'
        ' xmlns:itts="http://www.w3.org/ns/ttml/profile/imsc1#styling" xml:lang="en"'
        ' ttp:contentProfiles="http://www.w3.org/ns/ttml/profile/imsc1.1/text"'
        f" {attributes}><head><layout>{defined}</layout></head>"
        f"<body><div>{paragraphs}</div></body></tt>"
    )


def _ttml() -> Iterator[Row]:
    def place(left: float, top: float, width: float = 10, height: float = 10) -> str:
        return f'tts:origin="{left:g}% {top:g}%" tts:extent="{width:g}% {height:g}%"'

    def document(text: str, **options: Value) -> Sample:
        return made(text, "talk.ttml", "", options)

    rows_of = [place(0, 10 * at) for at in range(5)]
    kept, broken = (document(ttml(*rows_of[:count])) for count in (4, 5))
    yield Row("_MOST_REGIONS", "imsc_too_many_regions", kept, broken)
    code = "imsc_region_out_of_bounds"
    for corner in ((90, 0, 10.04, 10), (0, 90, 10, 10.04), (-0.04, 0, 10, 10), (0, -0.04, 10, 10)):
        further = tuple(
            round(value + (0.02 if round(value * 100) % 10 == 4 else -0.02 if value < 0 else 0), 2)
            for value in corner
        )
        yield Row(
            "_TOLERANCE", code, document(ttml(place(*corner))), document(ttml(place(*further)))
        )
    code = "imsc_regions_overlap"
    for far in ((9.96, 0), (0, 9.96)):
        near = tuple(value and 9.94 for value in far)
        kept, broken = (document(ttml(place(0, 0), place(*at))) for at in (far, near))
        yield Row("_TOLERANCE", code, kept, broken)
    code = "ttml_region_outside_area"
    for number, edge, side in (
        ("left_percent", 12.5, (0, -1)), ("right_percent", 77.5, (0, 1)),
        ("top_percent", 5, (1, -1)), ("bottom_percent", 85, (1, 1)),
    ):  # fmt: skip
        axis, way = side
        for name in (number, "_TOLERANCE"):
            at = [[40.0, 40.0], [40.0, 40.0]]
            at[0][axis], at[1][axis] = edge + 0.49 * way, edge + 0.51 * way
            kept, broken = (document(ttml(place(*where))) for where in at)
            yield Row(name, code, kept, broken)

    def sized(font: float, line: float) -> Sample:
        body = f'<p region="r1" begin="1s" end="5s" tts:fontSize="{font:g}rh" tts:lineHeight="{line:g}rh">text</p>'
        return document(ttml(place(0, 0, 100, 100), body=body))

    code = "ttml_font_size_out_of_range"
    for number, font, step in (("smallest_percent", 6, -1), ("largest_percent", 7.5, 1)):
        for name in (number, "_TOLERANCE"):
            kept, broken = (sized(font + more * step, 8) for more in (0.004, 0.006))
            yield Row(name, code, kept, broken)
    for line, step in ((7.2, -1), (9, 1)):
        kept, broken = (sized(7, line + more * step) for more in (0.004, 0.006))
        yield Row("line_percent", code, kept, broken)

    def padded(cells: str) -> Sample:
        body = (
            '<p region="r1" begin="1s" end="5s" itts:fillLineGap="true"'
            f' ebutts:linePadding="{cells}c"><span tts:backgroundColor="black">text</span></p>'
        )
        return document(ttml(place(0, 0, 100, 100), body=body))

    code = "ttml_background_gaps"
    yield Row("smallest_cells", code, padded("0.3"), padded("0.29"))
    yield Row("largest_cells", code, padded("0.8"), padded("0.81"))
    code = "ttml_bad_parameter"
    for rate in (24, 25, 30, 48, 50, 60, 100, 120):
        attributes = f'ttp:frameRate="{rate}"'
        kept, broken = (document(ttml(place(0, 0), attributes=f'{attributes} ttp:frameRateMultiplier="{by}"')) for by in ("1 1", "10001 10000"))  # fmt: skip
        yield Row("_USUAL_RATES", code, kept, broken)
    for by in (("999991 1000000", "999989 1000000"), ("1000009 1000000", "1000011 1000000")):
        kept, broken = (document(ttml(place(0, 0), attributes=f'ttp:frameRate="25" ttp:frameRateMultiplier="{each}"')) for each in by)  # fmt: skip
        yield Row("_TOLERANCE", code, kept, broken)
