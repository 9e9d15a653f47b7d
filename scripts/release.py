"""Whether a tag may be released, and the notes of its release.

python scripts/release.py TAG > notes.md

The tag must be `v` and the version of the package, and the changelog must have a section of that
version; the section is what is written.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VERSION = ROOT / "src/caption_qa_action/__init__.py"
CHANGELOG = ROOT / "CHANGELOG.md"


class Unfit(Exception):
    """Why a tag is not released."""


def main(argv: list[str]) -> int:
    """Write the notes of a tag; the exit code."""
    if len(argv) != 1:
        print(__doc__.strip(), file=sys.stderr)
        return 2
    try:
        text = notes(argv[0], VERSION.read_text("utf-8"), CHANGELOG.read_text("utf-8"))
    except Unfit as error:
        print(f"{argv[0]} cannot be released: {error}", file=sys.stderr)
        return 1
    sys.stdout.write(text)
    return 0


def notes(tag: str, package: str, changelog: str) -> str:
    """The section of the changelog for a tag. Raises Unfit when the three do not agree."""
    found = re.search(r'^__version__ = "([^"]+)"$', package, re.M)
    version = found[1] if found else ""
    if tag != f"v{version}":
        raise Unfit(f"the version in {VERSION.name} of the package is {version!r}")
    heading = rf"^## {re.escape(version)}(?: [^\n]*)?\n(.*?)(?=^## |\Z)"
    section = re.search(heading, changelog, re.M | re.S)
    if section is None or not section[1].strip():
        raise Unfit(f"{CHANGELOG.name} has no section ## {version}")
    return section[1].strip() + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
