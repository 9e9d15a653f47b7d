"""Numbers on the command line, for `argparse`: each raises ArgumentTypeError for what is none."""

from __future__ import annotations

import argparse

from caption_qa_action.core.text import quote


def count(text: str) -> int:
    """A whole number from 0."""
    return _whole_number(text, 0, "must not be negative")


def positive(text: str) -> int:
    """A whole number from 1."""
    return _whole_number(text, 1, "must be 1 or more")


def _whole_number(text: str, least: int, otherwise: str) -> int:
    digits = text.removeprefix("-")
    if not digits.isascii() or not digits.isdigit():
        raise argparse.ArgumentTypeError(f"{quote(text)} is not a whole number")
    negative = digits != text
    if len(digits) > 9 and not negative:
        raise argparse.ArgumentTypeError(f"{quote(text)} is too large")
    if negative or int(digits) < least:
        raise argparse.ArgumentTypeError(f"{otherwise}, not {quote(text)}")
    return int(digits)
