"""Checks of other tools: captions that they would complain of, and the code that says so here.

`page` is where the list was read. A check without a code is left out; `note` says why, or what is
covered only in part. The samples are our own.
"""

from __future__ import annotations

from typing import NamedTuple

UTF_16 = "utf-16:"


class Check(NamedTuple):
    """One check of another tool, or several that one row answers, with a sample for our codes."""

    name: str
    finds: str
    codes: str = ""
    sample: str = ""
    note: str = ""
    suffix: str = "srt"
    preset: str = "generic"

    @property
    def names(self) -> list[str]:
        """What the tool calls it; each of several, where they are codes of the BBC's."""
        return self.name.split() if self.suffix == "ttml" and "_" in self.name else [self.name]

    @property
    def data(self) -> bytes:
        """The sample as the file holds it."""
        if self.sample.startswith(UTF_16):
            return self.sample.removeprefix(UTF_16).encode("utf-16")
        return self.sample.encode()


def _srt(text: str, end: str = "03,000", more: str = "") -> str:
    return f"1\n00:00:01,000 --> 00:00:{end}\n{text}\n{more}"


def _next(timing: str, text: str = "Nowhere at all.") -> str:
    return f"\n2\n{timing}\n{text}\n"


def _vtt(text: str, end: str = "03.000") -> str:
    return f"WEBVTT\n\n00:01.000 --> 00:{end}\n{text}\n"


_HELLO = "Where have you been?"
_LONG = "We have been looking for you in every street of this town since Monday."
_MIXED = _srt(
    "-Where were you?\n-Nowhere.",
    more=_next("00:00:04,000 --> 00:00:06,000", "- And she?\n- Elsewhere."),
)
_NEEDS_SPELLING = "spelling and grammar need a dictionary of the language"
_FAULTS_OF_OCR = "repairs the reading of pictures of text, which needs a dictionary"
_PUNCTUATION = "a matter of taste; the house styles that we know contradict each other"

# https://github.com/SubtitleEdit/subtitleedit, src/libse/Forms/FixCommonErrors: one file for each.
FIX_COMMON_ERRORS = (
    Check(
        "AddMissingQuotes",
        "a quotation that is not closed",
        "unbalanced_quotes",
        _srt('He said "where have you been?'),
    ),
    Check("Fix3PlusLines", "more than two lines", "too_many_lines", _srt("Where\nhave\nyou been?")),
    Check(
        "Fix3PlusLinesToParagraphs",
        "more than two lines",
        "too_many_lines",
        _srt("Where\nhave\nyou been?"),
    ),
    Check("FixAloneLowercaseIToUppercaseI", "`i` alone in English", note=_NEEDS_SPELLING),
    Check("FixCommas", "commas doubled or out of place", note=_NEEDS_SPELLING),
    Check("FixContinuationStyle", "how a sentence goes on in the next cue", note=_PUNCTUATION),
    Check("FixDanishLetterI", "`i` and `I` in Danish", note=_NEEDS_SPELLING),
    Check(
        "FixDialogsOnOneLine",
        "two speakers on one line",
        "dialogue_on_one_line",
        _srt("- Where were you? - Nowhere."),
    ),
    Check(
        "FixDifferentQuotes",
        "quotation marks of several shapes",
        "quote_style",
        _srt("He said “no”.", more=_next("00:00:04,000 --> 00:00:06,000", 'She said "yes".')),
    ),
    Check("FixDoubleApostrophes", "two apostrophes for a quotation mark", note=_FAULTS_OF_OCR),
    Check(
        "FixDoubleDash",
        "two hyphens for a dash",
        "dash_style",
        _srt("Where have--", more=_next("00:00:04,000 --> 00:00:06,000", "you been—")),
        "only where a file has several ways, or the house style names one",
    ),
    Check("FixDoubleGreaterThan", "`>>` before a speaker", note="how US captions mark a speaker"),
    Check("FixEllipsesStart", "omission points at the start", note=_PUNCTUATION),
    Check("FixEmptyLines", "cues and lines without text", "empty_cue", _srt(" ")),
    Check("FixHyphensInDialog", "dashes of speakers not alike", "dialogue_dash_style", _MIXED),
    Check("FixHyphensRemoveDashSingleLine", "a dash before a single speaker", note=_PUNCTUATION),
    Check("FixInvalidItalicTags", "broken tags", "unclosed_tag", _srt(f"<i>{_HELLO}")),
    Check(
        "FixLongDisplayTimes", "a cue shown too long", "duration_too_long", _srt(_HELLO, "19,000")
    ),
    Check("FixLongLines", "a line too long", "line_too_long", _srt(_LONG, "09,000")),
    Check("FixMisreadQuotes", "quotation marks misread", note=_FAULTS_OF_OCR),
    Check(
        "FixMissingOpenBracket",
        "a bracket that is not opened",
        "unbalanced_brackets",
        _srt("sighs) Where have you been?"),
    ),
    Check("FixMissingPeriodsAtEndOfLine", "no full stop at the end", note=_NEEDS_SPELLING),
    Check(
        "FixMissingSpaces",
        "no space after a mark",
        "missing_space_after_punctuation",
        _srt("Hello,where have you been?"),
    ),
    Check(
        "FixMusicNotation",
        "another sign for songs",
        "music_symbol_style",
        _srt("♪ Hello ♪", more=_next("00:00:04,000 --> 00:00:06,000", "# Goodbye #")),
    ),
    Check(
        "FixOverlappingDisplayTimes",
        "cues that overlap",
        "overlapping_cues",
        _srt(_HELLO, more=_next("00:00:02,000 --> 00:00:05,000")),
    ),
    Check(
        "FixShortDisplayTimes",
        "a cue shown too briefly",
        "duration_too_short",
        _srt("Where?", "01,200"),
    ),
    Check(
        "FixShortGaps",
        "a gap too small",
        "gap_too_small",
        _srt(_HELLO, more=_next("00:00:03,010 --> 00:00:05,000")),
        preset="netflix-en",
    ),
    Check(
        "FixShortLines",
        "two lines that fit on one",
        "fits_on_one_line",
        _srt("Where have\nyou been?"),
    ),
    Check(
        "FixShortLinesAll",
        "several lines that fit on one",
        "fits_on_one_line",
        _srt("Where have\nyou been?"),
    ),
    Check(
        "FixShortLinesPixelWidth",
        "the same, by width in pixels",
        "fits_on_one_line",
        _srt("Where have\nyou been?"),
        "counted in columns: the font of the player is unknown",
    ),
    Check("FixSpanishInvertedQuestionAndExclamationMarks", "`¿` and `¡`", note=_NEEDS_SPELLING),
    Check("FixStartWithUppercaseLetterAfterColon", "capitals", note=_NEEDS_SPELLING),
    Check("FixStartWithUppercaseLetterAfterParagraph", "capitals", note=_NEEDS_SPELLING),
    Check(
        "FixStartWithUppercaseLetterAfterPeriodInsideParagraph", "capitals", note=_NEEDS_SPELLING
    ),
    Check(
        "FixTurkishAnsiToUnicode",
        "Turkish letters read in another code page",
        note="they are single letters that other languages have",
    ),
    Check("FixUnnecessaryLeadingDots", "dots at the start", note=_PUNCTUATION),
    Check("FixUnneededPeriods", "a full stop after `?` or `!`", note=_PUNCTUATION),
    Check(
        "FixUnneededSpaces",
        "spaces doubled or before a mark",
        "space_before_punctuation",
        _srt("Where , then, have you been?"),
    ),
    Check("FixUppercaseIInsideWords", "`I` for `l` inside words", note=_FAULTS_OF_OCR),
    Check("MultipleReplace", "a list of replacements of the user's", note="not a check"),
    Check(
        "NormalizeStrings",
        "look-alike and invisible characters",
        "zero_width_character",
        _srt("Where have\u200b you been?"),
        "what is invisible, not each look-alike",
    ),
    Check("RemoveDialogFirstLineInNonDialogs", "a dash on the first line alone", note=_PUNCTUATION),
    Check("RemoveSpaceBetweenNumbers", "a space inside a number", note=_FAULTS_OF_OCR),
)

# https://github.com/SubtitleEdit/subtitleedit, src/libse/NetflixQualityCheck
NETFLIX = (
    Check(
        "TimedTextFrameRate",
        "a frame rate that no video has",
        "ttml_bad_parameter",
        '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttp="http://www.w3.org/ns/ttml#parameter" '
        'ttp:frameRate="23" xml:lang="en"><body><div><p begin="1s" end="3s">Where?</p></div>'
        "</body></tt>\n",
        suffix="ttml",
        preset="netflix-en",
    ),
    Check(
        "DialogHyphenSpace",
        "the space after a speaker's dash",
        "dialogue_dash_style",
        _MIXED,
        "the way of the file or of your `style`, not of the language",
    ),
    Check(
        "Glyph",
        "characters outside Netflix's list",
        note="the list is Netflix's data; "
        "`private_use_character`, `control_character` and `emoji_in_text` find the usual ones",
    ),
    Check("MaxCps", "reading speed", "reading_speed_high", _srt(_LONG, "02,500")),
    Check("MaxLineLength", "length of a line", "line_too_long", _srt(_LONG, "09,000")),
    Check("MaxDuration", "longest time on screen", "duration_too_long", _srt(_HELLO, "09,000")),
    Check("MinDuration", "shortest time on screen", "duration_too_short", _srt("Where?", "01,800")),
    Check(
        "NumberOfLines",
        "two lines at most, one if it fits",
        "too_many_lines fits_on_one_line",
        _srt(
            "Where\nhave\nyou been?",
            more=_next("00:00:04,000 --> 00:00:06,000", "Where have\nyou been?"),
        ),
    ),
    Check("NumbersOneToTenSpellOut", "small numbers as words", note=_NEEDS_SPELLING),
    Check("StartNumberSpellOut", "a sentence that begins with digits", note=_NEEDS_SPELLING),
    Check(
        "TextForHiUseBrackets",
        "sounds in square brackets",
        "hi_bracket_style",
        _srt("[sighs] Where?", more=_next("00:00:04,000 --> 00:00:06,000", "(laughs) Nowhere.")),
    ),
    Check(
        "TwoFramesGap",
        "two frames between cues",
        "gap_too_small",
        _srt(_HELLO, more=_next("00:00:03,010 --> 00:00:05,000")),
        preset="netflix-en",
    ),
    Check(
        "BridgeGaps",
        "gaps below half a second",
        "gap_not_chained",
        _srt(_HELLO, more=_next("00:00:03,300 --> 00:00:05,000")),
    ),
    Check(
        "WhiteSpace",
        "needless spaces",
        "double_space edge_space space_before_punctuation",
        _srt(" Where  , then, have you been?"),
    ),
    Check(
        "Italics",
        "broken italics, or italics where the language has none",
        "unclosed_tag",
        _srt(f"<i>{_HELLO}"),
        "broken ones only",
    ),
    Check("ShotChange", "distance to a cut", note="needs the video"),
    Check("SceneChange", "distance to a cut", note="needs the video"),
    Check(
        "EllipsesNotThreeDots",
        "three dots for the one sign",
        "ellipsis_style",
        _srt("Where…", more=_next("00:00:04,000 --> 00:00:06,000", "Nowhere...")),
    ),
)

# https://github.com/mafachu/vttlint, README and vttlint.js; those after `maxdur` are only planned there.
VTTLINT = (
    Check(
        "parse error",
        "the first error of its parser",
        "invalid_timestamp",
        "WEBVTT\n\n00:01 --> 00:03\nWhere?\n",
        suffix="vtt",
        preset="dcmp",
    ),
    Check(
        "mindur",
        "shortest time on screen",
        "duration_too_short",
        _vtt("Where?", "01.200"),
        suffix="vtt",
        preset="dcmp",
    ),
    Check(
        "maxdur",
        "longest time on screen",
        "duration_too_long",
        _vtt(_HELLO, "19.000"),
        suffix="vtt",
        preset="dcmp",
    ),
    Check(
        "maxlines (planned)",
        "lines in a cue",
        "too_many_lines",
        _vtt("Where\nhave\nyou been?"),
        suffix="vtt",
        preset="dcmp",
    ),
    Check(
        "rate (planned)",
        "words a minute",
        "reading_speed_wpm_high",
        _vtt(_LONG),
        suffix="vtt",
        preset="dcmp",
    ),
    Check(
        "clear (planned)",
        "a millisecond between cues",
        note="cues may touch in WebVTT; `gap_too_small` does not count that as a gap",
    ),
    Check(
        "sync (planned)",
        "cues at the same time begin and end together",
        note="`overlapping_cues` tells of cues at the same place only",
    ),
    Check("maxwords (planned)", "words before a line break", note="columns are counted instead"),
)

# https://github.com/markksantos/caption-checker: its README as https://glama.ai/mcp/servers/markksantos/caption-checker
# shows it; the code was not seen.
CAPTION_CHECKER = (
    Check(
        "reading speed",
        "characters a second, or words a minute",
        "reading_speed_high reading_speed_wpm_high",
        _srt(_LONG, "02,500"),
    ),
    Check("line length", "characters a line", "line_too_long", _srt(_LONG, "09,000")),
    Check("lines", "lines in a cue", "too_many_lines", _srt("Where\nhave\nyou been?")),
    Check("on screen too short", "shortest time", "duration_too_short", _srt("Where?", "01,200")),
    Check("on screen too long", "longest time", "duration_too_long", _srt(_HELLO, "19,000")),
    Check(
        "gap",
        "below two frames, or below half a second",
        "gap_too_small gap_not_chained",
        _srt(
            _HELLO,
            more="\n2\n00:00:03,010 --> 00:00:05,000\nNowhere.\n"
            "\n3\n00:00:05,300 --> 00:00:07,000\nAgain.\n",
        ),
        preset="netflix-en",
    ),
    Check(
        "overlap",
        "cues that overlap",
        "overlapping_cues",
        _srt(_HELLO, more=_next("00:00:02,000 --> 00:00:05,000")),
    ),
    Check(
        "broken timestamps",
        "times that cannot be read",
        "invalid_timestamp",
        "1\n00:00:01 --> 00:xx:03,000\nWhere?\n",
    ),
)
