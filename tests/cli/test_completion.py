"""Completion scripts, asked in the shells themselves where they are installed; and the manual page."""

from __future__ import annotations

import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

from caption_qa_action.cli import COMMANDS, main
from caption_qa_action.cli._command_line import Command, commands
from caption_qa_action.cli._completions import SHELLS, table
from caption_qa_action.cli._manual import page
from caption_qa_action.presets import names
from caption_qa_action.rules import RULES

CHECKS = {"bash": ["-n"], "zsh": ["-n"], "fish": ["--no-execute"]}


@cache
def every() -> tuple[Command, ...]:
    return commands()


def shell(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


@pytest.fixture
def script(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """The script for the shell that a test is about."""
    name = str(request.node.callspec.params["name"])
    path = tmp_path / f"completion.{name}"
    path.write_text(SHELLS[name](every()), encoding="utf-8")
    return path


@pytest.mark.parametrize("name", sorted(SHELLS))
def test_every_command_option_code_group_and_preset_is_in_each_script(name: str) -> None:
    text = SHELLS[name](every())
    for command in every():
        assert command.path[-1] in text
        for option in command.options:
            assert all(each.lstrip("-") in text for each in option.names), option
    for word in (*RULES, *names(), "none", "timing", "structure"):
        assert word in text
    assert list(COMMANDS) == [each.path[0] for each in every() if len(each.path) == 1]


def test_the_command_prints_what_is_made(capsys: pytest.CaptureFixture[str]) -> None:
    for name, make in SHELLS.items():
        assert main(["completion", name]) == 0
        assert capsys.readouterr().out == make(every())
    assert main(["completion", "man"]) == 0
    assert capsys.readouterr().out == page(every())
    assert main(["completion", "tcsh"]) == 2


def test_what_an_option_takes_is_known() -> None:
    values = table(every()).values
    assert values["check", "--preset"].words == (*names(), "none")
    assert set(RULES) | {"timing", "all", "default"} <= set(values["check", "--select"].words)
    assert values["check", "--select"].is_list
    assert values["check", "--format"].words[:2] == ("azure", "checkstyle")
    assert values["rules", "--format"].words[:2] == ("asr_console", "asr_json")
    assert values["check", "--config"].is_files
    assert values["check", "--color"].words == ("auto", "always", "never")
    assert values["remote keys create", "--name"].words == ()
    assert ("check", "--fix") not in values


@pytest.mark.parametrize("name", sorted(CHECKS))
def test_the_shell_reads_its_script(name: str, script: Path) -> None:
    subprocess.run([shell(name), *CHECKS[name], str(script)], check=True, capture_output=True)


ASKED = [
    ("caption-qa pres", {"preset", "presets"}),
    ("caption-qa check --preset yout", {"youtube"}),
    ("caption-qa check --preset no", {"none"}),
    ("caption-qa check --select line_too_long,overlapping_c", {"line_too_long,overlapping_cues"}),
    ("caption-qa remote keys li", {"list"}),
    ("caption-qa baseline wr", {"write"}),
    ("caption-qa check --unsafe", {"--unsafe-fixes"}),
    ("caption-qa convert --to t", {"ttml"}),
    ("caption-qa rule overlapping", {"overlapping_cues"}),
    ("caption-qa check a.srt --kind cap", {"captions"}),
    ("caption-qa check --severity edge_sp", {"edge_space"}),
]

# What is behind an equals sign: in bash that is a word of its own.
LEVELS = {"error", "warning", "info", "off"}
AFTER = [
    ("caption-qa check --severity edge_space=", LEVELS),
    ("caption-qa check --severity edge_space=w", {"warning"}),
    ("caption-qa check --severity=edge_space=o", {"off"}),
]

# bash is asked as readline asks: the words, and which of them is completed.
BASH = """
source "$1"; read -ra COMP_WORDS <<< "$2"; COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
_caption_qa; printf '%s\\n' "${COMPREPLY[@]}"
"""
# In zsh what would offer words prints them.
ZSH = """
compset() { [[ "${words[CURRENT]}" == *,* ]] && before="${words[CURRENT]%,*},"; true }
compadd() { shift; for each in "$@"; do print -r -- "$before$each"; done }
_describe() { for each in "${options[@]}"; do print -r -- "${each%%:*}"; done }
compdef() { true }
source "$1"; words=(${(z)2}); CURRENT=${#words}; before=""
_caption_qa
"""


def answers(name: str, script: Path, line: str) -> set[str]:
    """What completes the last word of a line."""
    last = line.rpartition(" ")[2]
    return {each for each in asked(name, script, line) if each.startswith(last)}


def asked(name: str, script: Path, line: str) -> set[str]:
    if name == "fish":
        command = ["-c", f"source {script}; complete -C '{line}'"]
    elif name == "bash":
        command = ["-c", BASH, "bash", str(script), line]
    else:
        command = ["-f", "-c", ZSH, "zsh", str(script), line]
    done = subprocess.run([shell(name), *command], check=True, capture_output=True, text=True)
    return {each.partition("\t")[0] for each in done.stdout.splitlines()}


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(CHECKS))
def test_the_shell_completes(name: str, script: Path) -> None:
    for line, wanted in ASKED:
        assert answers(name, script, line) == wanted, line


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(CHECKS))
def test_the_shell_completes_what_stands_behind_a_code(name: str, script: Path) -> None:
    for line, wanted in AFTER:
        given = line.replace("=", " = ") if name == "bash" else line
        before = line.rpartition("=" if name == "bash" else " ")[2]
        if name == "bash" and not before:
            given += " "
        found = {each.rpartition("=")[2] for each in asked(name, script, given)}
        start = line.rpartition("=")[2]
        assert {each for each in found if each.startswith(start)} == wanted, line


# What PowerShell offers behind a line, one a line.
POWERSHELL = """
. $args[0]; $line = $args[1]
(TabExpansion2 -inputScript $line -cursorColumn $line.Length).CompletionMatches | ForEach-Object { $_.CompletionText }
"""


@pytest.mark.slow
def test_powershell_completes(tmp_path: Path) -> None:
    program = shell("pwsh")
    script, asking = tmp_path / "completion.ps1", tmp_path / "ask.ps1"
    script.write_text(SHELLS["powershell"](every()), encoding="utf-8")
    asking.write_text(POWERSHELL, encoding="utf-8")
    for line, wanted in ASKED:
        if "," in line:  # a list, which PowerShell does not hand over as it was written
            continue
        command = [program, "-NoProfile", "-File", str(asking), str(script), line]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        assert set(done.stdout.split()) == wanted, line


def test_the_tables_for_powershell_are_read_as_they_are_meant() -> None:
    text = SHELLS["powershell"](every())
    known = table(every())
    tables = re.findall(r"(?m)^    \$(?:rest|values) = @\{\n((?:        .*\n)*)    \}$", text)
    assert len(tables) == 2
    # A word in single quotes is what it is, but for such a quote, which is doubled.
    word = "'((?:[^'\n]|'')*)'"
    expected: list[dict[str, tuple[str, ...]]] = [
        {
            path: (*row.words, *(name for name, _ in known.options[path]))
            for path, row in known.rest.items()
        },
        {
            f"{path} {name}{sign}": words
            for (path, name), row in known.values.items()
            for sign, words in (("", row.words), ("=", row.after))
            if not sign or words
        },
    ]
    for rows, wanted in zip(tables, expected, strict=True):
        found: dict[str, tuple[str, ...]] = {}
        for row in rows.splitlines():
            line = re.fullmatch(rf"        {word} = @\(((?:{word}(?:, )?)*)\)", row)
            assert line, row
            found[line[1].replace("''", "'")] = tuple(re.findall(word, line[2]))
        assert found == wanted
        # A key that differs from another by its case alone is an error there.
        assert len({key.lower() for key in found}) == len(found)
    rest = re.sub("'[^'\n]*'", "", text)
    for opened, closed in ("()", "{}", "[]"):
        assert rest.count(opened) == rest.count(closed)


def test_the_equals_sign_is_a_word_of_its_own_in_bash(tmp_path: Path) -> None:
    script = tmp_path / "script"
    script.write_text(SHELLS["bash"](every()), encoding="utf-8")
    line = "caption-qa check --preset = yout"
    done = subprocess.run(
        [shell("bash"), "-c", BASH, "bash", str(script), line],
        check=True,
        capture_output=True,
        text=True,
    )
    assert done.stdout == "youtube\n"


def test_the_manual_page_has_every_command_and_no_line_is_taken_for_a_request() -> None:
    text = page(every())
    for command in every():
        assert f".SS {' '.join(command.path)}".replace("-", "\\-") in text
    known = {".TH", ".SH", ".SS", ".nf", ".fi", ".PP", ".TP"}
    assert {line.split(" ")[0] for line in text.splitlines() if line[:1] in ".'"} <= known


@pytest.mark.slow
def test_groff_has_nothing_to_say_against_the_manual_page(tmp_path: Path) -> None:
    groff = shell("groff")
    path = tmp_path / "caption-qa.1"
    path.write_text(page(every()), encoding="utf-8")
    done = subprocess.run(
        [groff, "-man", "-Tutf8", "-ww", "-z", str(path)],
        check=True,
        capture_output=True,
        text=True,
    )
    assert done.stderr == ""
