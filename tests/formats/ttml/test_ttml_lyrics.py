"""Lyrics in TTML: what they are known by, and their lines."""

from __future__ import annotations

import pytest

from caption_qa_action.core.document import Document
from caption_qa_action.core.source import Source
from caption_qa_action.formats import ttml

_TT = 'xmlns="http://www.w3.org/ns/ttml" xmlns:ttm="http://www.w3.org/ns/ttml#metadata"'
_INTERNAL = 'xmlns:itunes="http://music.apple.com/lyric-ttml-internal"'
_LINE = '<p begin="00:01.000" end="3.5"><span begin="1.0" end="2.0">a</span> <span begin="2.0" end="3.5">b</span></p>'


def read(text: str) -> Document:
    return ttml.parse(Source.of(text))


def cues(document: Document) -> list[tuple[int, int, str]]:
    return [(cue.start_ms, cue.end_ms, document.plain(cue)) for cue in document.cues]


@pytest.mark.parametrize(
    "root, body",
    [
        (_INTERNAL, ""),
        ('xmlns:x="http://itunes.apple.com/lyric-ttml-extensions"', ""),
        ('xmlns:amll="http://www.example.com/ns/amll"', ""),
        ('itunes:timing="Word"', ""),
        ("", 'itunes:song-part="Verse"'),
        ("", f'{_INTERNAL} itunes:songPart="Verse"'),
    ],
)
def test_lyrics_are_known_by_their_namespaces_and_keys(root: str, body: str) -> None:
    found = read(
        f'<tt {_TT} {root}><body dur="10.0"><div begin="1.0" {body}>{_LINE}</div></body></tt>'
    )
    assert cues(found) == [(1000, 3500, "a b")]
    assert {problem.code for problem in found.problems} <= {"xml_not_well_formed"}


def test_keys_are_looked_for_in_fifty_elements() -> None:
    def found(divisions: int) -> list[tuple[int, int, str]]:
        key = f'<div {_INTERNAL} itunes:songPart="Verse" begin="1.0">{_LINE}</div>'
        return cues(read(f"<tt {_TT}><body>{'<div/>' * divisions}{key}</body></tt>"))

    assert found(47) == [(1000, 3500, "a b")]
    assert found(48) != [(1000, 3500, "a b")]


def test_other_documents_with_timed_spans_are_no_lyrics() -> None:
    line = '<p begin="1s" end="4s"><span begin="0s" end="1s">a</span><span begin="1s">b</span></p>'
    found = read(f"<tt {_TT}><body><div>{line}</div></body></tt>")
    assert cues(found) == [(1000, 2000, "a"), (2000, 4000, "b")]


def test_a_line_without_times_lasts_as_long_as_its_words() -> None:
    words = '<span begin="2.0" end="3.0">a</span> <span begin="1:00.5" end="1:01.0">b</span>'
    found = read(f"<tt {_TT} {_INTERNAL}><body><div><p>{words}</p><p> </p></div></body></tt>")
    assert cues(found) == [(2000, 61_000, "a b")]


def test_other_voices_and_translations_stand_on_lines_of_their_own() -> None:
    line = (
        '<p begin="1.0" end="3.0"><span ttm:role="x-bg" begin="1.0" end="2.0">(ooh)</span>'
        '<span begin="1.0" end="2.0">Hello</span> <span begin="2.0" end="3.0">world</span>'
        '<span ttm:role="x-translation" xml:lang="fr">Salut</span></p>'
    )
    found = read(f"<tt {_TT} {_INTERNAL}><body><div>{line}</div></body></tt>")
    assert cues(found) == [(1000, 3000, "(ooh)\nHello world\nSalut")]


def test_word_times_are_a_loss_and_line_times_are_not() -> None:
    lines = f'{_LINE}<p begin="4.0" end="5.0">c</p>'
    timeline = ttml.to_timeline(read(f"<tt {_TT} {_INTERNAL}><body><div>{lines}</div></body></tt>"))
    assert [(event.start_ms, event.text) for event in timeline.events] == [
        (1000, "a b"),
        (4000, "c"),
    ]
    assert [(loss.kind, loss.number) for loss in timeline.losses] == [("word times", 1)]
