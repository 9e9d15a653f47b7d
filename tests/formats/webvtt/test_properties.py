"""What holds for every text, however broken."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.source import Source
from caption_qa_action.formats.webvtt import reader as webvtt
from tests.sampling import examples

PIECES = (
    "WEBVTT",
    "webvtt",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\r\n\r\n",
    " ",
    "\t",
    "\f",
    "\0",
    "\ufeff",
    "\udc80",
    "\u2028",
    "NOTE",
    "NOTE x",
    "STYLE",
    "REGION",
    "id:a",
    "width:40%",
    "region:a",
    "::cue { }",
    "}",
    "-->",
    "->",
    "1",
    "00:00:01.000 --> 00:00:02.000",
    "00:01.000 --> 00:02.000 align:middle line:1.5",
    "00:01,000 --> 00:02,5",
    "00:00:61.000 --> 9:00:02.000x",
    "-00:01.000 --> 00:02.000",
    "٠٠:٠٠:٠١.٠٠٠ --> 00:00:02.000",
    "00:01.000 -> 00:02.000",
    "x0:01.000 --> 00:02.000",
    "Language: en",
    "<v Bob>text</v>",
    "<",
    "&amp;",
    "<00:01.500>",
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=30).map("".join) | st.text(max_size=60)


def parse(text: str, *, line_by_line: bool = False) -> Document:
    return webvtt.parse(Source("a.vtt", b"", text), line_by_line=line_by_line)


def parts(cue: Cue) -> tuple[object, ...]:
    return tuple(getattr(cue, name) for name in Cue.__slots__)


@given(TEXTS)
@settings(max_examples=examples(400), deadline=None)
@example("")
@example("WEBVTT")
@example("WEBVTT\n\n00:01.000 --> 00:02.000")
@example("WEBVTT\n\nREGION\nid:\n\n" + "9" * 5000 + ":00:00.000 --> 00:01.000\n&#" + "1" * 5000)
def test_the_tiles_cover_any_text_and_spans_lie_inside(text: str) -> None:
    document = parse(text)
    end = 0
    for tile in document.tiles():
        assert tile.start == end < tile.end
        end = tile.end
    assert end == len(text)
    for cue in document.cues:
        places = (
            cue.block_start,
            cue.timing_start,
            cue.timing_end,
            cue.text_start,
            cue.text_end,
            cue.block_end,
        )
        assert list(places) == sorted(places)
        assert "-->" not in document.raw(cue)
        first, second = document.time_spans(cue)
        assert cue.timing_start <= first.start <= first.end <= second.start <= second.end
        assert second.end <= cue.timing_end
        document.plain(cue)
        document.tags(cue)
        document.placement(cue)
        webvtt.tree(document.raw(cue))
        webvtt.cue_region(document, cue)
    for problem in document.problems:
        assert 0 <= problem.span.start <= problem.span.end <= len(text)
        assert "\n" not in problem.message
        for edit in problem.fix.edits if problem.fix else ():
            assert 0 <= edit.span.start <= edit.span.end <= len(text)


@given(TEXTS)
@settings(max_examples=examples(400), deadline=None)
def test_the_fast_path_and_the_line_machine_agree(text: str) -> None:
    fast, slow = parse(text), parse(text, line_by_line=True)
    assert [parts(cue) for cue in fast.cues] == [parts(cue) for cue in slow.cues]
    assert fast.blocks == slow.blocks
    assert fast.problems == slow.problems
    assert fast.regions == slow.regions


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
@settings(max_examples=examples(200), deadline=None)
def test_the_kind_of_line_end_does_not_matter(text: str) -> None:
    lf = text.replace("\r\n", "\n").replace("\r", "\n")
    documents = [parse(lf), parse(lf.replace("\n", "\r\n")), parse(lf.replace("\n", "\r"))]
    readings = [
        [
            (cue.identifier, cue.start_ms, cue.end_ms, cue.settings, document.plain(cue))
            for cue in document.cues
        ]
        for document in documents
    ]
    assert readings[0] == readings[1] == readings[2]
    codes = [sorted(problem.code for problem in document.problems) for document in documents]
    assert codes[0] == codes[1] == codes[2]


@given(TEXTS)
@settings(max_examples=examples(200), deadline=None)
def test_only_recovered_cues_have_a_problem_with_their_times(text: str) -> None:
    document = parse("WEBVTT\n\n" + text)
    kept = webvtt.browser_cues(document)
    complaints = [
        problem.span
        for problem in document.problems
        if problem.code in ("invalid_timestamp", "negative_timestamp")
    ]
    for cue in document.cues:
        if cue not in kept:
            assert any(
                cue.timing_start <= span.start <= span.end <= cue.timing_end for span in complaints
            )
