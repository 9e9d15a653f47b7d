"""Writes the caption files that the benchmarks read; the same arguments give the same bytes.

python benchmarks/generate.py OUT.srt --cues 100000 --kind busy
python benchmarks/generate.py FOLDER --files 2000 --cues 400 --kind clean
python benchmarks/generate.py HOSTILE.vtt --hostile tags --size 1000000
"""

from __future__ import annotations

import argparse
import os
import random
from collections.abc import Callable, Iterator
from typing import NamedTuple

KINDS = ("clean", "busy", "damaged")
FORMATS = ("srt", "vtt", "sbv", "ass", "ttml", "json")

TEXTS = {
    "english": (
        "about after again always another around away because before behind below better between "
        "bring build called carry change children city close coming common country course cover "
        "cross different door early earth enough every example family field figure finally first "
        "follow found friend garden great ground group happened hard harbour help home horse house "
        "hundred important island kind known language large learn leave letter light listen little "
        "living long machine measure minute money morning mother mountain move music need never "
        "night north notice number often open order other paper pattern people person picture place "
        "plain plant point possible power problem question quickly ready reason remember river room "
        "round school science second sentence several should simple small sound special spring stand "
        "start state still story street strong summer sure table teacher their there thing think "
        "thousand through together toward town travel tree under until usually very voice walk "
        "warm watch water weather which while white whole winter without wonder word work world "
        "would write year young"
    ),
    "japanese": (
        "今日は いい天気 ですね 明日の 朝に 駅まで 歩いて 行きます 新しい 本を 読んで いました 彼女は "
        "静かな 声で 話した 山の 向こうに 海が 見える 少し 待って ください 子供たちが 公園で 遊ぶ コーヒーを 飲む"
    ),
    "chinese": (
        "今天 天气 很好 我们 一起 去 公园 散步 他 说 明天 会 下雨 这个 问题 非常 重要 请 稍等 一下 城市 "
        "的 夜晚 安静 孩子们 在 学校 学习 音乐 远处 有 一座 山"
    ),
    "korean": (
        "오늘은 날씨가 좋네요 내일 아침에 역까지 걸어서 갑니다 새로운 책을 읽고 있었어요 그녀는 조용한 "
        "목소리로 말했다 산 너머에 바다가 보인다 잠시만 기다려 주세요 아이들이 공원에서 놀아요"
    ),
}
WORDS = {language: text.split() for language, text in TEXTS.items()}
# A little slower than the usual limits of reading speed, so that a clean file keeps them. A hundred
# thousand cues still end before hour 100, where the times of SRT get one more digit.
MS_TO_READ = {"english": 52, "japanese": 255, "mixed": 255, "chinese": 115, "korean": 90}
NAMES = ("Ada", "Grace", "Alan", "Edsger", "Barbara", "Niklaus")
# The share of cues that are marked up, and of cues that are not ASCII.
TAGGED, WIDE = 0.14, 1 / 3
# The share of cues that are too short in a clean file, with two findings each.
CLEAN_DEFECT = 0.001
DAMAGED_TIMING = 0.03


class Shape(NamedTuple):
    """How the cues of a kind are drawn: lengths in characters, times in milliseconds."""

    narrow_line: tuple[int, int]
    wide_line: tuple[int, int]
    shortest_ms: int
    gap_ms: tuple[int, int]
    overlap: float
    hurried: float


CLEAN = Shape((12, 36), (6, 12), 1200, (120, 500), 0.0, 0.0)
BUSY = Shape((12, 45), (6, 12), 1000, (0, 500), 0.01, 0.16)


class Dice:
    """Random numbers that are the same in every release of Python, as only `random()` is."""

    def __init__(self, seed: str) -> None:
        self.random = random.Random(seed).random

    def between(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return low + int(self.random() * (high - low + 1))

    def choice(self, items: tuple[str, ...] | list[str]) -> str:
        return items[int(self.random() * len(items))]


def narrow_line(dice: Dice, limits: tuple[int, int]) -> str:
    """An ASCII line with a capital and no two equal words in a row."""
    wanted = dice.between(*limits)
    words: list[str] = []
    length = -1
    while True:
        word = dice.choice(WORDS["english"])
        if words and (word == words[-1] or length + 1 + len(word) > wanted):
            break
        words.append(word)
        length += 1 + len(word)
    return " ".join(words).capitalize()


def wide_line(dice: Dice, language: str, limits: tuple[int, int]) -> str:
    """A Japanese, Chinese or Korean line, or one that mixes English into Japanese."""
    words = WORDS["japanese" if language == "mixed" else language]
    joint = " " if language == "korean" else ""
    wanted = dice.between(*limits)
    line = dice.choice(WORDS["english"] if language == "mixed" else words).capitalize()
    while len(line) < wanted:
        word = dice.choice(words)
        if not line.endswith(word):
            line += joint + word
    return line[:wanted].rstrip(" ")


class Text(NamedTuple):
    """The text of a cue and what a viewer needs to read it."""

    lines: tuple[str, str]
    reading_ms: int


def texts(dice: Dice, shape: Shape, count: int = 4096) -> list[Text]:
    """A stock of cue texts to draw from, so that a million cues are made in seconds."""
    stock = []
    for _ in range(count):
        if dice.random() < WIDE:
            language = dice.choice(("japanese", "chinese", "korean", "mixed"))
            lines = [wide_line(dice, language, shape.wide_line) for _ in range(2)]
            stop = "。"
        else:
            language = "english"
            lines = [narrow_line(dice, shape.narrow_line) for _ in range(2)]
            stop = "."
        reading_ms = MS_TO_READ[language] * (len(lines[0]) + len(lines[1]) + 1)
        stock.append(Text((lines[0], lines[1] + stop), reading_ms))
    return stock


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


class Timing(NamedTuple):
    start_ms: int
    end_ms: int


def timings(dice: Dice, shape: Shape, stock: list[Text]) -> Iterator[tuple[Timing, Text]]:
    """Cues without end: texts from the stock, each on screen for as long as it needs or less."""
    end_ms = 1000
    previous = None
    while True:
        text = stock[int(dice.random() * len(stock))]
        if text is previous:
            continue
        previous = text
        start_ms = end_ms + dice.between(*shape.gap_ms)
        if dice.random() < shape.overlap:
            start_ms = end_ms - dice.between(50, 500)
        duration_ms = max(shape.shortest_ms, text.reading_ms + dice.between(0, 400))
        if dice.random() < shape.hurried:
            duration_ms = dice.between(400, max(500, duration_ms * 2 // 3))
        end_ms = start_ms + duration_ms
        yield Timing(start_ms, end_ms), text


def clock(ms: int, format: str) -> str:
    """A time as the format writes it."""
    seconds, ms = divmod(ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    point = "," if format == "srt" else "."
    return f"{hours:02d}:{minutes:02d}:{seconds:02d}{point}{ms:03d}"


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
    if format not in ("srt", "vtt"):
        import formats

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
    """A tree of caption files, 50 to a folder."""
    for number in range(files):
        place = os.path.join(folder, f"part-{number // 50:02d}")
        os.makedirs(place, exist_ok=True)
        write(
            os.path.join(place, f"talk-{number:04d}.{format}"),
            captions(format, cues, kind, str(number)),
        )


def write(path: str, text: str) -> None:
    """The text as UTF-8 with LF line ends on every system; complete or not there at all."""
    with open(path + ".part", "wb") as file:
        file.write(text.encode("utf-8", "surrogatepass"))
    os.replace(path + ".part", path)


def main() -> None:
    from hostile import HOSTILE

    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("path", help="the file to write; with --files, the folder")
    parser.add_argument("--format", choices=FORMATS, help="default: by the name, else srt")
    parser.add_argument("--cues", type=int, default=1000, help="cues in a file")
    parser.add_argument("--files", type=int, default=0, help="write a tree of so many files")
    parser.add_argument("--kind", choices=KINDS, default="clean")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--hostile", choices=HOSTILE, metavar="NAME", help="one hostile input")
    parser.add_argument("--size", type=int, default=100_000, help="characters of a hostile input")
    arguments = parser.parse_args()
    suffix = os.path.splitext(arguments.path)[1][1:]
    format = arguments.format or (suffix if suffix in FORMATS else "srt")
    if arguments.hostile:
        write(arguments.path, HOSTILE[arguments.hostile](format, arguments.size))
    elif arguments.files:
        write_tree(arguments.path, format, arguments.files, arguments.cues, arguments.kind)
    else:
        write(arguments.path, captions(format, arguments.cues, arguments.kind, arguments.seed))


if __name__ == "__main__":
    main()
