"""Azure AI Speech: batch transcription, fast transcription, and the phrases of the SDK.

`{"recognizedPhrases": [{"offsetInTicks": 700000, "durationInTicks": 15900000, "nBest": [{"display": "Hello.",
"displayWords": [{"displayText": "Hello.", ...}]}]}]}`, in ticks of 100 nanoseconds or as durations (`"PT0.07S"`);
`{"phrases": [{"offsetMilliseconds": 70, "durationMilliseconds": 1590, "text": "Hello.", "words": [...]}]}`;
`{"DisplayText": "Hello.", "Offset": 700000, "Duration": 15900000}`, alone or in an array, or in detail with
`"NBest": [{"Display": "Hello."}]`. Words are read where they are written as they are displayed; else each phrase is a line.

Sources: Microsoft, "Get batch transcription results",
https://learn.microsoft.com/azure/ai-services/speech-service/batch-transcription-get, "Use the fast transcription
API", https://learn.microsoft.com/azure/ai-services/speech-service/fast-transcription-create, "Get speech
recognition results", https://learn.microsoft.com/azure/ai-services/speech-service/get-speech-recognition-results, and
"Speech to text REST API for short audio", https://learn.microsoft.com/azure/ai-services/speech-service/rest-speech-to-text-short
"""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.formats._json_values import Value
from caption_qa_action.formats._pieces import Piece
from caption_qa_action.formats.asr_json.reading import (
    Reading,
    channel_of,
    fields,
    first,
    inside,
    label,
    string,
)
from caption_qa_action.formats.asr_json.recogniser import Recogniser
from caption_qa_action.formats.asr_json.times import Unit, iso_duration, milliseconds, ticks


class _Form(NamedTuple):
    """The names of an offset and a duration, and what they count."""

    offset: str
    duration: str
    unit: Unit


_FORMS = (
    _Form("offsetInTicks", "durationInTicks", ticks),
    _Form("offsetMilliseconds", "durationMilliseconds", milliseconds),
    _Form("offset", "duration", iso_duration),
    _Form("Offset", "Duration", ticks),
)
_SDK = {"Offset", "Duration"}
_SDK_TEXTS = {"DisplayText", "NBest"}


def _recognises(root: Value) -> bool:
    found = fields(root)
    if "recognizedPhrases" in found or "combinedRecognizedPhrases" in found:
        return True
    if "combinedPhrases" in found or "offsetMilliseconds" in fields(first(found.get("phrases"))):
        return True
    names = fields(first(root) if root.kind == "array" else root).keys()
    return names >= _SDK and not names.isdisjoint(_SDK_TEXTS)


def _read(root: Value, reading: Reading) -> Iterator[Piece]:
    found = fields(root)
    if "recognizedPhrases" in found:
        for phrase in reading.objects(found["recognizedPhrases"], "recognizedPhrases"):
            if string(inside(phrase, "recognitionStatus")) in ("", "Success"):
                yield from _phrase(phrase, reading)
    elif "phrases" in found:
        for phrase in reading.objects(found["phrases"], "phrases"):
            words, speaker = inside(phrase, "words"), label(inside(phrase, "speaker"))
            channel = channel_of(phrase)
            if words is None or _has_more_text(phrase, words):
                yield from _timed(phrase, phrase, ("text",), reading, speaker=speaker)
                continue
            for word in reading.objects(words, "words"):
                yield from _timed(
                    word, word, ("text",), reading, speaker=speaker, channel=channel, is_word=True
                )
    else:
        phrases = reading.objects(root, "the file") if root.kind == "array" else iter((root,))
        for phrase in phrases:
            if string(inside(phrase, "RecognitionStatus")) not in ("", "Success"):
                continue
            speaker = label(inside(phrase, "SpeakerId"))
            best = first(inside(phrase, "NBest"))
            if best is None or "DisplayText" in fields(phrase):
                yield from _timed(phrase, phrase, ("DisplayText",), reading, speaker=speaker)
            else:
                yield from _timed(phrase, best, ("Display",), reading, speaker=speaker)


def _has_more_text(phrase: Value, words: Value) -> bool:
    """Whether a phrase says more than its words, so that some of them were left out."""
    letters = "".join(string(inside(word, "text")) for word in words.items)
    return len("".join(string(inside(phrase, "text")).split())) > len("".join(letters.split()))


def _phrase(phrase: Value, reading: Reading) -> Iterator[Piece]:
    best = first(inside(phrase, "nBest"))
    speaker = label(inside(phrase, "speaker"))
    words = inside(best, "displayWords")
    if words is None or not words.items:
        yield from _timed(phrase, best or phrase, ("display",), reading, speaker=speaker)
        return
    for word in reading.objects(words, "displayWords"):
        yield from _timed(
            word,
            word,
            ("displayText",),
            reading,
            speaker=speaker,
            channel=channel_of(phrase),
            is_word=True,
        )


def _timed(
    holder: Value,
    text: Value,
    names: tuple[str, ...],
    reading: Reading,
    *,
    speaker: str = "",
    channel: str = "",
    is_word: bool = False,
) -> Iterator[Piece]:
    """A phrase or a word: `holder` has its times, `text` its text."""
    value = reading.text(text, names)
    if value is None:
        return
    found = fields(holder)
    form = next((form for form in _FORMS if form.offset in found), _FORMS[0])
    start = reading.time(holder, (form.offset,), form.unit)
    duration = reading.time(holder, (form.duration,), form.unit)
    piece = Piece(
        value.text,
        value.span,
        holder.start,
        start,
        None,
        is_word,
        speaker=speaker,
        channel=channel,
    )
    yield reading.lasting(piece, duration)


def _language(root: Value) -> str:
    found = fields(root)
    phrase = first(found.get("recognizedPhrases") or found.get("phrases"))
    return string(inside(phrase, "locale"))


RECOGNISER = Recogniser(
    "Azure AI Speech",
    (
        "recognizedPhrases",
        "combinedRecognizedPhrases",
        "combinedPhrases",
        "phrases",
        "DisplayText",
        "NBest",
    ),
    _recognises,
    _read,
    _language,
)
