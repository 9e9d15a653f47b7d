"""TTML on which common readers lose text, move it or give up: here it is read, at its time."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from caption_qa_action.core.source import Source
from caption_qa_action.formats import parse, ttml

TT = "http://www.w3.org/ns/ttml"


class Case(NamedTuple):
    """A document, and what it shows when."""

    name: str
    text: str
    shown: list[tuple[int, int, str]]


def tt(body: str, attributes: str = "") -> str:
    parameters = f'xmlns:ttp="{TT}#parameter" {attributes}'
    return f'<tt xmlns="{TT}" {parameters} xml:lang="en">{body}</tt>'


P = '<p begin="1s" end="2s">One</p>'

CASES = [
    Case(
        "seven digits of a second",
        tt('<body><div><p begin="00:00:01" end="00:00:01.1234567">One</p></div></body>'),
        [(1000, 1123, "One")],
    ),
    Case(
        "times that add up from body to paragraph",
        tt(f'<body begin="10s"><div begin="5s">{P}</div></body>'),
        [(16_000, 17_000, "One")],
    ),
    Case(
        "times on a division",
        tt('<body><div begin="1s" end="2s"><p>One</p></div></body>'),
        [(1000, 2000, "One")],
    ),
    Case(
        "paragraphs one after the other",
        tt('<body><div timeContainer="seq"><p dur="1s">One</p><p dur="2s">Two</p></div></body>'),
        [(0, 1000, "One"), (1000, 3000, "Two")],
    ),
    Case(
        "ticks",
        tt('<body><div><p begin="100t" end="250t">One</p></div></body>', 'ttp:tickRate="100"'),
        [(1000, 2500, "One")],
    ),
    Case(
        "frames of a film",
        tt(
            '<body><div><p begin="00:00:01:12" end="00:00:02:00">One</p></div></body>',
            'ttp:frameRate="24" ttp:frameRateMultiplier="1000 1001"',
        ),
        [(1501, 2000, "One")],
    ),
    Case(
        "a prefix on every element",
        f'<t:tt xmlns:t="{TT}"><t:body><t:div><t:p begin="1s" end="2s">One<t:br/>two</t:p></t:div></t:body></t:tt>',
        [(1000, 2000, "One\ntwo")],
    ),
    *(
        Case(
            f"the namespace of {year}",
            f'<tt xmlns="http://www.w3.org/{year}/ttaf1"><body><div>{P}</div></body></tt>',
            [(1000, 2000, "One")],
        )
        for year in ("2004/11", "2006/04", "2006/10")
    ),
    Case("no namespace", f"<tt><body><div>{P}</div></body></tt>", [(1000, 2000, "One")]),
    Case(
        "text after a span",
        tt('<body><div><p begin="1s" end="2s">a <span>b</span> c</p></div></body>'),
        [(1000, 2000, "a b c")],
    ),
    Case(
        "line ends of pretty-printing",
        tt('<body><div><p begin="1s" end="2s">\n  One\n  two\n</p></div></body>'),
        [(1000, 2000, "One two")],
    ),
    Case(
        "a lone less-than sign",
        tt(f'<body><div><p begin="0s" end="1s">1 < 2</p>{P}</div></body>'),
        [(0, 1000, "1 < 2"), (1000, 2000, "One")],
    ),
    Case(
        "a file that breaks off",
        tt(f'<body><div>{P}<p begin="3s" end="4s">Tw')[: -len("</tt>")],
        [(1000, 2000, "One"), (3000, 4000, "Tw")],
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_text_is_read_at_its_time(case: Case) -> None:
    document = parse(Source.of(case.text, "case.ttml"))
    assert document.format == "ttml"
    assert [(cue.start_ms, cue.end_ms, document.plain(cue)) for cue in document.cues] == case.shown
    events = ttml.to_timeline(document).events
    assert [(event.start_ms, event.end_ms, event.text) for event in events] == case.shown
