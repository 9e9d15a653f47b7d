"""What is lost of the small texts of each format on the way to another, as it stands beside the tests."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from caption_qa_action.delivery.convert import convert, losses_in
from caption_qa_action.files.decode import decode
from caption_qa_action.formats import parse

GOLDEN = Path(__file__).parent / "recorded"
FORMATS_FOLDER = Path(__file__).parents[1] / "formats"
FORMATS = sorted(path.parent.name for path in FORMATS_FOLDER.glob("*/samples.py"))
# The one that holds least, and the one that holds most.
LEAST, MOST = "sbv", "json"


@pytest.mark.parametrize("format", FORMATS)
def test_what_is_lost_of_a_text_is_as_recorded(format: str, update_goldens: bool) -> None:
    samples = importlib.import_module(f"tests.formats.{format}.samples").SAMPLES
    found: dict[str, list[str]] = {}
    for name, content in samples.items():
        data = content if isinstance(content, bytes) else content.encode()
        document = parse(decode(name, data), format)
        for target in (LEAST, MOST):
            losses = convert(document, target).losses
            named = [
                f"  {kind} x{number} in cue {cue}: {shown!a}\n"
                for kind, number, shown, cue in losses
            ]
            found.setdefault("".join(named), []).append(f"{name} in {target}\n")
            # What a rule reports without writing the text, and reading it again.
            assert {loss.kind for loss in losses_in(document, target)} <= {
                loss.kind for loss in losses
            }
    golden = GOLDEN / f"losses of {format}.txt"
    text = "".join(f"{''.join(files)}{losses}" for losses, files in found.items() if losses)
    if update_goldens:
        golden.write_text(text, encoding="ascii", newline="\n")
    assert text == golden.read_text(encoding="ascii")
