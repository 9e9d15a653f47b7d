"""Make, list and revoke the API keys in a server's database, also while it runs."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from caption_qa_action.core.errors import UsageError
from caption_qa_action.core.text import printable, quote

if TYPE_CHECKING:
    from caption_qa_action.cli._remote_parsers import Subparsers
    from caption_qa_action.server.store import Store


def configure(actions: Subparsers) -> None:
    """`keys` with its actions."""
    keys = actions.add_parser(
        "keys", description=__doc__, help="make, list and end keys", allow_abbrev=False
    )
    commands = keys.add_subparsers(
        dest="command", required=True, metavar="{create,list,plan,revoke}"
    )
    create = commands.add_parser(
        "create", help="make a key and print its secret, once", allow_abbrev=False
    )
    create.add_argument("--name", required=True, help="what it is for, as in CI")
    create.add_argument(
        "--scopes",
        metavar="SCOPES",
        default="process:write",
        help="what it may do, joined by commas (default: process:write)",
    )
    create.add_argument("--plan", default="", help="its plan (default: that of the server)")
    listing = commands.add_parser("list", help="show the keys", allow_abbrev=False)
    listing.add_argument("--json", action="store_true", help="as JSON")
    revoke = commands.add_parser("revoke", help="end a key at once", allow_abbrev=False)
    revoke.add_argument("key_id", metavar="KEY", help="its identifier, key_…")
    plan = commands.add_parser("plan", help="give a key another plan", allow_abbrev=False)
    plan.add_argument("key_id", metavar="KEY", help="its identifier, key_…")
    plan.add_argument("plan", metavar="PLAN", help="the plan, as `caption-qa serve plans` shows")
    for each in (create, plan):
        each.add_argument(
            "--plans", metavar="FILE", default=argparse.SUPPRESS, help="plans of your own (YAML)"
        )
    for each in (create, listing, plan, revoke):
        # Without a default: one given before `keys` holds.
        each.add_argument("--db", metavar="FILE", default=argparse.SUPPRESS, help="the database")


def run(arguments: argparse.Namespace) -> int:
    """Make, list or end keys; needs no web framework."""
    from caption_qa_action.server.store import Store

    store = Store(arguments.db, create=arguments.command == "create")
    try:
        if arguments.command == "create":
            return _create(store, arguments)
        if arguments.command == "plan":
            return _set_plan(store, arguments)
        if arguments.command == "revoke":
            return _revoke(store, arguments.key_id)
        return _list(store, as_json=arguments.json)
    finally:
        store.close()


def _create(store: Store, arguments: argparse.Namespace) -> int:
    wanted = [scope.strip() for scope in arguments.scopes.split(",") if scope.strip()]
    key, secret = store.create_key(arguments.name, wanted, _known_plan(arguments))
    print(secret)
    granted = f"{key.key_id} {quote(key.name)} may {', '.join(key.scopes)}"
    print(f"caption-qa serve: {granted}; its secret is shown only now", file=sys.stderr)
    return 0


def _set_plan(store: Store, arguments: argparse.Namespace) -> int:
    plan = _known_plan(arguments)
    if not store.set_plan(arguments.key_id, plan):
        raise _no_key(arguments.key_id)
    print(f"{arguments.key_id} has the plan {plan}")
    return 0


def _known_plan(arguments: argparse.Namespace) -> str:
    """The plan that is named, `""` for none. Raises UsageError for one that is not defined."""
    name: str = arguments.plan
    if not name:
        return ""
    from caption_qa_action.server.plans import built_in, read_plans

    plans = read_plans(arguments.plans) if arguments.plans else built_in()
    if name not in plans.by_name:
        known = ", ".join(plans.by_name)
        raise UsageError(f"no plan {quote(name)}; there are {known}; pass --plans FILE for others")
    return name


def _no_key(key_id: str) -> UsageError:
    return UsageError(
        f"no key in use has the identifier {quote(key_id)}; see: caption-qa serve keys list"
    )


def _revoke(store: Store, key_id: str) -> int:
    if not store.revoke(key_id):
        raise _no_key(key_id)
    print(f"{key_id} is revoked")
    return 0


def _list(store: Store, *, as_json: bool) -> int:
    keys = store.every_key()
    if as_json:
        import json

        print(json.dumps([key._asdict() for key in keys], indent=2))
        return 0
    for key in keys:
        state = f"revoked {_date(key.revoked_at)}" if key.revoked_at else "in use"
        shown = printable(key.name)
        print(f"{key.key_id}  {key.prefix}…  {_date(key.created_at)}  {state}  {shown}  ", end="")
        print(",".join(key.scopes) + (f"  plan {printable(key.plan)}" if key.plan else ""))
    if not keys:
        print("no keys")
    return 0


def _date(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()
