"""Show a preset: its limits, each with its source, and what it enforces or only suggests."""

from __future__ import annotations

import argparse

from caption_qa_action.core.errors import UsageError
from caption_qa_action.core.text import nearest, quote

SUMMARY = "show a preset: limits, sources, what it enforces"


def configure(parser: argparse.ArgumentParser) -> None:
    """One name."""
    parser.usage = "caption-qa preset NAME [--json]"
    parser.add_argument("name", metavar="NAME", help="a preset, such as youtube")
    parser.add_argument("--json", action="store_true", help="as JSON")


def run(arguments: argparse.Namespace) -> int:
    """Print the preset."""
    from caption_qa_action.cli import _pages
    from caption_qa_action.cli._terminal import width
    from caption_qa_action.presets import load, names

    name = arguments.name
    own = {} if name in names() else _pages.own_presets()
    known = [*names(), *own]
    if name not in known:
        raise UsageError(
            f"no preset {quote(name)}{nearest(name.lower(), known)}; see caption-qa presets"
        )
    custom = own.get(name)
    if arguments.json:
        import json

        record = (
            _pages.own_preset_record(name, custom) if custom else _pages.preset_record(load(name))
        )
        print(json.dumps(record, indent=2, ensure_ascii=False))
    else:
        print(
            _pages.own_preset_page(name, custom)
            if custom
            else _pages.preset_page(load(name), width())
        )
    return 0
