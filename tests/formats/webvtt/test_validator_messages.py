"""Whatever the validator that the W3C links (w3c/webvtt.js) has a message for, a rule finds here."""

from __future__ import annotations

import pytest

from caption_qa_action.core.source import Source
from caption_qa_action.formats import parse
from caption_qa_action.rules import RULES, load

CUE = "00:01.000 --> 00:02.000"


def cue(timing: str = CUE, text: str = "text") -> str:
    return f"WEBVTT\n\n{timing}\n{text}\n"


# The validator's message, a file that provokes it, and the code of the rule that finds it here.
MESSAGES = [
    ("No valid signature.", f"WEBVTTX\n\n{CUE}\n", "missing_webvtt_header"),
    ("No blank line after the signature.", f"WEBVTT\n{CUE}\ntext\n", "header_no_blank_line"),
    ("Cannot have timestamp in a comment.", f"WEBVTT\n\nNOTE\n{CUE}\n", "arrow_in_comment"),
    ("Cannot have timestamp in a style block.", f"WEBVTT\n\nSTYLE\n{CUE}\n", "arrow_in_style"),
    ("Style blocks cannot appear after ...", cue() + "\nSTYLE\n::cue{}\n", "style_after_cue"),
    ("Cue identifier cannot be standalone.", "WEBVTT\n\nid\n", "cue_id_standalone"),
    ("Cue identifier needs to be followed ...", "WEBVTT\n\nid\ntext\n", "cue_id_standalone"),
    ("Blank line missing before cue.", cue() + f"{CUE}\n", "missing_blank_line"),
    ("No timestamp found.", cue("00:01.000 --> "), "invalid_timestamp"),
    (
        "Timestamp must start with a character ...",
        cue("x0:01.000 --> 00:02.000"),
        "invalid_timestamp",
    ),
    ("No time unit separator found.", cue("01.000 --> 00:02.000"), "invalid_timestamp"),
    ("Must be exactly two digits.", cue("00:1.000 --> 00:02.000"), "invalid_timestamp"),
    ("No seconds found or minutes ...", cue("60:01.000 --> 61:02.000"), "invalid_timestamp"),
    ("No decimal separator found.", cue("00:01,000 --> 00:02.000"), "invalid_timestamp"),
    ("Milliseconds must be given in three ...", cue("00:01.00 --> 00:02.000"), "invalid_timestamp"),
    ("... more than 59 minutes.", cue("00:60:01.000 --> 01:01:02.000"), "invalid_timestamp"),
    ("... more than 59 seconds.", cue("00:60.000 --> 01:02.000"), "invalid_timestamp"),
    (
        "Start timestamp is not greater ...",
        cue() + "\n00:00.000 --> 00:01.000\nx\n",
        "cues_out_of_order",
    ),
    ("Timestamp not separated from '-->'", cue("00:01.000--> 00:02.000"), "invalid_timestamp"),
    ("No valid timestamp separator found.", cue("00:01.000 -> 00:02.000"), "invalid_timestamp"),
    ("'-->' not separated from timestamp", cue("00:01.000 -->00:02.000"), "invalid_timestamp"),
    ("End timestamp is not greater ...", cue("00:02.000 --> 00:01.000"), "negative_duration"),
    ("End timestamp is not greater ...", cue("00:02.000 --> 00:02.000"), "zero_duration"),
    ("Duplicate setting.", cue(CUE + " line:0 line:1"), "setting_duplicate"),
    ("No value for setting defined.", cue(CUE + " line:"), "setting_invalid"),
    ("Writing direction can only be ...", cue(CUE + " vertical:tb"), "setting_invalid"),
    ("Line position takes a number ...", cue(CUE + " line:top"), "setting_invalid"),
    ("Line position can only have '-' ...", cue(CUE + " line:1-"), "setting_invalid"),
    ("Line position can only have '%' ...", cue(CUE + " line:1%1"), "setting_invalid"),
    ("Line position cannot be a negative ...", cue(CUE + " line:-1%"), "setting_invalid"),
    ("Line position cannot be >100%.", cue(CUE + " line:101%"), "setting_invalid"),
    ("Line position needs to be a number", cue(CUE + " line:-"), "setting_invalid"),
    ("Line alignment needs to be one of ...", cue(CUE + " line:1,left"), "setting_invalid"),
    ("Text position must be a percentage.", cue(CUE + " position:1"), "setting_invalid"),
    ("Text position needs to be between ...", cue(CUE + " position:101%"), "setting_invalid"),
    ("Line position needs to be a number", cue(CUE + " position:x%"), "setting_invalid"),
    ("Position alignment needs to be ...", cue(CUE + " position:1%,left"), "setting_invalid"),
    ("Size must be a percentage.", cue(CUE + " size:1"), "setting_invalid"),
    ("Size cannot be >100%.", cue(CUE + " size:101%"), "setting_invalid"),
    ("Size needs to be a number", cue(CUE + " size:x%"), "setting_invalid"),
    ("Size needs to be between 0 and 100%.", cue(CUE + " size:-1%"), "setting_invalid"),
    ("Alignment can only be set to ...", cue(CUE + " align:middle"), "setting_invalid"),
    ("Invalid setting.", cue(CUE + " color:red"), "setting_invalid"),
    ("Timestamp must not have trailing ...", cue(text="a<00:01.500x>b"), "bare_less_than"),
    ("Only <v> and <lang> can have ...", cue(text="<i x>a</i>"), "annotation_not_allowed"),
    ("<v> cannot be nested inside itself.", cue(text="<v A><v B>a</v></v>"), "nested_voice"),
    ("<v> requires an annotation.", cue(text="<v>a"), "voice_without_name"),
    ("Incorrect start tag.", cue(text="<x>a"), "unknown_tag"),
    ("Incorrect start tag.", cue(text="<rt>a</rt>"), "rt_outside_ruby"),
    ("Incorrect end tag.", cue(text="a</i>"), "stray_end_tag"),
    ("Timestamp must be between ...", cue(text="a<00:03.000>b"), "cue_timestamp_invalid"),
    (
        "Timestamp must be greater than ...",
        cue(text="a<00:01.500>b<00:01.500>c"),
        "cue_timestamp_invalid",
    ),
    ("Required end tag missing.", cue(text="<i>a"), "unclosed_tag"),
    ("Incorrect escape.", cue(text="a & b"), "bare_ampersand"),
]


@pytest.mark.parametrize(("message", "text", "code"), MESSAGES)
def test_what_the_validator_reports_is_found(message: str, text: str, code: str) -> None:
    document = parse(Source("a.vtt", b"", text), "webvtt")
    assert code in RULES
    assert list(load(code).check(document)), message


VALID = [
    f"WEBVTT\n\nREGION\nid:a\n\n{CUE} region:a\ntext\n",
    f"WEBVTT\n\nNOTE\nall of this\nis a comment\n\n{CUE}\ntext\n\nNOTE\n",
    f"\nWEBVTT header\n\n{CUE} line:-1 position:5%,line-left\n".lstrip("\n"),
]


@pytest.mark.parametrize("text", VALID)
def test_valid_files_have_no_problem(text: str) -> None:
    assert parse(Source("a.vtt", b"", text), "webvtt").problems == []
