"""What is read of small texts, one of each thing that a format can hold or a parser can notice.

The texts of a format stand in its folder, in `samples.py`: content by file name. What is read of them
stands beside that: cues, looks, places, what is noticed with the exact edits of its fix, what is lost.
"""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from tests.captions.caption import Caption
from tests.captions.reading import describe

FOLDER = Path(__file__).parent
NAMES = sorted(path.parent.name for path in FOLDER.glob("*/samples.py"))


@pytest.mark.parametrize("name", NAMES)
def test_what_is_read_of_a_sample_is_as_recorded(name: str, update_goldens: bool) -> None:
    samples: dict[str, str | bytes] = importlib.import_module(
        f"tests.formats.{name}.samples"
    ).SAMPLES
    files = [Caption.of(name, file, content) for file, content in samples.items()]
    found = "\n".join(describe(file, name) for file in files)
    golden = FOLDER / name / "samples.txt"
    if update_goldens:
        golden.write_text(found, encoding="ascii", newline="\n")
    assert found == golden.read_text(encoding="ascii")
