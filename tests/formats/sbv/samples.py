"""SBV and SubViewer: headers, separators and timing lines in every state of repair."""

from __future__ import annotations

from tests.formats.odd_lines import ODD_LINES

_A, _B = "0:00:01.000,0:00:02.500", "0:00:03.000,0:00:04.500"
_LINES = {
    "semicolon": "0:00:03.000;0:00:04.500",
    "arrow": "0:00:03.000 --> 0:00:04.500",
    "blanks": "  0:00:03.000 , 0:00:04.500 ",
    "blank-before": " 0:00:03.000,0:00:04.500",
    "no-break-space-before": "\u00a00:00:03.000,0:00:04.500",
    "line-feed-like": "0:00:03.000,0:00:04.500\f",
    "blank-inside": "0:00:03.000, 0:00:04.500",
    "comma": "0:00:03,000,0:00:04,500",
    "colon": "0:00:03:000,0:00:04:500",
    "no-hours": "00:03.000,00:04.500",
    "one-digit": "0:0:3.000,0:0:4.500",
    "two-digits-of-milliseconds": "0:00:03.00,0:00:04.5",
    "four-digits-of-milliseconds": "0:00:03.0000,0:00:04.5000",
    "minutes-60": "0:60:03.000,0:61:04.500",
    "minutes-above-59": "0:75:03.000,0:75:04.500",
    "seconds-above-59": "0:00:75.000,0:00:76.500",
    "negative": "-0:00:03.000,0:00:04.500",
    "all-at-once": "-0:0:75,0 ; 0:61:4,50",
    "text-behind": "0:00:03.000,0:00:04.500 Spoken  words ",
    "text-glued": "0:00:03.000,0:00:04.500Spoken",
    "start-unreadable": "0:xx:03.000,0:00:04.500",
    "end-unreadable": "0:00:03.000,0:xx:04.500",
    "end-missing": "0:00:03.000,",
    "long-hours": "123:00:03.000,123:00:04.500",
}


def _timed(line: str) -> str:
    return f"{_A}\nOne\n\n{line}\nTwo\n"


SAMPLES: dict[str, str | bytes] = {
    **{
        f"odd line {number}.sbv": "0:00:01.000,0:00:02.500\nOne\n\n"
        + line
        + "\n0:00:03.000,0:00:04.500\nTwo\n"
        for number, line in enumerate(ODD_LINES)
    },
    **{f"timing-{name}.sbv": _timed(line) for name, line in _LINES.items()},
    "text-behind-crlf.sbv": _timed(f"{_B} Spoken").replace("\n", "\r\n"),
    "text-behind-cr.sbv": _timed(f"{_B} Spoken").replace("\n", "\r"),
    "text-behind-at-the-end.sbv": f"{_A}\nOne\n\n{_B} Spoken",
    "first-unreadable.sbv": f"0:xx:03.000,0:00:04.500\nOne\n\n{_B}\nTwo\n",
    "subviewer.sub": (
        "[INFORMATION]\n[TITLE]Harbour\n[AUTHOR]\n[DELAY]0\nstray\n[END INFORMATION]more\n[SUBTITLE]\n"
        "[COLF]&HFFFFFF,[STYLE]bd,[SIZE]18,[FONT]Arial\n00:00:01.00,00:00:02.50\nOne[br]two\n\n00:00:03.00,00:00:04.50\nTwo\n"
    ),
    "header-after-words.sub": "stray\n[TITLE]Harbour\n00:00:01.00,00:00:02.50\nOne\n",
    "orphans.sbv": f"\nWords\n\nmore\n{_A}\nOne\n",
    "blank-above.sbv": f"\n \n{_A}\nOne\n",
    "blanks-alone.sbv": "\n\n",
    "separator-missing.sbv": f"{_A}\nOne\n{_B}\nTwo\n",
    "separator-missing-crlf.sbv": f"{_A}\nOne\n{_B}\nTwo\n".replace("\n", "\r\n"),
    "separator-missing-cr.sbv": f"{_A}\nOne\n{_B}\nTwo\n".replace("\n", "\r"),
    "separator-of-blanks.sbv": f"{_A}\nOne\n \n\t\n{_B}\nTwo\n",
    "blank-in-text.sbv": f"{_A}\nOne\n\nmore\n \nyet\n\n\nmore\n\n{_B}\nTwo\n",
    "blank-before-text.sbv": f"{_A}\n\nOne\n\n{_B}\nTwo\n",
    "empty.sbv": f"{_A}\n\n{_B}",
    "line-breaks.sbv": f"{_A}\nOne[br]two[BR]three<br>\n",
}
