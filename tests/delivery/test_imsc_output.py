"""The TTML that is written is valid: our own rules about IMSC find no error in it."""

from __future__ import annotations

import os

import pytest

from caption_qa_action import config
from caption_qa_action.core.diagnostic import Severity
from caption_qa_action.core.errors import FileError
from caption_qa_action.core.measure import shows_nothing
from caption_qa_action.formats import suffixes
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
    # How fast text follows text is decided by the captions.
    assert errors <= inherited | {"imsc_hrm"}


def test_the_language_of_the_file_name_is_written() -> None:
    data = b"WEBVTT\n\n00:01.000 --> 00:03.000\nGuten Abend.\n"
    settings = LMS.settings_for("talk.de-AT.vtt")
    written = convert_bytes("talk.de-AT.vtt", data, "ttml", settings)
    assert b'xml:lang="de-AT"' in written.data
