"""The generated captions: every format has some, and what is read of each is as recorded."""

from __future__ import annotations

from pathlib import Path

import pytest

from caption_qa_action.core.source import Source
from caption_qa_action.files.decode import decode, text_encoding, writes_back
from caption_qa_action.formats import FORMATS, detect, parse
from tests.captions import dialect_modules, generated, of_format
from tests.captions.caption import Caption
from tests.captions.reading import describe
from tests.captions.timelines import TIMELINES

GOLDEN = Path(__file__).parent / "golden"
ENCODED = [caption for caption in generated() if caption.encoding]
# Files whose old encoding the bytes cannot tell; the report must say so.
UNCERTAIN: set[str] = set()


@pytest.mark.parametrize("name", list(FORMATS))
def test_every_format_has_generated_captions(name: str) -> None:
    files = of_format(name)
    assert files, (
        f"no captions are generated for the format {name}: give it a `write(timeline)`, or add "
        f"tests/captions/dialects/{name}.py with FILES, a dict of contents by file name"
    )
    cues = {len(parse(decode(file.name, file.data), name).cues) for file in files}
    assert max(cues) > 1


def test_every_dialect_belongs_to_a_format() -> None:
    assert set(dialect_modules()) <= set(FORMATS)


@pytest.mark.parametrize("name", list(FORMATS))
def test_what_is_read_of_generated_captions_is_as_recorded(name: str, update_goldens: bool) -> None:
    path = GOLDEN / f"{name}.txt"
    # What a format writes of a timeline is compared with the timeline instead: see below.
    files = [file for file in of_format(name) if not file.name.startswith("written-")]
    found = "\n".join(map(describe, sorted(files, key=lambda file: file.id)))
    if not files:
        assert not path.exists()
        return
    if update_goldens:
        path.parent.mkdir(exist_ok=True)
        path.write_text(found, encoding="ascii", newline="\n")
    assert found == path.read_text(encoding="ascii")


@pytest.mark.parametrize("caption", generated(), ids=repr)
def test_exactly_the_format_of_generated_captions_knows_them(caption: Caption) -> None:
    source = decode("captions", caption.data)
    if caption.damaged or caption.name.startswith("written-none"):
        assert detect(decode(caption.name, caption.data)) in (caption.format, "webvtt")
        return
    takers = [name for name in FORMATS if FORMATS[name].sniff(source.text)]
    assert takers == [caption.format]


@pytest.mark.parametrize("caption", ENCODED, ids=repr)
def test_a_text_is_the_same_in_every_encoding(caption: Caption) -> None:
    source = decode(caption.name, caption.data)
    codes = [problem.code for problem in source.problems]
    if caption.name in UNCERTAIN:
        assert codes == ["encoding_uncertain"]
        source = decode(caption.name, caption.data, caption.encoding)
    assert source.text == caption.text
    assert source.encoding == text_encoding(caption.encoding)
    if caption.encoding == "utf-8":
        assert codes == []
    elif caption.name not in UNCERTAIN:
        assert codes == ["encoding_not_utf8"]
    assert source.encode(source.text) == caption.data
    assert writes_back(source)
    times = [(cue.start_ms, cue.end_ms) for cue in parse(source).cues]
    assert times == [(1000, 4500), (5000, 8500), (9000, 12500)]


@pytest.mark.parametrize("name", [name for name in FORMATS if FORMATS[name].is_written])
def test_a_written_timeline_is_read_back(name: str) -> None:
    format = FORMATS[name]
    for timeline in TIMELINES.values():
        again = format.to_timeline(parse(Source.of(format.write(timeline).text), name))
        times = [(event.start_ms, event.end_ms) for event in again.events]
        assert times == [(event.start_ms, event.end_ms) for event in timeline.events]
    scripts = TIMELINES["scripts"]
    again = format.to_timeline(parse(Source.of(format.write(scripts).text), name))
    # Not every format has lines within a text.
    words = [event.text.split() for event in again.events]
    assert words == [event.text.split() for event in scripts.events]
