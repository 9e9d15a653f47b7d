"""What stands beside the times of a cue and is no text, in files of any format: numbers of cues, settings of WebVTT."""

from __future__ import annotations

from collections.abc import Container

from caption_qa_action.core.patterns import compiled

# A value that no setting may have and that is no text: numbers with any unit, and the keywords of the
# standard, its drafts, CSS and typists. Any other value may be words that were glued to a name.
_VALUE_PART = (
    r"(?:[-+]?[0-9.]*(?:%|px|em|pt|vh|vw)?|(?:line-)?(?:left|right)|start|mid(?:dle)?|cent(?:er|re)(?:ed)?"
    r"|end|top|bottom|justify|auto|none|rl|lr|up|down|vertical(?:-(?:rl|lr))?)"
)
SETTING_VALUE = rf"(?i:(?=[!-~]){_VALUE_PART}(?:[,;/]{_VALUE_PART})*)"
# What is written as a setting of WebVTT, also of drafts before 2011, or as coordinates of a ripped subtitle.
# A region may have any word for a name.
SETTING = (
    rf"(?i)(?<![^ \t\f])(?:(?:(?:vertical|line|position|size|align|[ADLST])[:\uff1a]{SETTING_VALUE}"
    r"|[XY][12]:[0-9]+)(?![^ \t\f])|region:(?=[!-~])"
    r"|(?:line|position|size):-?[0-9.]+%?(?=[^\W\d_]{2}))"  # a word is glued to it
)
# A setting of a cue by its name, with whatever value.
NAMED_SETTING = r"(?i:vertical|line|position|size|align|region)[:\uff1a]\S++"
# The number of a cue with what people and programs put around it: "#2.", "(2)", "2a", "422.1". Other signs make a text of
# it: "1984!", "24/7", "100 %". A blank is taken once, or a heap of them would be parted in each way.
CUE_NUMBER = r"[\s\ufeff]*+[#(\[\u2116]{0,2}[ \t]*+[0-9]{1,18}(?:\.[0-9]{1,9})?[A-Za-z]?[.,:;)\]]{0,3}[\s\ufeff]*"


def is_setting(token: str, regions: Container[str] = ()) -> bool:
    """Whether a word on a timing line is a whole setting; one of a region is where the region is defined."""
    if token.startswith("region:"):
        return token[len("region:") :] in regions
    return compiled(SETTING).fullmatch(token) is not None


def part_settings(raw: str, regions: Container[str] = ()) -> tuple[str, str]:
    """The settings among words on a timing line, and the words, each with the blanks before them."""
    settings = words = ""
    for match in compiled(r"[ \t\f]*([^ \t\f]+)").finditer(raw):
        if is_setting(match[1], regions):
            settings += match[0]
        else:
            words += match[0]
    return settings, words
