"""Hostile TTML."""

from __future__ import annotations

from cues import clock
from formats import TTML_HEAD, TTML_TAIL

from hostile_inputs.builders import Frame, Make, bare, nested, numbered


def _cue(number: int, start_ms: int, end_ms: int, lines: list[str]) -> str:
    words = "<br/>".join(lines)
    return f'<p begin="{clock(start_ms, "vtt")}" end="{clock(end_ms, "vtt")}">{words}</p>\n'


FRAME = Frame(TTML_HEAD, _cue, TTML_TAIL)

_TT = (
    '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling" '
    'xmlns:ttm="http://www.w3.org/ns/ttml#metadata" xml:lang="en">'
)
_STYLES = f"{_TT}<head><styling>"
_STYLED = '</styling></head><body><div><p begin="1s" end="2s" style="s0">a</p></div></body></tt>'
_LAID_OUT = '</layout></head><body><div><p begin="1s" end="2s" region="r0">a</p></div></body></tt>'
_DIV = f"{_TT}<body><div>"
_DIV_END = "</div></body></tt>"

STRUCTURES: dict[str, Make] = {
    "unclosed paragraphs": bare('<p begin="1s" end="2s">a', _DIV, _DIV_END),
    "unclosed spans": bare("<span>a", f'{_DIV}<p begin="1s" end="2s">', f"</p>{_DIV_END}"),
    "unclosed spans to the end": bare("<span>a", f'{_DIV}<p begin="1s" end="2s">'),
    "unclosed divisions": bare("<div>", _DIV, '<p begin="1s" end="2s">a</p>'),
    "closing tags": bare("</p>", f'{_DIV}<p begin="1s" end="2s">a', _DIV_END),
    "nested spans": nested(
        "<span>", "</span>", f'{_DIV}<p begin="1s" end="2s">', f"</p>{_DIV_END}", "a"
    ),
    "nested divisions": nested("<div>", "</div>", _DIV, _DIV_END, '<p begin="1s" end="2s">a</p>'),
    "nested timed divisions": nested(
        '<div begin="1s">', "</div>", _DIV, _DIV_END, '<p begin="1s" end="2s">a</p>'
    ),
    "many attributes": numbered(
        lambda at: f' a{at}="1"', f'{_DIV}<p begin="1s" end="2s"', f">a</p>{_DIV_END}"
    ),
    "style attributes": numbered(
        lambda at: f' tts:a{at}="1"', f'{_DIV}<p begin="1s" end="2s"', f">a</p>{_DIV_END}"
    ),
    "equal attributes": bare(' begin="1s"', f"{_DIV}<p", f">a</p>{_DIV_END}"),
    "doubling styles": numbered(
        lambda at: f'<style xml:id="s{at}" style="s{at + 1} s{at + 1}"/>', _STYLES, _STYLED
    ),
    "chained styles": numbered(
        lambda at: f'<style xml:id="s{at}" style="s{at + 1}" tts:a{at}="1"/>', _STYLES, _STYLED
    ),
    "styles in a circle": numbered(
        lambda at: f'<style xml:id="s{at}" style="s{(at * 7 + 1) % 500} s0"/>', _STYLES, _STYLED
    ),
    "paragraphs of chained styles": numbered(
        lambda at: f'<p begin="1s" end="2s" style="s{at % 200}">a</p>',
        _STYLES
        + "".join(f'<style xml:id="s{at}" style="s{at + 1}"/>' for at in range(200))
        + "</styling></head><body><div>",
        _DIV_END,
    ),
    "references in one attribute": bare(
        "s0 ",
        f'{_STYLES}<style xml:id="s0"/></styling></head><body style="',
        '"><div><p begin="1s" end="2s">a</p></div></body></tt>',
    ),
    "equal identifiers": bare('<p xml:id="a" begin="1s" end="2s">a</p>', _DIV, _DIV_END),
    "many regions": numbered(
        lambda at: f'<region xml:id="r{at}" tts:origin="10% 10%" tts:extent="80% 80%"/>',
        f"{_TT}<head><layout>",
        _LAID_OUT,
    ),
    "paragraphs in regions": numbered(
        lambda at: f'<p region="r{at}" begin="1s" end="2s">a</p>',
        f'{_TT}<head><layout><region xml:id="r0"/></layout></head><body><div>',
        _DIV_END,
    ),
    "regions that are shown together": lambda size: (
        f"{_TT}<head><layout>"
        + "".join(
            f'<region xml:id="r{at}" tts:origin="{at % 90}% 10%" tts:extent="10% 10%"/>'
            for at in range(size // 150)
        )
        + "</layout></head><body><div>"
        + "".join(f'<p region="r{at}" begin="1s" end="2s">a</p>' for at in range(size // 150))
        + _DIV_END
    ),
    "animations": bare(
        '<set begin="1s" end="2s" tts:display="none"/>',
        f'{_DIV}<p begin="1s" end="99s">a',
        f"</p>{_DIV_END}",
    ),
    "animations at many times": numbered(
        lambda at: f'<set begin="{at}ms" dur="1ms" tts:display="none"/>',
        f'{_DIV}<p begin="0s" end="99s">a',
        f"</p>{_DIV_END}",
    ),
    "spans at many times": numbered(
        lambda at: f'<span begin="{at}ms" dur="5ms">a</span>',
        f'{_DIV}<p begin="0s" end="99s">',
        f"</p>{_DIV_END}",
    ),
    "nested sequences": nested(
        '<div timeContainer="seq">', "</div>", _DIV, _DIV_END, '<p dur="1s">a</p>'
    ),
    "digits of a time": bare("9", f'{_DIV}<p begin="', f's" end="2s">a</p>{_DIV_END}'),
    "sequences": bare('<p dur="1s">a</p>', f'{_TT}<body><div timeContainer="seq">', _DIV_END),
    "line breaks": bare("<br/>", f'{_DIV}<p begin="1s" end="2s">a', f"b</p>{_DIV_END}"),
    "comments": bare("<!-- a -->", _DIV, f'<p begin="1s" end="2s">a</p>{_DIV_END}'),
    "open comments": bare("<!-- ", _DIV),
    "processing instructions": bare("<?a ?>", _DIV, f'<p begin="1s" end="2s">a</p>{_DIV_END}'),
    "character data": bare("<![CDATA[a]]>", f'{_DIV}<p begin="1s" end="2s">', f"</p>{_DIV_END}"),
    "suppressions": bare(
        "<!-- caption-qa: ignore[empty_cue] reason -->",
        _DIV,
        f'<p begin="1s" end="2s">a</p>{_DIV_END}',
    ),
    "agents": numbered(
        lambda at: f'<ttm:agent xml:id="a{at}"><ttm:name>A</ttm:name></ttm:agent>',
        f"{_TT}<head><metadata>",
        f'</metadata></head><body><div><p ttm:agent="a0" begin="1s" end="2s">a</p>{_DIV_END}',
    ),
    "unknown elements": bare("<x/>", _DIV, f'<p begin="1s" end="2s">a</p>{_DIV_END}'),
    "namespaces": numbered(
        lambda at: f' xmlns:n{at}="urn:a"', f'{_DIV}<p begin="1s" end="2s"', f">a</p>{_DIV_END}"
    ),
    "languages": numbered(
        lambda at: f'<p xml:lang="x{at}" begin="1s" end="2s">a</p>', _DIV, _DIV_END
    ),
    "ruby": bare(
        '<span tts:ruby="container"><span tts:ruby="base">a</span><span tts:ruby="text">b</span></span>',
        f'{_DIV}<p begin="1s" end="2s">',
        f"</p>{_DIV_END}",
    ),
}
