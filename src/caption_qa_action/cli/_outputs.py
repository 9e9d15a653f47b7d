"""Where reports go: standard output, or a file that appears whole or not at all."""

from __future__ import annotations

import os
import sys
from typing import TextIO

from caption_qa_action.core.errors import UsageError, WriteError
from caption_qa_action.core.text import nearest, quote
from caption_qa_action.reporters import REPORTERS, Options, Reporter, make


class Output:
    """One report on its way to standard output or to a file."""

    __slots__ = ("reporter", "_path", "_stream", "_temporary")

    def __init__(self, reporter: Reporter, path: str = "", *, stream: TextIO | None = None) -> None:
        self.reporter = reporter
        self._path = path
        self._temporary = ""
        self._stream: TextIO = stream or sys.stdout
        if path:
            # A long report is written as it comes; it gets its name when it is complete.
            self._temporary = f"{path}.{os.getpid()}.tmp"
            try:
                folder = os.path.dirname(path)
                if folder:
                    os.makedirs(folder, exist_ok=True)
                self._stream = open(  # noqa: SIM115 (it is closed by finish or abandon)
                    self._temporary, "w", encoding="utf-8", errors="backslashreplace", newline="\n"
                )
            except (OSError, ValueError) as error:
                raise WriteError(path, f"cannot write the report: {_reason(error)}") from error

    def write(self, text: str) -> None:
        """Write some more of the report."""
        if text:
            self._stream.write(text)

    def finish(self) -> None:
        """The report is complete."""
        if not self._path:
            self._stream.flush()
            return
        try:
            self._stream.close()
            os.replace(self._temporary, self._path)
        except OSError as error:
            raise WriteError(self._path, f"cannot write the report: {_reason(error)}") from error
        self._temporary = ""

    def abandon(self) -> None:
        """Remove what is incomplete; does nothing after `finish`."""
        if self._temporary:
            try:
                self._stream.close()
                os.unlink(self._temporary)
            except OSError:
                pass


def _reason(error: Exception) -> str:
    return error.strerror or str(error) if isinstance(error, OSError) else str(error)


def open_outputs(wanted: list[str], terminal: Options) -> list[Output]:
    """The outputs that `--format NAME[=PATH]` asks for.

    Raises UsageError for an unknown name, or when two reports want standard output.
    """
    targets: list[tuple[str, str]] = []
    for item in wanted:
        name, _, path = item.partition("=")
        if name not in REPORTERS:
            raise UsageError(
                f"no format {quote(name)}{nearest(name, list(REPORTERS))}; "
                f"there are {', '.join(REPORTERS)}"
            )
        if any(path == other for _, other in targets):
            where = f"the file {quote(path)}" if path else "standard output"
            raise UsageError(
                f"two reports go to {where}; give one of them a path: --format {name}=PATH"
            )
        targets.append((name, path))
    outputs: list[Output] = []
    try:
        for name, path in targets:
            options = terminal._replace(color=False, width=100) if path else terminal
            outputs.append(Output(make(name, options), path))
    except BaseException:
        for output in outputs:
            output.abandon()
        raise
    return outputs
