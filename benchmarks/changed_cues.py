"""One changed cue in a repository of 4,000 SRT files and a million cues: time and memory.

python benchmarks/changed_cues.py [FILES] [FOLDER]

With a folder, the repository is kept there and used again. Memory is that of the largest process.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CUES = 250
ROOT = Path(__file__).resolve().parents[1]


def main(files: int, folder: Path) -> None:
    """Make the repository, then measure each command in a process of its own."""
    if not (folder / ".git").exists():
        make(folder, files)
    git(folder, "checkout", "--quiet", "--", ".")
    talk = folder / "talks/000/0000.srt"
    changed = talk.read_text(encoding="utf-8").replace("Cue 7 ", "Cue <i>7 ", 1)
    for title, arguments in (
        ("everything", []),
        ("nothing changed", ["--changed-since=HEAD"]),
        ("one cue changed", ["--changed-since=HEAD", "--changed-cues"]),
        ("one cue staged", ["--staged", "--changed-cues"]),
    ):
        if "cue" in title:
            talk.write_text(changed, encoding="utf-8")
        if "staged" in title:
            git(folder, "add", "--all")
        seconds, processor, megabytes, last = measure(folder, arguments)
        print(f"{title}: {seconds:.2f} s, {processor:.2f} s user, {megabytes:.0f} MB; {last}")
    git(folder, "reset", "--quiet", "--hard")


def make(folder: Path, files: int) -> None:
    for number in range(files):
        path = folder / f"talks/{number // 100:03d}/{number:04d}.srt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(map(cue, range(1, CUES + 1))), encoding="utf-8")
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "all")


def cue(number: int) -> str:
    start, end = (
        f"00:{second // 60:02d}:{second % 60:02d},000" for second in (number * 3, number * 3 + 2)
    )
    return f"{number}\n{start} --> {end}\nCue {number} says this.\n"


def git(folder: Path, *arguments: str) -> None:
    name = ("-c", "user.name=Jo", "-c", "user.email=jo@example.org", "-c", "gc.auto=0")
    subprocess.run(["git", *name, *arguments], cwd=folder, check=True)


def measure(folder: Path, arguments: list[str]) -> tuple[float, float, float, str]:
    """Seconds by the clock and of processors, megabytes, and the last line of the report."""
    command = [sys.executable, "-m", "caption_qa_action", "check", "--format=concise", *arguments]
    start = time.perf_counter()
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
            stdout=out,
            stderr=subprocess.DEVNULL,
        )
        _, _, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = 0  # it has been waited for
        out.seek(0)
        last = out.read().decode().splitlines()[-1]
    # Kilobytes on Linux, bytes on macOS (getrusage(2)).
    megabytes = usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1 << 20)
    return seconds, usage.ru_utime, megabytes, last


if __name__ == "__main__":
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 4000
    if len(sys.argv) > 2:
        main(number, Path(sys.argv[2]))
    else:
        with tempfile.TemporaryDirectory() as temporary:
            main(number, Path(temporary))
