"""Command lines that are wrong: the message is short, inert, and names what was probably meant."""

from __future__ import annotations

import re

import pytest

from caption_qa_action.cli import main
from caption_qa_action.cli._command_line import Command, commands
from tests.terminal import Terminal


@pytest.mark.parametrize(
    "line, shown",
    [
        ("check --slect x", 'unrecognized arguments: --slect (did you mean "--select"?)'),
        ("check --slect=x", '(did you mean "--select"?); see caption-qa check --help'),
        (
            "baseline write --preset tiktok a.srt -o x.json",
            "unrecognized arguments: -o; see caption-qa baseline --help",
        ),
        ("check a.srt -Z b.srt", "unrecognized arguments: -Z; see caption-qa check --help"),
        ("preset -o x tiktok", "unrecognized arguments: -o; see caption-qa preset --help"),
        (
            "check a.srt -Z --slect=x -- -y",
            'unrecognized arguments: -Z --slect=x (did you mean "--select"?)',
        ),
        ("process a.srt b.srt", "too many names: b.srt; see caption-qa process --help"),
        ("presets x", "too many names: x; see caption-qa presets --help"),
        ("check -Z", "unrecognized arguments: -Z; see caption-qa check --help"),
        ("rules test --optoin x", '(did you mean "--option"?)'),
        ("rules test --json", "unrecognized arguments: --json; see caption-qa rules --help"),
        ("rules empty_cue", '"empty_cue" is a rule; to explain it: caption-qa rule empty_cue'),
        ("rules tst", 'no command "tst" (did you mean "test"?); see caption-qa rules --help'),
        ("rules nonsense", 'no command "nonsense"; there is test; see caption-qa rules --help'),
        ("remote mee", 'no command "mee" (did you mean "me"?); see caption-qa remote --help'),
        ("rules test timng", 'no rule and no group "timng" (did you mean "timing"?)'),
        ("baseline write --cache x", "(did you mean"),
        ("process a.srt --engine remote", "--engine (an option of caption-qa check)"),
        ("serve --preset nosuch", "--preset (an option of caption-qa check); see"),
        ("serve --prot 80", '--prot (did you mean "--port"?)'),
        ("remote --jsno me", "unrecognized arguments: --jsno"),
        ("rules --json --optoin x test", '(did you mean "--option"?)'),
        ("check --color xx", "argument --color: invalid choice: 'xx'"),
    ],
)
def test_what_was_meant_is_named(line: str, shown: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(line.split()) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert shown in err.splitlines()[-1]


@pytest.mark.parametrize("argument", ["--fail-on never", "--show all", "--exclude a b.srt"])
def test_an_option_and_its_value_in_one_argument_are_named(
    argument: str, capsys: pytest.CaptureFixture[str]
) -> None:
    option = argument.split()[0]
    assert main(["check", argument]) == 2
    err = capsys.readouterr().err
    assert f"{option} and what follows it are two arguments, or one as {option}=VALUE" in err
    assert "did you mean" not in err


@pytest.mark.parametrize("command", commands(), ids=lambda each: "-".join(each.path))
def test_the_help_of_a_command_lists_what_it_accepts(
    command: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*command.path, "--help"]) == 0
    lines = re.findall(r"^  (-.*?)(?:  |$)", capsys.readouterr().out, re.MULTILINE)
    listed = {name for line in lines for name in re.findall(r"(?<![\w-])--?[a-zA-Z][\w-]*", line)}
    assert listed == {name for option in command.options for name in option.names}


@pytest.mark.parametrize("command", ["rules", "remote", "check --no-such-option", "preset zoom"])
@pytest.mark.parametrize("hostile", ["\x1b[31mred", "a\n::error::b", "\u202eb", "x" * 10_000])
def test_hostile_arguments_come_out_inert_and_short(
    command: str, hostile: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*command.split(), hostile]) == 2
    err = capsys.readouterr().err
    assert "\x1b" not in err
    assert "\u202e" not in err
    assert "\n::" not in err
    assert len(err) < 1_000


def test_on_a_terminal_no_word_of_an_error_is_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setenv("COLUMNS", "80")
    assert main(["check", "--nosuch"]) == 2
    lines = terminal.getvalue().splitlines()
    assert max(map(len, lines)) <= 80
    assert " ".join(" ".join(lines).split()).endswith(
        "caption-qa check: error: unrecognized arguments: --nosuch "
        '(did you mean "--no-cache"?); see caption-qa check --help'
    )
