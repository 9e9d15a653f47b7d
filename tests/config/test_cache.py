"""A configuration that was validated once is not validated again, and a bad cache does no harm."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from caption_qa_action.cache import Cache
from caption_qa_action.config import Arguments, _cache, load
from caption_qa_action.core.settings import Settings

WriteFile = Callable[[str, str], Path]

EVERYTHING = """\
preset: vimeo
select: [default, all_caps]
extend-select: reading_speed_wpm_high
ignore: [byte_order_mark, nosuch]
severity: {overlapping_cues: error}
options:
  line_too_long:
    limit_columns: 40
    limit_columns_by_language: {ja: 12}
    ignored_words: [a, b]
  reading_speed_high: {limit_cps: 17.5}
  byte_order_mark: {forbidden: true}
language: de
encoding: cp1252
fail-on: [warning, line_too_long]
max-warnings: 3
exclude: [a/]
extend-exclude: [b/]
overrides:
  - files: ['*.fr.srt']
    language: fr
"""
SOURCES = Path(__file__).parents[2] / "src"


def entries() -> list[Path]:
    folder = _cache.folder()
    assert folder is not None
    return sorted(Path(folder).glob("*")) if os.path.isdir(folder) else []


def in_force(path: str = "a.srt") -> Settings:
    return load(Arguments()).settings_for(path)


def test_what_was_kept_is_what_was_read(write: WriteFile) -> None:
    write(".caption-qa.yml", EVERYTHING)
    read = load(Arguments())
    assert len(entries()) == 1
    kept = load(Arguments())
    for path in ("a.srt", "a.fr.srt"):
        assert kept.settings_for(path) == read.settings_for(path)
        assert kept.explain(path) == read.explain(path)
    assert kept.fail_on == read.fail_on
    assert kept.warnings == read.warnings
    assert kept.is_excluded("a/x.srt")
    assert len(entries()) == 1


def test_a_changed_file_is_read_anew(write: WriteFile) -> None:
    write(".caption-qa.yml", "preset: vimeo\n")
    assert in_force().preset == "vimeo"
    write(".caption-qa.yml", "preset: zoom\n")
    assert in_force().preset == "zoom"


def test_a_changed_file_that_is_extended_is_read_anew(write: WriteFile) -> None:
    write("base.yml", "preset: vimeo\n")
    write(".caption-qa.yml", "extend: base.yml\n")
    assert in_force().preset == "vimeo"
    write("base.yml", "preset: zoom\n")
    assert in_force().preset == "zoom"


def test_places_are_found_from_where_the_run_started(
    write: WriteFile, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(".caption-qa.yml", "preset: vimeo\n")
    assert load(Arguments()).explain("a.srt")[0][2] == ".caption-qa.yml:1"
    (project / "inner").mkdir()
    monkeypatch.chdir(project / "inner")
    assert load(Arguments()).explain("a.srt")[0][2] == "../.caption-qa.yml:1"


DAMAGED = [
    b"",
    b"{",
    b"[]",
    b"{}",
    b"[[],[],[],[],[],[],[],[]]",
    b"\xff\xfe",
    b"[" * 100_000,
    b'[["",{},5,null,[],[],{},{},null,null],[],null,null,[],null,null,[]]',
]


@pytest.mark.parametrize("is_well_formed", [False, True], ids=["file", "content"])
@pytest.mark.parametrize("damage", DAMAGED)
def test_a_damaged_entry_is_ignored_and_replaced(
    write: WriteFile, damage: bytes, is_well_formed: bool
) -> None:
    write(".caption-qa.yml", EVERYTHING)
    expected = in_force()
    (entry,) = entries()
    good = entry.read_bytes()
    if is_well_formed:  # whole, with a right checksum, and yet nothing that we keep
        Cache(str(entry.parent)).store(entry.stem, damage)
        assert entry.read_bytes().endswith(damage)
    else:
        entry.write_bytes(damage)
    assert in_force() == expected
    assert entry.read_bytes() == good


def test_no_changed_bit_of_an_entry_reaches_the_settings(write: WriteFile) -> None:
    write(".caption-qa.yml", EVERYTHING)
    expected = in_force()
    (entry,) = entries()
    good = entry.read_bytes()
    at = good.index(b"vimeo")
    entry.write_bytes(good[:at] + b"w" + good[at + 1 :])
    assert in_force() == expected
    assert entry.read_bytes() == good


def test_an_entry_with_any_part_cut_off_is_ignored(write: WriteFile) -> None:
    write(".caption-qa.yml", EVERYTHING)
    expected = in_force()
    (entry,) = entries()
    good = entry.read_bytes()
    for length in range(0, len(good), 37):
        entry.write_bytes(good[:length])
        assert in_force() == expected


def test_a_wrong_file_leaves_no_entry(write: WriteFile) -> None:
    write("c.yml", "nosuch: 1\n")
    with pytest.raises(Exception, match="unknown key"):
        load(Arguments(), config="c.yml")
    assert entries() == []


def test_nothing_partial_is_left(write: WriteFile) -> None:
    write(".caption-qa.yml", EVERYTHING)
    in_force()
    assert [path.suffix for path in entries()] == [".entry"]


def test_old_entries_are_dropped(write: WriteFile) -> None:
    write(".caption-qa.yml", "preset: vimeo\n")
    in_force()
    (old,) = entries()
    os.utime(old, (0, 0))
    write(".caption-qa.yml", "preset: zoom\n")
    in_force()
    assert old not in entries()


def test_the_cache_can_be_switched_off(write: WriteFile, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = _cache.folder()
    assert folder is not None
    monkeypatch.setenv("CAPTION_QA_NO_CACHE", "1")
    write(".caption-qa.yml", "preset: vimeo\n")
    assert in_force().preset == "vimeo"
    assert not os.path.exists(folder)


def test_a_cache_that_cannot_be_written_does_no_harm(
    write: WriteFile, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("blocked", "a file where a folder should be")
    monkeypatch.setenv("CAPTION_QA_CACHE_DIR", str(project / "blocked"))
    write(".caption-qa.yml", "preset: vimeo\n")
    assert in_force().preset == "vimeo"


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the folder of other systems")
def test_the_usual_folder_is_that_of_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CAPTION_QA_CACHE_DIR")
    monkeypatch.setenv("XDG_CACHE_HOME", "/x")
    assert _cache.folder() == "/x/caption-qa/config"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.setenv("HOME", "/home/u")
    assert _cache.folder() == "/home/u/.cache/caption-qa/config"


def imported_by_a_run(project: Path) -> set[str]:
    """The modules that a fresh process imports to resolve settings."""
    program = (
        "import sys\n"
        "from caption_qa_action.config import Arguments, load\n"
        "configuration = load(Arguments())\n"
        "configuration.is_excluded('x/a.srt')\n"
        "configuration.settings_for('x/a.srt')\n"
        "print(' '.join(sys.modules))\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(SOURCES)}
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=project,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.split())


SLOW = {
    "asyncio", "concurrent", "dataclasses", "difflib", "httpx", "importlib.metadata", "inspect",
    "logging", "multiprocessing", "pathspec", "pydantic", "rich", "ruamel", "subprocess",
    "tempfile", "tomllib", "unicodedata", "yaml",
}  # fmt: skip


def test_without_a_file_nothing_slow_is_imported(project: Path) -> None:
    imported = imported_by_a_run(project)
    assert not imported & {*SLOW, "hashlib", "json", "pathlib"}
    ours = {name for name in imported if name.startswith("caption_qa_action.")}
    assert not {name for name in ours if name.startswith("caption_qa_action.rules.")}
    packages = {name.split(".")[1] for name in ours}
    assert packages == {"config", "core", "presets", "regular", "rules"}


@pytest.mark.slow
@pytest.mark.real_rules
@pytest.mark.parametrize(
    "name, text",
    [
        (
            ".caption-qa.yml",
            "preset: vimeo\n"
            "options: {line_too_long: {limit_columns: 40}}\n"
            "extend-exclude: [docs/**/*.srt]\n"
            "overrides: [{files: 'x/*.srt', language: de}]\n",
        ),
        ("pyproject.toml", "[tool.caption-qa]\npreset = 'vimeo'\n"),
        ("pyproject.toml", "[project.scripts]\ncaption-qa = 'x:main'\n"),
    ],
)
def test_a_second_run_imports_nothing_slow(
    write: WriteFile, project: Path, name: str, text: str
) -> None:
    write(name, text)
    assert imported_by_a_run(project) & {"pydantic", "tomllib", "yaml"}
    assert not imported_by_a_run(project) & SLOW
