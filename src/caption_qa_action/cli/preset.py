"""Show a preset: its limits, each with its source, and what it enforces or only suggests."""

from __future__ import annotations

import argparse

from caption_qa_action.core.errors import UsageError
from caption_qa_action.core.text import nearest, quote

SUMMARY = "show a preset: limits, sources, what it enforces"


def configure(parser: argparse.ArgumentParser) -> None:
    """One name."""
    parser.add_argument("name", metavar="NAME", help="a preset, such as youtube")
    parser.add_argument("--json", action="store_true", help="as JSON")


def run(arguments: argparse.Namespace) -> int:
    """Print the preset."""
    from caption_qa_action.cli._pages import preset_page, preset_record
    from caption_qa_action.presets import load, names

    name = arguments.name
    if name not in names():
        raise UsageError(f"no preset {quote(name)}{nearest(name, names())}; see caption-qa presets")
    if arguments.json:
        import json

        print(json.dumps(preset_record(load(name)), indent=2, ensure_ascii=False))
    else:
        print(preset_page(load(name)))
    return 0
