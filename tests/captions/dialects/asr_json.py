"""JSON of speech recognisers: each form as its service writes it, and damage."""

from __future__ import annotations

import json

from tests.captions.sentences import EN, JA, RU

# What was heard: two sentences of one speaker, a pause, and one of another.
_WORDS = [
    ("The", 0.5, 0.7), ("lighthouse", 0.7, 1.2), ("keeper", 1.2, 1.6), ("counts", 1.6, 2.0), ("the", 2.0, 2.1),
    ("boats.", 2.1, 2.6), ("Two", 3.0, 3.3), ("are", 3.3, 3.5), ("missing", 3.5, 3.9), ("since", 3.9, 4.2),
    ("the", 4.2, 4.3), ("storm.", 4.3, 4.8), ("Mr.", 6.0, 6.3), ("Smith", 6.3, 6.8), ("waits", 6.8, 7.2),
]  # fmt: skip
_LINES = [
    ("The lighthouse keeper counts the boats.", 0.5, 2.6),
    ("Two are missing since the storm.", 3.0, 4.8),
    ("Mr. Smith waits", 6.0, 7.2),
]
_SPEAKERS = [0] * 12 + [1] * 3


def _json(value: object, indent: int | None = 2) -> str:
    return json.dumps(value, ensure_ascii=False, indent=indent) + "\n"


def _marked(word: str) -> tuple[str, str]:
    """A word and the mark behind it."""
    return (word[:-1], word[-1]) if word[-1] == "." and word != "Mr." else (word, "")


def _whisper(lines: list[tuple[str, float, float]], language: str = "en") -> dict[str, object]:
    segments = [
        {"id": at, "seek": 0, "start": start, "end": end, "text": f" {text}", "tokens": [50364, 440],
         "temperature": 0.0, "avg_logprob": -0.21, "compression_ratio": 1.4, "no_speech_prob": 0.01}
        for at, (text, start, end) in enumerate(lines)
    ]  # fmt: skip
    text = "".join(f" {text}" for text, _, _ in lines)
    return {"text": text, "segments": segments, "language": language}


def _aws() -> dict[str, object]:
    items: list[object] = []
    for at, (word, start, end) in enumerate(_WORDS):
        text, mark = _marked(word)
        timed = {
            "start_time": f"{start}",
            "end_time": f"{end}",
            "speaker_label": f"spk_{_SPEAKERS[at]}",
        }
        said = {"confidence": "0.99", "content": text}
        items.append({"id": at, "type": "pronunciation", "alternatives": [said], **timed})
        if mark:
            shown = {"confidence": "0.0", "content": mark}
            items.append(
                {
                    "type": "punctuation",
                    "alternatives": [shown],
                    "speaker_label": timed["speaker_label"],
                }
            )
    transcript = " ".join(word for word, _, _ in _WORDS)
    results = {"transcripts": [{"transcript": transcript}], "items": items}
    return {"jobName": "talk", "accountId": "1", "status": "COMPLETED", "results": results}


def _deepgram() -> dict[str, object]:
    words = [
        {"word": word.strip(".").lower(), "start": start, "end": end, "confidence": 0.98, "speaker": speaker,
         "punctuated_word": word}
        for (word, start, end), speaker in zip(_WORDS, _SPEAKERS, strict=True)
    ]  # fmt: skip
    alternative = {"transcript": "…", "confidence": 0.99, "words": words}
    channel = {"alternatives": [alternative], "detected_language": "en"}
    metadata = {"request_id": "1", "sha256": "0", "duration": 8.0, "channels": 1}
    return {"metadata": metadata, "results": {"channels": [channel]}}


def _assemblyai() -> dict[str, object]:
    words = [
        {"text": word, "start": round(start * 1000), "end": round(end * 1000), "confidence": 0.97,
         "speaker": "AB"[speaker]}
        for (word, start, end), speaker in zip(_WORDS, _SPEAKERS, strict=True)
    ]  # fmt: skip
    return {
        "id": "1", "language_model": "assemblyai_default", "acoustic_model": "assemblyai_default",
        "language_code": "en_us", "status": "completed", "audio_url": "talk.mp3", "text": "…", "words": words,
        "utterances": [], "confidence": 0.97, "audio_duration": 8,
    }  # fmt: skip


def _rev() -> dict[str, object]:
    monologues: list[dict[str, object]] = []
    for speaker in (0, 1):
        elements: list[object] = []
        for (word, start, end), who in zip(_WORDS, _SPEAKERS, strict=True):
            if who == speaker:
                text, mark = _marked(word)
                elements += [
                    {"type": "text", "value": text, "ts": start, "end_ts": end, "confidence": 0.9},
                    {"type": "punct", "value": f"{mark} "},
                ]
        monologues.append({"speaker": speaker, "elements": elements})
    return {"monologues": monologues}


def _google() -> dict[str, object]:
    results = [
        {"alternatives": [{"transcript": "…", "confidence": 0.9, "words": [
            {"startTime": f"{start:.3f}s", "endTime": f"{end:.3f}s", "word": word} for word, start, end in words
        ]}], "resultEndTime": f"{words[-1][2]}s", "languageCode": "en-us"}
        for words in (_WORDS[:6], _WORDS[6:12], _WORDS[12:])
    ]  # fmt: skip
    return {"results": results, "totalBilledTime": "15s"}


def _azure() -> dict[str, object]:
    phrases = [
        {"recognitionStatus": "Success", "channel": 0, "offset": f"PT{start}S", "duration": f"PT{end - start:.2f}S",
         "offsetInTicks": round(start * 1e7), "durationInTicks": round((end - start) * 1e7), "locale": "en-US",
         "nBest": [{"confidence": 0.9, "lexical": text.lower(), "itn": text.lower(), "display": text}]}
        for text, start, end in _LINES
    ]  # fmt: skip
    return {
        "source": "talk.wav", "timestamp": "2023-07-10T14:28:16Z", "durationInTicks": 80000000, "duration": "PT8S",
        "combinedRecognizedPhrases": [{"channel": 0, "lexical": "…", "display": "…"}], "recognizedPhrases": phrases,
    }  # fmt: skip


def _azure_fast() -> dict[str, object]:
    words = [
        {"text": word, "offsetMilliseconds": round(start * 1000),
         "durationMilliseconds": round(end * 1000) - round(start * 1000)}
        for word, start, end in _WORDS
    ]  # fmt: skip
    phrase = {"channel": 0, "offsetMilliseconds": 500, "durationMilliseconds": 6700, "text": "…", "words": words,
              "locale": "en-US", "confidence": 0.9}  # fmt: skip
    return {"durationMilliseconds": 8000, "combinedPhrases": [{"text": "…"}], "phrases": [phrase]}


def _vosk() -> str:
    utterances = [
        {
            "result": [
                {"conf": 1.0, "end": end, "start": start, "word": word}
                for word, start, end in words
            ],
            "text": "…",
        }
        for words in (_WORDS[:6], _WORDS[6:12], _WORDS[12:])
    ]
    return "".join(map(_json, utterances))


def _speechmatics() -> dict[str, object]:
    results: list[object] = []
    for (word, start, end), speaker in zip(_WORDS, _SPEAKERS, strict=True):
        text, mark = _marked(word)
        shown = {"content": text, "confidence": 1.0, "language": "en", "speaker": f"S{speaker + 1}"}
        results.append(
            {"alternatives": [shown], "end_time": end, "start_time": start, "type": "word"}
        )
        if mark:
            shown = {"content": mark, "confidence": 1.0, "speaker": f"S{speaker + 1}"}
            results.append({"alternatives": [shown], "end_time": end, "start_time": end, "is_eos": True,
                            "type": "punctuation"})  # fmt: skip
    metadata = {"type": "transcription", "transcription_config": {"language": "en"}}
    return {"format": "2.9", "job": {"duration": 8}, "metadata": metadata, "results": results}


def _elevenlabs() -> dict[str, object]:
    words: list[object] = []
    for word, start, end in _WORDS:
        words += [
            {"text": word, "start": start, "end": end, "type": "word", "speaker_id": "speaker_0"},
            {"text": " ", "start": end, "end": end, "type": "spacing", "speaker_id": "speaker_0"},
        ]
    return {"language_code": "en", "language_probability": 0.98, "text": "…", "words": words}


def _json3() -> dict[str, object]:
    events: list[object] = [
        {"tStartMs": 0, "dDurationMs": 8000, "id": 1, "wpWinPosId": 1, "wsWinStyleId": 1}
    ]
    for words in (_WORDS[:6], _WORDS[6:12], _WORDS[12:]):
        begin = round(words[0][1] * 1000)
        segs = [
            {
                "utf8": word if at == 0 else f" {word}",
                "tOffsetMs": round(start * 1000) - begin,
                "acAsrConf": 0,
            }
            for at, (word, start, _) in enumerate(words)
        ]
        events.append({"tStartMs": begin, "dDurationMs": 4000, "wWinId": 1, "segs": segs})
        events.append(
            {
                "tStartMs": begin + 2000,
                "dDurationMs": 2000,
                "wWinId": 1,
                "aAppend": 1,
                "segs": [{"utf8": "\n"}],
            }
        )
    return {
        "wireMagic": "pb3",
        "pens": [{}],
        "wsWinStyles": [{}],
        "wpWinPositions": [{}],
        "events": events,
    }


_WHISPER = _json(_whisper(_LINES), None)
_BARE_WORDS = [{"word": word, "start": start, "end": end} for word, start, end in _WORDS]
_WHISPER_WORDS = [{**each, "score": 0.9} for each in _BARE_WORDS]

FILES: dict[str, str | bytes] = {
    "whisper.json": _WHISPER,
    "whisper-ru.json": json.dumps(_whisper([(text, at * 3.0, at * 3.0 + 2.5) for at, text in enumerate(RU[:3])], "ru")),
    "whisper-api-words.json": _json({"task": "transcribe", "language": "english", "duration": 8.0, "text": "…",
                                     "words": _BARE_WORDS}),
    "whisperx.json": _json({"segments": [
        {"start": start, "end": end, "text": f" {text}", "words": [], "speaker": f"SPEAKER_0{at // 2}"}
        for at, (text, start, end) in enumerate(_LINES)
    ], "word_segments": _WHISPER_WORDS, "language": "en"}),
    "whisperx-words.json": _json({"word_segments": _WHISPER_WORDS}),
    "whisper-cpp.json": _json({
        "systeminfo": "AVX = 1", "model": {"type": "base"}, "params": {"language": "en"}, "result": {"language": "en"},
        "transcription": [
            {"timestamps": {"from": "00:00:00,500", "to": "00:00:02,600"},
             "offsets": {"from": round(start * 1000), "to": round(end * 1000)}, "text": f" {text}"}
            for text, start, end in _LINES
        ],
    }),
    "whisper-cpp-words.json": _json({"result": {"language": "en"}, "transcription": [
        {"offsets": {"from": round(start * 1000), "to": round(end * 1000)}, "text": f" {word}"}
        for word, start, end in _WORDS
    ]}),
    "transformers.json": _json({"text": "…", "chunks": [
        {"timestamp": [start, end], "text": f" {text}"} for text, start, end in _LINES
    ]}),
    "transformers-words.json": _json({"text": "…", "chunks": [
        {"timestamp": [start, end], "text": f" {word}"} for word, start, end in _WORDS
    ]}),
    "aws.json": _json(_aws(), None),
    "deepgram.json": _json(_deepgram()),
    "deepgram-utterances.json": _json({"results": {"channels": [{"alternatives": [{"transcript": "…"}]}], "utterances": [
        {"transcript": text, "start": start, "end": end, "speaker": 0} for text, start, end in _LINES
    ]}}),
    "deepgram-sentences.json": _json({"results": {"channels": [{"alternatives": [{"paragraphs": {"paragraphs": [
        {"speaker": 1, "sentences": [{"text": text, "start": start, "end": end} for text, start, end in _LINES]},
    ]}}]}]}}),
    "podcast.json": _json({"version": "1.0.0", "segments": [
        {"speaker": "Ann", "startTime": start, "endTime": end, "body": text} for text, start, end in _LINES
    ]}),
    "podcast-words.json": _json({"version": "1.0.0", "segments": [
        {"startTime": start, "endTime": end, "body": word} for word, start, end in _WORDS
    ]}),
    "assemblyai.json": _json(_assemblyai()),
    "assemblyai-turns.json": _json({"utterances": [
        {"speaker": "AB"[at // 2], "text": text, "start": round(start * 1000), "end": round(end * 1000), "words": []}
        for at, (text, start, end) in enumerate(_LINES)
    ]}),
    "assemblyai-trimmed.json": _json({key: value for key, value in _assemblyai().items()
                                      if key in ("id", "status", "text", "words")}),
    "assemblyai-turns-alone.json": _json({"text": "…", "utterances": [
        {"speaker": "AB"[at // 2], "text": text, "start": round(start * 1000), "end": round(end * 1000)}
        for at, (text, start, end) in enumerate(_LINES)
    ]}),
    "aeneas.json": _json({"fragments": [
        {"begin": f"{start:.3f}", "children": [], "end": f"{end:.3f}", "id": f"f{at:06}", "language": "eng", "lines": [text]}
        for at, (text, start, end) in enumerate(_LINES)
    ]}),
    "aeneas-levels.json": _json({"fragments": [
        {"begin": "0.000", "children": [], "end": "0.500", "id": "HEAD", "language": "eng", "lines": []},
        {"begin": "0.500", "end": "7.200", "id": "p1", "language": "eng", "lines": [" ".join(text for text, _, _ in _LINES)], "children": [
            {"begin": f"{start:.3f}", "end": f"{end:.3f}", "id": f"s{at}", "language": "eng", "lines": [text], "children": [
                {"begin": f"{begin:.3f}", "children": [], "end": f"{stop:.3f}", "id": "w", "language": "eng", "lines": [word]}
                for word, begin, stop in _WORDS if start <= begin < end
            ]}
            for at, (text, start, end) in enumerate(_LINES)
        ]},
    ]}),
    "clock-list.json": _json([
        {"id": str(at), "startTime": f"00:00:0{start:.3f}".replace(".", ","), "startSeconds": start,
         "endTime": f"00:00:0{end:.3f}".replace(".", ","), "endSeconds": end, "text": text}
        for at, (text, start, end) in enumerate(_LINES, 1)
    ]),
    "clock-list-named.json": _json({"title": "Talk", "subtitles": [
        {"start": f"00:00:0{start:.3f}", "end": f"00:00:0{end:.3f}", "content": text} for text, start, end in _LINES
    ]}),
    "subtitle-js.json": _json([{"type": "header", "data": "WEBVTT"}, *(
        {"type": "cue", "data": {"start": round(start * 1000), "end": round(end * 1000), "text": text}} for text, start, end in _LINES
    )]),
    "subsrt.json": _json([{"type": "meta", "name": "x", "data": "y"}, *(
        {"type": "caption", "index": at, "start": round(start * 1000), "end": round(end * 1000),
         "duration": round((end - start) * 1000), "content": f"<i>{text}</i>", "text": text}
        for at, (text, start, end) in enumerate(_LINES, 1)
    )]),
    "parakeet.json": _json({"text": "…", "sentences": [
        {"text": f" {text}", "start": start, "end": end, "duration": end - start, "tokens": []} for text, start, end in _LINES
    ]}),
    "assemblyai-sentences.json": _json({"sentences": [
        {"text": text, "start": round(start * 1000), "end": round(end * 1000), "words": [], "confidence": 0.9}
        for text, start, end in _LINES
    ], "id": "1", "confidence": 0.9, "audio_duration": 8}),
    "assemblyai-paragraphs.json": _json({"id": "1", "confidence": 0.9, "audio_duration": 8, "paragraphs": [
        {"text": "Hello there.", "start": 250, "end": 1100, "words": []},
    ]}),
    "rev.json": _json(_rev()),
    "rev-by-people.json": _json({"speakers": [{"id": 0, "name": "Ann"}], "monologues": [{"speaker": 0, "elements": [
        {"type": "text", "value": "Good", "timestamp": "00:00:00,270", "end_timestamp": "00:00:00,480"},
        {"type": "punct", "value": " "},
        {"type": "text", "value": "evening", "timestamp": "00:00:00,480", "end_timestamp": "00:00:01,100"},
        {"type": "punct", "value": "."},
    ]}]}),
    "google.json": _json(_google()),
    "google-v2.json": _json({"results": [{"alternatives": [{"transcript": "Hi Ann", "words": [
        {"endOffset": "0.400s", "word": "Hi"}, {"startOffset": "0.400s", "endOffset": "0.9s", "word": "Ann"},
    ]}], "resultEndOffset": "1s", "languageCode": "en-US"}]}),
    "google-v2-batch.json": _json({"results": {"gs://talks/a.wav": {"transcript": {"results": [{"alternatives": [
        {"transcript": "Hi Ann", "words": [{"endOffset": "0.5s", "word": "Hi"}, {"startOffset": "0.5s", "endOffset": "1.2s", "word": "Ann"}]},
    ]}]}}}}),
    "google-lines.json": _json({"results": [
        {"alternatives": [{"transcript": text, "confidence": 0.9}], "resultEndTime": f"{end}s"} for text, _, end in _LINES
    ]}),
    "google-without-times.json": _json({"results": [{"alternatives": [{"transcript": "Hello", "confidence": 0.9}]}]}),
    "google-speakers.json": _json({"results": [
        {"alternatives": [{"transcript": "…", "words": [
            {"startTime": f"{start}s", "endTime": f"{end}s", "word": word, "speakerTag": tag}
            for word, start, end in _WORDS
        ]}]} for tag in (0, 1)
    ]}),
    "azure.json": _json(_azure()),
    "azure-fast.json": _json(_azure_fast()),
    "azure-sdk.json": _json([
        {"Id": "1", "RecognitionStatus": "Success", "DisplayText": text, "Offset": round(start * 1e7),
         "Duration": round((end - start) * 1e7)} for text, start, end in _LINES
    ]),
    "azure-detailed.json": _json([
        {"RecognitionStatus": "Success", "Offset": round(start * 1e7), "Duration": round((end - start) * 1e7), "NBest": [
            {"Confidence": 0.9, "Lexical": text.lower(), "Display": text}, {"Confidence": 0.5, "Display": "x"},
        ]} for text, start, end in _LINES
    ] + [{"RecognitionStatus": "EndOfDictation", "Offset": 80000000, "Duration": 0}]),
    "azure-fast-few-words.json": _json({"durationMilliseconds": 8000, "phrases": [
        {"offsetMilliseconds": round(start * 1000), "durationMilliseconds": round((end - start) * 1000), "text": text,
         "words": [{"text": text.split()[0], "offsetMilliseconds": round(start * 1000), "durationMilliseconds": 200}]}
        for text, start, end in _LINES
    ]}),
    "vosk.json": _vosk(),
    "speechmatics.json": _json(_speechmatics()),
    "ibm.json": _json({"result_index": 0, "results": [{"final": True, "alternatives": [
        {"transcript": "… ", "timestamps": [list(word) for word in _WORDS], "confidence": 0.9},
    ]}]}),
    "elevenlabs.json": _json(_elevenlabs()),
    "youtube.json3": _json(_json3()),
    "youtube-transcript-api.json": _json([
        {"text": text, "start": start, "duration": round(end - start, 2)} for text, start, end in _LINES
    ]),
    "word-list.json": _json(_BARE_WORDS),
    "japanese-words.json": _json({"text": "…", "words": [
        {"word": sign, "start": round(at * 0.2, 1), "end": round(at * 0.2 + 0.2, 1)} for at, sign in enumerate(JA[0] * 3)
    ]}),
    "long-words.json": _json({"text": "…", "words": [
        {"word": word, "start": round(at * 0.1, 1), "end": round(at * 0.1 + 0.1, 1)}
        for at, word in enumerate(" ".join(EN).replace(".", "").split() * 3)
    ]}),
    "empty-text.json": _WHISPER.replace(_LINES[1][0], ""),
    "two-lines.json": _WHISPER.replace("Two are", "Two\\nare"),
    "damaged-cut.json": _WHISPER[: len(_WHISPER) * 2 // 3],
    "damaged-nan.json": _WHISPER.replace("-0.21", "NaN", 1).replace("4.8", "Infinity"),
    "damaged-times.json": _WHISPER.replace('"start": 3.0', '"start": "soon"').replace('"end": 7.2', '"end": 1e99'),
    "damaged-negative.json": _WHISPER.replace('"start": 0.5', '"start": -0.5'),
    "damaged-types.json": _WHISPER.replace('" Two are missing since the storm."', '["Two"]', 2),
    "damaged-twice.json": _WHISPER.replace('"end": 2.6', '"end": 2.4, "end": 2.6'),
    "damaged-deep.json": '{"segments": [{"start": 0.0, "end": 1.0, "text": "Hi."}, ' + "[" * 5000,
}  # fmt: skip
