"""Show the plans: those that are built in, and those of a file."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from caption_qa_action.cli._remote_parsers import Subparsers


def configure(actions: Subparsers) -> None:
    """`plans`."""
    plans = actions.add_parser(
        "plans", description=__doc__, help="show the plans", allow_abbrev=False
    )
    plans.add_argument("--json", action="store_true", help="as JSON")
    plans.add_argument(
        "--plans", metavar="FILE", default=argparse.SUPPRESS, help="plans of your own (YAML)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Show each plan on a line; a wrong file is a wrong call."""
    from caption_qa_action.server.plans import built_in, read_plans

    cap = arguments.daily_cap
    plans = read_plans(arguments.plans, cap) if arguments.plans else built_in(cap)
    if arguments.json:
        import json

        shown = {name: plan._asdict() for name, plan in plans.by_name.items()}
        print(json.dumps({"default": plans.default, "plans": shown}, indent=2))
        return 0
    for name, plan in plans.by_name.items():
        mark = "  (of keys without a plan)" if name == plans.default else ""
        print(f"{name}  {plan.daily_cap} runs a day per {plan.per}{mark}")
        print(f"  scopes: {', '.join(plan.scopes) or 'none'}")
        print(f"  features: {', '.join(plan.features) or 'none'}")
    return 0
