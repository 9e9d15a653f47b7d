"""UTF-8 that was read in an encoding of pairs of bytes has lost so many of them that it cannot be turned back: it is named."""

from __future__ import annotations

import random

import pytest

from caption_qa_action import check_text

JAPANESE = "おはようございます。今日はいい天気ですね。\n昨日の夜はとても寒かったと聞きました。\n駅まで一緒に歩いて行きます。"
KOREAN = "안녕하세요. 오늘은 날씨가 참 좋네요.\n어젯밤에는 아주 추웠다고 들었어요.\n우리는 역까지 같이 걸어갈 거예요."
CHINESE = "早上好。今天天气真不错。\n我听说昨天晚上非常冷。\n我们一起走到车站去吧。"
RUSSIAN = "Доброе утро. Сегодня хорошая погода.\nВчера ночью было очень холодно.\nМы пойдём до вокзала пешком."
THAI = "สวัสดีตอนเช้า วันนี้อากาศดีนะ\nฉันได้ยินว่าเมื่อคืนหนาวมาก\nเราจะเดินไปสถานีด้วยกัน"
TEXTS = {"ja": JAPANESE, "ko": KOREAN, "zh": CHINESE, "ru": RUSSIAN, "th": THAI}
READ_AS = ("cp949", "cp932", "gbk")


def captions(text: str) -> str:
    lines = text.split("\n")
    return "".join(
        f"{number}\n00:00:{3 * number:02},000 --> 00:00:{3 * number + 2:02},500\n{line}\n\n"
        for number, line in enumerate(lines, 1)
    )


def misread(text: str) -> list[str]:
    report = check_text(captions(text), "a.srt")
    return [each.message for each in report.diagnostics if each.code == "mojibake"]


@pytest.mark.parametrize("read_as", READ_AS)
@pytest.mark.parametrize("language", TEXTS)
def test_it_is_named_with_the_encoding(language: str, read_as: str) -> None:
    text = TEXTS[language].encode().decode(read_as, "replace")
    found = misread(text)
    assert found
    assert f"UTF-8 that was read as {read_as}" in found[0]


@pytest.mark.parametrize("lost_percent", [5, 20, 40, 70])
@pytest.mark.parametrize("language", TEXTS)
def test_honest_text_that_has_lost_characters_is_not(language: str, lost_percent: int) -> None:
    lot = random.Random(lost_percent)
    text = "".join(
        "\ufffd" if letter > "\x7f" and lot.randrange(100) < lost_percent else letter
        for letter in TEXTS[language]
    )
    assert not misread(text)
