"""Explain a rule: what it finds, why it matters, how to mend it, and where it comes from."""

from __future__ import annotations

import argparse
import sys

from caption_qa_action.cli._pages import known_code, rule_page, rule_record
from caption_qa_action.cli._plugins import add_plugin_argument, use_plugins
from caption_qa_action.cli._terminal import add_color_argument, wants_color, width

SUMMARY = "explain a rule: what, why, bad, good, fix, sources"


def configure(parser: argparse.ArgumentParser) -> None:
    """One code or several."""
    parser.usage = "caption-qa rule CODE... [--json] [--color WHEN]"
    parser.add_argument("codes", metavar="CODE", nargs="+", help="a code, such as overlapping_cues")
    parser.add_argument("--json", action="store_true", help="as JSON, a list of one for each code")
    add_plugin_argument(parser)
    add_color_argument(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the pages."""
    from caption_qa_action.rules import load

    use_plugins(arguments.allow_plugin)
    color = wants_color(arguments.color, sys.stdout)
    rules = [load(code) for code in dict.fromkeys(map(known_code, arguments.codes))]
    if arguments.json:
        import json

        records = [rule_record(rule) for rule in rules]
        print(json.dumps(records, indent=2, ensure_ascii=False))
        return 0
    print("\n\n".join(rule_page(rule, color, width()) for rule in rules))
    return 0
