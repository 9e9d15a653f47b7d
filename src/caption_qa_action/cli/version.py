"""Print the version."""

from __future__ import annotations

import argparse

from caption_qa_action import __version__

SUMMARY = "print the version"


def configure(parser: argparse.ArgumentParser) -> None:
    """There are no arguments."""
    parser.usage = "caption-qa version"


def run(arguments: argparse.Namespace) -> int:
    """Print `caption-qa 1.2.3`."""
    print(f"caption-qa {__version__}")
    return 0
