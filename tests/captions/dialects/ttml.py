"""TTML: versions and profiles, time expressions, regions, styles, spans, lyrics, and damage."""

from __future__ import annotations

from tests.captions.sentences import EN, JA, SENTENCES

_NAMES = (
    'xmlns="http://www.w3.org/ns/ttml" xmlns:ttp="http://www.w3.org/ns/ttml#parameter" '
    'xmlns:tts="http://www.w3.org/ns/ttml#styling" xmlns:ttm="http://www.w3.org/ns/ttml#metadata"'
)


def _tt(body: str, *, head: str = "", attributes: str = 'xml:lang="en"') -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f"<tt {_NAMES} {attributes}>\n<head>{head}</head>\n<body><div>\n{body}</div></body>\n</tt>\n"
    )


def _p(begin: str, end: str, text: str, more: str = "") -> str:
    return f'<p begin="{begin}" end="{end}"{more}>{text}</p>\n'


_BODY = (
    _p("00:00:01.000", "00:00:03.000", EN[0])
    + _p("00:00:04.000", "00:00:06.000", f"{EN[1]}<br/>and so on")
    + _p("00:00:07.000", "00:00:09.000", EN[2])
)
_PLAIN = _tt(_BODY)
_LAYOUT = (
    '<styling><style xml:id="base" tts:color="yellow"/>'
    '<style xml:id="loud" style="base" tts:fontWeight="bold" tts:fontStyle="italic"/></styling>'
    '<layout><region xml:id="top" tts:origin="10% 10%" tts:extent="80% 20%" tts:displayAlign="before"'
    ' tts:textAlign="left"/><region xml:id="low" tts:origin="10% 70%" tts:extent="80% 20%"'
    ' tts:displayAlign="after"/></layout>'
)

FILES: dict[str, str | bytes] = {
    "plain.ttml": _PLAIN,
    "crlf.ttml": _PLAIN.replace("\n", "\r\n"),
    "scripts.ttml": _tt(
        "".join(
            _p(f"{at}s", f"{at + 1}s", "<br/>".join(lines), f' xml:lang="{language}"')
            for at, (language, lines) in enumerate(SENTENCES.items())
        )
    ),
    "regions-and-styles.ttml": _tt(
        _p("1s", "3s", EN[0], ' region="top" style="loud"')
        + _p("4s", "6s", 'a <span style="base">b</span> <span tts:textDecoration="underline">c</span>')
        + _p("7s", "9s", "one &amp; two &lt; three &#x263A; <![CDATA[a < b]]>", ' region="low"'),
        head=_LAYOUT,
    ),
    "spans-with-times.ttml": _tt(
        '<p begin="10s" end="20s"><span begin="0s" end="2s">first</span>'
        '<span begin="2s" dur="3s">second</span> <span>always</span></p>\n'
        '<p begin="30s" dur="2s" timeContainer="seq"><span dur="1s">one</span><span dur="1s">two</span></p>\n'
    ),
    "nested-times.ttml": (
        f'<tt {_NAMES} xml:lang="en"><body begin="10s"><div begin="1s"><p begin="1s" end="2s">{EN[0]}</p>'
        f'</div><div begin="5s" end="7s"><p>{EN[1]}</p></div></body></tt>'
    ),
    "time-expressions.ttml": _tt(
        _p("500ms", "1.5s", "a")
        + _p("0.05m", "0.1m", "b")
        + _p("0.002h", "00:00:08", "c")
        + _p("240f", "264f", "d")
        + _p("110000t", "120000t", "e")
        + _p("00:00:13:12", "00:00:14:23.5", "g"),
        attributes='ttp:frameRate="24" ttp:tickRate="10000" ttp:subFrameRate="2" xml:lang="en"',
    ),
    "drop-frame.ttml": _tt(
        _p("00:01:00:02", "00:01:02:00", "after the numbers that are dropped")
        + _p("00:10:00:00", "00:10:02:00", "a tenth minute drops none"),
        attributes='ttp:frameRate="30" ttp:frameRateMultiplier="1000 1001" ttp:timeBase="smpte" '
        'ttp:dropMode="dropNTSC" xml:lang="en"',
    ),
    "ebu-tt-d.ttml": (
        '<?xml version="1.0" encoding="UTF-8"?>\n<tt:tt xmlns:tt="http://www.w3.org/ns/ttml" '
        'xmlns:ttp="http://www.w3.org/ns/ttml#parameter" xmlns:tts="http://www.w3.org/ns/ttml#styling" '
        'xmlns:ebuttm="urn:ebu:tt:metadata" ttp:timeBase="media" ttp:cellResolution="50 30" '
        'xml:lang="en"><tt:head><tt:metadata><ebuttm:documentMetadata>'
        "<ebuttm:conformsToStandard>urn:ebu:tt:distribution:2018-04</ebuttm:conformsToStandard>"
        '</ebuttm:documentMetadata></tt:metadata><tt:styling><tt:style xml:id="s" tts:color="#00FF00"/>'
        '</tt:styling><tt:layout><tt:region xml:id="r" tts:origin="10% 80%" tts:extent="80% 15%"/>'
        '</tt:layout></tt:head><tt:body><tt:div><tt:p xml:id="p1" region="r" begin="00:00:01.000" '
        f'end="00:00:03.000"><tt:span style="s">{EN[0]}</tt:span></tt:p></tt:div></tt:body></tt:tt>'
    ),
    "film.itt": _tt(
        _p("00:00:01:00", "00:00:03:12", EN[0], ' region="top"')
        + _p("01:00:00:00", "01:00:02:00", EN[1], ' region="low"'),
        head=_LAYOUT,
        attributes='ttp:timeBase="smpte" ttp:dropMode="nonDrop" ttp:frameRate="24" '
        'ttp:frameRateMultiplier="1000 1001" xml:lang="en-GB"',
    ),
    "lyrics.ttml": (
        '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:itunes="http://music.apple.com/lyric-ttml-internal" '
        'xmlns:ttm="http://www.w3.org/ns/ttml#metadata" itunes:timing="Word" xml:lang="en"><body dur="20.0">'
        '<div begin="1.0" end="8.0"><p begin="1.0" end="4.0" ttm:agent="v1"><span begin="1.0" end="2.0">'
        'Count</span> <span begin="2.0" end="4.0">boats</span></p><p begin="5.0" end="8.0">'
        '<span begin="5.0" end="8.0">home</span></p></div></body></tt>'
    ),
    "first-draft.dfxp": _PLAIN.replace("http://www.w3.org/ns/ttml", "http://www.w3.org/2006/10/ttaf1"),
    "preserved-space.ttml": _tt(
        _p("1s", "3s", "  two  blanks \n and a line ", ' xml:space="preserve"') + _p("4s", "6s", "\n a \n b\n")
    ),
    "animation.ttml": _tt(
        '<p begin="1s" end="5s"><set begin="1s" end="2s" tts:visibility="hidden"/>seen and not seen</p>\n'
    ),
    "ruby.ttml": _tt(
        '<p begin="1s" end="3s"><span tts:ruby="container"><span tts:ruby="base">漢字</span>'
        f'<span tts:ruby="text">かんじ</span></span>{JA[0]}</p>\n'
    ),
    "utf-16.ttml": b"\xff\xfe" + _PLAIN.replace("UTF-8", "UTF-16").encode("utf-16-le"),
    "damaged-unclosed.ttml": _PLAIN.replace("boats.</p>", "boats."),
    "damaged-ampersand.ttml": _PLAIN.replace("missing", "missing & lost < found"),
    "damaged-attribute.ttml": _PLAIN.replace('begin="00:00:04.000"', "begin=00:00:04.000"),
    "damaged-time.ttml": _PLAIN.replace("00:00:04.000", "four o'clock"),
    "damaged-no-end.ttml": _PLAIN.replace(' end="00:00:06.000"', ""),
    "damaged-cut.ttml": _PLAIN[: _PLAIN.index("and so on")],
    "damaged-prefix.ttml": _PLAIN.replace("<br/>", '<x:y z="1"/>'),
    "damaged-no-namespace.ttml": _PLAIN.replace('xmlns="http://www.w3.org/ns/ttml"', ""),
    "damaged-two-roots.ttml": _PLAIN + _PLAIN.partition("\n")[2],
    "damaged-entity.ttml": _PLAIN.replace("missing", "mis&nbsp;sing&unknown;"),
}  # fmt: skip
