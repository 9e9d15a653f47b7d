"""Captions as repositories of lectures and videos have them: many languages, translated by machine, long lines.

The shares come from counts. Of a repository of 3,972 SRT files with 1,100,000 cues in 20 languages: 277 cues a
file; half of the cues are one long line; 86 of 100 cues have a line of more than 42 characters, and 39 of 100 are
faster than 20 characters a second. Of 2,137 cues of five lectures: 11 of 100 cues touch the next one, 0.6 overlap
it, 13 have a blank at the edge of a line, 1.3 two blanks in a row, 0.1 markup. Of 1,623 cues of fifteen videos of
YouTube: 82 of 100 touch the next one, 90 have two lines (from 31 to 57 characters), and 2 brackets.
"""

from __future__ import annotations

from typing import NamedTuple

from cues import Dice, clock

# Words of each language, enough that a program which tells languages apart by their words has to look.
LANGUAGES = {
    "ar": "هذا النص عن العلم و الحياة في المدينة كما قال الأستاذ اليوم نتحدث معا عن فكرة جديدة",
    "bn": "আজ আমরা একটি নতুন ধারণা নিয়ে কথা বলব এবং এটি কীভাবে কাজ করে তা দেখব সবাই মিলে",
    "de": "heute sprechen wir über eine neue Idee und wie sie für viele Menschen wichtig ist können",
    "en": "today we talk about a new idea and how it works for many people in the world because",
    "es": "hoy hablamos de una idea nueva y cómo funciona para muchas personas en el mundo también",
    "fa": "امروز درباره یک ایده تازه صحبت می کنیم و اینکه چگونه برای مردم کار می کند",
    "fr": "aujourd'hui nous parlons d'une idée nouvelle et de la façon dont elle marche très bien",
    "hi": "आज हम एक नए विचार के बारे में बात करेंगे और देखेंगे कि यह कैसे काम करता है",
    "id": "hari ini kita berbicara tentang ide baru dan bagaimana itu bekerja untuk banyak orang",
    "it": "oggi parliamo di una nuova idea e di come funziona per molte persone nel mondo perché",
    "ja": "今日は 新しい 考え方に ついて 話します そして それが どのように 働くかを 見て いきましょう",
    "ko": "오늘은 새로운 생각에 대해 이야기하고 그것이 어떻게 일하는지 함께 살펴보겠습니다 여러분",
    "nl": "vandaag praten we over een nieuw idee en hoe het werkt voor veel mensen in de wereld",
    "pl": "dzisiaj mówimy o nowym pomyśle i o tym jak działa dla wielu ludzi na świecie ponieważ",
    "pt": "hoje falamos de uma ideia nova e de como ela funciona para muitas pessoas não só aqui",
    "ru": "сегодня мы говорим о новой идее и о том как она работает для многих людей в мире",
    "th": "วันนี้ เราจะ พูดถึง แนวคิด ใหม่ และ ดูว่า มัน ทำงาน อย่างไร สำหรับ ผู้คน จำนวนมาก",
    "tr": "bugün yeni bir fikir hakkında konuşuyoruz ve dünyada birçok insan için nasıl çalıştığını",
    "vi": "hôm nay chúng ta nói về một ý tưởng mới và cách nó hoạt động cho nhiều người trên thế giới",
    "zh": "今天 我们 来 谈谈 一个 新 的 想法 以及 它 是 怎么 对 很多 人 起作用 的",
}
_WORDS = {language: text.split() for language, text in LANGUAGES.items()}
_JOINED = ("ja", "th", "zh")
# How long a text in a language is beside one in English: one sign of these stands for several letters.
_DENSE = {"ja": 0.45, "ko": 0.5, "zh": 0.35}
CUES = 277


class Habit(NamedTuple):
    """How the captions of a video were made. Lengths are in characters, `milliseconds` for each of them."""

    one_line: float
    line: tuple[int, int]
    milliseconds: tuple[int, int]
    touching: float
    overlapping: float
    edge_space: float
    double_space: float
    tagged: float


LECTURE = Habit(0.75, (40, 104), (32, 72), 0.11, 0.006, 0.13, 0.013, 0.001)
VIDEO = Habit(0.1, (36, 57), (36, 80), 0.82, 0.0, 0.018, 0.001, 0.001)
LECTURES, ENDS_SENTENCE, BRACKETS = 0.6, 0.4, 0.02


def place(number: int) -> str:
    """The path of a file of the tree: each video in all languages, then the next."""
    languages = tuple(LANGUAGES)
    video, language = divmod(number, len(languages))
    return f"video-{video:03d}/captions.{languages[language]}.srt"


def captions(number: int, cues: int = CUES) -> str:
    """The captions of a file of the tree."""
    languages = tuple(LANGUAGES)
    video, language = divmod(number, len(languages))
    # The translations of a video have its times: so they are as fast as their language is long.
    times, texts = Dice(f"video {video}"), Dice(f"text {number}")
    habit = LECTURE if times.random() < LECTURES else VIDEO
    blocks = []
    end_ms = 500
    for index in range(1, cues + 1):
        is_one_line = times.random() < habit.one_line
        length = times.between(*habit.line)
        reading_ms = (length if is_one_line else 2 * length) * times.between(*habit.milliseconds)
        start_ms = end_ms
        draw = times.random()
        if draw < habit.overlapping:
            start_ms -= 150
        elif draw > habit.touching + habit.overlapping:
            start_ms += times.between(40, 900)
        end_ms = start_ms + max(700, reading_ms)
        lines = [_line(texts, languages[language], length, habit)]
        if not is_one_line:
            lines.append(_line(texts, languages[language], length, habit))
        text = "\n".join(lines)
        if times.random() < habit.tagged:
            text = f"<i>{text}</i>"
        blocks.append(f"{index}\n{clock(start_ms, 'srt')} --> {clock(end_ms, 'srt')}\n{text}\n")
    return "\n".join(blocks)


def _line(dice: Dice, language: str, length: int, habit: Habit) -> str:
    """A line of about so many characters, as long as it is in its language."""
    words = _WORDS[language]
    joint = "" if language in _JOINED else " "
    wanted = int(length * _DENSE.get(language, 1.0))
    line = dice.choice(words)
    while len(line) < wanted:
        line += joint + dice.choice(words)
    if dice.random() < BRACKETS:
        line = f"[{line}]"
    elif dice.random() < ENDS_SENTENCE:
        line += "."
    draw = dice.random()
    if draw < habit.edge_space:
        return line + " "
    if draw < habit.edge_space + habit.double_space:
        return line.replace(" ", "  ", 1)
    return line
