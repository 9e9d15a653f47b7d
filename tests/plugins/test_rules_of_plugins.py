"""A plugin's rule is used as ours are: selected, configured, suppressed, kept in a baseline, reported."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.test_startup import SLOW, modules_after
from tests.plugins.conftest import CAPTIONS, PAGE, RULE, SRC, Run, World

# Each test starts a caption-qa of its own, which is what a plugin is loaded into.
pytestmark = pytest.mark.slow

OPT_IN = RULE.replace("SEVERITY =", "DEFAULT = False\nFORMERLY = ('old_quiet',)\nSEVERITY =")


@pytest.fixture
def house(world: World) -> World:
    world.plugin(world.site, {"shouted": RULE, "quiet": OPT_IN})
    return world


def check(world: World, config: str, *arguments: str, allow: bool = True) -> Run:
    world.configure(config)
    allowed = ("--allow-plugin", "house") if allow else ()
    return world.run("check", "--format=concise", *allowed, *arguments, path=(world.site,))


def codes(done: Run) -> list[str]:
    """The codes of what is reported."""
    return [line.split("[")[1].split("]")[0] for line in done.out.splitlines() if "[" in line]


@pytest.mark.parametrize(
    "config, found",
    [
        ("plugins: house\n", ["house/shouted"]),
        ("plugins: [house]\nextend-select: house/quiet\n", ["house/quiet", "house/shouted"]),
        ("plugins: [house]\nselect: house/all\n", ["house/quiet", "house/shouted"]),
        ("plugins: [house]\nselect: house/quiet\n", ["house/quiet"]),
        ("plugins: [house]\nignore: house/shouted\n", []),
        ("plugins: [house]\nignore: house/all\n", []),
        ("plugins: [house]\nseverity: {house/shouted: off}\n", []),
        ("plugins: [house]\noptions: {house/shouted: {word: QUIET}}\n", []),
        ("plugins: [house]\noptions: {house/shouted: {word: that}}\n", ["house/shouted"]),
        ("plugins: [house]\nselect: empty_cue\n", []),
        ("plugins: [house]\nselect: all\nignore: [content, text, structure, timing, file]\n",
         ["house/quiet", "house/shouted"]),
    ],
)  # fmt: skip
def test_a_configuration_chooses_rules_of_a_plugin(
    house: World, config: str, found: list[str]
) -> None:
    done = check(house, config)
    assert [code for code in codes(done) if code.startswith("house/")] == found, done.err
    assert done.code == bool(found)


def test_a_code_that_was_renamed_is_understood(house: World) -> None:
    # A name that nobody knows is looked for among the old ones before the plugin is imported.
    done = check(house, "plugins: house\nselect: house/old_quiet\n", "--ignore=nonsense")
    assert codes(done) == ["house/quiet"]
    assert 'is deprecated and now called "house/quiet"' in done.err


def test_the_severity_counts(house: World) -> None:
    done = check(house, "plugins: house\nseverity: {house/shouted: warning}\n")
    assert done.code == 0
    assert codes(done) == ["house/shouted"]
    assert check(house, "plugins: house\n", "--severity=house/shouted=info").code == 0
    failing = "plugins: house\nseverity: {house/shouted: info}\nfail-on: house/shouted\n"
    assert check(house, failing).code == 1


def test_the_command_line_selects_and_sets_options(house: World) -> None:
    done = check(house, "", "--select=house/quiet", "--option=house/quiet.word=that")
    assert codes(done) == ["house/quiet"]
    done = check(house, "", "--select=house/quiet", allow=False)
    assert done.code == 2
    assert "pass --allow-plugin house" in done.err


@pytest.mark.parametrize("value", ["house", "other, house", " house other\n"])
def test_the_environment_allows_plugins(world: World, value: str) -> None:
    world.plugin(world.site, {"shouted": RULE})
    world.configure("plugins: house\n")
    done = world.run("check", path=(world.site,), CAPTION_QA_ALLOW_PLUGINS=value)
    assert "house/shouted" in done.out


def test_pyproject_and_what_is_extended_name_plugins_too(house: World) -> None:
    house.tree.joinpath("base.yml").write_text("plugins: house\n")
    assert codes(check(house, "extend: base.yml\n")) == ["house/shouted"]
    house.tree.joinpath(".caption-qa.yml").unlink()
    house.tree.joinpath("pyproject.toml").write_text(
        '[tool.caption-qa]\nplugins = ["house"]\n[tool.caption-qa.severity]\n"house/shouted" = "info"\n'
    )
    done = house.run("check", "--allow-plugin=house", "--format=concise", path=(house.site,))
    assert "info[house/shouted]" in done.out


def test_a_rule_runs_only_where_its_plugin_is_named(house: World) -> None:
    house.configure("plugins: house\n")
    inner = house.tree / "inner"
    inner.mkdir()
    inner.joinpath("talk.srt").write_text(CAPTIONS)
    house.configure("preset: youtube\n", inner)
    done = house.run("check", "--allow-plugin=house", "--format=concise", path=(house.site,))
    assert [line.partition(":")[0] for line in done.out.splitlines() if "house/" in line] == [
        "talk.srt"
    ]
    house.configure("select: house/shouted\n", inner)
    done = house.run("check", "--allow-plugin=house", path=(house.site,))
    assert done.code == 2
    assert (
        'inner/.caption-qa.yml:1:9: select: "house/shouted" is of a plugin: add house to plugins'
        in done.err
    )


@pytest.mark.parametrize("key", ["select", "extend-select", "fail-on"])
def test_a_code_without_its_plugin_is_an_error(house: World, key: str) -> None:
    done = check(house, f"{key}: house/shouted\n")
    assert done.code == 2
    assert "add house to plugins" in done.err


def test_a_code_that_is_not_there_is_an_error_with_the_nearest(house: World) -> None:
    done = check(house, "plugins: house\nselect: house/shoutd\n")
    assert done.code == 2
    assert 'did you mean "house/shouted"?' in done.err
    done = check(house, "plugins: house\noptions: {house/shouted: {wort: x}}\n")
    assert 'did you mean "word"?' in done.err
    done = check(house, "plugins: hous\n", "--allow-plugin=hous")
    assert 'did you mean "house"?' in done.err


def test_a_comment_and_the_configuration_suppress(house: World) -> None:
    house.tree.joinpath("talk.srt").unlink()
    house.tree.joinpath("talk.vtt").write_text(
        "WEBVTT\n\nNOTE caption-qa: ignore[house/shouted] a quotation\n\n"
        "00:01.000 --> 00:03.000\nI said STOP that.\n"
    )
    assert codes(check(house, "plugins: house\n")) == []
    house.tree.joinpath("talk.vtt").unlink()
    house.tree.joinpath("talk.srt").write_text(CAPTIONS)
    config = (
        "plugins: house\nsuppressions:\n- {files: '*.srt', codes: house/shouted, reason: quoted}\n"
    )
    assert codes(check(house, config)) == []


def test_suppress_adds_an_entry_for_a_code_of_a_plugin(house: World) -> None:
    house.configure("plugins: house\n")
    allow = "--allow-plugin=house"
    done = house.run("suppress", "house/shouted", "talk.srt", allow, path=(house.site,))
    assert done.code == 0, done.err
    assert "(1 finding now)" in done.out
    assert codes(house.run("check", "--format=concise", allow, path=(house.site,))) == []


def test_a_baseline_knows_findings_of_a_plugin(house: World) -> None:
    house.configure("plugins: house\nbaseline: known.json\n")
    arguments = ("--allow-plugin=house", "--baseline=known.json")
    assert house.run("baseline", "write", *arguments, path=(house.site,)).code == 0
    assert "house/shouted" in house.tree.joinpath("known.json").read_text()
    done = house.run("check", "--allow-plugin=house", path=(house.site,))
    assert done.code == 0
    assert "house/shouted" not in done.out


def test_fixes_are_made(house: World) -> None:
    done = check(house, "plugins: house\n", "--fix", "--unsafe-fixes")
    assert done.code == 0, done.out
    assert "I said stop that." in house.tree.joinpath("talk.srt").read_text()


def test_reports_have_the_code_and_no_page_of_ours(house: World) -> None:
    house.configure("plugins: house\n")
    house.run("check", "--allow-plugin=house", "--format=json=r.json", "--format=sarif=r.sarif",
              "--format=junit=r.xml", path=(house.site,))  # fmt: skip
    report = json.loads(house.tree.joinpath("r.json").read_text())
    (finding,) = report["files"][0]["diagnostics"]
    assert (finding["code"], finding["url"]) == ("house/shouted", None)
    run = json.loads(house.tree.joinpath("r.sarif").read_text())["runs"][0]
    (result,) = run["results"]
    rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
    assert result["ruleId"] == rule["id"] == "house/shouted"
    assert "helpUri" not in rule
    assert "house/shouted" in house.tree.joinpath("r.xml").read_text()


def test_the_commands_about_rules_know_them(house: World) -> None:
    allow = "--allow-plugin=house"
    page = house.run("rule", "house/shouted", allow, path=(house.site,))
    assert page.code == 0
    assert "Something is found." in page.out
    listed = house.run("rules", "--group=house", "--json", allow, path=(house.site,))
    assert [rule["code"] for rule in json.loads(listed.out)] == ["house/quiet", "house/shouted"]
    missing = house.run("rule", "house/shouted", path=(house.site,))
    assert missing.code == 2
    assert "--allow-plugin house" in missing.err
    assert "house/" not in house.run("rules", path=(house.site,)).out


def test_settings_show_the_plugin_and_where_it_is_named(house: World) -> None:
    done = check(house, "plugins: house\n", "--show-settings")
    assert "house" in done.out
    assert ".caption-qa.yml:1" in done.out


def test_more_processes_find_the_same(house: World) -> None:
    for number in range(40):
        house.tree.joinpath(f"{number:02}.srt").write_text(CAPTIONS)
    done = check(house, "plugins: house\n", "--jobs=2")
    assert codes(done) == ["house/shouted"] * 41


def test_a_process_that_was_not_forked_imports_the_plugin(house: World) -> None:
    """As on Windows and macOS: what a worker gets is pickled settings, and nothing is imported yet."""
    house.configure("plugins: house\n")
    jobs = house.folder / "jobs"
    making = (
        "import pickle, sys\nfrom caption_qa_action.api import find_jobs\n"
        "from caption_qa_action.config import Arguments, load\n"
        "configuration = load(Arguments(allow_plugins=('house',)))\n"
        f"open({str(jobs)!r}, 'wb').write(pickle.dumps(find_jobs([], configuration)))\n"
    )
    working = (
        "import pickle\nfrom caption_qa_action.pipeline import check_file\n"
        f"for job in pickle.load(open({str(jobs)!r}, 'rb')):\n"
        "    print(*(found.code for found in check_file(job).diagnostics))\n"
    )
    outputs = [
        subprocess.run(
            [sys.executable, "-P", "-c", code],
            cwd=house.tree,
            env={"PYTHONPATH": f"{house.site}{os.pathsep}{SRC}"},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for code in (making, working)
    ]
    assert outputs[1].split() == ["house/shouted"]
    assert pickle.loads(jobs.read_bytes())[0].settings.plugins[0].name == "house"


def test_the_api_uses_a_plugin_where_it_is_named_and_nowhere_else(house: World) -> None:
    code = (
        "import caption_qa_action as qa\n"
        f"text = {CAPTIONS!r}\n"
        "codes = lambda rules: [each.code for each in rules if '/' in each.code]\n"
        "print(codes(qa.check_text(text, 'a.srt', plugins='house').diagnostics))\n"
        "print(codes(qa.check_text(text, 'a.srt').diagnostics))\n"
        "print(codes(qa.check_text(text, 'a.srt', select='all').diagnostics))\n"
        "print(codes(qa.rules(plugins=['house'])), codes(qa.rules()))\n"
        "print(qa.fix_text(text, 'a.srt', plugins='house', unsafe=True).applied)\n"
        "try: qa.check_text(text, 'a.srt', select='house/shouted')\n"
        "except qa.UsageError as error: print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", code],
        cwd=house.tree,
        env={"PYTHONPATH": f"{house.site}{os.pathsep}{SRC}"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines() == [
        "['house/shouted']",
        "[]",
        "[]",
        "['house/quiet', 'house/shouted'] []",
        "(('house/shouted', 'say it'),)",
        'select: "house/shouted" is of a plugin: name house in plugins',
    ]


def test_parts_of_a_run_are_joined(house: World) -> None:
    house.tree.joinpath("other.srt").write_text(CAPTIONS)
    for part in ("1", "2"):
        check(
            house,
            "plugins: house\nfail-on: house/shouted\n",
            f"--shard={part}/2",
            f"--format=json=r{part}.json",
        )
    done = house.run("merge", "--format=concise", "r1.json", "r2.json")
    assert codes(done) == ["house/shouted"] * 2
    assert done.code == 1


def test_the_remote_engine_says_that_it_does_not_run_them(house: World) -> None:
    done = check(house, "plugins: house\nengine: remote\n", "--show-files")
    assert "warning: the remote engine does not run the rules of plugins: house" in done.err


def test_a_mistyped_permission_is_a_warning_with_the_nearest(house: World) -> None:
    done = house.run("check", "--allow-plugin=hous", path=(house.site,))
    assert (
        'warning: --allow-plugin: plugin "hous": it is not installed (did you mean "house"?)'
        in (done.err)
    )
    assert done.code == house.run("check", path=(house.site,)).code
    assert not house.marker.exists()
    assert "warning" not in house.run("check", "--allow-plugin=house", path=(house.site,)).err


def test_entry_points_are_read_only_where_plugins_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CAPTION_QA_ALLOW_PLUGINS", "house")
    tmp_path.joinpath("talk.srt").write_text(CAPTIONS.replace("STOP", "stop"))
    modules = modules_after(tmp_path, "check", "talk.srt")
    assert not modules & (SLOW | {"caption_qa_action.plugins"})


BROKEN = {
    "raises": ("raise RuntimeError('no\\nway')", "RuntimeError: no\\nway"),
    "ends": ("raise SystemExit(0)", "it wanted to end the program (0)"),
    "gives_up": ("import asyncio\nraise asyncio.CancelledError", "it raised CancelledError"),
    "no_check": ("", "house/broken has no function check"),
    "no_page": ("def check(document): yield", "house/broken has no page"),
    "no_severity": (f"def check(document):\n    {PAGE}\n    yield", "house/broken has no SEVERITY"),
    "bad_formats": (RULE + "\nFORMATS = ('srt', 'word')", "has FORMATS that there are not: word"),
    "text_formats": (RULE + "\nFORMATS = 'srt'", "FORMATS that are no tuple"),
    "bad_option": (
        RULE.replace('word: str = "STOP"', "word=object()"),
        "an option word that is none of",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_plugin_that_is_no_plugin_is_a_clear_error(world: World, name: str) -> None:
    text, message = BROKEN[name]
    world.plugin(world.site, {"broken": text})
    done = check(world, "plugins: house\n")
    assert done.code == 2
    assert done.err.startswith('caption-qa: error: .caption-qa.yml:1:10: plugins: plugin "house"')
    assert message in done.err
    assert len(done.err.splitlines()) == 1


@pytest.mark.parametrize("name", ["timing", "all", "remote", "House", "empty_cue"])
def test_a_name_that_would_be_mistaken_is_refused(world: World, name: str) -> None:
    world.plugin(world.site, {"shouted": RULE}, name=name)
    done = check(world, f"plugins: {name}\n", f"--allow-plugin={name}")
    assert done.code == 2
    assert "is no name for a plugin" in done.err


def test_a_name_that_two_packages_have_is_refused(house: World) -> None:
    house.plugin(house.site, {"shouted": RULE}, package="other_house", distribution="other-house")
    done = check(house, "plugins: house\n")
    assert done.code == 2
    assert "is in several packages: caption-house, other-house" in done.err


@pytest.mark.parametrize(
    "body, message",
    [
        ("raise ValueError('oh')", "ValueError: oh"),
        ("raise SystemExit(0)", "wanted to end the program"),
        ("yield 'text'", "it yielded a str in place of a Finding"),
        ("yield Finding(Span(0, 999), 'x')", "is not inside the text"),
        ("yield Finding(Span(0.0, 1.0), 'x')", "the span (0.0, 1.0) is not two whole numbers"),
        ("yield Finding((0, 'x'), 'x')", "the span (0, 'x') is not two whole numbers"),
        ("yield Finding((0,), 'x')", "the span (0,) is not two whole numbers"),
        ("yield Finding(Span(0, 1), b'x')", "a message is a bytes in place of a string"),
        ("yield Finding(Span(0, 1), 'x', Fix(5, ()))", "a title is a int in place of a string"),
        (
            "yield Finding(Span(0, 1), 'x', Fix('x', (Edit(Span(0, 1), 5),)))",
            "a replacement is a int in place of a string",
        ),
        ("yield Finding(Span(0, 1), 'x', severity='high')", "the severity 'high' is no Severity"),
        ("yield Finding(Span(0, 1), 'x', severity=9)", "the severity 9 is no Severity"),
        ("yield Finding(Span(0, 1), 'x', Fix('x', (), words='moves'))", "has words='moves'"),
        ("yield Finding(Span(0, 1), 'x', Fix('x', (), words='swaps'))", "has words='swaps'"),
        ("raise GeneratorExit", "GeneratorExit"),
        ("raise type('Stop', (BaseException,), {})('now')", "it raised Stop: now"),
        ("raise type('Mute', (ValueError,), {'__str__': lambda self: 1 / 0})", "failed (Mute)"),
        ("document.cues.clear()", "it changed the list of cues"),
    ],
)
def test_a_rule_that_fails_is_reported_and_the_run_goes_on(
    world: World, body: str, message: str
) -> None:
    failing = (
        RULE.partition("    start = ")[0]
        + f"    if 'STOP' in document.source.text:\n        {body}\n    yield from ()\n"
    )
    world.plugin(world.site, {"failing": failing})
    world.tree.joinpath("other.srt").write_text(CAPTIONS.replace("STOP", ""))
    done = check(world, "plugins: house\n")
    assert done.code == 2
    assert f"{message}" in done.out
    assert "this is a bug of house" in done.out
    assert "talk.srt:1:1: error[internal_error]" in done.out
    assert "2 cues" in done.out
    assert "2 files checked, 0 skipped, 0 not checked" in done.out


def test_a_message_is_made_one_visible_line(world: World) -> None:
    hostile = RULE.replace('f"{word} is shouted"', r'"a\n::error::b\x1b[31m"')
    world.plugin(world.site, {"shouted": hostile})
    done = check(world, "plugins: house\n")
    assert r"a\n::error::b\x1b[31m" in done.out


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_what_a_plugin_prints_is_no_part_of_a_report(world: World, jobs: str) -> None:
    world.tree.joinpath("other.srt").write_text(CAPTIONS)
    printing = "print('imported')\n" + RULE.replace(
        "    start = ", "    print('run')\n    start = "
    )
    world.plugin(world.site, {"shouted": printing})
    world.configure("plugins: house\n")
    done = world.run(
        "check", "--format=json", "--allow-plugin=house", "--jobs", jobs, path=(world.site,)
    )
    found = json.loads(done.out)["files"][0]["diagnostics"]
    assert "house/shouted" in [each["code"] for each in found]
    assert "imported" in done.err
    assert "run" in done.err


def test_a_scope_that_fails_loses_no_other_finding_and_is_one_line(world: World) -> None:
    failing = RULE + "\n\ndef applies_to(format):\n    raise ValueError('oh')\n"
    world.plugin(world.site, {"failing": failing})
    world.tree.joinpath("talk.srt").write_text(CAPTIONS.replace("STOP", "a  b"))
    done = check(world, "plugins: house\n")
    assert done.code == 2
    assert codes(done) == ["internal_error", "double_space"]
    assert "this is a bug of house" in done.out
    shown = world.run("rule", "house/failing", "--allow-plugin=house", path=(world.site,))
    assert shown.code == 2
    assert "applies_to of house/failing fails (ValueError: oh)" in shown.err
