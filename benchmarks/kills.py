"""Kill `caption-qa check --fix` again and again, and look for what is torn or left behind.

Each round writes untidy captions, starts a run that mends them, and kills it and its workers (SIGKILL) when some files
are mended; then every file must be as it was or as it should be, byte for byte, and after the next run nothing may
be left that was not there. Half of the rounds work in a git repository and half in a plain folder, in one process and
in two. A run is a process of its own that is forked from this one, so needs Linux or macOS.

    python3 benchmarks/kills.py            # 1,000 kills: about three minutes of an idle processor
    python3 benchmarks/kills.py --kills 40 --seed 7
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from caption_qa_action.cli import main as caption_qa

UNTIDY = "1\n00:00:01.000 -> 00:00:03,000\nThe river freezes in December.\n" * 4
FILES = 20


def main() -> int:
    """Kill so many runs and print what came of it; 1 where anything was torn or left behind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    began = time.monotonic()
    kills = in_writing = with_rest = 0
    faults: list[str] = []
    with tempfile.TemporaryDirectory(prefix="caption-qa-kills-") as place:
        folders = [Path(place, name) for name in ("repository", "plain")]
        for folder in folders:
            folder.mkdir()
        subprocess.run(["git", "init", "--quiet"], cwd=folders[0], check=True)
        tidy = _tidy(Path(place))
        while kills < arguments.kills:
            folder, jobs = folders[kills % 2], 1 + kills // 2 % 2
            if not _kill(folder, jobs, chance.randrange(FILES - 1), chance.random(), tidy):
                continue  # it was done before it could be killed
            kills += 1
            contents = [path.read_bytes() for path in _captions(folder)]
            torn = [each for each in contents if each not in (UNTIDY.encode(), tidy)]
            in_writing += 0 < contents.count(tidy) < FILES
            with_rest += bool(_rest(folder))
            os.waitpid(_start(folder, 1), 0)
            if torn:
                faults.append(f"round {kills}: {len(torn)} files are torn")
            if _rest(folder):
                faults.append(f"round {kills}: {_rest(folder)} left behind after the next run")
            if any(path.read_bytes() != tidy for path in _captions(folder)):
                faults.append(f"round {kills}: the next run has not mended everything")
            if kills % 100 == 0:
                print(f"{kills} kills, {len(faults)} faults", flush=True)
    print(f"{kills} kills, seed {arguments.seed}, {time.monotonic() - began:.0f} s")
    print(f"{in_writing} when some files were mended and some were not")
    print(f"{with_rest} left a temporary file, until the next run")
    print(f"{len(faults)} faults", *faults, sep="\n")
    return 1 if faults else 0


def _start(folder: Path, jobs: int) -> int:
    """Start a run that mends the files of a folder, in a session of its own; its process."""
    process = os.fork()
    if process == 0:
        os.setsid()
        os.chdir(folder)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os._exit(caption_qa(["check", "--fix", "--isolated", "--quiet", f"--jobs={jobs}", "."]))
    return process


def _tidy(place: Path) -> bytes:
    """What a file comes to that is mended in peace."""
    folder = place / "tidy"
    folder.mkdir()
    (folder / "tidy.srt").write_text(UNTIDY, encoding="utf-8", newline="")
    os.chdir(folder)
    # What is imported here no run has to import.
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        caption_qa(["check", "--diff", "--isolated", "."])
    os.waitpid(_start(folder, 1), 0)
    return (folder / "tidy.srt").read_bytes()


def _captions(folder: Path) -> list[Path]:
    return [folder / f"{number:03d}.srt" for number in range(FILES)]


def _rest(folder: Path) -> list[str]:
    """The names of temporary files in a folder and its git directory."""
    return sorted(path.name for path in folder.rglob(".caption-qa-*"))


def _kill(folder: Path, jobs: int, after: int, part: float, tidy: bytes) -> bool:
    """Kill a run when so many files are mended, and a part of the time of one more has gone.

    False where it was done before.
    """
    for path in _captions(folder):
        path.write_text(UNTIDY, encoding="utf-8", newline="")
    awaited = _captions(folder)[after]
    began = time.monotonic()
    run = _start(folder, jobs)
    while awaited.read_bytes() != tidy:
        if os.waitpid(run, os.WNOHANG)[0]:
            return False
        time.sleep(0.0005)
    time.sleep(part * (time.monotonic() - began) / (after + 1))
    try:
        os.killpg(run, signal.SIGKILL)
    except ProcessLookupError:
        return False
    is_killed = os.waitstatus_to_exitcode(os.waitpid(run, 0)[1]) == -signal.SIGKILL
    while True:  # its workers are gone when nobody is left of its session
        try:
            os.killpg(run, 0)
        except ProcessLookupError:
            return is_killed
        time.sleep(0.001)


if __name__ == "__main__":
    sys.exit(main())
