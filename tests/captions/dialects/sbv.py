"""SBV of YouTube and SubViewer, which it comes from."""

from __future__ import annotations

from tests.captions.sentences import EN, RU

_PLAIN = (
    f"0:00:01.000,0:00:03.000\n{EN[0]}\n\n0:00:04.000,0:00:06.000\n{EN[1]}\nand so on\n\n"
    f"0:00:07.000,0:00:09.000\n{EN[2]}\n"
)
_SUBVIEWER = (
    "[INFORMATION]\n[TITLE]Harbour\n[AUTHOR]nobody\n[DELAY]0\n[END INFORMATION]\n[SUBTITLE]\n"
    "[COLF]&HFFFFFF,[STYLE]no,[SIZE]18,[FONT]Arial\n"
    f"00:00:01.00,00:00:03.00\n{EN[0]}[br]and so on\n\n00:00:04.00,00:00:06.00\n{RU[1]}\n"
)

FILES: dict[str, str | bytes] = {
    "plain.sbv": _PLAIN,
    "crlf.sbv": _PLAIN.replace("\n", "\r\n"),
    "subviewer.sub": _SUBVIEWER,
    "damaged-short-times.sbv": _PLAIN.replace("0:00:04.000,0:00:06.000", "0:00:04.0,0:6.000"),
    "damaged-sixty-seconds.sbv": _PLAIN.replace(
        "0:00:04.000,0:00:06.000", "0:00:04.000,0:00:60.000"
    ),
    "damaged-no-blank-line.sbv": _PLAIN.replace("boats.\n\n", "boats.\n"),
    "damaged-one-time.sbv": _PLAIN.replace(",0:00:06.000", ""),
    "damaged-arrow.sbv": _PLAIN.replace("04.000,", "04.000 --> "),
    "damaged-blank-line-in-text.sbv": _PLAIN.replace("\nand so", "\n\nand so"),
}
