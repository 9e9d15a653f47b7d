"""List the presets: the platforms and house styles that captions can be checked for."""

from __future__ import annotations

import argparse

SUMMARY = "list the presets"


def configure(parser: argparse.ArgumentParser) -> None:
    """Text, or everything as JSON."""
    parser.add_argument(
        "--json", action="store_true", help="everything about every preset, as JSON"
    )


def run(arguments: argparse.Namespace) -> int:
    """Print the list."""
    from caption_qa_action.presets import load_all

    if arguments.json:
        import json

        from caption_qa_action.cli._pages import preset_record

        records = [preset_record(preset) for preset in load_all()]
        print(json.dumps(records, indent=2, ensure_ascii=False))
        return 0
    for preset in load_all():
        print(f"{preset.name:<17} {preset.output:<7} {preset.intent}")
    print("\ncaption-qa preset NAME shows its limits and their sources")
    return 0
