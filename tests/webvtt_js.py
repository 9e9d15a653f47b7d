"""The messages of webvtt.js (https://github.com/w3c/webvtt.js, `parser.js`, release 2.2.0), each with
WebVTT that provokes it and the code that says the same here.

The messages are quoted as facts about that program; the samples are our own.
"""

from __future__ import annotations

from typing import NamedTuple


class Message(NamedTuple):
    """One message: the WebVTT that brings it about, and our code; both empty where nothing can."""

    text: str
    sample: str
    code: str
    mode: str = "subtitles"


class Mistake(NamedTuple):
    """WebVTT that webvtt.js calls wrong and that is right, and the code we must not report."""

    sample: str
    message: str
    code: str
    why: str


def _line(timing: str, text: str = "Hello") -> str:
    return f"WEBVTT\n\n{timing}\n{text}\n"


def _set(settings: str) -> str:
    return _line(f"00:01.000 --> 00:03.000 {settings}")


def _text(text: str) -> str:
    return _line("00:01.000 --> 00:03.000", text)


def _chapter(text: str) -> str:
    return f"WEBVTT\nKind: chapters\n\n00:01.000 --> 00:03.000\n{text}\n"


CUE = "00:01.000 --> 00:03.000\nHello\n"

MESSAGES = (
    # The file and its blocks.
    Message(
        'No valid signature. (File needs to start with "WEBVTT".)',
        f"webvtt\n\n{CUE}",
        "missing_webvtt_header",
    ),
    Message("No blank line after the signature.", f"WEBVTT\n{CUE}", "header_no_blank_line"),
    Message(
        "Cannot have timestamp in a comment.",
        f"WEBVTT\n\nNOTE\na --> b\n\n{CUE}",
        "arrow_in_comment",
    ),
    Message(
        "Cannot have timestamp in a style block.",
        f"WEBVTT\n\nSTYLE\n::cue {{ color: red }}\n/* a --> b */\n\n{CUE}",
        "arrow_in_style",
    ),
    Message(
        "Style blocks cannot appear after the first cue.",
        f"WEBVTT\n\n{CUE}\nSTYLE\n::cue {{ color: red }}\n",
        "style_after_cue",
    ),
    Message(
        "Cue identifier cannot be standalone.", f"WEBVTT\n\nlost\n\n{CUE}", "cue_id_standalone"
    ),
    Message(
        "Cue identifier needs to be followed by timestamp.",
        f"WEBVTT\n\nlost\nwords\n\n{CUE}",
        "cue_id_standalone",
    ),
    Message(
        "Blank line missing before cue.",
        f"WEBVTT\n\n{CUE}00:04.000 --> 00:06.000\nAgain\n",
        "missing_blank_line",
    ),
    # The timing line.
    Message("No timestamp found.", _line("00:01.000 -->"), "invalid_timestamp"),
    Message(
        "Timestamp must start with a character in the range 0-9.",
        _line("x0:01.000 --> 00:03.000"),
        "invalid_timestamp",
    ),
    Message("No time unit separator found.", _line("01.000 --> 00:03.000"), "invalid_timestamp"),
    Message("Must be exactly two digits.", _line("00:1.000 --> 00:03.000"), "invalid_timestamp"),
    Message(
        "No seconds found or minutes is greater than 59.",
        _line("00:01.000 --> 60:03.000"),
        "invalid_timestamp",
    ),
    Message(
        'No decimal separator (".") found.', _line("00:01,000 --> 00:03,000"), "invalid_timestamp"
    ),
    Message(
        "Milliseconds must be given in three digits.",
        _line("00:01.00 --> 00:03.000"),
        "invalid_timestamp",
    ),
    Message(
        "You cannot have more than 59 minutes.",
        _line("00:60:01.000 --> 01:01:03.000"),
        "invalid_timestamp",
    ),
    Message(
        "You cannot have more than 59 seconds.",
        _line("00:01.000 --> 00:60.000"),
        "invalid_timestamp",
    ),
    Message(
        "Start timestamp is not greater than or equal to start timestamp of previous cue.",
        f"WEBVTT\n\n00:05.000 --> 00:07.000\nLater\n\n{CUE}",
        "cues_out_of_order",
    ),
    Message(
        "Timestamp not separated from '-->' by whitespace.",
        _line("00:01.000--> 00:03.000"),
        "invalid_timestamp",
    ),
    Message(
        "No valid timestamp separator found.",
        f"WEBVTT\n\n00:01.000 -> 00:03.000 -->\nHello\n\n{CUE}",
        "invalid_timestamp",
    ),
    Message(
        "'-->' not separated from timestamp by whitespace.",
        _line("00:01.000 -->00:03.000"),
        "invalid_timestamp",
    ),
    Message(
        "End timestamp is not greater than start timestamp.",
        _line("00:03.000 --> 00:01.000"),
        "negative_duration",
    ),
    # The cue settings.
    Message("Duplicate setting.", _set("size:50% size:60%"), "setting_duplicate"),
    Message("No value for setting defined.", _set("size:"), "setting_invalid"),
    Message(
        "Writing direction can only be set to 'rl' or 'rl'.",
        _set("vertical:up"),
        "setting_invalid",
    ),
    Message("Line position takes a number or percentage.", _set("line:top"), "setting_invalid"),
    Message("Line position can only have '-' at the start.", "", ""),
    Message("Line position can only have '%' at the end.", "", ""),
    Message("Line position cannot be a negative percentage.", _set("line:-5%"), "setting_invalid"),
    Message("Line position cannot be >100%.", _set("line:101%"), "setting_invalid"),
    Message("Line position needs to be a number", _set("line:-"), "setting_invalid"),
    Message(
        "Line alignment needs to be one of start, center or end",
        _set("line:5%,middle"),
        "setting_invalid",
    ),
    Message("Text position must be a percentage.", _set("position:50"), "setting_invalid"),
    Message(
        "Text position needs to be between 0 and 100%.", _set("position:101%"), "setting_invalid"
    ),
    Message(
        "Position alignment needs to be one of line-left, center or line-right",
        _set("position:50%,middle"),
        "setting_invalid",
    ),
    Message("Size must be a percentage.", _set("size:50"), "setting_invalid"),
    Message("Size cannot be >100%.", _set("size:101%"), "setting_invalid"),
    Message("Size needs to be a number", _set("size:x%"), "setting_invalid"),
    Message("Size needs to be between 0 and 100%.", _set("size:-5%"), "setting_invalid"),
    Message(
        "Alignment can only be set to one of start, center, end, left, right.",
        _set("align:middle"),
        "setting_invalid",
    ),
    Message("Invalid setting.", _set("colour:red"), "setting_invalid"),
    # The text of cues.
    Message(
        "Timestamp must not have trailing characters.",
        _text("Hello <00:02.000 x>there"),
        "bare_less_than",
    ),
    Message(
        "Start tags not allowed in chapter title text.",
        _chapter("<i>Home</i>"),
        "chapter_markup",
        "chapters",
    ),
    Message(
        "Only <v> and <lang> can have an annotation.",
        _text("<i red>Hello</i>"),
        "annotation_not_allowed",
    ),
    Message(
        "<v> cannot be nested inside itself.",
        _text("<v Ann>Hello <v Bob>there</v></v>"),
        "nested_voice",
    ),
    Message("<v> requires an annotation.", _text("<v>Hello</v>"), "voice_without_name"),
    Message("Incorrect start tag.", _text("<x>Hello"), "unknown_tag"),
    Message(
        "End tags not allowed in chapter title text.",
        _chapter("Home</i>"),
        "chapter_markup",
        "chapters",
    ),
    Message("Incorrect end tag.", _text("Hello</i>"), "stray_end_tag"),
    Message(
        "Timestamp not allowed in chapter title text.",
        _chapter("Way <00:02.000>home"),
        "chapter_markup",
        "chapters",
    ),
    Message(
        "Timestamp must be between start timestamp and end timestamp.",
        _text("Hello <00:09.000>there"),
        "cue_timestamp_invalid",
    ),
    Message(
        "Timestamp must be greater than any previous timestamp.",
        _text("Hello <00:02.000>there <00:01.500>again"),
        "cue_timestamp_invalid",
    ),
    Message("Required end tag missing.", _text("<i>Hello"), "unclosed_tag"),
    Message("Incorrect escape.", _text("Salt & pepper"), "bare_ampersand"),
    Message("Never happens.", "", ""),
)

MISTAKES = (
    Mistake(
        "WEBVTT\n\nREGION\nid:top\nwidth:40%\n\n00:01.000 --> 00:03.000 region:top\nHello\n",
        "Invalid setting.",
        "setting_unknown",
        "the cue setting `region:` is in the standard (section 4.4)",
    ),
    Mistake(
        f"WEBVTT\n\nREGION\nid:top\nwidth:40%\n\n{CUE}",
        "Cue identifier needs to be followed by timestamp.",
        "cue_id_standalone",
        "`REGION` blocks are in the standard (section 4.1)",
    ),
    Mistake(
        f"WEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:900000\n\n{CUE}",
        "No blank line after the signature.",
        "header_no_blank_line",
        "HLS requires this line in segments, right below `WEBVTT` (RFC 8216, section 3.5); as WebVTT alone does not know it, it is information here: `header_metadata`",
    ),
    Mistake(
        _text("Caf&eacute;"),
        "Incorrect escape.",
        "bare_ampersand",
        "every character reference of HTML is allowed (section 4.2.2); "
        "webvtt.js knows six names unless it is given more",
    ),
    Mistake(
        _text("Caf&#xE9;"),
        "Incorrect escape.",
        "bare_ampersand",
        "a reference by number may have hexadecimal letters (section 4.2.2)",
    ),
)
