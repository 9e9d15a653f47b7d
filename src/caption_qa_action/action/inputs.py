"""The inputs of the Action as arguments of `caption-qa check` and `caption-qa merge`."""

from __future__ import annotations

import glob
import re
import shlex
from collections.abc import Mapping

from caption_qa_action.core.errors import UsageError
from caption_qa_action.core.text import quote

PREFIX = "CAPTION_QA_INPUT_"
# Inputs that are one option each, and those that are a list.
_SINGLE = (
    "config", "preset", "max-warnings", "language", "encoding", "engine", "api-url", "quota-policy",
)  # fmt: skip
_CODES = ("select", "ignore", "fail-on")
# A line that holds several arguments: with a quotation mark, with a second option, long or of a letter, or with one
# whose value stands behind a blank.
_SEVERAL = r"[\"']|\s--|\s-[A-Za-z](?:\s|$)|^-[^\s=]*\s"
# With these a check shows something else, or waits for changes without an end.
_NO_CHECK = frozenset(("--watch", "--help", "-h", "--show-files", "--show-settings"))
# Reports that have an input of their own, `report-NAME`; the first is always written.
REPORTS = ("json", "html", "sarif", "junit")
# Inputs that mean the same where reports are joined; all others choose what to check.
_ALSO_FOR_MERGE = (
    "merge", "annotations", "summary", "working-directory", "args", "python",
    *(f"report-{name}" for name in REPORTS),
)  # fmt: skip


def read_inputs(environment: Mapping[str, str]) -> dict[str, str]:
    """The inputs by their names in `action.yml`, without blanks around them."""
    return {
        name.removeprefix(PREFIX).lower().replace("_", "-"): value.strip()
        for name, value in environment.items()
        if name.startswith(PREFIX)
    }


def is_on(inputs: Mapping[str, str], name: str) -> bool:
    """Whether a yes-or-no input is `true`. Raises UsageError when it is neither."""
    return one_of(inputs, name, ("true", "false")) == "true"


def one_of(inputs: Mapping[str, str], name: str, choices: tuple[str, ...]) -> str:
    """The value of an input that has few. Raises UsageError when it is none of them."""
    value = inputs.get(name, "").lower()
    if value not in choices:
        wanted = f"{', '.join(choices[:-1])} or {choices[-1]}"
        raise UsageError(f'input "{name}" is {quote(value)}; it must be {wanted}')
    return value


def arguments(inputs: Mapping[str, str]) -> list[str]:
    """The arguments for `check`, without the report formats.

    No shell reads them, and nothing in an input can become another option: values stand behind an
    equals sign, paths behind `--`. The one input meant for options is `args`.
    """
    options = [f"--{name}={inputs[name]}" for name in _SINGLE if inputs.get(name)]
    for name in _CODES:
        options += [f"--{name}={line}" for line in lines(inputs.get(name, ""))]
    options += [f"--extend-exclude={line}" for line in lines(inputs.get("exclude", ""))]
    if is_on(inputs, "require-files"):
        options.append("--require-files")
    more = _more_arguments(inputs.get("args", ""))
    return [*options, *more, "--", *lines(inputs.get("paths", ""))]


def merge_arguments(inputs: Mapping[str, str]) -> list[str]:
    """The arguments for `merge`, without the report formats.

    Raises UsageError for an input that only a check has, and a pattern without any report.
    """
    for name, value in inputs.items():
        if name not in _ALSO_FOR_MERGE and value not in ("", "false", "head"):
            raise UsageError(
                f'input "{name}" says what to check, but "merge" only joins reports: give it to the'
                " steps that check"
            )
    reports: dict[str, None] = {}
    for line in lines(inputs["merge"]):
        found = [line] if not glob.has_magic(line) else sorted(glob.glob(line, recursive=True))
        if not found:
            raise UsageError(f'input "merge" is {quote(line, 200)}: there is no such report')
        reports |= dict.fromkeys(found)
    more = _more_arguments(inputs.get("args", ""))
    return [*more, "--", *reports]


def _more_arguments(text: str) -> list[str]:
    """The arguments of the input `args`: one a line.

    A single line is split as a shell splits it where it holds a quotation mark, several options, or an option that
    its value stands behind; `--exclude=Season 1/**` is one argument. Raises
    UsageError for a quotation mark that is not closed, and a report that would go to the log.
    """
    args = lines(text)
    if len(args) == 1 and re.search(_SEVERAL, args[0]):
        try:
            args = shlex.split(args[0])
        except ValueError as error:
            raise UsageError(
                f'input "args" is {quote(args[0], 200)}: {str(error).lower()}; close the quotation mark, '
                "or write one argument a line"
            ) from None
    _refuse_what_checks_nothing(args)
    _refuse_second_report_in_log(args)
    return args


def _refuse_what_checks_nothing(args: list[str]) -> None:
    """Raise UsageError for an option with which the step would end green unchecked, or never."""
    for argument in args:
        if argument in _NO_CHECK:
            raise UsageError(
                f'input "args" has {argument}, with which nothing is checked in a workflow; leave it out'
            )


def _refuse_second_report_in_log(args: list[str]) -> None:
    for number, argument in enumerate(args):
        flag, equals, report = argument.partition("=")
        if flag == "--format" and not equals:
            report = "".join(args[number + 1 : number + 2])
        if flag == "--format" and report and "=" not in report:
            raise UsageError(
                f'input "args" sends the report {quote(report)} to the log, where the action writes'
                ' its own (see the input "annotations"); give it a path: '
                f"--format={quote(report)[1:-1]}=PATH"
            )


def lines(text: str) -> list[str]:
    """The lines of a list input, without blanks around them, empty ones left out."""
    return [line.strip() for line in text.split("\n") if line.strip()]
