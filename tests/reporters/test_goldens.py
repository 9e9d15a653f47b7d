"""The fixed report in every format, against what it has always looked like."""

from __future__ import annotations

import os
import re

import pytest

from caption_qa_action import __version__
from caption_qa_action.reporters import REPORTERS, Options
from tests.reporters.fixed_report import fixed_report, report, why

GOLDEN = os.path.join(os.path.dirname(__file__), "golden")

# Every reporter with everything that it may be given, and more of some options.
EVERY = Options(prefix="media", why=why)
CASES = {name: (name, EVERY) for name in REPORTERS} | {
    "concise-color": ("concise", Options(color=True, links=True)),
    "concise-statistics": ("concise", Options(statistics=True)),
    "full-color": ("full", Options(color=True, links=True, why=why)),
    "full-narrow": ("full", Options(width=40)),
    "full-all": ("full", Options(show_all=True, verbose=True, why=why)),
    "full-quiet": ("full", Options(quiet=True)),
    "full-statistics": ("full", Options(statistics=True)),
    "concise-all": ("concise", Options(show_all=True, verbose=True)),
    "concise-quiet": ("concise", Options(quiet=True)),
    "github-all": ("github", Options(show_all=True)),
    "markdown-all": ("markdown", Options(show_all=True, verbose=True, why=why)),
}


@pytest.mark.parametrize("case", CASES)
def test_the_fixed_report_looks_as_it_always_has(case: str, update_goldens: bool) -> None:
    name, options = CASES[case]
    text = report(name, fixed_report(), options)
    # Colour codes are written out, so that the file can be read and diffed as text.
    text = text.replace("\x1b", "<ESC>").replace(f'"{__version__}"', '"<VERSION>"')
    text = re.sub(r"<(style|script)>\n.*?</\1>", r"<\1><ASSET></\1>", text, flags=re.DOTALL)
    text = re.sub("'sha256-[^']*'", "<HASH>", text)
    path = os.path.join(GOLDEN, f"{case}.txt")
    if update_goldens:
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(text)
    assert os.path.exists(path), "there is no golden file yet: pytest --update writes it; read it"
    with open(path, encoding="utf-8", newline="") as file:
        assert text == file.read()


def test_there_is_no_golden_without_a_reporter() -> None:
    assert {f"{case}.txt" for case in CASES} == set(os.listdir(GOLDEN))
