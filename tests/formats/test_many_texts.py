"""Many texts at once are read as each alone, whatever stands in them."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from functools import partial

import pytest

from caption_qa_action.core.columns import APART, shown_texts
from caption_qa_action.core.cue import Cue
from caption_qa_action.core.source import Source
from caption_qa_action.formats import ass, ttml
from caption_qa_action.formats.ass import text as ass_text
from caption_qa_action.formats.ass.dialect import AssDialect
from caption_qa_action.formats.ttml import text as ttml_text

EVENT = "Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,"
ASS = (
    "{", "}", "\\{", "\\}", "{\\i1}", "\\p1", "{\\p1}", "{\\p0}", "{\\pos(1,2)}", "{\\q2}", "{\\t(\\p1)}", "{note}", "\\N",
    "\\n", "\\h", "\\\\", "\\\u2060", "a", " ",
)  # fmt: skip
TTML = (
    "<br/>", "<br />", "<br>", "</br>", "<br", "/>", "<tt:br/>", "<tt:br a='1'/>", "<span>", "</span>", "<tt:span a=':br'>",
    "<!--", "-->", "<", ">", "<![CDATA[b]]>", "&amp;", "\t", "\n", "\r\n", "\u3000", "\u00a0", "a", " ", "  ",
)  # fmt: skip


@pytest.mark.parametrize(
    ("plain_texts", "plain", "pieces"),
    [
        (ass_text.plain_texts, ass_text.plain, ASS),
        (partial(ass_text.plain_texts, wrap_2=True), partial(ass_text.plain, wrap_2=True), ASS),
        (ttml_text.plain_texts, ttml_text.plain, TTML),
    ],
)
def test_many_texts_are_read_as_each_alone(
    plain_texts: Callable[[Sequence[str]], list[str]],
    plain: Callable[[str], str],
    pieces: tuple[str, ...],
) -> None:
    chance = random.Random(1)
    for number in range(4000):
        some = (*pieces, APART) if number % 10 == 0 else pieces
        raws = ["".join(chance.choices(some, k=chance.randrange(6))) for _ in range(number % 5)]
        assert plain_texts(raws) == [plain(raw) for raw in raws], raws


def test_formats_have_a_quicker_way_for_many_texts() -> None:
    """One call for each text would be as right, and is what this is for."""
    script = ass.parse(Source.of(f"[Events]\n{EVENT}{{\\i1}}One\\Ntwo\n", "a.ass"))
    body = '<body><div><p begin="1s" end="2s">One<br/>two</p></div></body>'
    document = ttml.FORMAT.parse(
        Source.of(f'<tt xmlns="http://www.w3.org/ns/ttml">{body}</tt>', "a.ttml")
    )
    for each in (script, document):
        each.dialect = _Silent()  # type: ignore[assignment]
        assert each.plain_texts(["One"]) == ["One"]


class _Silent:
    """A dialect that is not to be asked."""


def test_cues_are_told_from_signs_by_the_blocks_of_all() -> None:
    chance = random.Random(2)
    kinds = set()
    for _ in range(600):
        texts = ["".join(chance.choices((*ASS, "{\\move(1,2)", "{\\an8"), k=3)) for _ in "123"]
        lines = "".join(f"{EVENT}{text}\n" for text in texts)
        document = ass.parse(Source.of(f"[Events]\n{lines}", "a.ass"))
        dialect = document.dialect
        assert isinstance(dialect, AssDialect)

        def is_dialogue(cue: Cue, dialect: AssDialect = dialect) -> bool:
            return dialect.is_dialogue(cue, dialect.script.text[cue.text_start : cue.text_end])

        assert document.dialogue == list(filter(is_dialogue, document.cues)), texts
        kinds.add(len(document.dialogue))
    assert len(kinds) > 2


def test_what_is_kept_of_many_texts_is_that_of_each_cue() -> None:
    """Also where some cues state their text, as paragraphs with spans do."""
    chance = random.Random(3)
    stating = 0
    for _ in range(300):
        rich = "<span>One</span> two", '<span begin="0.2s">  late</span>', "four  five"
        texts = ["".join(chance.choices((*rich, *TTML[:1], " ", "&amp;", "\t"), k=3)) for _ in "12"]
        times = [f'begin="{at}s" end="{at + 1}s"' for at in range(len(texts))]
        body = "".join(f"<p {at}>{text}</p>" for at, text in zip(times, texts, strict=True))
        source = Source.of(f"<tt {NAMESPACES}><body><div>{body}</div></body></tt>", "a.ttml")
        document, alone = ttml.FORMAT.parse(source), ttml.FORMAT.parse(source)
        shown = shown_texts(document)
        assert shown == list(map(document.plain, document.cues))
        assert shown == list(map(alone.plain, alone.cues)), texts
        stating += document.states_texts
    assert 30 < stating < 300


NAMESPACES = 'xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling"'
