"""A font tag with nothing that a player can use."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document, Tag
from caption_qa_action.core.text import plural, quote
from caption_qa_action.core.traits import FormatTraits
from caption_qa_action.rules.markup._tags import count_kinds

SEVERITY = Severity.INFO

_ATTRIBUTE = r"""([A-Za-z]{1,20})[ \t]{0,20}=[ \t]{0,20}("[^"]*"|'[^']*'|[^ \t"'>]*)"""
# CSS Color Module Level 4, section 6.1 "Named Colors": https://www.w3.org/TR/css-color-4/#named-colors
_COLORS = (
    "aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet "
    "brown burlywood cadetblue chartreuse chocolate coral cornflowerblue cornsilk crimson cyan "
    "darkblue darkcyan darkgoldenrod darkgray darkgreen darkgrey darkkhaki darkmagenta "
    "darkolivegreen darkorange darkorchid darkred darksalmon darkseagreen darkslateblue "
    "darkslategray darkslategrey darkturquoise darkviolet deeppink deepskyblue dimgray dimgrey "
    "dodgerblue firebrick floralwhite forestgreen fuchsia gainsboro ghostwhite gold goldenrod gray "
    "green greenyellow grey honeydew hotpink indianred indigo ivory khaki lavender lavenderblush "
    "lawngreen lemonchiffon lightblue lightcoral lightcyan lightgoldenrodyellow lightgray lightgreen "
    "lightgrey lightpink lightsalmon lightseagreen lightskyblue lightslategray lightslategrey "
    "lightsteelblue lightyellow lime limegreen linen magenta maroon mediumaquamarine mediumblue "
    "mediumorchid mediumpurple mediumseagreen mediumslateblue mediumspringgreen mediumturquoise "
    "mediumvioletred midnightblue mintcream mistyrose moccasin navajowhite navy oldlace olive "
    "olivedrab orange orangered orchid palegoldenrod palegreen paleturquoise palevioletred "
    "papayawhip peachpuff peru pink plum powderblue purple rebeccapurple red rosybrown royalblue "
    "saddlebrown salmon sandybrown seagreen seashell sienna silver skyblue slateblue slategray "
    "slategrey snow springgreen steelblue tan teal thistle tomato turquoise violet wheat white "
    "whitesmoke yellow yellowgreen"
)


def applies_to(format: FormatTraits) -> bool:
    """Formats that have the tag."""
    return "font" in format.tags


def check(document: Document) -> Iterator[Finding]:
    """A `<font>` tag without attributes, or with a colour that is no colour.

    A colour is `#rrggbb`, `#rgb` or a name of CSS. Each wrong tag is reported once a file, at its
    first occurrence, with the number of cues that have it.

    ## Why
    Players ignore the tag, or fall back to some colour: the text that was meant to stand out, or the
    colour that tells two speakers apart, is lost without a trace.

    ## Bad
    ```srt
    1
    00:00:01,000 --> 00:00:02,500
    <font color="ffff00">Who's there?</font>
    ```

    ## Good
    ```srt
    1
    00:00:01,000 --> 00:00:02,500
    <font color="#ffff00">Who's there?</font>
    ```

    ## Fix
    None: which colour was meant is the author's to say.

    ## Sources
    - CSS Color Module Level 4, section 6.1 "Named Colors": https://www.w3.org/TR/css-color-4/
    - SubRip has no standard; FFmpeg reads `#rrggbb` and names: libavcodec/htmlsubtitles.c
    """

    def kind_of(tag: Tag) -> str:
        is_font = tag.kind == "start" and tag.name == "font"
        return _fault(tag.annotation) if is_font else ""

    for fault, first, cues in count_kinds(document, kind_of):
        yield Finding(first.span, f"{fault} in {plural(cues, 'cue')}")


def _fault(annotation: str) -> str:
    """What is wrong with the attributes of a font tag, `""` when nothing is."""
    attributes = {name.lower(): value for name, value in re.findall(_ATTRIBUTE, annotation)}
    if not attributes:
        return "<font> without an attribute has no effect"
    color = attributes.get("color")
    if color is None:
        return ""
    value = color.strip("\"' \t").lower()
    if re.fullmatch("#(?:[0-9a-f]{6}|[0-9a-f]{3})", value) or value in _COLORS.split():
        return ""
    return f"{quote(value)} is not a colour: players ignore the <font> tag"
