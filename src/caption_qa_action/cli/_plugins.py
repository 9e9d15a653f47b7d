"""The plugins that a command line allows."""

from __future__ import annotations

import os
from collections.abc import Sequence

from caption_qa_action.core.annotations import TYPE_CHECKING
from caption_qa_action.core.errors import UsageError
from caption_qa_action.core.rule import ALLOW_VARIABLE

if TYPE_CHECKING:
    import argparse


def add_plugin_argument(parser: argparse._ActionsContainer, *, default: str | None = None) -> None:
    """Add what lets a configuration use plugins."""
    parser.add_argument(
        "--allow-plugin",
        metavar="NAME",
        action="append",
        default=default,
        help="let a configuration use this plugin, an installed package of rules",
    )


def use_plugins(names: Sequence[str] | None) -> None:
    """Use the plugins that the arguments and the environment allow. Raises UsageError."""
    if not names and not os.environ.get(ALLOW_VARIABLE):
        return  # a page about a rule needs no configuration
    from caption_qa_action.config import permission

    allowed = permission(names or ())
    for name in sorted(allowed.names):
        try:
            allowed.use(name)
        except ValueError as error:
            raise UsageError(f"--allow-plugin: {error}") from None
