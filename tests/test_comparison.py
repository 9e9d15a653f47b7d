"""The page that compares caption-qa with other tools says what is so."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from caption_qa_action.cli import main
from caption_qa_action.formats import FORMATS
from caption_qa_action.rules import RULES, load
from tests.other_tools import CAPTION_CHECKER, FIX_COMMON_ERRORS, NETFLIX, VTTLINT, Check
from tests.ttml_validator import BBC
from tests.webvtt_js import MESSAGES, MISTAKES

PAGE = Path(__file__).resolve().parents[1] / "docs" / "comparison.md"
TOOLS = {
    "subtitle-edit": FIX_COMMON_ERRORS,
    "netflix": NETFLIX,
    "bbc": BBC,
    "caption-checker": CAPTION_CHECKER,
    "vttlint": VTTLINT,
}


Found = Callable[[dict[str, bytes], str], dict[str, set[str]]]


@pytest.fixture
def found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Found:
    """The codes that caption-qa reports on each file under a preset, every rule selected."""

    def check(files: dict[str, bytes], preset: str) -> dict[str, set[str]]:
        folder = tmp_path / preset
        folder.mkdir()
        for name, data in files.items():
            (folder / name).write_bytes(data)
        monkeypatch.chdir(folder)
        options = ["--isolated", "--exit-zero", "--select", "all", "--preset", preset]
        assert main(["check", *options, "--format", "json", "."]) == 0
        report = json.loads(capsys.readouterr().out)
        assert {file["path"] for file in report["files"]} == set(files)
        return {
            file["path"]: {one["code"] for one in file["diagnostics"]} for file in report["files"]
        }

    return check


def test_each_message_of_webvtt_js_has_a_code_here(found: Found) -> None:
    reachable = {f"{n}.vtt": message for n, message in enumerate(MESSAGES) if message.sample}
    files = {name: message.sample.encode() for name, message in reachable.items()}
    codes = found(files, "html5")
    missed = [m.text for name, m in reachable.items() if m.code not in codes[name]]
    assert not missed
    assert len({message.text for message in MESSAGES}) == len(MESSAGES)
    assert all(bool(message.sample) == bool(message.code) for message in MESSAGES)


def test_the_mistakes_of_webvtt_js_are_not_repeated(found: Found) -> None:
    files = {f"{n}.vtt": mistake.sample.encode() for n, mistake in enumerate(MISTAKES)}
    codes = found(files, "html5")
    for name, mistake in zip(files, MISTAKES, strict=True):
        assert mistake.code not in codes[name]
        # Nothing else is wrong with them; that HLS's line is no part of WebVTT is information.
        assert codes[name] <= {"header_metadata"}


@pytest.mark.parametrize("tool", TOOLS)
def test_what_another_tool_finds_is_found_here(tool: str, found: Found) -> None:
    missed = []
    for preset in sorted({check.preset for check in TOOLS[tool]}):
        checks = {
            f"{n}.{check.suffix}": check
            for n, check in enumerate(TOOLS[tool])
            if check.sample and check.preset == preset
        }
        codes = found({name: check.data for name, check in checks.items()}, preset)
        for name, check in checks.items():
            missed += [(check.name, c) for c in check.codes.split() if c not in codes[name]]
    assert not missed
    for check in TOOLS[tool]:
        assert bool(check.codes) == bool(check.sample), check.name
        assert check.codes or check.note, f"{check.name}: say why it is left out"


@pytest.mark.parametrize("block", ["webvtt-js", "webvtt-js-mistakes", *TOOLS])
def test_the_tables_of_the_page_are_those_that_were_run(block: str, update_goldens: bool) -> None:
    made: dict[str, Callable[[], str]] = {
        "webvtt-js": messages_table,
        "webvtt-js-mistakes": mistakes_table,
    }
    table = made[block]() if block in made else checks_table(TOOLS[block])
    text = PAGE.read_text(encoding="utf-8")
    begin, end = f"<!-- {block}:begin -->\n", f"<!-- {block}:end -->"
    before, _, rest = text.partition(begin)
    shown, _, after = rest.partition(end)
    if update_goldens:
        PAGE.write_text(before + begin + table + end + after, encoding="utf-8", newline="\n")
    else:
        assert shown == table, "stale; run: python3 dev.py test tests/test_comparison.py --update"


def test_every_code_on_the_page_is_a_rule() -> None:
    listed = [c for checks in TOOLS.values() for check in checks for c in check.codes.split()]
    listed += [one.code for one in (*MESSAGES, *MISTAKES) if one.code]
    theirs = {name for check in BBC for name in check.name.split()}
    for name in re.findall(r"`([a-z]+(?:_[a-z]+)+)`", PAGE.read_text(encoding="utf-8")):
        if name not in theirs and name not in FORMATS:
            listed.append(name)
    assert sorted(set(listed) - set(RULES)) == []
    assert [code for code in set(listed) if load(code).state == "deprecated"] == []


def messages_table() -> str:
    """Each message of webvtt.js with the code that says it here."""
    rows = [
        f"| `{message.text}` | {f'`{message.code}`' if message.code else 'nothing brings it about'} |"
        for message in MESSAGES
    ]
    reachable = sum(bool(message.code) for message in MESSAGES)
    head = f"{reachable} of {len(MESSAGES)} can come about, and each of these has a code here.\n\n"
    return head + "\n".join(["| message | here |", "|---|---|", *rows]) + "\n"


def mistakes_table() -> str:
    """What webvtt.js calls wrong and is right."""
    rows = [f"| `{mistake.message}` | {mistake.why} |" for mistake in MISTAKES]
    return "\n".join(["| message | why it is wrong |", "|---|---|", *rows]) + "\n"


def checks_table(checks: Sequence[Check]) -> str:
    """The checks of a tool, each with the codes here, or with why there is none."""
    rows = []
    for check in checks:
        here = ", ".join(f"`{code}`" for code in check.codes.split()) or "left out"
        if check.note:
            here += f"; in part: {check.note}" if check.codes else f": {check.note}"
        names = ", ".join(f"`{name}`" for name in check.names)
        rows.append(f"| {names} | {check.finds} | {here} |")
    every = sum(len(check.names) for check in checks)
    full = sum(len(check.names) for check in checks if check.codes and not check.note)
    part = sum(len(check.names) for check in checks if check.codes and check.note)
    head = (
        f"{every} checks: {full} are here, {part} in part, {every - full - part} are left out.\n\n"
    )
    return head + "\n".join(["| their check | finds | here |", "|---|---|---|", *rows]) + "\n"
