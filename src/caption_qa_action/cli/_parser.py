"""The parser of a command line, which names what was probably meant."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from typing import NoReturn

from caption_qa_action.core.text import nearest, printable, quote

# The wording of argparse, Python 3.11 to 3.14.
_UNKNOWN = r"unrecognized arguments: (?P<arguments>.*)"
_CHOICE = r"argument (?P<of>[^\n]+?): invalid choice: '(?P<choice>.*)' \((?:choose|maybe).*"
_MOST_CHARACTERS = 500
# argparse looks on the disk for translations of its words. What it reports is recognised in English.
argparse._ = str  # type: ignore[attr-defined]


class Parser(argparse.ArgumentParser):
    """An argument parser whose errors are short, inert, and name the nearest option or command."""

    def error(self, message: str) -> NoReturn:
        """Print what is wrong and exit with 2."""
        shown = self._reworded(message)
        if len(shown) > _MOST_CHARACTERS:
            shown = shown[: _MOST_CHARACTERS - 1] + "…"
        super().error(shown)

    def _reworded(self, message: str) -> str:
        if match := re.fullmatch(_UNKNOWN, message, re.DOTALL):
            return self._unknown(match["arguments"])
        match = re.fullmatch(_CHOICE, message, re.DOTALL)
        action = match and next((a for a in self._actions if a.metavar == match["of"]), None)
        if match and action and isinstance(action, argparse._SubParsersAction):
            return f"{_no_command(match['choice'], list(action.choices))}; see {self.prog} --help"
        return printable(message)

    def _unknown(self, arguments: str) -> str:
        """That there is no such option; the nearest one where it looks like one."""
        shown = printable(arguments)
        option = next((word for word in shown.split() if word.startswith("--")), "")
        option = option.partition("=")[0]
        others = sorted({*self._options()} - {option})
        near = nearest(option, others) if option else ""
        return f"unrecognized arguments: {shown[:_MOST_CHARACTERS]}{near}; see {self.prog} --help"

    def _options(self) -> Iterator[str]:
        """The long options, also those of its subcommands."""
        for action in self._actions:
            yield from (name for name in action.option_strings if name.startswith("--"))
            if isinstance(action, argparse._SubParsersAction):
                for parser in action.choices.values():
                    yield from parser._options()


def _no_command(name: str, names: list[str]) -> str:
    from caption_qa_action.rules import RULES

    if name in RULES:
        return f"{quote(name)} is a rule; to explain it: caption-qa rule {name}"
    near = (
        nearest(name, names) or f"; there {'is' if len(names) == 1 else 'are'} {', '.join(names)}"
    )
    return f"no command {quote(name)}{near}"
