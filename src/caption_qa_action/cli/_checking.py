"""What every command that checks files begins with: the configuration, the files, the baseline."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from caption_qa_action.core.errors import CaptionQaError, UsageError
from caption_qa_action.core.text import quote

if TYPE_CHECKING:
    import argparse

    from caption_qa_action.config import Configuration
    from caption_qa_action.pipeline import Job
    from caption_qa_action.triage.baseline import Counts
    from caption_qa_action.workspace.discover import File


class Known(NamedTuple):
    """A baseline as it was read: its file, and the counts of each caption file, by name."""

    path: str
    files: Mapping[str, Counts]

    def name_of(self, path: str) -> str:
        """The name of a caption file in it: relative to the folder of the baseline."""
        return name_in_baseline(self.path, path)


def name_in_baseline(baseline: str, path: str) -> str:
    """The name of a caption file in a baseline: relative to its folder, with forward slashes."""
    folder = os.path.dirname(os.path.abspath(baseline))
    try:
        return os.path.relpath(os.path.abspath(path), folder).replace(os.sep, "/")
    except ValueError:  # another drive of Windows
        return os.path.abspath(path).replace(os.sep, "/")


def _split(values: list[str] | None) -> tuple[str, ...]:
    """Comma separated values of a repeated option, in order."""
    return tuple(
        item.strip() for value in values or () for item in value.split(",") if item.strip()
    )


def load_configuration(arguments: argparse.Namespace) -> Configuration:
    """The configuration of a run. Raises UsageError and ConfigError."""
    from caption_qa_action import config

    return config.load(
        config.Arguments(
            preset=arguments.preset,
            select=_split(arguments.select) if arguments.select else None,
            ignore=_split(arguments.ignore),
            extend_select=_split(arguments.extend_select),
            severities=_split(arguments.severity),
            options=tuple(arguments.option or ()),
            fail_on=_split(arguments.fail_on) if arguments.fail_on else None,
            max_warnings=arguments.max_warnings,
            exclude=_split(arguments.exclude) if arguments.exclude else None,
            extend_exclude=_split(arguments.extend_exclude),
            language=arguments.language,
            encoding=arguments.encoding,
            engine=arguments.engine,
            api_url=arguments.api_url,
            quota_policy=arguments.quota_policy,
            preview=arguments.preview,
        ),
        config=arguments.config,
        isolated=arguments.isolated,
    )


def find_files(arguments: argparse.Namespace, configuration: Configuration) -> list[File]:
    """The files that the arguments name, each once, by path."""
    from caption_qa_action.formats import is_captions, shared_suffixes, suffixes
    from caption_qa_action.workspace.discover import STDIN, discover, files_from

    paths = list(arguments.paths)
    if arguments.files_from:
        if arguments.files_from == "-" and "-" in paths:
            raise UsageError("standard input cannot be both a caption file and --files-from")
        paths += files_from(arguments.files_from)
        if not paths:
            return []
    if arguments.stdin_filename and not paths:
        paths = ["-"]
    found = discover(
        paths,
        is_excluded=configuration.is_excluded,
        force_exclude=arguments.force_exclude,
        suffixes=suffixes(),
        shared=shared_suffixes(),
        is_captions=is_captions,
        gitignore=not arguments.no_gitignore,
    )
    name = arguments.stdin_filename or STDIN
    return [file if file.location else file._replace(path=name) for file in found]


def load_known(
    path: str,
    *,
    may_be_missing: bool = False,
    wrong: Callable[[str], CaptionQaError] = UsageError,
) -> Known | None:
    """The baseline in a file; None without a path. Raises UsageError where it cannot be used.

    With `may_be_missing`, a file that is not there is an empty baseline. `wrong` makes the error that
    there is no such file.
    """
    if not path:
        return None
    from caption_qa_action.triage import baseline

    try:
        with open(path, "rb") as file:
            data = file.read()
    except FileNotFoundError:
        if may_be_missing:
            return Known(path, {})
        raise wrong(
            f"there is no baseline {quote(path, 200)}; write it with: caption-qa baseline write"
        ) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(f"cannot read the baseline {quote(path, 200)}: {reason}") from None
    return Known(path, baseline.parse(path, data))


def jobs_of(
    files: Sequence[File], configuration: Configuration, known: Known | None = None
) -> list[Job]:
    """The work on files: each with what is in force for it, and what is known of it."""
    from caption_qa_action.pipeline import Job

    jobs = [Job(file, configuration.settings_for(file.path)) for file in files]
    if known is None:
        return jobs
    return [
        job._replace(
            settings=job.settings._replace(
                baseline=known.files.get(known.name_of(job.file.path), {})
            )
        )
        for job in jobs
    ]
