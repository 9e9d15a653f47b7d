"""Files of captions and transcripts that are not read here, known by how they begin: what each is, and what to do.

One line each. A signature that is `certain` is looked for in folders as well, under a suffix that captions have
too; any other is named only where someone names the file.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from caption_qa_action.core.named_tuple import NamedTuple

_LOOKED_AT = 65_536
_SUBTITLE_EDIT = "open it in Subtitle Edit and save it as SubRip or WebVTT"
_FFMPEG = "convert it with ffmpeg (ffmpeg -i FILE captions.srt)"
_EXPORT = "export SubRip or WebVTT from the program that wrote it"
_TC = "[0-9]{2}:[0-9]{2}:[0-9]{2}[:;.][0-9]{2}"
_TC_PART = r"[0-9]{2}[ \t]+(?:-[ \t]+)?[0-9]{1,2}:"
# SubViewer 1 has its text on the line below the time.
SUBVIEWER_1 = r"\[[0-9]{1,2}:[0-9]{2}:[0-9]{2}\][ \t]*+(?:\r\n|\r|\n)[ \t]*+[^\[\s]"
_TMPLAYER_TIME = r"[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:,[0-9])?[:=]"
_XML = r"(?:<\?xml[^<>]{0,200}\?>\s*+)?+(?:<!--(?:(?!-->)[\s\S]){0,2000}+-->\s*+)*+(?:<!DOCTYPE[^<>]{0,300}>\s*+)?+"


def _has(name: str) -> str:
    """That a member of JSON has this name."""
    return rf"(?=[\s\S]{{0,65536}}?\"{name}\"\s*:)"


class Signature(NamedTuple):
    """What a file is, how it begins, and what its owner can do; `confirm` looks at what a pattern cannot.

    `suffix` is that of a format that is read, under which such files are kept as well.
    """

    title: str
    pattern: str
    advice: str
    certain: bool = True
    confirm: Callable[[str], bool] | None = None
    suffix: str = ""

    @property
    def message(self) -> str:
        return f"this is {self.title}, which is not read here; {self.advice}"


# Lyrics with a time for each syllable, in milliseconds: tags as in LRC above, then `[start,duration]` before each line.
_LYRICS_LINE = (
    r"(?:(?:\[[A-Za-z#_]{1,16}:[^\]\r\n]*+\]|\{\"t\":)[^\r\n]*+[\r\n]++)*+\[[0-9]{1,9},[0-9]{1,9}\]"
)
_PARTS = "[0-9]{1,9},[0-9]{1,9}"
_LRC = "convert it to LRC with the program that downloaded it"

SIGNATURES = (
    # Lyrics-helper projects describe the three, such as https://github.com/WXRIW/Lyricify-Lyrics-Helper.
    Signature("KRC, the lyrics of Kugou", rf"{_LYRICS_LINE}<{_PARTS},[0-9]{{1,9}}>", _LRC, suffix=".lrc"),
    Signature("YRC, the lyrics of NetEase", rf"{_LYRICS_LINE}\({_PARTS},[0-9]{{1,9}}\)", _LRC, suffix=".lrc"),
    Signature(
        "QRC, the lyrics of QQ Music",
        rf"{_LYRICS_LINE}[^\r\n()]{{1,200}}\({_PARTS}\)|{_XML}<QrcInfos\b",
        _LRC,
        suffix=".lrc",
    ),
    # Apple, QuickTime File Format, "Text Descriptors".
    Signature("QuickTime text", r"\{QTtext\}", _SUBTITLE_EDIT),
    # RealNetworks, RealText Authoring Guide.
    Signature("RealText", r"(?i)<window\b[^<>]{0,500}\b(?:type|duration|wordwrap)\s*=", _FFMPEG),
    # GPAC, "TTXT Format Documentation", https://wiki.gpac.io/xmlformats/TTXT-Format-Documentation/.
    Signature(
        "GPAC timed text (TTXT)",
        rf"{_XML}<TextStream\b",
        "convert it with GPAC (MP4Box -add FILE track.mp4, then MP4Box -srt 1 track.mp4)",
    ),
    # Cheetah International, caption text of its encoders.
    Signature("Cheetah CAP text", r"\*(?:Non)?DropFrame\b", _SUBTITLE_EDIT),
    # Avid, "Avid DS Caption" import of Media Composer.
    Signature("Avid DS captions", r"(?:@[^\r\n]*+[\r\n]++)*+<begin subtitles>", _SUBTITLE_EDIT),
    # Telestream, MacCaption MCC V1.0 and V2.0.
    Signature(
        "MacCaption (MCC)",
        r"File Format=MacCaption_MCC",
        "export it as SCC from MacCaption or CaptionMaker",
    ),
    # SMPTE ST 428-7, and CineCanvas of Interop packages.
    Signature(
        "D-Cinema subtitles",
        rf"{_XML}<(?:[a-z]{{1,9}}:)?(?:DCSubtitle|SubtitleReel)\b",
        _SUBTITLE_EDIT,
    ),
    # Sony, Blu-ray BDN XML: the times of pictures.
    Signature(
        "BDN XML, the times of subtitle pictures",
        rf"{_XML}<BDN\b",
        "read the pictures with the OCR of Subtitle Edit",
    ),
    Signature(
        "a VobSub index, the times of subtitle pictures",
        r"# VobSub index file",
        "read the pictures with the OCR of Subtitle Edit",
    ),
    # https://en.wikipedia.org/wiki/Universal_Subtitle_Format
    Signature("Universal Subtitle Format", rf"{_XML}<USFSubtitles\b", _SUBTITLE_EDIT),
    # libavformat: mpsubdec.c, jacosubdec.c, aqtitledec.c, pjsdec.c, subviewer1dec.c.
    Signature("MPSub", r"(?:(?:TITLE|AUTHOR|FILE|TYPE|NOTE)=[^\r\n]*+\s++)*+FORMAT=(?:TIME|[0-9.]+)\s", _FFMPEG),
    Signature("JACOsub", r"(?:#(?!TIMERES)[^\r\n]*+[\r\n]++)*+#TIMERES\b", _FFMPEG),
    Signature("AQTitle", r"-->> [0-9]{6}\s", _FFMPEG),
    # A header of names in brackets that may be missing; a time alone on its line, its text on the next one.
    Signature(
        "SubViewer 1",
        r"(?:\[[A-Z][A-Z ]{1,20}\][^\r\n]*+[\r\n]++(?:[^\[*\r\n][^\r\n]*+[\r\n]++)?+)*+"
        rf"(?:\*{{3,}}[ \t]*START SCRIPT\b|{SUBVIEWER_1})",
        _SUBTITLE_EDIT,
    ),
    # TMPlayer and others: a time in whole seconds, a colon and the text; two such lines.
    Signature(
        "TMPlayer subtitles",
        rf"{_TMPLAYER_TIME}(?!{_TC_PART})[^ \t\r\n][^\r\n]*+(?:\r\n|\r|\n)\s*+(?:\Z|{_TMPLAYER_TIME}(?!{_TC_PART})(?![ \t]+\S))",
        _SUBTITLE_EDIT,
        certain=False,
    ),
    # Adobe Encore, "Import a text script": two time codes and the text, with a number before them or none.
    Signature(
        "a text script of Adobe Encore",
        rf"(?:[0-9]{{1,5}}[ \t]+)?{_TC}[ \t]+{_TC}[ \t]*+(?:\r\n|\r|\n|[^\s,])",
        _SUBTITLE_EDIT,
    ),
    # Adobe, Premiere Pro, "Export transcripts".
    Signature(
        "a transcript of Premiere Pro (CSV)",
        r'"?Speaker Name"?[,;\t]"?Start Time"?[,;\t]"?End Time"?[,;\t]"?Text"?',
        "create captions from the transcript in Premiere Pro and export them as SubRip",
    ),
    Signature(
        "a transcript of Premiere Pro",
        rf"{_TC} - {_TC}[ \t]*(?:\r\n|\r|\n)",
        "create captions from the transcript in Premiere Pro and export them as SubRip",
    ),
    # Otter, "Export conversations": a name, two blanks and a time above each passage.
    Signature(
        "a transcript of Otter",
        r"(?:[^\r\n]{0,80}(?:\r\n|\r|\n)){0,3}[^\r\n]{1,60}  (?:[0-9]{1,2}:)?[0-9]{1,2}:[0-9]{2}[ \t]*(?:\r\n|\r|\n)[^\r\n]",
        "export SubRip from Otter",
        certain=False,
    ),
    # Zoom, "Saving closed captions": a name in brackets and a time of day above each passage.
    Signature(
        "a saved caption log of Zoom",
        r"\[[^\]\r\n]{1,60}\][ \t]+[0-9]{1,2}:[0-9]{2}:[0-9]{2}[ \t]*(?:AM|PM)?[ \t]*(?:\r\n|\r|\n)",
        "download the transcript of the recording, which is WebVTT",
        certain=False,
    ),
    # Audacity, "Importing and Exporting Labels".
    Signature(
        "a label track of Audacity",
        r"[0-9]+\.[0-9]{3,}\t[0-9]+\.[0-9]{3,}\t",
        "export the labels as SubRip or WebVTT, which Audacity 3.7 and later can",
        certain=False,
    ),
    # The Language Archive, ELAN; Praat, "TextGrid file formats".
    Signature(
        "an ELAN annotation document",
        rf"{_XML}<ANNOTATION_DOCUMENT\b",
        "export it from ELAN as subtitles text",
        certain=False,
    ),
    Signature(
        "a Praat TextGrid",
        r'File type = "ooTextFile"\s+Object class = "TextGrid"',
        "open it in ELAN and export subtitles text",
        certain=False,
    ),
    # Microsoft, Rich Text Format Specification.
    Signature("rich text (RTF)", r"\{\\rtf1\b", "save it as plain text", certain=False),
    Signature(
        "a project of Final Cut Pro 7 or Premiere Pro (xmeml)",
        rf"{_XML}<xmeml\b",
        "export its captions as SubRip",
        certain=False,
    ),
    # Adobe, Premiere Pro, "Export transcripts", JSON: each word states whether it ends a sentence.
    Signature(
        "a transcript of Premiere Pro (JSON)",
        rf"\{{{_has('segments')}{_has('words')}{_has('eos')}",
        "create captions from the transcript in Premiere Pro and export them as SubRip",
        certain=False,
    ),
    # Gladia, "Get pre-recorded result".
    Signature(
        "a transcript of Gladia",
        rf"\{{{_has('utterances')}{_has('full_transcript')}",
        "ask Gladia for subtitles, or download SubRip from its page",
        certain=False,
    ),
    # Microsoft, "Examine the Azure AI Video Indexer output".
    Signature(
        "the insights of Azure Video Indexer",
        rf"\{{{_has('insights')}{_has('transcript')}{_has('adjustedStart')}",
        "download its closed captions as SubRip or WebVTT",
        certain=False,
    ),
    # Several entries with a time when each begins, one when it ends, and a text: no form that is known.
    Signature(
        "JSON with timed text in a form that is not known",
        r"[{\[]",
        _EXPORT,
        certain=False,
        confirm=lambda start: _holds_timed_text(start),
    ),
)  # fmt: skip


# What holds no captions, but for the name that somebody gave it.
DOCUMENTS = (
    # ISO 32000, 7.5.2 "File header"; PKWARE, APPNOTE.TXT, 4.3.7 "Local file header"; HTML, 13.1 "Writing HTML documents".
    Signature("a PDF document", "%PDF-", "save its text as plain text"),
    Signature(
        "an archive, as word processors write (DOCX, ODT)",
        r"PK\x03\x04",
        "unpack it, or save the document as plain text",
    ),
    Signature(
        "a web page (HTML)",
        r"(?i)<(?:!doctype[ \t\r\n]+html|html)\b",
        "download the captions that it shows",
    ),
)


def recognise(
    text: str, *, certain: bool = False, signatures: tuple[Signature, ...] = SIGNATURES
) -> Signature | None:
    """What a text is, by how it begins; with `certain` only what can be nothing else."""
    start = text[:_LOOKED_AT].lstrip("\ufeff \t\r\n")
    for signature in signatures:
        if (
            (signature.certain or not certain)
            and re.match(signature.pattern, start)
            and (signature.confirm is None or signature.confirm(start))
        ):
            return signature
    return None


def _holds_timed_text(start: str) -> bool:
    # Only JSON in no known form comes here.
    from caption_qa_action.formats import _timed_json

    return _timed_json.holds_timed_text(start)
