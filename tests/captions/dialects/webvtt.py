"""WebVTT: what it is for (captions, chapters, metadata), its blocks, settings and spans, and damage."""

from __future__ import annotations

from tests.captions.sentences import EN, JA, SENTENCES

_CUE = "00:01.000 --> 00:03.000"
_PLAIN = (
    f"WEBVTT\n\n1\n{_CUE}\n{EN[0]}\n\n2\n00:04.000 --> 00:06.000\n{EN[1]}\nand so on\n\n"
    f"last\n01:00:07.000 --> 01:00:09.000\n{EN[2]}\n"
)
_SECOND = "00:04.000 --> 00:06.000"

FILES: dict[str, str | bytes] = {
    "captions.vtt": _PLAIN,
    "crlf.vtt": _PLAIN.replace("\n", "\r\n"),
    "cr.vtt": _PLAIN.replace("\n", "\r"),
    "bom.vtt": b"\xef\xbb\xbf" + _PLAIN.encode(),
    "subtitles.vtt": (
        "WEBVTT - a title after the signature\nKind: subtitles\nLanguage: ar\n\n"
        f"{_CUE} align:end\n{SENTENCES['ar'][0]}\n\n{_SECOND}\n{SENTENCES['he'][1]}\n"
    ),
    "descriptions.vtt": (
        f"WEBVTT\nKind: descriptions\nLanguage: en\n\n{_CUE}\nA boat comes in from the left.\n"
    ),
    "chapters.vtt": (
        "WEBVTT\nKind: chapters\n\nintro\n00:00.000 --> 01:00.000\nThe harbour\n\n"
        "storm\n01:00.000 --> 05:00.000\nThe storm\n\n00:01:10.000 --> 00:02:00.000\nWithin it\n"
    ),
    "metadata.vtt": (
        f'WEBVTT\nKind: metadata\n\n{_CUE}\n{{"speaker": "Ann", "a": "<b & c"}}\n\n'
        f"{_SECOND}\nany text <at all\n"
    ),
    "blocks.vtt": (
        "WEBVTT\n\nSTYLE\n::cue(.loud) { color: red; font-weight: bold }\n::cue(v[voice=Ann]) {}\n\n"
        "NOTE one line\n\nNOTE\nand several\nlines\n\n"
        "REGION\nid:low\nwidth:40%\nlines:3\nregionanchor:0%,100%\nviewportanchor:10%,90%\nscroll:up\n\n"
        f"{_CUE} region:low\n{EN[0]}\n\nNOTE between cues\n\n{_SECOND} region:absent\n{EN[1]}\n\n"
        "STYLE\n::cue { color: blue }\n"
    ),
    "settings.vtt": (
        f"WEBVTT\n\n{_CUE} line:0 position:20%,line-left size:50% align:start\n{EN[0]}\n\n"
        f"{_SECOND} vertical:rl line:10%,end\n{JA[0]}\n\n"
        f"00:07.000 --> 00:09.000 vertical:lr\n{JA[1]}\n\n"
        f"00:10.000 --> 00:12.000 line:-1 align:right size:101% foo:bar line:x\n{EN[2]}\n"
    ),
    "spans.vtt": (
        f"WEBVTT\n\n{_CUE}\n<v.first.loud Ann>Look</v> <c.yellow.bg_blue>there</c>!\n\n"
        f"{_SECOND}\n<ruby>漢<rt>かん</rt>字<rt>じ</rt></ruby> <lang ja>{JA[1]}</lang>\n\n"
        "00:07.000 --> 00:09.000\n<b>bold <i>both</b> open <u>under\n\n"
        "00:10.000 --> 00:13.000\nOne<00:11.000> <c>two</c><00:12.000> three &lt;4&gt; &amp;&nbsp;&rlm;.\n\n"
        "00:14.000 --> 00:15.000\n<x>unknown</x> a < b &unknown; &#65;&#x42;\n"
    ),
    "damaged-no-header.vtt": _PLAIN.removeprefix("WEBVTT\n\n"),
    "damaged-header-glued.vtt": _PLAIN.replace("WEBVTT\n\n1\n", "WEBVTT\n"),
    "damaged-commas.vtt": _PLAIN.replace("04.000", "04,000"),
    "damaged-short-arrow.vtt": _PLAIN.replace("04.000 -->", "04.000 ->"),
    "damaged-no-blank-line.vtt": _PLAIN.replace("boats.\n\n2\n", "boats.\n"),
    "damaged-time.vtt": _PLAIN.replace("00:04.000", "0:99:04.0x"),
    "damaged-arrow-in-text.vtt": _PLAIN.replace("and so", "and --> so"),
    "damaged-blank-line-in-text.vtt": _PLAIN.replace("\nand so", "\n\nand so"),
    "damaged-late-region.vtt": f"{_PLAIN}\nREGION\nid:x\nwidth:999%\n\nSTYLE\n::cue {{\n\n--> }}\n",
    "damaged-nul.vtt": _PLAIN.replace("missing", "mis\0sing"),
    "damaged-backwards.vtt": _PLAIN.replace(_SECOND, "00:06.000 --> 00:04.000"),
    "damaged-bytes.vtt": _PLAIN.encode().replace(b"missing", b"mi\xc3sing"),
}
