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
    "lines.json": _segments(text=" a\r\nb\rc \n"),
    **{f"cut-{name}": text[: len(text) * 2 // 3] for name, text in FILES.items() if isinstance(text, str) and not name.startswith("damaged")},
}  # fmt: skip
