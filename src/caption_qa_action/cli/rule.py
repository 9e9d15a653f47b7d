"""Explain a rule: what it finds, why it matters, how to mend it, and where it comes from."""

from __future__ import annotations

import argparse
import sys

from caption_qa_action.cli._pages import rule_page
from caption_qa_action.cli._terminal import add_color_argument, wants_color
from caption_qa_action.core.errors import UsageError
from caption_qa_action.core.text import nearest, quote

SUMMARY = "explain a rule: what, why, bad, good, fix, sources"


def configure(parser: argparse.ArgumentParser) -> None:
    """One code or several."""
    parser.add_argument("codes", metavar="CODE", nargs="+", help="a code, such as overlapping_cues")
    add_color_argument(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the pages."""
    from caption_qa_action.rules import RULES, load

    color = wants_color(arguments.color, sys.stdout)
    for position, code in enumerate(arguments.codes):
        if code not in RULES:
            raise UsageError(
                f"no rule {quote(code)}{nearest(code, list(RULES))}; see caption-qa rules"
            )
        if position:
            print()
        print(rule_page(load(code), color))
    return 0
