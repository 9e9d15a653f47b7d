"""The samples on the pages of the rules, the case files beside the tests, and how both are checked."""

from __future__ import annotations

import inspect
import os
import re
from collections.abc import Iterator

import caption_qa_action.samples as page
from caption_qa_action.core.diagnostic import Diagnostic
from caption_qa_action.core.source import Fix, Source
from caption_qa_action.rules import load
from caption_qa_action.samples import Sample

__all__ = ["Sample"]

CASES = os.path.dirname(__file__)


def sections(page: str) -> dict[str, str]:
    """The parts of a rule's page by heading, in order; the part before the first under `""`."""
    parts = re.split(r"(?m)^## (.*)$", inspect.cleandoc(page))
    return {"": parts[0], **dict(zip(parts[1::2], parts[2::2], strict=True))}


def page_samples(code: str, heading: str) -> list[Sample]:
    """The samples under a heading of a rule's page."""
    return page.samples(load(code), heading)


def case_files() -> Iterator[tuple[str, str]]:
    """The code and the file name of every case file."""
    for code in sorted(os.listdir(CASES)):
        folder = os.path.join(CASES, code)
        if os.path.isdir(folder) and not code.startswith(("_", ".")):
            for name in sorted(os.listdir(folder)):
                beside = (".expected", ".options", ".siblings")
                if not name.endswith(beside) and not name.startswith("."):
                    yield code, name


def case_sample(code: str, name: str) -> Sample:
    """A case file, with the options in the file and the siblings in the folder beside it."""
    return page.case_sample(code, os.path.join(CASES, code, name))


def check_alone(code: str, sample: Sample) -> tuple[tuple[Diagnostic, ...], Source]:
    """What one rule says about a sample, and the text that it says it of."""
    report = page.check_alone(code, sample)
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
