"""Console output of speech recognisers, and damage."""

from __future__ import annotations

from tests.captions.sentences import EN, JA

_PLAIN = f"[00:01.000 --> 00:04.000]  {EN[0]}\n[00:04.000 --> 00:07.000]  {EN[1]}\n[00:07.000 --> 00:09.000]  {JA[0]}\n"

FILES: dict[str, str | bytes] = {
    "whisper.txt": _PLAIN,
    "crlf.txt": _PLAIN.replace("\n", "\r\n"),
    "hours.txt": _PLAIN.replace("[00:", "[00:00:").replace("> 00:", "> 00:00:"),
    "seconds.txt": f"[1.00s -> 4.00s] {EN[0]}\n[4.00s -> 7.25s] {EN[1]}\n",
    "language.txt": f"Detecting language using up to the first 30 seconds.\nDetected language: English\n{_PLAIN}",
    "blank-lines.txt": _PLAIN.replace("\n", "\n\n"),
    "no-text.txt": _PLAIN.replace(f"  {EN[1]}", ""),
    "damaged-time.txt": _PLAIN.replace("00:04.000 --> 00:07.000", "00:0x.000 --> 00:07.000"),
    "damaged-minute.txt": _PLAIN.replace("00:07.000 -->", "75:07.000 -->"),
    "damaged-bracket.txt": _PLAIN.replace("00:09.000]", "00:09.000"),
}
