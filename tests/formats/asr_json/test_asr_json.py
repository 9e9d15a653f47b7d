"""JSON of speech recognisers: whose it is, how words come to cues, and what hostile values come to."""

from __future__ import annotations

import importlib
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from caption_qa_action.cli import main
from caption_qa_action.core.document import Document
from caption_qa_action.core.source import Source
from caption_qa_action.formats import FORMATS, detect, parse
from caption_qa_action.formats._json_values import Reader, Value
from caption_qa_action.formats.asr_json import recognisers, times
from caption_qa_action.formats.asr_json.dialect import AsrJsonDialect
from caption_qa_action.formats.asr_json.parser import RECOGNISERS, load, recognise
from caption_qa_action.formats.asr_json.unread import unread_texts
from tests.captions.dialects.asr_json import FILES
from tests.formats.asr_json.samples import CHANNELS, SPEAKERS
from tests.formats.test_contract import assert_well_formed
from tests.growth import assert_linear
from tests.sampling import WHOLE

TEXTS = {name: text for name, text in FILES.items() if isinstance(text, str)}
SOUND = {name: text for name, text in TEXTS.items() if not name.startswith("damaged")}
# What each module reads; every file begins with the name of its module's service.
OWNERS = {
    "whisper-cpp": "whisper_cpp", "whisper": "whisper", "transformers": "transformers", "aws": "aws_transcribe",
    "deepgram": "deepgram", "assemblyai": "assemblyai", "rev": "rev_ai", "google": "google_speech",
    "azure": "azure_speech", "vosk": "vosk", "speechmatics": "speechmatics", "ibm": "ibm_watson",
    "elevenlabs": "elevenlabs", "youtube.json3": "youtube_json3", "youtube-transcript": "timed_list",
    "podcast": "podcast_namespace", "parakeet": "sentence_list", "word-list": "timed_list", "aeneas": "aeneas",
    "clock-list": "clock_list", "subtitle-js": "subtitle_js", "subsrt": "subsrt", "japanese": "whisper", "long": "whisper", "empty": "whisper", "two": "whisper",
}  # fmt: skip
SENTENCES = [
    "The lighthouse keeper counts the boats.",
    "Two are missing since the storm.",
    "Mr. Smith waits",
]
OTHERS = (
    "whisper-ru",
    "rev-by",
    "google-v2",
    "japanese",
    "long",
    "empty",
    "two-lines",
    "assemblyai-paragraphs",
    "google-without-times",
)


def owner(name: str) -> str:
    return next(owner for start, owner in OWNERS.items() if name.startswith(start))


def read(value: object) -> Document:
    text = value if isinstance(value, str) else json.dumps(value)
    document = parse(Source.of(text, "talk.json"), "asr_json")
    assert_well_formed(document)
    return document


def shown(document: Document) -> list[tuple[int, int, str]]:
    return [(cue.start_ms, cue.end_ms, document.plain(cue)) for cue in document.cues]


def words(*timed: tuple[str, float, float]) -> dict[str, object]:
    return {"words": [{"word": word, "start": start, "end": end} for word, start, end in timed]}


def value_of(text: str) -> Value:
    value = Reader(text).value(0)
    assert value is not None
    return value


def test_every_recogniser_has_a_file() -> None:
    assert {owner(name) for name in SOUND} == set(RECOGNISERS)


@pytest.mark.parametrize("name", list(SOUND))
def test_exactly_one_recogniser_knows_a_file_whole_and_by_its_beginning(name: str) -> None:
    root = Reader(SOUND[name].replace("}\n{", "},{"), keep_partial=True).value(0)
    assert root is not None
    if not SOUND[name].count("}\n{"):
        assert [each for each in RECOGNISERS if load(each).recognises(root)] == [owner(name)]
    assert recognise(SOUND[name]) is load(owner(name))
    half = recognise(SOUND[name][: max(len(SOUND[name]) // 2, 400)])
    assert half in (load(owner(name)), None)


@pytest.mark.parametrize("name", [name for name in SOUND if not name.startswith(OTHERS)])
def test_every_recogniser_says_the_same_of_the_same_speech(name: str) -> None:
    document = read(SOUND[name])
    assert [text for _, _, text in shown(document)] == SENTENCES
    assert document.problems == []
    if name != "google-lines.json":
        assert [start_ms for start_ms, _, _ in shown(document)] == [500, 3000, 6000]
    if not name.startswith(("google-lines", "youtube.json3")):
        assert [end_ms for _, end_ms, _ in shown(document)] == [2600, 4800, 7200]


@pytest.mark.parametrize("name", list(SOUND))
def test_times_and_words_stand_where_the_cue_says(name: str) -> None:
    document = read(SOUND[name])
    text = document.source.text
    for cue in document.cues:
        for span in () if cue.number in document.guessed else document.time_spans(cue):
            assert any(sign.isdigit() for sign in text[span.start : span.end])
            assert cue.block_start <= span.start < span.end <= cue.block_end
        if not name.endswith("json3"):  # there a line is in several strings
            spans = [
                span for span in document.pieces if cue.block_start <= span.start < cue.block_end
            ]
            heard = "".join(json.loads(text[span.start : span.end]) for span in spans)
            assert "".join(heard.split()) == "".join(document.plain(cue).split())
            assert all(document.is_text(span.start) for span in spans)
            assert not any(document.is_text(span.end) for span in spans)


# How words come to cues.


def test_a_sentence_ends_a_cue_and_an_abbreviation_does_not() -> None:
    found = shown(
        read(words(("Dr.", 0.0, 0.2), ("Who?", 0.2, 0.5), ("“Me.”", 0.5, 0.9), ("So", 0.9, 1.0)))
    )
    assert found == [(0, 500, "Dr. Who?"), (500, 900, "“Me.”"), (900, 1000, "So")]


@pytest.mark.parametrize("pause, cues", [(0.999, 1), (1.0, 2)])
def test_a_pause_of_a_second_ends_a_cue(pause: float, cues: int) -> None:
    assert len(read(words(("one", 0.0, 1.5), ("two", 1.5 + pause, 3.0))).cues) == cues


@pytest.mark.parametrize("end, cues", [(7.0, 1), (7.001, 2)])
def test_a_cue_lasts_seven_seconds_at_most(end: float, cues: int) -> None:
    assert len(read(words(("one", 0.0, 3.5), ("two", 3.5, end))).cues) == cues


@pytest.mark.parametrize("length, cues", [(41, 1), (42, 2)])
def test_a_cue_has_two_lines_of_42_columns_at_most(length: int, cues: int) -> None:
    document = read(words(("a" * 42, 0.0, 1.0), ("b" * length, 1.0, 2.0)))
    assert len(document.cues) == cues


@pytest.mark.parametrize("length, lines", [(21, 1), (22, 2)])
def test_a_line_has_42_columns_at_most(length: int, lines: int) -> None:
    document = read(words(("a" * 20, 0.0, 1.0), ("b" * length, 1.0, 2.0)))
    assert len(document.plain(document.cues[0]).split("\n")) == lines


def test_another_speaker_begins_a_cue_and_keeps_the_name() -> None:
    value = {
        "words": [
            {"word": "Hi", "start": 0.0, "end": 0.5, "speaker": who} for who in ("A", "A", "B")
        ]
    }
    document = read(value)
    assert [text for _, _, text in shown(document)] == ["Hi Hi", "Hi"]
    events = FORMATS["asr_json"].to_timeline(document).events
    assert [event.runs[0].speaker for event in events] == ["A", "B"]


@pytest.mark.parametrize("name", list(CHANNELS))
def test_who_speaks_at_once_in_two_channels_is_in_two_cues(name: str) -> None:
    document = read(CHANNELS[name])
    texts = [document.plain(cue).rstrip("!") for cue in document.cues]
    assert texts == ["Come in please", "Mind the step"]
    assert document.problems == []
    assert list(document.pieces) == sorted(document.pieces)
    if "lines" not in name:
        assert [(start, end) for start, end, _ in shown(document)] == [(100, 1400), (300, 1500)]


@pytest.mark.parametrize("name", list(SPEAKERS))
def test_who_speaks_is_read_where_it_stands_beside_the_words(name: str) -> None:
    document = read(SPEAKERS[name])
    events = FORMATS["asr_json"].to_timeline(document).events
    assert [event.text.rstrip("!") for event in events] == ["Hi", "Ho"]
    assert len({event.runs[0].speaker for event in events} - {""}) == 2
    assert document.problems == []


def test_a_speaker_from_no_time_speaks_no_word_of_no_time() -> None:
    timestamps = [["Hi", 0.0, 0.4], ["Ho", "?", "?"]]
    labels = [{"from": "?", "to": "?", "speaker": 7}]
    results = [{"alternatives": [{"timestamps": timestamps}]}]
    document = read({"results": results, "speaker_labels": labels})
    events = FORMATS["asr_json"].to_timeline(document).events
    assert {run.speaker for event in events for run in event.runs} == {""}


@pytest.mark.parametrize("start, cues", [(2000, 1), (2001, 2)])
def test_what_is_added_to_a_line_of_youtube_is_added_while_it_is_shown(
    start: int, cues: int
) -> None:
    line = {"tStartMs": 0, "dDurationMs": 2000, "wWinId": 1, "segs": [{"utf8": "a"}]}
    more = {**line, "tStartMs": start, "aAppend": 1, "segs": [{"utf8": "b"}]}
    assert len(read({"wireMagic": "pb3", "events": [line, more]}).cues) == cues


def test_a_first_word_that_was_not_aligned_is_read() -> None:
    words = [{"word": "2014."}, {"word": "Hello", "start": 0.5, "end": 1.0, "score": 0.9}]
    document = read({"word_segments": words})
    assert "2014. Hello" in " ".join(document.plain(cue) for cue in document.cues)
    assert document.problems == []


def test_a_word_without_times_has_those_around_it() -> None:
    value = words(("In", 0.0, 0.2), ("2014", 0.2, 0.4), ("it", 0.9, 1.0))
    value["words"][1] = {"word": "2014"}  # type: ignore[index]
    document = read(value)
    assert shown(document) == [(0, 1000, "In 2014 it")]
    assert document.problems == []


def test_channels_one_after_the_other_are_one_timeline() -> None:
    channel = {"alternatives": [{"words": [{"word": "Hi", "start": 1.0, "end": 2.0}]}]}
    document = read({"metadata": {"request_id": "1"}, "results": {"channels": [channel, channel]}})
    later = {**channel, "alternatives": [{"words": [{"word": "Yo", "start": 0.0, "end": 0.5}]}]}
    document = read({"metadata": {"request_id": "1"}, "results": {"channels": [channel, later]}})
    events = FORMATS["asr_json"].to_timeline(document).events
    assert [event.text for event in events] == ["Yo", "Hi"]


def test_phrases_that_were_not_recognised_are_no_cues() -> None:
    phrase = {"offsetInTicks": 0, "durationInTicks": 10_000_000, "nBest": [{"display": "Hi"}]}
    phrases = [{**phrase, "recognitionStatus": status} for status in ("Success", "NoMatch")]
    assert shown(read({"recognizedPhrases": phrases})) == [(0, 1000, "Hi")]


def test_a_folder_finds_a_file_that_begins_with_a_long_text(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = json.dumps(
        {"text": " la" * 3000, "segments": [{"start": 0.0, "end": 2.0, "text": " la"}]}
    )
    (tmp_path / "talk.json").write_text(text)
    (tmp_path / "other.json").write_text(json.dumps({"text": " la" * 3000}))
    assert main(["check", "--isolated", str(tmp_path)]) == 0
    assert "1 file checked, 0 skipped" in capsys.readouterr().out


# Times.


@pytest.mark.parametrize(
    "unit, text, ms",
    [
        (times.seconds, "1.3004", 1300), (times.seconds, '"1.3"', 1300), (times.seconds, '"1.300s"', 1300),
        (times.seconds, "1.0005", 1001), (times.seconds, "1e3", 1_000_000), (times.seconds, '"1:00"', None),
        (times.seconds, "1e99", None), (times.seconds, "null", None), (times.seconds, "true", None),
        (times.seconds, '"NaN"', None), (times.seconds, "[]", None), (times.seconds, "9" * 400, None),
        (times.milliseconds, "1300", 1300), (times.milliseconds, '"1300"', None), (times.milliseconds, "0.5", 1),
        (times.ticks, "13000000", 1300), (times.ticks, "4999", 0), (times.ticks, "5000", 1),
        (times.iso_duration, '"PT1.3S"', 1300), (times.iso_duration, '"PT1H2M3.5S"', 3_723_500),
        (times.iso_duration, '"PT"', None), (times.iso_duration, '"P1D"', None),
        (times.clock, '"00:00:01,300"', 1300), (times.clock, '"1:02:03.5"', 3_723_500), (times.clock, '"61:00"', None),
        (times.seconds_and_nanos, '{"seconds": "1", "nanos": 300000000}', 1300),
        (times.seconds_and_nanos, '{"seconds": {}}', None), (times.seconds_and_nanos, '"1.300s"', 1300),
    ],
)  # fmt: skip
def test_a_time_is_read_exactly_or_not_at_all(unit: times.Unit, text: str, ms: int | None) -> None:
    assert unit(value_of(text)) == ms


# Whose file it is.


def test_a_text_too_long_to_be_looked_at_is_whispers() -> None:
    whole = {
        "text": " la" * 40_000,
        "segments": [{"start": 0.0, "end": 1.0, "text": " la"}],
        "language": "en",
    }
    text = json.dumps(whole)
    assert detect(Source.of(text, "talk.json")) == "asr_json"
    assert FORMATS["asr_json"].begins_file(text.encode()[:65_536])
    assert not FORMATS["asr_json"].begins_file(text.encode()[:4096])
    assert (
        detect(Source.of(json.dumps({"text": " la" * 40_000, "kind": "song"}), "talk.json"))
        == "unknown"
    )


@pytest.mark.parametrize("number, known", [(393, True), (394, False)])
def test_400_values_say_whose_file_it_is(number: int, known: bool) -> None:
    # The file, the list, the segments, the first of them and its three values are counted as well.
    line = {"start": 0.0, "end": 1.0, "text": "x"}
    value = {"before": [0] * number, "segments": [line]}
    assert (recognise(json.dumps(value)) is not None) == known


@pytest.mark.parametrize("length, known", [(59_999, False), (60_000, True)])
def test_a_text_is_long_from_60000_characters_on(length: int, known: bool) -> None:
    assert FORMATS["asr_json"].begins_file(b'{"text": "' + b"a" * length) == known


@pytest.mark.parametrize(
    "value",
    [
        {}, [], {"segments": []}, {"words": ["a", "b"]}, {"results": []}, {"events": [{"start": 1}]}, {"result": "ok"},
        [{"text": "x", "start": 0, "end": 5, "label": "ORG"}], {"chunks": [{"text": "x"}]}, [[[]]],
        {"results": {"items": [{"type": "a"}]}}, {"phrases": ["a"]}, {"transcription": "hello"},
        {"monologues": [{"speaker": 0}]}, {"segments": [{"start": 0, "end": 5, "label": "speech"}]},
    ],
)  # fmt: skip
def test_other_json_is_nobodys(value: object) -> None:
    assert recognise(json.dumps(value)) is None


# Hostile values.

HOSTILE = [
    "null", "true", "-1", "1e999", "NaN", "Infinity", '""', '"x"', "[]", "{}", "[[]]", '{"start": 1}', "9" * 5000,
    '"\\ud800"', '"\\u0000"', "[1, 2, 3]", '"PT99999999999S"', "[" * 200, '{"a": ' * 200, '"' + "a" * 10_000 + '"',
]  # fmt: skip


@pytest.mark.sampled(6)
@pytest.mark.parametrize("name", list(SOUND))
def test_a_hostile_value_in_any_place_is_noticed_or_harmless(name: str) -> None:
    text = SOUND[name]
    chance = random.Random(name)
    places = [
        at for at in range(len(text)) if text[at] in '"0123456789[{' and text[at - 1] in " :["
    ]
    for at in chance.sample(places, min(len(places), 25 if WHOLE else 4)):
        end = at + 1
        while end < len(text) and text[end] not in ",}]\n":
            end += 1
        for value in chance.sample(HOSTILE, 6):
            document = read(f"{text[:at]}{value}{text[end:]}")
            FORMATS["asr_json"].to_timeline(document)


def test_1000_wrong_values_are_noticed() -> None:
    value = {"segments": [{"start": 0.0, "end": 1.0, "text": "x"}, *([3] * 1500)]}
    assert len(read(value).problems) == 1000


def test_a_value_in_place_of_text_is_a_named_loss() -> None:
    document = read(
        {
            "segments": [
                {"start": 0.0, "end": 1.0, "text": "x"},
                {"start": 1.0, "end": 2.0, "text": ["y"]},
            ]
        }
    )
    losses = FORMATS["asr_json"].to_timeline(document).losses
    assert [(loss.kind, loss.shown) for loss in losses] == [("value that is no text", '["y"]')]


def unread(value: object) -> list[str]:
    document = read(value)
    return list(unread_texts(document, cast(AsrJsonDialect, document.dialect)))


def test_words_that_no_cue_shows_are_a_named_loss() -> None:
    segment = {"start": 0.0, "end": 1.0, "text": " Hello there, Bo."}
    value = {
        "text": "Hello there, Bo. And more words.",
        "segments": [
            {**segment, "id": "a1-b2", "speaker": "Ann Lee", "note": "coughs"},
            {"start": 1.0, "end": 2.0, "text": "Bye.", "words": [{"word": "Bye"}, {"word": "now"}]},
        ],
        "alternatives": [{"text": "Hello their, Bo."}, {"text": "hello there bo"}],
        "language": "en",
        "model": "large-v3",
        "audio": "https://a.example/the talk.mp3",
        "created": "2026-01-01 10:00",
    }
    assert unread(value) == [
        "Hello there, Bo. And more words.",
        "coughs",
        "now",
        "Hello their, Bo.",
    ]


def test_a_full_text_of_what_the_cues_show_is_no_loss() -> None:
    words = [{"word": f"word{at}", "start": at, "end": at + 0.5} for at in range(40)]
    text = " ".join(str(word["word"]) for word in words)
    assert not unread({"text": text, "words": words, "language": "en"})


def test_modules_name_their_source() -> None:
    folder = Path(load.__globals__["_HERE"]) / "recognisers"
    for module in RECOGNISERS:
        assert "https://" in (folder / f"{module}.py").read_text(encoding="utf-8"), module


# Damage.


@pytest.mark.parametrize(
    "name", ["whisper.json", "deepgram.json", "rev.json", "google.json", "aws.json"]
)
def test_a_sign_that_is_lost_costs_the_cue_it_stands_in(name: str) -> None:
    text = SOUND[name]
    first = read(text).cues[0]
    chance = random.Random(name)
    signs = [at for at in range(first.text_start, first.text_end) if text[at] in '"{}[],:']
    for at in chance.sample(signs, min(len(signs), 40)):
        document = read(text[:at] + text[at + 1 :])
        assert document.problems
        heard = " ".join(" ".join(line for _, _, line in shown(document)).split())
        for sentence in SENTENCES[1:]:
            assert sentence in heard, (at, text[at - 20 : at + 20])


@pytest.mark.parametrize("number, read_to_the_end", [(50, True), (51, False)])
def test_a_file_is_read_over_50_damaged_places(number: int, read_to_the_end: bool) -> None:
    good = '{"start": 0.0, "end": 1.0, "text": "x"}'
    bad = '{"start": 0.0, "end": 1.0 "text" "x"}'
    document = read(
        '{"segments": [' + good + ", " + f"{bad}, " * number + good.replace('"x"', '"last"') + "]}"
    )
    assert ([heard for _, _, heard in shown(document)][-1] == "last") == read_to_the_end


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        '{"segments": [', "[", '{"a": ', '{"start": 0.0, "end": 1.0 "text" ', '{"word": "", "start": 0.0, "end": 0.0}, ',
        '{"word": "a", "start": 0.0, "end": 0.0}, ', '"', "[[],", '{"id": 1, ',
    ],
)  # fmt: skip
def test_a_hostile_file_costs_no_more_than_it_is_long(text: str) -> None:
    assert_linear(lambda size: '{"segments": 1, "words": [' + text * size, read_whole, 300)


def read_whole(text: str) -> None:
    parse(Source.of(text, "talk.json"), "asr_json")


def _other_names() -> Iterator[tuple[str, str, str]]:
    """Each sound file with a name in it that its recogniser also reads under another, and that other."""
    for file in SOUND:
        constants = vars(importlib.import_module(f"{recognisers.__name__}.{owner(file)}")).values()
        for names in constants:
            if isinstance(names, tuple) and all(isinstance(name, str) for name in names):
                held = [name for name in names if f'"{name}"' in SOUND[file]]
                yield from ((file, held[0], name) for name in names if held and name not in held)


@pytest.mark.parametrize(("file", "name", "other"), list(_other_names()))
def test_a_field_is_read_under_each_of_its_names(file: str, name: str, other: str) -> None:
    renamed = SOUND[file].replace(f'"{name}"', f'"{other}"')
    assert shown(read(renamed)) == shown(read(SOUND[file]))


def test_results_of_an_operation_that_has_ended_are_read() -> None:
    for file in SOUND:
        if owner(file) == "google_speech" and not SOUND[file].count("}\n{"):
            inside = json.dumps({"done": True, "response": json.loads(SOUND[file])})
            assert recognise(inside) is load("google_speech")
            assert shown(read(inside)) == shown(read(SOUND[file]))


def test_a_trimmed_turn_counts_milliseconds_where_it_is_long_enough() -> None:
    turn = {"speaker": "A", "text": "Hello.", "start": 1, "end": 101}
    assert shown(read({"utterances": [turn]})) == [(1, 101, "Hello.")]
    assert recognise(json.dumps({"utterances": [{**turn, "end": 100}]})) is None


def test_a_list_with_times_of_a_day_is_nobodys() -> None:
    for start, end in (("09:00:00", "10:00:00"), ("09:00", "10:00"), ("00:00:01,000", 2)):
        assert recognise(json.dumps([{"start": start, "end": end, "text": "Lunch"}])) is None


def test_fragments_of_single_words_are_read_as_their_line() -> None:
    words = [{"begin": "0.5", "end": "0.9", "lines": ["Two"], "children": []}]
    line = {"begin": "0.5", "end": "1.9", "lines": ["Two are", "missing."], "children": words}
    assert shown(read({"fragments": [line]})) == [(500, 1900, "Two are\nmissing.")]
    finer = [{**line, "children": []}, {**line, "begin": "2", "end": "3", "children": []}]
    assert len(read({"fragments": [{**line, "children": finer}]}).cues) == 2


def test_what_is_no_caption_of_a_file_is_left_out() -> None:
    cue = {"type": "cue", "data": {"start": 1000, "end": 2500, "text": "Hello"}}
    document = read([{"type": "header", "data": "WEBVTT"}, cue, {"type": "cue", "data": 3}])
    assert shown(document) == [(1000, 2500, "Hello")]
    assert [each.message for each in document.problems] == ["data is missing; expected an object"]
