"""Timing lines that have lost their arrow, inside of the text of a cue."""

from __future__ import annotations

import io
from random import Random

import pytest
import webvtt

from caption_qa_action import config
from caption_qa_action.core.source import Source
from caption_qa_action.core.timeline import Event, Run, Timeline
from caption_qa_action.delivery.convert import convert
from caption_qa_action.fixing import mend
from caption_qa_action.formats import FORMATS, parse
from tests.growth import assert_linear

FIRST = {
    "a.srt": "1\n00:00:01,000 --> 00:00:02,000\nOne is here.\n",
    "a.vtt": "WEBVTT\n\n00:01.000 --> 00:02.000\nOne is here.\n",
    "a.sbv": "0:00:01.000,0:00:02.000\nOne is here.\n",
}
TIMES = {
    "a.srt": ("00:00:05,000", "00:00:06,000"),
    "a.vtt": ("00:05.000", "00:06.000"),
    "a.sbv": ("0:00:05.000", "0:00:06.000"),
}
BETWEEN = (" to ", " bis ", " ", "\t", ", ", " , ", " - ", " – ", "|", " .. ", " > ", " -> ")
ESCAPED = "--&gt;"


@pytest.mark.parametrize("path", FIRST)
@pytest.mark.parametrize("blank", ["", "\n"])
@pytest.mark.parametrize("between", [*BETWEEN, ESCAPED, f" {ESCAPED} "])
def test_a_line_of_nothing_but_times_begins_a_cue(path: str, blank: str, between: str) -> None:
    line = between.join(TIMES[path])
    text = f"{FIRST[path]}{blank}{line}\nTwo is here.\n"
    document = parse(Source.of(text, path))
    found = [(cue.start_ms, cue.end_ms, document.plain(cue)) for cue in document.cues]
    assert found == [(1000, 2000, "One is here."), (5000, 6000, "Two is here.")]
    codes = {problem.code for problem in document.problems}
    assert "invalid_timestamp" in codes
    assert "blank_line_in_cue" not in codes
    spans = document.time_spans(document.cues[1])
    assert tuple(text[start:end] for start, end in spans) == TIMES[path]
    in_force = config.load(config.Arguments(), isolated=True).settings_for(path)
    result, _ = mend(path, text.encode(), in_force)
    again = parse(Source.of(result.data.decode(), path))
    assert [again.plain(cue) for cue in again.cues] == ["One is here.", "Two is here."]


@pytest.mark.parametrize("path", FIRST)
@pytest.mark.parametrize(
    "line",
    [
        "at 10:30 to 11:00",
        "10:30 to 11:00",
        "1:23.4 to 1:24.5",
        "00:00:05.000 to 00:00:06.000 is the time",
        "from 00:00:05.000 to 00:00:06.000",
        "00:00:06.000 to 00:00:05.000",
    ],
)
def test_a_sentence_with_times_is_text(path: str, line: str) -> None:
    document = parse(Source.of(f"{FIRST[path]}{line}\n", path))
    assert [document.plain(cue) for cue in document.cues] == [f"One is here.\n{line}"]


def test_a_line_of_times_in_a_note_is_part_of_the_note() -> None:
    text = "WEBVTT\n\nNOTE\n00:05.000 -> 00:06.000\nnot here\n00:07.000 -> 00:08.000\n"
    assert not parse(Source.of(text, "a.vtt")).cues


@pytest.mark.parametrize("name, path", tuple(zip(("srt", "webvtt", "sbv"), FIRST, strict=True)))
@pytest.mark.parametrize("between", BETWEEN)
def test_text_that_looks_so_is_written_as_text(name: str, path: str, between: str) -> None:
    line = between.join(TIMES["a.sbv"])
    timeline = Timeline((Event(1000, 3000, (Run(f"One\n{line}\nmore"),)),))
    written = FORMATS[name].write(timeline)
    assert len(parse(Source.of(written.text, path)).cues) == 1
    assert "text that reads as a timing line" in {loss.kind for loss in written.losses}


@pytest.mark.parametrize("path", FIRST)
def test_many_lines_of_times_are_read_in_linear_time(path: str) -> None:
    line = " to ".join(TIMES[path])

    def many(count: int) -> Source:
        return Source.of(FIRST[path] + f"{line}\nqza {'-' * 30}\n" * count, path)

    assert len(parse(many(9)).cues) == 10
    assert_linear(many, parse, 500)


UNLIKE = {
    path: [between for between in (*BETWEEN, ESCAPED, ",", " --> ") if between.strip() != own]
    for path, own in (("a.srt", "-->"), ("a.vtt", "-->"), ("a.sbv", ","))
}
GOOD = {path: text.rpartition("One")[0] for path, text in FIRST.items()}


@pytest.mark.parametrize(
    "path, between", [(path, each) for path in UNLIKE for each in UNLIKE[path]]
)
def test_unlike_the_times_above_it_a_line_of_times_is_their_text(path: str, between: str) -> None:
    line = between.join(TIMES["a.sbv" if between == "," else path])
    text = f"{GOOD[path]}{line}\nTwo is here.\n"
    document = parse(Source.of(text, path))
    assert [(cue.start_ms, cue.end_ms) for cue in document.cues] == [(1000, 2000)]
    shown = line.replace("&gt;", ">") if path == "a.vtt" else line
    assert document.plain(document.cues[0]) == f"{shown}\nTwo is here."
    assert _mended(path, text, unsafe=False) == text


@pytest.mark.parametrize(
    "path, between", [(path, each) for path in UNLIKE for each in UNLIKE[path]]
)
def test_unlike_the_times_of_its_file_a_line_of_times_in_a_text_is_a_guess(
    path: str, between: str
) -> None:
    line = between.join(TIMES["a.sbv" if between == "," else path])
    text = f"{FIRST[path]}{line}\nTwo is here.\n"
    document = parse(Source.of(text, path))
    assert len(document.cues) == 2
    assert _mended(path, text, unsafe=False) == text, "no safe fix"
    assert _mended(path, text, unsafe=True) != text
    losses = {loss.kind for loss in convert(document, "json").losses}
    assert "time that can be read in two ways" in losses


# What may be said in a cue of valid WebVTT, and looks like something else.
HOSTILE = (
    "00:05.000 -> 00:06.000", "0:00:01.000,0:00:02.000", "00:00:01.000 --&gt; 00:00:02.000", "00:00:01,000 --&gt; 00:00:02,000",
    "00:00:05.000 to 00:00:06.000", "00:05.000 → 00:06.000", "[00:01.000]", "00:01.000", "1", "42.", "NOTE", "NOTE no", "STYLE",
    "REGION", "WEBVTT", "Kind: captions", "align:start", "line：15％", "A:middle", "region:fred", "Warning:fire", "Body", "0:01",
)  # fmt: skip


def test_words_of_valid_webvtt_stay_where_they_are() -> None:
    random = Random(13)
    for _ in range(25):
        text = "WEBVTT\n"
        for number in range(3):
            lines = random.choices((*HOSTILE, "Hello."), k=random.randint(1, 3))
            id_line = random.choice(("", "", f"{number}\n", "id\n"))
            shown = "\n".join(lines)
            text += f"\n{id_line}00:1{number}.000 --> 00:1{number}.900\n{shown}\n"
        assert _read(_mended("a.vtt", text, unsafe=False)) == _read(text), text


def _read(text: str) -> list[tuple[str, str, str]]:
    """The cues as another reader gives them."""
    found = webvtt.from_buffer(io.StringIO(text)).captions
    return [(cue.start, cue.end, "".join(cue.raw_text.split())) for cue in found]


def _mended(path: str, text: str, *, unsafe: bool) -> str:
    in_force = config.load(config.Arguments(), isolated=True).settings_for(path)
    return mend(path, text.encode(), in_force, unsafe=unsafe)[0].data.decode()
