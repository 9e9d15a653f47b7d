"""Cues drawn by seed, for a caption file of any format: their times, and words in several languages."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import NamedTuple

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
# The share of cues that are marked up, and of cues that are not ASCII.
TAGGED, WIDE = 0.14, 1 / 3
# The share of cues that are too short in a clean file, with two findings each.
CLEAN_DEFECT = 0.001


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
