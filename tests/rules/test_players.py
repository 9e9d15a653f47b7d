"""Severities follow what readers of others lose: the table that benchmarks/readers.py has measured."""

from __future__ import annotations

import pytest

from caption_qa_action.rules import RULES, load, load_all
from caption_qa_action.rules.players import ENGINES, LOSSES, Row, players_section, table
from tests.rules.samples import Sample, case_files, case_sample, check_alone, page_samples

ROWS = [(code, row) for code in RULES for row in table().rows(code)]
_A_READERS_FAULT = "the file is valid; that a reader does not take it is its own fault"
_TEXT_OR_TAGS = (
    "SubRip reserves no sign: words in angle brackets are text to three of five readers; "
    "and what has an end tag, a = or a / in WebVTT is a tag, whose name nobody reads as words"
)
# What is lost is no reason to call these an error.
NO_ERROR = {
    "bare_ampersand": "FFmpeg shows numeric references as they stand, in valid files too",
    "ass_newline_token": "the words are there, with tags as text, which FFmpeg leaves out of the SubRip it is asked for",
    "byte_order_mark": _A_READERS_FAULT,
    "concatenated_files": "each cue can be read; FFmpeg shows cues that are alike once",
    "ebuttd_structure": "the file is valid TTML; presets decide that it must be EBU-TT-D",
    "encoding_not_utf8": "SubRip names no encoding; presets decide which one it must be",
    "too_many_lines": "the words are there, with <br> as text between them",
    "ttml_end_and_dur": _A_READERS_FAULT,
    "ttml_untimed_content": _A_READERS_FAULT,
    "unknown_tag": _TEXT_OR_TAGS,
}
# A reader that does not read the good samples of a rule either: what it makes of the bad ones is no evidence.
_FFMPEG_DROPS_COPIES = "the samples repeat a cue, which FFmpeg shows once"
_PYSUBS2_KEEPS = "pysubs2 shows references and times within words as they stand"
_ONLY_CLOCKS = "pysubs2 reads no frames and no ticks"
FAULTS = {
    ("bare_ampersand", "webvtt"): _PYSUBS2_KEEPS,
    ("bare_less_than", "webvtt"): _PYSUBS2_KEEPS,
    ("cue_timestamp_invalid", "webvtt"): _PYSUBS2_KEEPS,
    ("ebutt_structure", "ttml"): _ONLY_CLOCKS,
    ("imsc_too_many_regions", "ttml"): "neither knows of times that stand on the division",
    ("itt_structure", "ttml"): _ONLY_CLOCKS,
    ("nested_voice", "webvtt"): "pycaption reads the name of a speaker as text",
    ("reading_speed_average_high", "srt"): _FFMPEG_DROPS_COPIES,
    ("sibling_markup_mismatch", "srt"): "pysubs2 takes braces for an override",
    ("ttml_bad_parameter", "ttml"): _ONLY_CLOCKS,
    ("ttml_content_model", "ttml"): "pycaption reads the last division alone",
    ("ttml_dropped_frame", "ttml"): _ONLY_CLOCKS,
    ("ttml_frame_out_of_range", "ttml"): _ONLY_CLOCKS,
    ("ttml_frame_rate_missing", "ttml"): _ONLY_CLOCKS,
    ("ttml_tick_rate_missing", "ttml"): _ONLY_CLOCKS,
    ("wrong_language", "srt"): _FFMPEG_DROPS_COPIES,
    ("wrong_script", "srt"): _FFMPEG_DROPS_COPIES,
}
# Where other defects are in the samples as well, and this one is not what the words are lost by.
NO_ERROR_BESIDE_OTHERS = {
    "ass_tag_in_text": "SubRip has no tags of its own; unsupported_markup names the rest of the sample",
    "duplicate_cue": "a valid file; the reader shows one of two cues that are alike",
    "imsc_hrm": "the file is valid TTML; presets decide that it must meet the limits of IMSC",
    "style_after_cue": "the line below the header takes the words, an error (header_no_blank_line)",
    "xml_doctype": "the readers refuse what is not well-formed, an error of its own",
}
# Errors of one sample, whose rules find things in others that are none.
_MILDER_ELSEWHERE = {
    "encoding_not_utf8": NO_ERROR["encoding_not_utf8"],
    "unknown_tag": NO_ERROR["unknown_tag"],
    "invalid_timestamp": "Apple moves a division so; iTT allows it",
    "stray_bom": "what is not well-formed is an error of its own",
    "whitespace_separator": "line ends of old Macs, which mixed_line_endings reports",
}
# Errors for which no reader need lose a word.
_PARSER = "the parser of the standard ends the block there, and browsers with it"
_UNCERTAIN = "no reading of the time is certain, and each program has another"
ERRORS_ALL_THE_SAME = {
    **dict.fromkeys(
        (
            "imsc_forbidden_feature",
            "imsc_origin_and_position",
            "imsc_region_extent",
            "imsc_region_out_of_bounds",
            "imsc_regions_overlap",
            "imsc_too_many_regions",
        ),
        "the document declares IMSC, or a preset asks for it, and it is none",
    ),
    "arrow_in_comment": _PARSER,
    "arrow_in_style": _PARSER,
    "arrow_in_text": _PARSER,
    "bare_less_than": "the words are hidden: readers agree with this tool, so that nothing is lost beside it",
    "ass_missing_section": "a script without events shows nothing",
    "file_too_large": "it was not checked",
    "invalid_timestamp": _UNCERTAIN,
    "negative_duration": "no player can show it",
    "negative_timestamp": _UNCERTAIN,
    "no_cues": "nothing is shown",
    "nul_character": "the text ends there for programs written in C",
    "orphan_text": "words that no player shows",
    "sami_text_outside_sync": "words that no player shows",
    "mixed_formats": "readers lose what is of the second format, and the errors beside it are its lines",
    "scc_header_missing": "decoders know the file by its first line",
    "ttml_bad_parameter": "no TTML: every time is counted by it",
    "ttml_dropped_frame": "no frame has that number, so that no time is right",
    "ttml_frame_out_of_range": "no frame has that number, so that no time is right",
    "ttml_frame_rate_missing": "IMSC requires the attribute, and the sample declares IMSC",
    "ttml_id_duplicate": "no valid XML: which style or region is meant is not defined",
    "ttml_lang_missing": "no TTML: the attribute is required",
    "ttml_ref_undefined": "no valid XML: an IDREF names nothing",
    "ttml_style_cycle": "forbidden by TTML, whose styles are then not defined",
    "ttml_tick_rate_missing": "IMSC requires the attribute, and the sample declares IMSC",
    "zero_duration": "WebVTT forbids it, and no player can show it",
    "xml_nested_too_deep": "what is nested deeper was not read",
    "xml_encoding_mismatch": "the words are read in another encoding than the declared one",
}


def samples(code: str) -> dict[str, Sample]:
    """The bad samples of a rule by the names that the table has for them."""
    pages = {f"page {at}": each for at, each in enumerate(page_samples(code, "Bad"), 1)}
    cases = {name: case_sample(code, name) for case, name in case_files() if case == code}
    return {**pages, **{name: each for name, each in cases.items() if ".ok." not in name}}


def test_every_row_is_of_a_rule() -> None:
    assert len(ROWS) == table().text.count("\nrow\t")


@pytest.mark.parametrize("code", dict(ROWS))
def test_the_table_is_of_the_samples_and_severities_of_today(code: str) -> None:
    today = samples(code)
    for row in table().rows(code):
        assert row.sample in today, "run python benchmarks/readers.py"
        found, _ = check_alone(code, today[row.sample])
        assert row.severity == max(each.severity for each in found).label, row.sample


@pytest.mark.slow
def test_the_table_has_every_sample_that_readers_know() -> None:
    known = {row.format for _, row in ROWS}
    measured = {(code, row.sample) for code, row in ROWS}
    suffixes = tuple(f".{name}" for name in ("srt", "vtt", "ass", "sbv"))
    assert {"srt", "webvtt", "ass", "sbv", "ttml"} <= known
    missing = {
        (rule.code, name)
        for rule in load_all()
        for name, each in samples(rule.code).items()
        if each.path.endswith(suffixes) and len(each.data) < 5_000
    } - measured
    assert not missing


def test_a_readers_own_fault_has_a_reason() -> None:
    found = {tuple(name.split(" ")) for name in table().faults}
    assert found == FAULTS.keys()
    # No engine is left out where a format has another reader of its own.
    assert not [name for name in table().faults if name.endswith(" ass")]


def loses(row: Row) -> bool:
    """The same law in words of its own: an engine, or two readers, and nothing else is wrong."""
    losers = [name for name, what in row.lost_by.items() if what != "other times"]
    return not row.also and (len(losers) >= 2 or "ffmpeg" in losers or "vtt.js" in losers)


def test_what_players_lose_is_an_error() -> None:
    unruly = {(code, row.sample) for code, row in ROWS if loses(row) and row.severity != "error"}
    assert {code for code, _ in unruly} == NO_ERROR.keys(), sorted(unruly)
    assert all(row.loses == loses(row) for _, row in ROWS)


def test_what_players_lose_beside_other_defects_is_an_error_or_has_a_reason() -> None:
    beside = {code for code, row in ROWS if row.also and loses(row._replace(also=()))}
    errors = {code for code, row in ROWS if row.severity == "error"}
    milder = {
        code
        for code, row in ROWS
        if row.also and row.severity != "error" and loses(row._replace(also=()))
    }
    assert beside - errors - NO_ERROR.keys() == NO_ERROR_BESIDE_OTHERS.keys()
    assert milder & errors <= _MILDER_ELSEWHERE.keys(), milder & errors


def test_an_error_is_something_that_players_lose_or_has_a_reason() -> None:
    lost = {code for code, row in ROWS if loses(row) and row.severity == "error"}
    errors = {code for code, row in ROWS if not loses(row) and row.severity == "error"}
    assert errors - lost <= ERRORS_ALL_THE_SAME.keys() <= errors, (
        errors - lost - ERRORS_ALL_THE_SAME.keys(),
        ERRORS_ALL_THE_SAME.keys() - errors,
    )


@pytest.mark.parametrize(
    ("lost_by", "also", "is_evidence"),
    [
        ({}, (), False),
        ({"srt": "refuses"}, (), False),
        ({"srt": "refuses", "pycaption": "loses words"}, (), True),
        ({"srt": "refuses", "pycaption": "other times"}, (), False),
        ({"ffmpeg": "loses cues"}, (), True),
        ({"vtt.js": "loses words"}, (), True),
        ({"ffmpeg": "other times"}, (), False),
        ({"ffmpeg": "refuses", "srt": "refuses"}, ("bad_index",), False),
    ],
)
def test_two_readers_or_one_that_plays_are_evidence(
    lost_by: dict[str, str], also: tuple[str, ...], is_evidence: bool
) -> None:
    assert Row("a", "srt", "warning", also, lost_by).loses == is_evidence


def test_engines_are_among_the_readers() -> None:
    assert set(table().versions) >= ENGINES
    assert {what for _, row in ROWS for what in row.lost_by.values()} == {*LOSSES, "other times"}


def test_a_page_says_what_players_do() -> None:
    section = players_section("invalid_timestamp")
    assert section.startswith("## What players do\n- ASS: ")
    assert "- SRT: ffmpeg refuses " in section
    assert f"srt {table().versions['srt']}" in section
    assert "A valid file is never an error" in section
    assert "reads all words" in players_section("double_space")
    assert players_section("json_schema") == ""
    assert load("json_schema").code == "json_schema"
