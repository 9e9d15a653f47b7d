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
    "headers": bare("Scenarist_SCC V1.0\n\n", "", "00:00:01:00\t9420 c8e5 942f\n"),
    "times alone": bare("00:00:01:00\n\n", "Scenarist_SCC V1.0\n\n"),
    "times in one line": bare("00:00:01:00\t", "Scenarist_SCC V1.0\n\n", "\n"),
    "times of no kind": bare("99:99:99:99\t9420 c8e5 942f\n", "Scenarist_SCC V1.0\n\n"),
    "lines without times": bare("9420 c8e5 942f\n", "Scenarist_SCC V1.0\n\n"),
    "words for codes": bare("words ", "Scenarist_SCC V1.0\n\n00:00:01:00\t", "\n"),
    "codes of even parity": bare("1420 4865 ", "Scenarist_SCC V1.0\n\n00:00:01:00\t", "\n"),
    "captions that are never shown": bare(
        "00:00:01:00\t94ae 9420 9470 c8e5\n\n", "Scenarist_SCC V1.0\n\n"
    ),
    "places": bare(" 9470 91d0 9150", "Scenarist_SCC V1.0\n\n00:00:01:00\t9420", " c8e5 942f\n"),
    "styles": bare(" 91ae c8e5", "Scenarist_SCC V1.0\n\n00:00:01:00\t9429", "\n"),
    "backspaces": bare(" c8e5 94a1", "Scenarist_SCC V1.0\n\n00:00:01:00\t9429", "\n"),
    "other channels": bare(" 1c20 c8e5 1c2f", "Scenarist_SCC V1.0\n\n00:00:01:00\t9420", "\n"),
    "painted letters": numbered(
        lambda at: f"{clock(at * 40, 'vtt')[:-4]}:{at % 25:02}\t9429 c8e5\n\n",
        "Scenarist_SCC V1.0\n\n",
    ),
    "lines in reverse": numbered(
        lambda at: f"{clock(max(90_000_000 - at * 2000, 0), 'vtt')[:-4]}:00\t9420 c8e5 942f\n\n",
        "Scenarist_SCC V1.0\n\n",
    ),
}
