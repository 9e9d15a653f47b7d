"""The last step of writing a file as a whole: the finished one takes the place of the old."""

from __future__ import annotations

import os

# Virus scanners and indexers hold a fresh file open for a moment, and Windows then refuses to
# replace it.
_ATTEMPTS, _PAUSE_SECONDS = 6, 0.05


def rename(temporary: str, target: str) -> None:
    """Give a finished file the name of the one that it replaces. Raises OSError."""
    for attempt in range(_ATTEMPTS):
        try:
            os.replace(temporary, target)
            return
        except PermissionError:
            if os.name != "nt" or attempt == _ATTEMPTS - 1:
                raise
            import time

            time.sleep(_PAUSE_SECONDS)
