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


def test_lyrics_without_a_namespace_are_known_by_words_that_only_count_from_the_beginning() -> None:
    def found(first: str, second: str) -> list[tuple[int, int, str]]:
        lines = f'<p begin="1.0" end="3.0">{first}</p><p begin="6.0" end="8.0">{second}</p>'
        return cues(read(f"<tt {_TT}><body><div>{lines}</div></body></tt>"))

    absolute = (
        '<span begin="1.0" end="2.0">a</span> <span begin="2.0" end="3.0">b</span>',
        '<span begin="6.0" end="7.0">c</span> <span begin="7.0" end="8.0">d</span>',
    )
    assert found(*absolute) == [(1000, 3000, "a b"), (6000, 8000, "c d")]
    # Times that TTML has count as TTML has it.
    exact = [line.replace('.0"', '.0s"') for line in absolute]
    assert found(*exact) != found(*absolute)
    relative = '<span begin="0.0" end="1.0">c</span> <span begin="1.0" end="2.0">d</span>'
    assert found(absolute[0], relative)[-1] == (7000, 8000, "d")


def test_times_that_ttml_has_beside_short_ones_are_no_lyrics() -> None:
    short = '<p begin="10.0" end="13.0"><span begin="10.0" end="11.0">a</span> <span begin="11.0" end="13.0">b</span></p>'
    mixed = short.replace('<span begin="11.0"', '<span begin="11s"')
    document = read(f'<tt {_TT} xml:lang="en"><body><div>{short}</div></body></tt>')
    assert document.traits.holds_lyrics
    document = read(f'<tt {_TT} xml:lang="en"><body><div>{mixed}</div></body></tt>')
    assert not document.traits.holds_lyrics


def test_twenty_lines_show_how_times_are_meant() -> None:
    def found(lines: int) -> int:
        line = '<p begin="1.0" end="3.0"><span begin="1.0">a</span> <span begin="2.0">b</span></p>'
        other = '<p begin="1.0" end="3.0"><span begin="0.0">c</span> <span begin="1.0">d</span></p>'
        return len(cues(read(f"<tt {_TT}><body><div>{line * lines}{other}</div></body></tt>")))

    assert found(20) == 21
    assert found(19) > 21


def test_annotations_of_several_bases_stand_beside_all_of_them() -> None:
    text = (
        '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling"><body><div>'
        '<p end="9s">a<span tts:ruby="container"><span tts:ruby="baseContainer"><span tts:ruby="base">b</span>'
        '<span tts:ruby="base">c</span></span><span tts:ruby="textContainer"><span tts:ruby="text">1</span>'
        '<span tts:ruby="text">2</span></span></span><span tts:ruby="container"><span tts:ruby="base">d</span>'
        '<span tts:ruby="text">3</span></span>e</p></div></body></tt>'
    )
    [event] = ttml.to_timeline(read(text)).events
    assert [(run.text, run.ruby) for run in event.runs] == [
        ("a", ""),
        ("bc", "12"),
        ("d", "3"),
        ("e", ""),
    ]


def test_what_is_sung_in_the_background_ends_its_line_without_a_blank() -> None:
    background = '<span ttm:role="x-bg"><span begin="2s" end="3s">(oh)</span></span>'
    words = '<span begin="1s" end="2s">Hello</span> '
    text = (
        '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttm="http://www.w3.org/ns/ttml#metadata" '
        'xmlns:itunes="http://itunes.apple.com/lyric-ttml-extensions" itunes:timing="Word" xml:lang="en">'
        f'<body><div><p begin="1s" end="3s" itunes:key="L1">{words}{background} {words}</p></div></body></tt>'
    )
    document = ttml.parse(Source.of(text))
    [event] = ttml.to_timeline(document).events
    assert event.text == "Hello\n(oh)\nHello"
