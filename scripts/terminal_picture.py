"""A picture, as SVG, of what a run shows in a terminal. Nothing is fetched to draw or to view it."""

from __future__ import annotations

import html
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from textwrap import wrap

# What the colours of the terminal look like on a dark ground; by their SGR codes (ECMA-48, 8.3.117).
COLORS = {"31": "#ff7b72", "32": "#7ee787", "33": "#f2cc60", "34": "#79c0ff", "36": "#76e3ea"}
WIDTH, LINE_PX, CHARACTER_PX, MARGIN_PX, HEAD_PX = 96, 20, 8.43, 20, 34

TALK = """1
00:00:01,000 --> 00:00:03,400
Where have you been?

2
00:00:03,000 -> 00:00:05,000
At home.
"""


def check_picture() -> str:
    """A check of a file with two defects."""
    with tempfile.TemporaryDirectory() as folder:
        talk = Path(folder, "talks", "opening.srt")
        talk.parent.mkdir()
        talk.write_text(TALK, encoding="utf-8")
        command = [
            sys.executable,
            "-m",
            "caption_qa_action",
            "check",
            "--isolated",
            "--color=always",
        ]
        done = subprocess.run(
            [*command, "--format=full", "--fail-on=warning", "talks/"],
            cwd=folder,
            env={
                **_plain_environment(),
                "PYTHONPATH": os.pathsep.join(sys.path),
                "COLUMNS": str(WIDTH),
            },
            stdout=subprocess.PIPE,
            encoding="utf-8",
            check=False,
        )
    return picture("caption-qa check talks/ --fail-on warning", done.stdout)


def _plain_environment() -> dict[str, str]:
    """The environment without what changes a report, such as that of a CI server."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("GITHUB_", "CAPTION", "COV_", "FORCE_"))
    }


def picture(command: str, shown: str) -> str:
    """A terminal with a command and what it shows."""
    lines = [f"\x1b[1;32m$\x1b[0m {command}"]
    for line in shown.rstrip().splitlines():
        lines += folded(line)
    width = round(WIDTH * CHARACTER_PX) + 2 * MARGIN_PX
    height = len(lines) * LINE_PX + HEAD_PX + MARGIN_PX
    rows = [
        f'<text x="{MARGIN_PX}" y="{HEAD_PX + (number + 1) * LINE_PX - 6}">{drawn(line)}</text>'
        for number, line in enumerate(lines)
    ]
    dots = [
        f'<circle cx="{MARGIN_PX + 4 + 18 * number}" cy="18" r="5.5" fill="{color}"/>'
        for number, color in enumerate(("#ff5f57", "#febc2e", "#28c840"))
    ]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">',
            f"<title>{html.escape(command)}</title>",
            f'<rect width="{width}" height="{height}" rx="8" fill="#161b22"/>',
            *dots,
            "<g font-family=\"ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', "
            'monospace" font-size="14" fill="#e6edf3" xml:space="preserve">',
            *rows,
            "</g>",
            "</svg>",
            "",
        ]
    )


def folded(line: str) -> list[str]:
    """A line in pieces that fit; colours stand at the start of long ones only."""
    plain = re.sub(r"\x1b\[[\d;]*m", "", line)
    if len(plain) <= WIDTH:
        return [line]
    indent = " " * (plain.index(": ") + 2 if ": " in plain[:12] else 0)
    first, *others = wrap(plain, WIDTH, subsequent_indent=indent, drop_whitespace=True)
    cut = re.match(rf"(?:(?:\x1b\[[\d;]*m)*[^\x1b]){{{len(first)}}}", line)
    coloured = line[: cut.end()] if cut else first
    tail = re.findall(r"\x1b\[[\d;]*m[^\x1b]+", line)[-1:] if line.endswith("\x1b[0m") else []
    if tail:
        word = re.sub(r"\x1b\[[\d;]*m", "", tail[0])
        others[-1] = others[-1].removesuffix(word) + tail[0]
    return [coloured, *others]


def drawn(line: str) -> str:
    """A line with its colours; spaces are kept as they are."""
    parts, style = [], ""
    for piece in re.split(r"(\x1b\[[\d;]*m)", line):
        if piece.startswith("\x1b["):
            codes = piece[2:-1].split(";")
            weight = ' font-weight="bold"' if "1" in codes else ""
            color = "".join(f' fill="{COLORS[code]}"' for code in codes if code in COLORS)
            style = weight + color
        elif piece:
            text = html.escape(piece, quote=False).replace(" ", "\u00a0")
            parts.append(f"<tspan{style}>{text}</tspan>" if style else text)
    return "".join(parts)
