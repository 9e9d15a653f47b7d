"""Prose that fits the terminal: pages, lists with a hanging indent, the help of commands."""

from __future__ import annotations

import re
import sys
from argparse import RawDescriptionHelpFormatter

from caption_qa_action.cli._terminal import width

# Longer lines are hard to read, however wide the terminal is.
MAX_WIDTH = 100


def wrapped(text: str, columns: int, first: str = "", others: str = "") -> list[str]:
    """A paragraph in lines; what cannot be broken, such as an address, stays whole."""
    import textwrap

    return textwrap.wrap(
        " ".join(text.split()),
        max(min(columns, MAX_WIDTH), 40),
        initial_indent=first,
        subsequent_indent=others,
        break_long_words=False,
        break_on_hyphens=False,
    )


def reflowed(page: str, columns: int) -> str:
    """A page in Markdown whose paragraphs and lists are as wide as the terminal; samples stay."""
    lines: list[str] = []
    block: list[str] = []
    fenced = False
    for line in [*page.splitlines(), ""]:
        begins = not line or line.startswith(("## ", "- ", "```", "|"))
        if block and begins:
            lines += _filled_block(block, columns)
            block = []
        if line.startswith("```"):
            fenced = not fenced
        if fenced or not line or line.startswith(("## ", "```", "|")):
            lines.append(line)
        else:
            block.append(line)
    return "\n".join(lines[:-1])


def _filled_block(block: list[str], columns: int) -> list[str]:
    """A paragraph, or an entry of a list with its hanging indent."""
    text = " ".join(block)
    if text.startswith("- "):
        return wrapped(text.removeprefix("- "), columns, "- ", "  ")
    return wrapped(text, columns)


_SAMPLE_NOTES = {
    "escapes": "\\xNN is a byte, \\uNNNN a character",
    "crlf": "CRLF line ends",
    "no-final-newline": "no newline at the end",
}


def sample_title(words: str) -> str:
    """What stands above a sample: its format or name, in place of words for the tests."""
    kind, *notes = words.split(" ")
    title = notes.pop(0) if kind == "text" and notes else kind
    for note in notes:
        name, equals, value = note.partition("=")
        if name == "repeat":
            title += f", {value} times"
        elif equals:
            title += f", with {name}: {value}"
        elif note in _SAMPLE_NOTES:
            title += f" ({_SAMPLE_NOTES[note]})"
    return title


class HelpFormatter(RawDescriptionHelpFormatter):
    """Help whose prose is as wide as the terminal; tables and examples stay as they are."""

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        paragraphs = re.split(r"\n\s*\n", text.strip("\n"))
        return "\n\n".join(_filled(each, width) for each in paragraphs)

    def _split_lines(self, text: str, width: int) -> list[str]:
        import textwrap

        return textwrap.wrap(" ".join(text.split()), max(width, 20), break_on_hyphens=False)


def _filled(paragraph: str, columns: int) -> str:
    """A paragraph in lines of a width, unless it is laid out by hand."""
    return paragraph if is_laid_out(paragraph) else "\n".join(wrapped(paragraph, columns))


def is_laid_out(paragraph: str) -> bool:
    """Whether a paragraph is a table or an example, whose lines and spaces are to stay."""
    return any(re.search(r"^ |\S {2,}\S", line) for line in paragraph.splitlines())


def entry(start: str, text: str) -> list[str]:
    """A row of a list: in a terminal its text stays in its column, elsewhere it is one line."""
    if not sys.stdout.isatty():
        return [start + text]
    columns = width()
    if len(start) > columns // 2:
        return [start.rstrip(), *wrapped(text, columns, "      ", "      ")]
    return wrapped(text, columns, start, " " * len(start))
