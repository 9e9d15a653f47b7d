"""Writes the caption files that the benchmarks read; the same arguments give the same bytes.

python benchmarks/generate.py OUT.srt --cues 100000 --kind busy
python benchmarks/generate.py FOLDER --files 2000 --cues 400 --kind clean
python benchmarks/generate.py FOLDER --files 4000 --kind real
python benchmarks/generate.py HOSTILE.vtt --hostile "vtt: one line of quotes" --size 1000000
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable

import formats
import real
from cues import BUSY, CLEAN, CLEAN_DEFECT, TAGGED, Dice, clock, texts, timings
from hostile_inputs import encode, inputs

KINDS = ("clean", "busy", "damaged", "real")
FORMATS = ("srt", "vtt", "sbv", "ass", "ttml", "json")
NAMES = ("Ada", "Grace", "Alan", "Edsger", "Barbara", "Niklaus")
DAMAGED_TIMING = 0.03


def tag(dice: Dice, lines: tuple[str, str], format: str) -> tuple[str, str]:
    """The lines with markup that the format has."""
    first, second = lines
    draw = dice.random()
    if draw < 0.5:
        return f"<i>{first}", f"{second}</i>"
    if draw < 0.8:
        word, space, rest = first.partition(" ")
        return f"<b>{word}</b>{space}{rest}", second
    if format == "vtt":
        return f"<v {dice.choice(NAMES)}>{first}", second
    return first, f"<u>{second}</u>"


def damage(dice: Dice, line: str) -> str:
    """A timing line as it is met in the wild: wrong arrow, separator, width, or letters."""
    ways: tuple[Callable[[str], str], ...] = (
        lambda line: line.replace("-->", "->"),
        lambda line: line.replace("-->", "—>"),
        lambda line: line.replace(",", ".") if "," in line else line.replace(".", ","),
        lambda line: " --> ".join(time[3:] for time in line.split(" --> ")),
        lambda line: line[:-1],
        lambda line: line.replace(":", "\uff1a", 1),
        lambda line: line.replace("0", "O", 1),
        lambda line: line.replace(" --> ", "-->"),
        lambda line: line[: line.index(" ")],
        lambda line: line.replace("-->", "-->>"),
    )
    return ways[dice.between(0, len(ways) - 1)](line)


def captions(format: str, cues: int, kind: str = "clean", seed: str = "1") -> str:
    """A caption file of so many cues with two lines each."""
    if kind == "real":
        return real.captions(int(seed), cues)
    if format not in ("srt", "vtt"):
        return formats.captions(format, cues, kind, seed)
    dice = Dice(f"captions {seed}")
    shape = CLEAN if kind == "clean" else BUSY
    stock = texts(Dice(f"texts {kind == 'clean'}"), shape)
    drawn = timings(dice, shape, stock)
    blocks = ["WEBVTT\n"] if format == "vtt" else []
    for number in range(1, cues + 1):
        (start_ms, end_ms), text = next(drawn)
        if kind == "clean" and dice.random() < CLEAN_DEFECT:
            end_ms = start_ms + 400
        timing_line = f"{clock(start_ms, format)} --> {clock(end_ms, format)}"
        if kind == "damaged" and dice.random() < DAMAGED_TIMING:
            timing_line = damage(dice, timing_line)
        first, second = text.lines
        if dice.random() < TAGGED:
            first, second = tag(dice, text.lines, format)
        index = f"{number}\n" if format == "srt" else ""
        blocks.append(f"{index}{timing_line}\n{first}\n{second}\n")
    return "\n".join(blocks)


def write_tree(folder: str, format: str, files: int, cues: int, kind: str) -> None:
    """A tree of caption files: 50 to a folder, or each video in 20 languages."""
    for number in range(files):
        name = f"part-{number // 50:02d}/talk-{number:04d}.{format}"
        path = os.path.join(folder, real.place(number) if kind == "real" else name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        write(path, captions(format, cues, kind, str(number)))


def write(path: str, text: str) -> None:
    """The text as UTF-8 with LF line ends on every system; complete or not there at all."""
    with open(path + ".part", "wb") as file:
        file.write(encode(text))
    os.replace(path + ".part", path)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("path", help="the file to write; with --files, the folder")
    parser.add_argument("--format", choices=FORMATS, help="default: by the name, else srt")
    parser.add_argument(
        "--cues", type=int, help="cues in a file (default: 1000; 277 of the kind real, always SRT)"
    )
    parser.add_argument("--files", type=int, default=0, help="write a tree of so many files")
    parser.add_argument("--kind", choices=KINDS, default="clean")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--hostile", metavar="NAME", help="an input of hostile_inputs.py")
    parser.add_argument("--size", type=int, default=100_000, help="characters of a hostile input")
    arguments = parser.parse_args()
    suffix = os.path.splitext(arguments.path)[1][1:]
    format = arguments.format or (suffix if suffix in FORMATS else "srt")
    cues = arguments.cues or (real.CUES if arguments.kind == "real" else 1000)
    if arguments.hostile:
        write(arguments.path, inputs()[arguments.hostile][1](arguments.size))
    elif arguments.files:
        write_tree(arguments.path, format, arguments.files, cues, arguments.kind)
    else:
        write(arguments.path, captions(format, cues, arguments.kind, arguments.seed))


if __name__ == "__main__":
    main()
