"""Formats that are only read: checked as what they say would be in another format, converted, and never changed."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from caption_qa_action import config
from caption_qa_action.cli import main
from caption_qa_action.core.source import Source
from caption_qa_action.delivery.convert import convert
from caption_qa_action.engines.bundled.check import check_document
from caption_qa_action.files.decode import decode
from caption_qa_action.fixing import mend
from caption_qa_action.formats import FORMATS, parse
from caption_qa_action.rules import RULES
from tests.captions import Caption, generated

INPUT_ONLY = [name for name in FORMATS if FORMATS[name].traits.is_input_only]
FILES = [caption for caption in generated() if caption.format in INPUT_ONLY]
SETTINGS = config.load(config.Arguments(select=("all",), preview=True), isolated=True).settings_for(
    "talk.json"
)
# What a file alone can have: damage, and what its own format has a rule for.
OF_THE_FILE = {
    "invalid_timestamp", "orphan_text", "conversion_loss", "negative_timestamp", "mixed_line_endings",
}  # fmt: skip


def test_there_are_such_formats() -> None:
    assert INPUT_ONLY == [
        "asr_console",
        "asr_json",
        "csv",
        "fcpxml",
        "mpl2",
        "spruce_stl",
        "timedtext",
    ]
    assert not any(FORMATS[name].is_written for name in INPUT_ONLY)


@pytest.mark.parametrize("caption", FILES, ids=repr)
def test_what_is_found_in_a_file_is_what_is_found_in_its_conversion(caption: Caption) -> None:
    document = parse(decode(caption.name, caption.data))
    other = parse(Source.of(convert(document, "json").text, "talk.json"))
    assert (
        [other.plain(cue) for cue in other.cues]
        == [event.text for event in FORMATS[document.format].to_timeline(document).events]
        if document.format in FORMATS
        else True
    )
    found = Counter(each.code for each in check_document(document, SETTINGS))
    expected = Counter(each.code for each in check_document(other, SETTINGS))
    own = {
        code for code in found if RULES.group(code) in ("json", "xml", "spruce_stl")
    } | OF_THE_FILE
    assert {code: number for code, number in (found - expected).items() if code not in own} == {}
    if not document.guessed:  # a time that is a guess is judged once it is written
        assert expected - found == Counter()


@pytest.mark.parametrize("caption", FILES, ids=repr)
def test_no_fix_is_offered_or_made(caption: Caption) -> None:
    # A byte order mark, which is a safe fix in every other format.
    data = b"\xef\xbb\xbf" + caption.data
    document = parse(decode(caption.name, data))
    if document.format not in INPUT_ONLY:
        return
    found = check_document(document, SETTINGS)
    assert "byte_order_mark" in {each.code for each in found}
    assert [each.code for each in found if each.fix] == []
    result, _ = mend(caption.name, data, SETTINGS, unsafe=True)
    assert result.data == data


@pytest.mark.parametrize("name", INPUT_ONLY)
def test_converting_to_it_is_refused(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "talk.srt").write_text("1\n00:00:01,000 --> 00:00:02,500\nGood evening.\n")
    assert main(["convert", str(tmp_path / "talk.srt"), "--to", name]) == 2
    assert "is only read" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["talk.srt"]
