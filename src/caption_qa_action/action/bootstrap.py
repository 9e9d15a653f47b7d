"""Run the Action in an environment of its own: locked dependencies, nothing of the job touched.

Run by path with any Python from 3.11 on, isolated (`python -I`); needs no package.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

SRC = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
LOCK = os.path.join(os.path.dirname(SRC), "requirements", "action.txt")
MAKE_BUNDLE = os.path.join(SRC, "caption_qa_action", "make_bundle.py")
# Making a bundle takes a second or two; a runner on which it takes longer does without (chosen).
BUNDLE_SECONDS = 30
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
        with bundling(python, folder):
            install(python)
        link_checkout(python)
        with open(ready, "w", encoding="utf-8"):
            pass
    return python


def make_environment(folder: str) -> None:
    """Make an empty environment, without pip: to install pip takes longer than all the rest."""
    import venv

    try:
        venv.create(folder, clear=True, with_pip=False, symlinks=os.name != "nt")
    except (OSError, subprocess.CalledProcessError) as error:
        raise NoEnvironment(f"cannot make a virtual environment in {folder}: {error}") from None


@contextmanager
def bundling(python: str, folder: str) -> Iterator[None]:
    """Meanwhile put the code of the package into one file in a folder; without it, steps only start slower."""
    making = subprocess.Popen(
        [python, "-I", MAKE_BUNDLE, folder],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield
        making.wait(BUNDLE_SECONDS)
    except subprocess.TimeoutExpired:
        pass
    finally:
        making.kill()
        making.wait()


def install(python: str) -> None:
    """Install the locked dependencies, each archive checked against its hash."""
    options = ["install", "--disable-pip-version-check", "--no-input", "--no-compile"]
    outputs = []
    uv = shutil.which("uv")
    if uv and os.path.isabs(uv) and not is_in_workspace(uv):
        # Its own settings could name other packages or another Python.
        outputs.append(run_installer([uv, "pip", "install", "--no-config", "--python", python]))
        if not outputs[-1]:
            return
    outputs.append(run_installer([sys.executable, "-I", "-m", "pip", "--python", python, *options]))
    if any(sign in outputs[-1] for sign in ("No module named pip", "no such option: --python")):
        # pip is missing, or older than 22.3 and cannot install elsewhere.
        command = [python, "-I", "-m", "ensurepip"]
        subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True)
        outputs.append(run_installer([python, "-I", "-m", "pip", *options]))
    if outputs[-1]:
        say_lines(outputs)
        version = sys.version.split()[0]
        raise NoEnvironment(
            f"the locked dependencies could not be installed with Python {version} (what pip says"
            " is in the log); check that the runner can reach the package index, or choose another"
            ' Python with "uses: actions/setup-python"'
        )


def is_in_workspace(program: str) -> bool:
    """Whether a program lies in what is checked, which may bring one of the same name."""
    workspace = os.path.realpath(os.environ.get("GITHUB_WORKSPACE") or os.curdir)
    return os.path.realpath(program).startswith(os.path.join(workspace, ""))


def run_installer(command: list[str]) -> str:
    """Let an installer install the lock file; what it prints when it fails, `""` otherwise."""
    # Quiet and captured: a failure is worth all of it, a success nothing.
    run = subprocess.run(
        [
            *command,
            "--quiet",
            "--require-hashes",
            "--no-deps",
            "--only-binary",
            ":all:",
            "-r",
            LOCK,
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="backslashreplace",
    )
    return (run.stdout.strip() or f"exit code {run.returncode}") if run.returncode else ""


def say_lines(texts: list[str]) -> None:
    """Write the output of installers to the log, with nothing in it that the runner would obey."""
    sys.path.insert(0, SRC)
    from caption_qa_action.core.inert import one_line

    for text in texts:
        for line in text.splitlines():
            print(one_line(line), file=sys.stderr)


def link_checkout(python: str) -> None:
    """Let the environment import this checkout."""
    code = "import sysconfig; print(sysconfig.get_path('purelib'))"
    reply = subprocess.run([python, "-I", "-c", code], capture_output=True, text=True, check=True)
    path = os.path.join(reply.stdout.strip(), "caption-qa.pth")
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(SRC + "\n")


if __name__ == "__main__":
    sys.exit(main())
