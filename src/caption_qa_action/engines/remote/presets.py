"""By which preset a server is asked: the contract names eleven, and a server may know fewer of them."""

from __future__ import annotations

import threading
from collections.abc import Callable

from caption_qa_action.core.text import printable
from caption_qa_action.presets import DEFAULT, load

# The presets of `POST /api/v1/process`, contract of CaptionPass, version 1.
CONTRACT = frozenset({
    "developer-json", "facebook", "generic", "html5", "instagram-reels", "linkedin", "lms", "tiktok", "vimeo",
    "youtube", "zoom",
})  # fmt: skip
# What stands for a preset that is not in the contract, by the format that it is delivered in.
_BY_OUTPUT = {"json": "developer-json", "ttml": "lms", "webvtt": "html5"}


class AskedPresets:
    """What a server is asked for in place of each preset; threads may share it.

    `notify` is called once for each preset that is not in the contract, and `notice` for each that is and that the
    server refuses all the same.
    """

    def __init__(
        self, host: str, *, notify: Callable[[str], None], notice: Callable[[str], None]
    ) -> None:
        self._host = host
        self._notify = notify
        self._notice = notice
        self._refused: set[str] = set()
        self._reported: set[str] = set()
        self._lock = threading.Lock()

    def of(self, preset: str) -> str:
        """The preset to ask for."""
        asked = preset
        if preset not in CONTRACT:
            asked = _BY_OUTPUT.get(load(preset).output, DEFAULT)
            self._report(
                self._notify, preset, f"{self._host} is asked for {asked} in place of {preset}"
            )
        return DEFAULT if asked in self._refused else asked

    def refuse(self, asked: str, reason: str) -> bool:
        """Note that the server refuses a preset; whether another one is left to ask for."""
        if asked == DEFAULT:
            return False
        with self._lock:
            self._refused.add(asked)
        text = f"{printable(reason)}; it is asked for {DEFAULT} in place of {asked}"
        self._report(self._notice, f"refused {asked}", text)
        return True

    def _report(self, report: Callable[[str], None], key: str, text: str) -> None:
        with self._lock:
            is_new = key not in self._reported
            self._reported.add(key)
        if is_new:
            report(f"{text}; what differs is checked here")
