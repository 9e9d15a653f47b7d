"""What every format owes: it never raises, its tiles cover the text, and nothing is changed."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from caption_qa_action.core.document import Document
from caption_qa_action.core.source import Source
from caption_qa_action.files.decode import decode
from caption_qa_action.formats import FORMATS, parse, suffixes

ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"
CUTS = 50
FLIPS = 200


def caption_files(folder: Path) -> list[Path]:
    known = set(suffixes())
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() in known)


def own_files() -> list[Path]:
    return [path for name in ("tests", "examples") for path in caption_files(ROOT / name)]


def corpus_files() -> list[object]:
    files = caption_files(CORPUS) if CORPUS.is_dir() else []
    if not files:
        return [
            pytest.param(
                None, marks=pytest.mark.skip(reason="the corpus is not beside the project")
            )
        ]
    return [pytest.param(path, id=str(path.relative_to(CORPUS))) for path in files]


def check(path: str, data: bytes) -> Document:
    source = decode(path, data)
    assert source.encode(source.text) == data, "without edits the bytes are the same"
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


@pytest.mark.parametrize("path", own_files(), ids=lambda path: str(path.relative_to(ROOT)))
def test_every_file_of_the_project_is_read_whole(path: Path) -> None:
    check(path.name, path.read_bytes())


@pytest.mark.parametrize("path", corpus_files())
def test_every_file_of_the_corpus_is_read_whole(path: Path) -> None:
    check(path.name, path.read_bytes())


@pytest.mark.parametrize("path", corpus_files())
def test_a_file_cut_anywhere_is_read_whole(path: Path) -> None:
    data = path.read_bytes()[:200_000]
    for number in range(CUTS):
        check(path.name, data[: len(data) * number // CUTS])


@pytest.mark.parametrize("path", corpus_files())
def test_a_file_with_flipped_bytes_is_read_whole(path: Path) -> None:
    data = path.read_bytes()[:20_000]
    chance = random.Random(f"flips of {path.name}")
    for _ in range(FLIPS if data else 0):
        flipped = bytearray(data)
        flipped[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        check(path.name, bytes(flipped))


@pytest.mark.parametrize("name", list(FORMATS))
@pytest.mark.parametrize(
    "text", ["", "\n", "\r", "\ufeff", "\0", " ", "-->", "\ud800", "WEBVTT", "1\n"]
)
def test_every_format_reads_next_to_nothing(name: str, text: str) -> None:
    assert_well_formed(parse(Source.of(text), name))


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


def test_a_suffix_that_formats_share_is_shared_in_all_of_them() -> None:
    own = [suffix for name in FORMATS for suffix in FORMATS[name].traits.suffixes]
    shared = {suffix for name in FORMATS for suffix in FORMATS[name].traits.shared_suffixes}
    assert len(own) == len(set(own))
    assert not shared & set(own)


@pytest.mark.parametrize("name", list(FORMATS))
def test_a_file_is_recognised_by_the_beginnings_that_its_format_states(name: str) -> None:
    traits = FORMATS[name].traits
    # Some stand at the head of a section that is not always the first.
    inner = ("Dialogue:", "[V4+ Styles]", "[Events]")
    for beginning in set(traits.beginnings).difference(inner):
        assert any(FORMATS[name].sniff(beginning + rest) for rest in ("\n", " V1.0\n"))
        assert not any(FORMATS[other].sniff(beginning) for other in FORMATS if other != name)
