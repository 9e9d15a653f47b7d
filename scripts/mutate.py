"""Change the code in one place at a time, and see whether a test fails: `python3 dev.py mutate --help`.

mutmut makes the changes ("mutants") inside functions and runs the tests that reach them; constants of
modules, which it leaves alone, are held by tests/test_constants.py. Works in `.mutation/`, on a copy of the checkout.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
WORK = ROOT / ".mutation"
PACKAGE = "src/caption_qa_action"
EQUIVALENT = ROOT / "scripts" / "equivalent_mutants.toml"
# What the tests read besides `src` and `tests`.
COPIED = ("scripts", "examples", "docs", "schemas", "requirements", "hooks", "benchmarks", "README.md",
          "CHANGELOG.md", "CONTRIBUTING.md", "action.yml", "dev.py")  # fmt: skip
# A mutant that fills the memory ends by itself; one that never ends, by mutmut's limit of processor time.
MEMORY_BYTES = 4 * 1024**3
SEED = 12
# The exit codes of pytest, and what they mean for a mutant; any other is a limit or a signal: timeout.
STATUS = {0: "survived", 1: "killed", 2: "killed", 3: "killed", 33: "no tests", None: "not run"}


class Area(NamedTuple):
    """A package to change, the tests that must notice, and how many changes are drawn (0: all).

    What is marked slow is left out as well as `left_out`: tests of thousands of files, which take
    minutes for each change that survives, and those of another process, which no change reaches.
    """

    tests: tuple[str, ...]
    drawn: int = 0
    left_out: tuple[str, ...] = ()
    # Modules of other packages, on which this one rests.
    also: tuple[str, ...] = ()


AREAS = {
    "fixing": Area(
        ("tests/fixing", "tests/core/test_conservation.py"),
        left_out=(
            "tests/fixing/test_mend.py::test_a_mended_file_is_sound_and_settles",
            "tests/fixing/test_conservation.py::test_mending_a_case_loses_no_word",
            "tests/fixing/test_conservation.py::test_mending_a_damaged_file_loses_no_word_and_settles",
            # Other processes, which a mutant does not reach.
            "tests/fixing/test_hardening.py::test_an_interrupted_run_leaves_no_file_half_written",
            "tests/fixing/test_disk_full.py",
        ),
        also=("core/conservation.py",),
    ),
    "triage": Area(("tests/triage",)),
    "formats": Area(
        # What is read of captions of every dialect, and what is noticed in each case of a rule, is written down there.
        ("tests/formats", "tests/captions/test_corpus.py", "tests/rules/test_cases.py"),
        300,
        left_out=(
            "tests/formats/test_contract.py::test_every_file_is_read_whole",
            "tests/formats/test_contract.py::test_a_file_with_flipped_bytes_is_read_whole",
            "tests/formats/test_contract.py::test_a_file_cut_anywhere_is_read_whole",
            # It reads the sources, which are others in the copy.
            "tests/formats/asr_json/test_asr_json.py::test_modules_name_their_source",
        ),
    ),
    "delivery": Area(
        ("tests/delivery",),
        300,
        left_out=(
            "tests/delivery/test_soundness.py::test_every_file_is_delivered_soundly",
            "tests/delivery/test_losses.py::test_every_loss_has_a_known_kind",
        ),
    ),
}


class Mutant(NamedTuple):
    """One change, and what became of it."""

    name: str
    path: Path
    status: str


def main(argv: Sequence[str]) -> int:
    """Run the areas that are asked for; 0 when enough mutants are killed."""
    arguments = parse(argv)
    if arguments.fresh:
        shutil.rmtree(WORK, ignore_errors=True)
    enough = True
    for name in arguments.areas or AREAS:
        area = AREAS[name]
        drawn = area.drawn if arguments.number is None else arguments.number
        if not arguments.report:
            run_area(name, area, drawn, arguments)
        mutants = draw(load(WORK / name), drawn, arguments.seed)
        enough &= report(name, mutants, arguments.least_percent)
    return 0 if enough else 1


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """The arguments."""
    parser = argparse.ArgumentParser("dev.py mutate", description=(__doc__ or "").partition(":")[0])
    parser.add_argument("areas", nargs="*", metavar="AREA", help=f"of {', '.join(AREAS)}; all")
    parser.add_argument("-n", "--number", type=int, help="mutants to draw (0: all)")
    parser.add_argument("--seed", type=int, default=SEED, help=f"of the draw ({SEED})")
    parser.add_argument("--children", type=int, help="processes at a time (one a core)")
    parser.add_argument("--least-percent", type=int, default=80, help="to be killed (80)")
    parser.add_argument("--report", action="store_true", help="only show what is known")
    parser.add_argument("--fresh", action="store_true", help="forget earlier results")
    arguments = parser.parse_args(argv)
    for name in arguments.areas:
        if name not in AREAS:
            parser.error(f"there is no area {name}; one of: {', '.join(AREAS)}")
    return arguments


def run_area(name: str, area: Area, drawn: int, arguments: argparse.Namespace) -> None:
    """Run what was not run, and what no test had noticed when the tests were others."""
    folder = WORK / name
    copy(folder, name, area)
    tests = digest(folder / "tests")
    stamp = folder / "tests.sha256"
    # mutmut makes the mutants before it looks which of them to run: a name of none makes them alone.
    mutmut(folder, ["run", "--max-children", "1", "none of them"], quiet=True)
    mutants = draw(load(folder), drawn, arguments.seed)
    again = not stamp.exists() or stamp.read_text() != tests
    todo = [
        mutant.name
        for mutant in mutants
        if mutant.status == "not run" or (again and mutant.status != "killed")
    ]
    print(f"{name}: {len(todo)} of {len(mutants)} mutants to run", flush=True)
    children = ["--max-children", str(arguments.children)] if arguments.children else []
    if todo:
        mutmut(folder, ["run", *children, *todo])
    stamp.write_text(tests)


def copy(folder: Path, name: str, area: Area) -> None:
    """The checkout as it is now, with the configuration of mutmut."""
    folder.mkdir(parents=True, exist_ok=True)
    (WORK / ".gitignore").write_text("*\n")
    ignored = shutil.ignore_patterns("__pycache__", "*.pyc")
    for part in ("src", "tests", *COPIED):
        source = ROOT / part
        # What was copied is kept while it is the same, so that mutmut knows its earlier results.
        for target in (folder / part, folder / "mutants" / part):
            if part == "src" and target.parent.name == "mutants":
                continue
            shutil.rmtree(target, ignore_errors=True)
        if source.is_dir():
            shutil.copytree(source, folder / part, ignore=ignored)
        else:
            shutil.copy2(source, folder / part)
    settings = {
        "source_paths": ["src"],
        "only_mutate": [f"{PACKAGE}/{part}" for part in (f"{name}/*", *area.also)],
        "pytest_add_cli_args_test_selection": list(area.tests),
        "pytest_add_cli_args": ["-p", "no:cacheprovider", "-m", "not slow", *(f"--deselect={test}" for test in area.left_out)],
        "also_copy": list(COPIED),
        "use_git_change_detection": False,
        "track_dependencies": False,
        "timeout_constant": 4.0,
    }  # fmt: skip
    lines = [f"{key} = {json.dumps(value)}" for key, value in settings.items()]
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    text = "\n".join((project, "[tool.mutmut]", *lines, ""))
    (folder / "pyproject.toml").write_text(text, encoding="utf-8")


def mutmut(folder: Path, arguments: Sequence[str], quiet: bool = False) -> None:
    """Run mutmut in a folder, with a limit to the memory of each process."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(folder / "mutants" / "src"),
        "PYTHONUTF8": "1",
        # The copy is no checkout: what is edited in ours meanwhile is no change that its tests have made.
        "GIT_CEILING_DIRECTORIES": str(WORK),
    }
    subprocess.run(
        [sys.executable, "-m", "mutmut", *arguments],
        cwd=folder,
        env=environment,
        stdout=subprocess.DEVNULL if quiet else None,
        stderr=subprocess.DEVNULL if quiet else None,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES)),
    )


def load(folder: Path) -> list[Mutant]:
    """Every mutant that was made, in order of its name, with what is known of it."""
    found = []
    for meta in sorted((folder / "mutants").rglob("*.py.meta")):
        path = meta.relative_to(folder / "mutants").with_suffix("")
        for name, code in json.loads(meta.read_text())["exit_code_by_key"].items():
            found.append(Mutant(name, path, STATUS.get(code, "timeout")))
    return sorted(found)


def draw(mutants: list[Mutant], number: int, seed: int) -> list[Mutant]:
    """So many of the mutants, the same each time; all where `number` is 0."""
    if not number or number >= len(mutants):
        return mutants
    return sorted(random.Random(seed).sample(mutants, number))


def report(name: str, mutants: list[Mutant], least_percent: int) -> bool:
    """Print what became of the mutants of an area, survivors as diffs; whether all were run and enough noticed."""
    equivalent = load_equivalent()
    counts: Counter[str] = Counter()
    shown = []
    for mutant in mutants:
        status = mutant.status
        if status in ("survived", "no tests"):
            text = diff(WORK / name, mutant)
            if (reason := equivalent.get(changed_lines(mutant.path, text))) is not None:
                status = "equivalent"
                text = f"# equivalent: {reason}\n{text}"
            else:
                shown.append(f"# {mutant.name}: {status}\n{text}")
        counts[status] += 1
    (WORK / f"{name}.diff").write_text("\n".join(shown), encoding="utf-8")
    print("\n".join(shown))
    judged = sum(counts.values()) - counts["equivalent"] - counts["not run"]
    noticed = counts["killed"] + counts["timeout"]
    percent = 100 * noticed / judged if judged else 0.0
    details = ", ".join(f"{number} {status}" for status, number in sorted(counts.items()))
    print(f"{name}: {percent:.1f} % of {judged} noticed ({details})")
    return percent >= least_percent and not counts["not run"]


def diff(folder: Path, mutant: Mutant) -> str:
    """What a mutant changes."""
    # Of mutmut, not of this file: its `show` does this for one mutant, and takes a second for each.
    from mutmut.mutation.diff_apply import get_diff_for_mutant

    before = os.getcwd()
    os.chdir(folder)
    try:
        return str(get_diff_for_mutant(mutant.name, path=mutant.path))
    finally:
        os.chdir(before)


def changed_lines(path: Path, text: str) -> tuple[str, str, str]:
    """The module of a diff, and the lines that it takes and gives, however the code around them moves."""
    lines = text.splitlines()[2:]
    removed = " ".join(line[1:].strip() for line in lines if line.startswith("-"))
    added = " ".join(line[1:].strip() for line in lines if line.startswith("+"))
    return path.as_posix().removeprefix(f"{PACKAGE}/"), removed, added


def load_equivalent() -> dict[tuple[str, str, str], str]:
    """The mutants that no test can notice, with the reason."""
    if not EQUIVALENT.exists():
        return {}
    entries = tomllib.loads(EQUIVALENT.read_text(encoding="utf-8")).get("mutant", [])
    return {(each["module"], each["before"], each["after"]): each["reason"] for each in entries}


def digest(folder: Path) -> str:
    """A hash of the files of a folder."""
    hashed = sha256()
    for path in _files(folder):
        hashed.update(f"{path.relative_to(folder)}\n".encode())
        hashed.update(sha256(path.read_bytes()).digest())
    return hashed.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
