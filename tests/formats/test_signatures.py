"""What is captions or a transcript of another program, and not read here, is named once, with what to do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from caption_qa_action import config
from caption_qa_action.api import check_text
from caption_qa_action.cli import main
from caption_qa_action.core.source import Source
from caption_qa_action.engines.bundled.check import check_document
from caption_qa_action.formats import FORMATS, _signatures, detect, is_captions, parse
from tests.captions import generated
from tests.growth import assert_linear

# How each begins, by its title; one without a sample here fails.
SAMPLES = {
    "QuickTime text": "{QTtext}{font:Geneva}{timescale:30}\n[00:00:01.00]\nGood evening.\n[00:00:03.00]\n",
    "RealText": '<window type="generic" duration="10" wordwrap="true">\n<time begin="1"/>Good evening.\n</window>\n',
    "GPAC timed text (TTXT)": (
        '<?xml version="1.0" encoding="UTF-8" ?>\n<!-- GPAC 3GPP Text Stream -->\n<TextStream version="1.1">\n'
        '<TextSample sampleTime="00:00:01.000" text="Good evening."/>\n</TextStream>\n'
    ),
    "Cheetah CAP text": "*NonDropFrame\n\n** Caption Number 1\n*PopOn\n*T 00:00:01:00\nGood evening.\n",
    "Avid DS captions": (
        "@ This file written with the Avid Caption plugin, version 1\n\n<begin subtitles>\n\n"
        "00:00:01:00 00:00:02:12\nGood evening.\n\n<end subtitles>\n"
    ),
    "MacCaption (MCC)": "File Format=MacCaption_MCC V1.0\n\nUUID=1\n",
    "D-Cinema subtitles": '<?xml version="1.0"?>\n<DCSubtitle Version="1.1">\n<SubtitleID>1</SubtitleID></DCSubtitle>\n',
    "BDN XML, the times of subtitle pictures": '<?xml version="1.0" encoding="UTF-8"?>\n<BDN Version="0.93"></BDN>\n',
    "a VobSub index, the times of subtitle pictures": "# VobSub index file, v7 (do not modify this line!)\n",
    "Universal Subtitle Format": '<?xml version="1.0"?>\n<USFSubtitles version="1.0"></USFSubtitles>\n',
    "MPSub": "TITLE=Talk\nFORMAT=TIME\n\n1 2\nGood evening.\n",
    "JACOsub": "#TITLE Talk\n#TIMERES 30\n0:00:01.00 0:00:02.50 D Good evening.\n",
    "AQTitle": "-->> 000024\nGood evening.\n\n-->> 000060\n",
    "SubViewer 1": "************START SCRIPT************\n[00:00:01]\nGood evening.\n",
    "TMPlayer subtitles": "00:00:01:Good|evening.\n00:00:05:Please sit down.\n",
    "a text script of Adobe Encore": "00:00:01:00 00:00:03:00 Good evening.\n00:00:04:00 00:00:05:00 Please.\n",
    "a transcript of Premiere Pro (JSON)": json.dumps({"language": "en-us", "segments": [
        {"duration": 0.5, "speaker": "1", "start": 1.0, "words": [{"duration": 0.5, "eos": True, "start": 1.0, "text": "Good."}]},
    ], "speakers": [{"id": "1", "name": "Ann"}]}),
    "a transcript of Gladia": json.dumps({"id": "1", "result": {"transcription": {"full_transcript": "Good.", "utterances": [
        {"text": "Good.", "start": 1.0, "end": 1.5, "words": [{"word": "Good.", "start": 1.0, "end": 1.5}]},
    ]}}}),
    "the insights of Azure Video Indexer": json.dumps({"videos": [{"insights": {"transcript": [
        {"id": 1, "text": "Good.", "instances": [{"adjustedStart": "0:00:01", "adjustedEnd": "0:00:02", "start": "0:00:01", "end": "0:00:02"}]},
    ]}}]}),
    "a transcript of Premiere Pro (CSV)": (
        '"Speaker Name","Start Time","End Time","Text"\n"Ann","00:00:01:00","00:00:02:12","Good evening."\n'
    ),
    "a transcript of Premiere Pro": "00:00:01:00 - 00:00:02:12\nAnn\nGood evening.\n",
    "KRC, the lyrics of Kugou": "[ti:Song]\n[1000,2000]<0,500,0>Good<500,500,0>night\n[3000,2000]<0,500,0>Moon\n",
    "YRC, the lyrics of NetEase": "[1000,2000](1000,500,0)Good(1500,500,0)night\n[3000,2000](3000,500,0)Moon\n",
    "QRC, the lyrics of QQ Music": "[1000,2000]Good(1000,500)night(1500,500)\n[3000,2000]Moon(3000,1000)\n",
    "a transcript of Otter": "Ann  0:01 \nGood evening.\n\nBen  0:03 \nPlease sit down.\n",
    "a saved caption log of Zoom": "[Ann] 10:02:03\nGood evening.\n\n[Ben] 10:02:05\nPlease sit down.\n",
    "a label track of Audacity": "1.000000\t2.500000\tGood evening.\n3.000000\t4.500000\tPlease sit down.\n",
    "an ELAN annotation document": '<?xml version="1.0"?>\n<ANNOTATION_DOCUMENT AUTHOR=""></ANNOTATION_DOCUMENT>\n',
    "a Praat TextGrid": 'File type = "ooTextFile"\nObject class = "TextGrid"\n\nxmin = 0\n',
    "rich text (RTF)": "{\\rtf1\\ansi 00:00:01:00 , 00:00:02:12 , Good evening.}\n",
    "a project of Final Cut Pro 7 or Premiere Pro (xmeml)": '<?xml version="1.0"?>\n<!DOCTYPE xmeml>\n<xmeml version="5"/>\n',
    "JSON with timed text in a form that is not known": (
        '{"lines": [{"begin": 1000, "finish": 2500, "utterance": "Good evening."},\n'
        ' {"begin": 3000, "finish": 4500, "utterance": "Please sit down."}]}\n'
    ),
    "a PDF document": "%PDF-1.7\n1 0 obj\n",
    "an archive, as word processors write (DOCX, ODT)": "PK\x03\x04 word\n",
    "a web page (HTML)": "<!DOCTYPE html>\n<html><body>Good evening.</body></html>\n",
}  # fmt: skip
SIGNATURES = _signatures.SIGNATURES + _signatures.DOCUMENTS
BY_TITLE = {signature.title: signature for signature in SIGNATURES}


def test_each_signature_has_a_sample() -> None:
    assert SAMPLES.keys() == BY_TITLE.keys()
    assert len(BY_TITLE) == len(SIGNATURES)


@pytest.mark.parametrize("title", list(SAMPLES))
def test_a_file_is_named_once_with_what_to_do(title: str) -> None:
    document = parse(Source.of(SAMPLES[title], "talk"))
    settings = config.load(config.Arguments(), isolated=True).settings_for("talk")
    found = check_document(document, settings)
    assert [(each.code, each.message) for each in found] == [
        ("unknown_format", BY_TITLE[title].message)
    ]
    assert title in found[0].message
    assert len(BY_TITLE[title].advice) > 15
    assert found[0].fix is None


@pytest.mark.parametrize("title", [each.title for each in _signatures.SIGNATURES])
@pytest.mark.parametrize("before", ["\ufeff", "\r\n", " \t"])
def test_what_stands_before_it_hides_nothing(title: str, before: str) -> None:
    found = _signatures.recognise(before + SAMPLES[title].replace("\n", "\r\n"))
    assert found == BY_TITLE[title]


@pytest.mark.parametrize("title", [each.title for each in _signatures.SIGNATURES])
def test_it_is_taken_where_it_is_named_and_in_folders_only_where_it_is_certain(title: str) -> None:
    text = SAMPLES[title]
    assert is_captions(text.encode())
    found = _signatures.recognise(text, certain=True)
    assert (found is not None) == BY_TITLE[title].certain


@pytest.mark.parametrize(
    "title, text",
    [
        ("SubViewer 1", "[00:00:01]\nGood|evening.\n[00:00:03]\n\n[00:00:04]\nPlease.\n"),
        ("SubViewer 1", "[TITLE]\nTalk\n[AUTHOR]\n\n[BEGIN]\n******** START SCRIPT ********\n[00:00:01]\nGood.\n"),
        ("SubViewer 1", "[BEGIN]\n[00:00:01]\nGood.\n[00:00:03]\n[END]\n"),
        ("TMPlayer subtitles", "0:00:01:12 boats|are missing.\n0:00:05:\n"),
        ("TMPlayer subtitles", "00:00:01=Good.\n00:00:05=Please.\n"),
        ("TMPlayer subtitles", "00:00:01:Good.\n"),
        ("a text script of Adobe Encore", "1 00:00:01:00 00:00:03:00 Good.\n"),
        ("a text script of Adobe Encore", "00:00:01;00\t00:00:03;00\tGood.\n"),
    ],
)  # fmt: skip
def test_other_ways_to_write_it_are_named_too(title: str, text: str) -> None:
    assert _signatures.recognise(text) == BY_TITLE[title]
    assert [name for name in FORMATS if FORMATS[name].sniff(text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "10:02:03: server started\n10:02:04: server ended\n",
        "10:02:03:started\n\nand then words\n",
        "[00:01:50]Sung on its line\n[00:03:50]Two\n",
        "start,end,text,more\n1,2,a,b\n",
    ],
)
def test_what_only_resembles_it_is_not_named(text: str) -> None:
    assert _signatures.recognise(text) is None


@pytest.mark.parametrize("title", [each.title for each in _signatures.SIGNATURES if each.suffix])
def test_it_is_named_under_the_suffix_that_it_is_kept_under(title: str) -> None:
    path = f"song{BY_TITLE[title].suffix}"
    for before in ("", "\ufeff", "[ti:Song]\n[ar:Singer]\n"):
        found = [
            (each.code, each.message)
            for each in check_text(before + SAMPLES[title], path).diagnostics
            if each.code != "byte_order_mark"
        ]
        assert found == [("unknown_format", BY_TITLE[title].message)]


@pytest.mark.parametrize(
    "text",
    [
        "[00:01.00]<00:01.00>Good <00:01.50>night\n",
        "[bad]\nGood (1,2) night\n",
        "[00:01.00]Moon (3,4)\n",
    ],
)
def test_lrc_is_none_of_the_lyrics_that_are_named(text: str) -> None:
    assert detect(Source.of(text, "song.lrc")) == "lrc"


def test_converting_it_says_what_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "talk.txt"
    path.write_text(SAMPLES["QuickTime text"])
    assert main(["convert", str(path), "--to", "srt"]) == 2
    assert "this is QuickTime text, which is not read here" in capsys.readouterr().err


def test_no_format_takes_a_file_that_is_only_named() -> None:
    for title, text in SAMPLES.items():
        assert [name for name in FORMATS if FORMATS[name].sniff(text)] == [], title


def test_no_file_that_is_read_has_a_signature_that_is_certain() -> None:
    for caption in generated():
        text = caption.data.decode("utf-8", "replace")
        assert _signatures.recognise(text, certain=True) is None, caption.id


@pytest.mark.parametrize(
    "value",
    [
        {"name": "x", "version": "1.0.0", "dependencies": {"start": "^1.0"}},
        [{"id": 1, "text": "x"}, {"id": 2, "text": "y"}],
        {"entities": [{"begin": 0, "label": "ORG", "content": "x"}]},
        {"cues": 3},
        [],
        {"entities": [{"start": 0, "end": 5, "text": "Paris", "label": "LOC"}]},
        [{"start": 0, "end": 5, "text": "Paris"}, {"start": 9, "end": 15, "text": "London"}],
        [
            {"start": "2020-01-01", "end": "2021-01-01", "text": "Engineer"},
            {"start": "2021-01-01", "end": "2022-01-01", "text": "Director"},
        ],
        {
            "events": [
                {"start": "09:00", "end": "10:00", "text": "Keynote"},
                {"start": "10:00", "end": "11:00", "text": "Lunch"},
            ]
        },
        [{"start": 1, "end": 5, "text": "token"}],
        [{"start": 9, "end": 12, "text": "later"}, {"start": 1, "end": 5, "text": "sooner"}],
    ],
)
def test_other_json_is_not_taken_for_timed_text(value: object) -> None:
    assert not is_captions(json.dumps(value).encode())


@pytest.mark.parametrize(
    "times",
    [(1, 2.5, 3, 4), ("1.5", "2.5", "3s", "4s"), ("00:00:01.0", "00:00:02", "0:00:03", "0:00:04")],
)
def test_json_with_several_texts_and_ascending_times_is_timed_text(
    times: tuple[object, ...],
) -> None:
    entries = [
        {"begin": times[at], "finish": times[at + 1], "lines": ["Good evening."]} for at in (0, 2)
    ]
    assert is_captions(json.dumps({"entries": entries}).encode())


@pytest.mark.parametrize("length, found", [(65_536, True), (65_537, False)])
def test_the_first_65536_characters_are_looked_at(length: int, found: bool) -> None:
    text = "@ x\n" + "@" * (length - 22) + "\n" + "<begin subtitles>"
    assert len(text) == length
    assert (_signatures.recognise(text) is not None) == found


@pytest.mark.parametrize(
    "text", ["<!--", "@ \n", "#x\n", "TITLE=x\n", '{"start": 1, ', "[a] ", "a  0:01 \n", "<window "]
)
def test_a_hostile_text_costs_no_more_than_it_is_long(text: str) -> None:
    assert_linear(lambda size: text * (size // len(text)), _signatures.recognise, 2000)


@pytest.mark.parametrize(
    "value",
    [
        {"blah": [{"caption": "Hi there", "begin": 0.2, "stop": 1.2}]},
        {"text": "x", "words": [{"text": "Hi", "start": 40, "end": 500}]},
        {"lines": [{"text": "Hi there", "start": 1, "end": 3, "parts": [{"w": "Hi"}]}]},
        {"x": [{"content": "Hi", "startTime": 0.2, "endTime": 1.2, "parts": [{"w": "Hi"}]}]},
        [{"id": "1", "begin": "00:00:01,000", "stop": "00:00:02,000", "text": "Hi"}],
        [{"id": "1", "in_time": "00:01.000", "out_time": "00:02.000", "body": "Hi"}],
        [{"startTime": 1000, "endTime": 2000, "text": "Hi"}],
        [{"time": {"start": 1, "end": 10.3, "duration": 9.3}, "content": ["Winter", "comes."]}],
        [{"caption": "Hi", "timestamp": [0.5, 1.5]}],
        {"1": {"from": 0.5, "to": 1.5, "line": "Hi"}, "2": {"from": 2.5, "to": 3.5, "line": "you"}},
        {"text": "Hi you.", "words": [{"text": "Hi", "start": 250, "end": 400}], "turns": [{"text": "Hi you.", "start": 250, "end": 800}]},
        {"a": [{"b": {"c": [{"begin": 9.5, "end": 10.5, "sentence": "later"}, {"begin": 1.5, "end": 2.5, "sentence": "sooner"}]}}]},
    ],
)  # fmt: skip
def test_json_with_one_timed_text_is_named(value: object) -> None:
    text = json.dumps(value)
    assert is_captions(text.encode())
    found = _signatures.recognise(text)
    assert found is not None
    assert "JSON with timed text" in found.title


@pytest.mark.parametrize(
    "value",
    [
        {"words": [{"text": "Paris", "start": 0, "end": 5}]},
        {"meeting": {"text": "Standup", "start": 9, "end": 10}},
        {"words": [{"text": "Hi", "count": 3}]},
        {"animation": {"start": 0.2, "end": 1.2}},
        [{"startTime": 1700000000, "endTime": 1700003600, "text": "Standup"}],
        {"scripts": {"start": "node .", "end": "exit", "text": "x"}},
        {"text": "x", "timestamp": "2024-05-01T10:00:00Z", "duration": "1.5"},
    ],
)
def test_json_with_one_text_at_a_place_is_not(value: object) -> None:
    assert not is_captions(json.dumps(value).encode())


def test_values_of_json_one_after_the_other_are_looked_at_together() -> None:
    lines = [{"begin": at, "finish": at + 2, "text": "Good evening."} for at in (1, 4)]
    assert is_captions("\n".join(map(json.dumps, lines)).encode())
    assert not is_captions(json.dumps(lines[0]).encode())


@pytest.mark.parametrize("seconds, found", [(10**9 - 2, True), (10**9 - 1, False)])
def test_a_time_from_a_thousand_million_on_is_a_date(seconds: int, found: bool) -> None:
    line = {"startTime": 1, "endTime": seconds + 1, "text": "Good evening."}
    assert is_captions(json.dumps([line]).encode()) == found


@pytest.mark.parametrize("values, found", [(1993, True), (1994, False)])
def test_the_first_2000_values_of_json_are_looked_at(values: int, found: bool) -> None:
    line = {"begin": 1.5, "finish": 2.5, "text": "Good evening."}
    assert is_captions(json.dumps([[0] * values, [line]]).encode()) == found


def test_a_document_is_known_where_it_begins_in_the_first_64_characters() -> None:
    caption = "1\n00:00:01,000 --> 00:00:02,000\nHello\n"
    for blanks, format in ((59, "unknown"), (60, "srt")):
        assert detect(Source.of(f"{' ' * blanks}%PDF-1.7\n{caption}", "a.srt")) == format
