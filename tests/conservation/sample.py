"""The files that the laws of conservation are tried on."""

from __future__ import annotations

import os
import random

from caption_qa_action.rules import RULES
from tests.captions import Caption, everything
from tests.rules.samples import page_samples
from tests.sampling import WHOLE

# With a share of them, as in CAPTION_QA_CONSERVE=1/8, the whole run is a sample too.
SHARE = os.environ.get("CAPTION_QA_CONSERVE", "").partition("/")[2]
SEED, SAMPLE, LARGEST_BYTES = 13, 90, 60_000


def files() -> list[Caption]:
    """The files to try, the samples on the pages of the rules among them, each content once."""
    found = [caption for caption in everything() if caption.size < LARGEST_BYTES]
    for code in sorted(RULES):
        for heading in ("Bad", "Good"):
            for number, sample in enumerate(page_samples(code, heading)):
                id = f"{code}/{heading}-{number}"
                found.append(Caption(id, sample.path, sample.data))
    found = list({(caption.name, caption.data): caption for caption in found}.values())
    if not WHOLE:
        return random.Random(SEED).sample(found, SAMPLE)
    return random.Random(SEED).sample(found, len(found) // int(SHARE)) if SHARE else found


FILES = files()
