"""What the fixes of the markup rules make of a cue's text."""

from __future__ import annotations

import pytest

from caption_qa_action.core.source import Source
from caption_qa_action.formats import parse
from caption_qa_action.rules import load

SRT = "1\n00:00:01,000 --> 00:00:02,000\n"
WEBVTT = "WEBVTT\n\n00:01.000 --> 00:02.000\n"


def _fixed(code: str, head: str, body: str) -> str:
    """The file after the fixes of all findings of a code, without its head."""
    text = f"{head}{body}\n"
    document = parse(Source.of(text, "x.srt" if head == SRT else "x.vtt"))
    edits = [
        edit for finding in load(code).check(document) if finding.fix for edit in finding.fix.edits
    ]
    for edit in sorted(edits, reverse=True):
        text = text[: edit.span.start] + edit.replacement + text[edit.span.end :]
    return text.removeprefix(head).removesuffix("\n")


@pytest.mark.parametrize(
    "head, body, fixed",
    [
        (SRT, "<i>far <b>away", "<i>far <b>away</b></i>"),
        (SRT, "<I>far away", "<I>far away</I>"),
        (WEBVTT, "<i>far <b>away</i>", "<i>far <b>away</b></i>"),
        (WEBVTT, "<v A>Hello!\n<v B>Hi!", "<v A>Hello!</v>\n<v B>Hi!</v>"),
        (WEBVTT, "<ruby>a<rt>b<rt>c</ruby>", "<ruby>a<rt>b</rt><rt>c</ruby>"),
        (WEBVTT, "<i>a <3", "<i>a </i><3"),
    ],
)
def test_a_tag_is_closed_where_its_effect_ends(head: str, body: str, fixed: str) -> None:
    assert _fixed("unclosed_tag", head, body) == fixed


@pytest.mark.parametrize(
    "body, fixed",
    [
        ("<i><b>a</i></b>", "<i><b>a</b></i>"),
        ("<i><b><u>a</i></b></u>", "<i><b><u>a</u></b></i>"),
        ("<i>a <b>b</i> c</b>", "<i>a <b>b</b></i><b> c</b>"),
    ],
)
def test_crossing_tags_are_nested(body: str, fixed: str) -> None:
    assert _fixed("misnested_tag", WEBVTT, body) == fixed


@pytest.mark.parametrize(
    "code, body, fixed",
    [
        ("stray_end_tag", "a\n</i></b>", "a"),
        ("stray_end_tag", "</i>\na", "a"),
        ("stray_end_tag", "a</i>\nb", "a\nb"),
        ("empty_tag", "a\n<b><i></i></b>\nc", "a\nc"),
        ("empty_tag", "<i> </i>a", " a"),
        ("unknown_tag", "a<br>b", "a\nb"),
        ("unknown_tag", "a<br>\nb<br>", "a\nb"),
        ("unknown_tag", "<I>a</I> <font color=red>b</font>", "<i>a</i> b"),
        ("ass_tag_in_text", "{\\i1}\na{\\i0}", "a"),
    ],
)
def test_removing_tags_leaves_no_empty_line(code: str, body: str, fixed: str) -> None:
    assert _fixed(code, WEBVTT, body) == fixed


@pytest.mark.parametrize(
    "body, fixed",
    [
        ("<div>one</div><div>two</div>", "one\ntwo"),
        ("<div><p>one</p></div>\n<p>two</p>", "one\ntwo"),
        ("<ul><li>one</li><li>two</li></ul>", "one\ntwo"),
        ("<h1>A</h1>\n<div>\n<h2>b</h2>c</div>", "A\nb\nc"),
        ("Hi<img>there", "Hi there"),
        ("Hi<img><a>there <img>too", "Hi there too"),
        ("<em>Hel</em>lo", "Hello"),
        ("see <![CDATA[<x>]]> and <q>y</q>", "see <![CDATA[<x>]]> and y"),
    ],
)
@pytest.mark.parametrize("head", [SRT, WEBVTT])
def test_removing_tags_glues_no_words(head: str, body: str, fixed: str) -> None:
    assert _fixed("unknown_tag", head, body) == fixed


@pytest.mark.parametrize(
    "body",
    [
        '<tt xmlns="http://www.w3.org/ns/ttml"><p begin="1s">a</p></tt>',
        "<html><body>a</body></html>",
        "<SAMI><BODY><SYNC Start=1><P>a",
    ],
)
@pytest.mark.parametrize("head", [SRT, WEBVTT])
def test_the_tags_of_a_whole_document_are_left(head: str, body: str) -> None:
    assert _fixed("unknown_tag", head, body) == body


@pytest.mark.parametrize(
    "text, expected",
    [
        ("&lt;i&gt;Tom &amp; Jerry&lt;/i&gt;", "&lt;i&gt;Tom & Jerry&lt;/i&gt;"),
        ("&lt;font color=&quot;red&quot;&gt;a &lt; b", "&lt;font color=&quot;red&quot;&gt;a < b"),
        ("&#123;\\an8&#125;top &lt;b", "&#123;\\an8&#125;top &lt;b"),
    ],
)
def test_an_escaped_tag_stays_whole(text: str, expected: str) -> None:
    assert _fixed("html_entity_in_srt", SRT, text) == expected


def test_a_reference_that_was_escaped_twice_becomes_its_character() -> None:
    assert _fixed("html_entity_in_srt", SRT, "Tom &amp;amp; it&#39;s &lt;b&gt;") == (
        "Tom & it's &lt;b&gt;"
    )


def test_an_override_that_places_becomes_a_cue_setting() -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\n{\\an8}a\n"
    (finding,) = load("ass_tag_in_text").check(parse(Source.of(text, "x.vtt")))
    assert finding.fix is not None
    assert [edit.replacement for edit in finding.fix.edits] == [" line:0", ""]


def test_a_file_counted_from_zero_is_numbered_anew_once() -> None:
    text = "".join(f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\na\n\n" for n in range(3))
    (finding,) = load("index_sequence").check(parse(Source.of(text, "x.srt")))
    assert finding.fix is not None
    assert [edit.replacement for edit in finding.fix.edits] == ["1", "2", "3"]
