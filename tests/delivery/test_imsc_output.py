"""The TTML that is written is valid: our own rules about IMSC find no error in it."""

from __future__ import annotations

import os
from xml.sax.saxutils import escape

import pytest

from caption_qa_action import config
from caption_qa_action.core.diagnostic import Severity
from caption_qa_action.core.errors import FileError
from caption_qa_action.core.measure import shows_nothing
from caption_qa_action.core.settings import Settings
from caption_qa_action.core.text import timecode
from caption_qa_action.core.timeline import Run
from caption_qa_action.formats import FORMATS, suffixes
from caption_qa_action.pipeline import check_bytes, diagnose
from caption_qa_action.rules import RULES
from caption_qa_action.runs.convert import convert_bytes
from tests.captions import Caption, everything
from tests.sampling import one_of

LMS = config.load(config.Arguments(preset="lms"), isolated=True)
FILES = [
    caption
    for caption in one_of(4, everything())
    if suffixes().get(os.path.splitext(caption.name)[1].lower()) != "ttml" and caption.size < 60_000
]


@pytest.mark.sampled(7)
@pytest.mark.parametrize("caption", FILES, ids=repr)
def test_written_ttml_has_no_error_of_its_own(caption: Caption) -> None:
    settings = LMS.settings_for(caption.name)
    refused = ""
    try:
        written = convert_bytes(caption.name, caption.data, "ttml", settings)
    except FileError as error:
        refused = error.message
    if refused:
        document = diagnose(caption.name, caption.data, settings).document
        shown = [cue for cue in document.cues if not shows_nothing(document.plain(cue))]
        assert not shown or "encoding is not certain" in refused
        return
    report = check_bytes("written.ttml", written.data, LMS.settings_for("written.ttml"))
    errors = {
        item.code
        for item in report.diagnostics
        if item.severity is Severity.ERROR and RULES.group(item.code) == "ttml"
    }
    # A language tag that is none is kept as it is, and is reported in the source as well.
    found = diagnose(caption.name, caption.data, settings).diagnostics
    inherited = (
        {"ttml_lang_missing"} if any(item.code == "lang_invalid" for item in found) else set()
    )
    if "imsc_hrm" in errors and is_too_much(caption, settings):
        errors.discard("imsc_hrm")
    assert errors <= inherited


def is_too_much(caption: Caption, settings: Settings) -> bool:
    """Whether a player has no time for the captions of a file wherever they stand: in their looks alone, in one region."""
    document = diagnose(caption.name, caption.data, settings).document
    paragraphs = "".join(
        f'<p begin="{event.start_ms}ms" end="{event.end_ms}ms">{"".join(map(span, event.runs))}</p>'
        for event in document.once(FORMATS[document.format].to_timeline).events
        if 0 <= event.start_ms < event.end_ms
    )
    text = (
        '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttp="http://www.w3.org/ns/ttml#parameter" '
        'xmlns:tts="http://www.w3.org/ns/ttml#styling" xml:lang="en" '
        'ttp:contentProfiles="http://www.w3.org/ns/ttml/profile/imsc1.1/text">'
        '<head><layout><region xml:id="r"/></layout></head>'
        f'<body region="r"><div>{paragraphs}</div></body></tt>'
    )
    report = check_bytes("plain.ttml", text.encode(), LMS.settings_for("plain.ttml"))
    return any(
        item.code == "imsc_hrm" and item.severity is Severity.ERROR for item in report.diagnostics
    )


def span(run: Run) -> str:
    """The text of a run in TTML, in its look."""
    shown = "".join(each for each in run.text if each.isprintable() or each == "\n")
    looks = {
        "color": run.style.color,
        "fontStyle": "italic" if run.style.italic else "",
        "fontWeight": "bold" if run.style.bold else "",
        "textDecoration": "underline" if run.style.underline else "",
    }
    attributes = "".join(f' tts:{name}="{value}"' for name, value in looks.items() if value)
    return f"<span{attributes}>{'<br/>'.join(map(escape, shown.split(chr(10))))}</span>"


@pytest.mark.parametrize("step_ms, is_fast", [(40, True), (4_000, False)])
def test_text_alone_is_too_much_for_a_player_where_it_changes_fast(
    step_ms: int, is_fast: bool
) -> None:
    shown = "Letters of all sorts: quick brown foxes jump over lazy dogs, 0123456789. " * 3
    cues = [
        f"{timecode(at * step_ms)} --> {timecode((at + 1) * step_ms)}\n{shown}{at}\n"
        for at in range(24)
    ]
    caption = Caption("talk", "talk.vtt", "\n".join(["WEBVTT\n", *cues]).encode())
    assert is_too_much(caption, LMS.settings_for("talk.vtt")) is is_fast


def test_the_language_of_the_file_name_is_written() -> None:
    data = b"WEBVTT\n\n00:01.000 --> 00:03.000\nGuten Abend.\n"
    settings = LMS.settings_for("talk.de-AT.vtt")
    written = convert_bytes("talk.de-AT.vtt", data, "ttml", settings)
    assert b'xml:lang="de-AT"' in written.data
