"""Which configuration file is in force for a caption file."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from caption_qa_action.config import Arguments, load
from caption_qa_action.core.diagnostic import Severity
from caption_qa_action.core.errors import ConfigError, UsageError
from caption_qa_action.core.settings import FailOn, Gate

WriteFile = Callable[[str, str], Path]


def preset_of(path: str) -> str:
    return load(Arguments()).settings_for(path).preset


def test_without_a_file_the_default_preset_is_in_force() -> None:
    assert preset_of("a.srt") == "youtube"


@pytest.mark.parametrize("name", [".caption-qa.yml", ".caption-qa.yaml"])
def test_a_file_in_the_starting_folder_is_found(write: WriteFile, name: str) -> None:
    write(name, "preset: vimeo\n")
    assert preset_of("a.srt") == "vimeo"


def test_a_file_above_is_found(write: WriteFile) -> None:
    write(".caption-qa.yml", "preset: vimeo\n")
    assert preset_of("videos/2024/a.srt") == "vimeo"


def test_the_closest_file_wins_and_nothing_is_merged(write: WriteFile) -> None:
    write(".caption-qa.yml", "preset: vimeo\nignore: [line_too_long]\n")
    write("videos/.caption-qa.yml", "language: de\n")
    settings = load(Arguments()).settings_for("videos/2024/a.srt")
    assert settings.preset == "youtube"
    assert settings.language == "de"
    assert "line_too_long" in {rule.code for rule in settings.rules}


def test_the_search_ends_at_the_root_of_the_repository(
    write: WriteFile, monkeypatch: pytest.MonkeyPatch, project: Path
) -> None:
    write(".caption-qa.yml", "preset: vimeo\n")
    write("inner/.git", "gitdir: elsewhere\n")
    monkeypatch.chdir(project / "inner")
    assert preset_of("a.srt") == "youtube"


def test_the_search_begins_at_the_caption_file_not_where_the_run_started(
    write: WriteFile, monkeypatch: pytest.MonkeyPatch, project: Path
) -> None:
    write("site/.caption-qa.yml", "preset: vimeo\n")
    (project / "tools").mkdir()
    monkeypatch.chdir(project / "tools")
    assert preset_of("../site/a.srt") == "vimeo"
    assert preset_of(str(project / "site" / "a.srt")) == "vimeo"


@pytest.mark.parametrize(
    "text",
    [
        '[tool.caption-qa]\npreset = "zoom"\n',
        '[tool."caption-qa"]\npreset = "zoom"\n',
        '[ tool . caption-qa ]\r\npreset = "zoom"\r\n',
        '[tool]\ncaption-qa = { preset = "zoom" }\n',
        '[tool]\ncaption-qa.preset = "zoom"\n',
        'tool.caption-qa.preset = "zoom"\n',
        'tool = { caption-qa = { preset = "zoom" } }\n',
        '[tool."caption\\u002dqa"]\npreset = "zoom"\n',
    ],
)
def test_a_pyproject_with_our_table_is_a_configuration(write: WriteFile, text: str) -> None:
    write("pyproject.toml", text)
    assert preset_of("a.srt") == "zoom"


@pytest.mark.parametrize(
    "text",
    [
        "[project]\nname = 'x'\n",
        "[project.scripts]\ncaption-qa = 'x:main'\n",
        "[dependency-groups]\ndev = ['caption-qa']\n",
    ],
)
def test_a_pyproject_without_our_table_is_passed_by(write: WriteFile, text: str) -> None:
    write(".caption-qa.yml", "preset: vimeo\n")
    write("site/pyproject.toml", text)
    assert preset_of("site/a.srt") == "vimeo"


def test_a_pyproject_that_does_not_name_us_is_not_even_parsed(write: WriteFile) -> None:
    write("pyproject.toml", "this is [not TOML\n")
    assert preset_of("a.srt") == "youtube"


def test_the_file_of_our_own_wins_over_a_pyproject_beside_it(write: WriteFile) -> None:
    write(".caption-qa.yml", "preset: vimeo\n")
    write("pyproject.toml", '[tool.caption-qa]\npreset = "zoom"\n')
    assert preset_of("a.srt") == "vimeo"


def test_both_spellings_in_one_folder_are_an_error(write: WriteFile) -> None:
    write(".caption-qa.yml", "preset: vimeo\n")
    write(".caption-qa.yaml", "preset: zoom\n")
    with pytest.raises(
        ConfigError, match=r"^\.caption-qa\.yaml: there is \.caption-qa\.yml as well"
    ):
        load(Arguments())


def test_a_given_file_is_in_force_everywhere(write: WriteFile) -> None:
    write(".caption-qa.yml", "preset: vimeo\n")
    write("ci/strict.yml", "preset: generic\n")
    configuration = load(Arguments(), config="ci/strict.yml")
    assert configuration.settings_for("a.srt").preset == "generic"
    assert configuration.settings_for("ci/a.srt").preset == "generic"


def test_a_given_file_that_is_missing_is_an_error() -> None:
    with pytest.raises(UsageError, match=r"^--config: there is no file nosuch\.yml$"):
        load(Arguments(), config="nosuch.yml")


def test_an_isolated_run_reads_no_file(write: WriteFile) -> None:
    write(".caption-qa.yml", "nonsense: [\n")
    assert load(Arguments(), isolated=True).settings_for("a.srt").preset == "youtube"


def test_a_given_file_and_isolation_exclude_each_other(write: WriteFile) -> None:
    write("a.yml", "")
    with pytest.raises(UsageError):
        load(Arguments(), config="a.yml", isolated=True)


def test_a_file_extends_another_by_a_relative_path(write: WriteFile) -> None:
    write("shared/base.yml", "preset: vimeo\nlanguage: de\n")
    write("videos/.caption-qa.yml", "extend: ../shared/base.yml\nlanguage: fr\n")
    settings = load(Arguments()).settings_for("videos/a.srt")
    assert (settings.preset, settings.language) == ("vimeo", "fr")


def test_a_chain_of_extensions_adds_what_is_ignored(write: WriteFile) -> None:
    write("a.yml", "ignore: line_too_long\nextend-exclude: [one/]\n")
    write("b.yml", "extend: a.yml\nignore: overlapping_cues\nextend-exclude: [two/]\n")
    write(".caption-qa.yml", "extend: b.yml\nextend-exclude: three/\n")
    configuration = load(Arguments())
    codes = {rule.code for rule in configuration.settings_for("a.srt").rules}
    assert not codes & {"line_too_long", "overlapping_cues"}
    for name in ("one", "two", "three"):
        assert configuration.is_excluded(f"{name}/a.srt")


def test_extensions_in_a_circle_are_an_error(write: WriteFile) -> None:
    write("a.yml", "extend: b.yml\n")
    write("b.yml", "preset: zoom\nextend: a.yml\n")
    with pytest.raises(ConfigError) as caught:
        load(Arguments(), config="a.yml")
    assert str(caught.value) == "b.yml:2:9: extend: leads back to itself"


def test_a_very_long_chain_is_an_error(write: WriteFile) -> None:
    for number in range(20):
        write(f"{number}.yml", f"extend: {number + 1}.yml\n")
    with pytest.raises(ConfigError, match="leads through more than 10 files"):
        load(Arguments(), config="0.yml")


def test_extending_a_missing_file_is_an_error_at_the_line_that_does(write: WriteFile) -> None:
    write(".caption-qa.yml", "preset: zoom\nextend: shared/nosuch.yml\n")
    with pytest.raises(ConfigError, match=r"^\.caption-qa\.yml:2:9: extend: there is no file "):
        load(Arguments())


def test_extending_a_pyproject_without_our_table_is_an_error(write: WriteFile) -> None:
    write(".caption-qa.yml", "extend: pyproject.toml\n")
    write("pyproject.toml", "[project]\nname = 'x'\n")
    with pytest.raises(ConfigError, match=r"^pyproject\.toml: has no table \[tool\.caption-qa\]$"):
        load(Arguments())


def test_a_configuration_survives_the_way_to_another_process(write: WriteFile) -> None:
    write(".caption-qa.yml", "preset: vimeo\noverrides:\n  - files: '*.de.srt'\n    language: de\n")
    configuration = load(Arguments(ignore=("line_too_long",)))
    copy = pickle.loads(pickle.dumps(configuration))
    for path in ("a.srt", "a.de.srt"):
        assert copy.settings_for(path) == configuration.settings_for(path)
    assert copy.fail_on == configuration.fail_on


def test_files_with_the_same_settings_share_them(write: WriteFile) -> None:
    write(".caption-qa.yml", "preset: vimeo\n")
    configuration = load(Arguments())
    assert configuration.settings_for("a/1.srt") is configuration.settings_for("b/2.srt")


def test_an_engine_farther_down_has_no_effect_and_is_reported_so(write: WriteFile) -> None:
    write("a/.caption-qa.yml", "fail-on: info\nengine: remote\n")
    configuration = load(Arguments())
    configuration.settings_for("a/1.srt")
    assert configuration.warnings == [
        "a/.caption-qa.yml:2: engine has no effect here; it is read from the outermost configuration "
        "above the folder in which caption-qa is run"
    ]


def gate(path: str, **arguments: Any) -> Gate | None:
    return load(Arguments(**arguments)).settings_for(path).gate


def test_what_fails_is_that_of_the_closest_configuration(write: WriteFile) -> None:
    write(".caption-qa.yml", "fail-on: warning\nmax-warnings: 3\n")
    write("a/.caption-qa.yml", "fail-on: info\n")
    write("b/c/.caption-qa.yml", "max-warnings: 0\n")
    write("d/.caption-qa.yml", "preset: tiktok\n")
    assert gate("1.srt") is None
    assert gate("a/x/1.srt") == Gate("a", FailOn(Severity.INFO))
    assert gate("b/1.srt") is None
    assert gate("b/c/1.srt") == Gate("b/c", FailOn(max_warnings=0))
    assert gate("d/1.srt") == Gate("d", FailOn())


def test_the_command_line_overrides_every_folder(write: WriteFile) -> None:
    write(".caption-qa.yml", "max-warnings: 3\n")
    write("a/.caption-qa.yml", "fail-on: info\nmax-warnings: 0\n")
    assert gate("a/1.srt", fail_on=("error",)) == Gate("a", FailOn())
    of_all = FailOn(Severity.INFO, frozenset(), 9, counts_all_warnings=True)
    assert gate("a/1.srt", max_warnings=9) == Gate("a", of_all)
    of_all = FailOn(Severity.ERROR, frozenset(), 9, counts_all_warnings=True)
    assert gate("a/1.srt", fail_on=("error",), max_warnings=9) == Gate("a", of_all)


def test_a_configuration_that_leaves_open_what_fails_is_named(write: WriteFile) -> None:
    write(".caption-qa.yml", "fail-on: warning\n")
    write("a/.caption-qa.yml", "preset: tiktok\n")
    write("a/b/.caption-qa.yml", "extend: ../../.caption-qa.yml\n")
    write("c/.caption-qa.yml", "fail-on: error\n")
    configuration = load(Arguments())
    for path in ("1.srt", "a/1.srt", "a/2.srt", "a/b/1.srt", "c/1.srt"):
        configuration.settings_for(path)
    assert configuration.without_verdict == [("a/.caption-qa.yml", ".caption-qa.yml")]


@pytest.mark.parametrize("above", ["fail-on: error\n", "fail-on: [error]\n"])
def test_one_that_leaves_open_what_is_decided_alike_above_is_not(
    above: str, write: WriteFile
) -> None:
    write(".caption-qa.yml", above)
    write("a/.caption-qa.yml", "preset: tiktok\n")
    configuration = load(Arguments())
    configuration.settings_for("a/1.srt")
    assert configuration.without_verdict == []


def test_the_configuration_of_the_run_is_no_folder_of_its_own(
    write: WriteFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("a/.caption-qa.yml", "fail-on: info\n")
    monkeypatch.chdir("a")
    assert gate("1.srt") is None
    assert load(Arguments()).fail_on == FailOn(Severity.INFO)


def test_the_baseline_is_that_of_the_closest_configuration(write: WriteFile) -> None:
    write(".caption-qa.yml", "baseline: all.json\n")
    write("a/.caption-qa.yml", "baseline: own.json\n")
    write("b/.caption-qa.yml", "preset: tiktok\n")
    configuration = load(Arguments())
    names = [configuration.baseline_for(path) for path in ("1.srt", "a/1.srt", "b/1.srt")]
    assert names == ["all.json", "a/own.json", ""]


def test_a_misspelled_table_is_reported(write: WriteFile) -> None:
    write("pyproject.toml", '[project]\nname = "x"\n\n[tool.caption_qa]\npreset = "zoom"\n')
    configuration = load(Arguments())
    assert configuration.settings_for("a.srt").preset == "youtube"
    assert configuration.warnings == [
        "pyproject.toml:4:7: [tool.caption_qa] is not read; the table is called [tool.caption-qa]"
    ]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
@pytest.mark.parametrize("name", [".caption-qa.yml", ".caption-qa.yaml"])
@pytest.mark.parametrize("kind", ["folder", "pipe", "link"])
def test_a_configuration_that_cannot_be_used_is_not_passed_over(
    project: Path, name: str, kind: str
) -> None:
    path = project / name
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to("nowhere.yml")
    reason = "a symbolic link that leads nowhere" if kind == "link" else "not a regular file"
    with pytest.raises(ConfigError, match=f"{name}: is {reason}"):
        load(Arguments())


def test_a_url_cannot_be_extended(write: WriteFile) -> None:
    write(".caption-qa.yml", "extend: https://example.org/captions.yml\n")
    with pytest.raises(
        ConfigError, match=r"^\.caption-qa\.yml:1:9: extend: .*URLs are not supported"
    ):
        load(Arguments())


def test_a_folder_cannot_be_extended(write: WriteFile, project: Path) -> None:
    (project / "base").mkdir()
    write(".caption-qa.yml", "extend: base\n")
    with pytest.raises(ConfigError, match="1:9: extend: base is not a regular file"):
        load(Arguments())


@pytest.mark.parametrize("name", ["caption-qa.yml", ".caption-qa.toml", "sub/.caption-qa.json"])
def test_a_misnamed_configuration_is_reported_once(write: WriteFile, name: str) -> None:
    write(name, "preset: zoom\n")
    configuration = load(Arguments())
    for path in ("a.srt", "sub/b.srt", "sub/c.srt"):
        assert configuration.settings_for(path).preset == "youtube"
    assert configuration.warnings == [
        f"{name} is not read; a configuration is called .caption-qa.yml, or is the table "
        "[tool.caption-qa] of pyproject.toml"
    ]


def test_a_name_that_is_another_configurations_is_no_matter(write: WriteFile) -> None:
    write("caption-qa.yml", "preset: zoom\n")
    write(".caption-qa.yml", "extend: caption-qa.yml\n")
    configuration = load(Arguments())
    assert configuration.settings_for("a.srt").preset == "zoom"
    assert configuration.warnings == []
