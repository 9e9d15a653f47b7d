"""What is reported about a wrong configuration: what, where, and what was probably meant."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from caption_qa_action.config import Arguments, load
from caption_qa_action.core.errors import ConfigError, UsageError

WriteFile = Callable[[str, str], Path]


def error_of(config: str) -> str:
    with pytest.raises(ConfigError) as caught:
        load(Arguments(), config=config)
    return str(caught.value)


@pytest.mark.parametrize(
    "text, message",
    [
        ("preest: tiktok\n", '1:1: preest: unknown key (did you mean "preset"?); there are select, '),
        ("presets: tiktok\n", '1:10: presets: must be a mapping, not the string "tiktok"'),
        ("preset: tiktokk\n", '1:9: preset: unknown preset "tiktokk" (did you mean "tiktok"?); see caption-qa presets'),
        ('baseline: "a\\0b"\n', '1:11: baseline: holds a character that no text may have: "a\\x00b"'),
        ('extend: ["\\ud800.yml"]\n', '1:10: extend[0]: holds a character that no text may have: "\\ud800.yml"'),
        ('overrides:\n  - files: "a\\0"\n', '2:12: overrides[0].files: holds a character that no text may have: "a\\x00"'),
        ('"\\udfff": 1\n', '1:11: \\udfff: holds a character that no text may have: "\\udfff"'),
        ("preset: [a]\n", "1:9: preset: must be a string, not a list"),
        ("select:\n  - all\n  - line_to_long\n", '3:5: select[1]: unknown code or group "line_to_long" (did you mean "line_too_long"?)'),
        ("select: 5\n", "1:9: select: must be a string or a list, not the number 5"),
        ("select: [5]\n", "1:10: select[0]: must be a string, not the number 5"),
        ("extend-select: nosuch_at_all\n", '1:16: extend-select: unknown code or group "nosuch_at_all"'),
        ("severity:\n  line_to_long: error\n", '2:3: severity.line_to_long: unknown code "line_to_long" (did you mean "line_too_long"?)'),
        ("severity:\n  line_too_long: warn\n", '2:18: severity.line_too_long: must be error or warning or info or off, not the string "warn"'),
        ("severity: [a]\n", "1:11: severity: must be a mapping, not a list"),
        ("options:\n  line_to_long: {}\n", '2:3: options.line_to_long: unknown code "line_to_long" (did you mean "line_too_long"?)'),
        ("options:\n  line_too_long:\n    limit_column: 3\n", '3:5: options.line_too_long.limit_column: line_too_long has no option "limit_column" (did you mean "limit_columns"?); it has limit_columns, '),
        ("options:\n  overlapping_cues:\n    a: 3\n", "3:5: options.overlapping_cues.a: overlapping_cues has no options"),
        (f"options:\n  line_too_long:\n    limit_columns: {'1' * 41}\n", "3:20: options.line_too_long.limit_columns: is too large"),
        (f"max-warnings: {'1' * 41}\n", "1:15: max-warnings: is too large"),
        ("options:\n  line_too_long:\n    limit_columns: '42'\n", '3:20: options.line_too_long.limit_columns: must be a number, not the string "42"'),
        ("options: {line_too_long: {limit_columns: 4.5}}\n", "options.line_too_long.limit_columns: must be a whole number, not 4.5"),
        ("options: {line_too_long: {limit_columns: -1}}\n", "options.line_too_long.limit_columns: must be 0 or more, not -1"),
        ("options: {line_too_long: {limit_columns: true}}\n", "options.line_too_long.limit_columns: must be a number, not true"),
        ("options: {line_too_long: {limit_columns_by_language: 4}}\n", "must be a mapping of names to numbers, not the number 4"),
        ("options: {line_too_long: {ignored_words: [4]}}\n", "1:43: options.line_too_long.ignored_words[0]: must be a string, not the number 4"),
        ("options: {byte_order_mark: {forbidden: yes}}\n", 'must be true or false, not the string "yes"'),
        ("fail-on: [warnings]\n", '1:11: fail-on[0]: unknown code or level "warnings" (did you mean "warning"?)'),
        ("fail-on: [error, info]\n", "1:18: fail-on[1]: takes one level, and there are error and info"),
        ("fail-on: [never, line_too_long]\n", "1:11: fail-on[0]: never stands alone, and there is line_too_long"),
        ("fail-on: []\n", "1:10: fail-on: is empty"),
        ("max-warnings: -1\n", "1:15: max-warnings: must be 0 or more, not -1"),
        ("max-warnings: '1'\n", '1:15: max-warnings: must be a whole number, not the string "1"'),
        ("api-url: captions\n", '1:10: api-url: "captions" is not an address'),
        ("quota-policy: never\n", "1:15: quota-policy: must be fail or bundled or changed-only"),
        ("engine: bundle\n", '1:9: engine: must be bundled or remote, not the string "bundle" (did you mean "bundled"?)'),
        ("language: not a tag\n", '1:11: language: "not a tag" is not a language tag such as en or pt-BR'),
        ("encoding: utf-88\n", '1:11: encoding: unknown encoding "utf-88"'),
        ("encoding: base64\n", '1:11: encoding: unknown encoding "base64"'),
        ("encoding: utf-7\n", '1:11: encoding: unknown encoding "utf-7"'),
        ("encoding: idna\n", '1:11: encoding: unknown encoding "idna"'),
        ("exclude: ['a/', '!']\n", '1:17: exclude[1]: "!" is not a pattern of .gitignore'),
        ("overrides:\n  - preset: zoom\n", "2:5: overrides[0].files: is missing"),
        ("overrides:\n  - files: a\n    fail-on: error\n", "3:5: overrides[0].fail-on: unknown key; there are select, "),
        ("overrides:\n  - files: []\n", "2:12: overrides[0].files: names no file; write ** for all"),
        ("overrides:\n  - files: ''\n", "2:12: overrides[0].files: names no file; write ** for all"),
        ("overrides:\n  - files: [a, '[z-a]']\n", '2:16: overrides[0].files[1]: "[z-a]" is not a pattern of .gitignore'),
        ("overrides:\n  - files: a\n    preset: nosuch\n", '3:13: overrides[0].preset: unknown preset "nosuch"'),
        ("suppressions:\n  - files: a\n    reason: x\n", "2:5: suppressions[0].codes: is missing"),
        ("suppressions:\n  - files: a\n    codes: b\n    reason: x\n", '3:12: suppressions[0].codes: unknown code "b"'),
        ("suppressions:\n  - files: a\n    codes: overlapping_cues\n    reason: ''\n", '4:13: suppressions[0].reason: says nothing'),
        ("suppressions:\n  - files: a\n    codes: overlapping_cues\n    reason: x\n    cues: 9-3\n", '5:11: suppressions[0].cues: "9-3" is no cue, such as 12'),
        ("suppressions:\n  - files: a\n    codes: overlapping_cues\n    reason: x\n    time: 1-2\n", '5:11: suppressions[0].time: "1-2" is no range of times'),
        ("suppressions:\n  - files: a\n    codes: overlapping_cues\n    reason: x\n    expires: 2026-13-01\n", '5:14: suppressions[0].expires: "2026-13-01" is no day'),
        ("suppressions:\n  - files: a\n    codes: overlapping_cues\n    reason: x\n    line: 3\n", '5:5: suppressions[0].line: unknown key; there are files, codes, '),
        ("overrides: {files: a}\n", "1:12: overrides: must be a list, not a mapping"),
        ("required-version: '>=99'\n", "1:19: required-version: this is caption-qa "),
        ("required-version: newest\n", '1:19: required-version: "newest" is not a version such as >=0.1,<2'),
        ("- a\n", "1:1: must be a mapping of keys to values"),
        ("preset: zoom\npreset: vimeo\n", "2:1: preset: is given twice, first in line 1"),
        ("options:\n  line_too_long: {}\n  line_too_long: {}\n", "3:3: options.line_too_long: is given twice, first in line 2"),
        ("preset: [\n", "2:1: not valid YAML: while parsing a flow node; "),
        ("preset: zoom\n--- \npreset: zoom\n", "2:1: not valid YAML: expected a single document"),
        ("preset: !!python/object:os.system x\n", "1:9: preset: the tag tag:yaml.org,2002:python/object:os.system is not supported"),
        ("preset: zoom\nä: \x01\n", "2:4: not valid YAML: the character U+0001 is not allowed"),
        ("? [a]\n: b\n", "1:3: a key must be a string"),
    ],
)  # fmt: skip
def test_a_wrong_file_is_reported_with_the_place(write: WriteFile, text: str, message: str) -> None:
    write("c.yml", text)
    error = error_of("c.yml")
    assert error.startswith("c.yml:")
    assert message in error
    assert "\n" not in error


@pytest.mark.parametrize(
    "text, message",
    [
        ('[tool.caption-qa]\npreests = "zoom"\n', "2:1: preests: unknown key"),
        ('[tool.caption-qa]\nselect = [\n  "nosuch",\n]\n', "3:3: select[0]: unknown code or group"),
        ("[tool.caption-qa.severity]\nnosuch = 'error'\n", "2:1: severity.nosuch: unknown code"),
        ("[tool.caption-qa.options.line_too_long]\n  nosuch = 3\n", "2:3: options.line_too_long.nosuch: "),
        ("[tool.caption-qa]\noptions.line_too_long.limit_columns = 'a'\n", "2:39: options.line_too_long.limit_columns: must be a number"),
        ("[[tool.caption-qa.overrides]]\nfiles = 'a'\n[[tool.caption-qa.overrides]]\nlanguage = 'x y'\nfiles = 'b'\n", '4:12: overrides[1].language: "x y" is not'),
        ("[tool.caption-qa]\nlanguage = 1979-05-27\n", "2:12: language: must be a string, not a date"),
        ("[tool.caption-qa]\npreset = \n", "2:10: not valid TOML: Invalid value"),
        ("[tool.caption-qa]\npreset = 'a'\npreset = 'b'\n", "3:13: not valid TOML: Cannot overwrite a value"),
        ("[tool.caption-qa]\nselect = [\n", "2:11: not valid TOML: "),
        ("[tool]\ncaption-qa = 5\n", "2:14: tool.caption-qa: must be a table"),
    ],
)  # fmt: skip
def test_a_wrong_pyproject_is_reported_with_the_place(
    write: WriteFile, text: str, message: str
) -> None:
    write("pyproject.toml", text)
    error = error_of("pyproject.toml")
    assert error.startswith("pyproject.toml:")
    assert message in error
    assert "\n" not in error


def test_the_first_of_several_errors_is_reported(write: WriteFile) -> None:
    write("c.yml", "max-warnings: -1\npreset: [a]\nnosuch: 1\n")
    assert error_of("c.yml").startswith("c.yml:1:15: max-warnings: ")


def test_a_file_that_is_not_utf8_is_reported(project: Path) -> None:
    (project / "c.yml").write_bytes(b"language: de # \xe4\n")
    assert error_of("c.yml") == "c.yml:1:16: not valid UTF-8 at byte 15; save the file as UTF-8"


def test_a_byte_order_mark_is_no_error(project: Path) -> None:
    (project / "c.yml").write_bytes(b"\xef\xbb\xbfpreset: zoom\r\n")
    assert load(Arguments(), config="c.yml").settings_for("a.srt").preset == "zoom"


def test_an_empty_file_says_nothing(write: WriteFile) -> None:
    write(".caption-qa.yml", "# nothing yet\n")
    assert load(Arguments()).settings_for("a.srt").preset == "youtube"


def test_aliases_that_stand_for_billions_of_values_are_refused(write: WriteFile) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    write("c.yml", "\n".join(lines) + "\n")
    assert "holds too many values" in error_of("c.yml")


def test_an_alias_of_itself_is_refused(write: WriteFile) -> None:
    write("c.yml", "options: &a\n  b: *a\n")
    assert "holds too many values" in error_of("c.yml")


@pytest.mark.slow
@pytest.mark.parametrize("opening", ["[", "{a: "])
def test_a_file_nested_very_deeply_is_refused(write: WriteFile, opening: str) -> None:
    write("c.yml", "select: " + opening * 50_000 + "\n")
    assert error_of("c.yml").startswith("c.yml")


def test_a_huge_file_is_refused(write: WriteFile) -> None:
    write("c.yml", "#" * 1_000_001)
    assert error_of("c.yml") == "c.yml: is larger than 1000000 bytes"


def test_aliases_in_measure_are_welcome(write: WriteFile) -> None:
    write(
        "c.yml", "overrides:\n  - files: a\n    ignore: &i [timing]\n  - files: b\n    ignore: *i\n"
    )
    settings = load(Arguments(), config="c.yml").settings_for("b")
    assert "overlapping_cues" not in {rule.code for rule in settings.rules}


def test_words_that_old_yaml_takes_for_truth_values_stay_words(write: WriteFile) -> None:
    write("c.yml", "language: no\nseverity: {line_too_long: off}\n")
    settings = load(Arguments(), config="c.yml").settings_for("a.srt")
    assert settings.language == "no"
    assert "line_too_long" not in {rule.code for rule in settings.rules}


def test_ignoring_an_unknown_code_is_only_a_warning(write: WriteFile) -> None:
    write(".caption-qa.yml", "ignore:\n  - line_to_long\n  - overlapping_cues\n")
    for _ in ("read", "kept"):
        configuration = load(Arguments(ignore=("nosuch",)))
        assert configuration.warnings == [
            '--ignore: unknown code or group "nosuch"; if a server finds it, write remote:nosuch',
            '.caption-qa.yml:2:5: ignore: unknown code or group "line_to_long" '
            '(did you mean "line_too_long"?)',
        ]
        codes = {rule.code for rule in configuration.settings_for("a.srt").rules}
        assert "overlapping_cues" not in codes


@pytest.mark.parametrize(
    "arguments, message",
    [
        (Arguments(preset="tiktokk"), '--preset: unknown preset "tiktokk" (did you mean "tiktok"?)'),
        (Arguments(select=("line_to_long",)), '--select: unknown code or group "line_to_long" (did you mean "line_too_long"?)'),
        (Arguments(extend_select=("nosuch",)), '--extend-select: unknown code or group "nosuch"'),
        (Arguments(severities=("line_too_long",)), '--severity: takes CODE=LEVEL, not "line_too_long"'),
        (Arguments(severities=("nosuch=error",)), '--severity: unknown code "nosuch"'),
        (Arguments(severities=("line_too_long=bad",)), '--severity: "bad" is not one of error, warning, info, off'),
        (Arguments(options=("line_too_long=4",)), "--option: takes CODE.OPTION=VALUE, not"),
        (Arguments(options=("nosuch.a=4",)), '--option: unknown code "nosuch"'),
        (Arguments(options=("line_too_long.limit_column=4",)), '--option line_too_long.limit_column: line_too_long has no option "limit_column" (did you mean "limit_columns"?)'),
        (Arguments(options=("line_too_long.limit_columns=x",)), '--option line_too_long.limit_columns: must be a number, not the string "x"'),
        (Arguments(options=("line_too_long.limit_columns_by_language=13",)), "takes pairs such as ja=13,ko=16"),
        (Arguments(options=("line_too_long.limit_columns=" + "9" * 5000,)), "--option line_too_long.limit_columns: is too large"),
        (Arguments(fail_on=("errors",)), '--fail-on: unknown code or level "errors" (did you mean "error"?)'),
        (Arguments(max_warnings=-1), "--max-warnings: must be 0 or more, not -1"),
        (Arguments(exclude=("\\",)), "is not a pattern of .gitignore"),
        (Arguments(language="a b"), '--language: "a b" is not a language tag'),
        (Arguments(encoding="utf-88"), '--encoding: unknown encoding "utf-88"'),
    ],
)  # fmt: skip
def test_a_wrong_argument_is_reported_with_its_flag(arguments: Arguments, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        load(arguments)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
