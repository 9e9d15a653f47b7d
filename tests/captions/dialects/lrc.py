"""LRC: plain and with word times, tags, repeats, and damage."""

from __future__ import annotations

from tests.captions.sentences import EN, JA

_PLAIN = (
    f"[ti:Harbour]\n[la:en]\n[00:01.00]{EN[0]}\n[00:04.00]{EN[1]}\n[00:07.00]{EN[2]}\n[00:09.00]\n"
)

FILES: dict[str, str | bytes] = {
    "plain.lrc": _PLAIN,
    "crlf.lrc": _PLAIN.replace("\n", "\r\n"),
    "offset.lrc": _PLAIN.replace("[la:en]", "[la:en]\n[offset:500]"),
    "word-times.lrc": (
        "[00:01.00] <00:01.00> Count <00:01.80> the <00:02.40> boats\n"
        f"[00:04.000]<00:04.000>{JA[0]}\n[00:07]no hundredths\n[00:09:50]a colon\n"
    ),
    "voices.lrc": (
        f"[00:01.00]v1: {EN[0]}\n[00:04.00]v2:<00:04.00>Count <00:04.80>the <00:05.40>boats<00:06.00>\n"
        f"[bg: <00:05.00>all]\n[00:07.00]<00:07.00> V1: {EN[2]}\n[00:08.00]v2:\n[00:09.00]\n"
    ),
    "repeats.lrc": f"[00:01.00][00:10.00]{EN[0]}\n[00:04.00]{EN[1]}\n[00:13.00]\n",
    "damaged-bracket.lrc": _PLAIN.replace("[00:04.00]", "[00:04.00"),
    "damaged-text-alone.lrc": _PLAIN.replace("[00:04.00]", ""),
    "damaged-time.lrc": _PLAIN.replace("[00:04.00]", "[00:7x.00]"),
    "damaged-order.lrc": _PLAIN.replace("[00:07.00]", "[00:02.00]"),
}
