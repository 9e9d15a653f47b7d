"""JSON of speech recognisers (.json): what Whisper, Amazon Transcribe, Deepgram and others heard, with its times.

Read are the forms that are public and stable: Whisper (also of faster-whisper, WhisperX and OpenAI's API),
whisper.cpp, Transformers, Amazon Transcribe, AssemblyAI, Azure AI Speech, Deepgram, ElevenLabs, Google
Speech-to-Text, IBM Watson, the Podcast Namespace, Rev AI, Speechmatics, Vosk, parakeet-mlx, YouTube's json3, and a plain list of timed words or
lines. So is what programs write of a text that they aligned or read: aeneas, srt-parser-2, subtitle.js, subsrt.
Which of them a file is in is known by its names and values alone.

Where a recogniser gives lines, each is a cue. Where it gives words, a cue ends behind the word that ends a
sentence, before a pause of a second, before another speaker, and before it would be longer than 7 seconds or
two lines of 42 columns. The times are always those of the recogniser: of the first word and of the last. Of
several alternatives the first is read, which is the likeliest.

The file is evidence of what a program heard: it is checked and converted, and no fix changes it.

Sources: the page of each form is named in its module, in `formats/asr_json/recognisers`.
"""

from __future__ import annotations

import re

from caption_qa_action.core.annotations import TYPE_CHECKING
from caption_qa_action.core.format import Format
from caption_qa_action.core.traits import JSON, FormatTraits

if TYPE_CHECKING:
    from caption_qa_action.core.document import Document
    from caption_qa_action.core.source import Source
    from caption_qa_action.core.timeline import Timeline

_SNIFFED_CHARACTERS = 65_536
# Whisper's file begins with the whole text, and what shows whose file it is comes behind it.
_ENDLESS_TEXT = (
    r'\{[ \t\r\n]*+"text"[ \t\r\n]*+:[ \t\r\n]*+"(?:[^"\\]|\\.){60000}+(?:[^"\\]|\\.)*+\\?\Z'
)


def sniff(text: str) -> bool:
    """Whether a text begins as the JSON of a recogniser."""
    start = text[:_SNIFFED_CHARACTERS].lstrip("\ufeff \t\r\n")
    if start[:1] not in ("{", "["):
        return False
    from caption_qa_action.formats.asr_json.parser import recognise

    if recognise(start) is not None:
        return True
    if not re.match(_ENDLESS_TEXT, start, re.DOTALL):
        return False
    return len(text) <= _SNIFFED_CHARACTERS or recognise(text) is not None


def parse(source: Source) -> Document:
    """The document in the JSON of a recogniser; never raises."""
    from caption_qa_action.formats.asr_json.parser import parse

    return parse(source, FORMAT.traits)


def to_timeline(document: Document) -> Timeline:
    """What was heard when, in order of time."""
    from caption_qa_action.formats.asr_json.timeline import to_timeline

    return to_timeline(document)


FORMAT = Format(
    FormatTraits(
        "asr_json",
        "the JSON of a speech recogniser",
        shared_suffixes=(".json", ".json3"),
        long_title="the JSON of a speech recogniser",
        own_preset="developer-json",
        is_input_only=True,
        cues_in_any_order=True,
        declares_language=True,
        escapes=JSON,
    ),
    sniff,
    parse,
    to_timeline,
)
