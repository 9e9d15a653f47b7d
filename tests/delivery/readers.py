"""The strictest readers of captions that the registries have: what each reads of a text."""

from __future__ import annotations

import functools
import html
import importlib
import io
import json
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias
from xml.etree import ElementTree

import pysubs2
import pytest
import webvtt

from tests.delivery.fetched import npm_package, srt_module

# These say nothing of their types.
imageio_ffmpeg: Any = importlib.import_module("imageio_ffmpeg")
pycaption: Any = importlib.import_module("pycaption")
isd: Any = importlib.import_module("ttconv.isd")
model: Any = importlib.import_module("ttconv.model")
imsc_reader: Any = importlib.import_module("ttconv.imsc.reader")
VTT_JS, WEBVTT_PARSER = "vtt.js@0.13.0", "webvtt-parser@2.2.0"


class Read(NamedTuple):
    """A cue as a reader gives it: its times, and its letters and digits in order."""

    start_ms: int
    end_ms: int
    words: str


class Reader(NamedTuple):
    """A reader of one format. It raises where it takes nothing.

    `keeps_order` is whether it gives the cues in the order of the file, not in that of time.
    """

    name: str
    format: str
    read: Callable[[str], list[Read]]
    keeps_order: bool = True


def letters(text: str) -> str:
    """The letters, marks and digits of a text."""
    return "".join(letter for letter in text if unicodedata.category(letter)[0] in "LMN")


def without_tags(text: str) -> str:
    """Text of SubRip without the tags and the places that players know."""
    return re.sub(r"\{\\an[1-9]\}|(?i:</?(?:b|i|u|s|font)\b[^<>]*>)", "", text)


def resolved(text: str) -> str:
    """Text of a cue of WebVTT without its tags, references resolved."""
    return html.unescape(re.sub(r"<[^<>]*(?:>|\Z)", "", text))


def _srt(text: str) -> list[Read]:
    return [
        Read(_ms(cue.start), _ms(cue.end), letters(without_tags(cue.content)))
        for cue in srt_module().parse(text, ignore_errors=False)
    ]


def _ms(time: timedelta) -> int:
    return int(time / timedelta(milliseconds=1))


def _webvtt_py(format: str, text: str) -> list[Read]:
    plain: Callable[[str], str] = {"vtt": resolved, "srt": without_tags}.get(format, str)
    return [
        Read(_clock_ms(cue.start), _clock_ms(cue.end), letters(plain(cue.raw_text)))
        for cue in webvtt.from_buffer(io.StringIO(text), format=format).captions
    ]


def _clock_ms(clock: str) -> int:
    hours, minutes, seconds = clock.split(":")
    return (int(hours) * 60 + int(minutes)) * 60_000 + round(float(seconds) * 1000)


def _pycaption(reader: Any, text: str) -> list[Read]:
    captions = reader.read(text)
    [language] = captions.get_languages()
    # Tags of SubRip are text to it.
    plain = without_tags if isinstance(reader, pycaption.SRTReader) else str
    return [
        Read(round(cue.start / 1000), round(cue.end / 1000), letters(plain(cue.get_text())))
        for cue in captions.get_captions(language)
    ]


def pycaption_reader(name: str) -> Callable[[str], list[Read]]:
    """What a reader of pycaption reads of a text."""
    return lambda text: _pycaption(getattr(pycaption, name)(), text)


def _pysubs2(format: str, text: str) -> list[Read]:
    found = pysubs2.SSAFile.from_string(text, format_=format)
    return [Read(cue.start, cue.end, letters(cue.plaintext)) for cue in found if not cue.is_comment]


def _ttconv(text: str) -> list[Read]:
    document = imsc_reader.to_model(ElementTree.ElementTree(ElementTree.fromstring(text)))
    assert document is not None
    found: list[tuple[int, str]] = []
    for begin, picture in isd.ISD.generate_isd_sequence(document):
        shown = "".join(
            element.get_text()
            for region in picture.iter_regions()
            for element in region.dfs_iterator()
            if isinstance(element, model.Text)
        )
        found.append((round(begin * 1000), letters(shown)))
    ends = [start for start, _ in found[1:]] + [found[-1][0]] if found else []
    return [Read(start, end, words) for (start, words), end in zip(found, ends, strict=True)]


class Node:
    """A process of Node.js that reads WebVTT."""

    def __init__(self) -> None:
        node = shutil.which("node")
        if node is None:
            pytest.skip("Node.js is not installed")
        script = str(Path(__file__).with_name("readers.js"))
        folders = [str(npm_package(name)) for name in (VTT_JS, WEBVTT_PARSER)]
        self._process = subprocess.Popen(
            [node, script, *folders], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            encoding="utf-8",
        )  # fmt: skip

    def read(self, reader: str, text: str) -> list[Read]:
        """The cues of a text. Raises where the reader finds an error."""
        found, errors = self.ask(reader, text)
        if errors:
            raise ValueError("; ".join(errors))
        return found

    def ask(self, reader: str, text: str) -> tuple[list[Read], list[str]]:
        """The cues of a text, and the errors that were found in it."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"reader": reader, "text": text}) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        found = [
            Read(round(start * 1000), round(end * 1000), letters(resolved(shown)))
            for start, end, shown in answer["cues"]
        ]
        return found, answer["errors"]

    def close(self) -> None:
        self._process.communicate()


def _ffmpeg(format: str, text: str) -> list[Read]:
    """What ffmpeg reads, by way of SubRip, which it writes without markup that it does not know."""
    found, complaints, code = ffmpeg(format, text.encode())
    if code or complaints:
        raise ValueError(complaints)
    return found


def ffmpeg(format: str, data: bytes) -> tuple[list[Read], str, int]:
    """What ffmpeg reads, what it complains about, and its exit code. Without a format it looks for one in the data."""
    program = imageio_ffmpeg.get_ffmpeg_exe()
    read_as = ["-f", format] if format else []
    command = [program, "-v", "error", *read_as, "-i", "pipe:0", "-f", "srt", "pipe:1"]
    done = subprocess.run(command, input=data, capture_output=True, timeout=60)
    found = _srt(done.stdout.decode(errors="replace"))
    return found, done.stderr.decode(errors="replace"), done.returncode


_Read: TypeAlias = Callable[[str], list[Read]]


def readers(node: Callable[[], Node]) -> tuple[Reader, ...]:
    """All of them; `node` is asked for where one needs it."""

    def with_node(name: str) -> _Read:
        return lambda text: node().read(name, text)

    part = functools.partial
    return (
        Reader("srt", "srt", _srt),
        Reader("webvtt-py", "srt", part(_webvtt_py, "srt")),
        Reader("pycaption", "srt", lambda text: _pycaption(pycaption.SRTReader(), text)),
        Reader("pysubs2", "srt", part(_pysubs2, "srt")),
        Reader("ffmpeg", "srt", part(_ffmpeg, "srt"), False),
        Reader("webvtt-py", "webvtt", part(_webvtt_py, "vtt")),
        Reader("vtt.js", "webvtt", with_node("vtt.js")),
        Reader("webvtt-parser", "webvtt", with_node("webvtt-parser")),
        Reader("pycaption", "webvtt", lambda text: _pycaption(pycaption.WebVTTReader(), text)),
        Reader("pysubs2", "webvtt", part(_pysubs2, "vtt")),
        Reader("ffmpeg", "webvtt", part(_ffmpeg, "webvtt"), False),
        Reader("ttconv", "ttml", _ttconv),
        Reader("pycaption", "ttml", lambda text: _pycaption(pycaption.DFXPReader(), text)),
        Reader("pysubs2", "ttml", part(_pysubs2, "ttml")),
        Reader("pysubs2", "ass", part(_pysubs2, "ass")),
        Reader("ffmpeg", "ass", part(_ffmpeg, "ass"), False),
        Reader("webvtt-py", "sbv", part(_webvtt_py, "sbv")),
    )
