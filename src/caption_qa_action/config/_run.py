"""What is in force for a run as a whole: what fails it, its limits, its engine, and what it leaves out.

The command line has the last word, then comes the configuration of the folder where the run starts (`root`).
"""

from __future__ import annotations

import os
from collections.abc import Sequence

from caption_qa_action.config._layers import ConfigFile, EngineLayer, LimitsLayer
from caption_qa_action.config._resolve import BUILT_IN
from caption_qa_action.config.allowed_values import parse_fail_on
from caption_qa_action.config.arguments import Command
from caption_qa_action.core.settings import EngineSettings, FailOn, Gate, Limits

# Folders of other people's files, and of version control.
DEFAULT_EXCLUDE = (
    ".git/",
    ".hg/",
    ".nox/",
    ".svn/",
    ".tox/",
    ".venv/",
    "node_modules/",
    "venv/",
)


def fail_on_of_run(command: Command, root: ConfigFile | None) -> FailOn:
    """What fails the run. Raises UsageError for what there is not."""
    names = command.fail_on or (root.fail_on if root else None)
    limit = command.max_warnings
    if limit is None and root is not None:
        limit = root.max_warnings
    fail_on = parse_fail_on(names) if names else FailOn()
    return fail_on._replace(max_warnings=limit)


def gate_of(
    command: Command, start: str, root: ConfigFile | None, file: ConfigFile | None
) -> Gate | None:
    """What fails the run in the folder of a configuration file; None where that is what fails it elsewhere.

    What the folder does not say is that of the run. The command line overrides every folder; a number of
    warnings that it names is one for all.
    """
    if file is None or (root is not None and file.path == root.path):
        return None
    names = None if command.fail_on is not None else file.fail_on
    limit = None if command.max_warnings is not None else file.max_warnings
    if names is None and limit is None:
        return None
    of_run = fail_on_of_run(command, root)
    fail_on = of_run if names is None else parse_fail_on(names)
    if limit is None and command.max_warnings is None:
        limit = of_run.max_warnings
    try:
        folder = os.path.relpath(file.folder, start).replace(os.sep, "/")
    except ValueError:  # another drive of Windows
        folder = file.folder.replace(os.sep, "/")
    return Gate(folder, fail_on._replace(max_warnings=limit))


def limits_of_run(command: Command, root: ConfigFile | None) -> Limits:
    """The time and the memory that a file may take."""
    limits = Limits()
    for layer in (root.limits if root else LimitsLayer(), command.limits):
        given = {key: value for key, value in layer._asdict().items() if value is not None}
        limits = limits._replace(**given)
    return limits


def engine_of_run(command: Command, root: ConfigFile | None) -> EngineSettings:
    """Which engine checks, and where it is."""
    configured = root.engine if root else EngineLayer()
    ordered = command.engine
    default = EngineSettings()
    return EngineSettings(
        ordered.engine or configured.engine or default.name,
        ordered.api_url or configured.api_url or default.api_url,
        ordered.quota_policy or configured.quota_policy or default.quota_policy,
        ordered=ordered.engine is not None,
    )


def exclusion_patterns(
    command: Command, file: ConfigFile | None
) -> list[tuple[Sequence[str], str]]:
    """The patterns that leave out files of a configuration, with their origin."""
    patterns: list[tuple[Sequence[str], str]] = []
    if command.exclude is not None:
        patterns.append((command.exclude, "--exclude"))
    elif file is not None and file.exclude is not None:
        patterns.append((file.exclude, file.exclude_origin))
    else:
        patterns.append((DEFAULT_EXCLUDE, BUILT_IN))
    if file is not None and file.extend_exclude:
        patterns.append((file.extend_exclude, file.extend_exclude_origin))
    if command.extend_exclude:
        patterns.append((command.extend_exclude, "--extend-exclude"))
    return patterns
