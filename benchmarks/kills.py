"""Kill `caption-qa check --fix` again and again, and look for what is torn or left behind.

Each round writes untidy captions, starts a run that mends them, and kills it and its workers (SIGKILL) when some files
are mended; then every file must be as it was or as it should be, byte for byte, and after the next run nothing may
be left that was not there. Half of the rounds work in a git repository and half in a plain folder, in one process and
in two.

    python3 benchmarks/kills.py            # 1,000 kills: about 15 minutes of two processors
    python3 benchmarks/kills.py --kills 40 --seed 7
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

UNTIDY = "1\n00:00:01.000 -> 00:00:03,000\nThe river freezes in December.\n" * 4
FILES = 20
_FIX = [
    sys.executable,
    "-m",
    "caption_qa_action",
    "check",
    "--fix",
    "--isolated",
    "--format",
    "concise",
]


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
            if not _kill(folder, jobs, chance.randrange(FILES), chance.random() * 0.01, tidy):
                continue  # it was done before it could be killed
            kills += 1
            contents = [path.read_bytes() for path in _captions(folder)]
            torn = [each for each in contents if each not in (UNTIDY.encode(), tidy)]
            in_writing += 0 < contents.count(tidy) < FILES
            with_rest += bool(_rest(folder))
            subprocess.run([*_FIX, "."], cwd=folder, stdout=subprocess.DEVNULL, check=False)
            if torn:
                faults.append(f"round {kills}: {len(torn)} files are torn")
            if _rest(folder):
                faults.append(f"round {kills}: {_rest(folder)} left behind after the next run")
            if any(path.read_bytes() != tidy for path in _captions(folder)):
                faults.append(f"round {kills}: the next run has not mended everything")
    print(f"{kills} kills, seed {arguments.seed}, {time.monotonic() - began:.0f} s")
    print(f"{in_writing} when some files were mended and some were not")
    print(f"{with_rest} left a temporary file, until the next run")
    print(f"{len(faults)} faults", *faults, sep="\n")
    return 1 if faults else 0


def _tidy(place: Path) -> bytes:
    """What a file comes to that is mended in peace."""
    path = place / "tidy.srt"
    path.write_text(UNTIDY, encoding="utf-8", newline="")
    subprocess.run([*_FIX, str(path)], stdout=subprocess.DEVNULL, check=False)
    return path.read_bytes()


def _captions(folder: Path) -> list[Path]:
    return [folder / f"{number:03d}.srt" for number in range(FILES)]


def _rest(folder: Path) -> list[str]:
    """The names of temporary files in a folder and its git directory."""
    return sorted(path.name for path in folder.rglob(".caption-qa-*"))


def _kill(folder: Path, jobs: int, after: int, seconds: float, tidy: bytes) -> bool:
    """Kill a run so many seconds after so many files are mended; False where it was done before."""
    for path in _captions(folder):
        path.write_text(UNTIDY, encoding="utf-8", newline="")
    awaited = _captions(folder)[after]
    run = subprocess.Popen(
        [*_FIX, f"--jobs={jobs}", "."],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    while run.poll() is None and awaited.read_bytes() != tidy:
        time.sleep(0.001)
    time.sleep(seconds)
    if run.poll() is not None:
        return False
    os.killpg(run.pid, signal.SIGKILL)
    run.wait()
    while True:  # its workers are gone when nobody is left of its session
        try:
            os.killpg(run.pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.001)


if __name__ == "__main__":
    sys.exit(main())
