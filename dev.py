#!/usr/bin/env python3
"""Set this checkout up and try it, test it, lint it. Needs nothing but Python 3.11 or newer.

python3 dev.py demo              check examples/captions and show what comes out
python3 dev.py test [ARGS...]    run the tests on every core; arguments go to pytest (-n 0: one core)
python3 dev.py test --quick      an answer in a minute: without slow tests, and a sample of large laws
python3 dev.py lint              run every linter
python3 dev.py all               lint, then test
python3 dev.py site              build the documentation site into site/
python3 dev.py zipapp [ARGS...]  build the release as one file, which needs Python alone; --here: for this machine
python3 dev.py generate          write anew what is made from the code: README tables, the schema
python3 dev.py conserve [ARGS..] every file on laws that tests try on a sample: read, mended, delivered, nothing lost
python3 dev.py fuzz [ARGS...]    spoiled captions on every rule, report, fix, conversion; --minutes N, --seed S
python3 dev.py mutate [ARGS...]  change the code in one place at a time, and see whether a test fails
python3 dev.py tools             build act, actionlint and reviewdog into .tools with Go, for tests that use them
python3 dev.py lock [ARGS...]    write requirements/*.txt anew with uv; --upgrade takes newer versions
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys

ROOT = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(ROOT, ".venv")
BIN = os.path.join(VENV, "Scripts" if os.name == "nt" else "bin")
PYTHON = os.path.join(BIN, "python.exe" if os.name == "nt" else "python")
STAMP = os.path.join(VENV, "caption-qa-stamp.json")
# What `dev.txt` has includes `action.txt`, at the same versions.
ACTION_LOCK, DEV_LOCK = "requirements/action.txt", "requirements/dev.txt"
# What only `fuzz --coverage` needs; it is there for Linux alone.
FUZZ_LOCK = "requirements/fuzz.txt"
# A runner of workflows, their linter, and a reader of reports. They are written in Go; tests skip where
# they are absent.
TOOLS = os.path.join(ROOT, ".tools")
GO_TOOLS = (
    ("actionlint", "github.com/rhysd/actionlint/cmd/actionlint@v1.7.12"),
    ("act", "github.com/nektos/act@v0.2.89"),
    ("reviewdog", "github.com/reviewdog/reviewdog/cmd/reviewdog@v0.21.0"),
)
# What the tests need besides what every user has.
EXTRAS = "--extra=dev --extra=serve --extra=templates --extra=docs --extra=watch"
# Tests of laws about every file, of which all others than `conserve` try a sample (tests/sampling.py).
LAWS = (
    "tests/conservation",
    "tests/delivery/test_imsc_output.py",
    "tests/delivery/test_losses.py",
    "tests/delivery/test_soundness.py",
    "tests/delivery/test_strict_readers.py",
    "tests/delivery/test_trials.py",
    "tests/files/test_encodings.py",
    "tests/fixing/test_conservation.py",
    "tests/fixing/test_mend.py",
    "tests/fixing/test_words_after_times.py",
    "tests/formats/asr_json/test_asr_json.py",
    "tests/formats/test_contract.py",
    "tests/formats/test_problems_are_reported.py",
    "tests/formats/test_stacking.py",
    "tests/formats/test_two_readings.py",
    "tests/reporters/test_ten_thousand.py",
    "tests/rules/test_mojibake.py",
    "tests/triage/test_folding.py",
    "tests/triage/test_known_offenders.py",
)
# What the demo checks, and the exit code that it must come to.
DEMO = (("examples/captions/good.vtt", 0), ("examples/captions", 1))


def main(argv: list[str]) -> int:
    """Run one command; the exit code."""
    commands = {
        "demo": demo,
        "test": test,
        "lint": lint,
        "all": lint_and_test,
        "site": site,
        "zipapp": zipapp,
        "generate": generate,
        "conserve": conserve,
        "fuzz": fuzz,
        "mutate": mutate,
        "tools": tools,
        "lock": lock,
    }
    command, arguments = (argv[0], argv[1:]) if argv else ("", [])
    if command in ("-h", "--help", "help"):
        print(__doc__.strip())
        return 0
    if command not in commands:
        return say(f"say what to do, one of: {', '.join(commands)}")
    if arguments and command not in ("test", "zipapp", "conserve", "fuzz", "mutate", "lock"):
        return say(f"{command} takes no arguments")
    try:
        return commands[command](arguments)
    except SetupFailed as error:
        return say(str(error))
    except KeyboardInterrupt:
        return 130


def demo(arguments: list[str]) -> int:
    """Check the example captions and report whether the expected came out."""
    set_up(ACTION_LOCK, DEV_LOCK)
    for path, expected in DEMO:
        print(f"$ caption-qa check {path}", flush=True)
        code = run("-m", "caption_qa_action", "check", path)
        print(f"exit code {code}\n", flush=True)
        if code != expected:
            return say(f"the demo failed: exit code {expected} was expected")
    caption_qa = os.path.relpath(os.path.join(BIN, "caption-qa"), os.getcwd())
    print("As it should be: good captions pass, the bad examples are full of errors.")
    print(f"Try it on your own captions: {caption_qa} check PATH")
    return 0


def test(arguments: list[str]) -> int:
    """Run the tests, on every core unless the arguments choose how or name a single test."""
    set_up(DEV_LOCK)
    keep_bytecode()
    return run("-m", "pytest", *parallel(arguments), *arguments)


def keep_bytecode() -> None:
    """Let Python keep what it compiles: `PYTHONDONTWRITEBYTECODE` of the caller is set aside.

    Hundreds of tests start this program, and each start would compile it anew.
    """
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def parallel(arguments: list[str]) -> list[str]:
    """The arguments that make pytest use every core; none where they choose how, or it gains nothing."""
    alone = ("-n", "--numprocesses", "--dist", "--pdb", "--trace", "--update", "--collect-only",
             "--co", "--fixtures", "--markers", "-h", "--help", "--version")  # fmt: skip
    for argument in arguments:
        if argument.partition("=")[0] in alone or argument[:2] == "-n" or "::" in argument:
            return []
    # Tests that share something dear, such as an environment, are in one group.
    return ["-n", "auto", "--dist", "loadgroup"]


def lint(arguments: list[str]) -> int:
    """Run every linter, also after one has failed."""
    set_up(DEV_LOCK)
    commands = (
        ("-m", "ruff", "check"),
        ("-m", "ruff", "format", "--check"),
        ("-m", "mypy"),
        ("-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"),
    )
    failed = 0
    for command in commands:
        name = " ".join(command[1:]) if command[0] == "-m" else "lint-imports"
        print(f"$ {name}", flush=True)
        if run(*command):
            failed = 1
    zizmor = ("zizmor", "--offline", "--persona=pedantic", "--strict-collection", "--no-progress",
              "--quiet", *workflows())  # fmt: skip
    print(f"$ {' '.join(zizmor[:3])}", flush=True)
    return (
        failed or subprocess.run([os.path.join(BIN, zizmor[0]), *zizmor[1:]], cwd=ROOT).returncode
    )


def workflows() -> list[str]:
    """The Action, and every workflow that runs here or is an example."""
    found = ["action.yml"]
    for folder in (".github/workflows", "examples/workflows"):
        names = os.listdir(os.path.join(ROOT, folder))
        found += [f"{folder}/{name}" for name in sorted(names) if name.endswith(".yml")]
    return found


def lint_and_test(arguments: list[str]) -> int:
    """Lint, and test only what lints."""
    return lint([]) or test([])


def generate(arguments: list[str]) -> int:
    """Write anew what is made from the code."""
    set_up(DEV_LOCK)
    return run("-m", "scripts.generate")


def conserve(arguments: list[str]) -> int:
    """Try on every file, or on a share of them (1/8), the laws of which the suite tries a sample."""
    set_up(DEV_LOCK)
    is_share = bool(arguments) and arguments[0].startswith("1/") and arguments[0][2:].isdigit()
    os.environ["CAPTION_QA_CONSERVE"] = arguments[0] if is_share else "1"
    arguments = arguments[is_share:]
    keep_bytecode()
    return run("-m", "pytest", *LAWS, *parallel(arguments), *arguments)


def fuzz(arguments: list[str]) -> int:
    """Try captions that were spoiled on everything; with --coverage, those that reach new code."""
    set_up(DEV_LOCK)
    if "--coverage" not in arguments:
        return run("-m", "scripts.fuzz", *arguments)
    install(FUZZ_LOCK)
    arguments = [argument for argument in arguments if argument != "--coverage"]
    return run("-m", "scripts.fuzz.coverage", *arguments)


def mutate(arguments: list[str]) -> int:
    """Change the code in one place at a time, and see whether a test fails."""
    set_up(DEV_LOCK)
    return run("-m", "scripts.mutate", *arguments)


def tools(arguments: list[str]) -> int:
    """Build the tools in Go that are not there yet at this version."""
    go = shutil.which("go")
    if go is None:
        names = ", ".join(name for name, _ in GO_TOOLS)
        print(f"Go is not installed: the tests that need one of {names} will be skipped")
        return 0
    failed = []
    environment = {**os.environ, "GOBIN": TOOLS}
    for name, module in GO_TOOLS:
        program = os.path.join(TOOLS, name + (".exe" if os.name == "nt" else ""))
        version = subprocess.run([go, "version", "-m", program], capture_output=True, text=True)
        path, _, wanted = module.partition("@")
        if f"{wanted}\t" in version.stdout.replace("\n", "\t"):
            continue
        print(f"building {path} {wanted}", flush=True)
        if subprocess.run([go, "install", module], env=environment).returncode:
            failed.append(name)
    if failed:
        return say(f"could not build {', '.join(failed)}: the tests that need them will be skipped")
    return 0


def site(arguments: list[str]) -> int:
    """Build the documentation site; a link that leads nowhere fails."""
    set_up(DEV_LOCK)
    return run("-m", "scripts.build_site")


def zipapp(arguments: list[str]) -> int:
    """Build the release as one file."""
    set_up(DEV_LOCK)
    return run("-m", "scripts.build_zipapp", *arguments)


def lock(arguments: list[str]) -> int:
    """Resolve the dependencies of pyproject.toml for every Python and system, with hashes."""
    uv = shutil.which("uv")
    if uv is None:
        raise SetupFailed("uv is needed to write the lock files: https://docs.astral.sh/uv/")
    common = (uv, "pip", "compile", "--quiet", "--universal", "--generate-hashes", "--no-header",
              "--python-version", "3.11", "--annotation-style", "line", *arguments)  # fmt: skip
    also = f"--constraint={ACTION_LOCK}"
    locks = (
        (ACTION_LOCK, ""), (DEV_LOCK, f"{EXTRAS} {also}"), (FUZZ_LOCK, f"--extra=fuzz {also}")
    )  # fmt: skip
    for path, more in locks:
        command = [*common, *more.split(), "--output-file", path, "pyproject.toml"]
        if subprocess.run(command, cwd=ROOT).returncode:
            return 1
        with open(os.path.join(ROOT, path), encoding="utf-8") as file:
            pins = file.read()
        with open(os.path.join(ROOT, path), "w", encoding="utf-8", newline="\n") as file:
            file.write("# Made from pyproject.toml by: python3 dev.py lock\n" + pins)
    return 0


class SetupFailed(Exception):
    """The environment could not be made; the message says what to do."""


def set_up(*locks: str) -> None:
    """Make `.venv` hold one of `locks` and this checkout; quick when it does already."""
    stamp = read_stamp()
    if stamp.get("python") != identity() or not os.path.exists(PYTHON):
        make_venv(clear=bool(stamp))
        stamp = {"python": identity()}
        write_stamp(stamp)
    if any(stamp.get(path) == digest(path) for path in locks):
        return
    install(locks[0])
    link_checkout()
    write_stamp({**stamp, locks[0]: digest(locks[0])})


def make_venv(clear: bool) -> None:
    """Make `.venv` with the Python that runs this; one of ours is made anew."""
    try:
        import ensurepip  # noqa: F401
        import venv
    except ImportError:
        version = f"{sys.version_info[0]}.{sys.version_info[1]}"
        raise SetupFailed(
            "this Python cannot make a virtual environment; on Debian or Ubuntu:"
            f" apt install python3-venv (or python{version}-venv)"
        ) from None
    if os.path.exists(PYTHON) and not clear:
        print(f"using {os.path.relpath(VENV, os.getcwd())} as it is", flush=True)
        return
    print(f"making {os.path.relpath(VENV, os.getcwd())} with Python {sys.version.split()[0]}")
    try:
        venv.create(VENV, clear=clear, with_pip=True, symlinks=os.name != "nt")
    except (OSError, subprocess.CalledProcessError) as error:
        raise SetupFailed(f"cannot make {VENV}: {error}; remove it and try again") from None


def install(path: str) -> None:
    """Install what a lock file names, each archive checked against its hash."""
    print(f"installing {path}", flush=True)
    code = run(
        "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--retries", "2",
        "--require-hashes", "--no-deps", "--only-binary", ":all:", "-r", os.path.join(ROOT, path),
    )  # fmt: skip
    if code:
        raise SetupFailed(
            f"pip could not install {path} (see above);"
            " check that the network and the package index can be reached, then try again"
        )


def link_checkout() -> None:
    """Let the environment import this checkout, and give it a `caption-qa` command."""
    code = "import sysconfig; print(sysconfig.get_path('purelib'))"
    reply = subprocess.run([PYTHON, "-c", code], capture_output=True, text=True, check=True)
    with open(
        os.path.join(reply.stdout.strip(), "caption-qa.pth"), "w", encoding="utf-8", newline="\n"
    ) as file:
        file.write(os.path.join(ROOT, "src") + "\n")
    if os.name == "nt":
        name, text = "caption-qa.cmd", '@"%~dp0python.exe" -P -m caption_qa_action %*\n'
    else:
        name, text = "caption-qa", '#!/bin/sh\nexec "${0%/*}/python" -P -m caption_qa_action "$@"\n'
    with open(os.path.join(BIN, name), "w", encoding="utf-8") as file:
        file.write(text)
    os.chmod(os.path.join(BIN, name), 0o755)


def run(*arguments: str) -> int:
    """Run the environment's Python in the checkout; the exit code."""
    environment = {**os.environ, "PYTHONUTF8": "1"}
    environment.pop("PYTHONPATH", None)
    return subprocess.run([PYTHON, *arguments], cwd=ROOT, env=environment).returncode


def identity() -> str:
    """What must be the same for `.venv` to be kept: the Python it was made with."""
    return f"{sys.version} {sys.base_prefix}"


def digest(path: str) -> str:
    """The hash of a lock file."""
    with open(os.path.join(ROOT, path), "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def read_stamp() -> dict[str, str]:
    """What was installed into `.venv`, by lock file; empty when it was not made here."""
    try:
        with open(STAMP, encoding="utf-8") as file:
            stamp = json.load(file)
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def write_stamp(stamp: dict[str, str]) -> None:
    with open(STAMP, "w", encoding="utf-8") as file:
        json.dump(stamp, file, indent=1)


def say(message: str) -> int:
    """Print one line of error; the exit code for it."""
    print(f"dev.py: {message}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    # No syntax above is newer than Python 3.7, so that an old Python gets here.
    if sys.version_info < (3, 11):  # noqa: UP036
        sys.exit(say(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}"))
    sys.exit(main(sys.argv[1:]))
