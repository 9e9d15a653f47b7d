"""What must hold of every input, however spoiled: each law is tried on the bytes of one file.

A law raises `Broken`, or whatever the code raises that should not; captions that cannot be checked,
mended or converted are an answer (`FileError`), and no failure.
"""

from __future__ import annotations

import functools
import json
import random
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

from caption_qa_action import config, pipeline
from caption_qa_action.core.diagnostic import INTERNAL_ERROR
from caption_qa_action.core.errors import FileError, FixFailed
from caption_qa_action.core.report import FileReport, Summary
from caption_qa_action.core.settings import FailOn, Settings
from caption_qa_action.core.text import printable
from caption_qa_action.delivery.profiles import PROFILES
from caption_qa_action.engines.bundled.process import process_bytes
from caption_qa_action.files.decode import decode, writes_back
from caption_qa_action.fixing import mend
from caption_qa_action.formats import FORMATS, UNKNOWN, parse
from caption_qa_action.presets import load, names
from caption_qa_action.reporters import REPORTERS, Options, make
from caption_qa_action.rules import load as load_rule
from caption_qa_action.runs.convert import convert_bytes
from scripts.fuzz.mutations import Input

Law: TypeAlias = Callable[[Input], None]

# A law may take so long, and so much longer for each megabyte, in processor time.
_SECONDS, _SECONDS_PER_MB = 3.0, 60.0
_PRESETS_EACH = 2
_JSON, _XML = ("json", "sarif", "rdjson", "gitlab"), ("junit", "checkstyle")


class Broken(AssertionError):
    """A law does not hold; the message says how."""


def require(holds: object, message: str) -> None:
    if not holds:
        raise Broken(message)


@functools.cache
def _settings(*, every: bool = True) -> Settings:
    select = ("all",) if every else None
    arguments = config.Arguments(select=select, preview=True)
    return config.load(arguments, isolated=True).settings_for("captions")


def is_parsed(given: Input) -> None:
    """Every span lies in the text and nothing of the bytes is lost."""
    source = decode(given.name, given.data)
    document = parse(source)
    size = len(source.text)
    if writes_back(source):
        require(source.encode(source.text) == given.data, "the text is not the bytes")
    last = 0
    for cue in document.cues:
        places = (
            cue.block_start,
            cue.timing_start,
            cue.timing_end,
            cue.text_start,
            cue.text_end,
            cue.block_end,
        )
        require(min(places) >= 0 and max(places) <= size, f"{cue} is outside the text")
        require(cue.block_start <= cue.block_end, f"{cue} ends before it begins")
        require(cue.number == last + 1, f"{cue} is not number {last + 1}")
        last = cue.number
        document.plain(cue), document.tags(cue), document.placement(cue), document.time_spans(cue)
    for problem in (*source.problems, *document.problems):
        start, end = problem.span
        require(0 <= start <= end <= size, f"{problem.code} is outside the text")
    if document.format in FORMATS:
        FORMATS[document.format].to_timeline(document)


def is_checked(given: Input) -> None:
    """No rule fails, every place lies in the text, and a second check finds the same."""
    report = _checked(given)
    size = len(report.source.text) if report.source else 0
    for each in report.diagnostics:
        require(each.code != INTERNAL_ERROR, each.message)
        start, end = each.span
        require(0 <= start <= end <= size, f"{each.code} is outside the text")
        require(each.start <= each.end, f"{each.code} ends before it begins")
        require(
            printable(each.message) == each.message, f"the message of {each.code} is no plain line"
        )
        for (edit_start, edit_end), _ in each.fix.edits if each.fix else ():
            inside = 0 <= edit_start <= edit_end <= size
            require(inside, f"a fix of {each.code} is outside the text")
    require(_checked(given).diagnostics == report.diagnostics, "a second check says something else")


def _checked(given: Input) -> FileReport:
    return pipeline.check_bytes(given.name, given.data, _settings())


def is_reported(given: Input) -> None:
    """Every report can be written, is as its format asks, and the same each time."""
    report = _checked(given)
    for name in REPORTERS:
        text = _rendered(name, report)
        require(text == _rendered(name, report), f"{name} is another one the second time")
        text.encode()
        if name in _JSON:
            json.loads(text)
        elif name == "json-lines":
            for line in text.split("\n")[:-1]:
                json.loads(line)
        elif name in _XML:
            ET.fromstring(text.encode())


def _rendered(name: str, report: FileReport) -> str:
    reporter = make(name, Options())
    summary = Summary(FailOn())
    summary.add(report)
    return reporter.begin() + reporter.add(reporter.part(report)) + reporter.end(summary)


def is_mended(given: Input) -> None:
    """Mending comes to an end, makes no finding more but for what a fix leaves on purpose, and has nothing to do the second time."""
    for unsafe in (False, True):
        settings = _settings(every=False)
        before = pipeline.diagnose(given.name, given.data, settings)
        try:
            result, after = mend(given.name, given.data, settings, unsafe=unsafe)
        except FixFailed as error:
            require("still changes" not in str(error), str(error))
            continue
        if not unsafe:  # words that were hidden may be shown by one that is not, and judged
            left = {code for made, _ in result.fixes for code in load_rule(made).leaves}
            found = [item for item in after.diagnostics if item.code not in left]
            require(
                len(found) <= len(before.diagnostics),
                "there are more findings than before",
            )
        if result.reverted:  # a second run may try apart what this one had no trials left for
            continue
        again, _ = mend(given.name, result.data, settings, unsafe=unsafe)
        kind = "unsafe" if unsafe else "safe"
        require(again.data == result.data, f"a second run of {kind} fixes changes the file again")


def is_converted(given: Input) -> None:
    """What is written in every format is read again as that format."""
    settings = _settings(every=False)
    for target in FORMATS:
        if not FORMATS[target].is_written:
            continue
        converted = convert_bytes(given.name, given.data, target, settings, None)
        name = f"written{FORMATS[target].traits.usual_suffix}"
        document = parse(decode(name, converted.data))
        is_empty = not document.cues and document.format == UNKNOWN
        require(
            document.format == target or is_empty, f"{target} that was written is {document.format}"
        )


def is_delivered(given: Input) -> None:
    """A delivery for a preset is made or refused, the same each time."""
    draw = random.Random(given.data)
    for preset in draw.sample(sorted(names()), _PRESETS_EACH):
        profile = draw.choice(PROFILES)
        settings = config.load(config.Arguments(preset=preset), isolated=True).settings_for(
            "captions"
        )
        first = _delivered(given, settings, preset, profile)
        second = _delivered(given, settings, preset, profile)
        require(
            first == second,
            f"a delivery for {preset} with {profile} is another one the second time",
        )


def _delivered(given: Input, settings: Settings, preset: str, profile: str) -> Any:
    delivery = process_bytes(given.name, given.data, settings, load(preset), profile)
    return delivery.delivery_status, delivery.output, delivery.aided_output


LAWS: tuple[Law, ...] = (is_parsed, is_checked, is_reported, is_mended, is_converted, is_delivered)


def tried(given: Input, laws: tuple[Law, ...] = LAWS) -> Iterator[tuple[str, Exception]]:
    """The laws that an input breaks, by name, each with the error."""
    for law in laws:
        began = time.process_time()
        try:
            law(given)
        except FileError:
            pass
        except Exception as error:
            yield law.__name__, error
            continue
        spent = time.process_time() - began
        most = _SECONDS + _SECONDS_PER_MB * len(given.data) / 1e6
        if spent > most:
            yield law.__name__, Broken(f"takes {spent:.1f} s of at most {most:.1f}")
