"""Spruce STL: entries, commands and switches, pictures, and damage."""

from __future__ import annotations

from tests.captions.sentences import EN, SENTENCES

_HEAD = "//Font select\n$FontName = Arial\n$FontSize = 30\n\n//The subtitles\n"
_PLAIN = (
    f"{_HEAD}00:00:01:00 , 00:00:04:12 , {EN[0]}\n00:00:04:12 , 00:00:07:00 , {EN[1]}\n"
    f"00:00:07:00 , 00:00:09:24 , {SENTENCES['fr'][0]}\n"
)

FILES: dict[str, str | bytes] = {
    "plain.stl": _PLAIN,
    "crlf.stl": _PLAIN.replace("\n", "\r\n"),
    "close.stl": _PLAIN.replace(" , ", ","),
    "tabs.stl": _PLAIN.replace(" , ", "\t,\t"),
    "ntsc.stl": _PLAIN.replace("09:24", "09:29"),
    "two-lines.stl": _PLAIN.replace("Two are ", "Two are|"),
    "looks.stl": (
        f"{_HEAD}$Italic = TRUE\n00:00:01:00 , 00:00:04:12 , {EN[0]}\n$Italic = FALSE\n$VertAlign = Top\n"
        f"$HorzAlign = Left\n00:00:04:12 , 00:00:07:00 , ^BTwo^B are ^Imissing^I since the ^Ustorm.\n"
    ),
    "pictures.stl": (
        f"$SetFilePathToken = <<Graphic>>\n00:00:01:00,00:00:04:12,<<Graphic>>one.tif\n00:00:05:00,00:00:07:00,{EN[0]}\n"
    ),
    "commas.stl": _PLAIN.replace("Two are", "Two, are"),
    "damaged-time.stl": _PLAIN.replace("00:00:04:12 , 00:00:07:00", "00:00:x4:12 , 00:00:07:00"),
    "damaged-frame.stl": _PLAIN.replace("09:24", "09:64"),
    "damaged-minute.stl": _PLAIN.replace("00:00:09", "00:61:09"),
    "damaged-text.stl": _PLAIN + "Nobody knows when.\n",
}
