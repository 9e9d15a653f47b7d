"""The public API: check, mend, convert and deliver captions from Python.

The functions for text and bytes read no configuration: what is in force is the preset and the keywords.
`check_file` and `check_paths` find the configuration as the command does, and the keywords are laid
over it as arguments of the command are. Keywords have the names and values of the configuration file;
`config.keywords` lists them. With `verbose` each of many equal findings is listed; else a suggestion for
more than 5 of 100 cues, or a warning for more than half of them, is reported once with their number, as the
command does.

A wrong keyword raises `UsageError`, which names what was probably meant; a wrong configuration file
raises `ConfigError`. What is wrong with captions is a finding. Captions that cannot be checked at all
give a report whose `status` is `unreadable` and whose `reason` says why.

Lines, columns and cues count from 1, times are whole milliseconds, offsets count code points.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Unpack

from caption_qa_action.config import Arguments, Configuration, load
from caption_qa_action.config.keywords import (
    Keywords,
    Names,
    RuleKeywords,
    arguments_of,
    names_of,
    text_of,
    with_keywords,
)
from caption_qa_action.core.errors import FixFailed, UsageError
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.preset import Preset
from caption_qa_action.core.report import FileReport
from caption_qa_action.core.rule import Rule
from caption_qa_action.core.settings import FailOn, Settings
from caption_qa_action.core.text import quote
from caption_qa_action.pipeline import Job
from caption_qa_action.runs.one_file import check_data, check_one, convert_one, process_one
from caption_qa_action.workspace.discover import File

if TYPE_CHECKING:
    from fractions import Fraction

    from caption_qa_action.core.timeline import Loss
    from caption_qa_action.delivery.process import Delivery


class Fixed(NamedTuple):
    """Captions that were mended.

    `applied` are the code and the title of each fix, in the order in which they were made; `refused` are
    the codes whose fixes would have done harm and were left out. `report` is what is left.
    """

    text: str
    applied: tuple[tuple[str, str], ...]
    refused: tuple[str, ...]
    report: FileReport


class Conversion(NamedTuple):
    """Captions in another format, `format`; `losses` are what it cannot hold, each with its number."""

    text: str
    losses: tuple[Loss, ...]
    format: str


class FormatInfo(NamedTuple):
    """A format: its name, the suffixes of its files, and whether captions can be converted to it."""

    name: str
    suffixes: tuple[str, ...]
    writable: bool


# Checking.


def check_text(
    text: str, name: str, *, verbose: bool = False, **keywords: Unpack[Keywords]
) -> FileReport:
    """The report on captions in a string; `name` is a file name, whose suffix helps to detect the format.

    Raises UsageError for a wrong keyword, and for text with lone surrogates that are no bytes
    (`errors="surrogateescape"`), which no file can hold.
    """
    return _check(_encoded(text), name, arguments_of(keywords), verbose=verbose)


def check_bytes(
    data: bytes,
    name: str,
    *,
    encoding: str | None = None,
    verbose: bool = False,
    **keywords: Unpack[Keywords],
) -> FileReport:
    """The report on the bytes of a caption file. Raises UsageError for a wrong keyword."""
    arguments = arguments_of(keywords)._replace(encoding=text_of("encoding", encoding))
    return _check(_bytes(data), name, arguments, verbose=verbose)


def _check(data: bytes, name: str, arguments: Arguments, *, verbose: bool) -> FileReport:
    return check_data(_job(os.fsdecode(name), arguments), data, FailOn(), verbose=verbose)


def check_file(
    path: str | os.PathLike[str],
    *,
    config: str | os.PathLike[str] | None = None,
    isolated: bool = False,
    encoding: str | None = None,
    verbose: bool = False,
    **keywords: Unpack[Keywords],
) -> FileReport:
    """The report on a file, whatever its suffix and whether or not it is excluded.

    Its configuration is the closest one, as for the command; the file `config`; with `isolated` none.
    Raises UsageError for a wrong keyword or where there is no such file, and ConfigError.
    """
    name = os.fsdecode(path)
    if not os.path.lexists(name) or os.path.isdir(name):
        raise UsageError(f"there is no file {quote(name, 200)}")
    configuration = _configuration(
        keywords, [name], config=config, isolated=isolated, encoding=encoding
    )
    (job,) = find_jobs([os.path.join(os.curdir, name) if name == "-" else name], configuration)
    return check_one(job, configuration.fail_on, verbose=verbose)


def check_paths(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]] = (),
    *,
    config: str | os.PathLike[str] | None = None,
    isolated: bool = False,
    baseline: str | os.PathLike[str] | None = None,
    exclude: Names | None = None,
    extend_exclude: Names = (),
    encoding: str | None = None,
    verbose: bool = False,
    **keywords: Unpack[Keywords],
) -> Iterator[FileReport]:
    """The report on each caption file in files, folders and globs, in the order of their paths.

    `paths` are several or one. No path is the current folder. Files are found, left out and configured as by `caption-qa check`, and
    the findings are the same; each file is read and checked when its report is asked for. `config`,
    `isolated`, `baseline`, `exclude` and `extend_exclude` are as the command's arguments.

    Raises UsageError and ConfigError, at the call and not at the first report.
    """
    if isinstance(paths, str | bytes | os.PathLike):
        paths = [paths]
    named = [os.fsdecode(path) for path in paths]
    configuration = _configuration(
        keywords,
        named,
        config=config,
        isolated=isolated,
        exclude=None if exclude is None else names_of("exclude", exclude),
        extend_exclude=names_of("extend_exclude", extend_exclude),
        encoding=encoding,
    )
    known = None if baseline is None else os.fsdecode(baseline)
    jobs = find_jobs(named, configuration, baseline=known)
    fail_on = configuration.fail_on
    return (check_one(job, fail_on, verbose=verbose) for job in jobs)


def _configuration(
    keywords: Keywords,
    checked: Sequence[str],
    *,
    config: str | os.PathLike[str] | None,
    isolated: bool,
    encoding: str | None,
    exclude: tuple[str, ...] | None = None,
    extend_exclude: tuple[str, ...] = (),
) -> Configuration:
    """The configuration of a run over some paths, with the keywords laid over it."""
    arguments = arguments_of(keywords)._replace(
        exclude=exclude,
        extend_exclude=extend_exclude,
        encoding=text_of("encoding", encoding),
        checked=tuple(checked),
    )
    named = None if config is None else os.fsdecode(config)
    return with_keywords(load, arguments, config=named, isolated=isolated)


def find_jobs(
    paths: Sequence[str], configuration: Configuration, *, baseline: str | None = None
) -> list[Job]:
    """The caption files in some paths, each with what is in force for it, in order.

    `baseline` is a file of known findings in place of that of the configuration. Raises UsageError for
    a path that names nothing, and ConfigError.
    """
    from caption_qa_action.runs.jobs import baselines, find_files, jobs_of

    files = find_files(configuration, paths)
    return jobs_of(files, configuration, baselines(configuration, baseline))


# Mending, converting, delivering.


def fix_text(text: str, name: str, *, unsafe: bool = False, **keywords: Unpack[Keywords]) -> Fixed:
    """Captions with every safe fix made, as `caption-qa check --fix` does; with `unsafe` the others, too.

    A fix that would lose words or bring a new finding is not made. Raises FileError where the captions
    cannot be checked (FixFailed: not written back), and UsageError for a wrong keyword.
    """
    from caption_qa_action.fixing import mend
    from caption_qa_action.pipeline import report

    settings = _settings(arguments_of(keywords))
    name = os.fsdecode(name)
    mended, left = mend(name, _encoded(text), settings, unsafe=unsafe)
    try:
        fixed = mended.data.decode("utf-8", "surrogateescape")
    except UnicodeDecodeError as error:  # cannot be, since safe
        raise FixFailed(name, "not mended: the result is not UTF-8") from error
    return Fixed(fixed, mended.fixes, mended.reverted, report(left, settings))


def convert_text(
    text: str,
    name: str,
    *,
    to: str = "",
    preset: str = "",
    language: str = "",
    fps: Fraction | None = None,
) -> Conversion:
    """Captions in another format: `to` names it (`srt`, `vtt`, `ttml`, ...), or a preset that takes it.

    `fps` are the frames a second of captions that count frames and do not state it. What is written has
    been read again and compared. Raises FileError where there are no captions, and UsageError.
    """
    from caption_qa_action.delivery.target import resolve_target

    text_of("to", to)
    text_of("preset", preset)
    if bool(to) == bool(preset):
        raise UsageError("give to or preset, one of the two")
    target = resolve_target(to=to, preset=preset)
    job = _job(os.fsdecode(name), Arguments(language=text_of("language", language or None)))
    converted = convert_one(job, target, _rate(fps), data=_encoded(text))
    return Conversion(converted.data.decode(), converted.losses, target)


def process_text(
    text: str,
    name: str,
    *,
    preset: str,
    fix_profile: str = "warn-only",
    **keywords: Unpack[RuleKeywords],
) -> Delivery:
    """Captions made ready for a platform: `output` by its rules alone, `aided_output` also for reading.

    `fix_profile` is `warn-only`, `layout-preserve-breaks`, `auto-split-sentences` or `auto-split-cps`.
    `report` has what was found and done, `suggestions` the code and the cue of each finding that the
    preset does not enforce. Where nothing can be delivered, `delivery_status` is `failed`. Raises
    FileError where the captions cannot be checked, and UsageError.
    """
    return _process(
        _encoded(text), name, arguments_of(Keywords(preset=preset, **keywords)), fix_profile
    )


def process_bytes(
    data: bytes,
    name: str,
    *,
    preset: str,
    fix_profile: str = "warn-only",
    encoding: str | None = None,
    **keywords: Unpack[RuleKeywords],
) -> Delivery:
    """The bytes of a caption file made ready for a platform; see `process_text`."""
    arguments = arguments_of(Keywords(preset=preset, **keywords))
    arguments = arguments._replace(encoding=text_of("encoding", encoding))
    return _process(_bytes(data), name, arguments, fix_profile)


def _process(data: bytes, name: str, arguments: Arguments, fix_profile: str) -> Delivery:
    return process_one(_job(os.fsdecode(name), arguments), fix_profile, data=data)


# What there is.


def rules(*, plugins: Names = ()) -> tuple[Rule, ...]:
    """Every rule of this package and of some plugins, by code. Raises UsageError for a wrong plugin."""
    from caption_qa_action.rules import load_all, plugin_of

    names = names_of("plugins", plugins)
    with_keywords(load, Arguments(plugins=names), isolated=True)
    return tuple(rule for rule in load_all() if plugin_of(rule.code) in ("", *names))


def presets() -> tuple[Preset, ...]:
    """Every preset, by name."""
    from caption_qa_action.presets import load_all

    return tuple(load_all())


def formats() -> tuple[FormatInfo, ...]:
    """Every format that is read, by name."""
    from caption_qa_action.formats import FORMATS

    known = (FORMATS[name] for name in FORMATS)
    return tuple(
        FormatInfo(format.traits.name, format.traits.all_suffixes, format.is_written)
        for format in known
    )


# Helpers.


def _job(name: str, arguments: Arguments) -> Job:
    """The work on captions that lie in no file, by the name that they go under."""
    return Job(File(name, ""), _settings(arguments))


def _settings(arguments: Arguments) -> Settings:
    """What is in force where no configuration is read."""
    if arguments.preset and arguments == Arguments(preset=arguments.preset, strict=True):
        return _settings_of(arguments.preset)
    return with_keywords(load, arguments, isolated=True).settings_for("captions")


# A server is asked for the same few presets again and again.
@lru_cache(maxsize=32)
def _settings_of(preset: str) -> Settings:
    arguments = Arguments(preset=preset, strict=True)
    return with_keywords(load, arguments, isolated=True).settings_for("captions")


def _bytes(data: bytes) -> bytes:
    if not isinstance(data, bytes | bytearray | memoryview):
        raise TypeError(
            f"data must be bytes, not {type(data).__name__}; a string is for check_text"
        )
    return bytes(data)


def _rate(fps: Fraction | None) -> Fraction | None:
    from fractions import Fraction

    given: object = fps
    if given is None or (isinstance(given, Fraction | int) and 1 <= given <= 1000):
        return fps
    raise UsageError(f"fps: must be a Fraction from 1 to 1000, such as Fraction(25), not {given!r}")


def _encoded(text: str) -> bytes:
    if not isinstance(text, str):
        raise TypeError(
            f"text must be a string, not {type(text).__name__}; bytes are for check_bytes"
        )
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError as error:
        point = ord(text[error.start])
        raise UsageError(
            f"the text has the lone surrogate U+{point:04X} at {error.start}, which no file can hold"
        ) from None
