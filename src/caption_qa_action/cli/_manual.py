"""The manual page of the command, in the macros of man(7)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from caption_qa_action import __version__
from caption_qa_action.cli._command_line import Command, Option


def page(commands: Sequence[Command]) -> str:
    """The page of all commands."""
    return "".join(f"{line}\n" for line in _lines(commands))


def _lines(commands: Sequence[Command]) -> Iterator[str]:
    yield f'.TH CAPTION-QA 1 "" "caption-qa {__version__}" "User Commands"'
    yield ".SH NAME"
    yield "caption\\-qa \\- find, explain and mend defects in caption files"
    yield ".SH SYNOPSIS"
    yield "\\fBcaption\\-qa\\fR COMMAND [OPTIONS] [ARGUMENTS]"
    yield ".SH COMMANDS"
    for command in commands:
        name = " ".join(command.path)
        yield f".SS {_escaped(name)}"
        yield ".nf"
        yield _line(command.usage)
        yield ".fi"
        for paragraph in command.description.split("\n\n"):
            yield ".PP"
            yield from _paragraph(paragraph)
        for option in (*command.arguments, *command.options):
            if option.help:
                yield from _option(option)
    yield ".SH EXIT STATUS"
    yield from _items(
        (
            ("0", "nothing fails the run"),
            ("1", "a finding fails the run"),
            ("2", "wrong arguments or configuration, or a file could not be checked"),
            ("130", "interrupted"),
        )
    )
    yield ".SH FILES"
    yield from _items(
        ((".caption-qa.yml", "the configuration, in the folder of a file or one above it"),)
    )


def _paragraph(text: str) -> Iterator[str]:
    """A paragraph; one whose lines are a table keeps its lines."""
    lines = text.split("\n")
    is_table = any("  " in line.strip() for line in lines)
    if is_table:
        yield ".nf"
    yield from map(_line, lines)
    if is_table:
        yield ".fi"


def _option(option: Option) -> Iterator[str]:
    names = ", ".join(f"\\fB{_escaped(name)}\\fR" for name in option.names)
    value = f"\\fI{_escaped(option.value)}\\fR" if option.value else ""
    yield ".TP"
    yield f"{names} {value}".strip()
    yield _line(option.help.replace("%%", "%"))


def _items(items: Iterable[tuple[str, str]]) -> Iterator[str]:
    for name, text in items:
        yield ".TP"
        yield f"\\fB{_escaped(name)}\\fR"
        yield _line(text)


def _line(text: str) -> str:
    """A line of text that begins no request."""
    shown = _escaped(text.strip())
    return f"\\&{shown}" if shown[:1] in (".", "'") else shown


def _escaped(text: str) -> str:
    shown = text.replace("\\", "\\e").replace("-", "\\-")
    if shown.isascii():
        return shown
    return "".join(each if each.isascii() else f"\\[u{ord(each):04X}]" for each in shown)
