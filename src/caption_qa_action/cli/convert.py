"""Convert caption files to another format, and say what that format cannot hold.

INPUT may be files, folders and globs; - is standard input, and then the captions go to standard
output. Without -o and --out-dir each file is written beside its source, with another suffix. Nothing
is overwritten unless --force is given.
"""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING

from caption_qa_action.cli._plugins import add_plugin_argument
from caption_qa_action.cli._results import write_result
from caption_qa_action.cli._terminal import Progress, say
from caption_qa_action.core.errors import FileError, UsageError
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.text import error_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from caption_qa_action.cli._conversion_report import Report
    from caption_qa_action.config import Configuration
    from caption_qa_action.pipeline import Job
    from caption_qa_action.runs.conversions import Conversion
    from caption_qa_action.runs.convert import Converted
    from caption_qa_action.workspace.discover import File


class Reading(NamedTuple):
    """How files are read beside what the configuration sets."""

    fps: Fraction | None
    stream_time: bool


SUMMARY = "convert caption files to another format"

# Frame rates are written short: 23.976 stands for 24000/1001.
_NTSC = (24, 30, 48, 60, 120)


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of a conversion."""
    parser.usage = "caption-qa convert INPUT... (--to FORMAT | --preset NAME) [OPTIONS]"
    parser.add_argument(
        "inputs", metavar="INPUT", nargs="+", help="files, folders or globs; - is standard input"
    )
    target = parser.add_argument_group("what to make")
    target.add_argument("--to", metavar="FORMAT", help="srt, vtt, sbv, ass, ttml or json")
    target.add_argument(
        "--preset", metavar="NAME", help="the format that a platform takes (see caption-qa presets)"
    )
    place = parser.add_argument_group("where to write it")
    place.add_argument(
        "-o", "--output", metavar="FILE", help="write one file; - is standard output"
    )
    place.add_argument(
        "--out-dir", metavar="FOLDER", help="write below this folder, in the same subfolders"
    )
    place.add_argument(
        "--force", action="store_true", help="replace files that exist, the input too"
    )
    _add_reading(parser)
    stream = parser.add_argument_group("segments of a stream (WebVTT with X-TIMESTAMP-MAP)")
    stream.add_argument(
        "--stream-time", action="store_true", help="write the times of the stream, by the map"
    )
    stream.add_argument(
        "--join",
        action="store_true",
        help="write all segments, in the order of their names, as one file (-o FILE)",
    )
    report = parser.add_argument_group("report")
    report.add_argument("--fail-on-loss", action="store_true", help="exit 1 when anything was lost")
    report.add_argument(
        "--json", action="store_true", help="report as JSON on standard output, not as text"
    )
    report.add_argument("-q", "--quiet", action="store_true", help="say only what failed")


def _add_reading(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument_group("how to read the input").add_argument
    add("--encoding", metavar="NAME", help="the encoding of files that are not Unicode")
    add(
        "--input-format",
        metavar="FORMAT",
        help="the format that the files are in (default: by content, then by name)",
    )
    add(
        "--kind",
        metavar="KIND",
        help="what the files are for: captions, subtitles, descriptions, chapters or metadata",
    )
    add(
        "--fps",
        metavar="RATE",
        type=_fps,
        help="frames a second (25, 23.976, 30000/1001) of files that count frames and do not say it",
    )
    add(
        "--language",
        metavar="TAG",
        help="the language of the captions (default: from the file, its name, its script)",
    )
    add("--stdin-filename", metavar="NAME", help="the name of standard input, whose suffix counts")
    add("--config", metavar="FILE", help="use this configuration for every file")
    add("--isolated", action="store_true", help="read no configuration")
    add_plugin_argument(parser)


def _fps(text: str) -> Fraction:
    import re
    from fractions import Fraction

    if not re.fullmatch(r"[0-9]{1,6}(?:\.[0-9]{1,6}|/[0-9]{1,6})?", text):
        raise argparse.ArgumentTypeError(f"{text!r} is no frame rate, such as 25 or 30000/1001")
    try:
        rate = Fraction(text)
    except ZeroDivisionError:
        rate = Fraction(0)
    if not 1 <= rate <= 1000:
        raise argparse.ArgumentTypeError(f"{text!r} is no frame rate from 1 to 1000")
    for whole in _NTSC if "." in text else ():
        exact = Fraction(whole * 1000, 1001)
        if abs(rate - exact) < Fraction(1, 200):
            return exact
    return rate


def run(arguments: argparse.Namespace) -> int:
    """Convert and report; the exit code shows whether all went well."""

    from caption_qa_action import config
    from caption_qa_action.cli._conversion_report import Report
    from caption_qa_action.delivery.target import suffix
    from caption_qa_action.runs.conversions import STDOUT, find_inputs, plan_conversions
    from caption_qa_action.workspace.passed_over import PassedOver

    target = _target(arguments)
    configuration = config.load(
        config.Arguments(
            language=arguments.language,
            encoding=arguments.encoding,
            input_format=arguments.input_format,
            kind=arguments.kind,
            allow_plugins=tuple(arguments.allow_plugin or ()),
            checked=tuple(arguments.inputs),
        ),
        config=arguments.config,
        isolated=arguments.isolated,
    )
    out, out_dir = arguments.output or "", arguments.out_dir or ""
    if out and out_dir:
        raise UsageError("-o and --out-dir exclude each other")
    passed_over = PassedOver.of_nothing()
    found, unfit = find_inputs(
        arguments.inputs,
        configuration.is_excluded,
        out_dir=out_dir,
        stdin_filename=arguments.stdin_filename or "",
        passed_over=passed_over,
    )
    if arguments.join:
        return _join(arguments, [each.file for each in found], target, configuration)
    conversions, skipped = plan_conversions(
        found, suffix(target), out=out, out_dir=out_dir, force=arguments.force
    )
    if arguments.json and any(each.output == STDOUT for each in conversions):
        raise UsageError("--json and the captions would both go to standard output; pass -o FILE")
    report = Report(target, skipped, quiet=arguments.quiet, as_json=arguments.json)
    for file in unfit:
        report.add_skipped(file)
    if not arguments.quiet:
        for line in passed_over.lines("converted"):
            say(line)
    reading = Reading(arguments.fps, arguments.stream_time)
    _convert_all(conversions, target, configuration, reading, report)
    return _finish(report, arguments)


def _finish(report: Report, arguments: argparse.Namespace) -> int:
    report.finish()
    if report.failed:
        return 2
    return 1 if report.losses and arguments.fail_on_loss else 0


def _join(
    arguments: argparse.Namespace, files: Sequence[File], target: str, configuration: Configuration
) -> int:
    """Write the segments of a stream as one file."""
    from caption_qa_action.cli._conversion_report import Report
    from caption_qa_action.runs.conversions import STDOUT, Found, by_numbers, plan_conversions
    from caption_qa_action.runs.convert import join_files
    from caption_qa_action.runs.jobs import jobs_of

    out = arguments.output or ""
    if not out:
        raise UsageError("--join needs -o FILE, or -o - for standard output")
    if not files:
        raise UsageError("--join: there are no segments")
    if arguments.json and out == STDOUT:
        raise UsageError("--json and the captions would both go to standard output; pass -o FILE")
    files = sorted(files, key=by_numbers)
    (conversion,), _ = plan_conversions([Found(files[0])], "", out=out, force=arguments.force)
    report = Report(target, 0, quiet=arguments.quiet, as_json=arguments.json)
    try:
        joined = join_files(
            jobs_of(files, configuration),
            target,
            arguments.fps,
            stream_time=arguments.stream_time,
        )
        write_result(joined.data, out, parents=True)
        report.add(conversion, joined)
    except FileError as error:
        report.add_failure(conversion, error)
    return _finish(report, arguments)


def _target(arguments: argparse.Namespace) -> str:
    from caption_qa_action.delivery.target import resolve_target, target_names

    if arguments.to is not None and arguments.preset is not None:
        raise UsageError("--to and --preset exclude each other")
    if arguments.to is None and arguments.preset is None:
        ending = os.path.splitext(arguments.output or "")[1]
        if not ending:
            raise UsageError(f"pass --to FORMAT ({', '.join(target_names())}) or --preset NAME")
        return resolve_target(to=ending)
    return resolve_target(to=arguments.to or "", preset=arguments.preset or "")


def _convert_all(
    conversions: Sequence[Conversion],
    target: str,
    configuration: Configuration,
    reading: Reading,
    report: Report,
) -> None:
    from caption_qa_action.runs.jobs import jobs_of

    progress = Progress(len(conversions), sys.stderr, wanted=not report.quiet, doing="converting")
    jobs = jobs_of([each.file for each in conversions], configuration)
    cues = 0
    try:
        for number, conversion in enumerate(conversions):
            try:
                converted = _converted(jobs[number], conversion.output, target, reading)
                cues += converted.cues
                progress.clear()
                report.add(conversion, converted)
            except FileError as error:
                progress.clear()
                report.add_failure(conversion, error)
            progress.show(number + 1, cues)
    finally:
        progress.clear()


def _converted(job: Job, output: str, target: str, reading: Reading) -> Converted:
    """The conversion, written. Raises FileError, whatever goes wrong with this file."""
    from functools import partial

    from caption_qa_action.runs.one_file import convert_one, in_time

    path = job.file.path
    try:
        convert = partial(convert_one, job, target, reading.fps, stream_time=reading.stream_time)
        converted = in_time(job, convert)
        write_result(converted.data, output, parents=True)
    except (FileError, UsageError, BrokenPipeError):
        raise
    except MemoryError as error:
        raise FileError(path, "not enough memory to convert it") from error
    except Exception as error:  # one bad file must not keep the others from being converted
        reason = (
            f"caption-qa failed on it ({error_text(error)}); "
            "this is a bug, please report it with the file"
        )
        raise FileError(path, reason) from error
    return converted
