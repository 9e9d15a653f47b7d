"""What configuration comes to for a file: selection, severities, options, overrides, origins."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import caption_qa_action.presets as presets
from caption_qa_action.config import Arguments, load
from caption_qa_action.core.diagnostic import Severity
from caption_qa_action.core.settings import FailOn, RuleSetting

WriteFile = Callable[[str, str], Path]

BY_DEFAULT = {
    "byte_order_mark",
    "line_too_long",
    "overlapping_cues",
    "reading_speed_high",
}
OPT_IN = {"all_caps", "reading_speed_wpm_high"}


def rules_for(path: str = "a.srt", arguments: Arguments | None = None) -> dict[str, RuleSetting]:
    settings = load(arguments or Arguments()).settings_for(path)
    return {rule.code: rule for rule in settings.rules}


def running(path: str = "a.srt", arguments: Arguments | None = None) -> set[str]:
    """The codes that an engine would run."""
    return {
        code
        for code, rule in rules_for(path, arguments).items()
        if code not in OPT_IN or rule.explicit
    }


def test_every_rule_that_is_not_opt_in_runs_by_default() -> None:
    assert running() == BY_DEFAULT


def test_rules_are_in_the_order_of_their_codes() -> None:
    codes = [rule.code for rule in load(Arguments()).settings_for("a.srt").rules]
    assert codes == sorted(codes)


def test_select_replaces_the_selection(write: WriteFile) -> None:
    write(".caption-qa.yml", "select: [line_too_long]\n")
    assert running() == {"line_too_long"}


def test_select_takes_a_single_name(write: WriteFile) -> None:
    write(".caption-qa.yml", "select: overlapping_cues\n")
    assert running() == {"overlapping_cues"}


def test_all_means_the_opt_in_rules_too(write: WriteFile) -> None:
    write(".caption-qa.yml", "select: all\n")
    assert running() == BY_DEFAULT | OPT_IN


def test_a_group_means_all_its_rules(write: WriteFile) -> None:
    write(".caption-qa.yml", "select: [timing]\n")
    assert running() == {"overlapping_cues", "reading_speed_high", "reading_speed_wpm_high"}


def test_default_is_what_runs_without_a_selection(write: WriteFile) -> None:
    write(".caption-qa.yml", "select: [default, all_caps]\n")
    assert running() == BY_DEFAULT | {"all_caps"}


def test_extend_select_adds_an_opt_in_rule(write: WriteFile) -> None:
    write(".caption-qa.yml", "extend-select: [all_caps]\n")
    assert running() == BY_DEFAULT | {"all_caps"}


def test_ignore_removes_a_code_or_a_group(write: WriteFile) -> None:
    write(".caption-qa.yml", "ignore: [timing, byte_order_mark]\n")
    assert running() == {"line_too_long"}


def test_a_code_outweighs_its_group(write: WriteFile) -> None:
    write(".caption-qa.yml", "ignore: [timing]\nextend-select: [overlapping_cues]\n")
    assert running() == {"byte_order_mark", "line_too_long", "overlapping_cues"}


def test_ignoring_outweighs_selecting_the_same(write: WriteFile) -> None:
    write(".caption-qa.yml", "ignore: [all_caps]\nextend-select: [all_caps]\n")
    assert running() == BY_DEFAULT


def test_the_command_line_outweighs_the_file(write: WriteFile) -> None:
    write(".caption-qa.yml", "ignore: [line_too_long]\n")
    assert running(arguments=Arguments(select=("line_too_long",))) == {"line_too_long"}
    assert "line_too_long" in running(arguments=Arguments(extend_select=("line_too_long",)))
    assert running(arguments=Arguments(ignore=("timing",))) == {"byte_order_mark"}


def test_the_command_line_takes_several_names_joined_by_commas() -> None:
    codes = running(arguments=Arguments(select=("layout, file", "all_caps")))
    assert codes == {"line_too_long", "byte_order_mark", "all_caps"}


def test_a_preset_switches_rules_on_and_off(write: WriteFile) -> None:
    write(".caption-qa.yml", "preset: lms\n")
    assert running() == BY_DEFAULT | {"reading_speed_wpm_high"}
    assert running(arguments=Arguments(preset="developer-json")) == {
        "byte_order_mark",
        "overlapping_cues",
    }


def test_what_a_preset_switched_off_can_be_selected(write: WriteFile) -> None:
    write(".caption-qa.yml", "preset: developer-json\nextend-select: [line_too_long]\n")
    assert "line_too_long" in running()


def test_a_preset_tells_what_is_only_suggested() -> None:
    assert rules_for()["line_too_long"].suggested
    assert not rules_for()["overlapping_cues"].suggested
    assert not rules_for(arguments=Arguments(preset="generic"))["line_too_long"].suggested


def test_a_severity_replaces_that_of_the_rule(write: WriteFile) -> None:
    write(".caption-qa.yml", "severity:\n  overlapping_cues: error\n  line_too_long: info\n")
    assert rules_for()["overlapping_cues"].severity is Severity.ERROR
    assert rules_for()["line_too_long"].severity is Severity.INFO
    assert rules_for()["byte_order_mark"].severity is None


def test_the_severity_off_switches_a_rule_off(write: WriteFile) -> None:
    write(".caption-qa.yml", "severity:\n  overlapping_cues: off\n")
    assert "overlapping_cues" not in running()


def test_a_severity_of_the_command_line_brings_no_rule_back(write: WriteFile) -> None:
    write(".caption-qa.yml", "ignore: [overlapping_cues]\n")
    arguments = Arguments(severities=("overlapping_cues=error",))
    assert "overlapping_cues" not in running(arguments=arguments)
    arguments = arguments._replace(extend_select=("overlapping_cues",))
    assert rules_for(arguments=arguments)["overlapping_cues"].severity is Severity.ERROR


def test_options_are_those_of_the_preset_unless_set(write: WriteFile) -> None:
    write(".caption-qa.yml", "options:\n  line_too_long:\n    limit_columns: 40\n")
    options = rules_for()["line_too_long"].options
    of_preset = presets.load("youtube").options()["line_too_long"]
    assert options["limit_columns"] == 40
    assert options["limit_columns_by_language"] == of_preset["limit_columns_by_language"]


@pytest.mark.parametrize(
    "text, code, name, value",
    [
        ("limit_columns=40", "line_too_long", "limit_columns", 40),
        ("limit_columns_by_language=ja=12,ko=15", "line_too_long", "limit_columns_by_language", {"ja": 12, "ko": 15}),
        ("ignored_words=a,b", "line_too_long", "ignored_words", ("a", "b")),
        ("ignored_words=", "line_too_long", "ignored_words", ()),
        ("style=42", "line_too_long", "style", "42"),
        ("forbidden=true", "byte_order_mark", "forbidden", True),
        ("limit_cps=17", "reading_speed_high", "limit_cps", 17),
        ("limit_cps=17.5", "reading_speed_high", "limit_cps", 17.5),
    ],
)  # fmt: skip
def test_an_option_of_the_command_line_has_the_type_that_the_rule_expects(
    text: str, code: str, name: str, value: object
) -> None:
    arguments = Arguments(options=(f"{code}.{text}",))
    assert rules_for(arguments=arguments)[code].options[name] == value


def test_an_option_of_the_file_that_is_a_list_becomes_a_tuple(write: WriteFile) -> None:
    write(".caption-qa.yml", "options: {line_too_long: {ignored_words: [a, b]}}\n")
    for _ in ("read", "kept"):
        assert rules_for()["line_too_long"].options["ignored_words"] == ("a", "b")


def test_overrides_apply_to_the_files_that_match_in_order(write: WriteFile) -> None:
    write(
        "videos/.caption-qa.yml",
        "preset: vimeo\n"
        "overrides:\n"
        "  - files: [shorts/**]\n"
        "    preset: tiktok\n"
        "  - files: '*.de.*'\n"
        "    language: de\n"
        "    ignore: line_too_long\n",
    )
    configuration = load(Arguments())
    short = configuration.settings_for("videos/shorts/2024/a.de.srt")
    assert (short.preset, short.language) == ("tiktok", "de")
    assert "line_too_long" not in {rule.code for rule in short.rules}
    assert configuration.settings_for("videos/shorts/a.srt").preset == "tiktok"
    assert configuration.settings_for("videos/a.de.srt").preset == "vimeo"
    assert configuration.settings_for("shorts/a.srt").preset == "youtube"


def test_the_command_line_outweighs_overrides(write: WriteFile) -> None:
    write(".caption-qa.yml", "overrides: [{files: '*', preset: tiktok}]\n")
    assert load(Arguments(preset="zoom")).settings_for("a.srt").preset == "zoom"


def test_patterns_of_a_given_file_are_relative_to_where_the_run_started(write: WriteFile) -> None:
    write(
        "ci/strict.yml", "overrides: [{files: /shorts/, preset: tiktok}]\nextend-exclude: [/old/]\n"
    )
    configuration = load(Arguments(), config="ci/strict.yml")
    assert configuration.settings_for("shorts/a.srt").preset == "tiktok"
    assert configuration.is_excluded("old/a.srt")


def test_patterns_of_an_extended_file_are_relative_to_the_file_that_extends(
    write: WriteFile,
) -> None:
    write("base/base.yml", "extend-exclude: [/old/]\n")
    write("videos/.caption-qa.yml", "extend: ../base/base.yml\n")
    assert load(Arguments()).is_excluded("videos/old/a.srt")


def test_language_and_encoding_are_empty_unless_set(write: WriteFile) -> None:
    settings = load(Arguments()).settings_for("a.srt")
    assert (settings.language, settings.encoding) == ("", "")
    write(".caption-qa.yml", "language: pt-BR\nencoding: cp1252\n")
    settings = load(Arguments()).settings_for("a.srt")
    assert (settings.language, settings.encoding) == ("pt-BR", "cp1252")
    settings = load(Arguments(language="en", encoding="utf-16")).settings_for("a.srt")
    assert (settings.language, settings.encoding) == ("en", "utf-16")


@pytest.mark.parametrize(
    "text, expected",
    [
        ("", FailOn()),
        ("fail-on: warning", FailOn(Severity.WARNING)),
        ("fail-on: never", FailOn(None)),
        ("fail-on: [error, line_too_long]", FailOn(Severity.ERROR, frozenset({"line_too_long"}))),
        ("fail-on: line_too_long", FailOn(None, frozenset({"line_too_long"}))),
        ("max-warnings: 0", FailOn(max_warnings=0)),
    ],
)
def test_the_file_says_what_fails_a_run(write: WriteFile, text: str, expected: FailOn) -> None:
    write(".caption-qa.yml", text + "\n")
    assert load(Arguments()).fail_on == expected


def test_the_command_line_outweighs_what_fails_a_run(write: WriteFile) -> None:
    write(".caption-qa.yml", "fail-on: warning\nmax-warnings: 3\n")
    arguments = Arguments(fail_on=("info",), max_warnings=0)
    assert load(arguments).fail_on == FailOn(
        Severity.INFO, max_warnings=0, counts_all_warnings=True
    )
    assert load(Arguments(fail_on=("info",))).fail_on == FailOn(Severity.INFO)
    assert load(Arguments(max_warnings=7)).fail_on == FailOn(
        Severity.WARNING, max_warnings=7, counts_all_warnings=True
    )
    rows = {key: rest for key, *rest in load(Arguments(fail_on=("info",))).explain("a.srt")}
    assert rows["max-warnings"] == ["(none)", "--fail-on"]


@pytest.mark.parametrize(
    "path, excluded",
    [
        ("a.srt", False),
        ("node_modules/a.srt", True),
        ("x/node_modules/y/a.srt", True),
        ("node_modules/", True),
        (".venv/", True),
        ("build/a.srt", False),
        ("node_modules.srt", False),
    ],
)
def test_folders_of_other_peoples_files_are_left_out(path: str, excluded: bool) -> None:
    assert load(Arguments()).is_excluded(path) is excluded


def test_exclude_replaces_the_usual_folders(write: WriteFile) -> None:
    write(".caption-qa.yml", "exclude: ['*.draft.srt', 'old/**', '!old/keep.srt']\n")
    configuration = load(Arguments())
    assert configuration.is_excluded("x/a.draft.srt")
    assert configuration.is_excluded("old/a.srt")
    assert not configuration.is_excluded("old/keep.srt")
    assert not configuration.is_excluded("node_modules/a.srt")


def test_extend_exclude_keeps_the_usual_folders(write: WriteFile) -> None:
    write(".caption-qa.yml", "extend-exclude: [old/]\n")
    configuration = load(Arguments())
    assert configuration.is_excluded("old/a.srt")
    assert configuration.is_excluded("node_modules/a.srt")


def test_patterns_are_relative_to_the_folder_of_their_file(write: WriteFile) -> None:
    write("videos/.caption-qa.yml", "extend-exclude: [/old/]\n")
    configuration = load(Arguments())
    assert configuration.is_excluded("videos/old/a.srt")
    assert not configuration.is_excluded("old/a.srt")
    assert not configuration.is_excluded("videos/new/old/a.srt")


def test_a_folder_above_the_project_does_not_count(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = project / "node_modules" / "mine"
    (inner / ".git").mkdir(parents=True)
    monkeypatch.chdir(inner)
    assert not load(Arguments()).is_excluded("a.srt")
    assert not load(Arguments()).is_excluded(str(inner / "a.srt"))


def test_a_file_farther_down_does_not_bring_back_what_is_left_out(write: WriteFile) -> None:
    write("node_modules/other/.caption-qa.yml", "exclude: []\n")
    assert load(Arguments()).is_excluded("node_modules/other/a.srt")


def test_exclusions_of_the_command_line_are_relative_to_where_the_run_started(
    write: WriteFile,
) -> None:
    write("videos/.caption-qa.yml", "exclude: [/a.srt]\n")
    configuration = load(Arguments(extend_exclude=("/videos/b.srt",)))
    assert configuration.is_excluded("videos/a.srt")
    assert configuration.is_excluded("videos/b.srt")
    configuration = load(Arguments(exclude=("/videos/b.srt",)))
    assert not configuration.is_excluded("videos/a.srt")
    assert configuration.is_excluded("videos/b.srt")


def test_explain_tells_every_value_and_where_it_was_set(write: WriteFile) -> None:
    write(
        ".caption-qa.yml",
        "preset: vimeo\n"
        "ignore: [byte_order_mark]\n"
        "severity:\n"
        "  overlapping_cues: error\n"
        "options:\n"
        "  line_too_long:\n"
        "    limit_columns: 40\n"
        "overrides:\n"
        "  - files: '*.de.srt'\n"
        "    language: de\n",
    )
    rows = load(Arguments(extend_select=("all_caps",), max_warnings=5)).explain("a.de.srt")
    explained = {key: (value, origin) for key, value, origin in rows}
    assert explained["preset"] == ("vimeo", ".caption-qa.yml:1")
    assert explained["language"] == ("de", ".caption-qa.yml:10")
    assert explained["fail-on"] == ("error", "default")
    assert explained["max-warnings"] == ("5", "--max-warnings")
    assert explained["byte_order_mark"] == ("off", ".caption-qa.yml:2")
    assert explained["overlapping_cues"] == ("error", ".caption-qa.yml:4")
    assert explained["line_too_long"] == ("info (a suggestion)", "default")
    assert explained["line_too_long.limit_columns"] == ("40", ".caption-qa.yml:7")
    assert explained["line_too_long.limit_columns_by_language"] == (
        "ja=13,ko=16,zh=16",
        "preset vimeo",
    )
    assert explained["line_too_long.style"] == ("a", "default")
    assert explained["all_caps"] == ("info", "--extend-select")
    assert "reading_speed_wpm_high" not in explained


# Each setting of how files are read and of a run: its key, as it is explained where nothing sets it, another
# value as the configuration has it, and as the command line has it.
EXPLAINED = (
    ("preset", "none, judged as for youtube", "preset: vimeo", "vimeo", Arguments(preset="youtube"), "youtube"),
    ("language", "that of the file", "language: de", "de", Arguments(language="fr"), "fr"),
    ("encoding", "that of the file", "encoding: cp1252", "cp1252", Arguments(encoding="latin-1"), "latin-1"),
    ("format", "that of the file", "input-format: sbv", "sbv", Arguments(input_format="srt"), "srt"),
    ("kind", "that of the file", "kind: chapters", "chapters", Arguments(kind="metadata"), "metadata"),
    ("preview", "false", "preview: true", "true", Arguments(preview=True), "true"),
    ("fail-on", "error", "fail-on: warning", "warning", Arguments(fail_on=("never",)), "never"),
    ("max-warnings", "(none)", "max-warnings: 3", "3", Arguments(max_warnings=4), "4"),
    ("engine", "bundled", "engine: bundled", "bundled", Arguments(engine="bundled"), "bundled"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("key", "usual", "line", "configured", "arguments", "ordered"),
    EXPLAINED,
    ids=lambda each: str(each)[:20],
)
def test_each_setting_is_explained_with_where_it_was_set(
    key: str,
    usual: str,
    line: str,
    configured: str,
    arguments: Arguments,
    ordered: str,
    write: WriteFile,
) -> None:
    def explained(given: Arguments) -> tuple[str, str]:
        return {name: (value, origin) for name, value, origin in load(given).explain("a.srt")}[key]

    option = "--input-format" if key == "format" else f"--{key}"
    assert explained(Arguments()) == (usual, "default")
    assert explained(arguments) == (ordered, option)
    write(".caption-qa.yml", f"extend-exclude: [x]\n{line}\n")
    assert explained(Arguments()) == (configured, ".caption-qa.yml:2")
    assert explained(arguments) == (ordered, option)


def test_ignoring_the_default_leaves_what_is_opt_in() -> None:
    def runs(*ignore: str) -> set[str]:
        configuration = load(Arguments(select=("all",), ignore=ignore))
        warnings.extend(configuration.warnings)
        return {setting.code for setting in configuration.settings_for("a.srt").rules}

    warnings: list[str] = []
    assert runs("default") == {"all_caps", "reading_speed_wpm_high"}
    assert runs("default", "text") == {"reading_speed_wpm_high"}
    assert runs("all") == set()
