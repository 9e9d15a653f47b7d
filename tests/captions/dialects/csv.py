"""CSV of whisper.cpp: quoted text, speakers, and damage."""

from __future__ import annotations

from tests.captions.sentences import EN, JA

_PLAIN = f'start,end,text\n1000,4000," {EN[0]}"\n4000,7000," {EN[1]}"\n7000,9000,"{JA[0]}"\n'

FILES: dict[str, str | bytes] = {
    "plain.csv": _PLAIN,
    "crlf.csv": _PLAIN.replace("\n", "\r\n"),
    "speakers.csv": f'start,end,speaker,text\n1000,4000,0," {EN[0]}"\n4000,7000,?," {EN[1]}"\n',
    "quotation.csv": _PLAIN.replace(EN[1], 'They said ""now"", and went to C:\\'),
    "escaped.csv": _PLAIN.replace(EN[1], 'They said \\"now\\".'),
    "empty-text.csv": _PLAIN.replace(f" {EN[1]}", ""),
    "damaged-quote.csv": _PLAIN.replace(f'{EN[1]}"', EN[1]),
    "damaged-time.csv": _PLAIN.replace("4000,7000", "4x00,7000"),
    "damaged-comma.csv": _PLAIN.replace("4000,7000,", "4000;7000;"),
}
