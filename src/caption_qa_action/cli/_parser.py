"""The parser of a command line: options and names in any order, and errors that name what was probably meant."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Sequence

from caption_qa_action.cli._terminal import print_beside
from caption_qa_action.core.annotations import Any, NoReturn
from caption_qa_action.core.text import nearest, printable, quote

# The wording of argparse, Python 3.11 to 3.14.
_UNKNOWN = r"unrecognized arguments: (?P<arguments>.*)"
_CHOICE = r"argument (?P<of>[^\n]+?): invalid choice: '(?P<choice>.*)' \((?:choose|maybe).*"
_MOST_CHARACTERS = 500
# argparse looks on the disk for translations of its words. What it reports is recognised in English.
argparse._ = str  # type: ignore[attr-defined]


class Parser(argparse.ArgumentParser):
    """An argument parser whose errors are short, inert, and name the nearest option or command.

    Options may stand before, between and behind names. Behind `--` there are only names.
    """

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: Any = None
    ) -> tuple[argparse.Namespace, list[str]]:
        """Parse as argparse does, which takes names that options stand between for too many."""
        given, unknown = self._options_first(list(args or ()))
        found, more = super().parse_known_args(given, namespace)
        # A name behind an unknown option may be its value: it is not at fault.
        return found, unknown or more

    def _options_first(self, given: list[str]) -> tuple[list[str], list[str]]:
        """The arguments with all options before the names, without options that there are not; and these.

        Where that cannot be known, the arguments are as they are, and what is wrong with them is for argparse to
        report. A command behind a name has options of its own.
        """
        if any(isinstance(action, argparse._SubParsersAction) for action in self._actions):
            self._refuse_unknown_before_command(given)
            return given, []
        unknown: list[str] = []
        options: list[str] = []
        names: list[str] = []
        left = iter(given)
        for argument in left:
            if argument == "--":
                names += left
            elif argument == "-" or not argument.startswith("-"):
                names.append(argument)
            else:
                takes = self._takes_value(argument)
                if takes is None and self._begins_no_option(argument):
                    unknown.append(argument)
                    continue
                options.append(argument)
                if takes:
                    value = next(left, "--")
                    options.append(value)
                    takes = value == "-" or not value.startswith("-")
                    if not takes:
                        return given, []
                if takes is None:
                    return given, []
        names = self._keyword_first(names, given)
        return ([*options, "--", *names] if names else options), unknown

    def _keyword_first(self, names: list[str], given: list[str]) -> list[str]:
        """The names with the one first that says what to do, where a file is not called so: `baseline PATHS write`."""
        first = next((action for action in self._actions if not action.option_strings), None)
        if first is None or not first.choices or (names and names[0] in first.choices):
            return names
        ahead = given[: given.index("--")] if "--" in given else given
        keywords = [name for name in names if name in first.choices and name in ahead]
        if len(keywords) != 1:
            return names
        rest = list(names)
        rest.remove(keywords[0])
        return [keywords[0], *rest]

    def _refuse_unknown_before_command(self, given: list[str]) -> None:
        """End with 2 for an option that there is not, whose value would be taken for a command."""
        left = iter(given)
        for argument in left:
            if argument == "--" or not argument.startswith("-"):
                return
            takes = self._takes_value(argument)
            if takes is None and self._begins_no_option(argument):
                self.error(f"unrecognized arguments: {argument}")
            if takes:
                next(left, "")

    def _takes_value(self, argument: str) -> bool | None:
        """Whether the value of an option is the next argument; None for what is no option here."""
        actions = self._option_string_actions
        if argument.startswith("--"):
            action = actions.get(argument.partition("=")[0])
            return None if action is None else _has_value(action) and "=" not in argument
        for position, letter in enumerate(argument[1:], 2):
            action = actions.get(f"-{letter}")
            if action is None:
                return None
            if _has_value(action):  # `-oFILE`, or the next argument
                return position == len(argument)
        return False

    def _begins_no_option(self, argument: str) -> bool:
        """Whether an argument is an option that there is not, and neither a number nor some letters of which one is."""
        letter = argument[1]
        return letter == "-" or not (
            letter.isdigit() or f"-{letter}" in self._option_string_actions
        )

    def error(self, message: str) -> NoReturn:
        """Print what is wrong and exit with 2."""
        shown = self._reworded(message)
        if len(shown) > _MOST_CHARACTERS:
            shown = shown[: _MOST_CHARACTERS - 1] + "…"
        self.print_usage(sys.stderr)
        print_beside(f"{self.prog}: error: {shown}")
        self.exit(2)

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
        shown = printable(arguments.removeprefix("-- "))
        option = next((word for word in shown.split() if word.startswith("--")), "")
        option = option.partition("=")[0]
        others = sorted({*self._options()} - {option})
        near = nearest(option, others) if option else ""
        action = self._option_string_actions.get(option)
        if action and _has_value(action):
            near = f"; {option} and what follows it are two arguments, or one as {option}=VALUE"
        elif not option and not shown.startswith("-"):
            return f"too many names: {shown[:_MOST_CHARACTERS]}; see {self.prog} --help"
        elif option and not self.prog.endswith(" check") and option in _options_of_check():
            near = " (an option of caption-qa check)"
        return f"unrecognized arguments: {shown[:_MOST_CHARACTERS]}{near}; see {self.prog} --help"

    def _options(self) -> Iterator[str]:
        """The long options, also those of its subcommands."""
        for action in self._actions:
            yield from (name for name in action.option_strings if name.startswith("--"))
            if isinstance(action, argparse._SubParsersAction):
                for parser in action.choices.values():
                    yield from parser._options()


def _options_of_check() -> frozenset[str]:
    from caption_qa_action.cli._check_arguments import add_arguments

    parser = argparse.ArgumentParser(add_help=False)
    add_arguments(parser)
    return frozenset(parser._option_string_actions)


def _has_value(action: argparse.Action) -> bool:
    return action.nargs is None


def _no_command(name: str, names: list[str]) -> str:
    from caption_qa_action.rules import RULES

    if name in RULES:
        return f"{quote(name)} is a rule; to explain it: caption-qa rule {name}"
    near = (
        nearest(name, names) or f"; there {'is' if len(names) == 1 else 'are'} {', '.join(names)}"
    )
    return f"no command {quote(name)}{near}"
