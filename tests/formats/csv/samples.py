"""CSV: times in every state of repair, lines without commas."""

from __future__ import annotations

from tests.formats.odd_lines import ODD_LINES

_TIMES = ("3000", " 3000 ", "3000.4", "3000.5", "3.0", "-3000", "x", "", "3000000000000", "3e3")
SAMPLES: dict[str, str | bytes] = {
    **{f"odd line {number}.csv": 'start,end,text\n1000,2500," One"\n' + line + '\n3000,4500," Two"\n' for number, line in enumerate(ODD_LINES)},
    **{f"start {time}.csv": f'start,end,text\n1000,2500," One"\n{time},4500," Two"\n' for time in _TIMES},
    **{f"end {time}.csv": f'start,end,text\n1000,2500," One"\n3000,{time}," Two"\n' for time in _TIMES},
    "lines.csv": '\n\nStart,End,Text\n\n1000,2500," One, ""two"""\n \t\nwords\n3000,4500\n5000,6000,\n,,\n',
    "speakers.csv": 'start,end,speaker,text\n1000,2500,0," One"\n2500,4000,"(speaker 1)"," Two"\n4000,5000,?," Three"\n5000,6000,Kim,"Four"\n',
    "quotes.csv": 'start,end,text\n1000,2500,"a ""b"" c"\n2500,4000,"a \\"b\\""\n4000,5000,"a"b"\n5000,6000,"C:\\"\n6000,7000,"two\nlines"\n',
    "seconds.csv": 'start,end,text\n0.5,2.5," One"\n2.5,4.25," Two"\n',
    "crlf.csv": '\ufeffstart,end,text\r\n1000,2500," One"\r\n\r\n',
    "no-header.csv": '1000,2500," One"\n',
}  # fmt: skip
