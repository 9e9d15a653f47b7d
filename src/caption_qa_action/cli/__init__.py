"""The command line: one module a command.

A command module has `SUMMARY` (one line of `caption-qa --help`), `configure(parser)`, which adds its
arguments, and `run(arguments) -> int`, which returns the exit code.
"""

# ruff: noqa: E402
from __future__ import annotations

import atexit
import gc
import os
import sys

from caption_qa_action import __version__, bundle

bundle.use()  # what follows may be in it

from caption_qa_action.core.annotations import TYPE_CHECKING
from caption_qa_action.core.errors import CaptionQaError
from caption_qa_action.core.registry import Registry
from caption_qa_action.core.text import printable

if TYPE_CHECKING:
    import argparse

COMMANDS = Registry(__name__, os.path.dirname(__file__))
PROGRAM = "caption-qa"
INTERRUPTED = 130
BROKEN_PIPE = 141
# New objects between two looks for garbage. What a start makes stays, and fewer than these: with Python's own
# 700 or 2,000, looking through it takes one part in twenty of the check of a small file.
_NEW_OBJECTS = 50_000
_ISSUES = "https://github.com/caption-qa/caption-qa-action/issues"

_EPILOG = """\
exit codes:
  0  nothing fails the run
  1  a diagnostic fails the run (see --fail-on)
  2  wrong arguments or configuration, or a file could not be checked
  130  interrupted

examples:
  caption-qa check                      every caption file below this folder
  caption-qa check talks/ --preset tiktok
  caption-qa check --fix                mend what is safe, in place
  caption-qa rule overlapping_cues      why it matters and how to mend it
"""


def main(argv: list[str] | None = None) -> int:
    """Run a command line (that of the process by default); the exit code."""
    gc.set_threshold(_NEW_OBJECTS)
    # What ends with the process is not searched for garbage either, another tenth.
    atexit.register(gc.freeze)
    if sys.stderr is None:  # closed by whoever started us
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 (for as long as we run)
    if sys.stdout is None:
        return _complain("cannot write to standard output: it is closed")
    try:
        _prepare_streams()
        code = _run(sys.argv[1:] if argv is None else argv)
        sys.stdout.flush()
        return code
    except CaptionQaError as error:
        return _complain(str(error))
    except KeyboardInterrupt:
        print(f"{PROGRAM}: interrupted", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # The reader has gone (`caption-qa check | head`): nobody reads on.
        _drop_output()
        return BROKEN_PIPE
    except OSError as error:
        # Files are the business of the commands; what is left is a full or broken output.
        _drop_output()
        if _is_gone(os.curdir):
            return _complain("the current folder is gone; change to one that is there")
        where = error.filename or "standard output"
        return _complain(f"cannot write to {where}: {error.strerror or error}")
    except SystemExit:
        raise
    except BaseException:  # Python's own exit code would be 1: captions are at fault
        return _crashed()


def _is_gone(folder: str) -> bool:
    try:
        os.path.realpath(folder)
    except FileNotFoundError:
        return True
    return False


def _crashed() -> int:
    """Show what a bug has done; 2, since Python's own 1 would mean that captions are at fault."""
    import traceback

    from caption_qa_action.core.inert import one_line

    try:
        for line in traceback.format_exc().splitlines():
            print(one_line(line), file=sys.stderr)
    except OSError:
        pass  # nobody reads it
    return _complain(
        f"{PROGRAM} crashed, which is a bug of its own; please report it with what is above: {_ISSUES}"
    )


def _complain(message: str) -> int:
    try:
        from caption_qa_action.cli._terminal import print_beside

        print_beside(f"{PROGRAM}: error: {message}")
    except OSError:
        pass  # nobody reads it
    return 2


def _drop_output() -> None:
    """Let what is still to be written go nowhere, so that Python does not try at its end."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        pass  # it is no real file


def _run(argv: list[str]) -> int:
    if argv[:1] in (["--version"], ["-V"]):
        print(f"{PROGRAM} {__version__}")
        return 0
    command = argv[0] if argv else ""
    if command in COMMANDS:
        _refuse_ambiguous(argv[1:])
        parser = parser_of(command)
        try:
            arguments = parser.parse_args(argv[1:])
        except SystemExit as stop:  # argparse has printed what is wrong, or shown the help
            return stop.code if isinstance(stop.code, int) else 2
        code: int = COMMANDS.module(command).run(arguments)
        return code
    if command in ("", "-h", "--help", "help"):
        print(_help())
        return 0 if command else 2
    from caption_qa_action.core.text import nearest, quote

    hint = nearest(command, list(COMMANDS))
    if os.path.exists(command):
        hint = f'; to check it: "{PROGRAM} check {printable(command)}"'
    return _complain(f"no command {quote(command)}{hint}; see {PROGRAM} --help")


def _refuse_ambiguous(arguments: list[str]) -> None:
    """Raise UsageError for an option that is the name of a file as well.

    pre-commit and others put names of files behind the options; a file named `--exclude=*.srt` must not
    be obeyed, nor passed over.
    """
    for argument in arguments:
        if argument == "--":
            return
        if argument[:1] == "-" and os.path.lexists(argument):
            from caption_qa_action.core.errors import UsageError
            from caption_qa_action.core.text import quote

            raise UsageError(
                f"{quote(argument, 200)} is an option, and there is a file of this name: to check the file, "
                f"write {quote(f'./{argument}', 200)}; to give the option, rename the file"
            )


def parser_of(command: str) -> argparse.ArgumentParser:
    """The parser of a command's arguments."""
    from caption_qa_action.cli._parser import Parser

    module = COMMANDS.module(command)
    parser = Parser(
        prog=f"{PROGRAM} {command}",
        description=module.__doc__,
        formatter_class=_formatter,
        allow_abbrev=False,
    )
    module.configure(parser)
    return parser


def _formatter(prog: str) -> argparse.HelpFormatter:
    # Without a width argparse imports shutil to ask for that of the terminal, for every command line.
    from caption_qa_action.cli._terminal import width
    from caption_qa_action.cli._text_layout import MAX_WIDTH, HelpFormatter

    return HelpFormatter(prog, width=min(width(), MAX_WIDTH))


def _help() -> str:
    lines = [
        f"{PROGRAM} {__version__}: find, explain and mend defects in caption files",
        "",
        f"usage: {PROGRAM} COMMAND [OPTIONS] [ARGUMENTS]",
        "",
        "commands:",
    ]
    column = max(map(len, COMMANDS))
    lines += [f"  {name:<{column}}  {COMMANDS.module(name).SUMMARY}" for name in COMMANDS]
    lines += ["", f"{PROGRAM} COMMAND --help tells more of a command.", "", _EPILOG.rstrip()]
    return "\n".join(lines)


def _prepare_streams() -> None:
    """Let nothing that a file contains stop the output: what cannot be encoded is escaped."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            encoding = None if stream.isatty() else "utf-8"
            reconfigure(encoding=encoding, errors="backslashreplace")
