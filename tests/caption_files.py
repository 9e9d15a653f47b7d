"""Which files of a folder hold captions, as `caption-qa check` finds them there."""

from __future__ import annotations

from pathlib import Path

from caption_qa_action.formats import shared_suffixes, suffixes
from caption_qa_action.workspace.discover import holds_captions


def is_caption_file(path: Path) -> bool:
    """Whether a file is taken for captions where its folder is checked."""
    return path.suffix.lower() in suffixes() and holds_captions(str(path), shared_suffixes())
