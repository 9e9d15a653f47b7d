"""The text of SAMI paragraphs: white space and markup as in HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caption_qa_action.core.revealed import attributes_in, words, words_in_tag
from caption_qa_action.core.timeline import Run, Style
from caption_qa_action.formats._character_references import decode_references

_CLOSED_COMMENT = r"<!--(?:[^-]|-(?!->))*+-->"
COMMENT = r"<!--(?:[^-]|-(?!->))*+(?:-->|\Z)"
_TOKEN = rf"{COMMENT}|</?[A-Za-z][^<>]*+>"
_LOOKS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "s": "strike",
    "strike": "strike",
}
_COLOR = "color[ \t\r\n]*=[ \t\r\n]*[\"']?[ \t]*(#?[0-9A-Za-z]{1,20})"
# The names of HTML 4.01, section 6.5, which SAMI files use.
_COLORS = {
    "aqua": "#00ffff",
    "black": "#000000",
    "blue": "#0000ff",
    "cyan": "#00ffff",
    "fuchsia": "#ff00ff",
    "gray": "#808080",
    "green": "#008000",
    "lime": "#00ff00",
    "magenta": "#ff00ff",
    "maroon": "#800000",
    "navy": "#000080",
    "olive": "#808000",
    "orange": "#ffa500",
    "pink": "#ffc0cb",
    "purple": "#800080",
    "red": "#ff0000",
    "silver": "#c0c0c0",
    "teal": "#008080",
    "white": "#ffffff",
    "yellow": "#ffff00",
}
_DEEPEST = 50
_LOST_LOOKS = (
    (r"<font\b[^<>]*\bface[ \t\r\n]*=", "font"),
    (r"<font\b[^<>]*\bsize[ \t\r\n]*=|<(?:big|small|sub|sup|h[1-6])\b", "font size"),
    (r"<rt\b", "ruby annotation"),
    (r"<img\b", "picture"),
    (r"<[a-z0-9]+\b[^<>]*\bstyle[ \t\r\n]*=", "other styling"),
    (r"<(?:[a-z0-9]+\b[^<>]*\bdir[ \t\r\n]*=|bdo\b)", "direction of the text"),
)
# Attributes that are read, or whose looks are lost as these.
_ATTRIBUTES = ("class", "color", "dir", "face", "size", "src", "style")
# The elements of HTML that SAMI files have; words in other angle brackets are hidden by them.
_ELEMENTS = frozenset(
    [
        "a",
        "b",
        "basefont",
        "big",
        "blockquote",
        "body",
        "br",
        "center",
        "code",
        "div",
        "em",
        "font",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "hr",
        "i",
        "img",
        "li",
        "ol",
        "p",
        "pre",
        "q",
        "rb",
        "rp",
        "rt",
        "ruby",
        "s",
        "sami",
        "small",
        "span",
        "strike",
        "strong",
        "style",
        "sub",
        "sup",
        "sync",
        "table",
        "tbody",
        "td",
        "th",
        "title",
        "tr",
        "tt",
        "u",
        "ul",
    ]
)


def runs(raw: str) -> list[Run]:
    """The visible text of a paragraph by looks; nothing when it only clears the screen."""
    pieces: list[tuple[str, Style]] = []
    open_tags: list[tuple[str, Style]] = []
    style = Style()
    position = 0
    for match in re.finditer(_TOKEN, raw):
        pieces.append((_collapsed(raw[position : match.start()]), style))
        position = match.end()
        tag = re.match("<(/?)([A-Za-z][A-Za-z0-9]*)", match[0])
        if not tag:
            continue
        name = tag[2].lower()
        if name in ("br", "p", "div"):
            pieces.append(("\n", style))
        elif tag[1]:
            style = _closed(open_tags, name, style)
        elif (name == "font" or name in _LOOKS) and len(open_tags) < _DEEPEST:
            open_tags.append((name, style))
            style = _opened(name, match[0], style)
    pieces.append((_collapsed(raw[position:]), style))
    return _joined(pieces)


def hidden_words(raw: str) -> str:
    """The first words of a paragraph that stand in angle brackets and are no element; `""` for none."""
    if "<" not in raw:
        return ""
    shown = re.sub(_CLOSED_COMMENT, "", raw)
    opening = shown.find("<!--")
    if opening >= 0 and words(shown[opening:]):  # a comment that nothing closes
        return shown[opening:]
    for match in re.finditer(r"</?([A-Za-z][A-Za-z0-9]*)[^<>]*+>", re.sub(COMMENT, "", raw)):
        if inside := words_in_tag(match[0]):
            return inside
        if match[1].lower() not in _ELEMENTS and not match[0].startswith("</"):
            return match[0]
    return ""


def lost_attributes(raw: str) -> Iterator[tuple[str, str]]:
    """The attributes in a paragraph that say nothing of its look: the kind of loss, and how each looks."""
    return attributes_in(re.sub(COMMENT, "", raw), _ATTRIBUTES)


def lost_looks(raw: str) -> Iterator[tuple[str, str]]:
    """What of the looks of a paragraph no timeline holds: the kind of each, and the tag that sets it."""
    if "<" not in raw:
        return
    tags = re.findall(r"<[A-Za-z][^<>]*+>", re.sub(COMMENT, "", raw))
    for pattern, kind in _LOST_LOOKS:
        tag = next((tag for tag in tags if re.match(pattern, tag, re.IGNORECASE)), None)
        if tag is not None:
            yield kind, tag


def _collapsed(text: str) -> str:
    return re.sub("[ \t\r\n\f]+", " ", text)


def _opened(name: str, tag: str, style: Style) -> Style:
    if name == "font":
        match = re.search(_COLOR, tag, re.IGNORECASE)
        color = _color(match[1].lower()) if match else ""
        return style._replace(color=color) if color else style
    look = _LOOKS[name]
    return Style(
        style.bold or look == "bold",
        style.italic or look == "italic",
        style.underline or look == "underline",
        style.strike or look == "strike",
        style.color,
    )


def _closed(open_tags: list[tuple[str, Style]], name: str, style: Style) -> Style:
    """The look after an end tag: that before the last start tag of its name."""
    for index in range(len(open_tags) - 1, -1, -1):
        if open_tags[index][0] == name:
            style = open_tags[index][1]
            del open_tags[index:]
            break
    return style


def _color(shown: str) -> str:
    if shown in _COLORS:
        return _COLORS[shown]
    digits = shown.removeprefix("#")
    return f"#{digits}" if re.fullmatch("[0-9a-f]{6}", digits) else ""


def _joined(pieces: list[tuple[str, Style]]) -> list[Run]:
    """Runs of the pieces, with white space as HTML shows it; a piece `\\n` is a line break."""
    found: list[tuple[list[str], Style]] = []
    before = "\n"
    for raw, style in pieces:
        text = raw
        if raw != "\n":
            text = decode_references(raw)
            text = text.replace("\r", " ").replace("\n", " ")
            text = text[1:] if before in " \n" and text.startswith(" ") else text
        elif before == " ":
            texts = found[-1][0]
            texts[-1] = texts[-1][:-1]
        if not text:
            continue
        before = text[-1]
        if found and found[-1][1] == style:
            found[-1][0].append(text)
        else:
            found.append(([text], style))
    return _trimmed([Run("".join(texts), style) for texts, style in found])


def _trimmed(found: list[Run]) -> list[Run]:
    """The runs without blank lines and blanks at both ends."""
    blank = " \n\u00a0"
    while found and not found[0].text.lstrip(blank):
        del found[0]
    while found and not found[-1].text.rstrip(blank):
        found.pop()
    if found:
        found[0] = found[0]._replace(text=found[0].text.lstrip(blank))
        found[-1] = found[-1]._replace(text=found[-1].text.rstrip(blank))
    return [run for run in found if run.text]
