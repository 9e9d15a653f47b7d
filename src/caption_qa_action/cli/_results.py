"""A result that goes into a file, which appears whole or not at all, or to standard output."""

from __future__ import annotations

import argparse
import os
import sys

from caption_qa_action.core.errors import UsageError
from caption_qa_action.core.text import quote


def add_output_arguments(parser: argparse.ArgumentParser) -> None:
    """`-o FILE` and `--force`."""
    parser.add_argument("-o", "--output", metavar="FILE", default="", help="write into this file")
    parser.add_argument("--force", action="store_true", help="replace a file that exists")


def require_free(output: str, location: str = "", *, force: bool) -> None:
    """Raise UsageError when a file would be replaced without being asked."""
    if force or not os.path.lexists(output):
        return
    if not os.path.isfile(output) and not os.path.islink(output):
        return  # a folder is refused when writing; a pipe or device holds nothing
    if location and not os.path.exists(location):
        raise UsageError(f"{quote(location, 200)} cannot be read: there is no such file")
    if location and os.path.exists(output) and os.path.samefile(output, location):
        raise UsageError(f"{quote(output)} is the input; pass --force to replace it")
    raise UsageError(f"{quote(output)} exists already; pass --force to replace it")


def write_result(data: bytes, output: str, *, parents: bool = False) -> None:
    """Write into a file, with `parents` its folders too; to standard output without one or to `-`."""
    if output not in ("", "-"):
        from caption_qa_action.files.write import write_atomic

        write_atomic(output, data, parents=parents)
        return
    sys.stdout.flush()
    rest = memoryview(data)
    while rest:
        # With PYTHONUNBUFFERED a write to a pipe takes only what fits into it.
        rest = rest[sys.stdout.buffer.write(rest) :]
    sys.stdout.buffer.flush()
