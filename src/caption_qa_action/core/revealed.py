"""Text of a cue that a player hides because it stands behind a `<` that begins no tag."""

from __future__ import annotations

from caption_qa_action.core.patterns import compiled

# What a player takes for a tag whatever stands in it; the name of any other may be a word of the text.
TAG = (
    r"(?i)</?(?:b|i|u|s|c|v|lang|ruby|rb|rt|rp|font|br|p|em|strong|span|div|sub|sup|strike|del|ins|small|big|tt|a)"
    r"(?:[.\s/][^<>]*)?>|<[0-9][0-9:.]*>"
)


# The fillers of Hangul are letters by their category, and nobody sees anything of them.
_NO_WORD = "[\\W_\u115f\u1160\u3164\uffa0]+"


def revealed(raw: str) -> str:
    """Cue text of WebVTT without tags, where every other `<` is written as `&lt;`, so that nothing is hidden."""
    return compiled(TAG).sub("", raw).replace("<", "&lt;")


def words(text: str) -> str:
    """The letters and digits of a text, in order."""
    if not text or (text.isascii() and text.isalnum()):
        return text
    return compiled(_NO_WORD).sub("", text)
