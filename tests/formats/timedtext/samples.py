"""YouTube timed text: pens, places, words, times, and damage."""

from __future__ import annotations

_TIMES = ("1000", "x", "", "-5", "1.5", "99999999999999")


def _srv3(body: str, head: str = "") -> str:
    return f'<?xml version="1.0" encoding="utf-8" ?><timedtext format="3">\n<head>{head}</head>\n<body>\n{body}\n</body>\n</timedtext>\n'


SAMPLES: dict[str, str | bytes] = {
    **{f"start {time}.srv3": _srv3(f'<p t="{time}" d="2000">One</p><p t="5000" d="1000">Two</p>') for time in _TIMES},
    **{f"duration {time}.srv3": _srv3(f'<p t="1000" d="{time}">One</p><p t="5000" d="1000">Two</p>') for time in _TIMES},
    **{f"first start {time}.srv1": f'<transcript><text start="{time}" dur="2.5">One</text></transcript>' for time in ("1", "1.25", "x", "", "-5")},
    **{f"pen {pen}.srv3": _srv3('<p t="1000" d="2000" p="1">One<s p="2">two</s></p>', f'<pen id="1" {pen}/><pen id="2"/>')
       for pen in ('b="1"', 'i="1"', 'u="1"', 'b="0"', 'fc="#00FF00"', 'fc="#FFFFFF"', 'fc="x"', 'fo="128"', 'sz="200"', 'fs="3"', 'et="1"', 'bo="0"', 'bc="#000000"')},
    **{f"place {point} {h} {v}.srv3": _srv3('<p t="1000" d="2000" wp="1">One</p>', f'<wp id="1" ap="{point}" ah="{h}" av="{v}"/>') for point, h, v in
       ((0, 0, 0), (1, 50, 0), (2, 100, 0), (3, 0, 50), (4, 50, 50), (5, 100, 50), (6, 0, 100), (7, 50, 100), (8, 100, 100), (7, 20, 90), ("x", "y", "z"))},
    "words.srv3": _srv3('<p t="1000" d="2000" w="1"><s>One</s><s t="300"> two</s></p><p t="1900" d="500" w="1" a="1">\n</p>'),
    "breaks.srv3": _srv3('<p t="1000" d="2000">One<br/>two\nthree &amp; four</p>'),
    "no-times.srv3": _srv3("<p>One</p>stray<p t='1'>Two</p>"),
    "second.srv2": '<timedtext><text t="1000" d="2000">One &amp;amp; two</text><text t="3000">Two</text></timedtext>',
    "cut.srv3": _srv3('<p t="1000" d="2000">One</p>')[:120],
}  # fmt: skip
