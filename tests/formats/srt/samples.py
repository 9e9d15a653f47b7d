"""SRT: looks, places, numbers, separators and timing lines in every state of repair."""

from __future__ import annotations

from tests.formats.odd_lines import ODD_LINES

_A, _B = "00:00:01,000 --> 00:00:02,500", "00:00:03,000 --> 00:00:04,500"


def _cues(first: str, second: str = f"2\n{_B}\nTwo\n") -> str:
    return f"1\n{_A}\n{first}\n\n{second}"


def _timed(line: str) -> str:
    return f"1\n{_A}\nOne\n\n2\n{line}\nTwo\n"


_LINES = {
    "arrow-short": "00:00:03,000 -> 00:00:04,500",
    "arrow-long": "00:00:03,000 ---> 00:00:04,500",
    "arrow-glued": "00:00:03,000-->00:00:04,500",
    "arrow-unicode": "00:00:03,000 → 00:00:04,500",
    "arrow-missing": "00:00:03,000 00:00:04,500",
    "arrow-comma": "00:00:03,000 , 00:00:04,500",
    "arrow-pipe": "00:00:03,000 | 00:00:04,500",
    "arrow-slash": "00:00:03,000 / 00:00:04,500",
    "arrow-dash": "00:00:03,000 - 00:00:04,500",
    "points": "00:00:03.000 --> 00:00:04.500",
    "colons": "00:00:03:000 --> 00:00:04:500",
    "no-hours": "00:03,000 --> 00:04,500",
    "one-digit": "0:0:3,000 --> 0:0:4,500",
    "two-digits-of-milliseconds": "00:00:03,00 --> 00:00:04,50",
    "one-digit-of-milliseconds": "00:00:03,0 --> 00:00:04,5",
    "four-digits-of-milliseconds": "00:00:03,0000 --> 00:00:04,5000",
    "no-milliseconds": "00:00:03 --> 00:00:04",
    "minutes-above-59": "00:60:03,000 --> 00:61:04,500",
    "seconds-above-59": "00:00:60,000 --> 00:00:61,500",
    "negative": "-00:00:03,000 --> 00:00:04,500",
    "blanks-around": "  00:00:03,000   -->   00:00:04,500  ",
    "blanks-inside": "00:00:03, 000 --> 00: 00:04,500",
    "other-digits": "٠٠:٠٠:٠٣,٠٠٠ --> ٠٠:٠٠:٠٤,٥٠٠",
    "coordinates": "00:00:03,000 --> 00:00:04,500 X1:100 X2:200 Y1:300 Y2:400",
    "settings": "00:00:03,000 --> 00:00:04,500 align:start line:0",
    "text-behind": "00:00:03,000 --> 00:00:04,500 Spoken words",
    "text-glued-behind": "00:00:03,000 --> 00:00:04,500Spoken",
    "start-unreadable": "xx:00:03,000 --> 00:00:04,500",
    "end-unreadable": "00:00:03,000 --> 00:00:xx,500",
    "end-missing": "00:00:03,000 -->",
    "start-missing": "--> 00:00:04,500",
    "both-unreadable": "aa --> bb",
    "inline-number": "2 00:00:03,000 --> 00:00:04,500",
    "hours-of-three-digits": "100:00:03,000 --> 100:00:04,500",
}
SAMPLES: dict[str, str | bytes] = {
    **{
        f"odd line {number}.srt": "1\n00:00:01,000 --> 00:00:02,500\nOne\n\n"
        + line
        + "\n\n2\n00:00:03,000 --> 00:00:04,500\nTwo\n"
        for number, line in enumerate(ODD_LINES)
    },
    **{f"timing-{name}.srt": _timed(line) for name, line in _LINES.items()},
    "look-letters.srt": _cues("<b>b</b> <i>i</i> <u>u</u> <s>s</s> <B>B</B>"),
    "look-nested.srt": _cues("<i>a <i>b</i> c</i> d</i> e"),
    "look-open.srt": _cues("<i>a <b>b\nc"),
    "look-colours.srt": _cues(
        "<font color=red>a</font><font color=\"#00ff00\">b</font><font color='#00f'>c</font>"
        '<FONT COLOR=#12345678>d</font><font color="none such">e</font>'
    ),
    "look-colour-in-colour.srt": _cues(
        '<font color="red">a<font size="9">b<font color="blue">c</font>d</font>e</font>f</font>g'
    ),
    "look-font.srt": _cues("One", f'2\n{_B}\n<font face="Arial">a</font><font size = 3>b</font>\n'),
    "look-overrides.srt": _cues("{\\i1}a{\\i0}b{\\b1}c{\\b}d{\\u1}e{\\u0}{\\s1}f{\\s0}g"),
    "look-override-colours.srt": _cues("{\\c&H0000FF&}a{\\1c&HFF0000&}b{\\c}c"),
    "look-override-unknown.srt": _cues("One", f"2\n{_B}\n{{\\fs20}}a{{\\blur2}}b\n"),
    **{f"place-{number}.srt": _cues(f"{{\\an{number}}}One") for number in range(10)},
    **{
        f"place-old-{number}.srt": _cues(f"{{\\a{number}}}One")
        for number in (1, 2, 3, 5, 6, 7, 9, 10, 11)
    },
    "place-exact.srt": _cues("{\\pos(96,72)}One", f"2\n{_B}\n{{\\an7\\move(192.5,144,1,2)}}Two\n"),
    "place-outside.srt": _cues("{\\pos(-10,999)}One"),
    "line-breaks.srt": _cues("a<br>b<br/>c<BR />d\ne"),
    "references.srt": _cues("a &amp; b &lt;i&gt; &nbsp; &#65;"),
    "hidden.srt": _cues("a <x> b <4> c <v Bob> d {y} e"),
    "number-missing.srt": f"{_A}\nOne\n\n2\n{_B}\nTwo\n",
    "number-missing-in-all.srt": f"{_A}\nOne\n\n{_B}\nTwo\n",
    "number-word.srt": _cues("One", f"two\n{_B}\nTwo\n"),
    "number-blank-below.srt": _cues("One", f"2\n\n{_B}\nTwo\n"),
    "number-blanks-below.srt": _cues("One", f"2\n\n\n{_B}\nTwo\n"),
    "number-of-blanks.srt": _cues("One", f" 2 \n{_B}\nTwo\n"),
    "separator-missing.srt": f"1\n{_A}\nOne\n2\n{_B}\nTwo\n",
    "separator-missing-crlf.srt": f"1\r\n{_A}\r\nOne\r\n2\r\n{_B}\r\nTwo\r\n",
    "separator-missing-cr.srt": f"1\r{_A}\rOne\r2\r{_B}\rTwo\r",
    "separator-of-blanks.srt": f"1\n{_A}\nOne\n \t\n2\n{_B}\nTwo\n",
    "separator-of-blanks-twice.srt": f"1\n{_A}\nOne\n \n\t\n2\n{_B}\nTwo\n",
    "separator-of-three.srt": f"1\n{_A}\nOne\n\n\n\n2\n{_B}\nTwo\n",
    "blank-in-text.srt": _cues("One\n\nmore\n\n\nyet more"),
    "blank-before-text.srt": _cues("\nOne"),
    "blank-and-crlf.srt": _cues("One\n\nmore").replace("\n", "\r\n"),
    "orphans-above.srt": f"Title\nby us\n\n{_cues('One')}",
    "blank-above.srt": f"\n\n{_cues('One')}",
    "orphans-below-odd-arrow.srt": f"1\n{_A.replace('-->', '->')}\nOne\n\n2\nlost\n\n3\n{_B}\nThree\n",
    "orphans-between.srt": f"1\n{_A}\nOne\n\n2\n\nlost\n\n3\n{_B}\nThree\n",
    "empty-cue.srt": f"1\n{_A}\n\n2\n{_B}\nTwo",
    "empty-last-cue.srt": f"1\n{_A}\nOne\n\n2\n{_B}",
    "no-line-end.srt": f"1\n{_A}\nOne\n\n2\n{_B}\nTwo",
    "damaged-then-sound.srt": f"1\n{_A}\nOne --> two\n\n2\n{_B}\nTwo\n\n3\n00:00:05,000 --> 00:00:06,000\nThree\n",
    "number-glued-to-damage.srt": f"1\n\n2\n{_A}\nOne\n\n3\n{_B}\nTwo\n",
    "times-in-text.srt": _cues("at 00:00:01,000 --> 00:00:02,000 o'clock"),
    "joined-files.srt": f"{_cues('One')}\n1\n{_A}\nAgain\n",
}
