"""The bundle is the code of the modules, and is used only where it is."""

from __future__ import annotations

import ast
import json
import marshal
import os
import shutil
import subprocess
import sys
from importlib.machinery import SourceFileLoader
from importlib.util import MAGIC_NUMBER
from pathlib import Path

import pytest

from caption_qa_action import bundle, make_bundle
from caption_qa_action.action import bootstrap
from tests.cli.test_startup import FIRST_FILES

# In one process, since what they share takes seconds to make.
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("bundle")]

PACKAGE = Path(bundle.__file__).parents[1]
EXAMPLES = PACKAGE.parents[1] / "examples" / "captions"
NAME = f"{sys.implementation.cache_tag}{bundle.SUFFIX}"
# An edit that keeps the size of the file.
MODULE, BEFORE, AFTER = "reporters/_summary.py", 'return "passed"', 'return "PASSED"'
# What runs a command line, and what it then writes of the modules: whether each is bundled.
PROGRAM = """
import json, sys
from caption_qa_action.cli import main
code = main(sys.argv[1:])
found = {name: type(module.__loader__).__name__ == "BundledLoader" for name, module in sys.modules.items()
         if name.partition(".")[0] == "caption_qa_action"}
print(json.dumps([code, found]), file=sys.stderr)
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundle of this Python, made by a process of its own."""
    folder = tmp_path_factory.mktemp("made")
    make = [sys.executable, "-I", make_bundle.__file__, str(folder)]
    subprocess.run(make, check=True, capture_output=True)
    return folder / NAME


@pytest.fixture
def installed(made: Path, tmp_path: Path) -> Path:
    """A package with a bundle, as a wheel installs it: the folder that has it."""
    folder = tmp_path / "installed"
    package = folder / PACKAGE.name
    shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__", "*.bundle"))
    shutil.copy(made, package / "bundle")
    # Installers write all files at once; what is copied here keeps the times of the checkout.
    for path in folder.rglob("*.py"):
        os.utime(path, (made.stat().st_mtime, made.stat().st_mtime))
    return folder


def run(
    folder: Path, *arguments: str, options: tuple[str, ...] = ()
) -> tuple[str, int, dict[str, bool]]:
    """What a command line prints, its exit code, and which modules of ours came from a bundle."""
    program = f"import sys; sys.path.insert(0, {str(folder)!r})\n{PROGRAM}"
    environment = {key: os.environ[key] for key in os.environ if not key.startswith("CAPTION_QA_")}
    done = subprocess.run(
        [sys.executable, "-S", *options, "-c", program, *arguments],
        cwd=EXAMPLES,
        env={**environment, "PYTHONPATH": "", "CAPTION_QA_CACHE_DIR": str(folder / ".cache")},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    code, modules = json.loads(done.stderr.splitlines()[-1])
    return done.stdout, code, modules


def check(folder: Path, *options: str) -> tuple[str, dict[str, bool]]:
    shown, code, modules = run(folder, "check", "--isolated", "good.srt", options=options)
    assert code == 0
    return shown, modules


@pytest.mark.parametrize("name", FIRST_FILES)
def test_a_first_file_takes_every_module_from_it(name: str, installed: Path) -> None:
    (installed / name).write_text(FIRST_FILES[name][0], encoding="utf-8")
    _, code, modules = run(installed, "check", "--isolated", str(installed / name))
    assert code == 0
    others = {each for each, is_bundled in modules.items() if not is_bundled}
    assert others == {"caption_qa_action", "caption_qa_action.bundle", "caption_qa_action.cli"}
    assert len(modules) > 100


def test_it_is_the_code_of_the_sources(made: Path) -> None:
    entries, codes = read(made)
    assert len(entries) > 200
    for name, (path, is_package, size, start, end) in entries.items():
        text = (PACKAGE / path).read_bytes()
        code = compile(text, f"{PACKAGE.name}/{path}", "exec", dont_inherit=True, optimize=0)
        assert marshal.loads(codes[start:end]) == code, name
        assert size == len(text)
        assert is_package == path.endswith("__init__.py")


def read(made: Path) -> tuple[dict[str, tuple[str, bool, int, int, int]], bytes]:
    data = made.read_bytes()
    assert data.startswith(bundle.HEAD)
    start = len(bundle.HEAD) + 8
    codes = start + int.from_bytes(data[start - 8 : start - 4], "little")
    return marshal.loads(data[start:codes]), data[codes:]


def test_it_is_made_of_all_that_the_process_loads_and_again_the_same(
    made: Path, tmp_path: Path
) -> None:
    make = [sys.executable, "-I", make_bundle.__file__, str(tmp_path)]
    job = {"PYTHONHASHSEED": "7", "CAPTION_QA_ALLOW_PLUGINS": "house", "GITHUB_ACTIONS": "true"}
    subprocess.run(make, check=True, capture_output=True, env={**os.environ, **job})
    assert (tmp_path / NAME).read_bytes() == made.read_bytes()


@pytest.mark.parametrize("format", ["full", "json", "sarif", "github"])
def test_reports_are_the_same_with_it(format: str, installed: Path) -> None:
    for paths in (["."], ["good.vtt", "--select", "all"]):
        arguments = ("check", "--isolated", "--no-cache", "--format", format, *paths)
        shown, code, modules = run(installed, *arguments)
        assert any(modules.values())
        assert (shown, code) == run(PACKAGE.parent, *arguments)[:2]


def test_the_environment_of_the_action_has_one(tmp_path: Path) -> None:
    folder = tmp_path / "environment"
    bootstrap.make_environment(str(folder))
    python = str(folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))
    with bootstrap.bundling(python, str(folder)):  # here the dependencies are installed
        pass
    bootstrap.link_checkout(python)
    done = subprocess.run(
        [python, "-I", "-c", PROGRAM, "check", "--isolated", "--no-cache", "good.srt"],
        cwd=EXAMPLES,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    code, modules = json.loads(done.stderr.splitlines()[-1])
    assert code == 0
    others = {each for each, is_bundled in modules.items() if not is_bundled}
    assert others == {"caption_qa_action", "caption_qa_action.bundle", "caption_qa_action.cli"}


def test_the_action_does_without_one_that_cannot_be_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "MAKE_BUNDLE", str(tmp_path / "nothing.py"))
    with bootstrap.bundling(sys.executable, str(tmp_path)):
        pass
    assert not [*tmp_path.iterdir()]
    with pytest.raises(bootstrap.NoEnvironment), bootstrap.bundling(sys.executable, str(tmp_path)):
        raise bootstrap.NoEnvironment("no index")


def test_a_source_checkout_has_none() -> None:
    assert not [*PACKAGE.rglob(f"*{bundle.SUFFIX}")]
    assert not any(check(PACKAGE.parent)[1].values())


@pytest.mark.parametrize(
    ("later", "more", "is_noticed"),
    [(0, "  # edited", True), (bundle._INSTALLED_SECONDS + 1, "", True), (bundle._INSTALLED_SECONDS, "", False)],
    ids=["other size", "later", "of an installation that took a while"],
)  # fmt: skip
def test_a_module_that_was_edited_is_imported_from_its_source(
    later: int, more: str, is_noticed: bool, installed: Path
) -> None:
    written = int((installed / PACKAGE.name / "bundle" / NAME).stat().st_mtime)
    os.utime(installed / PACKAGE.name / "bundle" / NAME, (written, written))
    path = installed / PACKAGE.name / MODULE
    text = path.read_text(encoding="utf-8")
    assert text.count(BEFORE) == 1
    path.write_text(text.replace(BEFORE, AFTER + more), encoding="utf-8")
    os.utime(path, (written + later, written + later))
    shown, modules = check(installed)
    assert shown.endswith("PASSED\n" if is_noticed else "passed\n")
    assert sum(modules.values()) > 100


def spoiled(data: bytes) -> dict[str, bytes]:
    head = len(bundle.HEAD)
    other_magic = data.replace(MAGIC_NUMBER, b"\0\0\r\n", 1)
    other_version = data[: head - 2] + b"9" + data[head - 1 :]
    return {
        "of other bytecode": other_magic,
        "of another version": other_version,
        "cut short": data[:-1],
        "cut in its index": data[: head + 100],
        "cut in its head": data[: head - 1],
        "cut behind its head": data[: head + 7],
        "longer": data + b"\0",
        "empty": b"",
        "something else": b"\0" * len(data),
    }


@pytest.mark.parametrize("how", spoiled(bundle.HEAD + b"\0" * 8))
def test_what_is_no_bundle_of_this_package_is_left_alone(how: str, installed: Path) -> None:
    path = installed / PACKAGE.name / "bundle" / NAME
    path.write_bytes(spoiled(path.read_bytes())[how])
    shown, modules = check(installed)
    assert not any(modules.values())
    assert shown.endswith("passed\n")


def test_without_assertions_it_is_left_alone(installed: Path) -> None:
    assert not any(check(installed, "-O")[1].values())


def test_code_is_found_where_the_package_lies(installed: Path) -> None:
    program = f"""
import sys; sys.path.insert(0, {str(installed)!r})
import caption_qa_action.cli
import inspect, importlib.resources, traceback
import caption_qa_action.pipeline as pipeline, caption_qa_action.rules as rules
try:
    pipeline.check_file(None, None)
except AttributeError as error:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    print([frame.filename, frame.line])
print([inspect.getsourcefile(pipeline.guard), inspect.getsource(pipeline.guard).splitlines()[0]])
print([pipeline.__file__, rules.__path__[0]])
print(sorted(each.name for each in importlib.resources.files(rules).iterdir())[:2])
print([pipeline.__loader__.get_source(pipeline.__name__)[:3], type(pipeline.__loader__).__name__])
"""
    done = subprocess.run(
        [sys.executable, "-S", "-c", program], capture_output=True, text=True, check=True
    )
    raised, found, places, resources, loaded = map(ast.literal_eval, done.stdout.splitlines())
    package = installed / PACKAGE.name
    pipeline = str(package / "pipeline.py")
    assert raised[0] == pipeline
    assert "job.file" in raised[1]
    assert found == [pipeline, next(line for line in source(pipeline) if "def guard" in line)]
    assert places == [pipeline, str(package / "rules")]
    assert resources == ["__init__.py", "_empty.py"]
    assert loaded == ['"""', "BundledLoader"]


def source(path: str) -> list[str]:
    return SourceFileLoader("source", path).get_data(path).decode().splitlines()


def test_a_worker_started_anew_has_modules(installed: Path) -> None:
    """Where processes are not forked, they import what they need without the command line."""
    program = f"import sys; sys.path.insert(0, {str(installed)!r})\nimport caption_qa_action.runs.one_file"
    subprocess.run([sys.executable, "-S", "-c", program], check=True)
