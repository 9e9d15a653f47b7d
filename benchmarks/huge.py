"""Times files far above what people have: a million cues, and a single line of 100 MB.

    python benchmarks/huge.py [--cues N] [--megabytes N] [--work FOLDER]

It takes minutes, some GB of memory and about 400 MB of disk, so it is no part of `run.py`.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator

from measure import Case, Failed, run

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCE = os.path.join(os.path.dirname(HERE), "src")
GENERATE = os.path.join(HERE, "generate.py")
TIMEOUT_S = 1800


def one_line(path: str, megabytes: int) -> None:
    """A cue with one line of so many megabytes."""
    words = b"The quick brown fox jumps over the lazy dog. " * 23_302  # a little above a MiB
    with open(path + ".part", "wb") as file:
        file.write(b"1\n00:00:01,000 --> 00:00:05,000\n")
        for _ in range(megabytes):
            file.write(words[: 1 << 20])
        file.write(b"\n")
    os.replace(path + ".part", path)


def cases(folder: str, cues: int, megabytes: int) -> Iterator[Case]:
    """What is timed, each with its file made just before."""
    environment = {"PYTHONPATH": SOURCE, "NO_COLOR": "1"}
    program = (sys.executable, "-m", "caption_qa_action")

    def case(name: str, *arguments: str) -> Case:
        return Case(name, (*program, *arguments), folder, cues, False, environment, TIMEOUT_S)

    line = f"line-{megabytes}.srt"
    if not os.path.exists(os.path.join(folder, line)):
        one_line(os.path.join(folder, line), megabytes)
    yield case(f"check, one line of {megabytes} MB", "check", "--format", "concise", line)
    yield case(
        f"convert to vtt, one line of {megabytes} MB", "convert", line, "-o", "line.vtt", "--force"
    )
    many = f"cues-{cues}.srt"
    if not os.path.exists(os.path.join(folder, many)):
        command = (sys.executable, GENERATE, many, "--cues", str(cues), "--kind", "busy")
        run(Case("generate", command, folder, environment=environment, timeout_s=TIMEOUT_S))
    yield case(f"check, {cues:,} cues", "check", "--format", "concise", many)
    yield case(f"convert to vtt, {cues:,} cues", "convert", many, "-o", "many.vtt", "--force")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--cues", type=int, default=1_000_000)
    parser.add_argument("--megabytes", type=int, default=100)
    parser.add_argument("--work", help="keep the generated files in this folder")
    arguments = parser.parse_args()
    failed = 0
    with tempfile.TemporaryDirectory(prefix="caption-qa-bench-") as temporary:
        folder = os.path.abspath(arguments.work or temporary)
        os.makedirs(folder, exist_ok=True)
        for case in cases(folder, arguments.cues, arguments.megabytes):
            try:
                sample = run(case)
            except (Failed, OSError) as error:
                failed += 1
                print(f"{case.name}: {error}", flush=True)
                continue
            peak = f"{sample.peak_mb:,.0f} MB" if sample.peak_mb else "unknown"
            print(f"{case.name}: {sample.wall_s:.1f} s, peak memory {peak}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
