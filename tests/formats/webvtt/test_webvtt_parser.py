"""How WebVTT is read: as a browser does, and what is made of what a browser drops."""

from __future__ import annotations

import pytest

from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.source import Source
from caption_qa_action.formats import detect
from caption_qa_action.formats.webvtt import reader as webvtt

GOOD = "00:01.000 --> 00:02.000\ntext\n"


def parse(text: str, path: str = "talk.vtt") -> Document:
    return webvtt.parse(Source(path, b"", text))


def only_cue(document: Document) -> Cue:
    [cue] = document.cues
    return cue


def noticed(document: Document) -> list[tuple[str, str, str]]:
    """Every problem: its code, its detail, and the text it points at."""
    text = document.source.text
    return [
        (problem.code, problem.detail, text[problem.span.start : problem.span.end])
        for problem in document.problems
    ]


@pytest.mark.parametrize(
    ("line", "times", "problems"),
    [
        ("00:01,000 --> 00:02.000", (1000, 2000), [("separator", "00:01,000")]),
        ("00:00:01:000 --> 00:02.000", (1000, 2000), [("separator", "00:00:01:000")]),
        ("00.00:01.000 --> 00:02.000", (1000, 2000), [("separator", "00.00:01.000")]),
        ("00:01.5 --> 00:02.46", (1500, 2460), [("fraction_digits", "00:01.5"), ("fraction_digits", "00:02.46")]),
        ("00:00:01 --> 00:02.000", (1000, 2000), [("fraction_digits", "00:00:01")]),
        ("00:01.00049 --> 00:02.000", (1000, 2000), [("fraction_digits", "00:01.00049")]),
        ("0:01.000 --> 00:2.000", (1000, 2000), [("field_width", "0:01.000"), ("field_width", "00:2.000")]),
        ("00:61.000 --> 62:00.000", (61_000, 3_720_000), [("range", "00:61.000"), ("range", "62:00.000")]),
        ("+00:01.000 --> 00:02.000", (1000, 2000), [("sign", "+00:01.000")]),
        ("٠٠:٠١.٠٠٠ --> 00:02.000", (1000, 2000), [("non_ascii_digits", "٠٠:٠١.٠٠٠")]),
        ("00:01.000 -> 00:02.000", (1000, 2000), [("arrow", " -> ")]),
        ("00:01.000 —> 00:02.000", (1000, 2000), [("arrow", " —> ")]),
        ("00:01.000 - -> 00:02.000", (1000, 2000), [("arrow", " - -> ")]),
        ("00:01.000 → 00:02.000", (1000, 2000), [("arrow", " → ")]),
        ("00:0x.000 --> 00:02.000", (0, 2000), [("unparseable", "00:0x.000")]),
        ("00:01.000 --> 00:0x.000", (1000, 3000), [("unparseable", "00:0x.000")]),
    ],
)  # fmt: skip
def test_a_timing_line_that_browsers_drop_is_recovered(
    line: str, times: tuple[int, int], problems: list[tuple[str, str]]
) -> None:
    document = parse(f"WEBVTT\n\nid\n{line} align:left\ntext\n")
    cue = only_cue(document)
    assert (cue.identifier, cue.start_ms, cue.end_ms) == ("id", *times)
    assert document.raw(cue) == "text"
    assert noticed(document) == [("invalid_timestamp", *problem) for problem in problems]
    assert webvtt.browser_cues(document) == []


@pytest.mark.parametrize(
    ("line", "problems"),
    [
        ("0:00:01.000 --> 00:00:02.000", [("short_hours", "0:00:01.000")]),
        ("00:01.000-->00:02.000", [("whitespace", "-->")]),
        ("00:01.000 -->\f00:02.000", [("whitespace", " -->\f")]),
        (" 00:01.000 --> 00:02.000", [("whitespace", " ")]),
        ("00:01.000 --> 00:02.000align:left", [("trailing_garbage", "align:left")]),
        ("00:01.000 --> 00:02.000.", [("trailing_garbage", ".")]),
    ],
)
def test_what_browsers_forgive_is_reported(line: str, problems: list[tuple[str, str]]) -> None:
    document = parse(f"WEBVTT\n\n{line}\ntext\n")
    cue = only_cue(document)
    assert (cue.start_ms, cue.end_ms) == (1000, 2000)
    assert noticed(document) == [("invalid_timestamp", *problem) for problem in problems]
    assert webvtt.browser_cues(document) == [cue]


def test_a_negative_time_keeps_its_sign() -> None:
    document = parse("WEBVTT\n\n-00:01.000 --> 00:02.000\ntext\n")
    assert only_cue(document).start_ms == -1000
    assert noticed(document) == [("negative_timestamp", "sign", "-00:01.000")]


def test_a_cue_whose_time_was_guessed_is_named_so() -> None:
    document = parse(f"WEBVTT\n\n{GOOD}\nx1:0y.000 --> 00:0z.000\ntext\n")
    assert document.guessed == {2}
    assert document.cues[1].start_ms == document.cues[0].end_ms


def test_a_line_with_an_arrow_and_no_time_is_lost_text() -> None:
    document = parse("WEBVTT\n\nfile --> save\ntext\n")
    assert document.cues == []
    assert [block.kind for block in document.blocks] == ["header", "junk"]
    assert noticed(document) == [("invalid_timestamp", "unparseable", "file --> save")]


def test_hours_have_no_bound() -> None:
    document = parse("WEBVTT\n\n123:00:00.000 --> 1000000:00:00.000\n\n")
    assert only_cue(document).start_ms == 123 * 3_600_000
    assert document.problems == []


def test_an_hour_of_five_thousand_digits_is_read() -> None:
    document = parse(f"WEBVTT\n\n00:01.000 --> {'9' * 5000}:00:00.000\ntext\n")
    assert only_cue(document).end_ms > 0


def test_two_cues_without_empty_line_are_two() -> None:
    document = parse(f"WEBVTT\n\n{GOOD}00:03.000 --> 00:04.000\nmore\n")
    assert [document.raw(cue) for cue in document.cues] == ["text", "more"]
    assert noticed(document) == [("missing_blank_line", "", "00:03.000 --> 00:04.000")]
    [problem] = document.problems
    assert problem.fix is not None
    assert problem.fix.safe


def test_the_number_of_the_next_cue_is_seen_in_the_text_above_it() -> None:
    document = parse(f"WEBVTT\n\n1\n{GOOD}2\n00:03.000 --> 00:04.000\nmore\n")
    assert document.raw(document.cues[0]) == "text\n2"
    [problem] = document.problems
    assert problem.code == "missing_blank_line"
    assert problem.fix is not None
    assert not problem.fix.safe


def test_an_arrow_in_the_text_ends_it_and_is_reported() -> None:
    document = parse(f"WEBVTT\n\n{GOOD}File --> Save\nmore\n")
    assert document.raw(only_cue(document)) == "text"
    assert noticed(document) == [("arrow_in_text", "", "-->")]
    [problem] = document.problems
    assert problem.fix is not None
    assert [edit.replacement for edit in problem.fix.edits] == ["--&gt;"]


def test_a_second_timing_line_takes_the_text() -> None:
    document = parse(f"WEBVTT\n\n00:05.000 --> 00:06.000\n{GOOD}")
    assert [document.raw(cue) for cue in document.cues] == ["", "text"]
    assert [problem.code for problem in document.problems] == ["missing_blank_line"]


def test_a_line_of_blanks_does_not_end_a_cue() -> None:
    document = parse(f"WEBVTT\n\n{GOOD} \nmore\n")
    assert document.raw(only_cue(document)) == "text\n \nmore"


def test_unicode_line_separators_end_no_line() -> None:
    document = parse("WEBVTT\n\n00:01.000 --> 00:02.000\na\u2028b\x85c\x0bd\n")
    assert document.raw(only_cue(document)) == "a\u2028b\x85c\x0bd"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_every_line_end_is_one(newline: str) -> None:
    text = f"WEBVTT\n\nid\n{GOOD}more\n\n\nNOTE x\n\n{GOOD}".replace("\n", newline)
    document = parse(text)
    assert [document.plain(cue) for cue in document.cues] == ["text\nmore", "text"]
    assert document.problems == []


def test_a_file_without_signature_keeps_its_cues() -> None:
    document = parse(f"\n{GOOD}")
    assert document.raw(only_cue(document)) == "text"
    assert noticed(document) == [("missing_webvtt_header", "missing", "")]
    assert not webvtt.accepted(document.source.text)
    assert webvtt.browser_cues(document) == []


def test_a_file_of_blanks_alone_has_no_problem_of_its_own() -> None:
    assert parse("\n \0\n").problems == []


def test_the_header_is_kept_as_pairs() -> None:
    document = parse(
        "WEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:900000\nKind: descriptions\n"
        f"Language: pt-BR\n\n{GOOD}"
    )
    assert document.header["x-timestamp-map"] == "LOCAL:00:00:00.000,MPEGTS:900000"
    assert (document.kind, document.language) == ("descriptions", "pt-BR")
    assert {problem.code for problem in document.problems} == {"header_metadata"}


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("talk_chapters_en.vtt", "chapters"),
        ("talk.chapters.vtt", "chapters"),
        ("talk-on-chapters.vtt", "captions"),
        ("talk on metadata.vtt", "captions"),
        ("talk_meta.vtt", "metadata"),
        ("sub/talk_description_de.vtt", "descriptions"),
        ("talk_subtitles.vtt", "subtitles"),
        ("metadata/talk.vtt", "captions"),
        ("chapter_3.vtt", "captions"),
    ],
)
def test_the_kind_is_recognised_by_the_file_name(path: str, kind: str) -> None:
    assert parse(f"WEBVTT\n\n{GOOD}", path).kind == kind


CHAPTERS = "00:00.000 --> {0}.000\nWelcome\n\n{0}.000 --> {1}.000\nThe way home\n\n"


@pytest.mark.parametrize(
    ("path", "text", "kind"),
    [
        ("talk.vtt", CHAPTERS.format("05:00", "15:00"), "chapters"),
        ("talk.en.vtt", CHAPTERS.format("01:00", "02:00"), "chapters"),
        ("talk.vtt", CHAPTERS.format("01:30", "01:40"), "chapters"),
        ("talk.vtt", CHAPTERS.format("01:30", "01:39"), "captions"),
        ("talk.vtt", CHAPTERS.format("00:10", "01:10"), "chapters"),
        ("talk.vtt", CHAPTERS.format("00:09", "01:10"), "captions"),
        ("talk.vtt", CHAPTERS.format("00:59", "01:58"), "captions"),
        ("talk-chapters.vtt", CHAPTERS.format("00:15", "00:30"), "chapters"),
        ("chapters/en.vtt", CHAPTERS.format("00:15", "00:30"), "chapters"),
        ("Chapters\\en.vtt", CHAPTERS.format("00:15", "00:30"), "chapters"),
        ("chapters/en.vtt", CHAPTERS.format("00:05", "00:14"), "captions"),
        ("talk-chapters.vtt", CHAPTERS.format("00:14", "00:28"), "captions"),
        ("talk.vtt", CHAPTERS.format("05:00", "15:00").replace("Welcome", "Wel\ncome"), "captions"),
        ("talk.vtt", CHAPTERS.format("05:00", "15:00").replace("00:00", "00:50", 1), "chapters"),
        ("talk.vtt", CHAPTERS.format("05:00", "15:00").replace("05:00", "04:50", 1), "captions"),
        (
            "talk.vtt",
            CHAPTERS.format("05:00", "15:00").replace("05:00.0", "04:59.0", 1),
            "chapters",
        ),
        (
            "talk.vtt",
            CHAPTERS.format("05:00", "15:00").replace("05:00.0", "04:58.9", 1),
            "captions",
        ),
        ("talk.vtt", CHAPTERS.format("05:00", "15:00")[:35], "captions"),
        ("talk_captions.vtt", CHAPTERS.format("05:00", "15:00"), "captions"),
    ],
)
def test_chapters_are_recognised_by_their_times(path: str, text: str, kind: str) -> None:
    assert parse(f"WEBVTT\n\n{text}", path).kind == kind
    assert parse(f"WEBVTT\nKind: subtitles\n\n{text}", path).kind == "subtitles"


def test_a_file_named_metadata_is_metadata_where_its_text_is_for_programs() -> None:
    cue = "00:0{0}.000 --> 00:0{0}.500\n{1}\n\n"
    data = "".join(cue.format(second, '{"x": 1, "y": 2}') for second in (1, 2, 3))
    assert parse(f"WEBVTT\n\n{data}", "talk.meta.vtt").kind == "metadata"
    speech = "".join(cue.format(second, "Where is it kept?") for second in (1, 2, 3))
    assert parse(f"WEBVTT\n\n{speech}", "talk.metadata.vtt").kind == "captions"
    assert parse(f"WEBVTT\nKind: metadata\n\n{speech}", "talk.vtt").kind == "metadata"


def test_tags_keep_their_case_and_places() -> None:
    document = parse(
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<c.a.b>x</c><I><v \t Bob\n B>y<00:01.500>\n"
    )
    text = document.source.text
    tags = document.tags(only_cue(document))
    assert [(tag.kind, tag.name, tag.annotation, tag.classes) for tag in tags] == [
        ("start", "c", "", ("a", "b")),
        ("end", "c", "", ()),
        ("start", "I", "", ()),
        ("start", "v", "Bob B", ()),
        ("timestamp", "00:01.500", "", ()),
    ]
    assert [text[tag.span.start : tag.span.end] for tag in tags] == [
        "<c.a.b>",
        "</c>",
        "<I>",
        "<v \t Bob\n B>",
        "<00:01.500>",
    ]


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("<i>a</i> &amp; b", "a & b"),
        ("&am<i>p;", "&amp;"),
        ("a < b", "a "),
        ("&lt;i&gt;", "<i>"),
        ("&#x41;&#65&nbsp;&unknown;", "AA\u00a0&unknown;"),
        ("<unknown>kept</unknown>", "kept"),
        ("&#" + "9" * 5000 + ";", "\ufffd"),
    ],
)
def test_the_plain_text_is_what_a_viewer_reads(raw: str, plain: str) -> None:
    document = parse(f"WEBVTT\n\n00:01.000 --> 00:02.000\n{raw}\n")
    assert document.plain(only_cue(document)) == plain


def test_cues_at_different_places_have_different_placements() -> None:
    settings = ["", " align:left", " line:0", " line:0 size:50%", " vertical:rl", " position:10%"]
    document = parse(
        "WEBVTT\n\n" + "".join(f"00:01.000 --> 00:02.000{each}\nx\n\n" for each in settings)
    )
    placements = [document.placement(cue) for cue in document.cues]
    assert placements == ["", "", "line:0", "line:0", "vertical:rl", "position:10%"]


@pytest.mark.parametrize(
    "line", ["00:01.000 --> 00:02.000 line:0", "id\n 0:01,5->00:02", "x0:01.000 --> 1:00:02.000"]
)
def test_the_times_of_a_cue_have_places(line: str) -> None:
    document = parse(f"WEBVTT\n\n{line}\ntext\n")
    first, second = document.time_spans(only_cue(document))
    text = document.source.text
    assert text[first.start : first.end] in ("00:01.000", "0:01,5", "x0:01.000")
    assert text[second.start : second.end] in ("00:02.000", "00:02", "1:00:02.000")


def test_regions_before_the_first_cue_are_defined() -> None:
    document = parse(
        "WEBVTT\n\nREGION\nid:a width:40%\nlines:2\n\nREGION \nid:a\n\n"
        f"00:01.000 --> 00:02.000 region:a\nx\n\nREGION\nid:b\n\n{GOOD}"
    )
    assert [region.settings for region in document.regions] == [
        (("id", "a"), ("width", "40%"), ("lines", "2")),
        (("id", "a"),),
    ]
    assert webvtt.cue_region(document, document.cues[0]) is document.regions[1]
    assert [problem.code for problem in document.problems] == [
        "region_duplicate_id",
        "region_after_cue",
    ]


@pytest.mark.parametrize(
    ("path", "text", "format"),
    [
        ("a.vtt", f"WEBVTT\n\n{GOOD}", "webvtt"),
        ("a.txt", f"\ufeff\nwebvtt\n\n{GOOD}", "webvtt"),
        ("a.vtt", GOOD, "webvtt"),
        ("a.vtt", "1\n00:00:01,000 --> 00:00:02,000\ntext\n", "srt"),
    ],
)
def test_the_format_is_recognised_by_the_content(path: str, text: str, format: str) -> None:
    assert detect(Source(path, b"", text)) == format


def test_a_cue_whose_end_cannot_be_read_is_shown_for_two_seconds() -> None:
    document = parse("WEBVTT\n\n00:03.000 --> bad\ntext\n")
    cue = only_cue(document)
    assert (cue.start_ms, cue.end_ms) == (3000, 5000)
    assert document.guessed == {1}


def test_a_float_of_javascript_is_read_and_a_missing_end_is_named() -> None:
    document = parse("WEBVTT\n\n00:01.1000000000000001 --> 00:02.000\nOne\n\n00:03.000 -->\nTwo\n")
    assert [(cue.start_ms, cue.end_ms) for cue in document.cues] == [(1100, 2000), (3000, 5000)]
    first, second = [item.message for item in document.problems]
    assert "has 16 digits of milliseconds; 3 are required; taken for 100 ms" in first
    assert second == "the end time is missing; browsers drop the cue"


def test_a_file_of_data_alone_is_metadata_whatever_its_name_is() -> None:
    data = '00:01.000 --> 00:02.000\n{"name": "<x>"}\n\n00:03.000 --> 00:04.000\n{"a":\n[1]}\n\n'
    pictures = "00:01.000 --> 00:02.000\na.jpg#xywh=0,0,160,90\n\n"
    words = "00:05.000 --> 00:06.000\nHi there\n"
    braces = '00:01.000 --> 00:02.000\n{"quoted" words}\n'
    assert parse(f"WEBVTT\n\n{data}", "talk.vtt").kind == "metadata"
    assert parse(f"WEBVTT\n\n{pictures}", "talk.vtt").kind == "metadata"
    assert parse(f"WEBVTT\n\n{data}{words}", "talk.vtt").kind == "captions"
    assert parse(f"WEBVTT\n\n{braces}", "talk.vtt").kind == "captions"
    assert parse("WEBVTT\n\n", "talk.vtt").kind == "captions"
