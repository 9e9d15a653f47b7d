"""What stands beside the times of a cue and is no text, in files of any format: numbers of cues, settings of WebVTT."""

from __future__ import annotations

from collections.abc import Container

from caption_qa_action.core.patterns import compiled

# A value that no setting may have and that is no text: numbers with any unit, and the keywords of the
# standard, its drafts, CSS and typists. Any other value may be words that were glued to a name.
_VALUE_PART = (
    r"(?:[-+]?[0-9.]*(?:%{1,2}|px|em|pt|vh|vw)?|(?:line-)?(?:left|right)|start|mid(?:dle)?|cent(?:er|re)(?:ed)?"
    r"|end|top|bottom|justify|auto|none|rl|lr|up|down|vertical(?:-(?:rl|lr))?)"
)
SETTING_VALUE = rf"(?i:(?=[!-~]){_VALUE_PART}(?:[,;/]{_VALUE_PART})*)"
# What is written as a setting of WebVTT, also of drafts before 2011, or as coordinates of a ripped subtitle.
# A region may have any word for a name.
SETTING = (
    rf"(?i)(?<![^ \t\f])(?:(?:(?:(?:vertical|line|position|size|align)[:=\uff1a]|[ADLST][:\uff1a]){SETTING_VALUE}"
    r"|[XY][12]:[0-9]+)(?![^ \t\f])|region:(?=[!-~])"
    r"|(?:line|position|size):-?[0-9.]+%{0,2}"  # a setting or a word is glued to it
    rf"(?:(?:vertical|line|position|size|align)[:=\uff1a]{SETTING_VALUE}(?![^ \t\f])|(?=[^\W\d_]{{2}})))"
)
# A setting of a cue by its name, with whatever value.
NAMED_SETTING = r"(?i:vertical|line|position|size|align|region)[:\uff1a]\S++"
# The signs, digits and letters of East Asian keyboards, each a code point of ASCII 0xFEE0 further on: Unicode,
# "Halfwidth and Fullwidth Forms", https://www.unicode.org/charts/PDF/UFF00.pdf
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
# The number of a cue with what people and programs put around it: "#2.", "(2)", "2a", "422.1". Other signs make a text of
# it: "1984!", "24/7", "100 %". A blank is taken once, or a heap of them would be parted in each way.
CUE_NUMBER = r"[\s\ufeff]*+[#(\[\u2116]{0,2}[ \t]*+[0-9]{1,18}(?:\.[0-9]{1,9})?[A-Za-z]?[.,:;)\]]{0,3}[\s\ufeff]*"


def ascii_signs(raw: str) -> str:
    """The text with the signs of ASCII for those of East Asian keyboards; the length stays the same."""
    return raw if raw.isascii() else raw.translate(_FULL_WIDTH)


def without_settings(raw: str) -> str:
    """The text without the settings in it."""
    if raw.isascii():
        return compiled(SETTING).sub("", raw)
    kept, start = "", 0
    for match in compiled(SETTING).finditer(ascii_signs(raw)):
        kept += raw[start : match.start()]
        start = match.end()
    return kept + raw[start:]


def is_setting(token: str, regions: Container[str] = ()) -> bool:
    """Whether a word on a timing line is a whole setting; one of a region is where the region is defined."""
    if token.startswith("region:"):
        return token[len("region:") :] in regions
    return compiled(SETTING).fullmatch(ascii_signs(token)) is not None


def part_settings(raw: str, regions: Container[str] = ()) -> tuple[str, str]:
    """The settings among words on a timing line, and the words, each with the blanks before them."""
    settings = words = ""
    for match in compiled(r"[ \t\f]*([^ \t\f]+)").finditer(raw):
        if is_setting(match[1], regions):
            settings += match[0]
        else:
            words += match[0]
    return settings, words
