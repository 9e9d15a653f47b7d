"""What every format owes: it never raises, its tiles cover the text, and nothing is changed."""

from __future__ import annotations

import random
from fractions import Fraction
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest

from caption_qa_action.core.document import Block, Cue, Document
from caption_qa_action.core.source import Problem, Source
from caption_qa_action.core.timeline import Timeline
from caption_qa_action.core.traits import BEGINNINGS
from caption_qa_action.files.decode import decode, writes_back
from caption_qa_action.formats import FORMATS, format_of_suffix, parse, shared_suffixes, suffixes
from tests.captions import Caption, everything, generated, of_format, shared
from tests.sampling import WHOLE

# `python3 dev.py conserve` tries so many of each file, every other run some.
CUTS, FLIPS = (50, 50) if WHOLE else (10, 10)
# Of a longer file so much is cut and flipped: more of the same cues shows nothing new, and takes as much longer.
MOST_BYTES = 20_000
# An old encoding is guessed anew for each change, which takes a hundred times as long as to read it.
GUESSED_CUTS, GUESSED_FLIPS = (10, 10) if WHOLE else (3, 2)
FILES = [*generated(), *shared()]


def few(caption: Caption) -> bool:
    """Whether a file is in an old encoding."""
    return bool(caption.encoding) and not caption.encoding.startswith("utf-")


def check(path: str, data: bytes) -> Document:
    source = decode(path, data)
    assert source.encode(source.text) == data, "without edits the bytes are the same"
    # Some old encodings have two ways to write a character; those of Unicode have one.
    assert writes_back(source) or not source.encoding.startswith("utf-"), (
        "and with edits all others are"
    )
    document = parse(source)
    assert_well_formed(document)
    return document


def assert_well_formed(document: Document) -> None:
    position = 0
    for span in document.tiles():
        assert span.start == position, "tiles leave no gap and do not overlap"
        assert span.end > span.start, "no tile is empty"
        position = span.end
    assert position == len(document.source.text), "tiles reach the end"
    for cue in document.cues:
        assert cue.block_start <= cue.timing_start <= cue.timing_end <= cue.block_end
        assert cue.text_start <= cue.text_end <= cue.block_end
        assert isinstance(cue.start_ms, int)
        document.plain(cue)
        document.tags(cue)
        document.placement(cue)
    for problem in document.problems:
        assert 0 <= problem.span.start <= problem.span.end <= len(document.source.text)
        for edit in problem.fix.edits if problem.fix else ():
            assert 0 <= edit.span.start <= edit.span.end <= len(document.source.text)


@pytest.mark.sampled(7)
@pytest.mark.parametrize("caption", everything(), ids=repr)
def test_every_file_is_read_whole(caption: Caption) -> None:
    check(caption.name, caption.data)


@pytest.mark.sampled(100)
@pytest.mark.parametrize("caption", FILES, ids=repr)
def test_a_file_cut_anywhere_is_read_whole(caption: Caption) -> None:
    data = caption.data[:MOST_BYTES]
    cuts = GUESSED_CUTS if few(caption) else CUTS
    ends = {len(data) * number // cuts for number in range(cuts)}
    # The last bytes one by one: that is where a file ends and its last cue has ended.
    ends |= set(range(max(len(data) - cuts, 0), len(data)))
    for end in sorted(ends):
        check(caption.name, data[:end])


@pytest.mark.sampled(100)
@pytest.mark.parametrize("caption", FILES, ids=repr)
def test_a_file_with_flipped_bytes_is_read_whole(caption: Caption) -> None:
    data = caption.data[:MOST_BYTES]
    chance = random.Random(f"flips of {caption.name}")
    for _ in range((GUESSED_FLIPS if few(caption) else FLIPS) if data else 0):
        flipped = bytearray(data)
        flipped[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        check(caption.name, bytes(flipped))


@pytest.mark.parametrize("name", list(FORMATS))
@pytest.mark.parametrize(
    "text", ["", "\n", "\r", "\ufeff", "\0", " ", "-->", "\ud800", "WEBVTT", "1\n"]
)
def test_every_format_reads_next_to_nothing(name: str, text: str) -> None:
    document = parse(Source.of(text), name)
    assert_well_formed(document)
    assert (dict(document.header), document.language, document.kind) == ({}, "", "captions")


@pytest.mark.parametrize("name", list(FORMATS))
def test_every_format_states_its_name_and_suffixes(name: str) -> None:
    format = FORMATS[name]
    traits = format.traits
    assert traits.name == name
    assert traits.title
    assert traits.all_suffixes
    assert all(suffix == suffix.lower() and suffix[0] == "." for suffix in traits.all_suffixes)
    assert format.sniff("") is False
    assert parse(Source.of(""), name).traits is traits


@pytest.mark.parametrize("name", [name for name in FORMATS if FORMATS[name].parse_at_rate])
def test_a_frame_rate_that_is_given_counts_where_a_file_states_none(name: str) -> None:
    read = FORMATS[name].parse_at_rate
    assert read is not None
    found: dict[int | None, list[int]] = {None: [], 24: [], 48: []}
    for file in of_format(name):
        source = decode(file.name, file.data)
        for rate, times in found.items():
            cues = read(source, None if rate is None else Fraction(rate)).cues
            times += [ms for cue in cues for ms in (cue.start_ms, cue.end_ms)]
    assert len(found[24]) == len(found[48]) == len(found[None]) > 0
    assert found[None] != found[24] != found[48]


hints = cache(get_type_hints)


def assert_typed(value: object, declared: Any) -> None:
    """That a value is of the type that is declared for it, and so are its fields and items."""
    origin, arguments = get_origin(declared), get_args(declared)
    if origin in (Union, UnionType):
        if value is not None or NoneType not in arguments:
            assert_typed(value, next(each for each in arguments if each is not NoneType))
    elif origin is tuple:
        assert isinstance(value, tuple)
        for item in value:
            assert_typed(item, arguments[0])
    else:
        assert isinstance(value, (int, float) if declared is float else declared), (value, declared)
        assert isinstance(value, bool) == (declared is bool)
        for name, type in hints(declared).items() if hasattr(declared, "_fields") else ():
            assert_typed(getattr(value, name), type)


@pytest.mark.parametrize("name", list(FORMATS))
def test_what_is_read_is_of_the_types_that_are_declared(name: str) -> None:
    for file in of_format(name):
        document = parse(decode(file.name, file.data), name)
        assert_typed(FORMATS[name].to_timeline(document), Timeline)
        assert_typed(tuple(document.problems), tuple[Problem, ...])
        assert_typed(tuple(document.blocks), tuple[Block, ...])
        for cue in document.cues:
            for field in Cue.__slots__:
                assert_typed(getattr(cue, field), hints(Cue.__init__)[field])
            assert_typed(document.plain(cue), str)
            assert_typed(document.placement(cue), str)


def test_a_suffix_that_formats_share_is_shared_in_all_of_them() -> None:
    own = [suffix for name in FORMATS for suffix in FORMATS[name].traits.suffixes]
    shared = {suffix for name in FORMATS for suffix in FORMATS[name].traits.shared_suffixes}
    assert len(own) == len(set(own))
    assert not shared & set(own)


def test_the_format_of_a_suffix_is_found_without_the_others() -> None:
    known, shared = suffixes(), shared_suffixes()
    for name in FORMATS:
        traits = FORMATS[name].traits
        assert all(format_of_suffix(suffix) == name == known[suffix] for suffix in traits.suffixes)
        assert all(suffix not in shared for suffix in traits.suffixes)
        assert all(suffix in known and suffix in shared for suffix in traits.shared_suffixes)
        assert all(format_of_suffix(suffix) == "" for suffix in traits.shared_suffixes)
    assert format_of_suffix(".mp4") == format_of_suffix("") == ""
    assert set(shared) < set(known)
    assert ".mp4" not in known


@pytest.mark.parametrize(("beginning", "name"), BEGINNINGS.items())
def test_a_file_is_recognised_by_its_beginning(beginning: str, name: str) -> None:
    # Some stand at the head of a section that is not always the first.
    if beginning not in ("Dialogue:", "[V4+ Styles]", "[Events]"):
        assert any(FORMATS[name].sniff(beginning + rest) for rest in ("\n", " V1.0\n"))
        assert not any(FORMATS[other].sniff(beginning) for other in FORMATS if other != name)
