"""SAMI: one language and two, with and without paragraphs, and damage."""

from __future__ import annotations

from tests.captions.sentences import EN, SENTENCES

_STYLE = (
    '<HEAD><TITLE>Harbour</TITLE><STYLE TYPE="text/css"><!--\nP { color: white; }\n'
    ".ENCC { Name: English; lang: en-US; SAMIType: CC; }\n"
    ".KRCC { Name: Korean; lang: ko-KR; SAMIType: CC; }\n--></STYLE></HEAD>\n"
)


def _sync(start: int, english: str, korean: str = "") -> str:
    second = f"<P Class=KRCC>{korean}" if korean else ""
    return f"<SYNC Start={start}><P Class=ENCC>{english}{second}\n"


_PLAIN = (
    f"<SAMI>\n{_STYLE}<BODY>\n{_sync(1000, EN[0])}{_sync(3000, '&nbsp;')}"
    f"{_sync(4000, f'{EN[1]}<br>and so on')}{_sync(6000, '&nbsp;')}{_sync(7000, EN[2])}</BODY>\n</SAMI>\n"
)
_KOREAN = SENTENCES["ko"]

FILES: dict[str, str | bytes] = {
    "plain.smi": _PLAIN,
    "crlf.smi": _PLAIN.replace("\n", "\r\n"),
    "two-languages.smi": (
        f"<SAMI>\n{_STYLE}<BODY>\n"
        + "".join(
            _sync(at * 3000 + 1000, EN[at], _KOREAN[at]) + _sync(at * 3000 + 3000, "&nbsp;", "&nbsp;")
            for at in range(3)
        )
        + "</BODY></SAMI>\n"
    ),
    "markup.smi": _PLAIN.replace(
        EN[1], '<font color="yellow"><i>slanted</i></font> &lt;3 &amp; <b>bold</b><!-- no one -->'
    ),
    "old-habits.smi": f"<sami><sync start='10'>{EN[0]}<sync start=\"2000\">&nbsp;<sync start=3000>{EN[1]}",
    "cleared-without-class.smi": _PLAIN.replace(_sync(3000, "&nbsp;"), "<SYNC Start=3000>&nbsp;\n"),
    "damaged-start.smi": _PLAIN.replace("Start=4000", "Start=4x"),
    "damaged-bracket.smi": _PLAIN.replace("<SYNC Start=4000>", "<SYNC Start=4000"),
    "damaged-order.smi": _PLAIN.replace("Start=4000", "Start=500"),
    "damaged-tag.smi": _PLAIN.replace("and so on", "and <i so on"),
    "damaged-cut.smi": _PLAIN[:-40],
}  # fmt: skip
