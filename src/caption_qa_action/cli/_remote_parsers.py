"""The commands below `caption-qa remote`, as a tree."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from caption_qa_action.clients.captionpass import CaptionPass

    Subparsers: TypeAlias = argparse._SubParsersAction[argparse.ArgumentParser]

Action: TypeAlias = "Callable[[CaptionPass, argparse.Namespace], int]"


class Leaves:
    """The commands below a command, each with the options that all have."""

    def __init__(self, subparsers: Subparsers, common: argparse.ArgumentParser) -> None:
        self._subparsers = subparsers
        self._common = common

    def add(self, name: str, action: Action, summary: str) -> argparse.ArgumentParser:
        """A command that calls an action."""
        parser = self._subparsers.add_parser(
            name,
            help=summary,
            description=_sentence(summary),
            parents=[self._common],
            allow_abbrev=False,
        )
        parser.set_defaults(action=action)
        return parser

    def group(self, name: str, summary: str) -> Leaves:
        """A command that has commands."""
        parser = self._subparsers.add_parser(
            name,
            help=summary,
            description=_sentence(summary),
            parents=[self._common],
            allow_abbrev=False,
        )
        subparsers = parser.add_subparsers(metavar="COMMAND", required=True)
        return Leaves(subparsers, self._common)

    def default_group(self, name: str, action: Action, summary: str) -> Leaves:
        """A command that has commands, and does something without any of them, too."""
        parser = self.add(name, action, summary)
        subparsers = parser.add_subparsers(metavar="COMMAND")
        return Leaves(subparsers, self._common)


def _sentence(summary: str) -> str:
    """A summary as the first line of a help page."""
    return f"{summary[:1].upper()}{summary[1:]}."
