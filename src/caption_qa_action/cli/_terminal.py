"""What the terminal can show: colour, width, progress."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TextIO

from caption_qa_action.core.text import printable


def add_color_argument(parser: argparse.ArgumentParser) -> None:
    """`--color auto|always|never`."""
    parser.add_argument(
        "--color",
        choices=("auto", "always", "never"),
        default="auto",
        help="colour the output (auto: in a terminal, unless NO_COLOR is set)",
    )


def wants_color(choice: str, stream: TextIO) -> bool:
    """Whether to colour a stream; NO_COLOR and FORCE_COLOR decide where the user has not."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR") or os.environ.get("CLICOLOR_FORCE"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def wants_links(choice: str, stream: TextIO) -> bool:
    """Whether a stream is a terminal that shows links (OSC 8); FORCE_HYPERLINK decides where set.

    Terminals that do not know them leave them out, save for a few that print them.
    Source: https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda
    """
    forced = os.environ.get("FORCE_HYPERLINK")
    if forced is not None:
        return forced not in ("", "0")
    if choice == "never" or os.environ.get("NO_COLOR") or not stream.isatty():
        return False
    without = ("dumb", "linux", "xterm-old")
    # Apple's terminal shows the text of a link and not where it leads.
    return (
        os.environ.get("TERM") not in without
        and os.environ.get("TERM_PROGRAM") != "Apple_Terminal"
        and not os.environ.get("CI")
    )


def say(text: str) -> None:
    """Print something beside the results: a line on standard error."""
    print(f"caption-qa: {printable(text)}", file=sys.stderr)


def width() -> int:
    """The columns of the terminal; 100 where there is none."""
    try:
        return int(os.environ.get("COLUMNS", "")) or 100
    except ValueError:
        pass
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or 100
    except (OSError, ValueError):
        return 100


class Progress:
    """A counter on the last line of the terminal, for runs that take a while."""

    __slots__ = ("_doing", "_total", "_shown", "_stream")

    def __init__(
        self, total: int, stream: TextIO, *, wanted: bool, doing: str = "checking"
    ) -> None:
        self._doing = doing
        self._total = total
        self._stream = stream
        self._shown = wanted and total >= 50 and stream.isatty()

    def show(self, done: int) -> None:
        """Say how many files are done."""
        if self._shown:
            self._stream.write(f"\r{self._doing} captions: {done} of {self._total} files")
            self._stream.flush()

    def clear(self) -> None:
        """Leave the line empty for other output."""
        if self._shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
