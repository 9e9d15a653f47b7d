"""A text in which one line differs from the others: a clean line of another script, or the one line that was misread.

Each run tries a sample; the whole takes about ten minutes of one processor:
`MOJIBAKE_SHARE=1 python3 dev.py test tests/rules/test_mojibake_one_line.py -n 0`.
"""

from __future__ import annotations

import os
import random

import pytest

from caption_qa_action.files.decode import decode
from caption_qa_action.formats import parse
from caption_qa_action.rules.text import mojibake
from tests.files.sentences import SENTENCES, srt
from tests.files.talk import TALK
from tests.rules.more_languages import MORE

SHARE = float(os.environ.get("MOJIBAKE_SHARE", "0.04"))
SEED = int(os.environ.get("MOJIBAKE_SEED", "1"))
TEXTS = {
    **{f"sentences {tag}": lines for tag, (_, lines) in SENTENCES.items()},
    **{f"talk {tag}": lines for tag, (_, lines) in TALK.items()},
    **{f"more {tag}": lines for tag, lines in MORE.items()},
}
# Clean lines such as stand among those of another language.
STRANGERS = (
    "Привет, друзья!", "Łódź – Kraków", "[MÚSICA] ÀÉÍÓÚ", "α β γ Δ", "Καλημέρα σας", "ありがとうございます", "谢谢大家",
    "안녕하세요 여러분", "שלום לכולם", "السلام عليكم", "สวัสดีครับ", "Søren Ægir Þór", "Příliš žluťoučký kůň", "naïve café",
    "Ελλάδα, Россия, 日本", "Xin chào các bạn", "Günaydın, Çiğdem", "हिन्दी में", "§ 5 Abs. 2 – 10 °C ± 1 µm²",
    "→ ♪ ½ × ÷ ™ © ®", "ІЇЄҐ київ", "Ő, ű, Győr", "ÄÖÜ ÅNGSTRÖM", "ÉTÉ À NOËL", "«Ça va?» «Où est-il?»", "¿QUÉ? ¡NO!",
)  # fmt: skip


@pytest.mark.parametrize("stranger", STRANGERS)
def test_one_clean_line_of_another_script_is_no_mojibake(stranger: str) -> None:
    chance = random.Random(f"{SEED} {stranger}")
    for name, lines in TEXTS.items():
        for count in (1, 3, 10):
            if chance.random() < SHARE * 3:
                some = list(lines[:count])
                some.insert(chance.randrange(len(some) + 1), stranger)
                document = parse(decode("talk.srt", srt(some).encode()))
                assert list(mojibake.check(document)) == [], (name, count)
