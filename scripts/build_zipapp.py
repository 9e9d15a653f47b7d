"""Build the release as one file that needs nothing but Python: `python3 caption-qa.pyz check`.

python -m scripts.build_zipapp [FILE]           for every machine below (default: caption-qa.pyz)
python -m scripts.build_zipapp --here [FILE]    for this machine alone; nothing is fetched

What is not compiled is taken from the environment, which the lock file has made. pydantic-core, the one part that
has no version in Python, is fetched for each machine, by its hash.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from hashlib import blake2b
from importlib.metadata import distribution
from pathlib import Path

from scripts.zipapp_main import COMMON, machine

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements/action.txt"
MAIN = ROOT / "scripts/zipapp_main.py"
SOURCE = ROOT / "src"
COMPILED = "pydantic-core"

PYTHONS = ("3.11", "3.12", "3.13", "3.14")
MACHINES = (
    "manylinux_2_17_x86_64",
    "manylinux_2_17_aarch64",
    "macosx_10_12_x86_64",
    "macosx_11_0_arm64",
    "win_amd64",
)
# The same content is the same file: no time of the clock is in it.
_EPOCH = (1980, 1, 1, 0, 0, 0)
_BINARY = (".so", ".pyd", ".dll", ".dylib")
# What an installer notes about one machine.
_NOTES = ("RECORD", "INSTALLER", "REQUESTED", "direct_url.json")


def main(argv: list[str]) -> int:
    """Build the file; the exit code."""
    parser = argparse.ArgumentParser(description="Build the release as one file.")
    parser.add_argument("file", metavar="FILE", nargs="?", default=ROOT / "caption-qa.pyz")
    parser.add_argument("--here", action="store_true", help="for this machine alone, offline")
    arguments = parser.parse_args(argv)
    target = Path(arguments.file)
    target.parent.mkdir(parents=True, exist_ok=True)
    content = {**dict(package()), **dict(dependencies())}
    content |= dict(compiled_here() if arguments.here else compiled_everywhere())
    content["__main__.py"] = main_of(content)
    write(target, content)
    print(f"{target}: {target.stat().st_size / 1e6:.1f} MB, {len(content)} files")
    return 0


def package() -> Iterator[tuple[str, bytes]]:
    """Our own files, by their name in the archive."""
    for path in SOURCE.rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            yield f"{COMMON}/{path.relative_to(SOURCE).as_posix()}", path.read_bytes()


def dependencies() -> Iterator[tuple[str, bytes]]:
    """The files of every dependency but the compiled one; what else is compiled is Python as well."""
    for name in re.findall(r"^([a-z0-9-]+)==", LOCK.read_text("utf-8"), re.M):
        if name != COMPILED:
            for path, data in installed(name):
                if not path.endswith(_BINARY):
                    yield f"{COMMON}/{path}", data


def compiled_here() -> Iterator[tuple[str, bytes]]:
    """The compiled part for the machine and the Python that this runs on."""
    return ((f"{machine()}/{path}", data) for path, data in installed(COMPILED))


def installed(name: str) -> Iterator[tuple[str, bytes]]:
    """The files of an installed distribution, by their path."""
    found = distribution(name)
    for file in found.files or ():
        is_wanted = ".." not in file.parts and "__pycache__" not in file.parts
        if is_wanted and file.name not in _NOTES:
            yield file.as_posix(), Path(str(found.locate_file(file))).read_bytes()


def compiled_everywhere() -> Iterator[tuple[str, bytes]]:
    """The compiled part for each machine and Python, out of wheels that have the hashes of the lock file."""
    (entry,) = re.findall(rf"^{COMPILED}==(?:.*\\\n)*.*$", LOCK.read_text("utf-8"), re.M)
    with tempfile.TemporaryDirectory() as folder:
        requirement = Path(folder, "requirement.txt")
        requirement.write_text(entry + "\n", encoding="utf-8")
        for system in MACHINES:
            for python in PYTHONS:
                tag = f"cp{python.replace('.', '')}"
                wheels = Path(folder, f"{tag}-{system}")
                subprocess.run(
                    [
                        *(sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"),
                        *("--require-hashes", "--only-binary", ":all:", "--dest", str(wheels)),
                        *("--platform", system, "--python-version", python),
                        *("--implementation", "cp", "--abi", tag, "-r", str(requirement)),
                    ],
                    check=True,
                )
                (wheel,) = wheels.iterdir()
                with zipfile.ZipFile(wheel) as archive:
                    names = [name for name in archive.namelist() if not name.endswith(_NOTES)]
                    machine_name = machine_of(names, system)
                    yield from ((f"{machine_name}/{name}", archive.read(name)) for name in names)


def machine_of(names: list[str], system: str) -> str:
    """The Python and the machine of a wheel, as `machine` names them there."""
    (compiled,) = (name for name in names if name.endswith(_BINARY))
    name = compiled.split(".")[-2]
    processor = re.sub(r"^macosx_\d+_\d+_", "", system)
    return f"{name}-{processor}" if processor != system else name


def main_of(content: dict[str, bytes]) -> bytes:
    """The beginning of the file, which knows by what its content is known."""
    digest = blake2b(digest_size=16)
    for name in sorted(content):
        digest.update(f"{name}\n{len(content[name])}\n".encode() + content[name])
    unset, known = b'DIGEST = ""\n', f'DIGEST = "{digest.hexdigest()}"\n'.encode()
    before, _, after = MAIN.read_bytes().partition(unset)
    assert after, "the digest has no place"
    return before + known + after


def write(target: Path, content: dict[str, bytes]) -> None:
    """Write the archive, behind the line by which a system finds Python."""
    with target.open("wb") as file:
        file.write(b"#!/usr/bin/env python3\n")
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
            for name in sorted(content):
                entry = zipfile.ZipInfo(name, _EPOCH)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = 0o644 << 16
                archive.writestr(entry, content[name])
    target.chmod(0o755)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
