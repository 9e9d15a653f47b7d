"""What conversions lose has a name that is known, so that the rule about it can weigh it."""

from __future__ import annotations

from pathlib import Path

import pytest

from caption_qa_action import config
from caption_qa_action.core.errors import FileError
from caption_qa_action.core.timeline import MATERIAL_LOSSES, MINOR_LOSSES
from caption_qa_action.delivery.target import outputs
from caption_qa_action.formats import suffixes
from caption_qa_action.pipeline import convert_bytes

ROOT = Path(__file__).parents[2]
SETTINGS = config.load(config.Arguments(), isolated=True)


def captions() -> list[Path]:
    folders = (ROOT / "examples", ROOT / "tests", ROOT.parent / "shared" / "corpus")
    endings = tuple(suffixes())
    return [
        path
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.name.lower().endswith(endings) and path.stat().st_size < 60_000
    ]


@pytest.mark.parametrize("target", sorted(set(outputs().values())))
def test_every_loss_has_a_known_kind(target: str) -> None:
    seen: set[str] = set()
    for path in captions():
        settings = SETTINGS.settings_for(path.name)
        try:
            converted = convert_bytes(path.name, path.read_bytes(), target, settings)
        except FileError:
            continue
        seen.update(loss.kind for loss in converted.losses)
    assert seen
    assert seen <= MATERIAL_LOSSES | MINOR_LOSSES


def test_no_kind_is_both() -> None:
    assert not MATERIAL_LOSSES & MINOR_LOSSES
