"""What the terminal can show: colour, width, progress."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable

from caption_qa_action.core.annotations import TextIO
from caption_qa_action.core.text import plural, printable

# Set where a service runs the command, whose terminal, if it gives one, becomes a log. Not all set `CI`:
# https://learn.microsoft.com/azure/devops/pipelines/build/variables and https://www.jenkins.io/doc/book/pipeline/jenkinsfile/
CI_VARIABLES = ("CI", "GITHUB_ACTIONS", "TF_BUILD", "JENKINS_URL")


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
        and not _is_ci()
    )


def say(text: str) -> None:
    """Print something beside the results: a line on standard error."""
    print_beside(f"caption-qa: {text}")


def print_beside(text: str) -> None:
    """Print a line on standard error."""
    print_line(text, sys.stderr)


def print_line(text: str, stream: TextIO | None = None) -> None:
    """Print a line, on standard output unless a stream is given; on a terminal no word of it is broken."""
    stream = stream or sys.stdout
    shown = printable(text)
    if stream.isatty():
        from caption_qa_action.core.fold import hanging

        shown = hanging(shown, width(stream))
    print(shown, file=stream, flush=True)


def width(stream: TextIO | None = None) -> int:
    """The columns of the terminal that a stream, or standard output, goes to; 100 where there is none."""
    try:
        return int(os.environ.get("COLUMNS", "")) or 100
    except ValueError:
        pass
    try:
        return os.get_terminal_size((stream or sys.stdout).fileno()).columns or 100
    except (OSError, ValueError):
        return 100


# Our choice: quicker than this nobody reads, and each time costs a write to the terminal.
_SECONDS_BETWEEN = 0.1
# What takes less needs no line that comes and goes.
_SECONDS_BEFORE = 0.5


class StatusLine:
    """A line on the terminal that comes and goes; nothing in a pipe, in CI, or on a dumb terminal.

    `clock` counts seconds. With `at_once` it may be written right away, for what is known to take long.
    """

    __slots__ = ("_wanted", "_is_on", "_stream", "_clock", "_next")

    def __init__(
        self,
        stream: TextIO,
        *,
        wanted: bool = True,
        at_once: bool = False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._stream = stream
        self._wanted = wanted and _is_watched(stream)
        self._is_on = False
        self._clock = clock
        self._next = clock() + (0 if at_once else _SECONDS_BEFORE)

    def write(self, make_text: Callable[[], str], *, now: bool = False) -> None:
        """Write a text, which is made only then; not too often unless it must be `now`."""
        moment = self._clock()
        if not self._wanted or (moment < self._next and not now):
            return
        self._is_on = True
        self._next = moment + _SECONDS_BETWEEN
        # A line that is wider than the terminal would leave its first part there.
        self._stream.write(f"\r{make_text()[: max(20, width(self._stream) - 1)]}\x1b[K")
        self._stream.flush()

    def clear(self) -> None:
        """Leave the line empty for other output."""
        if self._is_on:
            self._is_on = False
            self._stream.write("\r\x1b[K")
            self._stream.flush()


class Progress:
    """How far a run is: files, cues, rate, and the time that the rest takes, on a line of the terminal."""

    __slots__ = ("_doing", "_total", "_line", "_clock", "_start")

    def __init__(
        self,
        total: int,
        stream: TextIO,
        *,
        wanted: bool,
        doing: str = "checking",
        at_once: bool = False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._doing = doing
        self._total = total
        self._clock = clock
        self._start = clock()
        self._line = StatusLine(stream, wanted=wanted, at_once=at_once, clock=clock)
        if at_once:
            self.show(0)

    def show(self, done: int, cues: int = 0) -> None:
        """Say how many files are done, with how many cues, how fast, and how long the rest takes."""
        self._line.write(lambda: self._text(done, cues))

    def _text(self, done: int, cues: int) -> str:
        seconds = self._clock() - self._start
        parts = [f"{self._doing} {done} of {plural(self._total, 'file')}"]
        if cues:
            parts.append(plural(cues, "cue"))
        if done and seconds >= 1:
            rate = done / seconds
            parts.append(f"{rate:.0f} files a second" if rate >= 1 else f"{1 / rate:.0f} s a file")
            parts.append(f"{duration((self._total - done) / rate)} left")
        return ", ".join(parts)

    def clear(self) -> None:
        """Leave the line empty for other output."""
        self._line.clear()


def _is_watched(stream: TextIO) -> bool:
    """Whether somebody sees a line that changes."""
    return stream.isatty() and os.environ.get("TERM") != "dumb" and not _is_ci()


def _is_ci() -> bool:
    """Whether a service runs this, which writes what a terminal shows into a log."""
    return any(os.environ.get(name) for name in CI_VARIABLES)


def duration(seconds: float) -> str:
    """`40 s`, `12 min`, `2 h 5 min`."""
    minutes = round(seconds / 60)
    if minutes < 2:
        return f"{seconds:.0f} s"
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"
