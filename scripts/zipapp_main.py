"""The beginning of a release that is one file: it is unpacked once, into the cache of the user, and runs from there.

It becomes `__main__.py` of that file. Nothing above Python 3.7 is needed to get to the message for an old one.
"""

import os
import sys

# What this file is known by; set when it is built.
DIGEST = ""
# The folder of what is for every machine, beside those for one Python and machine.
COMMON = "any"


def main() -> int:
    """Unpack what is not there yet, and run the command line."""
    if sys.version_info < (3, 11):  # noqa: UP036
        return complain(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}")
    compiled = machine()
    folder = os.path.join(user_cache(), "caption-qa", f"zipapp-{DIGEST}-{compiled}")
    if not os.path.isdir(folder):
        folder = unpack(folder, compiled)
    if not folder:
        return complain(f"this file has no part for {compiled}; install the package instead")
    sys.path[:0] = [os.path.join(folder, COMMON), os.path.join(folder, compiled)]
    sys.argv[0] = "caption-qa"
    from caption_qa_action.cli import main as run

    return run()


def machine() -> str:
    """The Python and the machine that a compiled part is for, such as `cpython-313-x86_64-linux-gnu`."""
    from importlib.machinery import EXTENSION_SUFFIXES

    name = EXTENSION_SUFFIXES[0].split(".")[1]
    # There, one name stands for two kinds of processors.
    return name + "-" + os.uname().machine if sys.platform == "darwin" else name


def unpack(target: str, compiled: str) -> str:
    """The folder with what this machine needs of this file, `target` if it can be; `""` where there is nothing for it."""
    import atexit
    import shutil
    import tempfile
    import zipfile

    with zipfile.ZipFile(sys.argv[0]) as file:
        names = file.namelist()
        if not any(name.startswith(compiled + "/") for name in names):
            return ""
        wanted = [name for name in names if name.startswith((COMMON + "/", compiled + "/"))]
        try:
            os.makedirs(os.path.dirname(target), mode=0o700, exist_ok=True)
            folder = tempfile.mkdtemp(prefix="zipapp-", dir=os.path.dirname(target))
        except OSError:
            # Nothing can be kept here.
            folder = tempfile.mkdtemp(prefix="caption-qa-")
            atexit.register(shutil.rmtree, folder, True)
            file.extractall(folder, wanted)
            return folder
        try:
            file.extractall(folder, wanted)
            os.rename(folder, target)
        except OSError:
            shutil.rmtree(folder, True)
            if not os.path.isdir(target):  # else another run was quicker
                raise
    return target


def user_cache() -> str:
    """The folder for what can be made again, as the system has it."""
    if os.name == "nt":
        base = os.environ.get("LOCALAPPDATA", "")
    elif sys.platform == "darwin":
        base = os.path.expanduser("~/Library/Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME", "")
    return base if os.path.isabs(base) else os.path.expanduser("~/.cache")


def complain(message: str) -> int:
    """Print an error; the exit code for it."""
    sys.stderr.write(f"caption-qa: error: {message}\n")
    return 2


if __name__ == "__main__":
    sys.exit(main())
