"""LRC: tags, stamps that repeat, offsets, and times in every state of repair."""

from __future__ import annotations

from tests.formats.odd_lines import ODD_LINES

_STAMPS = (
    "00:03.50", "00:03.500", "00:03", "00:03.5", "0:03.50", "00:3.50", "00:03:50", "00:75.50", "100:03.50", "00:03.5x", "x0:03.50", "-00:03.50",
    "00:0?.50", "00:03,50", "1:2", "0:3.5",
)  # fmt: skip
SAMPLES: dict[str, str | bytes] = {
    **{
        f"odd line {number}.lrc": "[00:01.00]One\n" + line + "\n[00:03.00]Two\n"
        for number, line in enumerate(ODD_LINES)
    },
    **{
        f"stamp {stamp}.lrc": f"[00:01.00]One\n[{stamp}]Two\n[00:05.00]Three\n" for stamp in _STAMPS
    },
    "tags.lrc": "[ti: Song ]\n[ar:Who]\n[#: note]\n[offset:+500]\n[la:de]\n\n[00:01.00]One\n[00:03.00]\n[ti:again]\n",
    "offset-later.lrc": "[offset:-1500]\n[00:01.00][00:09.00]One\n[00:03.00]Two\n",
    "offset-none.lrc": "[offset:0]\n[00:01.00]One\n",
    "offset-words.lrc": "[offset:soon]\n[00:01.00]One\n",
    "repeats.lrc": "[00:01.00][00:05.00] [00:09.00] One\n[00:03.00]Two\n[00:07.00]Three\n",
    "words.lrc": "[00:01.00]<00:01.00>One <00:01.50>two\n[00:03.00]Two\n",
    "background.lrc": "[00:01.00]<00:01.00>One <00:01.50>two <00:02.00>\n[bg: <00:02.00>ooh <00:02.50>yeah <00:03.00>]\n[00:04.00]Two\n",
    "same-times.lrc": "[00:01.00]One\n[00:01.00]Eins\n[00:03.00]Two\n",
    "orphans.lrc": "words\n\n[00:01.00]One\nmore words\n\nyet more\n[00:03.00]Two\n",
    "blanks.lrc": "\n \n  [00:01.00]  One  \n\n\n[00:03.00]Two",
    "crlf.lrc": "[00:01.00]One\r\n\r\n[00:03.00]Two\r\n",
    "instrumental.lrc": "[00:01.00]One\n[00:02.00]\n[00:04.00]Two\n",
}
