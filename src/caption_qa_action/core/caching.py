"""Where things are kept that can be had again at a price."""

from __future__ import annotations

import os
import sys


def cache_folder(kind: str) -> str | None:
    """The folder of one kind of entries; None when nothing is to be kept."""
    if os.environ.get("CAPTION_QA_NO_CACHE", "0") not in ("", "0"):
        return None
    own = os.environ.get("CAPTION_QA_CACHE_DIR")
    if own:
        return os.path.join(own, kind)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA", "")
    elif sys.platform == "darwin":
        base = os.path.expanduser("~/Library/Caches")
    else:
        # A relative path is to be ignored: XDG Base Directory Specification 0.8,
        # https://specifications.freedesktop.org/basedir-spec/latest/
        base = os.environ.get("XDG_CACHE_HOME", "")
        base = base if os.path.isabs(base) else os.path.expanduser("~/.cache")
    return os.path.join(base, "caption-qa", kind) if os.path.isabs(base) else None
