"""TSV of Whisper: a line a cue, and damage."""

from __future__ import annotations

from tests.captions.sentences import EN, JA

_PLAIN = f"start\tend\ttext\n1000\t4000\t{EN[0]}\n4000\t7000\t{EN[1]}\n7000\t9000\t{JA[0]}\n"

FILES: dict[str, str | bytes] = {
    "plain.tsv": _PLAIN,
    "crlf.tsv": _PLAIN.replace("\n", "\r\n"),
    "empty-text.tsv": _PLAIN.replace(EN[1], ""),
    "damaged-fraction.tsv": _PLAIN.replace("4000\t7000", "4000.5\t7000"),
    "damaged-time.tsv": _PLAIN.replace("4000\t7000", "4x00\t7000"),
    "damaged-tab.tsv": _PLAIN.replace("4000\t7000", "4000 7000"),
    "damaged-order.tsv": _PLAIN.replace("7000\t9000", "500\t900"),
}
