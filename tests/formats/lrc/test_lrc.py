"""What LRC files say: lines that last until the next one."""

from __future__ import annotations

from caption_qa_action.core.document import Document
from caption_qa_action.core.source import Source
from caption_qa_action.formats import lrc


def parse(text: str) -> Document:
    return lrc.parse(Source.of(text, "song.lrc"))


def shown(document: Document) -> list[tuple[int, int, str]]:
    return [(cue.start_ms, cue.end_ms, document.plain(cue)) for cue in document.cues]


def test_a_line_is_shown_until_the_next_one() -> None:
    document = parse("[00:01.00]One\n[00:02.5]Two\n[01:03.250]Three\n")
    assert shown(document)[:2] == [(1000, 2500, "One"), (2500, 63_250, "Two")]


def test_the_end_of_the_last_line_is_guessed() -> None:
    assert parse("[00:01.00]One\n[00:02.00]Two\n").guessed == {2}


def test_a_time_without_text_ends_the_line_before() -> None:
    document = parse("[00:01.00]One\n[00:01.50]\n[00:09.00]Two\n")
    assert shown(document)[0] == (1000, 1500, "One")
    assert len(document.cues) == 2


def test_a_line_with_several_times_is_shown_at_each() -> None:
    document = parse("[00:01.00][00:05.00]Chorus\n[00:03.00]Verse\n[00:06.00]\n")
    events = lrc.to_timeline(document).events
    assert [(event.start_ms, event.end_ms, event.text) for event in events] == [
        (1000, 3000, "Chorus"),
        (3000, 5000, "Verse"),
        (5000, 6000, "Chorus"),
    ]


def test_a_positive_offset_shows_lines_sooner() -> None:
    document = parse("[offset:+500]\n[00:01.00]One\n[00:02.00]Two\n")
    assert shown(document)[0] == (500, 1500, "One")


def test_tags_are_the_header() -> None:
    document = parse("[ti: Song ]\n[la:en]\n[#:by hand]\n[00:01.00]One\n")
    assert document.header["ti"] == "Song"
    assert document.language == "en"
    assert lrc.to_timeline(document).title == "Song"


def test_word_times_are_no_text_and_a_loss() -> None:
    document = parse("[00:01.00] <00:01.00> When <00:01.50> the <00:02.00>sun<00:02.10>set\n")
    assert document.plain(document.cues[0]) == "When the sunset"
    (loss,) = lrc.to_timeline(document).losses
    assert loss.kind == "word times"


def test_word_times_may_stand_in_square_brackets() -> None:
    document = parse("[00:01.00]When [00:01.50]the [00:02.00]sun[00:02.10]set at [12:30]\n")
    assert document.plain(document.cues[0]) == "When the sunset at [12:30]"
    (loss,) = lrc.to_timeline(document).losses
    assert loss.kind == "word times"


def test_a_damaged_time_costs_no_line() -> None:
    document = parse("[00:01.00]One\n[0o:02.00]Two\n[00:03.00]Three\n")
    assert [text for *_, text in shown(document)] == ["One", "Two", "Three"]
    assert [problem.code for problem in document.problems] == ["invalid_timestamp"]
    assert 2 in document.guessed


def test_lines_without_a_time_are_reported_once() -> None:
    document = parse("[00:01.00]One\nTwo\nThree\n")
    assert [problem.code for problem in document.problems] == ["orphan_text"]


def test_a_tag_may_have_a_name_of_several_words() -> None:
    document = parse("[ti:Song]\n[t_time:(01:21)]\n[re-mix_2:yes]\n[00:01.00]One\n[00:02.00]\n")
    assert document.problems == []
    assert document.header["t_time"] == "(01:21)"
    assert lrc.sniff("[x-from:here]\n[00:01.00]One")


def test_what_is_sung_in_the_background_is_a_cue_and_ends_no_line() -> None:
    text = "[00:01.00]One <00:01.50>two <00:02.00>\n[bg: <00:02.00>ooh <00:02.50>yeah <00:03.00>]\n[00:04.00]Two\n"
    document = lrc.parse(Source.of(text, "song.lrc"))
    found = [(cue.start_ms, cue.end_ms, document.plain(cue)) for cue in document.cues]
    assert found[:2] == [(1000, 4000, "One two"), (2000, 4000, "ooh yeah")]
    assert document.header == {}


def test_what_is_sung_in_the_background_without_a_time_begins_with_the_line_above() -> None:
    document = lrc.parse(Source.of("[00:01.00]Sung\n[bg: ooh yeah ]\n[00:03.00]More\n"))
    shown = [(cue.start_ms, cue.end_ms, document.plain(cue)) for cue in document.cues]
    assert shown == [(1000, 3000, "Sung"), (1000, 3000, "ooh yeah"), (3000, 8000, "More")]
    assert not lrc.to_timeline(document).losses


def test_who_sings_a_line_is_a_speaker_and_no_text() -> None:
    text = (
        "[00:01.00]v1: Now <00:01.50>he is\n[00:02.00][00:08.00]V2:<00:02.00>She v1: sings\n"
        "[00:04.00]<00:04.00> v1000: Both\n[00:05.00]v2:\n[00:06.00]version v2: no singer\n[00:07.00]\n"
    )
    document = lrc.parse(Source.of(text, "song.lrc"))
    assert document.problems == []
    events = lrc.to_timeline(document).events
    assert [(event.text, event.runs[0].speaker) for event in events] == [
        ("Now he is", "v1"),
        ("She v1: sings", "v2"),
        ("Both", "v1000"),
        ("version v2: no singer", ""),
        ("She v1: sings", "v2"),
    ]
    assert events[2].end_ms == 5000  # the line of v2 without words ends it


def test_a_background_line_whose_time_cannot_be_read_is_beside_the_line_above() -> None:
    document = lrc.parse(Source.of("[00:01.00]Sung\n[bg: <0x:02.00>ooh yeah]\n[00:03.00]\n"))
    shown = [(cue.start_ms, cue.end_ms, document.plain(cue)) for cue in document.cues]
    assert shown == [(1000, 3000, "Sung"), (1000, 3000, "ooh yeah")]
    assert [problem.code for problem in document.problems] == ["invalid_timestamp"]
    assert document.guessed == {2}
    assert document.header == {}


def test_a_damaged_time_that_can_only_mean_the_beginning_is_the_beginning() -> None:
    document = parse("[OO:00.000]One\n[00:02.00]Two\n")
    assert shown(document)[0] == (0, 2000, "One")
    assert 1 in document.guessed


def test_seconds_above_59_may_mean_two_times_and_are_not_written_otherwise() -> None:
    (problem,) = parse("[00:75.00]One\n[01:20.00]Two\n").problems
    assert problem.message == 'seconds above 59 in "00:75.00"'
    assert problem.detail == "range"
    assert problem.is_ambiguous
    assert problem.fix is None
    (other,) = parse("[00:7.00]One\n[01:20.00]Two\n").problems
    assert not other.is_ambiguous
    assert other.fix is not None
