"""List the presets: the platforms, house styles and standards that captions can be checked for.

Those that the configuration defines are listed after them.
"""

from __future__ import annotations

import argparse

SUMMARY = "list the presets"


def configure(parser: argparse.ArgumentParser) -> None:
    """Text, or everything as JSON."""
    parser.usage = "caption-qa presets [--json]"
    parser.add_argument(
        "--json", action="store_true", help="everything about every preset, as JSON"
    )


def run(arguments: argparse.Namespace) -> int:
    """Print the list."""
    from caption_qa_action.cli._pages import own_preset_record, own_presets, preset_record
    from caption_qa_action.cli._text_layout import entry
    from caption_qa_action.core.preset import KINDS
    from caption_qa_action.presets import load_all

    own = own_presets()
    if arguments.json:
        import json

        records = [preset_record(preset) for preset in load_all()]
        records += [own_preset_record(name, custom) for name, custom in sorted(own.items())]
        print(json.dumps(records, indent=2, ensure_ascii=False))
        return 0
    found = load_all()
    width = max(map(len, (*(preset.name for preset in found), *own)))
    for kind in KINDS:
        print(f"{kind}s:")
        for preset in found:
            if preset.kind == kind:
                start = f"  {preset.name:<{width}}  {preset.output:<6}  "
                print("\n".join(entry(start, preset.intent)))
    if own:
        print("of your configuration:")
    for name, custom in sorted(own.items()):
        print(f"  {name:<{width}}  builds on {custom.extends}")
    print("\ncaption-qa preset NAME shows its limits and their sources")
    return 0
