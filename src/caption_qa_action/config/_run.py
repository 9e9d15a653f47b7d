"""What fails a run, what it may cost, which engine it has, and what it leaves out.

The command line has the last word. Then comes, for what fails and for what is left out, the configuration that is
closest to a file; for limits and engine, the outermost one above the folder where the run starts.
"""

from __future__ import annotations

from collections.abc import Sequence

from caption_qa_action.config._find import shown
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


def fail_on_of_run(command: Command, closest: ConfigFile | None) -> FailOn:
    """What fails the run where a configuration is in force. Raises UsageError for what there is not.

    Levels and codes of the command line set aside all that configurations fail by, their number of warnings too.
    """
    names = command.fail_on or (closest.fail_on if closest else None)
    fail_on = parse_fail_on(names) if names else FailOn()
    if command.max_warnings is not None:
        return fail_on._replace(max_warnings=command.max_warnings, counts_all_warnings=True)
    if command.fail_on is not None or closest is None:
        return fail_on
    return fail_on._replace(max_warnings=closest.max_warnings)


def gate_of(
    command: Command, start: str, of_start: ConfigFile | None, file: ConfigFile | None, folder: str
) -> Gate | None:
    """What fails the run among the files of a configuration; None where that is what fails it elsewhere.

    `of_start` is the configuration of the folder where the run starts, `folder` that of `file`, or where the search
    for it has ended. The command line overrides every folder, which is counted by itself all the same; a number of
    warnings that it names is one for all.
    """
    if file is of_start or (file and of_start and file.path == of_start.path):
        return None
    nothing = Command()
    own = fail_on_of_run(nothing, file)
    states_none = (file is None or file.fail_on is None) and own.max_warnings is None
    if states_none and own == fail_on_of_run(nothing, of_start):
        return None
    return Gate(shown(folder, start), fail_on_of_run(command, file))


def above_that_states(chain: Sequence[ConfigFile]) -> ConfigFile | None:
    """The nearest configuration that decides what fails, where the closest one leaves that open; else None.

    None also where it decides what holds without it.
    """
    for number, file in enumerate(chain):
        if not (file.fail_on is None and file.max_warnings is None and file.baseline is None):
            differs = bool(file.baseline) or fail_on_of_run(Command(), file) != FailOn()
            return file if number and differs else None
    return None


def limits_of_run(command: Command, outermost: ConfigFile | None) -> Limits:
    """The time and the memory that a file may take."""
    limits = Limits()
    for layer in (outermost.limits if outermost else LimitsLayer(), command.limits):
        given = {key: value for key, value in layer._asdict().items() if value is not None}
        limits = limits._replace(**given)
    return limits


def engine_of_run(command: Command, outermost: ConfigFile | None) -> EngineSettings:
    """Which engine checks, and where it is."""
    configured = outermost.engine if outermost else EngineLayer()
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
