"""What conversions lose has a name that is known, so that the rule about it can weigh it."""

from __future__ import annotations

import pytest

from caption_qa_action import config
from caption_qa_action.core.errors import FileError
from caption_qa_action.core.timeline import MATERIAL_LOSSES, MINOR_LOSSES, TIME_LOSSES, WORD_LOSSES
from caption_qa_action.delivery import reread
from caption_qa_action.delivery.target import outputs
from caption_qa_action.runs.convert import convert_bytes
from tests.captions import everything
from tests.sampling import one_of

SETTINGS = config.load(config.Arguments(), isolated=True)
LARGEST_BYTES = 60_000


@pytest.mark.sampled(6)
@pytest.mark.parametrize("target", sorted(set(outputs().values())))
def test_every_loss_has_a_known_kind(target: str) -> None:
    seen: set[str] = set()
    for caption in one_of(4, everything()):
        if caption.size >= LARGEST_BYTES:
            continue
        settings = SETTINGS.settings_for(caption.name)
        try:
            converted = convert_bytes(caption.name, caption.data, target, settings)
        except FileError:
            continue
        seen.update(loss.kind for loss in converted.losses)
    assert seen
    assert seen <= MATERIAL_LOSSES | MINOR_LOSSES


def test_no_kind_is_both() -> None:
    assert not MATERIAL_LOSSES & MINOR_LOSSES
    assert WORD_LOSSES | TIME_LOSSES <= MATERIAL_LOSSES
    # What explains a difference must be a kind that somebody can name.
    explained = reread._OF_TEXT | reread._OF_TIME | reread._OF_RUBY | reread._OF_PLACE
    assert explained <= MATERIAL_LOSSES | MINOR_LOSSES
