"""The samples on the pages of the rules, the case files beside the tests, and how both are checked."""

from __future__ import annotations

import inspect
import os
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import yaml

from caption_qa_action.core.diagnostic import Diagnostic
from caption_qa_action.core.rule import Value
from caption_qa_action.core.settings import RuleSetting, Settings
from caption_qa_action.core.source import Fix, Source
from caption_qa_action.pipeline import check_bytes

CASES = os.path.dirname(__file__)
_FENCE = r"(?ms)^```(?P<info>[^\n]*)\n(?P<text>.*?)^```$"
_NAMES = {
    "ass": "sample.ass",
    "srt": "sample.srt",
    "webvtt": "sample.vtt",
    "json": "sample.json",
    "ttml": "sample.ttml",
}


class Sample(NamedTuple):
    """A caption file to check: where it is from, its name and bytes, and options of the rule."""

    origin: str
    path: str
    data: bytes
    options: Mapping[str, Value]


def sections(page: str) -> dict[str, str]:
    """The parts of a rule's page by heading, in order; the part before the first under `""`."""
    parts = re.split(r"(?m)^## (.*)$", inspect.cleandoc(page))
    return {"": parts[0], **dict(zip(parts[1::2], parts[2::2], strict=True))}


def page_samples(code: str, page: str, heading: str) -> list[Sample]:
    """The samples under a heading of a rule's page.

    The word after the fence names the format, or `text` is followed by a file name. Then may follow
    `crlf`, `no-final-newline`, `escapes` (`\\xNN` is a byte, `\\xNN{9}` nine of it, `\\uNNNN` a
    character, and a backslash joins two lines), `repeat=N`, and options of the rule as `name=value`.
    """
    found: list[Sample] = []
    for match in re.finditer(_FENCE, sections(page).get(heading, "")):
        words = match["info"].split()
        kind = words.pop(0)
        path = words.pop(0) if kind == "text" else _NAMES[kind]
        options: dict[str, Value] = {}
        data = match["text"].encode()
        for word in words:
            if word == "crlf":
                data = data.replace(b"\n", b"\r\n")
            elif word == "no-final-newline":
                data = data[:-1]
            elif word == "escapes":
                data = _unescaped(data)
            elif word.startswith("repeat="):
                data *= int(word.partition("=")[2])
            elif "=" in word:
                name, _, value = word.partition("=")
                options[name] = yaml.safe_load(value)
            elif word != "lf":
                raise ValueError(f"{code}: unknown word {word!r} after a fence")
        found.append(Sample(f"{code}, {heading}", path, data, options))
    return found


def _unescaped(data: bytes) -> bytes:
    def value(match: re.Match[bytes]) -> bytes:
        if match[1]:
            return bytes([int(match[1], 16)]) * int(match[2] or 1)
        return chr(int(match[3], 16)).encode("utf-8", "surrogatepass")

    pattern = rb"\\x([0-9A-Fa-f]{2})(?:\{([0-9]{1,4})\})?|\\u([0-9A-Fa-f]{4})"
    return re.sub(pattern, value, data.replace(b"\\\n", b""))


def case_files() -> Iterator[tuple[str, str]]:
    """The code and the file name of every case file."""
    for code in sorted(os.listdir(CASES)):
        folder = os.path.join(CASES, code)
        if os.path.isdir(folder) and not code.startswith(("_", ".")):
            for name in sorted(os.listdir(folder)):
                if not name.endswith((".expected", ".options")) and not name.startswith("."):
                    yield code, name


def case_sample(code: str, name: str) -> Sample:
    """A case file, with the options in the file beside it."""
    path = os.path.join(CASES, code, name)
    with open(path, "rb") as file:
        data = file.read()
    options: dict[str, Value] = {}
    if os.path.exists(f"{path}.options"):
        with open(f"{path}.options", encoding="utf-8") as file:
            loaded = yaml.safe_load(file)
        for option, value in loaded.items():
            options[option] = tuple(value) if isinstance(value, list) else value
    return Sample(f"{code}/{name}", name, data, options)


def check_alone(code: str, sample: Sample) -> tuple[tuple[Diagnostic, ...], Source]:
    """What one rule says about a sample, and the text that it says it of."""
    setting = RuleSetting(code, explicit=True, options=sample.options)
    report = check_bytes(sample.path, sample.data, Settings("", (setting,)))
    assert report.status == "checked"
    assert report.source is not None
    return report.diagnostics, report.source


def edited(source: Source, fix: Fix) -> bytes:
    """The bytes of a source after a fix, whose edits must be inside it and apart from each other."""
    text = source.text
    last = len(text)
    for (start, end), replacement in sorted(fix.edits, reverse=True):
        assert 0 <= start <= end <= last
        text = text[:start] + replacement + text[end:]
        last = start
    return text.encode(fix.encoding) if fix.encoding else source.encode(text)
