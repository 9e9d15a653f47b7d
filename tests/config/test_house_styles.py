"""Presets of one's own: defined in the configuration, built on others, shared between files."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from caption_qa_action.cli import main
from caption_qa_action.config import Arguments, load
from caption_qa_action.core.diagnostic import Severity
from caption_qa_action.core.errors import ConfigError, UsageError

pytestmark = pytest.mark.real_rules

WriteFile = Callable[[str, str], Path]

STYLE = """\
presets:
  our-style:
    extends: netflix-en
    extend-select: [orphan_word]
    ignore: [fits_on_one_line]
    severity:
      bad_line_break: error
    options:
      line_too_long:
        limit_columns: 40
  our-children:
    extends: our-style
    options:
      reading_speed_high:
        limit_cps: 12
"""


def options(code: str, path: str = "a.srt", arguments: Arguments | None = None) -> object:
    settings = load(arguments or Arguments()).settings_for(path)
    return next(dict(rule.options) for rule in settings.rules if rule.code == code)


def test_it_says_what_is_different_from_the_preset_below(write: WriteFile) -> None:
    write(".caption-qa.yml", STYLE + "preset: our-style\n")
    settings = load(Arguments()).settings_for("a.srt")
    rules = {rule.code: rule for rule in settings.rules}
    assert rules["line_too_long"].options["limit_columns"] == 40
    assert rules["too_many_lines"].options["limit_lines"] == 2
    assert rules["orphan_word"].explicit
    assert rules["gap_not_chained"].explicit
    assert "fits_on_one_line" not in rules
    assert rules["bad_line_break"].severity is Severity.ERROR


def test_its_name_for_engines_is_that_of_the_preset_below(write: WriteFile) -> None:
    write(".caption-qa.yml", STYLE + "preset: our-children\n")
    assert load(Arguments()).settings_for("a.srt").preset == "netflix-en"


def test_one_builds_on_another(write: WriteFile) -> None:
    write(".caption-qa.yml", STYLE + "preset: our-children\n")
    speed = options("reading_speed_high")
    assert isinstance(speed, dict)
    assert speed["limit_cps"] == 12
    assert speed["limit_cps_by_language"]["ja"] == 4
    length = options("line_too_long")
    assert isinstance(length, dict)
    assert length["limit_columns"] == 40


def test_the_file_and_the_command_line_outweigh_it(write: WriteFile) -> None:
    write(
        ".caption-qa.yml",
        STYLE + "preset: our-style\noptions: {line_too_long: {limit_columns: 37}}\n",
    )
    assert options("line_too_long")["limit_columns"] == 37  # type: ignore[index]
    arguments = Arguments(options=("line_too_long.limit_columns=30",))
    assert options("line_too_long", arguments=arguments)["limit_columns"] == 30  # type: ignore[index]


def test_the_command_line_can_name_it(write: WriteFile) -> None:
    write(".caption-qa.yml", STYLE)
    arguments = Arguments(preset="our-children")
    assert options("reading_speed_high", arguments=arguments)["limit_cps"] == 12  # type: ignore[index]


def test_some_files_can_have_it(write: WriteFile) -> None:
    write(".caption-qa.yml", STYLE + "overrides:\n  - {files: kids/, preset: our-children}\n")
    assert options("reading_speed_high", "kids/a.srt")["limit_cps"] == 12  # type: ignore[index]
    assert options("reading_speed_high", "a.srt")["limit_cps"] == 20  # type: ignore[index]


def test_a_file_that_is_extended_can_define_it(write: WriteFile) -> None:
    write("shared/style.yml", STYLE)
    write(".caption-qa.yml", "extend: shared/style.yml\npreset: our-style\n")
    assert options("line_too_long")["limit_columns"] == 40  # type: ignore[index]


def test_a_closer_file_can_define_it_anew(write: WriteFile) -> None:
    write("shared/style.yml", STYLE)
    write(
        ".caption-qa.yml",
        "extend: shared/style.yml\npreset: our-style\npresets: {our-style: {extends: zoom}}\n",
    )
    assert load(Arguments()).settings_for("a.srt").preset == "zoom"


def test_pyproject_can_define_it(write: WriteFile) -> None:
    write(
        "pyproject.toml",
        '[tool.caption-qa]\npreset = "ours"\n[tool.caption-qa.presets.ours]\nextends = "ted"\n'
        "options.line_too_long.limit_columns = 39\n",
    )
    assert options("line_too_long")["limit_columns"] == 39  # type: ignore[index]


def test_where_it_was_set_is_reported(write: WriteFile) -> None:
    write(".caption-qa.yml", STYLE + "preset: our-children\n")
    rows = {key: (value, origin) for key, value, origin in load(Arguments()).explain("a.srt")}
    assert rows["preset"] == (
        "our-children, which builds on our-style, which builds on netflix-en",
        ".caption-qa.yml:16",
    )
    assert rows["line_too_long.limit_columns"] == ("40", ".caption-qa.yml:10")
    assert rows["reading_speed_high.limit_cps"] == ("12", ".caption-qa.yml:15")
    assert rows["too_many_lines.limit_lines"] == ("2", "preset netflix-en")


def test_a_second_run_reads_the_same(write: WriteFile) -> None:
    write(".caption-qa.yml", STYLE + "preset: our-children\n")
    assert load(Arguments()).explain("a.srt") == load(Arguments()).explain("a.srt")


@pytest.mark.parametrize(
    "text, message",
    [
        ("preset: our\n", '1:9: preset: unknown preset "our"; see caption-qa presets'),
        ("presets: {our-style: {extends: zoom}}\npreset: our-stile\n", '(did you mean "our-style"?)'),
        ("presets:\n  our:\n    extends: zooom\n", '3:14: presets.our.extends: unknown preset "zooom" (did you mean "zoom"?)'),
        ("presets: {a1: {extends: b1}, b1: {extends: a1}}\npreset: a1\n", 'extends: preset "a1" builds on itself'),
        ("presets: {a1: {extends: a1}}\npreset: a1\n", 'extends: preset "a1" builds on itself'),
        ("presets:\n  zoom:\n    extends: vimeo\n", '2:3: presets.zoom: "zoom" is a preset already; choose another name'),
        ("presets:\n  Our Style:\n    extends: vimeo\n", '"Our Style" is not a name such as our-style'),
        ("presets:\n  our: {}\n", "2:3: presets.our.extends: is missing"),
        ("presets: {our: {extends: zoom, preset: zoom}}\n", "presets.our.preset: unknown key; there are "),
        ("presets: {our: {extends: zoom, options: {line_too_long: {limit: 3}}}}\n", 'line_too_long has no option "limit"'),
        ("presets: [a]\n", "1:10: presets: must be a mapping, not a list"),
        ("preset: our\nextend: shared.yml\n", '.caption-qa.yml:1:9: preset: unknown preset "our"'),
    ],
)  # fmt: skip
def test_what_is_wrong_is_reported_with_the_place(
    write: WriteFile, text: str, message: str
) -> None:
    write("shared.yml", "preset: zoom\n")
    write(".caption-qa.yml", text)
    with pytest.raises(ConfigError) as error:
        load(Arguments()).settings_for("a.srt")
    assert message in str(error.value)


def test_a_name_on_the_command_line_that_nothing_defines_is_reported(write: WriteFile) -> None:
    write(".caption-qa.yml", STYLE)
    with pytest.raises(UsageError, match=r'--preset: unknown preset "our-stile" \(did you mean'):
        load(Arguments(preset="our-stile"))


def test_own_presets_are_listed_after_the_others(
    write: WriteFile, capsys: pytest.CaptureFixture[str]
) -> None:
    write(".caption-qa.yml", STYLE)
    assert main(["presets"]) == 0
    listed = capsys.readouterr().out.partition("of your configuration:")[2]
    assert "our-children" in listed
    assert "builds on our-style" in listed
    assert main(["presets", "--json"]) == 0
    records = {record["name"]: record for record in json.loads(capsys.readouterr().out)}
    assert records["our-style"]["extends"] == "netflix-en"
    assert records["our-style"]["options"] == {"line_too_long": {"limit_columns": 40}}
    assert main(["preset", "our-style"]) == 0
    page = capsys.readouterr().out
    assert "our-style: builds on netflix-en (.caption-qa.yml:3)" in page
    assert "line_too_long.limit_columns = 40" in page
    assert main(["preset", "our-stile"]) == 2
    assert '(did you mean "our-style"?)' in capsys.readouterr().err


def test_presets_are_listed_where_the_configuration_is_wrong(
    write: WriteFile, capsys: pytest.CaptureFixture[str]
) -> None:
    write(".caption-qa.yml", "preset: our-stile\nfoo: 1\n")
    assert main(["presets"]) == 0
    out, err = capsys.readouterr()
    assert "netflix-en" in out
    assert "caption-qa: warning: .caption-qa.yml:2:1: foo: unknown key" in err


FAST = "1\n00:00:01,000 --> 00:00:02,000\nSixteen letters!\n"


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_a_limit_of_ones_own_replaces_those_of_the_style_below_for_each_language(
    language: str, write: WriteFile, capsys: pytest.CaptureFixture[str]
) -> None:
    write(f"talk.{language}.srt", FAST)
    arguments = ["check", "--format", "concise", "--select", "reading_speed_high"]
    write(".caption-qa.yml", STYLE + "preset: our-style\n")
    main(arguments)
    assert "reading_speed_high" not in capsys.readouterr().out
    write(".caption-qa.yml", STYLE + "preset: our-children\n")
    main(arguments)
    assert "16.0 characters a second; the limit is 12" in capsys.readouterr().out


def test_limits_in_another_unit_stay_beside_a_limit_of_ones_own(write: WriteFile) -> None:
    write(".caption-qa.yml", STYLE + "preset: our-children\n")
    assert options("reading_speed_high") == {
        "limit_cps": 12,
        "limit_cps_by_language": {"ja": 4, "ko": 12, "zh": 9},
    }


def test_a_limit_set_together_with_its_table_keeps_the_table(write: WriteFile) -> None:
    table = "        limit_cps_by_language: {fr: 11}\n"
    write(".caption-qa.yml", STYLE + table + "preset: our-children\n")
    assert options("reading_speed_high") == {"limit_cps": 12, "limit_cps_by_language": {"fr": 11}}


def test_an_option_of_the_command_line_is_the_nearest(write: WriteFile) -> None:
    write(".caption-qa.yml", "preset: netflix-en\n")
    found = options(
        "duration_too_short", arguments=Arguments(options=("duration_too_short.limit_ms=1200",))
    )
    assert found == {"limit_ms": 1200, "limit_ms_by_language": {}}
