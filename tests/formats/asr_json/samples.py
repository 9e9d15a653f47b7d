"""JSON of recognisers: how words come to cues, and values of other kinds in each place."""

from __future__ import annotations

import json

from tests.captions.dialects.asr_json import FILES

_VALUES: dict[str, object] = {
    "null": None,
    "true": True,
    "number": 12,
    "string": "x",
    "list": [],
    "object": {},
}


def _words(*words: str, seconds: float = 0.3) -> str:
    return json.dumps(
        [
            {"word": word, "start": round(at * seconds, 3), "end": round((at + 1) * seconds, 3)}
            for at, word in enumerate(words)
        ]
    )


def _segments(**changed: object) -> str:
    usual = {"id": 0, "seek": 0, "start": 0.0, "end": 2.0, "text": " One."}
    return json.dumps(
        {
            "text": "One. Two.",
            "segments": [
                usual,
                {**usual, "id": 1, "start": 3.0, "end": 4.5, "text": " Two.", **changed},
            ],
            "language": "en",
        }
    )


_AWS = {
    "type": "pronunciation",
    "start_time": "0.5",
    "end_time": "0.9",
    "alternatives": [{"confidence": "1", "content": "One"}],
}
# Two people, each heard in a channel of their own, at the same time.
_CHANNELS = (
    (("Come", 0.1, 0.4), ("in", 0.5, 0.8), ("please", 1.0, 1.4)),
    (("Mind", 0.3, 0.6), ("the", 0.7, 1.1), ("step", 1.2, 1.5)),
)
_IN_TIME = sorted(
    (start, end, word, at) for at, words in enumerate(_CHANNELS) for word, start, end in words
)
_MARK = {"type": "punctuation", "alternatives": [{"content": "!"}]}


def _aws_word(word: str, start: float, end: float) -> dict[str, object]:
    times = {"start_time": f"{start}", "end_time": f"{end}"}
    return {"type": "pronunciation", **times, "alternatives": [{"content": word}]}


def _aws_channels(*, labelled: bool) -> str:
    tracks = [
        {"channel_label": f"ch_{at}", "items": [*(_aws_word(*word) for word in words), _MARK]}
        for at, words in enumerate(_CHANNELS)
    ]
    heard = [
        {**_aws_word(word, start, end), "channel_label": f"ch_{at}"}
        for start, end, word, at in _IN_TIME
    ]
    results = {"channel_labels": {"channels": tracks}} if labelled else {"items": heard}
    return json.dumps({"jobName": "a", "results": {"transcripts": [], **results}})


def _google(*, with_words: bool) -> str:
    results = []
    for at, words in enumerate(_CHANNELS):
        timed = [
            {"word": word, "startTime": f"{start}s", "endTime": f"{end}s"}
            for word, start, end in words
        ]
        text = {"transcript": " ".join(word for word, _, _ in words)}
        results.append(
            {
                "alternatives": [{**text, "words": timed} if with_words else text],
                "channelTag": at + 1,
                "resultEndTime": "1.5s",
            }
        )
    return json.dumps({"results": results})


# By the recogniser that writes it so; each reads the two as two.
CHANNELS: dict[str, str] = {
    "deepgram-channels.json": json.dumps({"metadata": {"request_id": "1", "channels": 2}, "results": {"channels": [
        {"alternatives": [{"words": [{"word": word, "start": start, "end": end} for word, start, end in words]}]} for words in _CHANNELS
    ]}}),
    "aws-channels.json": _aws_channels(labelled=False),
    "aws-channel-labels.json": _aws_channels(labelled=True),
    "google-channels.json": _google(with_words=True),
    "google-channels-lines.json": _google(with_words=False),
    "assemblyai-channels.json": json.dumps({"audio_url": "a", "words": [
        {"text": word, "start": round(start * 1000), "end": round(end * 1000), "channel": f"{at + 1}"} for start, end, word, at in _IN_TIME
    ]}),
    "azure-channels.json": json.dumps({"recognizedPhrases": [
        {"channel": at, "nBest": [{"displayWords": [
            {"displayText": word, "offsetInTicks": round(start * 1e7), "durationInTicks": round((end - start) * 1e7)} for word, start, end in words
        ]}]} for at, words in enumerate(_CHANNELS)
    ]}),
    "azure-fast-channels.json": json.dumps({"combinedPhrases": [], "phrases": [
        {"channel": at, "words": [
            {"text": word, "offsetMilliseconds": round(start * 1000), "durationMilliseconds": round((end - start) * 1000)} for word, start, end in words
        ]} for at, words in enumerate(_CHANNELS)
    ]}),
    "speechmatics-channels.json": json.dumps({"results": [
        {"type": "word", "channel": f"channel_{at}", "start_time": start, "end_time": end, "alternatives": [{"content": word}]} for start, end, word, at in _IN_TIME
    ]}),
    "elevenlabs-channels.json": json.dumps({"transcripts": [
        {"channel_index": at, "language_code": "en", "words": [{"type": "word", "text": word, "start": start, "end": end} for word, start, end in words]}
        for at, words in enumerate(_CHANNELS)
    ]}),
}  # fmt: skip
_HI_HO = (("Hi", 0.0, 0.4), ("Ho", 0.5, 0.9))
# Who speaks stands beside the words.
SPEAKERS: dict[str, str] = {
    "aws-speakers-of-items.json": json.dumps({"results": {"items": [_aws_word(*_HI_HO[0]), _MARK, _aws_word(*_HI_HO[1])], "speaker_labels": {"segments": [
        {"start_time": f"{start}", "end_time": f"{end}", "items": [{"start_time": f"{start}", "end_time": f"{end}", "speaker_label": f"spk_{at}"}]}
        for at, (_, start, end) in enumerate(_HI_HO)
    ]}}}),
    "aws-speakers-of-segments.json": json.dumps({"results": {"items": [_aws_word(*word) for word in _HI_HO], "speaker_labels": {"segments": [
        {"start_time": f"{start}", "end_time": f"{end}", "speaker_label": f"spk_{at}"} for at, (_, start, end) in enumerate(_HI_HO)
    ]}}}),
    "azure-sdk-speakers.json": json.dumps([
        {"DisplayText": word, "Offset": round(start * 1e7), "Duration": 4_000_000, "SpeakerId": f"Guest-{at}"} for at, (word, start, _) in enumerate(_HI_HO)
    ]),
    "ibm-speakers.json": json.dumps({
        "results": [{"alternatives": [{"timestamps": [list(word) for word in _HI_HO]}]}],
        "speaker_labels": [{"from": start, "to": end, "speaker": at} for at, (_, start, end) in enumerate(_HI_HO)],
    }),
}  # fmt: skip
SAMPLES: dict[str, str | bytes] = {
    "words-of-one-line.json": _words("One", "two", "three."),
    "words-of-two-lines.json": _words(*["the", "keeper", "counts", "the", "boats", "and", "two", "of", "them", "are", "missing", "since", "the", "storm"]),
    "words-glued-at-the-middle.json": _words(*(["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"] + ["b"] * 10)),
    "words-of-one-long-word.json": _words("a" * 60),
    "words-short-then-long.json": _words("a", "b" * 50),
    "words-unspaced.json": _words(*"漢字仮名交文章二行分割位置確認試験用長文字列漢字仮名交文章二行"),
    "words-of-sentences.json": _words("One", "two.", "Mr.", "Smith", "waits!", "Why?", "“So.”", "Then"),
    "words-with-pauses.json": json.dumps([{"word": "One", "start": 0, "end": 0.5}, {"word": "two", "start": 1.499, "end": 1.6}, {"word": "three", "start": 2.6, "end": 3}]),
    "words-too-long.json": _words(*["word"] * 20, seconds=0.7),
    "aws-first.json": json.dumps({"results": {"items": [_AWS, {"type": "punctuation", "alternatives": [{"content": "."}]}]}}),
    "aws-named.json": json.dumps({"jobName": "a", "results": {"transcripts": [], "items": [_AWS]}}),
    "aws-without-alternatives.json": json.dumps({"results": {"items": [{"type": "pronunciation", "content": "One"}]}}),
    **{f"start-{name}.json": _segments(start=value) for name, value in _VALUES.items()},
    **{f"end-{name}.json": _segments(end=value) for name, value in _VALUES.items()},
    **{f"text-{name}.json": _segments(text=value) for name, value in _VALUES.items()},
    **CHANNELS,
    **SPEAKERS,
    "lines.json": _segments(text=" a\r\nb\rc \n"),
    **{f"cut-{name}": text[: len(text) * 2 // 3] for name, text in FILES.items() if isinstance(text, str) and not name.startswith("damaged")},
}  # fmt: skip
