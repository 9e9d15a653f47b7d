"""The same laws, on inputs that atheris looks for by the code that they reach: `python3 dev.py fuzz --coverage`.

libFuzzer keeps what reaches new code in `.fuzz/corpus/` and starts from there the next time. An input is a
file whose first byte chooses the suffix. What breaks a law ends the run, and lies in `.fuzz/`. Linux only.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["caption_qa_action"]):
    from scripts.fuzz.laws import LAWS, tried

from scripts.fuzz.__main__ import FOUND, corpus
from scripts.fuzz.mutations import LONGEST, Input

_TIMEOUT_S = 120


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--minutes", type=float, default=1.0, help="how long to look")
    parser.add_argument("--seed", type=int, default=0, help="which inputs; 0 draws one")
    parser.add_argument("--law", choices=[law.__name__ for law in LAWS], help="one law alone")
    parser.add_argument("--case", help="one file again")
    arguments = parser.parse_args()
    files = corpus()
    suffixes = sorted({given.name.rpartition(".")[2] for given in files})
    laws = tuple(law for law in LAWS if arguments.law in (None, law.__name__))

    def try_input(data: bytes) -> None:
        if data:
            name = f"fuzzed.{suffixes[data[0] % len(suffixes)]}"
            for _, error in tried(Input(name, data[1:]), laws):
                raise error

    if arguments.case:
        try_input(Path(arguments.case).read_bytes())
        return
    folder = FOUND / "corpus"
    _write_corpus(folder, files, suffixes)
    options = [
        f"-max_total_time={int(arguments.minutes * 60)}",
        f"-max_len={LONGEST}",
        f"-timeout={_TIMEOUT_S}",
        f"-seed={arguments.seed}",
        f"-artifact_prefix={FOUND}/",
    ]
    atheris.Setup([sys.argv[0], *options, str(folder)], try_input)
    atheris.Fuzz()


def _write_corpus(folder: Path, files: list[Input], suffixes: list[str]) -> None:
    """Write what to start from, unless it is there."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, given in enumerate(files):
        path = folder / f"{number:05}"
        if not path.exists() and len(given.data) < LONGEST:
            chosen = suffixes.index(given.name.rpartition(".")[2])
            path.write_bytes(bytes([chosen]) + given.data)


if __name__ == "__main__":
    main()
