"""MicroDVD: with and without a frame rate, codes, and damage."""

from __future__ import annotations

from tests.captions.sentences import EN, RU

_PLAIN = f"{{25}}{{75}}{EN[0]}\n{{100}}{{150}}{EN[1]}|and so on\n{{175}}{{225}}{EN[2]}\n"

FILES: dict[str, str | bytes] = {
    "plain.sub": _PLAIN,
    "frame-rate.sub": f"{{1}}{{1}}23.976\n{_PLAIN}",
    "crlf.sub": f"{{1}}{{1}}25.000\n{_PLAIN}".replace("\n", "\r\n"),
    "codes.sub": (
        f"{{25}}{{75}}{{Y:i}}{EN[0]}|all slanted\n{{100}}{{150}}{{y:b}}bold|not\n"
        f"{{175}}{{225}}/{RU[0]}\n{{250}}{{300}}{{c:$0000FF}}{{P:0}}red above\n{{325}}{{}}open end\n"
    ),
    "damaged-brace.sub": _PLAIN.replace("{100}{150}", "{100{150}"),
    "damaged-letters.sub": _PLAIN.replace("{100}", "{1O0}"),
    "damaged-backwards.sub": _PLAIN.replace("{100}{150}", "{150}{100}"),
    "damaged-line-break.sub": _PLAIN.replace("|", "\n"),
}
