"""Where reports go: standard output, or a file that appears whole or not at all."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
from collections.abc import Sequence

from caption_qa_action.cli._terminal import say
from caption_qa_action.core.annotations import Literal, TextIO
from caption_qa_action.core.errors import UsageError, WriteError
from caption_qa_action.core.report import Summary
from caption_qa_action.core.text import nearest, quote
from caption_qa_action.formats import shared_suffixes, suffixes
from caption_qa_action.regular import leads_out, open_pipe
from caption_qa_action.reporters import REPORTERS, AnyReporter, Options, make_for_run
from caption_qa_action.workspace.discover import File


class Output:
    """One report on its way to standard output or to a file."""

    __slots__ = ("reporter", "_path", "_stream", "_target", "_temporary")

    def __init__(
        self, reporter: AnyReporter, path: str = "", *, stream: TextIO | None = None
    ) -> None:
        self.reporter = reporter
        self._path = path
        self._target = self._temporary = ""
        self._stream: TextIO = stream or sys.stdout
        if path:
            try:
                self._stream = self._open()
            except (OSError, ValueError) as error:
                raise self._failure(error) from error

    def _open(self) -> TextIO:
        name: str | int = self._path
        mode: Literal["a", "w"] = "a"  # what is no file of its own is never emptied
        if leads_out(self._path):
            raise UsageError(
                f"the report {quote(self._path, 200)} leads out of the repository, or into its .git, by a symbolic "
                "link; give the path that it leads to"
            )
        if not _is_stream(self._path):
            # A long report is written as it comes; it gets its name when it is complete.
            self._target = os.path.realpath(self._path)
            os.makedirs(os.path.dirname(self._target), exist_ok=True)
            from caption_qa_action.files.temporary import create, new_path

            self._temporary = new_path(os.path.dirname(self._target))
            name, mode = create(self._temporary), "w"
        elif stat.S_ISFIFO(os.stat(self._path).st_mode):
            name = open_pipe(self._path)
        return open(name, mode, encoding="utf-8", errors="backslashreplace", newline="\n")

    def write(self, text: str) -> None:
        """Write some more of the report. Raises WriteError where it goes to a file."""
        if not text:
            return
        if not self._path:
            self._stream.write(text)
            return
        try:
            self._stream.write(text)
        except OSError as error:
            raise self._failure(error) from error

    def finish(self) -> None:
        """The report is complete."""
        if not self._path:
            self._stream.flush()
            return
        try:
            self._stream.close()
            if self._temporary:
                os.replace(self._temporary, self._target)
        except OSError as error:
            raise self._failure(error) from error
        self._temporary = ""

    def abandon(self) -> None:
        """Remove what is incomplete; does nothing after `finish`."""
        if not self._path:
            return
        with contextlib.suppress(OSError):
            self._stream.close()
        if self._temporary:
            with contextlib.suppress(OSError):
                os.unlink(self._temporary)

    def _failure(self, error: Exception) -> WriteError:
        reason = getattr(error, "strerror", None) or str(error)
        return WriteError(self._path, f"cannot write the report: {reason}")


def finish(outputs: Sequence[Output], summary: Summary) -> None:
    """Complete the reports of a run, and name those that are not whole: what has ended early gets no name."""
    failures = list(summary.failed_reports)
    for number, output in enumerate(outputs):
        if number in summary.ended_reports:
            continue
        try:
            output.finish()
        except WriteError as error:
            failures.append(str(error))
    for failure in failures:
        say(f"error: {failure}")
    summary.failed_reports = tuple(failures)


def _is_stream(path: str) -> bool:
    """Whether a path leads to a device or a pipe, which a file must not take the place of."""
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError):
        return False
    # /dev/stdout may lead to a regular file, which belongs to whoever opened it.
    handed_over = path.startswith(("/dev/std", "/dev/fd/", "/proc/"))
    return handed_over or not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def open_outputs(
    wanted: Sequence[str],
    terminal: Options,
    files: Sequence[File] = (),
    stream: TextIO | None = None,
) -> list[Output]:
    """The outputs that `--format NAME[=PATH]` asks for, in a run that checks some files.

    Without a path they go to `stream`, else to standard output.
    Raises UsageError for an unknown name, when two reports want one place, and before a caption file
    would be overwritten.
    """
    targets: list[tuple[str, str]] = []
    for item in wanted:
        name, _, path = item.partition("=")
        if name not in REPORTERS:
            raise UsageError(
                f"no format {quote(name)}{nearest(name, list(REPORTERS))}; "
                f"there are {', '.join(REPORTERS)}"
            )
        rival = next((first for first, other in targets if path == other), "")
        if rival:
            where = f"the file {quote(path)}" if path else "standard output"
            raise UsageError(
                f"two reports go to {where}, {rival} and {name}; "
                f"give one of them a path: --format {name}=PATH"
            )
        _refuse_captions(path, files)
        targets.append((name, path))
    outputs: list[Output] = []
    try:
        for name, path in targets:
            options = terminal._replace(color=False, width=100, wraps=False) if path else terminal
            outputs.append(Output(make_for_run(name, options), path, stream=stream))
    except BaseException:
        for output in outputs:
            output.abandon()
        raise
    return outputs


def _refuse_captions(path: str, files: Sequence[File]) -> None:
    """Raises UsageError when a report would take the place of a caption file."""
    try:
        old = os.stat(path) if path else None
    except (OSError, ValueError):
        return  # nothing is there, or writing will fail with a reason
    if old is None or not stat.S_ISREG(old.st_mode):
        return
    suffix = os.path.splitext(path)[1].lower()
    # A report may well replace an older one whose suffix some captions have too, such as .json.
    if (suffix in suffixes() and suffix not in shared_suffixes()) or _is_among(old, files):
        raise UsageError(
            f"the report would overwrite the caption file {quote(path, 200)}; "
            "give it another name; nothing was written"
        )


def _is_among(old: os.stat_result, files: Sequence[File]) -> bool:
    for file in files:
        try:
            if file.location and os.path.samestat(old, os.stat(file.location)):
                return True
        except (OSError, ValueError):
            continue
    return False
