"""Text of a cue that a player hides because it stands behind a `<` that begins no tag."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from caption_qa_action.core.patterns import compiled

# The time of a word, right or wrong.
TIMESTAMP_TAG = r"<[0-9]{1,9}:[0-9:.,]{1,20}>"
# What a player takes for a tag whatever stands in it; the name of any other may be a word of the text.
TAG = (
    r"(?i)</?(?:b|i|u|s|c|v|lang|ruby|rb|rt|rp|font|br|p|em|strong|span|div|sub|sup|strike|del|ins|small|big|tt|a)"
    rf"(?:[.\s/][^<>]*)?>|{TIMESTAMP_TAG}"
)
# Of those the ones that begin a line or a paragraph wherever they are known.
_BREAKING_TAG = r"(?i)</?(?:br|p|div)(?:[.\s/][^<>]*)?>"
# Tags, also of other formats, that change the look of a part of a word, and numbers of it.
INLINE_TAG = (
    r"(?i)(?:</?(?:[biusacvq]|lang|ruby|r[bpt]|rtc|font|em|strong|span|sub|sup|strike|del|ins|small|big|tt|mark|cite|code"
    r"|kbd|abbr)(?:[.\s/][^<>]*)?>|<[0-9][0-9:.,]*>|\{[^{}]*\})+"
)

# An end tag that the end of a text has cut off hides nothing: no word begins with a slash.
_CUT_END_TAG = r"</(?:[biucv]|lang|ruby|rt)[ \t\r\n]*\Z"
_HIDING_NOTHING = f"{TAG}|{_CUT_END_TAG}"

# A tag with something behind its name, which may be of any other tag as well, and an attribute in it.
_TAG_WITH_REST = r"</?[A-Za-z][\w.:-]*+\s[^<>]*>?"
_WITH_REST = r"</?([A-Za-z]\w*+)[\w.:-]*+(\s[^<>]*)>?"
# Of WebVTT, the names of speakers and languages have no attributes.
_START_TAG = r"<(?!(?:v|lang)[\s.])[A-Za-z][\w.:-]*+([\s/][^<>]*)>"
_ATTRIBUTE = r"""(?<![^\s"'])[\w:-]+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s]*)"""

# The fillers of Hangul are letters by their category, and nobody sees anything of them.
_FILLERS = "\u115f\u1160\u3164\uffa0"
_NO_WORD = f"[\\W_{_FILLERS}]+"


def revealed(raw: str) -> str:
    """Cue text of WebVTT without tags, where every other `<` is written as `&lt;`, so that nothing is hidden.

    A tag with words behind its name hides them, so it is none: `<a little louder>`.
    """
    raw = compiled(_BREAKING_TAG).sub(lambda tag: tag[0] if words_in_tag(tag[0]) else "\n", raw)
    raw = compiled(_HIDING_NOTHING).sub(lambda tag: words_in_tag(tag[0]) and tag[0], raw)
    return raw.replace("<", "&lt;")


def words_in_tag(tag: str) -> str:
    """What stands in a tag beside its name, its classes and its attributes, where it has words: no player shows it."""
    match = compiled(_WITH_REST).fullmatch(tag)
    if not match or match[1].lower() in ("v", "lang"):
        return ""
    rest = compiled(_ATTRIBUTE).sub("", match[2]).strip(" \t\r\n/")
    return rest if words(rest) else ""


def attributes_in(tags: str, read: Collection[str] = ()) -> Iterator[tuple[str, str]]:
    """The attributes of the tags in a text whose names are not among those that are `read`: the kind of loss, and how each looks."""
    if "=" not in tags:
        return
    for tag in compiled(_START_TAG).finditer(tags):
        for match in compiled(_ATTRIBUTE).finditer(tag[1]):
            name = match[0].partition("=")[0].strip().lower()
            if name not in read:
                yield "style class" if name == "class" else "unread field", match[0].rstrip("/")


def hidden_in_tags(raw: str) -> str:
    """The first words of a cue text that stand in a tag; `""` for none."""
    found = compiled(_TAG_WITH_REST).finditer(raw)
    return next((shown for tag in found if (shown := words_in_tag(tag[0]))), "")


def words(text: str) -> str:
    """The letters and digits of a text, in order."""
    if not text or (text.isascii() and text.isalnum()):
        return text
    return compiled(_NO_WORD).sub("", text)


def has_words(text: str) -> bool:
    """Whether a text has a letter or a digit."""
    first = text[:1]
    return (first.isalnum() and first not in _FILLERS) or bool(words(text))


class _Kinds(dict[int, str]):
    """By code point, what of a character parts words: itself for a letter, a line end for what does, else nothing.

    Marks, and what nobody sees, part no words: a soft hyphen, a joiner, a vowel of Hebrew.
    """

    def __missing__(self, point: int) -> str:
        import unicodedata

        character = chr(point)
        kind = unicodedata.category(character)
        if compiled(_NO_WORD).match(character) is None:
            part = character
        elif character.isspace() or kind[0] in "PSZ":
            part = "\n"
        else:
            part = ""
        self[point] = part
        return part


_KINDS = _Kinds()


def parted_words(text: str) -> str:
    """The letters and digits of a text, in order, with a line end where something parts them."""
    if not (text.isascii() and text.isprintable()):
        text = text.translate(_KINDS)
    return compiled(r"[\W_]+").sub("\n", text)
