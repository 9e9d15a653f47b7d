"""Who imports whom: alternatives not each other, nothing private from elsewhere, nothing in a circle."""

from __future__ import annotations

import ast
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = "caption_qa_action"


@cache
def _graph() -> grimp.ImportGraph:
    return grimp.build_graph(PACKAGE, cache_dir=None)


@pytest.mark.parametrize("kind", ["rules", "formats", "presets", "reporters", "cli"])
def test_alternatives_import_only_helpers_beside_them(kind: str) -> None:
    graph = _graph()
    package = f"{PACKAGE}.{kind}"
    inside = graph.find_descendants(package)
    # The rules of a group are alternatives; a format is one, with all modules of its package.
    depth = None if kind == "rules" else package.count(".") + 2
    alternative = {
        module: ".".join(module.split(".")[:depth])
        for module in inside
        if not any(part.startswith("_") for part in module.split("."))
        and (depth or not graph.find_children(module))
    }
    assert alternative
    imports = {
        f"{module} -> {imported}"
        for module in inside
        for imported in graph.find_modules_directly_imported_by(module)
        if imported in alternative and alternative[imported] != alternative.get(module)
    }
    assert imports == set()


@cache
def _imports(name: str) -> Mapping[str, set[str]]:
    """What each module below a folder imports of the others, also for type checkers alone."""
    folder = ROOT / name
    files = {_name_of(folder, path): path for path in folder.rglob("*.py")}
    return {name: set(_imported(path, files)) - {name} for name, path in files.items()}


def _name_of(folder: Path, path: Path) -> str:
    parts = path.relative_to(folder).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _imported(path: Path, modules: Container[str]) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in modules)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                # What is imported of a package is a module in it, or something of its own.
                inside = f"{node.module}.{alias.name}"
                yield from [name for name in (inside, node.module) if name in modules][:1]


FOLDERS = ("src", "benchmarks")


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_modules_import_each_other(folder: str) -> None:
    assert any(_imports(folder).values())
    circle: list[str] = []
    try:
        TopologicalSorter(_imports(folder)).prepare()
    except CycleError as error:
        circle = error.args[1]
    assert circle == []


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_private_module_is_imported_only_by_its_package(folder: str) -> None:
    foreign = {
        f"{name} -> {imported}"
        for name, others in _imports(folder).items()
        for imported in others
        for owner in _owners(imported)
        if name != owner and not name.startswith(f"{owner}.")
    }
    assert foreign == set()


def test_only_the_command_line_knows_its_arguments() -> None:
    source = ROOT / "src"
    knowing = {
        _name_of(source, path)
        for path in source.rglob("*.py")
        if "argparse" in path.read_text(encoding="utf-8")
        if "argparse" in _imported(path, {"argparse"})
    }
    assert f"{PACKAGE}.cli.check" in knowing
    assert {name for name in knowing if not name.startswith(f"{PACKAGE}.cli")} == set()


# What the faces may use besides the vocabulary and each other's layers: calls that do the work (`api`,
# `runs`), what there is to choose from, settings, the work tree, records that are kept, results that
# are written, and services of others. How captions are read, judged, mended and delivered is below.
FACES = ("action", "cli", "server")
_FOR_FACES = (
    "api", "runs", "testing",
    "config", "core", "formats", "plugins", "presets", "reporters", "rules",
    "clients", "files.temporary", "files.write", "workspace", "triage", "engines.remote",
    # The names of targets and profiles, and a delivery as a record.
    "delivery.process", "delivery.profiles", "delivery.target",
)  # fmt: skip
_FOR_ONE_FACE = {
    ("action.__main__", "cli"),
    # The command that shows and clears what is kept.
    ("cli.cache", "cache"),
    # Values that a request is made of.
    ("cli._check_request", "fixing"),
    ("cli._samples", "samples"),
    # The command that starts another face.
    ("cli.serve", "server.contract"),
    ("cli.serve", "server.run"),
    ("cli.serve", "server.store"),
    ("cli.serve", "server.plans"),
    ("cli._serve_keys", "server.store"),
    ("cli._serve_keys", "server.plans"),
    ("cli._serve_plans", "server.plans"),
    ("cli._serve_projects", "server.projects"),
    ("cli._serve_projects", "server.store"),
    # A worker of the server starts as one of a check does.
    ("server.work", "parallel"),
    ("server.work", "limits"),
    # Where a report goes.
    ("cli._outputs", "regular"),
    # The checkout that git may trust, and files of it that are not captions, which may be devices.
    ("action.__main__", "regular"),
    ("action.changed_configurations", "regular"),
    ("cli._file_changes", "regular"),
}


def test_a_face_decides_nothing_about_captions() -> None:
    graph = grimp.build_graph(PACKAGE, exclude_type_checking_imports=True, cache_dir=None)
    foreign, exceptions = set(), set()
    for face in FACES:
        for module in graph.find_descendants(f"{PACKAGE}.{face}"):
            for imported in graph.find_modules_directly_imported_by(module):
                name, used = (each.removeprefix(f"{PACKAGE}.") for each in (module, imported))
                if used == PACKAGE or _is_in(used, (face, *_FOR_FACES)):
                    continue
                if (name, used) in _FOR_ONE_FACE:
                    exceptions.add((name, used))
                else:
                    foreign.add(f"{name} -> {used}")
    assert foreign == set()
    assert exceptions == _FOR_ONE_FACE


def _is_in(module: str, packages: Sequence[str]) -> bool:
    return any(module == each or module.startswith(f"{each}.") for each in packages)


def _owners(module: str) -> Iterator[str]:
    """The packages that hold each private part of a module's name, `""` for the top."""
    parts = module.split(".")
    for number, part in enumerate(parts):
        if part.startswith("_") and not part.startswith("__"):
            yield ".".join(parts[:number])
