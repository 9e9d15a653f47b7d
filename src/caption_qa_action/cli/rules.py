"""List the rules, by group."""

from __future__ import annotations

import argparse

SUMMARY = "list the rules"


def configure(parser: argparse.ArgumentParser) -> None:
    """Text, or everything as JSON."""
    parser.add_argument("--json", action="store_true", help="everything about every rule, as JSON")


def run(arguments: argparse.Namespace) -> int:
    """Print the list."""
    from caption_qa_action.rules import load_all

    rules = sorted(load_all(), key=lambda rule: (rule.group, rule.code))
    if arguments.json:
        import json

        from caption_qa_action.cli._pages import rule_record

        print(json.dumps([rule_record(rule) for rule in rules], indent=2, ensure_ascii=False))
        return 0
    group = ""
    for rule in rules:
        if rule.group != group:
            group = rule.group
            print(f"\n{group}" if rule is not rules[0] else group)
        level = rule.severity.label if rule.default else "off"
        print(f"  {rule.code:<26} {level:<8} {rule.summary}")
    print(f"\n{len(rules)} rules; caption-qa rule CODE explains one")
    return 0
