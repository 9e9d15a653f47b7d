"""A sound file of every format that is text, in each of its forms, in which nothing is lost but what is stated."""

from __future__ import annotations

_SUBVIEWER = (
    "[INFORMATION]\n[TITLE]\n[AUTHOR]\n[SOURCE]\n[PRG]\n[FILEPATH]\n[DELAY]0\n[CD TRACK]0\n[COMMENT]\n[END INFORMATION]\n"
    "[SUBTITLE]\n[COLF]&HFFFFFF,[STYLE]no,[SIZE]24,[FONT]Tahoma\n"
    "00:00:01.00,00:00:03.00\nOne here[br]two\n\n00:00:04.00,00:00:06.00\nThree\n"
)
_ASS = (
    "[Script Info]\nScriptType: v4.00+\nPlayResX: 384\nPlayResY: 288\n\n[V4+ Styles]\nFormat: Name, Fontname\n"
    "Style: Default,Arial\n\n[Events]\nFormat: Layer, Start, End, Style, Text\n"
    "Dialogue: 0,0:00:01.00,0:00:03.00,Default,One here\\Ntwo\nDialogue: 0,0:00:04.00,0:00:06.00,Default,Three\n"
)
_TTML = (
    '<?xml version="1.0"?>\n<tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling" xml:lang="en">\n'
    '<head>\n<styling>\n<style xml:id="s" tts:color="white"/>\n</styling>\n<layout>\n<region xml:id="r" '
    'tts:origin="10% 10%" tts:extent="80% 80%">\n<style tts:displayAlign="after"/>\n</region>\n</layout>\n</head>\n'
    '<body region="r">\n<div>\n<p begin="1s" end="3s">One <span tts:color="red">here</span><br/>two</p>\n'
    '<p begin="4s" end="6s">Three</p>\n</div>\n</body>\n</tt>\n'
)
_LYRICS = (
    '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:itunes="http://music.apple.com/lyric-ttml-internal" '
    'itunes:timing="Line" xml:lang="en"><head></head><body dur="10.0"><div begin="1.0" end="6.0">'
    '<p begin="1.0" end="3.0">One here</p><p begin="4.0" end="6.0">Three</p></div></body></tt>\n'
)
_SEQUENCE = (
    '<tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en"><head></head><body timeContainer="seq"><div timeContainer="seq">'
    '<p dur="3s"><span begin="1s">One here</span></p><p dur="3s">Three</p></div></body></tt>\n'
)
_SAMI = (
    '<SAMI>\n<HEAD>\n<STYLE TYPE="text/css">\n<!--\nP { margin: 1pt; }\n.ENCC { Name: English; lang: en-US; }\n-->\n'
    "</STYLE>\n</HEAD>\n<BODY>\n<SYNC Start=1000><P Class=ENCC>One <i>here</i><br>two\n<SYNC Start=3000><P Class=ENCC>&nbsp;\n"
    "<SYNC Start=4000><P Class=ENCC>Three</P></SYNC>\n<SYNC Start=6000><P Class=ENCC>&nbsp;</P></SYNC>\n</BODY>\n</SAMI>\n"
)
_FCPXML = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE fcpxml>\n<fcpxml version="1.9">\n<resources>'
    '<format id="r1" frameDuration="100/2500s"/></resources>\n<library>\n<event>\n<project>\n<sequence format="r1">\n<spine>\n'
    '<gap offset="0s" duration="10s" start="0s">\n<caption lane="1" offset="1s" duration="2s" role="iTT?captionFormat=ITT.en">\n'
    '<text placement="bottom">\n<text-style ref="ts1">One here\ntwo</text-style>\n</text>\n<text-style-def id="ts1">'
    '<text-style font="Arial"/></text-style-def>\n</caption>\n<title lane="2" offset="4s" duration="2s">\n<text>\n'
    '<text-style ref="ts1">Three</text-style>\n</text>\n</title>\n</gap>\n</spine>\n</sequence>\n</project>\n</event>\n'
    "</library>\n</fcpxml>\n"
)
_SCC = (
    "Scenarist_SCC V1.0\n\n00:00:01:00\t9420 9420 94ae 94ae 9470 9470 4f6e e580 942f 942f\n\n00:00:03:00\t942c 942c\n\n"
    "00:00:05:00\t9420 9420 94ae 94ae 9470 9470 c8e5 ecec ef80 942f 942f\n\n00:00:07:00\t942c 942c\n"
)

MARKUP = {
    "a.ttml": _TTML,
    "lyrics.ttml": _LYRICS,
    "sequence.ttml": _SEQUENCE,
    "a.smi": _SAMI,
    "a.fcpxml": _FCPXML,
    "a.srv1": '<?xml version="1.0" encoding="utf-8" ?><transcript><text start="1" dur="2">One here\ntwo</text>'
    '<text start="4" dur="2">Three</text></transcript>\n',
    "a.srv2": '<?xml version="1.0" encoding="utf-8" ?><timedtext><window id="1"></window><text t="1000" d="2000">One here'
    '\ntwo</text><text t="4000" d="2000">Three</text></timedtext>\n',
    "a.srv3": '<?xml version="1.0" encoding="utf-8" ?><timedtext format="3">\n<head>\n<pen id="1" fc="#ff0000"/>\n<ws id="0"/>\n'
    '<wp id="0"/>\n</head>\n<body>\n<w t="0" id="1" wp="0" ws="0"/>\n<p t="1000" d="2000" w="1"><s>One</s>'
    '<s t="400" ac="0"> here</s></p>\n<p t="4000" d="2000" w="1">Three</p>\n</body>\n</timedtext>\n',
}
LINES = {
    "a.srt": "1\n00:00:01,000 --> 00:00:03,000\nOne here\ntwo\n\n2\n00:00:04,000 --> 00:00:06,000\nThree\n",
    "a.vtt": "WEBVTT\n\n1\n00:01.000 --> 00:03.000\nOne <b>here</b>\ntwo\n\n00:04.000 --> 00:06.000\nThree\n",
    "region.vtt": "WEBVTT\n\nREGION\nid:fred\nwidth:40%\nlines:3\n\n00:01.000 --> 00:03.000\nOne\n",
    "style.vtt": "WEBVTT\n\nSTYLE\n::cue(b),\n::cue(i) {\n  color: red;\n}\n\n00:01.000 --> 00:03.000\nOne\n",
    "a.sbv": "0:00:01.000,0:00:03.000\nOne here\ntwo\n\n0:00:04.000,0:00:06.000\nThree\n",
    "subviewer.sub": _SUBVIEWER,
    "a.ass": _ASS,
    "a.lrc": "[00:01.00]One here\n[00:03.00]two\n[00:05.00]Three\n",
    "a.sub": "{1}{1}25.000\n{25}{50}One here|two\n{100}{150}{y:i}Three\n",
    "a.mpl": "[10][30]One here|two\n[40][60]/Three\n",
    "a.tsv": "start\tend\ttext\n1000\t3000\tOne here\n4000\t6000\tThree\n",
    "a.csv": 'start,end,text\n1000,3000,"One here"\n4000,6000,"Three"\n',
    "spruce.stl": "$Bold = FALSE\n\n00:00:01:00 , 00:00:03:00 , One here|two\n00:00:04:00 , 00:00:06:00 , Three\n",
    "a.scc": _SCC,
    "a.txt": "[00:00:01.000 --> 00:00:03.000]  One here\n[00:00:04.000 --> 00:00:06.000]  Three\n",
}
# Formats that are no text in which a word can be put anywhere.
BLOCKS_AND_VALUES = {"stl", "json", "asr_json"}
