"""What is made from the code is what the code makes."""

from __future__ import annotations

from pathlib import Path

from scripts import generate

ROOT = Path(__file__).resolve().parents[1]


def test_generated_files_are_fresh() -> None:
    for path, text in generate.generated().items():
        assert path.read_text(encoding="utf-8") == text, (
            f"{path.relative_to(ROOT)} is stale; run: python3 dev.py generate"
        )
