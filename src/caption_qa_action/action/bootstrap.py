"""Run the Action in an environment of its own: locked dependencies, nothing of the job touched.

Run by path with any Python from 3.11 on, isolated (`python -I`); needs no package.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile

SRC = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
LOCK = os.path.join(os.path.dirname(SRC), "requirements", "action.txt")
# The last file written: an environment without it is half made.
READY = "caption-qa-ready"


class NoEnvironment(Exception):
    """The environment could not be made; the message says what to do."""


def main() -> int:
    """Make the environment unless an earlier step has, and run the Action in it; the exit code."""
    try:
        python = environment_python()
    except NoEnvironment as error:
        # Isolated mode keeps the script's own folder off the path.
        sys.path.insert(0, SRC)
        from caption_qa_action.action.runner_files import say, write_outputs

        say("error", str(error))
        write_outputs({"result": "error", "exit-code": 2})
        return 2
    command = [python, "-I", "-X", "utf8", "-m", "caption_qa_action.action"]
    return subprocess.run(command).returncode


def environment_python() -> str:
    """The Python of an environment that has the dependencies and can import this checkout."""
    with open(LOCK, "rb") as file:
        lock = file.read()
    key = hashlib.sha256(b"\0".join((lock, SRC.encode(), sys.version.encode()))).hexdigest()[:16]
    folder = os.path.join(
        os.environ.get("RUNNER_TEMP") or tempfile.gettempdir(), f"caption-qa-{key}"
    )
    windows = os.name == "nt"
    python = os.path.join(folder, *(("Scripts", "python.exe") if windows else ("bin", "python")))
    ready = os.path.join(folder, READY)
    if not os.path.exists(ready):
        make_environment(folder)
        install(python)
        link_checkout(python)
        with open(ready, "w", encoding="utf-8"):
            pass
    return python


def make_environment(folder: str) -> None:
    """Make an empty environment that has pip."""
    try:
        import ensurepip  # noqa: F401
        import venv
    except ImportError:
        raise NoEnvironment(
            f'{sys.executable} cannot make a virtual environment; add a step "uses:'
            ' actions/setup-python" before this one, or install the package python3-venv'
        ) from None
    try:
        venv.create(folder, clear=True, with_pip=True, symlinks=os.name != "nt")
    except (OSError, subprocess.CalledProcessError) as error:
        raise NoEnvironment(f"cannot make a virtual environment in {folder}: {error}") from None


def install(python: str) -> None:
    """Install the locked dependencies, each archive checked against its hash."""
    # Quiet and captured: a failure is worth all of it, a success nothing.
    pip = subprocess.run(
        [python, "-I", "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
         "--no-input", "--require-hashes", "--no-deps", "--only-binary", ":all:", "-r", LOCK],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="backslashreplace",
    )  # fmt: skip
    if pip.returncode:
        sys.stderr.write(pip.stdout)
        raise NoEnvironment(
            f"pip could not install the locked dependencies with Python {sys.version.split()[0]}"
            " (its output is in the log); check that the runner can reach the package index, or"
            ' choose another Python with "uses: actions/setup-python"'
        )


def link_checkout(python: str) -> None:
    """Let the environment import this checkout."""
    code = "import sysconfig; print(sysconfig.get_path('purelib'))"
    reply = subprocess.run([python, "-I", "-c", code], capture_output=True, text=True, check=True)
    path = os.path.join(reply.stdout.strip(), "caption-qa.pth")
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(SRC + "\n")


if __name__ == "__main__":
    sys.exit(main())
