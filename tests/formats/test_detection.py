"""Which format a file is in is recognised by its content, and no format takes the files of another."""

from __future__ import annotations

from pathlib import Path

import pytest

from caption_qa_action.core.source import Source
from caption_qa_action.files.decode import decode
from caption_qa_action.formats import FORMATS, detect
from tests.captions import ROOT, Caption, files_in, of_format, shared

TEXT_FORMATS = {".srt": "srt", ".vtt": "webvtt", ".sbv": "sbv"}
# Files that are broken on purpose: no line of theirs says what they are.
SHAPELESS = ("broken", "empty", "invalid_format")
# What is generated is held to the same in `tests/captions/test_corpus.py`.
FILES = [
    caption
    for caption in (*files_in(ROOT / "examples"), *shared())
    if Path(caption.name).suffix in TEXT_FORMATS and not caption.name.startswith(SHAPELESS)
]


@pytest.mark.parametrize("caption", FILES, ids=repr)
def test_exactly_the_format_of_a_file_knows_its_content(caption: Caption) -> None:
    source = decode("captions", caption.data)
    takers = [name for name in FORMATS if FORMATS[name].sniff(source.text)]
    assert takers == [TEXT_FORMATS[Path(caption.name).suffix]]


@pytest.mark.parametrize(
    "text, format",
    [
        ("{1}{1}25.000\n{25}{50}Good.\n", "microdvd"),
        ("{25}{50}Good.\n", "microdvd"),
        ("{25}{}Good.\n", "microdvd"),
        ("{10}{20}Good.\n{3x}{40}Bad.\n", "microdvd"),
        ("{1O}{20}Good.\n{30{40}Bad.\n", "microdvd"),
        ("{10}{40}Good.\nBad.\n", "microdvd"),
        ("{10}{20}Good.\nBad.\n", "unknown"),
        ("{3}{5}\n{a}{5}\n", "unknown"),
        ("[10][20]Good.\n[3x][40]Bad.\n", "mpl2"),
        ("[1][12] Smith\nBad.\n", "unknown"),
        ("00:00:01.00,00:00:02.50\nGood.[br]Bad.\n", "sbv"),
        ("[INFORMATION]\n[TITLE]x\n[SUBTITLE]\n\n00:00:01.00,00:00:02.50\nGood.\n", "sbv"),
    ],
)
def test_a_sub_file_is_recognised_by_its_content(text: str, format: str) -> None:
    assert detect(Source.of(text, "talk.sub")) == format


@pytest.mark.parametrize(
    "text, format",
    [
        ("[ti:Song]\n[00:12.00]Line\n", "lrc"),
        ("\ufeff\r\n[00:12]Line\r\n", "lrc"),
        ("[00:12.00]Line\r[00:13.00]Line", "lrc"),
        ("[Music]\n[Applause]\n", "unknown"),
        ("[note: none]\ntext\n", "unknown"),
        ("1\r00:00:01,000 --> 00:00:02,000\r[00:12.00] text\r", "srt"),
        ('{"1": "{1}{2}"}', "unknown"),
    ],
)
def test_a_file_without_a_telling_name_is_recognised_by_its_content(text: str, format: str) -> None:
    assert detect(Source.of(text, "talk")) == format


# What begins a file of another format, and the formats whose lines are looked for however it begins.
HEADS = {
    "WEBVTT\n\n": {"ass", "sami", "scc", "webvtt"},
    "<tt>\n": {"asr_console", "ass", "sami", "scc", "srt", "ttml", "webvtt"},
    "{\n": {"asr_console", "asr_json", "ass", "json", "sami", "scc", "srt", "webvtt"},
    "[Script Info]\n": {"asr_console", "asr_json", "ass", "sami", "scc", "srt", "webvtt"},
    "1\n00:00:01,000 --> 00:00:02,000\nOne\n\n": {"asr_console", "ass", "sami", "scc", "srt", "webvtt"},
}  # fmt: skip


@pytest.mark.parametrize("head", list(HEADS))
@pytest.mark.parametrize("name", list(FORMATS))
def test_behind_the_head_of_another_format_a_text_is_not_taken(head: str, name: str) -> None:
    texts = [file.text for file in of_format(name) if file.text and not file.damaged]
    if name not in HEADS[head]:
        assert [text for text in texts if FORMATS[name].sniff(head + text)] == []


@pytest.mark.parametrize(
    "text, taken",
    [
        ("{1}{12}word", False),
        ("{1}{13}word", True),
        ("{1}{2}word\nother", False),
        ("{1}{2}word\n\n{3}{4}x", True),
        ("{1}{}word", True),
        ("{50}{25}word", True),  # its end is before its start, which is for a rule to say
        ("{5}{2}word", False),
    ],
)
def test_a_line_of_frames_alone_is_a_caption_where_it_is_shown_for_a_while(
    text: str, taken: bool
) -> None:
    assert FORMATS["microdvd"].sniff(text) == taken
