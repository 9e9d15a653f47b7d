"""Use a CaptionPass account, or a server of your own, from the command line.

The key is taken from CAPTIONPASS_API_KEY. Secrets are shown once, when they are made, and masked
everywhere else. With --json the whole answer goes to standard output.
"""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from caption_qa_action.cli import (
    _remote_account,
    _remote_files,
    _remote_media,
    _remote_projects,
    _remote_templates,
)
from caption_qa_action.cli._remote_parsers import Leaves
from caption_qa_action.core.errors import UsageError

if TYPE_CHECKING:
    from caption_qa_action.cli._remote_parsers import Action

SUMMARY = "use an account or a server: quota, keys, templates, jobs"


def configure(parser: argparse.ArgumentParser) -> None:
    """Every command of an account."""
    # Without a default: one given before the name of a command holds.
    common = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    for options in (parser, common):
        options.add_argument(
            "--api-url", metavar="URL", help="the server (default: https://www.captionpass.com)"
        )
        options.add_argument("--json", action="store_true", help="the whole answer as JSON")
    leaves = Leaves(parser.add_subparsers(metavar="COMMAND", required=True), common)
    _remote_account.configure(leaves)
    _remote_files.configure(leaves)
    _remote_media.configure(leaves)
    _remote_projects.configure(leaves)
    _remote_templates.configure(leaves)


def run(arguments: argparse.Namespace) -> int:
    """Do what is asked, with the key of the environment."""
    from caption_qa_action import config
    from caption_qa_action.cli._remote_progress import Exchange
    from caption_qa_action.cli._remote_shown import say
    from caption_qa_action.clients.captionpass import CaptionPass
    from caption_qa_action.clients.secrets import from_environment
    from caption_qa_action.engines.remote.environment import KEY_VARIABLE, server_address

    engine = config.load(config.Arguments(api_url=arguments.api_url)).engine
    address = server_address(engine.api_url, arguments.api_url)
    key = from_environment(KEY_VARIABLE)
    if key is None:
        raise UsageError(f"no key: put one into the environment variable {KEY_VARIABLE}")
    action: Action = arguments.action
    with CaptionPass(address, key, notice=say, watch=Exchange(sys.stderr)) as api:
        return action(api, arguments)
