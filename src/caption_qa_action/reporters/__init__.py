"""The reporters: one module each, named after the output format.

A reporter works in two steps, so that files can be checked in other processes and nothing has to be
kept: `part` turns one file's report into what the reporter needs of it, wherever the file was
checked; `add` takes the parts in the order of the paths and returns the text to write now.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple, Protocol

from caption_qa_action.core.record import Json
from caption_qa_action.core.registry import Registry
from caption_qa_action.core.report import FileReport, Summary
from caption_qa_action.core.rule import Rule
from caption_qa_action.core.settings import FailOn

REPORTERS = Registry(__name__, os.path.dirname(__file__), hyphens=True)


class Options(NamedTuple):
    """How a report is written: with colour, only errors and warnings (`quiet`), in how much detail.

    With `links` the terminal is one that shows links (OSC 8). `width` is its width in columns. With `statistics`, a table of codes takes the place
    of the findings. `why` gives the reason behind a code in one sentence (a function of a module, so
    that it can be sent to another process), `rules` gives all rules that can run. `prefix` is the
    folder that paths are relative to, as seen from the root of the repository. `fail_on` says which
    findings fail the run. `run` tells of a part of a run what `merge` has to know.
    """

    color: bool = False
    quiet: bool = False
    verbose: bool = False
    width: int = 100
    statistics: bool = False
    why: Callable[[str], str] | None = None
    prefix: str = ""
    links: bool = False
    rules: Callable[[], Iterable[Rule]] | None = None
    fail_on: FailOn = FailOn()
    run: Mapping[str, Json] | None = None


class Reporter(Protocol):
    """An output format. A module of this package is one when it has `make(options) -> Reporter`."""

    def part(self, file: FileReport) -> object:
        """What this reporter needs of a file; plain values that can be sent between processes."""

    def begin(self) -> str:
        """The text before the first file."""

    def add(self, part: object) -> str:
        """The text that a file adds now."""

    def end(self, summary: Summary) -> str:
        """The text after the last file."""


def make(name: str, options: Options) -> Reporter:
    """The reporter of a name. Raises KeyError for an unknown name."""
    reporter: Reporter = REPORTERS.module(name).make(options)
    return reporter
