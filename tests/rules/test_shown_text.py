"""What a rule finds in a text depends on the text, and not on how a format writes its characters."""

from __future__ import annotations

import html
import json
import random
from collections.abc import Callable
from typing import TypeAlias
from xml.sax.saxutils import escape

import pytest

import caption_qa_action as qa
from caption_qa_action import config
from caption_qa_action.core import shown_text
from caption_qa_action.core.diagnostic import Finding
from caption_qa_action.core.shown_text import ShownText
from caption_qa_action.core.source import Edit, Fix, Source, Span
from caption_qa_action.core.traits import CSV, JSON
from caption_qa_action.fixing import mend
from caption_qa_action.formats import parse
from caption_qa_action.rules import RULES, load
from tests.rules.samples import page_samples

# Start and end in milliseconds, and the text.
Lines: TypeAlias = list[tuple[int, int, str]]
GROUPS = ("text", "style", "layout")
CODES = [code for code in RULES if load(code).group in GROUPS and load(code).is_universal]
# Texts of which quotation marks, apostrophes, references, backslashes and brackets are made.
HARD = [
    'She said: "Nowhere."',
    '"Where have you been?"',
    'She said, "Where have you been?',
    "It's 'there', isn't it?",
    r"C:\talks\new \"and so on\"",
    "AT&T &amp; &quot;sons&quot;",
    'a "b" \\',
    "(yes",
    "{no} [music]",
    "5 < 6 > 4",
    '"one"\n"two',
    "«Non.»",
    "He said \u201cno\u201d.",
    "the\nthe end",
    "My utf8 file",
]


def xml(text: str) -> str:
    return escape(text, {'"': "&quot;", "'": "&#39;"})


def clock(ms: int) -> str:
    return f"{ms // 3600000:02d}:{ms // 60000 % 60:02d}:{ms // 1000 % 60:02d}.{ms % 1000:03d}"


def srt(lines: Lines) -> str:
    return "".join(
        f"{number}\n{clock(start).replace('.', ',')} --> {clock(end).replace('.', ',')}\n{text}\n\n"
        for number, (start, end, text) in enumerate(lines, 1)
    )


def timeline(lines: Lines) -> object:
    cues = [
        {"index": number, "startMs": start, "endMs": end, "lines": text.split("\n")}
        for number, (start, end, text) in enumerate(lines, 1)
    ]
    return {"format": "captionpass-json", "version": 1, "cues": cues}


def whisper(lines: Lines) -> object:
    segments = [
        {"start": start / 1000, "end": end / 1000, "text": f" {text}"} for start, end, text in lines
    ]
    return {"text": "", "segments": segments, "language": "en"}


def json3(lines: Lines) -> object:
    events = [
        {"tStartMs": start, "dDurationMs": end - start, "segs": [{"utf8": text[:3]}, {"utf8": text[3:], "acAsrConf": 9}]}
        for start, end, text in lines
    ]  # fmt: skip
    return {"wireMagic": "pb3", "events": events}


def srv3(lines: Lines) -> str:
    found = (f'<p t="{start}" d="{end - start}">{xml(text)}</p>' for start, end, text in lines)
    return f'<timedtext format="3"><body>{"".join(found)}</body></timedtext>'


def srv1(lines: Lines) -> str:
    found = (
        f'<text start="{start / 1000}" dur="{(end - start) / 1000}">{xml(escape(text))}</text>'
        for start, end, text in lines
    )
    return f"<transcript>{''.join(found)}</transcript>"


def ttml(lines: Lines, write: Callable[[str], str]) -> str:
    found = (
        f'<p begin="{clock(start)}" end="{clock(end)}" xml:space="preserve">'
        f"{'<br/>'.join(map(write, text.split(chr(10))))}</p>\n"
        for start, end, text in lines
    )
    head = '<tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en">'
    return f"{head}<body><div>{''.join(found)}</div></body></tt>"


def fcpxml(lines: Lines) -> str:
    found = (
        f'<title lane="1" offset="{start}/1000s" duration="{end - start}/1000s"><text>'
        f'<text-style ref="ts{start}">{xml(text)}</text-style></text></title>'
        for start, end, text in lines
    )
    return (
        '<fcpxml version="1.9"><library><event><project><sequence><spine><gap offset="0s" duration="9999s">'
        f"{''.join(found)}</gap></spine></sequence></project></event></library></fcpxml>"
    )


def webvtt(lines: Lines) -> str:
    found = (f"{clock(start)} --> {clock(end)}\n{xml(text)}\n\n" for start, end, text in lines)
    return f"WEBVTT\n\n{''.join(found)}"


FORMS: dict[str, tuple[str, Callable[[Lines], str]]] = {
    "the timeline": ("a.json", lambda lines: json.dumps(timeline(lines))),
    "the timeline, not in ASCII": (
        "a.json",
        lambda lines: json.dumps(timeline(lines), ensure_ascii=False, indent=1),
    ),
    "Whisper": ("a.json", lambda lines: json.dumps(whisper(lines))),
    "json3": ("a.json3", lambda lines: json.dumps(json3(lines), ensure_ascii=False)),
    "srv3": ("a.srv3", srv3),
    "srv1": ("a.srv1", srv1),
    "TTML with references": ("a.ttml", lambda lines: ttml(lines, xml)),
    "TTML": ("a.ttml", lambda lines: ttml(lines, escape)),
    "FCPXML": ("a.fcpxml", fcpxml),
    "WebVTT": ("a.vtt", webvtt),
}


def found(text: str, name: str) -> set[tuple[str, int]]:
    report = qa.check_text(text, name, preset="generic", select=CODES, language="en", verbose=True)
    return {(each.code, each.cue) for each in report.diagnostics if each.code in CODES}


def samples() -> list[Lines]:
    """The texts of the pages of the rules, and hard ones."""
    texts: list[Lines] = [[(1000, 3000, text), (60000, 63000, "That is all.")] for text in HARD]
    for code in CODES:
        for heading in ("Bad", "Good"):
            for sample in page_samples(code, heading):
                cues = json.loads(
                    qa.convert_text(sample.data.decode(), sample.path, to="json").text
                )
                lines = [
                    (cue["startMs"], cue["endMs"], "\n".join(cue["lines"])) for cue in cues["cues"]
                ]
                if lines and all(text.strip() and "\n\n" not in text for _, _, text in lines):
                    texts.append(lines)
    return texts


SAMPLES = samples()
EXPECTED = [found(srt(lines), "a.srt") for lines in SAMPLES]


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS)
def test_rules_about_text_find_the_same_in_every_form(form: str) -> None:
    name, write = FORMS[form]
    assert len(SAMPLES) > 60
    assert sum(map(len, EXPECTED)) > 60
    different = {
        str(lines): want ^ has
        for lines, want in zip(SAMPLES, EXPECTED, strict=True)
        if want != (has := found(write(lines), name))
    }
    assert not different


def read_back(written: str, name: str) -> set[str]:
    """What a stretch of a file may stand for."""
    if ".json" in name:
        return {str(json.loads(f'"{written}"'))}
    return {written, html.unescape(written), html.unescape(html.unescape(written))}


@pytest.mark.parametrize("form", FORMS)
def test_each_character_is_put_back_to_where_it_is_written(form: str) -> None:
    name, write = FORMS[form]
    for lines in SAMPLES:
        text = write(lines)
        shown = ShownText(parse(Source.of(text, name)))
        letters = shown.document.source.text
        spans = [Span(at, at + 1) for at, letter in enumerate(letters) if not letter.isspace()]
        places = [each.span for each in shown.find(Finding(span, "") for span in spans)]
        assert places == sorted(places)
        for span, place in zip(spans, places, strict=True):
            meant = read_back(text[place.start : place.end], name)
            assert any(letters[span.start] in each for each in meant)


@pytest.mark.parametrize("form", ["the timeline, not in ASCII", "TTML with references", "WebVTT"])
def test_a_fix_is_made_where_the_character_is_written(form: str) -> None:
    name, write = FORMS[form]
    lines = [(1000, 3000, '"W\u200bhere" cafe <3 \\ ok')]
    fixed = qa.fix_text(
        write(lines),
        name,
        unsafe=True,
        preset="generic",
        select=("zero_width_character",),
    )
    assert fixed.text == write([(1000, 3000, '"Where" cafe <3 \\ ok')])


def test_a_mark_that_stands_between_characters_is_no_fix() -> None:
    text = ttml([(1000, 3000, "&#34;the@the&#34; house")], str).replace("@", " <span/>")
    document = parse(Source.of(text, "a.ttml"))
    shown = ShownText(document)
    start = shown.document.source.text.index("the")
    edit = Edit(Span(start + 2, start + 5), "")
    (finding,) = shown.find([Finding(Span(start, start + 3), "", Fix("", (edit,)))])
    assert finding.fix is None


# What stands before and after the text of one cue.
WRAPPED = {
    "a.smi": ("<SAMI><BODY>\n<SYNC Start=0><P Class=EN>", "\n<SYNC Start=2000><P Class=EN>&nbsp;\n"),
    "a.ttml": ('<tt xmlns="http://www.w3.org/ns/ttml"><body><div><p begin="1s" end="3s">', "</p></div></body></tt>"),
    "a.vtt": ("WEBVTT\n\n00:01.000 --> 00:03.000\n", "\n"),
    "a.json": ('{"cues": [{"startMs": 0, "endMs": 2000, "lines": ["', '"]}]}'),
    "a.srt": ("1\n00:00:01,000 --> 00:00:03,000\n", "\n"),
}  # fmt: skip


@pytest.mark.parametrize(
    "before", ["", "<![CDATA[ ", "]]> ", "&lt; ", "<x> ", "&nope; ", "&amp;lt; ", "<!-- -- ", "< "]
)
@pytest.mark.parametrize("name", ["a.smi", "a.ttml", "a.vtt", "a.json", "a.srt"])
def test_a_fix_edits_the_characters_that_it_speaks_of(name: str, before: str) -> None:
    head, tail = WRAPPED[name]
    text = f"{head}one {before}CafÃ© oscar quebec{tail}"
    settings = config.load(config.Arguments(select=("mojibake",)), isolated=True).settings_for(name)
    result, _ = mend(name, text.encode(), settings, unsafe=True)
    assert result.data.decode() in (text, text.replace("Ã©", "é"))


BLANKS = [sign for sign in map(chr, range(0x3001)) if sign.isspace() and sign not in " \t\n\r\f"]


@pytest.mark.parametrize("name", WRAPPED)
def test_a_blank_that_stands_as_it_is_has_its_own_place(name: str) -> None:
    """Beside white space of which a run is shown as one blank."""
    head, tail = WRAPPED[name]
    found = 0
    for sign in BLANKS:
        for around in (f"{sign}{sign}", f"     {sign}", f"{sign}   \n  ", f" \t {sign} {sign}   "):
            if sign in "\x0b\x1c\x1d\x1e\x1f" and name in ("a.ttml", "a.json"):
                continue  # these formats cannot hold them
            text = (
                f"{head}one{around.replace(chr(10), ' ') if name == 'a.json' else around}two{tail}"
            )
            shown = ShownText(parse(Source.of(text, name)))
            letters = shown.document.source.text
            spans = [Span(at, at + 1) for at, letter in enumerate(letters) if letter == sign]
            for each in shown.find(Finding(span, "") for span in spans):
                assert text[each.span.start : each.span.end] == sign, (sign, around)
                found += 1
    assert found > 4 * len(BLANKS) // 2


@pytest.mark.parametrize("escapes", [JSON, CSV, ""])
def test_text_that_stands_as_it_is_has_the_places_that_one_with_escapes_has(escapes: str) -> None:
    draw = random.Random(escapes)
    parts = ["a", " ", "\n", '"', "\\", "&", "&amp;", "<", ">", "]", "]]>", "[", ":", ","]
    found = 0
    for _ in range(2_000):
        text = "".join(draw.choices(parts, k=draw.randint(0, 4)))
        raw = draw.choice(["", "[", " "]) + f'"{text}"' + draw.choice(["", "]", ":"])
        raw = raw if escapes == JSON else text
        for shown in (text, raw, raw.strip('[]"')):
            start = shown_text._start_as_it_is(escapes, raw, shown)
            if start >= 0:
                found += 1
                written = shown_text._characters(escapes, raw, 0, shown)
                each = [Span(start + at, start + at + 1) for at in range(len(shown))]
                assert shown_text._aligned(shown, written, 0) == each, (raw, shown)
    assert found > 100
