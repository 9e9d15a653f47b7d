"""Hostile Scenarist SCC."""

from __future__ import annotations

from cues import clock

from hostile_inputs.builders import Make, bare, numbered

STRUCTURES: dict[str, Make] = {
    "codes in one line": bare(" 9420", "Scenarist_SCC V1.0\n\n00:00:01:00\t", "\n"),
    "text in one line": bare(" c8e5", "Scenarist_SCC V1.0\n\n00:00:01:00\t9420", " 942f\n"),
    "lines at one time": bare("00:00:01:00\t9420 9470 c8e5 942f\n\n", "Scenarist_SCC V1.0\n\n"),
    "captions": numbered(
        lambda at: f"{clock(at * 2000, 'vtt')[:-4]}:00\t9420 9470 c8e5 ecec 942f\n\n",
        "Scenarist_SCC V1.0\n\n",
    ),
    "bad codes": bare("zzzz ", "Scenarist_SCC V1.0\n\n00:00:01:00\t", "\n"),
    "rolling": bare("00:00:01:00\t9425 94ad 9470 c8e5\n\n", "Scenarist_SCC V1.0\n\n"),
}
