"""MPL2: tenths of a second in brackets, looks, open ends, and damage."""

from __future__ import annotations

from tests.captions.sentences import EN, JA

_PLAIN = f"[10][40]{EN[0]}\n[40][70]{EN[1]}\n[70][90]{JA[0]}\n"

FILES: dict[str, str | bytes] = {
    "plain.txt": _PLAIN,
    "crlf.txt": _PLAIN.replace("\n", "\r\n"),
    "blank-lines.mpl": _PLAIN.replace("\n", "\n\n"),
    "looks.txt": f"[10][40]/{EN[0]}|\\{EN[1]}|_{EN[2]}\n[40][70] / Not here / there\n",
    "open-end.txt": _PLAIN.replace("[40][70]", "[40][]"),
    "blanks.txt": _PLAIN.replace("][", "] ["),
    "one-line.txt": _PLAIN.partition("\n")[0],
    "damaged-time.txt": _PLAIN.replace("[40][70]", "[4x][70]"),
    "damaged-bracket.txt": _PLAIN.replace("[70][90]", "[70 90]"),
    "damaged-text.txt": _PLAIN + "Nobody knows when.\n",
}
