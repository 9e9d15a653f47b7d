"""Options stand before, between or behind names, in every command, and behind `--` there are only names."""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from itertools import chain

import pytest

from caption_qa_action.cli import COMMANDS, parser_of
from caption_qa_action.cli._parser import Parser


def leaves(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """The parsers that arguments end up in: that of a command, or those of its subcommands."""
    within = [each for each in parser._actions if isinstance(each, argparse._SubParsersAction)]
    if not within:
        yield parser
    for action in within:
        for each in action.choices.values():
            yield from leaves(each)


PARSERS = [leaf for name in sorted(COMMANDS) for leaf in leaves(parser_of(name))]
each_parser = pytest.mark.parametrize("parser", PARSERS, ids=lambda parser: parser.prog)


def names_for(parser: argparse.ArgumentParser) -> list[list[str]]:
    """Names that a parser takes, as few and as many as it can."""
    fewest: list[str] = []
    more: list[str] = []
    for action in parser._actions:
        if not action.option_strings:
            name = str(next(iter(action.choices))) if action.choices else "name.srt"
            fewest += [name] if action.nargs in (None, "+") else []
            more += [name] if action.nargs in (None, "?") else [name, "-", "other.srt"]
    return [fewest, more]


def options_for(parser: argparse.ArgumentParser) -> list[list[str]]:
    """Each option with a value that it takes, in every spelling."""
    options = []
    for action in parser._actions:
        if isinstance(action, argparse._HelpAction):
            continue
        for option in action.option_strings:
            if action.nargs == 0:
                options.append([option])
                continue
            value = str(next(iter(action.choices))) if action.choices else "1"
            options.append([option, value])
            options.append([f"{option}={value}" if option[:2] == "--" else f"{option}{value}"])
    return options


def required(parser: argparse.ArgumentParser) -> list[list[str]]:
    return [
        [action.option_strings[-1], "1"]
        for action in parser._actions
        if action.option_strings and action.required
    ]


@each_parser
def test_the_order_of_options_and_names_means_nothing(parser: argparse.ArgumentParser) -> None:
    random_ = random.Random(parser.prog)
    needed = required(parser)
    for names in names_for(parser):
        for option in options_for(parser):
            groups = [*needed, option]
            wanted = parser.parse_args([*chain(*groups), "--", *names])
            for place in range(len(names) + 1):
                between = [*names[:place], *chain(*groups), *names[place:]]
                assert parser.parse_args(between) == wanted, between
        mixed = [*needed, *random_.sample(options_for(parser), min(3, len(options_for(parser))))]
        wanted = parser.parse_args([*chain(*mixed), "--", *names])
        for _ in range(5):
            # The order of names is kept, and so is that of the options, of which the last one counts.
            places = sorted(random_.choices(range(len(names) + 1), k=len(mixed)))
            given: list[str] = []
            for index in range(len(names) + 1):
                given += chain(*(mixed[i] for i, at in enumerate(places) if at == index))
                given += names[index : index + 1]
            assert parser.parse_args(given) == wanted, given


@each_parser
def test_behind_two_dashes_there_are_only_names(parser: argparse.ArgumentParser) -> None:
    if not any(not each.option_strings and each.nargs in ("*", "+") for each in parser._actions):
        return
    needed = list(chain(*required(parser)))
    names = [*names_for(parser)[0], "-q", "--force", "--preset=x"]
    many = parser.parse_args([*needed, "--", *names])
    assert any(
        isinstance(value, list) and value[-3:] == names[-3:] for value in vars(many).values()
    )


@pytest.mark.parametrize(
    "command",
    [["me"], ["keys", "list"], ["media", "upload", "a.mp4"], ["templates", "test", "t", "--project=p"]],
    ids=" ".join,
)  # fmt: skip
def test_what_all_commands_of_remote_have_stands_anywhere(command: list[str]) -> None:
    parser = parser_of("remote")
    plain = parser.parse_args(command)
    assert (plain.api_url, plain.json) == (None, False)
    options = ["--json", "--api-url", "https://a.example"]
    wanted = vars(parser.parse_args([*command, *options]))
    assert wanted == {**vars(plain), "json": True, "api_url": "https://a.example"}
    for place in range(len(command)):
        assert vars(parser.parse_args([*command[:place], *options, *command[place:]])) == wanted
    nearest = parser.parse_args(["--api-url=https://b.example", *command, *options])
    assert vars(nearest) == wanted


@pytest.mark.parametrize(
    "given, wrong",
    [
        (["write", "a.srt", "--baseline"], "expected one argument"),
        (["write", "--baseline", "--exit-zero", "a.srt"], "expected one argument"),
        (["write", "--nothing", "a.srt"], "unrecognized arguments: --nothing"),
        (["-qx", "write"], "ignored explicit argument"),
        (["--exit-zero"], "required: action"),
    ],
)
def test_what_is_wrong_is_said_as_before(
    given: list[str], wrong: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        parser_of("baseline").parse_args(given)
    assert wrong in capsys.readouterr().err


def test_flags_in_one_word_may_end_in_one_that_has_a_value() -> None:
    parser = Parser(prog="x", allow_abbrev=False)
    parser.add_argument("names", nargs="*")
    parser.add_argument("-q", action="store_true")
    parser.add_argument("-o")
    for given in (["a", "-qo", "b", "c"], ["a", "-qob", "c"], ["a", "c", "-q", "-o", "b"]):
        assert vars(parser.parse_args(given)) == {"names": ["a", "c"], "q": True, "o": "b"}
