"""Times caption-qa against the readers and linters that people have, in one run on one machine.

    python benchmarks/run.py [--quick] [--only NAME] [--rounds N] [--work FOLDER] [--json FILE]

The absolute figures are those of this machine today; the ratios hold elsewhere too. README.md says
what is measured and how to read it.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bench import FULL, QUICK, WORK, Bench, Plan
from measure import run
from real import CUES as REAL_CUES
from show import series_table, table

PEERS = {
    "srt": ("pysubs2", "srt", "webvtt-py", "pycaption"),
    "vtt": ("pysubs2", "webvtt-py", "pycaption"),
    "ass": ("pysubs2",),
    "ttml": ("ttconv", "pycaption"),
    "sbv": (),
    "json": (),
}
HOOK_FILES = (1, 10, 100)
CONFIGURATION = (
    "preset: youtube\nignore: [gap_too_small]\noptions:\n  duration_too_long:\n    limit_ms: 8000\n"
)


def start_up(bench: Bench) -> None:
    """Start-up: one small file."""
    one = bench.generated("one.srt", "--cues", "1")
    configured = bench.path("configured")
    os.makedirs(configured, exist_ok=True)
    with open(os.path.join(configured, "one.srt"), "wb") as file, open(one, "rb") as given:
        file.write(given.read())
    with open(os.path.join(configured, ".caption-qa.yml"), "w", encoding="utf-8") as text:
        text.write(CONFIGURATION)
    with open(bench.path("one.yml"), "w", encoding="utf-8") as text:
        text.write("---\nname: one\nvalues:\n  - first\n  - second\n")
    with open(bench.path("one.py"), "w", encoding="utf-8") as text:
        text.write('"""One."""\n\nONE = 1\n')
    program = (sys.executable, "-m", "caption_qa_action")
    check = bench.check("check one.srt", "one.srt")
    with_configuration = bench.check("check one.srt, configured", "one.srt")._replace(
        folder=configured
    )
    version = bench.case("version", *program, "version")
    cases = [
        bench.case("python -c pass", sys.executable, "-c", "pass"),
        version,
        bench.installed("version, installed", version),
        check,
        bench.installed("check one.srt, installed", check),
        with_configuration,
        bench.installed("check one.srt, configured, installed", with_configuration),
        bench.case("yamllint one.yml", sys.executable, "-m", "yamllint", "one.yml"),
        bench.case(
            "ruff check one.py", sys.executable, "-m", "ruff", "check", "--isolated", "one.py"
        ),
        *(bench.parse(name, "one.srt", 0) for name in PEERS["srt"]),
    ]
    # The round that is not counted fills the caches, so every counted run is a second run.
    series = bench.measure("start-up", cases, max(5, bench.plan.rounds * 3))
    series_table(series, "yamllint one.yml")
    yamllint = series.get("yamllint one.yml")
    for name, limit in (("check one.srt", 0.6), ("check one.srt, configured", 1.0)):
        installed = series.get(f"{name}, installed")
        bench.budget(f"{name}, installed / yamllint", limit, installed, yamllint)
    bare, version_series = series.get("python -c pass"), series.get("version")
    if bare and version_series:
        added_ms = (version_series.median_s() - bare.median_s()) * 1000
        bench.budget_of("version over python -c pass", 15, added_ms, " ms")


def big_file(bench: Bench, format: str) -> None:
    """One big file: each reader alone, then the whole linter beside the readers."""
    cues = bench.plan.cues
    count = str(cues)
    busy = bench.generated(f"busy.{format}", "--cues", count, "--kind", "busy")
    clean = bench.generated(f"clean.{format}", "--cues", count, "--kind", "clean")
    damaged = bench.generated(f"damaged.{format}", "--cues", count, "--kind", "damaged")
    readers = ("read-only", "caption-qa", *PEERS[format])
    cases = [bench.parse(reader, busy, cues) for reader in readers]
    cases.append(
        bench.parse("caption-qa", damaged, cues)._replace(name="parse: caption-qa, damaged file")
    )
    cases += [
        bench.check("check", busy, cues=cues),
        bench.check("check, clean file", clean, cues=cues),
        bench.check("check, damaged file", damaged, cues=cues),
        bench.check("check, every rule", "--select", "all", busy, cues=cues),
        bench.cached("check again", bench.check("", busy, cues=cues)),
        *bench.other_linter(format, busy, cues),
    ]
    series = bench.measure(format, cases, bench.plan.rounds)
    parsers = {name: one for name, one in series.items() if name.startswith("parse")}
    bench.say("  Inside the process: reading, decoding and parsing, without start-up")
    series_table(parsers, "parse: pysubs2", inside=True)
    bench.say("  Whole processes")
    series_table(series, "parse: pysubs2")

    own, pysubs2, srt = (series.get(f"parse: {name}") for name in ("caption-qa", "pysubs2", "srt"))
    check, every_rule = series.get("check"), series.get("check, every rule")
    name = format.upper()
    if own:
        speed = cues / own.median_s(inside=True) / 1000
        bench.budget_of(f"{name}: parse", 250, speed, "k cues/s", at_least=True)
    bench.budget(f"{name}: parse, speed / pysubs2", 7, own, pysubs2, inside=True, at_least=True)
    bench.budget(f"{name}: check / pysubs2's parse", 0.5, check, pysubs2)
    bench.budget(f"{name}: check / srt's parse", 1.0, check, srt)
    bench.budget(f"{name}: check with every rule / pysubs2's parse", 1.0, every_rule, pysubs2)
    bench.budget_of(f"{name}: peak memory of check", 130, check.peak_mb if check else None, " MB")


def other_file(bench: Bench, format: str) -> None:
    """One big file of another format: each reader alone, the whole linter, and its conversion."""
    cues = bench.plan.cues // 5  # the readers of XML are slow, and need much memory
    busy = bench.generated(f"busy.{format}", "--cues", str(cues), "--kind", "busy")
    cases = [bench.parse(reader, busy, cues) for reader in ("caption-qa", *PEERS[format])]
    cases.append(bench.check("check", busy, cues=cues))
    program = (sys.executable, "-m", "caption_qa_action", "convert", "--isolated", "--quiet")
    target = "json" if format == "ass" else "ass"
    for to in ("srt", target):
        out = ("--to", to, "-o", bench.path(f"made.{to}"), "--force")
        cases.append(bench.case(f"convert to {to}", *program, busy, *out, cues=cues))
    series = bench.measure(format, cases, bench.plan.rounds)
    parsers = {name: one for name, one in series.items() if name.startswith("parse")}
    base = f"parse: {PEERS[format][0] if PEERS[format] else 'caption-qa'}"
    bench.say("  Inside the process: reading, decoding and parsing, without start-up")
    series_table(parsers, base, inside=True)
    bench.say("  Whole processes")
    series_table(series, base)
    own, peer, check = (series.get(name) for name in ("parse: caption-qa", base, "check"))
    if PEERS[format]:
        name = f"{format.upper()}: parse, speed / {PEERS[format][0]}"
        bench.budget(name, 1, own, peer, inside=True, at_least=True)
        bench.budget(f"{format.upper()}: check / {PEERS[format][0]}'s parse", 1.0, check, peer)


def tree(bench: Bench) -> None:
    """A tree of many files, with one process and with two."""
    plan = bench.plan
    cues = plan.tree_files * plan.tree_cues
    counts = ("--files", str(plan.tree_files), "--cues", str(plan.tree_cues))
    busy = bench.generated("tree-busy", *counts, "--kind", "busy")
    clean = bench.generated("tree-clean", *counts, "--kind", "clean")
    cases = [
        bench.parse("read-only", clean, cues),
        bench.parse("caption-qa", clean, cues),
        bench.parse("pysubs2", clean, cues),
        bench.parse("srt", clean, cues),
        bench.check("check, 1 job", "--jobs", "1", clean, cues=cues),
        bench.check("check, 2 jobs", "--jobs", "2", clean, cues=cues),
        bench.check("check, 1 job, busy tree", "--jobs", "1", busy, cues=cues),
        bench.check("check, 2 jobs, busy tree", "--jobs", "2", busy, cues=cues),
    ]
    series = bench.measure("tree", cases, plan.tree_rounds)
    series_table(series, "parse: pysubs2")
    one, two = series.get("check, 1 job"), series.get("check, 2 jobs")
    bench.budget("tree: 2 jobs / pysubs2's parse", 0.25, two, series.get("parse: pysubs2"))
    bench.budget("tree: 1 job / pysubs2's parse", 0.4, one, series.get("parse: pysubs2"))
    bench.budget("tree: 2 jobs, speed / 1 job", 1.6, two, one, at_least=True)
    bench.budget_of("tree: peak memory, 1 job", 40, one.peak_mb if one else None, " MB")
    bench.budget_of(
        "tree: peak memory of the largest of 2 jobs", 40, two.peak_mb if two else None, " MB"
    )
    if two and plan.tree_files == FULL.tree_files:
        bench.budget_of("tree: 2 jobs", 4.5, two.median_s(), " s")


def real_tree(bench: Bench) -> None:
    """A tree as repositories of lectures and videos are."""
    files = bench.plan.tree_files
    cues = files * REAL_CUES
    folder = bench.generated("tree-real", "--files", str(files), "--kind", "real")
    cases = [
        bench.parse("pysubs2", folder, cues),
        bench.check("check, 1 job", "--jobs", "1", folder, cues=cues),
        bench.check("check, 2 jobs", "--jobs", "2", folder, cues=cues),
        bench.check("check, 1 job, verbose", "--jobs", "1", "--verbose", folder, cues=cues),
        bench.cached("check again", bench.check("", folder, cues=cues)),
    ]
    series = bench.measure("real", cases, bench.plan.tree_rounds)
    series_table(series, "parse: pysubs2")
    one, two = series.get("check, 1 job"), series.get("check, 2 jobs")
    bench.budget("real tree: 1 job / pysubs2's parse", 0.75, one, series.get("parse: pysubs2"))
    bench.budget("real tree: 2 jobs, speed / 1 job", 1.8, two, one, at_least=True)


def hooks(bench: Bench) -> None:
    """A commit of some files, through pre-commit."""
    folder = bench.path("hooks")
    store = {
        "PRE_COMMIT_HOME": bench.path("pre-commit"),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
    }
    python = sys.executable
    entries = {
        "nothing": (f"{python} -c pass", "srt"),
        "caption-qa": (
            f"{python} -m caption_qa_action check --isolated --force-exclude --format concise",
            "srt",
        ),
        "yamllint": (f"{python} -m yamllint", "yml"),
        "ruff": (f"{python} -m ruff check -q", "py"),
    }
    cases = []
    for files in HOOK_FILES:
        place = os.path.join(folder, str(files))
        os.makedirs(place, exist_ok=True)
        captions = bench.generated(
            f"hooks/{files}/captions", "--files", str(files), "--kind", "real"
        )
        for at in range(files):
            with open(os.path.join(place, f"{at}.yml"), "w", encoding="utf-8") as text:
                text.write("---\n" + "".join(f"- value {line}\n" for line in range(277)))
            with open(os.path.join(place, f"{at}.py"), "w", encoding="utf-8") as text:
                text.write(
                    '"""Values."""\n\n' + "".join(f"V{line} = {line}\n" for line in range(277))
                )
        listed = "".join(
            f"      - id: {name}\n        name: {name}\n        language: system\n"
            f"        entry: {entry}\n        files: \\.{suffix}$\n        require_serial: true\n"
            for name, (entry, suffix) in entries.items()
        )
        with open(os.path.join(place, ".pre-commit-config.yaml"), "w", encoding="utf-8") as text:
            text.write(f"repos:\n  - repo: local\n    hooks:\n{listed}")
        assert os.path.isdir(captions)
        for command in (("git", "init", "-q"), ("git", "add", ".")):
            run(bench.case("git", *command)._replace(folder=place))
        for name in entries:
            case = bench.case(
                f"{name}, {files} files",
                *(python, "-m", "pre_commit", "run", "--all-files", name),
                cues=files * REAL_CUES if name == "caption-qa" else 0,
            )
            case = case._replace(folder=place, environment={**case.environment, **store})
            run(case)
            with open(os.path.join(place, ".out"), encoding="utf-8") as out:
                ran = out.read()
            if "Passed" in ran or "Failed" in ran:
                cases.append(case)
            else:
                bench.say(f"  {case.name}: left out, pre-commit has not run it")
    series = bench.measure("hooks", cases, bench.plan.rounds)
    series_table(series, "yamllint, 1 files")
    for files in HOOK_FILES:
        name = f"hook of {files} files / yamllint's"
        own, other = (series.get(f"{each}, {files} files") for each in ("caption-qa", "yamllint"))
        bench.budget(name, 1.0, own, other)


def rules(bench: Bench) -> None:
    """What each rule costs, slowest first."""
    for format in ("srt", "vtt"):
        path = bench.generated(f"busy.{format}", "--cues", str(bench.plan.cues), "--kind", "busy")
        reported = run(
            bench.case("rules", sys.executable, WORK, "rules", path, reports=True)
        ).reported
        costs: list[Mapping[str, Any]] = sorted(reported["rules"], key=lambda rule: -rule["us"])
        bench.results[f"rules, {format}"] = costs
        bench.say(f"  {format.upper()}, {reported['cues']:,} cues, microseconds a cue")
        rows = [
            (
                rule["code"],
                f"{rule['us']:.3f}",
                f"{rule['first_us']:.3f}",
                f"{rule['findings']:,}",
                "" if rule["default"] else "opt-in",
            )
            for rule in costs
            if max(rule["us"], rule["first_us"]) >= 0.01
        ]
        table(("", "us/cue", "first call", "findings", ""), rows)
        bench.say(f"  {len(costs) - len(rows)} more rules take less than 0.01")
        total = sum(rule["us"] for rule in costs if rule["default"])
        shown = sum(rule["default"] for rule in costs)
        bench.say(f"  {shown} default rules: {total:.2f} us/cue\n")


SECTIONS: dict[str, tuple[str, Callable[[Bench], None]]] = {
    "start-up": ("Start-up", start_up),
    "srt": ("One SRT file", lambda bench: big_file(bench, "srt")),
    "vtt": ("One WebVTT file", lambda bench: big_file(bench, "vtt")),
    "ass": ("One ASS file", lambda bench: other_file(bench, "ass")),
    "ttml": ("One TTML file", lambda bench: other_file(bench, "ttml")),
    "sbv": ("One SBV file", lambda bench: other_file(bench, "sbv")),
    "json": ("One JSON file", lambda bench: other_file(bench, "json")),
    "tree": ("A tree of files", tree),
    "real": ("A tree as real ones are", real_tree),
    "hooks": ("Hooks", hooks),
    "rules": ("Rules", rules),
}


def versions(bench: Bench) -> Mapping[str, str]:
    """The tools that are compared, each with its version."""
    reported = run(bench.case("versions", sys.executable, WORK, "versions", reports=True)).reported
    tools: dict[str, str] = reported["tools"]
    return tools


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "--quick", action="store_true", help="less of everything, in a minute or two"
    )
    parser.add_argument("--only", action="append", choices=SECTIONS, help="may be repeated")
    parser.add_argument("--rounds", type=int, default=0, help="counted runs of each case")
    parser.add_argument("--work", help="keep the generated files in this folder and use them again")
    parser.add_argument("--json", help="write every single run to this file")
    arguments = parser.parse_args()
    plan = QUICK if arguments.quick else FULL
    if arguments.rounds:
        plan = plan._replace(rounds=arguments.rounds, tree_rounds=arguments.rounds)
    if arguments.work:
        bench = in_folder(plan, arguments.work, arguments.only)
    else:
        import tempfile

        with tempfile.TemporaryDirectory(prefix="caption-qa-bench-") as folder:
            bench = in_folder(plan, folder, arguments.only)
    if arguments.json:
        with open(arguments.json, "w", encoding="utf-8") as file:
            json.dump(bench.results, file, indent=1)


def in_folder(plan: Plan, folder: str, sections: Sequence[str] | None) -> Bench:
    """Run sections with the generated files in a folder."""
    # Sizes are part of the name, so that quick and full runs can share a folder.
    place = os.path.join(os.path.abspath(folder), f"{plan.cues}-{plan.tree_files}")
    os.makedirs(place, exist_ok=True)
    bench = Bench(plan, place)
    run_sections(bench, sections or list(SECTIONS))
    return bench


def run_sections(bench: Bench, names: Sequence[str]) -> None:
    """The sections one after the other, then all budgets together."""
    begin = time.perf_counter()
    tools = versions(bench)
    python = ".".join(map(str, sys.version_info[:3]))
    machine = f"Python {python}, {sys.platform}, {os.cpu_count()} CPUs"
    bench.results["machine"] = {"system": machine, "tools": tools, "plan": bench.plan._asdict()}
    bench.say(machine)
    bench.say(", ".join(f"{name} {version}" for name, version in tools.items()))
    for name in names:
        title, section = SECTIONS[name]
        bench.say(f"\n{title}\n")
        section(bench)
    bench.results["budgets"] = [budget._asdict() for budget in bench.budgets]
    bench.say("Budgets\n")
    for budget in bench.budgets:
        bench.say(f"  {budget}")
    bench.say(f"\n{time.perf_counter() - begin:.0f} seconds")


if __name__ == "__main__":
    main()
