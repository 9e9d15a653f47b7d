"""The fixed report in every format, against what it has always looked like."""

from __future__ import annotations

import os

import pytest

from caption_qa_action import __version__
from caption_qa_action.reporters import REPORTERS, Options
from tests.reporters.fixed_report import fixed_report, report, why

GOLDEN = os.path.join(os.path.dirname(__file__), "golden")

CASES = {
    "azure": ("azure", Options()),
    "checkstyle": ("checkstyle", Options()),
    "concise": ("concise", Options()),
    "concise-color": ("concise", Options(color=True, links=True)),
    "concise-statistics": ("concise", Options(statistics=True)),
    "full": ("full", Options(why=why)),
    "full-color": ("full", Options(color=True, links=True, why=why)),
    "full-narrow": ("full", Options(width=40)),
    "github": ("github", Options(prefix="media")),
    "gitlab": ("gitlab", Options()),
    "json": ("json", Options()),
    "json-lines": ("json-lines", Options()),
    "junit": ("junit", Options(prefix="media")),
    "markdown": ("markdown", Options()),
    "rdjson": ("rdjson", Options()),
    "sarif": ("sarif", Options(prefix="media")),
}


@pytest.mark.parametrize("case", CASES)
def test_the_fixed_report_looks_as_it_always_has(case: str, update_goldens: bool) -> None:
    name, options = CASES[case]
    text = report(name, fixed_report(), options)
    # Colour codes are written out, so that the file can be read and diffed as text.
    text = text.replace("\x1b", "<ESC>").replace(f'"{__version__}"', '"<VERSION>"')
    path = os.path.join(GOLDEN, f"{case}.txt")
    if update_goldens:
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(text)
    with open(path, encoding="utf-8", newline="") as file:
        assert text == file.read()


def test_every_reporter_has_a_golden() -> None:
    assert {name for name, _ in CASES.values()} == set(REPORTERS)
