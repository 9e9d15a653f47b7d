"""The page on the architecture names what exists."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")


def test_every_path_that_the_page_names_exists() -> None:
    named = set(re.findall(r"`((?:src|tests|docs|examples)/[A-Za-z0-9_./-]+|[a-z]+\.toml)`", PAGE))
    assert len(named) > 20
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []


def test_every_room_is_on_the_page() -> None:
    package = ROOT / "src" / "caption_qa_action"
    rooms = [path.name for path in package.iterdir() if (path / "__init__.py").exists()]
    assert [room for room in sorted(rooms) if f"`src/caption_qa_action/{room}/`" not in PAGE] == []
