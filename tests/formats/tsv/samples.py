"""TSV: times in every state of repair, lines without tabs."""

from __future__ import annotations

from tests.formats.odd_lines import ODD_LINES

_TIMES = (
    "3000",
    " 3000 ",
    "3000.4",
    "3000.5",
    "3.0",
    "-3000",
    "x",
    "",
    "3000000000000",
    "30000000000000",
    "3e3",
)
SAMPLES: dict[str, str | bytes] = {
    **{f"odd line {number}.tsv": 'start\tend\ttext\n1000\t2500\tOne\n' + line + '\n3000\t4500\tTwo\n' for number, line in enumerate(ODD_LINES)},
    **{f"start {time}.tsv": f"start\tend\ttext\n1000\t2500\tOne\n{time}\t4500\tTwo\n" for time in _TIMES},
    **{f"end {time}.tsv": f"start\tend\ttext\n1000\t2500\tOne\n3000\t{time}\tTwo\n" for time in _TIMES},
    "first-unreadable.tsv": "start\tend\ttext\nx\ty\tOne\n3000\t4500\tTwo\n",
    "lines.tsv": "\n\nStart\tEnd\tText\n\n1000\t2500\tOne\tand\ttabs \n \t\nwords\n3000\t4500\n5000\t6000\t\n\t\t\n",
    "header-twice.tsv": "start\tend\ttext\n1000\t2500\tOne\nstart\tend\ttext\n",
    "crlf.tsv": "\ufeffstart\tend\ttext\r\n1000\t2500\tOne\r\n\r\n",
    "no-header.tsv": "1000\t2500\tOne\n",
}  # fmt: skip
