"""Console output: times in every form, lines before and between segments."""

from __future__ import annotations

from tests.formats.odd_lines import ODD_LINES

_TIMES = (
    "00:03.000",
    "00:00:03.000",
    "3.00s",
    "3.0",
    "00:03,000",
    "00:75.000",
    "75:03.000",
    "00:61:03.000",
    "x",
    "1:2:3.4",
    "123456.5s",
)
SAMPLES: dict[str, str | bytes] = {
    **{f"odd line {number}.txt": '[00:01.000 --> 00:02.500]  One\n' + line + '\n[00:03.000 --> 00:04.500]  Two\n' for number, line in enumerate(ODD_LINES)},
    **{f"start {time}.txt": f"[00:01.000 --> 00:02.500]  One\n[{time} --> 00:04.500]  Two\n" for time in _TIMES},
    **{f"end {time}.txt": f"[00:01.000 --> 00:02.500]  One\n[00:03.000 --> {time}]  Two\n" for time in _TIMES},
    "arrows.txt": "[0.00s -> 2.00s] One\n[2.00s-->3.00s]Two\n [3.00s --> 4.00s] \n",
    "before.txt": "Detecting language\n\nDetected language: English\n[00:01.000 --> 00:02.500]  One\nlost words\n\nmore\n",
    "first-unreadable.txt": "[x --> y] Zero\n[00:01.000 --> 00:02.500]  One\n",
    "crlf.txt": "[00:01.000 --> 00:02.500]  One \r\n\r\n[00:03.000 --> 00:04.500]  Two\r\n",
}  # fmt: skip
