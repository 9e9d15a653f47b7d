"""Hostile WebVTT."""

from __future__ import annotations

from cues import clock

from hostile_inputs.builders import Frame, Make, bare, nested, numbered


def _cue(number: int, start_ms: int, end_ms: int, lines: list[str]) -> str:
    words = "\n".join(lines)
    return f"{clock(start_ms, 'vtt')} --> {clock(end_ms, 'vtt')}\n{words}\n\n"


FRAME = Frame("WEBVTT\n\n", _cue)

_VTT_CUE = "00:00:01.000 --> 00:00:02.000\nWords.\n\n"

STRUCTURES: dict[str, Make] = {
    "timing lines": bare("00:00:01.000 --> 00:00:02.000\n", "WEBVTT\n\n"),
    "timing lines, no header": bare("00:00:01.000 --> 00:00:02.000\n"),
    "arrow lines": bare("-->\n", "WEBVTT\n\n"),
    "cue settings": bare(" line:1", "WEBVTT\n\n00:01.000 --> 00:02.000", "\nx\n"),
    "settings glued to the time": bare("line:1", "WEBVTT\n\n00:01.000 --> 00:02.000", "\nx\n"),
    "settings without value": bare(" align:", "WEBVTT\n\n00:01.000 --> 00:02.000", "\nx\n"),
    "headers": bare("WEBVTT\nsome text\n\n"),
    "header lines": bare("X-TIMESTAMP-MAP=MPEGTS:1,LOCAL:00:00:00.000\n", "WEBVTT\n"),
    "comments": bare("NOTE\nsome text\n\n", "WEBVTT\n\n", _VTT_CUE),
    "suppressions": bare("NOTE caption-qa: ignore[empty_cue] reason\n\n", "WEBVTT\n\n", _VTT_CUE),
    "suppressions in one comment": bare(
        "caption-qa: ignore[empty_cue] ", "WEBVTT\n\nNOTE ", f"\n\n{_VTT_CUE}"
    ),
    "regions": numbered(lambda at: f"REGION\nid:r{at}\nwidth:40%\n\n", "WEBVTT\n\n", _VTT_CUE),
    "equal regions": bare("REGION\nid:a\n\n", "WEBVTT\n\n", _VTT_CUE),
    "region settings": bare("id:a\n", "WEBVTT\n\nREGION\n", f"\n{_VTT_CUE}"),
    "styles": bare("STYLE\n::cue { color: red }\n\n", "WEBVTT\n\n", _VTT_CUE),
    "style without end": bare("a{", "WEBVTT\n\nSTYLE\n", f"\n\n{_VTT_CUE}"),
    "style comments": bare("/*", "WEBVTT\n\nSTYLE\n", f"\n\n{_VTT_CUE}"),
    "style selectors": bare("::cue(", "WEBVTT\n\nSTYLE\n", f"\n\n{_VTT_CUE}"),
    "arrows in a comment": bare("a --> b ", "WEBVTT\n\nNOTE\n", f"\n\n{_VTT_CUE}"),
    "equal identifiers": bare(f"a\n{_VTT_CUE}", "WEBVTT\n\n"),
    "identifiers alone": bare("word\n\n", "WEBVTT\n\n", _VTT_CUE),
    "classes of a tag": bare(".a", "WEBVTT\n\n00:01.000 --> 00:02.000\n<c", ">x</c>\n"),
    "nested tags": nested("<i>", "</i>", "WEBVTT\n\n00:01.000 --> 00:02.000\n", "\n", "x"),
    "nested voices": nested("<v A>", "</v>", "WEBVTT\n\n00:01.000 --> 00:02.000\n", "\n", "x"),
    "ruby": bare("<ruby>a<rt>b</rt></ruby>", "WEBVTT\n\n00:01.000 --> 00:02.000\n", "\n"),
    "cues in regions": bare(
        "00:00:01.000 --> 00:00:02.000 region:none line:1 line:2\nA\n\n", "WEBVTT\n\n"
    ),
}
