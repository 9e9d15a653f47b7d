"""Every error of a configuration points at what is wrong: `»` stands before it in each text."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caption_qa_action.config import Arguments, load
from caption_qa_action.config._toml_places import toml_places
from caption_qa_action.core.errors import ConfigError

WriteFile = Callable[[str, str], Path]

NEAR = '(did you mean "line_too_long"?)'

# A text in YAML, the same in TOML, and the message.
EVERY_KEY = [
    ("»preest: zoom", "»preest = 'zoom'", 'preest: unknown key (did you mean "preset"?)'),
    ("preset: »zooom", "preset = »'zooom'", 'preset: unknown preset "zooom" (did you mean "zoom"?)'),
    ("preset: »[zoom]", "preset = »['zoom']", "preset: must be a string, not a list"),
    ("select: »5", "select = »5", "select: must be a string or a list, not the number 5"),
    ("select: [all, »line_to_long]", "select = ['all', »'line_to_long']", f'select[1]: unknown code or group "line_to_long" {NEAR}'),
    ("select:\n  - all\n  - »5", "select = [\n  'all', # [\n  »5\n]", "select[1]: must be a string, not the number 5"),
    ("extend-select: »tiiming", "extend-select = »'tiiming'", 'extend-select: unknown code or group "tiiming" (did you mean "timing"?)'),
    ("ignore: [»{}]", "ignore = [»{}]", "ignore[0]: must be a string, not a mapping"),
    ("severity:\n  »line_to_long: error", "[tool.caption-qa.severity]\n»line_to_long = 'error'", f'severity.line_to_long: unknown code "line_to_long" {NEAR}'),
    ("severity: {line_too_long: »eror}", "severity = {line_too_long = »'eror'}", "severity.line_too_long: must be error or warning or info or off"),
    ("severity: {all_caps: error, »nosuch: off}", "severity = {all_caps = 'error', »nosuch = 'off'}", "severity.nosuch: unknown code"),
    ("severity: »[error]", "severity = »['error']", "severity: must be a mapping, not a list"),
    ("options: {»line_to_long: {}}", "options = {»line_to_long = {}}", f'options.line_to_long: unknown code "line_to_long" {NEAR}'),
    ("options: {line_too_long: »3}", "options = {line_too_long = »3}", "options.line_too_long: must be a mapping, not the number 3"),
    ("options: {line_too_long: {»limit_colums: 3}}", "options.line_too_long.»limit_colums = 3", 'options.line_too_long.limit_colums: line_too_long has no option "limit_colums" (did you mean "limit_columns"?)'),
    ("options: {overlapping_cues: {»a: 3}}", "[tool.caption-qa.options.overlapping_cues]\n  »a = 3", "overlapping_cues has no options"),
    ("options: {line_too_long: {limit_columns: »-1}}", "options.line_too_long = { limit_columns = »-1 }", "options.line_too_long.limit_columns: must be 0 or more, not -1"),
    ("options: {line_too_long: {limit_columns: »4.5}}", "options.line_too_long = { limit_columns = »4.5 }", "limit_columns: must be a whole number, not 4.5"),
    ("options: {line_too_long: {ignored_words: [a, »4]}}", "options.line_too_long.ignored_words = ['a', »4]", "options.line_too_long.ignored_words[1]: must be a string, not the number 4"),
    ("options: {line_too_long: {limit_columns_by_language: {ja: »x}}}", "options.line_too_long.limit_columns_by_language.ja = »'x'", "limit_columns_by_language.ja: must be a number"),
    ("options: {line_too_long: {limit_columns_by_language: {ja: 3, »japanese: 4}}}", "options.line_too_long.limit_columns_by_language = {ja = 3, »japanese = 4}", '"japanese" is not a language tag'),
    ("fail-on: [»eror]", "fail-on = [»'eror']", 'fail-on[0]: unknown code or level "eror" (did you mean "error"?)'),
    ("fail-on: »eror", "fail-on = »'eror'", 'fail-on: unknown code or level "eror" (did you mean "error"?)'),
    ("fail-on: [error, line_too_long, »info]", "fail-on = ['error', 'line_too_long', »'info']", "fail-on[2]: takes one level, and there are error and info"),
    ("fail-on: [line_too_long, »never]", "fail-on = ['line_too_long', »'never']", "fail-on[1]: never stands alone, and there is line_too_long"),
    ("fail-on: »[]", "fail-on = »[]", "fail-on: is empty"),
    ("max-warnings: »-1", "max-warnings = »-1", "max-warnings: must be 0 or more, not -1"),
    ("max-warnings: »many", "max-warnings = »'many'", 'max-warnings: must be a whole number, not the string "many"'),
    ("language: »englisch", "language = »'englisch'", 'language: "englisch" is not a language tag'),
    ("encoding: »utf-88", "encoding = »'utf-88'", 'encoding: unknown encoding "utf-88"'),
    ("preview: »perhaps", "preview = »'perhaps'", 'preview: must be true or false, not the string "perhaps"'),
    ("engine: »remot", "engine = »'remot'", 'engine: must be bundled or remote, not the string "remot" (did you mean "remote"?)'),
    ("api-url: »captions", "api-url = »'captions'", 'api-url: "captions" is not an address'),
    ("quota-policy: »fial", "quota-policy = »'fial'", 'not the string "fial" (did you mean "fail"?)'),
    ("required-version: »'>=99'", "required-version = »'>=99'", "required-version: this is caption-qa "),
    ("extend: »nosuch.yml", "extend = »'nosuch.yml'", "extend: there is no file nosuch.yml"),
    ("extend: »''", "extend = »''", "extend: names no file"),
    ("extend: ».", "extend = »'.'", "extend: . is not a regular file"),
    ("exclude: ['a/', »'!']", "exclude = ['a/', »'!']", 'exclude[1]: "!" is not a pattern of .gitignore'),
    ("extend-exclude: »7", "extend-exclude = »7", "extend-exclude: must be a string or a list, not the number 7"),
    ("baseline: »[a]", "baseline = »['a']", "baseline: must be a string, not a list"),
    ("overrides: »{files: a}", "overrides = »{files = 'a'}", "overrides: must be a list, not a mapping"),
    ("overrides:\n  - files: a\n  - »preset: zoom", "[[tool.caption-qa.overrides]]\nfiles = 'a'\n»[[tool.caption-qa.overrides]]\npreset = 'zoom'", "overrides[1].files: is missing"),
    ("overrides:\n  - files: a\n    options:\n      line_too_long:\n        limit_columns: »x", "[[tool.caption-qa.overrides]]\nfiles = 'a'\n[tool.caption-qa.overrides.options.line_too_long]\nlimit_columns = »'x'", "overrides[0].options.line_too_long.limit_columns: must be a number"),
    ("overrides:\n  - files: a\n    »fail-on: error", "overrides = [{files = 'a', »fail-on = 'error'}]", "overrides[0].fail-on: unknown key"),
    ("overrides: [{files: [a, »'!']}]", "overrides = [{files = ['a', »'!']}]", 'overrides[0].files[1]: "!" is not a pattern'),
    ("overrides: [{files: a, select: [»nosuch]}]", "overrides = [{files = 'a', select = [»'nosuch']}]", "overrides[0].select[0]: unknown code or group"),
    ("presets:\n  »our: {}", "[tool.caption-qa.presets.»our]", "presets.our.extends: is missing"),
    ("presets:\n  »Our: {extends: zoom}", "[tool.caption-qa.presets.»Our]\nextends = 'zoom'", 'presets.Our: "Our" is not a name'),
    ("presets:\n  »zoom: {extends: zoom}", "presets.»zoom = {extends = 'zoom'}", 'presets.zoom: "zoom" is a preset already'),
    ("presets:\n  our: {extends: »zooom}", "presets.our.extends = »'zooom'", 'presets.our.extends: unknown preset "zooom" (did you mean "zoom"?)'),
    ("presets: {a: {extends: b}, b: {extends: »a}}", "[tool.caption-qa.presets]\na.extends = 'b'\nb.extends = »'a'", 'presets.b.extends: preset "a" builds on itself'),
    ("presets: {a: {extends: »a}}", "presets.a.extends = »'a'", 'presets.a.extends: preset "a" builds on itself'),
    ("presets: {a: {extends: zoom, »language: de}}", "presets.a = {extends = 'zoom', »language = 'de'}", "presets.a.language: unknown key"),
    ("presets: {a: {extends: zoom, severity: {all_caps: »x}}}", "presets.a = {extends = 'zoom', severity = {all_caps = »'x'}}", "presets.a.severity.all_caps: must be error"),
    ("suppressions:\n  - »files: a\n    reason: x", "»[[tool.caption-qa.suppressions]]\nfiles = 'a'\nreason = 'x'", "suppressions[0].codes: is missing"),
    ("suppressions: [{files: a, reason: x, codes: [all_caps, »al_caps]}]", "suppressions = [{files = 'a', reason = 'x', codes = ['all_caps', »'al_caps']}]", 'suppressions[0].codes[1]: unknown code "al_caps" (did you mean "all_caps"?)'),
    ("suppressions: [{files: a, reason: x, codes: all_caps, cues: »9-3}]", "suppressions = [{files = 'a', reason = 'x', codes = 'all_caps', cues = »'9-3'}]", 'suppressions[0].cues: "9-3" is no cue'),
    ("suppressions: [{files: a, reason: x, codes: all_caps, time: »1-2}]", "suppressions = [{files = 'a', reason = 'x', codes = 'all_caps', time = »'1-2'}]", 'suppressions[0].time: "1-2" is no range of times'),
    ("suppressions: [{files: a, reason: x, codes: all_caps, expires: »soon}]", "suppressions = [{files = 'a', reason = 'x', codes = 'all_caps', expires = »'soon'}]", 'suppressions[0].expires: "soon" is no day'),
    ("suppressions: [{files: a, reason: »' ', codes: all_caps}]", "suppressions = [{files = 'a', reason = »' ', codes = 'all_caps'}]", "suppressions[0].reason: says nothing"),
    ("suppressions: [{files: a, reason: x, codes: all_caps, »expire: x}]", "suppressions = [{files = 'a', reason = 'x', codes = 'all_caps', »expire = 'x'}]", 'suppressions[0].expire: unknown key (did you mean "expires"?)'),
]  # fmt: skip

# What only rules that there are tell, as YAML.
REAL_OPTIONS = [
    ("dash_style: {style: »long}", '"long" is not one of "--", "—", "–"'),
    ("profanity_mask_style: {style: »bleep}", '(did you mean "[bleep]"?)'),
    ("conversion_loss: {target: »vtt}", '(did you mean "webvtt"?)'),
    ("sibling_shift: {reference: »english}", '"english" is not a language tag'),
    ("sibling_missing: {languages: [en, »french]}", '"french" is not a language tag'),
    ("line_too_long: {limit_columns_by_language: {»pt-BR: 3}}", 'write pt, not "pt-BR"'),
    ("line_too_long: {limit_columns_by_language: {»jpn: 3}}", 'write ja, not "jpn"'),
]  # fmt: skip


def marked(text: str) -> tuple[str, str]:
    """A text without its mark, and the line and column of the mark."""
    before, after = text.split("»")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return before + after, f"{line}:{column}"


def check(name: str, text: str, message: str, write: WriteFile) -> None:
    text, place = marked(text)
    write(name, text + "\n")
    with pytest.raises(ConfigError) as caught:
        load(Arguments(), config=name).settings_for("a.srt")
    assert str(caught.value).startswith(f"{name}:{place}: ")
    assert message in str(caught.value)


@pytest.mark.parametrize("yaml, message", [(yaml, message) for yaml, _, message in EVERY_KEY])
def test_an_error_in_yaml_points_at_what_is_wrong(
    yaml: str, message: str, write: WriteFile
) -> None:
    check(".caption-qa.yml", yaml, message, write)
    # Windows' ends of line, and what may stand before, move nothing.
    check(".caption-qa.yml", "# ä\r\n" + yaml.replace("\n", "\r\n"), message, write)


@pytest.mark.parametrize("toml, message", [(toml, message) for _, toml, message in EVERY_KEY])
def test_an_error_in_toml_points_at_what_is_wrong(
    toml: str, message: str, write: WriteFile
) -> None:
    if "[tool" not in toml:
        toml = "[tool.caption-qa]\n" + toml
    other = "[project]\nname = '''\n[tool.caption-qa]\nx = 1\n'''\nd = [[1], {a = 2}]\n"
    check("pyproject.toml", other + toml, message, write)
    check("house.toml", toml.replace("tool.caption-qa", " tool . 'caption-qa' "), message, write)


@pytest.mark.real_rules
@pytest.mark.parametrize("options, message", REAL_OPTIONS)
def test_an_option_that_can_mean_nothing_is_reported(
    options: str, message: str, write: WriteFile
) -> None:
    check("c.yml", f"options:\n  {options}", message, write)


def test_what_builds_on_itself_over_several_files_is_reported_where_it_closes(
    write: WriteFile,
) -> None:
    write("shared.yml", "presets:\n  a:\n    extends:   b\nextend: other.yml\n")
    write("other.yml", "language: en\n")
    text, place = marked("extend: shared.yml\npreset: a\npresets: {b: {extends: »a}}")
    write(".caption-qa.yml", text)
    with pytest.raises(ConfigError) as caught:
        load(Arguments()).settings_for("a.srt")
    message = f'.caption-qa.yml:{place}: presets.b.extends: preset "a" builds on itself'
    assert str(caught.value) == message


def test_an_unknown_preset_of_an_extended_file_is_reported_in_that_file(write: WriteFile) -> None:
    write("shared.yml", "presets:\n  a:\n    extends:   zooom\nextend: other.yml\n")
    write("other.yml", "language: en\n")
    write(".caption-qa.yml", "extend: shared.yml\npreset: a\n")
    for _ in ("read", "kept"):
        with pytest.raises(ConfigError, match=r"^shared\.yml:3:16: presets\.a\.extends: unknown"):
            load(Arguments()).settings_for("a.srt")


@pytest.mark.parametrize(
    "yaml, toml",
    [
        ("ignore: [all_caps, »al_caps]", "ignore = ['all_caps', »'al_caps']"),
        ("ignore: »al_caps", "ignore = »'al_caps'"),
        ("overrides: [{files: a, ignore: [»al_caps]}]", "overrides = [{files = 'a', ignore = [»'al_caps']}]"),
        ("presets: {a: {extends: zoom, ignore: »al_caps}}", "presets.a = {extends = 'zoom', ignore = »'al_caps'}"),
    ],
)  # fmt: skip
def test_ignoring_what_is_unknown_is_a_warning_with_its_place(
    yaml: str, toml: str, write: WriteFile
) -> None:
    for name, marked_text in (("c.yml", yaml), ("c.toml", "[tool.caption-qa]\n" + toml)):
        text, place = marked(marked_text)
        write(name, text)
        (warning,) = load(Arguments(), config=name).warnings
        assert warning.startswith(f"{name}:{place}: ")
        assert 'ignore: unknown code or group "al_caps" (did you mean "all_caps"?)' in warning


def test_a_hostile_key_stays_on_one_line(write: WriteFile) -> None:
    write("c.yml", '"a\\n\\e[31m": 1\n')
    with pytest.raises(ConfigError) as caught:
        load(Arguments(), config="c.yml")
    assert str(caught.value).startswith("c.yml:1:1: a\\n\\x1b[31m: unknown key")


KEYS = st.sampled_from(["a", "b-c", "d e", "é", 'q"', "x.y", "\\", "#", "1"])
SCALARS = st.sampled_from(
    ["1", "-1.5e3", "true", "1979-05-27 07:32:00", "'a'", '"]},#\\""', "'''\n]'''", '"""\n\\"""""']
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda values: "[ " + " ,# ]\n ".join(values) + " ]"),
        st.dictionaries(KEYS, inner, max_size=3).map(
            lambda table: f"{{ {' , '.join(f'{quoted(key)} = {table[key]}' for key in table)} }}"
        ),
    ),
    max_leaves=8,
)


def quoted(key: str) -> str:
    return '"' + key.replace("\\", "\\\\").replace('"', '\\"') + '"'


def paths(data: object, path: tuple[str | int, ...] = ()) -> set[tuple[str | int, ...]]:
    """Every path into plain data."""
    inner: list[tuple[str | int, object]] = []
    if isinstance(data, dict):
        inner = list(data.items())
    elif isinstance(data, list):
        inner = list(enumerate(data))
    found = {path} if path else set()
    return found.union(*(paths(value, (*path, key)) for key, value in inner))


@pytest.mark.slow
@given(st.lists(st.tuples(st.lists(KEYS, min_size=1, max_size=3), st.booleans(), VALUES)))
def test_every_value_of_a_valid_toml_text_has_a_place(
    tables: list[tuple[list[str], bool, str]],
) -> None:
    text = ""
    for keys, many, value in tables:
        name = " . ".join(quoted(key) for key in keys)
        entry = f"[[{name}]]" if many else f"[{name}]"
        longer = f"{text}{entry} # x\nkey . 'in' = {value}\r\n\n"
        try:
            tomllib.loads(longer)
        except tomllib.TOMLDecodeError:
            continue
        text = longer
    places = toml_places(text)
    assert set(places.keys) == set(places.values) == paths(tomllib.loads(text))
