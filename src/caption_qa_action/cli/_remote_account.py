"""`caption-qa remote`: the account, its keys, its webhook."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from caption_qa_action.cli._json import print_json
from caption_qa_action.cli._remote_shown import dumped, say, show, show_table
from caption_qa_action.core.errors import UsageError
from caption_qa_action.core.text import quote

if TYPE_CHECKING:
    from pydantic import SecretStr

    from caption_qa_action.cli._remote_parsers import Leaves
    from caption_qa_action.clients.captionpass import CaptionPass
    from caption_qa_action.clients.captionpass_models import Answer, Key

_KEY_HEADS = ("id", "prefix", "name", "scopes")


def configure(leaves: Leaves) -> None:
    """`me`, `usage`, `keys …`, `webhook …`."""
    leaves.add("me", me, "the account: plan, features, quota")
    leaves.add("usage", usage, "what was used of the quota today")
    keys = leaves.group("keys", "the keys of the account")
    keys.add("list", list_keys, "the keys, without their secrets")
    add = keys.add("create", create_key, "make a key; its secret is shown once").add_argument
    add("--name", required=True, help="what the key is for")
    add(
        "--scopes",
        metavar="SCOPES",
        action="append",
        required=True,
        help="what it may do, such as process:write,usage:read",
    )
    add = keys.add("revoke", revoke_key, "end a key at once").add_argument
    add("key_id", metavar="ID", help="the id that `keys list` shows")
    webhook = leaves.group("webhook", "where receipts of exports are sent")
    webhook.add("show", show_webhook, "the address; the secret is masked")
    add = webhook.add("set", set_webhook, "send receipts to an https address").add_argument
    add("url", metavar="URL")
    add("--rotate-secret", action="store_true", help="make a new secret, which is shown once")
    webhook.add("delete", delete_webhook, "send no receipts any more")


def me(api: CaptionPass, arguments: argparse.Namespace) -> int:
    """Show the account."""
    answer = api.me()
    quotas = answer.quotas
    today = ""
    if quotas is not None and quotas.remaining_today is not None:
        cap = quotas.v1_daily_success_cap
        of = "" if cap is None else f" of {cap}"
        today = f"{quotas.remaining_today}{of} runs left (UTC)"
    rows = [
        ("account", answer.user_key),
        ("e-mail", answer.email),
        ("plan", answer.tier),
        ("features", answer.features),
        ("today", today),
    ]
    show(answer, as_json=arguments.json, rows=rows)
    return 0


def usage(api: CaptionPass, arguments: argparse.Namespace) -> int:
    """Show what was used today."""
    answer = api.usage()
    rows = [("used", answer.used_today), ("left", answer.remaining_today), ("of", answer.cap)]
    show(answer, as_json=arguments.json, rows=rows)
    if not arguments.json and answer.keys:
        print()
        _show_keys(answer.keys)
    return 0


def list_keys(api: CaptionPass, arguments: argparse.Namespace) -> int:
    """Show the keys."""
    answer = api.keys()
    if arguments.json:
        show(answer, as_json=True)
    else:
        _show_keys(answer.keys)
    return 0


def create_key(api: CaptionPass, arguments: argparse.Namespace) -> int:
    """Make a key and show its secret, for the only time."""
    scopes = [
        scope.strip() for value in arguments.scopes for scope in value.split(",") if scope.strip()
    ]
    if not scopes:
        raise UsageError("--scopes: name at least one, such as process:write")
    answer = api.create_key(arguments.name, scopes)
    _show_once(answer, answer.secret, "secret", as_json=arguments.json)
    return 0


def revoke_key(api: CaptionPass, arguments: argparse.Namespace) -> int:
    """End a key."""
    api.revoke_key(arguments.key_id)
    say(f"the key {quote(arguments.key_id)} is revoked")
    return 0


def show_webhook(api: CaptionPass, arguments: argparse.Namespace) -> int:
    """Show where receipts go."""
    answer = api.webhook()
    if not answer.url and not arguments.json:
        print("no webhook is set")
        return 0
    show(answer, as_json=arguments.json)
    return 0


def set_webhook(api: CaptionPass, arguments: argparse.Namespace) -> int:
    """Send receipts somewhere, and show a new secret for the only time."""
    if not arguments.url.lower().startswith("https://"):
        raise UsageError(f"{quote(arguments.url, 100)}: a webhook needs an https address")
    answer = api.set_webhook(arguments.url, rotate_secret=arguments.rotate_secret)
    if arguments.rotate_secret and answer.secret is not None:
        _show_once(answer, answer.secret, "secret", as_json=arguments.json)
    else:
        show(answer, as_json=arguments.json)
    return 0


def delete_webhook(api: CaptionPass, arguments: argparse.Namespace) -> int:
    """Send receipts nowhere."""
    api.delete_webhook()
    say("no receipts are sent any more")
    return 0


def _show_keys(keys: list[Key]) -> None:
    show_table(
        _KEY_HEADS,
        [(key.key_id, key.prefix, key.name, key.scopes) for key in keys],
        "there are no keys",
    )


def _show_once(answer: Answer, secret: SecretStr, field: str, *, as_json: bool) -> None:
    """An answer with its secret: alone on standard output, so that it can be stored by a pipe."""
    revealed = secret.get_secret_value()
    if as_json:
        value = dumped(answer)
        assert isinstance(value, dict)
        print_json({**value, field: revealed})
    else:
        # Escaped like all that a server sends, which changes nothing in a secret that is one.
        print(revealed if revealed.isascii() and revealed.isprintable() else ascii(revealed))
    say("the secret is shown this once; keep it where nobody else reads it")
