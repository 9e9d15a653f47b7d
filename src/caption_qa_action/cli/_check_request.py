"""The arguments of a check as plain values, and which of them exclude each other."""

from __future__ import annotations

from caption_qa_action.core.annotations import TYPE_CHECKING
from caption_qa_action.core.errors import UsageError

if TYPE_CHECKING:
    import argparse
    from contextlib import ExitStack

    from caption_qa_action.config import Configuration
    from caption_qa_action.fixing import Mending
    from caption_qa_action.runs.plan import CheckRequest

_SINCE_OR_STAGED = "--changed-since and --staged exclude each other"
_CUES_ONLY_REPORT = "--changed-cues only tells findings; leave it out to mend"
_STAGED_IS_READ_ONLY = "--staged checks what git holds, which cannot be mended in place"
_SHARD_ONLY_CHECKS = "--shard only checks; leave it out to mend"
_EXCLUDE_EACH_OTHER = (
    (("changed_since", "staged"), _SINCE_OR_STAGED),
    (("changed_cues", "fix"), _CUES_ONLY_REPORT),
    (("changed_cues", "diff"), _CUES_ONLY_REPORT),
    (("staged", "fix"), _STAGED_IS_READ_ONLY),
    (("staged", "diff"), _STAGED_IS_READ_ONLY),
    (("shard", "fix"), _SHARD_ONLY_CHECKS),
    (("shard", "diff"), _SHARD_ONLY_CHECKS),
    (("config_from", "isolated"), "--config-from and --isolated exclude each other"),
    (("fix", "diff"), "--diff changes nothing, --fix does; choose one"),
)
_NEED_ONE_OF = (
    ("changed_cues", ("changed_since", "staged")),
    ("unsafe_fixes", ("fix", "diff")),
    ("show_fixes", ("fix", "diff")),
    ("exit_non_zero_on_fix", ("fix", "diff")),
)


def _split(values: list[str] | None) -> tuple[str, ...]:
    """Comma separated values of a repeated option, in order."""
    return tuple(
        item.strip() for value in values or () for item in value.split(",") if item.strip()
    )


def load_configuration(
    arguments: argparse.Namespace, stack: ExitStack | None = None
) -> Configuration:
    """The configuration of a run. Raises UsageError and ConfigError.

    What is written out of git for it lasts as long as `stack`.
    """
    from caption_qa_action import config

    snapshot = None
    if stack is not None and arguments.config_from is not None:
        import tempfile

        from caption_qa_action.workspace.snapshot import take

        folder = tempfile.TemporaryDirectory(prefix="caption-qa-")
        snapshot = take(arguments.config_from, stack.enter_context(folder))
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
            input_format=arguments.input_format,
            kind=arguments.kind,
            seconds_per_file=arguments.seconds_per_file,
            megabytes_per_file=arguments.megabytes_per_file,
            engine=arguments.engine,
            api_url=arguments.api_url,
            quota_policy=arguments.quota_policy,
            preview=arguments.preview,
            allow_plugins=tuple(arguments.allow_plugin or ()),
            checked=tuple(arguments.paths),
        ),
        config=arguments.config,
        isolated=arguments.isolated,
        snapshot=snapshot,
    )


def check_request(arguments: argparse.Namespace) -> CheckRequest:
    """What the arguments ask of a check. Raises UsageError where they cannot be together."""
    from caption_qa_action.runs.plan import CheckRequest

    _refuse_contradictions(arguments)
    shard = None
    if arguments.shard:
        from caption_qa_action.runs.shards import parse_shard

        shard = parse_shard(arguments.shard)
    only_lists = arguments.show_files or arguments.show_settings
    return CheckRequest(
        paths=tuple(arguments.paths),
        files_from=arguments.files_from or "",
        stdin_filename=arguments.stdin_filename or "",
        force_exclude=arguments.force_exclude,
        gitignore=not arguments.no_gitignore,
        baseline=arguments.baseline or "",
        changed_since=arguments.changed_since,
        staged=arguments.staged,
        changed_cues=arguments.changed_cues,
        mending=None if only_lists else _mending(arguments),
        shard=shard,
        api_url=arguments.api_url,
        cache_dir=arguments.cache_dir,
        keep_answers=not arguments.no_cache,
        jobs=arguments.jobs,
        require_files=arguments.require_files,
        collapse=not arguments.verbose,
        only_lists=only_lists,
        leaves_out=bool(
            arguments.select or arguments.ignore or arguments.exclude or arguments.extend_exclude
        ),
    )


def _mending(arguments: argparse.Namespace) -> Mending | None:
    """How files are to be mended; None when they are only checked."""
    if not (arguments.fix or arguments.diff):
        return None
    from caption_qa_action.fixing import Mending

    return Mending(arguments.unsafe_fixes, write=arguments.fix, diff=arguments.diff)


def _refuse_contradictions(arguments: argparse.Namespace) -> None:
    """Raise UsageError for options that exclude each other, or need another one."""
    given = {name for name, value in vars(arguments).items() if value}
    if arguments.changed_since is not None:
        given.add("changed_since")  # also by an empty name, which is then refused as such
    if given & {"show_files", "show_settings"}:
        # Nothing is mended where files are only listed, so how that would be done is no matter.
        given -= {"unsafe_fixes", "show_fixes", "exit_non_zero_on_fix"}
        given -= {"diff"} if "fix" in given else set()
    for options, message in _EXCLUDE_EACH_OTHER:
        if given.issuperset(options):
            raise UsageError(message)
    for option, needed in _NEED_ONE_OF:
        if option in given and not given.intersection(needed):
            flags = " or ".join(map(_flag, needed))
            raise UsageError(f"{_flag(option)} needs {flags}")


def _flag(name: str) -> str:
    return "--" + name.replace("_", "-")
