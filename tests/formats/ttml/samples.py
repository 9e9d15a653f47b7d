"""TTML: times, containers, blanks, looks, places, what no event holds, and damage."""

from __future__ import annotations

_NAMES = (
    'xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling" xmlns:ttp="http://www.w3.org/ns/ttml#parameter" '
    'xmlns:ttm="http://www.w3.org/ns/ttml#metadata"'
)
_AT = 'begin="1s" end="2s"'


def _tt(body: str, head: str = "", attributes: str = "") -> str:
    return f'<tt xml:lang="en" {_NAMES} {attributes}>\n<head>{head}</head>\n{body}\n</tt>\n'


def _p(inside: str, attributes: str = "", head: str = "", of_tt: str = "") -> str:
    return _tt(f"<body><div><p {_AT} {attributes}>{inside}</p></div></body>", head, of_tt)


def _styled(attributes: str, of_tt: str = "") -> str:
    return _p("a<span>b</span>", attributes, of_tt=of_tt)


def _placed(region: str, of_p: str = "", of_tt: str = "") -> str:
    return _p("One", f'region="r" {of_p}', f'<layout><region xml:id="r" {region}/></layout>', of_tt)


_TIMES = (
    "00:00:03.500", "00:00:03,500", "00:00:03", "00:00:03.5", "00:00:03.5555", "0:00:03.500", "00:03.500", "3.5", "3.5 seconds", "3.5s", "3500ms", "0.05m", "0.001h",
    "90f", "35t", "00:00:03:12", "00:00:03:12.1", "00:00:03:31", "00:00:03;12", "00:60:03.500", "00:59:60.500", "00:75:61.000", "-3.5s", "-00:00:03.500", " 3.5s ",
    "wallclock(12:00)", "x", "", "100:00:03.500",
)  # fmt: skip
_RATES = (
    'ttp:frameRate="25"', 'ttp:frameRate="30" ttp:frameRateMultiplier="1000 1001"', 'ttp:frameRate="30" ttp:frameRateMultiplier="999:1000"',
    'ttp:frameRate="30" ttp:subFrameRate="4"', 'ttp:tickRate="10"', 'ttp:frameRate="x"', 'ttp:frameRate="0"',
    'ttp:timeBase="smpte" ttp:frameRate="30" ttp:dropMode="dropNTSC"', 'ttp:timeBase="smpte" ttp:frameRate="25" ttp:dropMode="dropPAL"',
    'ttp:timeBase="smpte" ttp:frameRate="30"', 'ttp:timeBase="clock"',
)  # fmt: skip
_LOOKS = (
    'tts:fontStyle="italic"', 'tts:fontStyle="oblique"', 'tts:fontStyle="normal"', 'tts:fontWeight="bold"', 'tts:fontWeight="normal"',
    'tts:textDecoration="underline"', 'tts:textDecoration="lineThrough"', 'tts:textDecoration="underline lineThrough"', 'tts:textDecoration="none"',
    'tts:textDecoration="overline"',
    *(f'tts:color="{color}"' for color in ("red", "Lime", "white", "#ff8000", "#FF800080", "#ff8000ff", "#fff", "rgb(1,2,3)", "rgba(1, 2, 3, 128)", "RGB(255,300,0)",
      "rgba(1,2,3,255)", "rgb(1,2)", "rgba(1,2,3,4,5)", "transparent", "none such", " red ")),
)  # fmt: skip
_UNCARRIED = (
    "backgroundColor=\"red\"", "backgroundColor=\"transparent\"", "backgroundColor=\"#00000000\"", "backgroundColor=\"rgba(0,0,0,0)\"", "opacity=\"0.5\"", "opacity=\"1.0\"",
    "fontSize=\"150%\"", "fontSize=\"100%\"", "fontSize=\"1c\"", "fontFamily=\"Arial\"", "fontFamily=\"default\"", "textOutline=\"black 1px\"", "textOutline=\"none\"",
    "textShadow=\"1px 1px\"", "lineHeight=\"normal\"", "lineHeight=\"150%\"", "padding=\"0px 0%\"", "padding=\"1px\"", "letterSpacing=\"normal\"", "shear=\"10%\"",
    "textEmphasis=\"dot\"", "rubyAlign=\"center\"", "border=\"1px solid\"", "fontKerning=\"none\"", "position=\"center\"",
)  # fmt: skip
_PLACES = (
    *(f'tts:displayAlign="{align}"' for align in ("before", "center", "after", "x")),
    *(f'tts:textAlign="{align}"' for align in ("start", "end", "left", "right", "center", "justify")),
    *(f'tts:direction="rtl" tts:textAlign="{align}"' for align in ("start", "end", "left", "right", "center")),
    *(f'tts:writingMode="{mode}"' for mode in ("lrtb", "rltb", "tbrl", "tblr", "tb", "rl")),
    'tts:origin="10% 80%" tts:extent="80% 10%"', 'tts:origin="20% 30%" tts:extent="30% 20%"', 'tts:origin="20% 30%" tts:extent="30% 20%" tts:displayAlign="after"',
    'tts:origin="20% 30%" tts:extent="30% 20%" tts:displayAlign="center" tts:textAlign="center"', 'tts:origin="60% 0%" tts:extent="40% 15%" tts:textAlign="end"',
    'tts:origin="64px 72px" tts:extent="320px 180px"', 'tts:origin="2c 3c" tts:extent="8c 3c"', 'tts:origin="2rw 3rh" tts:extent="8rw 3rh"', 'tts:origin="10%"', 'tts:origin="x y"',
)  # fmt: skip
SAMPLES: dict[str, str | bytes] = {
    **{f"begin {time}.ttml": _tt(f'<body><div><p begin="{time}" end="00:10:00.000">One</p></div></body>') for time in _TIMES},
    **{f"dur {time}.ttml": _tt(f'<body><div><p begin="1s" dur="{time}">One</p></div></body>') for time in _TIMES[:12]},
    **{f"rates {number}.ttml": _tt('<body><div><p begin="00:01:00:00" end="00:02:00:02">a</p><p begin="00:10:00:01.1" end="00:20:03:31">b</p><p begin="90f" end="40t">c</p></div></body>', "", rates)
       for number, rates in enumerate(_RATES)},
    **{f"look {number}.ttml": _styled(look) for number, look in enumerate(_LOOKS)},
    "look-off.ttml": _p('a<span tts:textDecoration="noUnderline" tts:fontStyle="normal" tts:fontWeight="normal" tts:color="white">b</span><span tts:textDecoration="noLineThrough">c</span>',
                        'tts:textDecoration="underline lineThrough" tts:fontStyle="italic" tts:fontWeight="bold" tts:color="red"'),
    **{f"uncarried {each}.ttml": _p("One", f"tts:{each}") for each in _UNCARRIED},
    "uncarried-second.ttml": _tt(f'<body><div><p {_AT}>One</p><p begin="3s" end="4s" tts:opacity="0.5">Two<span tts:fontSize="200%">three</span></p></div></body>'),
    "uncarried-rest.ttml": _tt(f'<body><div ttm:role="caption"><p {_AT}>One<image src="a"/><audio src="b"/><set tts:color="red"/><set tts:opacity="0"/><animate/></p></div></body>'),
    "uncarried-picture.ttml": _p("One", 'xmlns:smpte="http://www.smpte-ra.org/schemas/2052-1/2010/smpte-tt" smpte:backgroundImage="#a"'),
    **{f"place {number}.ttml": _placed(place) for number, place in enumerate(_PLACES)},
    "place-pixels.ttml": _placed('tts:origin="64px 72px" tts:extent="320px 180px"', of_tt='tts:extent="640px 360px"'),
    "place-cells.ttml": _placed('tts:origin="4c 5c" tts:extent="8c 5c"', of_tt='ttp:cellResolution="40 20"'),
    "place-of-nothing.ttml": _p("One", 'region="absent" tts:textAlign="end" tts:direction="rtl"'),
    **{f"place-without-region {direction} {align}.ttml": _p("One", f'tts:direction="{direction}" tts:textAlign="{align}"')
       for direction in ("ltr", "rtl") for align in ("start", "end", "left", "right", "center", "justify")},
    "place-inherited.ttml": _tt(f'<body region="r"><div><p {_AT} tts:textAlign="right">One</p></div></body>', '<layout><region xml:id="r"><style tts:displayAlign="after"/></region></layout>'),
    "styles.ttml": _p('a<span style="s t">b</span>', 'style="t"',
                      '<styling><initial tts:color="lime"/><style xml:id="s" style="t" tts:fontStyle="italic"/><style xml:id="t" style="s" tts:fontWeight="bold"/></styling>'),
    "blanks.ttml": _p("  One  two\n\tthree  <br/>  four <span> five </span> six\r\n"),
    "blanks-kept.ttml": _p("  One  two\n\tthree  <br/>  four ", 'xml:space="preserve"'),
    "blanks-kept-above.ttml": _tt(f'<body xml:space="preserve"><div><p {_AT}> a  b </p><p begin="3s" end="4s" xml:space="default"> c  d </p></div></body>'),
    "blanks-kept-in-division.ttml": _tt(f'<body><div xml:space="preserve"><p {_AT}> a  b </p><p begin="3s" end="4s" xml:space="x"> c  d </p></div></body>'),
    "blanks-two.ttml": _p("One  two"),
    "blanks-two-in-rich.ttml": _p("One  two <span>a  b</span> <metadata/>"),
    "blanks-no-break.ttml": _p("\u00a0 One\u00a0X \u00a0"),
    **{f"plain-{name}.ttml": _tt(f'<body><div><p begin="00:00:01.000" end="00:00:02.500"{attributes}>{inside}</p><p begin="00:00:03.000" end="00:00:04.500">Two</p></div></body>')
       for name, (attributes, inside) in {
           "text": ("", "One"), "blanks-around": ("", " \n\tXX One XX \r\n"), "blanks-inside": ("", "One  two"), "tab": ("", "One\ttwo"), "lines": ("", "One\n  two"),
           "cr": ("", "One\rtwo"), "nothing": ("", ""), "blank": ("", " "), "break": ("", "One<br/>two"), "reference": ("", "a &amp; b"), "identifier": (' xml:id="a"', "One"),
           "kept": (' xml:space="preserve"', " One  two "), "duration": (' dur="1s"', "One"), "container": (' timeContainer="seq"', "One"), "region": (' region="r"', "One"),
       }.items()},
    "plain-backwards.ttml": _tt('<body><div><p begin="00:00:04.500" end="00:00:03.000">One</p><p>Two</p></div></body>'),
    "plain-beyond-its-division.ttml": _tt('<body><div begin="1s" end="3s"><p begin="00:00:01.000" end="00:00:04.500">One</p><p begin="00:00:09.000" end="00:00:10.000">Two</p></div></body>'),
    "letters-at-the-edges.ttml": _p(" XX One XX "),
    "references.ttml": _p("a &amp; &lt;b&gt; &#65; &quot;"),
    "data.ttml": _p("<![CDATA[a < b]]> <!-- no --> c"),
    "ruby.ttml": _p('<span tts:ruby="container"><span tts:ruby="base">a</span><span tts:ruby="text">b</span></span> c'),
    "speakers.ttml": _tt(f'<body><div><p {_AT} ttm:agent="a">One <span ttm:agent="b">two</span></p></div></body>',
                         '<metadata><ttm:title>T</ttm:title><ttm:agent xml:id="a"><ttm:name>Ann</ttm:name></ttm:agent><ttm:agent xml:id="b"/></metadata>'),
    "languages.ttml": _p('One <span xml:lang="ja">two</span>', 'xml:lang="de"'),
    "sequence.ttml": _tt('<body><div timeContainer="seq"><p dur="1s">a</p><p begin="1s" dur="2s">b</p><p><span begin="1s" end="2s">c</span></p><p begin="1s"><span begin="1s" end="2s">c</span></p><p>d</p><p dur="1s">e</p></div></body>'),
    "sequence-of-spans.ttml": _tt('<body><div><p timeContainer="seq" begin="1s"><span dur="1s">a</span><span dur="2s">b</span>stray<br/></p></div></body>'),
    "sequence-ends-by-what-it-holds.ttml": _tt('<body timeContainer="seq"><div><p begin="1s" end="3s">a</p><p begin="2s" dur="3s">b</p></div><div><p begin="1s" end="2s">c</p></div></body>'),
    "offsets.ttml": _tt('<body begin="10s"><div begin="5s" end="20s"><p begin="1s" end="2s">a</p><p begin="14s" end="30s">b</p><p begin="30s" end="31s">c</p><p>d</p></div></body>'),
    "division-in-division.ttml": _tt(f'<body><div><div begin="1s"><p {_AT}>a</p></div><p {_AT}>b<div begin="0.2s">c</div></p></div></body>'),
    "paragraph-in-paragraph.ttml": _tt(f'<body><div><p {_AT}>a<p>b</p><div>c<span>d</span></div>e</p></div></body>'),
    "spans-with-times.ttml": _p('a <span begin="0.2s">b</span> <span begin="0.4s" end="0.6s">c</span>'),
    "stray.ttml": _tt(f"<body>words<div>more<p {_AT}>One</p>and</div></body>"),
    "untimed.ttml": _tt("<body><div><p>One</p><p>Two</p></div></body>"),
    "end-missing.ttml": _tt('<body><div><p begin="1s">One</p><p begin="3s" end="4s">Two</p><p begin="6s">Three</p></div></body>'),
    "backwards.ttml": _tt('<body><div><p begin="4s" end="3s">One</p></div></body>'),
    "hidden.ttml": _tt(f'<body><div><p {_AT} tts:display="none">a</p><p {_AT}>b<span tts:visibility="hidden">c</span></p><p {_AT} tts:opacity="0">d</p></div></body>'),
    "animated.ttml": _tt('<body><div><p begin="1s" end="5s">a<set begin="1s" end="2s" tts:visibility="hidden"/></p></div></body>'),
    "duration-and-end.ttml": _tt('<body><div><p begin="1s" dur="1s" end="5s">a</p><p begin="1s" dur="9s" end="5s">b</p></div></body>'),
    "no-body.ttml": _tt(""),
    "no-division.ttml": _tt(f"<body><p {_AT}>One</p></body>"),
    "no-namespace.ttml": f"<tt><body><div><p {_AT}>One</p></div></body></tt>",
    "prefix.ttml": f'<t:tt xmlns:t="http://www.w3.org/ns/ttml"><t:body><t:div><t:p {_AT}>One</t:p></t:div></t:body></t:tt>',
    "prefix-undeclared.ttml": f'<tt xmlns="http://www.w3.org/ns/ttml"><body><div><p {_AT} foo:bar="1">One</p></div></body></tt>',
    "text-before.ttml": "a" + _p("One"),
    "text-after.ttml": _p("One") + "b\n",
    "one-sign-before.ttml": "-<tt><body/></tt>",
    "unclosed.ttml": _p("One").replace("</p>", ""),
    "crossed.ttml": _p("<span>One").replace("</div>", "</span></div>"),
    "deep.ttml": _tt("<metadata>" * 254 + "<a><b>c</b></a>" + "</metadata>" * 254 + f"<body><div><p {_AT}>One</p></div></body>"),
    "instructions.ttml": '<?xml version="1.0"?><?a b?><!-- c -->' + _p("One<?d e?><!-- f -->two") + "<?g",
    "comment-open.ttml": _p("One <!-- two"),
    "data-open.ttml": _p("One <![CDATA[two"),
    "doctype-open.ttml": "<!DOCTYPE tt [<!ENTITY " + _p("One"),
    "doctype-twice.ttml": "<!DOCTYPE tt><!DOCTYPE tt [<!ENTITY a 'b'><!ENTITY c 'd'>]>" + _p("One"),
    "end-tags.ttml": _p("One</b></span>two<b>three</i></b>"),
    "attributes.ttml": _p("One", "a b=c d='e' f=\"<g>\" begin='9s'"),
    "cut-in-a-tag.ttml": _p("One").partition("</div>")[0] + "</di",
    "single-quotes.ttml": _p("One").replace('"', "'"),
    "doctype.ttml": '<!DOCTYPE tt [<!ENTITY a "b">]>\n' + _p("&a;"),
    "two-roots.ttml": _p("One") + _p("Two"),
}  # fmt: skip
