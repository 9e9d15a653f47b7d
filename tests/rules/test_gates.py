"""What rules ask first, so that they need not look, hides nothing from them."""

from __future__ import annotations

import math
import random
import re
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caption_qa_action.core import columns
from caption_qa_action.core.document import Document
from caption_qa_action.core.rule import Rule
from caption_qa_action.core.settings import RuleSetting
from caption_qa_action.core.source import Source, Span
from caption_qa_action.engines.bundled.check import rule_in_force
from caption_qa_action.files.decode import decode
from caption_qa_action.formats import ass, parse
from caption_qa_action.formats._arrows import ODD_ARROW, has_odd_arrow
from caption_qa_action.rules import RULES, _reading, _words, load
from caption_qa_action.rules._hits import odd_blanks
from caption_qa_action.rules.layout import line_too_long
from caption_qa_action.rules.text import (
    advertisement,
    all_caps,
    asr_artifact,
    control_character,
    unbalanced_brackets,
    unbalanced_quotes,
    wrong_script,
)
from caption_qa_action.rules.timing import overlapping_cues
from caption_qa_action.rules.timing._times import longer_ms
from tests.captions import everything
from tests.captions.caption import Caption
from tests.rules.patterns import GAP, literal_parts
from tests.rules.samples import page_samples
from tests.sampling import examples

# So many of the files are drawn by a seed, besides the samples of all pages.
_FILES, _LARGEST_BYTES = 250, 20_000
# It reads a single byte as Windows-1252 only where the text has no letters but Latin ones.
_DECIDED_BY_IT = "invalid_utf8_bytes"


def captions() -> list[Caption]:
    found = [caption for caption in everything() if caption.size <= _LARGEST_BYTES]
    samples = [
        Caption.of("", sample.path, sample.data)
        for code in RULES
        for sample in page_samples(code, "Bad")
    ]
    return [*samples, *random.Random(5).sample(found, min(_FILES, len(found)))]


def read(caption: Caption) -> Document:
    return parse(decode(caption.name, caption.data))


def rules_for(document: Document) -> list[Rule]:
    found = []
    for code in RULES:
        rule = rule_in_force(RuleSetting(code, explicit=True), document.traits, preview=True)
        found += [rule] if rule is not None else []
    return found


@pytest.fixture(scope="module")
def characters() -> frozenset[str]:
    """The characters beyond ASCII of all samples and files, so that whatever a rule asks for is among them."""
    return frozenset().union(*(read(caption).source.alphabet for caption in captions()))


def open_gates(document: Document, characters: frozenset[str]) -> None:
    """Let everything be in a document that a rule may ask for before it looks."""
    document.source._alphabet = document.source.alphabet | characters
    document._is_bare = False
    columns.durations_ms(document)  # of each cue, which is no gate
    document._kept[columns._durations] = [-(1 << 40), 1 << 40]
    document._kept[columns._are_in_order] = False
    document._kept[columns._are_apart] = False


@pytest.mark.slow
def test_what_rules_ask_first_hides_nothing(
    characters: frozenset[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = 0
    for caption in captions():
        document, other = read(caption), read(caption)
        open_gates(other, characters)
        for rule in rules_for(document):
            if rule.code == _DECIDED_BY_IT:
                continue
            found = list(rule.check(document))
            with monkeypatch.context() as patch:
                patch.setattr(unbalanced_brackets, "_are_paired", lambda document, brackets: False)
                assert list(rule.check(other)) == found, (rule.code, caption)
            tried += bool(found)
    assert tried > 200


@pytest.mark.parametrize("seed", range(4))
def test_brackets_that_are_paired_on_their_lines_are_never_reported(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(seed)
    paired = 0
    for _ in range(400):
        lines = (
            "".join(chance.choices(["(", ")", "[", "]", " :", "a", "<i>", "x)", "【】"], k=6))
            for _ in "12"
        )
        blocks = (
            f"{at}\n00:00:0{at},000 --> 00:00:0{at},900\n{line}\n"
            for at, line in enumerate(lines, 1)
        )
        document = read(Caption.of("srt", "talk.srt", "\n".join(blocks)))
        with monkeypatch.context() as patch:
            patch.setattr(unbalanced_brackets, "_are_paired", lambda document, brackets: False)
            found = list(unbalanced_brackets.check(document))
        assert list(unbalanced_brackets.check(document)) == found
        paired += not found
    assert paired


def test_brackets_of_one_line_may_be_in_cues_far_apart() -> None:
    texts = ["(Hello", *["Hello"] * 8, "there)"]
    cues = ",".join(
        f'{{"startMs":{at}000,"endMs":{at}900,"text":"{text}"}}' for at, text in enumerate(texts, 1)
    )
    document = read(Caption.of("json", "talk.json", f'{{"cues":[{cues}]}}'))
    assert len(document.cues) == len(texts)
    assert len(list(unbalanced_brackets.check(document))) == 2


@pytest.mark.parametrize("seed", range(20))
def test_every_odd_blank_is_found_once(seed: int) -> None:
    chance = random.Random(seed)
    newline = chance.choice(["\n", "\r\n", "\r"])
    text = "".join(chance.choices([" ", "  ", "a", ",", "?", newline, "<b>"], k=60)).strip(newline)
    while newline * 2 in text:
        text = text.replace(newline * 2, newline)
    document = read(
        Caption.of("srt", "talk.srt", f"1{newline}00:00:01,000 --> 00:00:02,000{newline}{text}")
    )
    (cue,) = document.cues
    expected = [
        (cue.text_start + run.start(), cue.text_start + run.end())
        for run in re.finditer(" +", document.raw(cue))
        if len(run[0]) > 1
        or run.start() == 0
        or run.string[run.start() - 1] in "\r\n"
        or run.string[run.end() : run.end() + 1] in ("", *"\r\n,.?!;:")
    ]
    assert [(blank.start, blank.end) for blank in odd_blanks(document)] == expected


@pytest.mark.slow
def test_no_dialect_adds_characters_that_are_not_in_the_file() -> None:
    """But by a reference: what is known of the file is known of what is shown."""
    for caption in captions():
        document = read(caption)
        if document.shows_own_characters:
            for cue in document.cues:
                others = {each for each in document.plain(cue) if not " " <= each <= "~"}
                assert others - {"\n"} <= document.source.alphabet, caption


def test_every_odd_arrow_is_looked_for() -> None:
    pattern = re.compile(rf"[0-9][ \t]*{ODD_ARROW}")
    heads = [head for head in map(chr, range(0x80, 0x10000)) if pattern.search(f"0 {head}")]
    assert len(heads) > 5
    for head in (*heads, "&gt;"):
        assert has_odd_arrow(f"00:01 {head} 00:02")


@pytest.mark.parametrize("right", range(0, 31, 2))
def test_a_few_cues_decide_about_the_script_as_all_do(
    right: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    cues = [
        f"{at + 1}\n00:00:{at:02},000 --> 00:00:{at:02},900\n"
        f"{'Где ты была' if at % 30 < right else 'Where were you'}\n"
        for at in range(60)
    ]
    random.Random(right).shuffle(cues)
    caption = Caption.of("srt", "talk.ru.srt", "\n".join(cues))
    found = []
    for percent in (0, 20, 100):
        monkeypatch.setattr(wrong_script, "_FIRST_PERCENT", percent)
        document = read(caption)
        document.language = "ru"
        found.append(list(load("wrong_script").check(document)))
    assert found[0] == found[1] == found[2]
    assert bool(found[0]) == (right < 4)


@pytest.mark.parametrize("script", wrong_script._LETTERS)
def test_letters_of_a_script_are_those_of_its_ranges(script: str) -> None:
    pattern = f"[{wrong_script._LETTERS[script].replace(' ', '')}]"
    some = [chr(each) for each in range(0, 0x40000, 7) if not 0xD800 <= each < 0xE000]
    ends = [
        each
        for spelled in wrong_script._LETTERS[script].split()
        for each in (spelled[0], spelled[-1])
    ]
    beside = [chr(ord(each) + step) for each in ends for step in (-1, 0, 0, 1)]
    text = "".join([*some, *beside])
    assert wrong_script._count(text, script) == len(re.findall(pattern, text)) > 0


@pytest.mark.slow
def test_no_control_character_is_passed_over() -> None:
    pattern = re.compile(control_character._CONTROLS)
    for each in map(chr, [*range(0x20), *range(0x7F, 0xD800), *range(0xE000, 0x110000)]):
        if each not in "\r\n":
            assert control_character._may_be_one(each) == bool(pattern.match(each)), each


WORDS = (
    *advertisement._WORDS,
    *asr_artifact._FAREWELL_WORDS,
    *asr_artifact._MARKER_WORDS,
    "kiosk",
    "içi",
    "λόγος",
)
# What is looked for, and the words of which one is in all that is found.
PATTERNS = [
    *((sign.pattern, sign.words) for sign in advertisement._SIGNS),
    (asr_artifact._FAREWELLS, asr_artifact._FAREWELL_WORDS),
    (asr_artifact._MARKERS.lower(), asr_artifact._MARKER_WORDS),
]


@pytest.mark.parametrize(("pattern", "words"), PATTERNS)
def test_whatever_a_pattern_matches_has_one_of_its_words(
    pattern: str, words: tuple[str, ...]
) -> None:
    ways = list(literal_parts(pattern))
    assert ways
    for parts in ways:
        assert any(word in part for word in words for part in parts.split(GAP)), parts


def test_a_pattern_has_the_parts_that_are_in_all_that_it_matches() -> None:
    ways = set(literal_parts(r"\bthank(?:s| you)?(?: x{2,3})? a.b|[0-9]+end"))
    assert ways == {
        f"thank{middle}{more} a{GAP}b" for middle in ("", "s", " you") for more in ("", f" {GAP}")
    } | {f"{GAP}end"}


@pytest.mark.slow
def test_only_letters_that_are_known_become_ascii() -> None:
    become = {each for each in map(chr, range(0x80, 0x110000)) if re.search("[a-z]", each.lower())}
    assert become == set(_words._BECOME_ASCII)


@pytest.mark.parametrize("word", WORDS)
def test_a_word_may_occur_in_whatever_case_it_does(
    word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    others: dict[str, set[str]] = {}
    for each in map(chr, range(0x10000)):
        others.setdefault(_lower(each), set()).add(each)
    chance = random.Random(word)
    for encoding in ("utf-8", "utf-16"):
        for _ in range(40):
            written = "".join(chance.choice(sorted(others.get(each, {each}))) for each in word)
            text = f"1\n00:00:01,000 --> 00:00:02,000\n{written} and on\n"
            document = parse(decode("talk.srt", text.encode(encoding)))
            found = list(_words.cues_with(document, [word], r"\.com\b"))
            with monkeypatch.context() as patch:
                patch.setattr(_words, "may_occur", lambda document, words, pattern: True)
                assert list(_words.cues_with(document, [word], r"\.com\b")) == found
            assert found or "ς" in word or "σ" in word


@pytest.mark.slow
@pytest.mark.sampled(4)
@pytest.mark.parametrize("sign", range(len(advertisement._SIGNS)))
@settings(max_examples=examples(500))
@given(data=st.data())
def test_whatever_is_a_sign_of_an_advertisement_has_one_of_its_words(
    sign: int, data: st.DataObject
) -> None:
    known = advertisement._SIGNS[sign]
    text = data.draw(st.from_regex(known.pattern))
    assert any(word in text for word in known.words)


@pytest.mark.parametrize("limit", [-1, 0, 1, 2, 3, 4, 7])
def test_a_loop_is_looked_for_wherever_it_begins(limit: int) -> None:
    chance = random.Random(limit)
    loops = 0
    for _ in range(150):
        texts = [
            text
            for text in chance.choices(["so it is then", "SO it is", "and on", "♪ la"], k=5)
            for _ in range(chance.choice([1, 1, limit, limit + 1, limit + 2]))
        ]
        document = cues_of(texts)
        found = list(asr_artifact._loops(document, limit))
        assert asr_artifact._may_loop(document, limit) or not found
        loops += bool(found)
    assert loops


@pytest.mark.parametrize("script", sorted(wrong_script._LETTERS))
def test_letters_of_a_script_are_never_counted_too_many(script: str) -> None:
    chance = random.Random(script)
    letters = [
        each for part in wrong_script._LETTERS[script].split() for each in (part[0], part[-1])
    ]
    for _ in range(40):
        text = "".join(chance.choices([*letters, *"aé жअ今“…, <&"], k=60))
        document = cues_of([text])
        least = wrong_script._count_at_least(document, text, script)
        assert least <= wrong_script._count(text, script)
        exact = "&" in text or script == "Latin"
        assert not exact or least == wrong_script._count(text, script)


@pytest.mark.parametrize("spoken", ["", "en", "ja"])
def test_a_text_exceeds_its_limit_where_it_has_an_excess(spoken: str) -> None:
    chance = random.Random(spoken)
    kinds = ["ab c", "é à", "今日 は", "กี่ ่", "👩\u200d👩", "\u200b x", "&amp; y", "<i>z</i>"]
    found = set()
    for _ in range(300):
        some = chance.sample(kinds, 2)
        texts = ["".join(chance.choices(some, k=5)) for _ in "12"]
        document = cues_of(texts)
        document.language = spoken
        bound = _reading.Bound(document, 12, {"ja": 7})
        for cue in document.cues:
            for shown in (document.plain(cue), f"{document.plain(cue)}\n{texts[0]}"):
                excess = bound.excess(shown)
                assert bound.exceeds(shown) == (excess is not None), (shown, excess)
                found.add((bound._is_plain, excess is None))
    assert len(found) == (2 if spoken == "ja" else 4)


@pytest.mark.parametrize("limit", [-1, 0, 1, 2.5, 3, 4])
def test_a_line_end_near_the_middle_leaves_no_line_that_is_too_long(limit: float) -> None:
    chance = random.Random(str(limit))
    texts = ["".join(chance.choices("ab\n", k=chance.randrange(1, 9))) for _ in range(400)]
    document = cues_of([text for text in texts if text == text.strip() and "\n\n" not in text])
    found = {cue.number for cue in line_too_long.check(document, limit_columns=limit).cues}  # type: ignore[arg-type]
    for cue in document.cues:
        is_long = any(len(line) > limit for line in document.plain(cue).split("\n"))
        assert (cue.number in found) == is_long, document.plain(cue)
    assert found


def cues_of(texts: list[str]) -> Document:
    """A document with a cue for each text."""
    blocks = (
        f"{number}\n00:{number // 60:02}:{number % 60:02},000 --> 00:{number // 60:02}:{number % 60:02},900\n{text}\n\n"
        for number, text in enumerate(texts, 1)
    )
    return read(Caption.of("srt", "talk.srt", "".join(blocks)))


@pytest.mark.parametrize("seed", range(4))
def test_cues_that_meet_no_other_need_not_be_compared(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(seed)
    found = 0
    for _ in range(60):
        starts = chance.choices(range(60), k=12)
        times = [(start, start + chance.choice([0, 1, 2, 3, 9])) for start in starts]
        blocks = (
            f"{number}\n00:{start // 60:02}:{start % 60:02},000 --> 00:{end // 60:02}:{end % 60:02},000\nText\n"
            for number, (start, end) in enumerate(times, 1)
        )
        document = read(Caption.of("srt", "talk.srt", "\n".join(blocks)))
        some = list(overlapping_cues.check(document))
        with monkeypatch.context() as patch:
            patch.setattr(overlapping_cues, "_that_meet", lambda cues: cues)
            assert list(overlapping_cues.check(document)) == some
        found += len(some)
    assert found


@pytest.mark.parametrize("mark", ['"', "“", "»"])
@pytest.mark.parametrize(
    "text", ["{}a", 'a <i class="b">c</i> {}', "a\n{}b", "<i>{}</i>", "a&lt;{}"]
)
def test_a_quotation_mark_outside_of_tags_is_looked_for(text: str, mark: str) -> None:
    body = f'<body><div><p begin="1s" end="2s">{text.format(mark)}</p></div></body>'
    written = f'<tt xmlns="http://www.w3.org/ns/ttml">{body}</tt>'
    document = read(Caption.of("ttml", "talk.ttml", written))
    assert unbalanced_quotes._may_be_quoted(document)


@pytest.mark.parametrize(
    ("code", "time"),
    [
        ("ttml_frame_rate_missing", "00:00:01:12"),
        ("ttml_frame_rate_missing", "36f"),
        ("ttml_tick_rate_missing", "90000t"),
    ],
)
@pytest.mark.parametrize("name", ["begin", "end", "dur"])
def test_a_time_in_frames_or_ticks_is_looked_for(code: str, time: str, name: str) -> None:
    body = f'<body><div><p begin="1s" end="2s">a</p><p {name}="{time}">b</p></div></body>'
    written = f'<tt xmlns="http://www.w3.org/ns/ttml">{body}</tt>'
    assert list(load(code).check(read(Caption.of("ttml", "talk.ttml", written))))


@pytest.mark.parametrize("capitals", range(0, 101, 10))
def test_capitals_are_looked_for_wherever_the_small_letters_are(capitals: int) -> None:
    """The gate counts the small letters of a part first."""
    texts = ["WHERE ARE THEY"] * capitals + ["where are they"] * (100 - capitals)
    for each in (texts, texts[::-1]):
        assert all_caps._may_be_capitals(cues_of(each).source) == (capitals > 50)


@pytest.mark.parametrize("frame_rate", [0.5, 7, 23.976, 24, 25, 29.97, 59.94, 60, 1000])
@pytest.mark.parametrize("frames", [0, 1, 2, 3, 12, 1001])
def test_a_frame_that_has_begun_counts(frames: int, frame_rate: float) -> None:
    assert longer_ms(0, frames, frame_rate) == math.ceil(frames * 1000 / frame_rate)


def _lower(letter: str) -> str:
    return letter.replace("İ", "i").lower()


@pytest.mark.parametrize(
    ("code", "odd"), [("ass_unclosed_override", "{odd"), ("ass_unknown_override", "{\\odd}")]
)
def test_a_gate_over_all_blocks_of_a_script_hides_no_text_that_has_one(code: str, odd: str) -> None:
    """Where another event has what is looked for, the gate is open: what is found in the first one stays the same."""
    event = "Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,"
    pieces = ("{", "}", "\\{", "\\}", "\\i1", "\\no", "\\N", "a", "\\pos(1)")
    rule = load(code)

    def found(*texts: str) -> list[tuple[Span, str]]:
        lines = "".join(f"{event}{text}\n" for text in texts)
        document = ass.parse(Source.of(f"[Events]\n{lines}", "a.ass"))
        return [
            (each.span, each.message) for each in rule.check(document) if "odd" not in each.message
        ]

    for number in range(1, 4):
        for drawn in product(pieces, repeat=number):
            text = "".join(drawn)
            assert found(text) == found(text, odd), text
