"""How the text of TTML looks, where paragraphs stand in paragraphs because they were not closed."""

from __future__ import annotations

import pytest

from caption_qa_action.core.document import Document
from caption_qa_action.core.source import Source
from caption_qa_action.formats import ttml
from caption_qa_action.rules.ttml import _looks

HEAD = (
    '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling" xml:lang="en">'
    "<body><div>"
)


def parse(body: str) -> Document:
    return ttml.parse(Source.of(f"{HEAD}{body}</div></body></tt>", "talk.ttml"))


def colours(body: str) -> list[str]:
    return [look.styles.get("tts:color", "") for look in _looks.looks(parse(body))]


def test_a_paragraph_in_another_has_looks_of_its_own() -> None:
    outer = '<p begin="1s" end="2s" tts:color="red">One'
    inner = '<p begin="2s" end="3s" tts:color="lime">Two</p>'
    assert colours(f"{outer}{inner}</p>") == ["red", "lime"]
    # What comes after it does not belong to the outer one's shape, so that both are one look.
    assert colours(f"{outer}{inner}</p>{outer}</p>") == ["red", "lime"]
    assert colours(f"{outer}<span>{inner}</span></p>") == ["red", "lime"]


def test_of_unclosed_paragraphs_each_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each holds all that follow, up to the end of the file."""
    read: list[int] = []
    shape = _looks._shape

    def count(inner: str) -> str:
        read.append(len(inner))
        return shape(inner)

    monkeypatch.setattr(_looks, "_shape", count)
    paragraph = '<p begin="1s" end="2s">a'
    document = parse(paragraph * 100)
    assert len(_looks.looks(document)) >= 1
    assert len(read) > 50
    assert sum(read) <= len(document.source.text)
