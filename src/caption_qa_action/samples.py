"""The samples on the pages of the rules: bad ones that a rule must find, good ones that it must not."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.rule import Rule, Value, section

if TYPE_CHECKING:
    from caption_qa_action.core.diagnostic import Diagnostic
    from caption_qa_action.core.report import FileReport

BAD, GOOD = "Bad", "Good"
_FENCE = r"(?ms)^```(?P<info>[^\n]*)\n(?P<text>.*?)^```$"
_NAMES = {
    "ass": "sample.ass",
    "json": "sample.json",
    "srt": "sample.srt",
    "ttml": "sample.ttml",
    "webvtt": "sample.vtt",
}


class Sample(NamedTuple):
    """A caption file to check: where it is from, its name and bytes, and options of the rule.

    `siblings` are the names and bytes of files beside it; `is_sibling` is whether it is one itself.
    """

    origin: str
    path: str
    data: bytes
    options: Mapping[str, Value]
    siblings: tuple[tuple[str, bytes], ...] = ()
    is_sibling: bool = False


class Outcome(NamedTuple):
    """What became of a sample of a heading; `number` counts from 1 within it."""

    heading: str
    number: int
    sample: Sample
    found: tuple[Diagnostic, ...]

    @property
    def is_right(self) -> bool:
        """Whether a bad sample was found, or a good one was not."""
        return bool(self.found) == (self.heading == BAD)


def outcomes(rule: Rule, options: Mapping[str, Value]) -> Iterator[Outcome]:
    """Every sample of a rule's page checked by the rule alone; `options` outweigh the sample's."""
    for heading in (BAD, GOOD):
        for number, sample in enumerate(samples(rule, heading), 1):
            changed = sample._replace(options={**sample.options, **options})
            yield Outcome(heading, number, changed, check_alone(rule.code, changed).diagnostics)


def samples(rule: Rule, heading: str) -> list[Sample]:
    """The samples under a heading of a rule's page.

    The word after the fence names the format, or `text` is followed by a file name. Then may follow
    `crlf`, `no-final-newline`, `escapes` (`\\xNN` is a byte, `\\xNN{9}` nine of it, `\\uNNNN` a
    character, and a backslash joins two lines), `repeat=N`, and options of the rule as `name=value`.
    What is marked as `sibling` is no sample, but lies beside those that follow.
    """
    found: list[Sample] = []
    siblings: list[tuple[str, bytes]] = []
    for match in re.finditer(_FENCE, section(rule, heading) + "\n"):
        sample = _sample(rule.code, heading, match["info"], match["text"])
        if sample.is_sibling:
            siblings.append((sample.path, sample.data))
        else:
            found.append(sample._replace(siblings=tuple(siblings)))
    return found


def check_alone(code: str, sample: Sample) -> FileReport:
    """What one rule finds in a sample."""
    from functools import partial

    from caption_qa_action.core.language import of_filename
    from caption_qa_action.core.settings import RuleSetting, Settings
    from caption_qa_action.core.siblings import Sibling
    from caption_qa_action.pipeline import diagnose, read_document, report

    setting = RuleSetting(code, explicit=True, options=sample.options)
    settings = Settings("", (setting,), preview=True)
    siblings = tuple(
        Sibling(path, of_filename(path), partial(read_document, path, data, settings))
        for path, data in sample.siblings
    )
    return report(diagnose(sample.path, sample.data, settings, lambda: siblings), settings)


def _sample(code: str, heading: str, info: str, text: str) -> Sample:
    import shlex

    from caption_qa_action.config.options import parse_option

    words = shlex.split(info)
    kind = words.pop(0)
    path = words.pop(0) if kind == "text" else _NAMES[kind]
    options: dict[str, Value] = {}
    data = text.encode()
    for word in words:
        name, equals, value = word.partition("=")
        if word == "crlf":
            data = data.replace(b"\n", b"\r\n")
        elif word == "no-final-newline":
            data = data[:-1]
        elif word == "escapes":
            data = _unescaped(data)
        elif name == "repeat":
            data *= int(value)
        elif equals:
            options[name] = parse_option(code, name, value)
        elif word not in ("lf", "sibling"):
            raise ValueError(f"{code}: unknown word {word!r} after a fence")
    return Sample(f"{code}, {heading}", path, data, options, is_sibling="sibling" in words)


def case_sample(code: str, path: str) -> Sample:
    """A case file, with the options in the file `NAME.options` and the siblings in the folder beside it.

    The options are YAML. Raises ValueError for one that the rule does not take.
    """
    with open(path, "rb") as file:
        data = file.read()
    name = os.path.basename(path)
    siblings = []
    if os.path.isdir(f"{path}.siblings"):
        for each in sorted(os.listdir(f"{path}.siblings")):
            with open(os.path.join(f"{path}.siblings", each), "rb") as file:
                siblings.append((each, file.read()))
    return Sample(f"{code}/{name}", name, data, _case_options(code, path), tuple(siblings))


def _case_options(code: str, path: str) -> dict[str, Value]:
    if not os.path.exists(f"{path}.options"):
        return {}
    import yaml

    from caption_qa_action.config.options import check_option

    with open(f"{path}.options", encoding="utf-8") as text:
        loaded = yaml.safe_load(text)
    return {name: check_option(code, name, value) for name, value in loaded.items()}


def _unescaped(data: bytes) -> bytes:
    def value(match: re.Match[bytes]) -> bytes:
        if match[1]:
            return bytes([int(match[1], 16)]) * int(match[2] or 1)
        return chr(int(match[3], 16)).encode("utf-8", "surrogatepass")

    pattern = rb"\\x([0-9A-Fa-f]{2})(?:\{([0-9]{1,4})\})?|\\u([0-9A-Fa-f]{4})"
    return re.sub(pattern, value, data.replace(b"\\\n", b""))
