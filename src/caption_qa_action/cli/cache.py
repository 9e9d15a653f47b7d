"""Show or remove what is kept between runs: findings, validated configurations, answers of a server.

A file that has not changed, under settings that have not changed either, is not checked again: its findings are kept
for 30 days. `CAPTION_QA_CACHE_DIR` moves what is kept, `CAPTION_QA_NO_CACHE=1` keeps nothing, and `caption-qa check
--no-cache` neither reads nor keeps findings.
"""

from __future__ import annotations

import argparse

from caption_qa_action.core.errors import WriteError
from caption_qa_action.core.text import plural, printable

SUMMARY = "show or remove what is kept between runs"


def configure(parser: argparse.ArgumentParser) -> None:
    """What is done with it."""
    parser.usage = "caption-qa cache (info | clear)"
    parser.add_argument("action", choices=("info", "clear"), help="show what is kept, or remove it")


def run(arguments: argparse.Namespace) -> int:
    """Print a line for each kind."""
    from caption_qa_action import cache

    found = cache.kept()
    if not found:
        print("nothing is kept: CAPTION_QA_NO_CACHE is set, or there is no folder for it")
    for kept in found:
        if arguments.action == "info":
            size = f"{kept.size / 1_000_000:.1f} MB"
            print(f"{kept.kind}: {_entries(kept.entries)}, {size}, in {printable(kept.folder)}")
            continue
        try:
            print(f"{kept.kind}: {_entries(cache.clear(kept.kind))} removed")
        except OSError as error:
            raise WriteError(kept.folder, f"cannot be cleared: {error.strerror}") from error
    return 0


def _entries(number: int) -> str:
    return plural(number, "entry", "entries")
