"""Text that is all in one look is read quickly, and as it is read where markup is looked at piece by piece."""

import pytest

from caption_qa_action.core.source import Source
from caption_qa_action.core.timeline import Timeline
from caption_qa_action.formats import FORMATS

# What stands in the tags, beside it on both sides, and the lines that are made of it.
TEXTS = (
    "Where is he?",
    "Where is he?\nAt the market.",
    " Two  blanks ",
    "\u00a0",
    "It's 5 o'clock: {wait}",
    "本を\n飲む",
    "&amp; &lt;he&gt;",
)


def _read(format: str, text: str) -> Timeline:
    found = FORMATS[format]
    return found.to_timeline(found.parse(Source.of(text)))


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("tag", ["b", "i", "u", "s"])
def test_srt(tag: str, text: str) -> None:
    head = "1\n00:00:01,000 --> 00:00:02,000\n"
    quick = _read("srt", f"{head}<{tag}>{text}</{tag}>\n")
    slow = _read("srt", f"{head}<{tag}>{text}</{tag}><{tag}></{tag}>\n")
    assert quick == slow
    assert quick.events[0].runs[0].style != type(quick.events[0].runs[0].style)()


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("tag", ["b", "i", "u"])
def test_webvtt(tag: str, text: str) -> None:
    head = "WEBVTT\n\n00:01.000 --> 00:02.000\n"
    quick = _read("webvtt", f"{head}<{tag}>{text}</{tag}>\n")
    slow = _read("webvtt", f"{head}<{tag}>{text}</{tag}><{tag}></{tag}>\n")
    assert quick == slow
    assert quick.events[0].runs[0].style != type(quick.events[0].runs[0].style)()


TTML = """<tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling" xml:lang="en">
<head><styling><style xml:id="loud" tts:fontWeight="bold" tts:backgroundColor="#ff0000ff"/></styling><layout>
<region xml:id="up" tts:origin="10% 10%" tts:extent="80% 20%" tts:textAlign="center" tts:fontStyle="italic"/>
</layout></head><body><div>
<p xml:id="c1" region="up" begin="00:00:01.000" end="00:00:02.000"><span {look}>{text}</span>{more}</p>
<p xml:id="c2" region="up" begin="00:00:02.000" end="00:00:03.000">Again{more}</p>
<p xml:id="c3" region="up" begin="00:00:03.000" end="00:00:04.000"><span tts:color="red">And on</span>{more}</p>
</div></body></tt>
"""


@pytest.mark.parametrize(
    "text", [*(text.replace("\n", "<br/>") for text in TEXTS), "<br/>After", "Before<br/>", ""]
)
@pytest.mark.parametrize(
    "look",
    [
        'tts:fontStyle="normal"',
        'style="loud" tts:color="#00ff00"',
        'tts:textAlign="left"',
        'tts:visibility="hidden"',
        'tts:direction="rtl" tts:unicodeBidi="embed"',
        'tts:direction="rtl" tts:unicodeBidi="bidiOverride"',
        'tts:ruby="base"',
        'tts:ruby="text"',
        'xml:space="preserve"',
        'begin="0.5s"',
    ],
)
def test_ttml(look: str, text: str) -> None:
    quick = _read("ttml", TTML.format(look=look, text=text, more=""))
    slow = _read("ttml", TTML.format(look=look, text=text, more="<span></span>"))
    assert quick == slow
