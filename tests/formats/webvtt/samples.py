"""WebVTT: headers, blocks, settings, looks and timing lines in every state of repair."""

from __future__ import annotations

from tests.formats.odd_lines import ODD_LINES

_A, _B = "00:01.000 --> 00:02.500", "00:03.000 --> 00:04.500"


def _cues(first: str, second: str = f"{_B}\nTwo\n", head: str = "WEBVTT\n") -> str:
    return f"{head}\n{_A}\n{first}\n\n{second}"


_LINES = {
    "one-digit-of-hours": "0:00:03.000 --> 1:00:04.500",
    "blanks-before": " \t00:03.000 --> 00:04.500",
    "arrow-glued": "00:03.000-->00:04.500",
    "arrow-half-glued": "00:03.000 -->00:04.500",
    "arrow-short": "00:03.000 -> 00:04.500",
    "arrow-long": "00:03.000 ---> 00:04.500",
    "arrow-unicode": "00:03.000 → 00:04.500",
    "arrow-double": "00:03.000 => 00:04.500",
    "setting-glued": "00:03.000 --> 00:04.500align:start",
    "word-glued": "00:03.000 --> 00:04.500word align:start",
    "signs-glued": "00:03.000 --> 00:04.500; align:start",
    "text-behind": "00:03.000 --> 00:04.500 Spoken words",
    "commas": "00:03,000 --> 00:04,500",
    "commas-glued": "00:03,000-->00:04,500",
    "commas-and-setting-glued": "00:03,000 --> 00:04,500align:start",
    "colons": "00:00:03:000 --> 00:00:04:500",
    "seconds-alone": "3.000 --> 4.500",
    "seconds-alone-above-59": "75.000 --> 76.500",
    "minutes-above-59": "75:03.000 --> 75:04.500",
    "minutes-above-59-with-hours": "00:75:03.000 --> 00:75:04.500",
    "seconds-above-59": "00:60.000 --> 00:61.500",
    "hours-above-59": "75:00:03.000 --> 75:00:04.500",
    "one-digit": "0:3.000 --> 0:4.500",
    "two-digits-of-milliseconds": "00:03.00 --> 00:04.50",
    "four-digits-of-milliseconds": "00:03.0000 --> 00:04.5000",
    "no-milliseconds": "00:00:03 --> 00:00:04",
    "negative": "-00:03.000 --> 00:04.500",
    "minus": "\u221200:03.000 --> 00:04.500",
    "plus": "+00:03.000 --> 00:04.500",
    "other-digits": "٠٠:٠٣.٠٠٠ --> ٠٠:٠٤.٥٠٠",
    "blanks-inside": "00:03. 000 --> 00: 04.500",
    "wide-marks": "00\uff1a03\uff0e000 --> 00\uff1a04\uff0e500",
    "start-unreadable": "xx:03.000 --> 00:04.500",
    "end-unreadable": "00:03.000 --> 00:xx.500",
    "end-missing": "00:03.000 -->",
    "start-missing": "--> 00:04.500",
    "words-before": "Hello 00:03.000 --> 00:04.500",
    "both-unreadable": "0x:03.000 --> 0y:04.500",
    "no-times": "aa --> bb",
    "tabs": "00:03.000\t-->\t00:04.500\tline:0",
}
_SETTINGS = (
    "line:0", "line:-1", "line:50%", "line:10%,end", "line:10%,center", "line:10%,start", "line:x", "line:101%", "line:1.5",
    "position:20%", "position:20%,line-left", "position:20%,line-right", "position:20%,center", "position:120%", "size:50%",
    "size:0%", "size:101%", "align:start", "align:center", "align:end", "align:left", "align:right", "align:middle",
    "vertical:rl", "vertical:lr", "vertical:xx", "vertical:rl line:20% position:30%", "region:none", "foo:bar", "align:start align:end", "Align:start",
    "line: 0", "line:0,", "position:20",
)  # fmt: skip
SAMPLES: dict[str, str | bytes] = {
    **{
        f"odd line {number}.vtt": "WEBVTT\n\n00:01.000 --> 00:02.500\nOne\n\n"
        + line
        + "\n\n00:03.000 --> 00:04.500\nTwo\n"
        for number, line in enumerate(ODD_LINES)
    },
    **{f"timing-{name}.vtt": _cues("One", f"{line}\nTwo\n") for name, line in _LINES.items()},
    **{f"setting {value}.vtt": f"WEBVTT\n\n{_A} {value}\nOne\n" for value in _SETTINGS},
    "look-letters.vtt": _cues("<b>b</b> <i>i</i> <u>u</u> <s>s</s> <B>B</B> <c>c</c>"),
    "look-nested.vtt": _cues("<i>a <b>b <u>c</b> d</i> e</u> f"),
    "look-open.vtt": _cues("<i>a <b>b\nc"),
    **{
        f"look-{color}.vtt": _cues(f"<c.{color}>a</c>")
        for color in (
            "white",
            "lime",
            "cyan",
            "red",
            "yellow",
            "magenta",
            "blue",
            "black",
            "none",
            "bg_blue",
        )
    },
    "look-colours-nested.vtt": _cues("<c.red>a<c.blue.loud>b</c>c</c>d<v.lime Bob>e"),
    "speaker.vtt": _cues("<v Ann>One</v> <v.loud  Tom &amp;\tJerry >two\n<v Bob>three"),
    "language.vtt": _cues("<lang ja>One</lang> <lang en-GB>two <lang>three"),
    "ruby.vtt": _cues("<ruby>a<rt>b</rt>c<rt>d</ruby>e <ruby>f</ruby> <rt>g</rt>"),
    "word-times.vtt": _cues(
        "a <00:01.500>b<00:02.000> <c>c</c>", f"{_B}\n<00:03.500>Two<00:99.000>\n"
    ),
    "word-times-first.vtt": _cues("<00:01.500>"),
    "references.vtt": _cues("&amp; &lt;i&gt; &nbsp; &lrm; &#65; &x; & &am<i>p;"),
    "line-ends.vtt": _cues("a\r\nb\rc\nd<v Ann\r\nB>e"),
    "nul.vtt": _cues("a\0b<v A\0b>c"),
    "comment-arrow.vtt": f"WEBVTT\n\nNOTE a --> b --> c\n\n{_A}\nOne\n",
    "comment-long-arrow.vtt": f"WEBVTT\n\nNOTE\na ---> b\nc --> d\n\n{_A}\nOne\n",
    "comment-timing.vtt": f"WEBVTT\n\nNOTE\n{_B}\nlive\n\n{_A}\nOne\n",
    "style-arrow.vtt": f"WEBVTT\n\nSTYLE\n::cue {{ color: red }} --> x\n\n{_A}\nOne\n",
    "style-stray.vtt": f"WEBVTT\n\nSTYLE\nhello there\n::cue {{ color: red }}\n\n{_A}\nOne\n",
    "style-after-cue.vtt": f"WEBVTT\n{_A}\nOne\n\nSTYLE\n::cue {{ color: red }}\n",
    "style-after-cue-crlf.vtt": f"WEBVTT\n\n{_A}\nOne\n\nSTYLE\n::cue {{ color: red }}\n".replace(
        "\n", "\r\n"
    ),
    "region-arrow.vtt": f"WEBVTT\n\nREGION\nid:a --> b\n\n{_A}\nOne\n",
    "region-after-cue.vtt": f"WEBVTT\n\n{_A}\nOne\n\nREGION\nid:a\n\n{_B} region:a\nTwo\n",
    "region.vtt": (
        "WEBVTT\n\nREGION\nid:a width:40% lines:3 regionanchor:10%,90% viewportanchor:20%,80% scroll:up\n\n"
        f"REGION\nid:a\nwidth:x\nlines:-1\nfoo:bar\n\n{_A} region:a\nOne\n\n{_B} region:a line:0\nTwo\n"
    ),
    "region-width.vtt": f"WEBVTT\n\nREGION\nid:a\nwidth:40%\n\n{_A} region:a\nOne\n",
    **{
        f"region-anchor-{y}.vtt": f"WEBVTT\n\nREGION\nid:a\nviewportanchor:0%,{y}%\n\n{_A} region:a\nOne\n"
        for y in ("33", "33.5", "67", "67.5")
    },
    "region-twice-in-settings.vtt": (
        f"WEBVTT\n\nREGION\nid:a\n\nREGION\nid:b\n\n{_A} region:a region:b\nOne\n\n{_B} region:x region:b\nTwo\n"
    ),
    "setting-full-width.vtt": f"WEBVTT\n\n{_A} align\uff1astart line:0\nOne\n",
    "direction.vtt": _cues("\u202bשלום\u202c", f"{_B}\n\u202aTwo\u202c\n"),
    "identifier.vtt": f"WEBVTT\n\nintro\n{_A}\nOne\n\nintro --> two\n{_B}\nTwo\n",
    "identifier-alone.vtt": f"WEBVTT\n\n{_A}\nOne\n\nlost words\n\n{_B}\nTwo\n",
    "separator-missing.vtt": f"WEBVTT\n\n{_A}\nOne\n{_B}\nTwo\n",
    "separator-missing-number.vtt": f"WEBVTT\n\n1\n{_A}\nOne\n2\n{_B}\nTwo\n",
    "separator-of-blanks.vtt": f"WEBVTT\n\n{_A}\nOne\n \n{_B}\nTwo\n",
    "arrow-in-text.vtt": _cues("One --> two ---> three\nfour"),
    "arrow-in-junk.vtt": f"WEBVTT\n\nlost --> words\nmore --> words\n\n{_A}\nOne\n",
    "blank-in-text.vtt": _cues("One\n\nmore"),
    "empty-cue.vtt": f"WEBVTT\n\n{_A}\n\n{_B}\nTwo",
    "head-glued.vtt": f"WEBVTT\n{_A}\nOne\n",
    "head-glued-identifier.vtt": f"WEBVTT\n1\n{_A}\nOne\n",
    "head-glued-far-words.vtt": f"WEBVTT\nwords\nKind: captions\n{_A}\nOne\n",
    "head-words.vtt": f"WEBVTT\nwords\nmore\n\n{_A}\nOne\n",
    "head-words-behind-pairs.vtt": f"WEBVTT\nKind: captions\nwords\n\n{_A}\nOne\n",
    "head-pairs.vtt": f"WEBVTT kind: captions; language: de\nRegion: id=a\nStyle:\nx\n##\nfoo:  bar \n\n{_A}\nOne\n",
    "head-missing.vtt": f"{_A}\nOne\n",
    "head-lower.vtt": f"webvtt\n\n{_A}\nOne\n",
    "head-of-many-blanks.vtt": f"WEBVTT\n\n\n\n{_A}\nOne\n\n\n\n{_B}\nTwo\n\n\n",
    "metadata.vtt": f'WEBVTT\n\n{_A}\n{{"a": 1}}\n\n{_B}\n["b", 2]\n',
    "talk.metadata.vtt": f"WEBVTT\n\n{_A}\n[1, 2]\n\n{_B}\ntwo words\n\n00:05.000 --> 00:06.000\n{{ }}\n",
    "words.metadata.vtt": f"WEBVTT\n\n{_A}\nsome words\n\n{_B}\ntwo words\n",
    "talk.chapters.vtt": f"WEBVTT\n\n{_A}\nOne\n",
}
