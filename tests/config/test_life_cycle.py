"""A rule's life: in preview, stable, and deprecated in favour of another."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import caption_qa_action.rules as rules
from caption_qa_action.config import Arguments, load
from caption_qa_action.core.settings import Settings
from caption_qa_action.core.source import Source
from caption_qa_action.engines.bundled.check import check_document
from caption_qa_action.formats import parse
from caption_qa_action.pipeline import check_bytes

WriteFile = Callable[[str, str], Path]


@pytest.fixture(autouse=True)
def _states(monkeypatch: pytest.MonkeyPatch) -> None:
    """`line_too_long` was once `long_line`, `byte_order_mark` is in preview."""
    line, preview = rules.load("line_too_long"), rules.load("byte_order_mark")
    monkeypatch.setattr(line, "formerly", ("long_line",))
    monkeypatch.setattr(preview, "state", "preview")
    monkeypatch.setattr(rules, "_renamed", None)


def in_force(arguments: Arguments) -> set[str]:
    return {row[0] for row in load(arguments).explain("a.srt")}


def with_warnings(arguments: Arguments) -> tuple[Settings, list[str]]:
    configuration = load(arguments)
    settings = configuration.settings_for("a.srt")
    return settings, configuration.warnings


def renamed(arguments: Arguments) -> Arguments:
    """The same arguments with the code that counts now."""

    def now(value: object) -> object:
        if not isinstance(value, tuple):
            return value
        return tuple(text.replace("long_line", "line_too_long") for text in value)

    return Arguments._make(now(value) for value in arguments)


OLD = '"long_line" is deprecated and now called "line_too_long"; write that'


@pytest.mark.parametrize(
    "arguments, flag",
    [
        (Arguments(select=("long_line",)), "--select"),
        (Arguments(extend_select=("long_line",)), "--extend-select"),
        (Arguments(ignore=("long_line",)), "--ignore"),
        (Arguments(severities=("long_line=error",)), "--severity"),
        (Arguments(options=("long_line.limit_columns=37",)), "--option"),
        (Arguments(fail_on=("long_line",)), "--fail-on"),
    ],
)
def test_a_deprecated_code_does_what_the_new_one_does_and_is_reported(
    arguments: Arguments, flag: str
) -> None:
    settings, warnings = with_warnings(arguments)
    assert warnings == [f"{flag}: {OLD}"]
    new = renamed(arguments)
    assert (settings, []) == with_warnings(new)
    assert load(arguments).fail_on == load(new).fail_on


def test_a_deprecated_code_in_a_file_is_reported_with_line_and_column(write: WriteFile) -> None:
    write(
        ".caption-qa.yml",
        "select: [all, long_line]\n"
        "severity:\n  long_line: error\n"
        "options:\n  long_line:\n    limit_columns: 30\n"
        "fail-on: [long_line]\n"
        "overrides:\n  - files: '*.x'\n    ignore: long_line\n",
    )
    configuration = load(Arguments())
    (setting,) = [
        rule for rule in configuration.settings_for("a.srt").rules if rule.code == "line_too_long"
    ]
    assert setting.severity is not None
    assert setting.severity.label == "error"
    assert setting.options["limit_columns"] == 30
    assert configuration.fail_on.codes == {"line_too_long"}
    places = {warning.partition(": ")[0] for warning in configuration.warnings}
    assert places == {
        ".caption-qa.yml:1:15",
        ".caption-qa.yml:3:3",
        ".caption-qa.yml:5:3",
        ".caption-qa.yml:7:11",
        ".caption-qa.yml:10:13",
    }
    assert all(OLD in warning for warning in configuration.warnings)


def test_what_is_wrong_under_a_deprecated_code_has_its_place(write: WriteFile) -> None:
    write(".caption-qa.yml", "options:\n  long_line:\n    limit_column: 30\n")
    with pytest.raises(Exception, match=r"3:5: .*did you mean .limit_columns"):
        load(Arguments())


def test_a_rule_in_preview_runs_only_with_preview() -> None:
    assert "byte_order_mark" not in in_force(Arguments())
    assert "byte_order_mark" not in in_force(Arguments(select=("byte_order_mark",)))
    assert "byte_order_mark" in in_force(Arguments(preview=True))


def test_preview_can_be_set_in_a_file_and_unset_for_a_run(write: WriteFile) -> None:
    write(".caption-qa.yml", "preview: true\n")
    assert "byte_order_mark" in in_force(Arguments())
    assert "byte_order_mark" in in_force(Arguments())  # the configuration comes from the cache
    assert "byte_order_mark" not in in_force(Arguments(preview=False))


def test_selecting_a_rule_in_preview_without_preview_says_so() -> None:
    _, warnings = with_warnings(Arguments(extend_select=("byte_order_mark",)))
    (warning,) = warnings
    assert warning.startswith("--extend-select: byte_order_mark is in preview and does not run")
    for arguments in (
        Arguments(extend_select=("byte_order_mark",), preview=True),
        Arguments(extend_select=("file",)),
    ):
        assert with_warnings(arguments)[1] == []


@pytest.mark.real_rules
@pytest.mark.parametrize("preview", [False, True])
def test_the_engine_leaves_a_rule_in_preview_out(
    preview: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules.load("empty_cue"), "state", "preview")
    settings = load(Arguments(select=("empty_cue",), preview=preview)).settings_for("a.srt")
    document = parse(Source.of("1\n00:00:01,000 --> 00:00:02,000\n\n", "a.srt"))
    assert bool(check_document(document, settings)) is preview


def test_a_suppression_of_the_configuration_may_say_a_deprecated_code(write: WriteFile) -> None:
    write(
        ".caption-qa.yml",
        "suppressions:\n  - {files: '*', reason: x, codes: [all_caps, long_line]}\n",
    )
    for _ in ("read", "kept"):
        settings, warnings = with_warnings(Arguments())
        assert warnings == [f".caption-qa.yml:2:47: suppressions[0].codes: {OLD}"]
        assert settings.suppressions[0].codes == ("all_caps", "line_too_long")


def test_a_suppression_may_say_a_code_that_only_a_server_knows(write: WriteFile) -> None:
    write(".caption-qa.yml", "suppressions: [{files: '*', reason: x, codes: 'remote:too_dull'}]\n")
    settings, warnings = with_warnings(Arguments())
    assert (settings.suppressions[0].codes, warnings) == (("too_dull",), [])


@pytest.mark.real_rules
def test_a_comment_in_a_file_may_say_a_deprecated_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules.load("negative_duration"), "formerly", ("ends_before_start",))
    text = (
        "WEBVTT\n\nNOTE caption-qa: ignore[ends_before_start] so it is\n\n"
        "00:03.000 --> 00:02.000\nWhere have you been?\n"
    )
    settings = load(Arguments(select=("negative_duration", "unused_suppression")))
    report = check_bytes("a.vtt", text.encode(), settings.settings_for("a.vtt"))
    assert report.suppressed == 1
    (found,) = report.diagnostics
    assert (found.code, found.start.line, found.message) == (
        "unused_suppression",
        3,
        '"ends_before_start" is deprecated and now called "negative_duration"; write that',
    )
