"""The work that is timed inside a process of its own; prints one JSON object.

python benchmarks/work.py parse READER SMALL_FILE PATH
python benchmarks/work.py rules PATH
"""

from __future__ import annotations

import gc
import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from caption_qa_action.core.document import Document
    from caption_qa_action.core.rule import Check, Value
    from caption_qa_action.core.settings import Settings

# Parses the file at a path and returns how many cues it has.
Reader = Callable[[str], int]


def files(path: str) -> list[str]:
    """The file, or all files below the folder, sorted."""
    if os.path.isfile(path):
        return [path]
    found = [os.path.join(folder, name) for folder, _, names in os.walk(path) for name in names]
    return sorted(found)


def text_of(path: str) -> str:
    with open(path, encoding="utf-8", newline="") as file:
        return file.read()


def bytes_of(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def read_only() -> Reader:
    """Not a parser: what reading, decoding and looking for every arrow costs."""
    return lambda path: bytes_of(path).decode("utf-8").count("-->")


def caption_qa() -> Reader:
    from caption_qa_action.files.decode import decode
    from caption_qa_action.formats import parse

    def read(path: str) -> int:
        return len(parse(decode(path, bytes_of(path))).cues)

    gc.disable()  # as the pipeline does while it checks a file
    return read


def caption_qa_check() -> Reader:
    """The default check as a run has it: parsing, rules, places; without start-up and report."""
    from caption_qa_action.core.settings import FailOn
    from caption_qa_action.pipeline import check_bytes

    settings = settings_of("talk.srt", every_rule=False)
    gc.disable()
    return lambda path: check_bytes(path, bytes_of(path), settings, FailOn()).cues


def peer(name: str) -> Any:
    """The module of another tool; what it is typed as is not our concern."""
    return import_module(name)


def pysubs2() -> Reader:
    load = peer("pysubs2").load
    return lambda path: len(load(path, encoding="utf-8"))


def srt() -> Reader:
    parse = peer("srt").parse

    def read(path: str) -> int:
        with open(path, encoding="utf-8") as file:
            return len(list(parse(file)))

    return read


def webvtt_py() -> Reader:
    webvtt = peer("webvtt")

    def read(path: str) -> int:
        load = webvtt.from_srt if path.endswith(".srt") else webvtt.read
        return len(load(path).captions)

    return read


def pycaption() -> Reader:
    module = peer("pycaption")

    def read(path: str) -> int:
        names = {".srt": "SRTReader", ".vtt": "WebVTTReader", ".ttml": "DFXPReader"}
        reader = getattr(module, names[os.path.splitext(path)[1]])
        captions = reader().read(text_of(path))
        return sum(len(captions.get_captions(name)) for name in captions.get_languages())

    return read


def ttconv() -> Reader:
    from xml.etree import ElementTree

    to_model = peer("ttconv.imsc.reader").to_model
    paragraph = peer("ttconv.model").P

    def read(path: str) -> int:
        body = to_model(ElementTree.parse(path)).get_body()
        return sum(isinstance(element, paragraph) for element in body.dfs_iterator())

    return read


READERS: dict[str, Callable[[], Reader]] = {
    "read-only": read_only,
    "caption-qa": caption_qa,
    "caption-qa check": caption_qa_check,
    "pysubs2": pysubs2,
    "srt": srt,
    "webvtt-py": webvtt_py,
    "pycaption": pycaption,
    "ttconv": ttconv,
}


def time_parse(reader: str, small: str, path: str) -> dict[str, object]:
    """How long a reader takes for all files of a path.

    It reads a small file first, so that neither imports nor the compiling of patterns counts.
    """
    read = READERS[reader]()
    read(small)
    paths = files(path)
    begin, used = time.perf_counter(), time.process_time()
    cues = sum(read(path) for path in paths)
    seconds, cpu_s = time.perf_counter() - begin, time.process_time() - used
    return {"seconds": seconds, "cpu_s": cpu_s, "cues": cues}


def settings_of(path: str, *, every_rule: bool) -> Settings:
    """What the command line would check a file with."""
    from caption_qa_action import config

    select = ("all",) if every_rule else None
    arguments = config.Arguments(select=select)
    return config.load(arguments, isolated=True).settings_for(path)


def selected(document: Document, settings: Settings) -> Iterator[tuple[str, Callable[[], int]]]:
    """The code of each rule that looks at a document, and a call that counts its findings."""
    from caption_qa_action.rules import load

    for setting in settings.rules:
        rule = load(setting.code)
        if not rule.covers(document.traits):
            continue
        if not rule.default and not setting.explicit:
            continue
        yield setting.code, partial(count, rule.check, document, setting.options)


def count(check: Check, document: Document, options: Mapping[str, Value]) -> int:
    """How many findings a rule has in a document."""
    return sum(1 for _ in check(document, **options))


def time_rules(path: str, *, rounds: int = 3) -> dict[str, object]:
    """What each rule costs, in microseconds a cue.

    `first_us` is the first call on a fresh document, which also pays for what rules share, such as
    the visible text of a cue; `us` is the best of the calls after that.
    """
    from caption_qa_action.files.decode import decode
    from caption_qa_action.formats import parse

    gc.disable()
    document = parse(decode(path, bytes_of(path)))
    cues = max(1, len(document.cues))
    defaults = {code for code, _ in selected(document, settings_of(path, every_rule=False))}
    rules: list[dict[str, object]] = []
    for code, run in selected(document, settings_of(path, every_rule=True)):
        times = []
        findings = 0
        for _ in range(rounds + 1):
            begin = time.perf_counter()
            findings = run()
            times.append((time.perf_counter() - begin) * 1e6 / cues)
        rules.append(
            {
                "code": code,
                "default": code in defaults,
                "us": min(times[1:]),
                "first_us": times[0],
                "findings": findings,
            }
        )
    return {"seconds": 0.0, "cues": len(document.cues), "rules": rules}


def versions() -> dict[str, object]:
    """The tools to compare with, each with its version."""
    from importlib.metadata import PackageNotFoundError, version

    tools = {}
    for name in ("pysubs2", "srt", "webvtt-py", "pycaption", "ttconv", "yamllint"):
        try:
            tools[name] = version(name)
        except PackageNotFoundError:
            tools[name] = "absent, left out"
    return {"tools": tools}


def main() -> None:
    task, *arguments = sys.argv[1:]
    if task == "versions":
        result = versions()
    elif task == "parse":
        result = time_parse(*arguments)
    else:
        result = time_rules(arguments[0])
    print(json.dumps(result))


if __name__ == "__main__":
    main()
