"""List the presets: the platforms, house styles and standards that captions can be checked for."""

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
    from caption_qa_action.core.preset import KINDS
    from caption_qa_action.presets import load_all

    if arguments.json:
        import json

        from caption_qa_action.cli._pages import preset_record

        records = [preset_record(preset) for preset in load_all()]
        print(json.dumps(records, indent=2, ensure_ascii=False))
        return 0
    found = load_all()
    width = max(len(preset.name) for preset in found)
    for kind in KINDS:
        print(f"{kind}s:")
        for preset in found:
            if preset.kind == kind:
                print(f"  {preset.name:<{width}}  {preset.output:<6}  {preset.intent}")
    print("\ncaption-qa preset NAME shows its limits and their sources")
    return 0
