"""Print a script that completes commands, options, codes, groups and presets in a shell.

bash        source <(caption-qa completion bash)                   in ~/.bashrc
zsh         source <(caption-qa completion zsh)                    in ~/.zshrc, after compinit
fish        caption-qa completion fish > ~/.config/fish/completions/caption-qa.fish
powershell  caption-qa completion powershell | Out-String | Invoke-Expression     in $PROFILE

With man in place of a shell it prints the manual page: caption-qa completion man > caption-qa.1
"""

from __future__ import annotations

import argparse

SUMMARY = "print a script that completes the command line, or the manual page"
MAN = "man"


def configure(parser: argparse.ArgumentParser) -> None:
    """The shell."""
    parser.usage = "caption-qa completion {bash,fish,powershell,zsh,man}"
    parser.add_argument(
        "shell",
        metavar="SHELL",
        choices=("bash", "fish", "powershell", "zsh", MAN),
        help="the shell",
    )


def run(arguments: argparse.Namespace) -> int:
    """Print the script, made from the commands as they are."""
    from caption_qa_action.cli._command_line import commands

    if arguments.shell == MAN:
        from caption_qa_action.cli._manual import page

        print(page(commands()), end="")
        return 0
    from caption_qa_action.cli._completions import SHELLS

    print(SHELLS[arguments.shell](commands()), end="")
    return 0
