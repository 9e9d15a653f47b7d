"""The TTML that is written is valid: our own rules about IMSC find no error in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from caption_qa_action import config
from caption_qa_action.core.diagnostic import Severity
from caption_qa_action.core.errors import FileError
from caption_qa_action.formats import suffixes
from caption_qa_action.pipeline import check_bytes, convert_bytes
from caption_qa_action.rules import RULES

ROOT = Path(__file__).parents[2]
FOLDERS = (ROOT / "examples", ROOT / "tests" / "rules", ROOT.parent / "shared" / "corpus")
LMS = config.load(config.Arguments(preset="lms"), isolated=True)


def captions() -> list[Path]:
    endings = tuple(suffix for suffix, name in suffixes().items() if name != "ttml")
    return sorted(
        path
        for folder in FOLDERS
        for path in folder.rglob("*")
        if path.name.lower().endswith(endings) and path.stat().st_size < 60_000
    )


@pytest.mark.parametrize("path", captions(), ids=lambda path: "/".join(path.parts[-2:]))
def test_written_ttml_has_no_error_of_its_own(path: Path) -> None:
    settings = LMS.settings_for(path.name)
    try:
        written = convert_bytes(path.name, path.read_bytes(), "ttml", settings)
    except FileError as error:
        pytest.skip(f"nothing to write: {error.message}"[:100])
    report = check_bytes("written.ttml", written.data, LMS.settings_for("written.ttml"))
    errors = {
        item.code
        for item in report.diagnostics
        if item.severity is Severity.ERROR and RULES.group(item.code) == "ttml"
    }
    assert errors == set()


def test_the_language_of_the_file_name_is_written() -> None:
    data = b"WEBVTT\n\n00:01.000 --> 00:03.000\nGuten Abend.\n"
    settings = LMS.settings_for("talk.de-AT.vtt")
    written = convert_bytes("talk.de-AT.vtt", data, "ttml", settings)
    assert b'xml:lang="de-AT"' in written.data
