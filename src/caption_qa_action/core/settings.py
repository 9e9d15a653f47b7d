"""What is in force for a file, flat: every question of selection is answered before a rule runs."""

from __future__ import annotations

from collections.abc import Mapping

from caption_qa_action.core.annotations import Protocol
from caption_qa_action.core.diagnostic import Severity
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.rule import Value

# What a file can be declared to be in, and to be for.
INPUT_FORMATS = (
    "asr_console", "asr_json", "ass", "csv", "fcpxml", "json", "lrc", "microdvd", "mpl2", "sami", "sbv", "scc", "spruce_stl", "srt", "stl",
    "timedtext", "tsv", "ttml", "webvtt",
)  # fmt: skip
KINDS = ("captions", "subtitles", "descriptions", "chapters", "metadata")


class RuleSetting(NamedTuple):
    """One rule that runs: its code, the severity that replaces its own, and its options.

    With `suggested`, whatever the rule finds is information only. `explicit` is set where someone asked
    for the rule by name; an opt-in rule runs only then.
    """

    code: str
    severity: Severity | None = None
    suggested: bool = False
    options: Mapping[str, Value] = {}
    explicit: bool = False

    @property
    def decided_severity(self) -> Severity | None:
        """The severity of whatever the rule finds; None where the rule itself decides."""
        return self.severity or (Severity.INFO if self.suggested else None)


class Suppression(NamedTuple):
    """Findings that the configuration suppresses, for the files that it names.

    `first_cue` to `last_cue`, counted from 1, limit it unless both are 0, as do `start_ms` to `end_ms`
    unless `end_ms` is negative. From the day after `expires` (`YYYY-MM-DD`, `""`: never) it does
    nothing. `origin` is the place of the entry, as `FILE:LINE`.
    """

    codes: tuple[str, ...]
    first_cue: int = 0
    last_cue: int = 0
    start_ms: int = 0
    end_ms: int = -1
    reason: str = ""
    expires: str = ""
    origin: str = ""


class PluginPackage(NamedTuple):
    """Where the rules of a plugin are imported from: a package, and the file that it must be.

    `search_path` is what `sys.path` is while it is imported. A worker process imports the plugin by
    this, without asking again what is allowed.
    """

    name: str
    package: str
    file: str
    search_path: tuple[str, ...] = ()


class Limits(NamedTuple):
    """What one file may cost: seconds, and memory in megabytes where the system can limit it."""

    seconds_per_file: int = 60
    megabytes_per_file: int = 6_000


class FailOn(NamedTuple):
    """What makes a run fail: diagnostics at or above `level` (None: never), and of `codes`.

    More warnings than `max_warnings` fail it, too; with `counts_all_warnings` those of all folders count together.
    `has_too_many` is set once it is known that there are more, so that each of them fails the run.
    """

    level: Severity | None = Severity.ERROR
    codes: frozenset[str] = frozenset()
    max_warnings: int | None = None
    counts_all_warnings: bool = False
    has_too_many: bool = False

    @property
    def names(self) -> list[str]:
        """The level and the codes as the configuration writes them; `never` for nothing."""
        level = [] if self.level is None else [self.level.label]
        return [*level, *sorted(self.codes)] or ["never"]

    def hits(self, code: str, severity: Severity) -> bool:
        """Whether one diagnostic fails the run."""
        if code in self.codes or (self.level is not None and severity >= self.level):
            return True
        return self.has_too_many and severity is Severity.WARNING


class Gate(NamedTuple):
    """What fails a run in a folder that has a configuration of its own: the folder, and what decides there.

    `folder` is relative to where the run started. Its files are counted by themselves.
    """

    folder: str
    fail_on: FailOn


class OpenPreset(Protocol):
    """The rules that are in force by each preset, where nobody has chosen one."""

    def judging(self, preset: str) -> tuple[RuleSetting, ...]:
        """The rules for a file that is judged by a preset because of its format."""

    def chosen(self, preset: str) -> tuple[RuleSetting, ...]:
        """The rules where the preset is chosen after all, as for a delivery."""


class Settings(NamedTuple):
    """What is in force for one file.

    `preset` is the one that was chosen. Where nobody has chosen one, `open_preset` is set: `preset` and `rules` are
    then those of a format without a preset of its own, until the format of the file is known; with `declines_preset`
    the configuration states that none is meant. `custom_preset` is the name of the configuration's own preset that builds on
    it. `rules` are in the order of their codes. `language` and `encoding` are `""` when the file itself
    decides. With `preview`, rules in preview run as others do. `baseline` has the findings that are
    known, how many of each code and fingerprint; None without one. `today` (`YYYY-MM-DD`) is the date
    that suppressions expire by, `""` that of the clock. `foreign` are codes that only a server knows,
    with their severity; None for those to leave out. `plugins` are those whose rules are in `rules`.
    `comments` are the only suppression comments that are in force, None for all.
    `gate` is what fails the run where that is not what fails it elsewhere.
    `input_format` is one of `INPUT_FORMATS` and `kind` one of `KINDS`, `""` when the file itself decides.
    """

    preset: str
    rules: tuple[RuleSetting, ...]
    language: str = ""
    encoding: str = ""
    preview: bool = False
    suppressions: tuple[Suppression, ...] = ()
    baseline: Mapping[str, Mapping[str, int]] | None = None
    today: str = ""
    foreign: Mapping[str, Severity | None] = {}
    plugins: tuple[PluginPackage, ...] = ()
    input_format: str = ""
    kind: str = ""
    limits: Limits = Limits()
    comments: tuple[str, ...] | None = None
    gate: Gate | None = None
    open_preset: OpenPreset | None = None
    declines_preset: bool = False
    custom_preset: str = ""

    def judged_by(self, preset: str) -> Settings:
        """What is in force for a file that its format has judged by a preset, unless one was chosen."""
        if self.open_preset is None or self.preset == preset:
            return self
        return self._replace(preset=preset, rules=self.open_preset.judging(preset))

    def delivered_for(self, preset: str) -> Settings:
        """What is in force for a delivery, which is for a preset where nobody has chosen another one."""
        if self.open_preset is None:
            return self
        rules = self.open_preset.chosen(preset)
        return self._replace(preset=preset, rules=rules, open_preset=None)


class EngineSettings(NamedTuple):
    """What checks the files of a run: `bundled` or `remote`, and then which server and how.

    `api_url` is `""` for the usual server. `quota_policy` is `fail`, `bundled` or `changed-only`.
    `ordered` is set where the command line named the engine.
    """

    name: str = "bundled"
    api_url: str = ""
    quota_policy: str = "fail"
    ordered: bool = False
