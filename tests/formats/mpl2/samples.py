"""MPL2: looks, open ends and damage."""

from __future__ import annotations

from tests.formats.odd_lines import ODD_LINES

SAMPLES: dict[str, str | bytes] = {
    **{
        f"odd line {number}.txt": "[10][25]One\n" + line + "\n[30][45]Two\n"
        for number, line in enumerate(ODD_LINES)
    },
    "looks.txt": "[10][25]/One|two|\\three|_four\n[30][45]\\/One| / two|/ /three\n",
    "open-ends.txt": "[10][]One\n[30][]Two\n[30][]Three\n[20][]Four\n",
    "damaged.txt": "[1x][25]One\n[30][4?]Two\n[30 45]Three\n[a][b]Four\nwords\n\n[50][65]Five\nmore\n",
    "blanks.txt": "\n \n [10] [25] One \n\n\n[30][45]Two",
    "crlf.txt": "[10][25]One|two\r\n\r\n[30][45]Two\r\n",
    "first-damaged.txt": "[1x][25]One\n[30][45]Two\n",
}
