r"""The syntax of every attribute of TTML2, IMSC and EBU-TT-D whose values are not free: a table.

A value is right when it matches its pattern, blanks at its edges and runs of them aside. Attributes
that are free text, addresses or times are not here; times are read by the parser.

Source: TTML2, chapters 7 (parameters), 8.2 (xml), 9.2 and 9.3 (embedded content), 10.2 and 10.3 (style
attributes and values), 12.2 (timing), 13.2 (animation), 14.2 (metadata), https://www.w3.org/TR/ttml2/,
and its schema, https://github.com/w3c/ttml2/tree/main/spec/rnc; IMSC 1.2, sections 7.8 to 7.11 and
8.4, https://www.w3.org/TR/ttml-imsc1.2/; EBU Tech 3380 for `ebutts`
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from itertools import permutations

from caption_qa_action.core.colors import NAMED_COLORS
from caption_qa_action.core.named_tuple import NamedTuple


class Syntax(NamedTuple):
    """What an attribute may be: a pattern, how a message puts that, and the words among it.

    `words` are those of which the nearest one is suggested for a wrong value.
    """

    pattern: str
    wanted: str
    words: tuple[str, ...] = ()


def _words(*words: str) -> Syntax:
    """One of some words."""
    wanted = f"{', '.join(words[:-1])} or {words[-1]}" if len(words) > 1 else words[0]
    return Syntax("|".join(words), wanted, words)


def _any_order(parts: Iterable[str]) -> str:
    """One or more of some parts, each once, in any order."""
    several = tuple(parts)
    orders = [
        " ".join(order)
        for number in range(1, len(several) + 1)
        for order in permutations(several, number)
    ]
    return "|".join(f"(?:{order})" for order in orders)


# The digits are bounded so that no number grows without limit, and no search either.
_PLAIN = r"(?:[0-9]{1,18}(?:\.[0-9]{1,18})?|\.[0-9]{1,18})"
NUMBER = rf"[+-]?{_PLAIN}"
UNIT = "(?:px|em|c|%|rw|rh)"
_LENGTH = rf"{NUMBER}{UNIT}"
_SIZE = rf"\+?{_PLAIN}{UNIT}"
_PERCENT = rf"{NUMBER}%"
_COUNT = "[0-9]{0,18}[1-9][0-9]{0,18}"
_PAIR = f"{_COUNT} {_COUNT}"
# 0 to 100, a decimal fraction allowed.
_SHARE = r"(?:0{0,9}(?:100(?:\.0{1,18})?|[0-9]{1,2}(?:\.[0-9]{1,18})?))%"
_BYTE = " ?0{0,9}(?:[0-9]{1,2}|1[0-9]{2}|2[0-4][0-9]|25[0-5]) ?"
_COLOR = (
    "(?:#[0-9A-Fa-f]{6}(?:[0-9A-Fa-f]{2})?"
    rf"|rgb\({_BYTE}(?:,{_BYTE}){{2}}\)|rgba\({_BYTE}(?:,{_BYTE}){{3}}\)"
    rf"|(?i:{'|'.join(NAMED_COLORS)}))"
)
_IDENTIFIER = r"-?[A-Za-z_\x80-\U0010ffff\\][A-Za-z0-9_.\\\x80-\U0010ffff-]{0,99}"
_FAMILY = rf"""(?:"[^"]{{1,200}}"|'[^']{{1,200}}'|{_IDENTIFIER}(?: [A-Za-z0-9_.\\\x80-\U0010ffff-]{{1,99}}){{0,20}})"""
_NAME = r"[A-Za-z_\xc0-\xd6\xd8-\xf6\xf8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff]"
# A name of XML without a colon (Namespaces in XML, section 3).
NCNAME = rf"{_NAME}(?:{_NAME}|[0-9.\xb7\u0300-\u036f\u203f\u2040-]){{0,9999}}"
_HORIZONTAL, _VERTICAL = "(?:left|right)", "(?:top|bottom)"
_POSITION = "|".join(
    (
        f"{_HORIZONTAL}|{_VERTICAL}|center|{_LENGTH}",
        f"(?:{_HORIZONTAL}|center|{_LENGTH}) (?:{_VERTICAL}|center|{_LENGTH})",
        f"(?:{_VERTICAL}|center) (?:{_HORIZONTAL}|center)",
        f"(?:{_HORIZONTAL}(?: {_LENGTH})?|center) (?:{_VERTICAL}(?: {_LENGTH})?|center)",
        f"(?:{_VERTICAL}(?: {_LENGTH})?|center) (?:{_HORIZONTAL}(?: {_LENGTH})?|center)",
    )
)
_MEASURE = rf"(?:auto|fitContent|maxContent|minContent|{_SIZE})"
_SHADOW = rf"{_LENGTH} {_LENGTH}(?: {_SIZE})?(?: {_COLOR})?"
_EMPHASIS = "none|" + _any_order(
    (
        r"""(?:auto|(?:filled|open)(?: (?:circle|dot|sesame))?|(?:circle|dot|sesame)(?: (?:filled|open))?|"[^"]{1,20}"|'[^']{1,20}')""",
        f"(?:current|{_COLOR})",
        "(?:before|after|outside)",
    )
)
_BORDER = _any_order(
    (
        f"(?:thin|medium|thick|{_SIZE})",
        "(?:none|dotted|dashed|solid|double)",
        _COLOR,
        rf"radii\( ?{_SIZE}(?: ?, ?{_SIZE})? ?\)",
    )
)
_DECORATIONS = ("underline", "lineThrough", "overline")
_NO_DECORATIONS = ("noUnderline", "noLineThrough", "noOverline")
_DECORATION = "none|" + _any_order(
    f"(?:{word}|{no_word})" for word, no_word in zip(_DECORATIONS, _NO_DECORATIONS, strict=True)
)

_A_COLOR = Syntax(
    _COLOR, "a colour such as #ffffff, rgba(255,255,255,128) or white", tuple(NAMED_COLORS)
)
_A_POSITION = Syntax(
    _POSITION,
    "a place such as center, right 10% bottom 5% or 10% 80%",
    ("left", "right", "top", "bottom", "center"),
)
_AN_EXTENT = Syntax(
    f"auto|contain|cover|{_MEASURE} {_MEASURE}",
    "auto, contain, cover, or a width and a height such as 80% 15%",
    ("auto", "contain", "cover"),
)
_AN_AREA = _words("border", "content", "padding")
_A_MEASURE = Syntax(_MEASURE, "auto or a length such as 50%", ("auto", "fitContent"))
_A_PERCENTAGE = Syntax(_PERCENT, "a percentage such as 15%")
_A_COUNT = Syntax(_COUNT, "a whole number above 0")
_TWO_COUNTS = Syntax(_PAIR, "two whole numbers above 0")
_A_BOOLEAN = _words("true", "false")
_AN_XML_BOOLEAN = Syntax("true|false|0|1", "true or false", ("true", "false"))
_COMBINATION = _words("ignore", "leastRestrictive", "mostRestrictive", "replace")

_PROFILES = Syntax(
    # A comma may be in an address, and begins none.
    r"(?![^()]*[,;] ?[a-z]+:)(?:all|any) ?\( ?[^ ()]{1,2000}(?: [^ ()]{1,2000}){0,50} ?\)"
    r"|(?![^()]*[,;] ?[a-z]+:)[^ ()]{1,2000}(?: [^ ()]{1,2000}){0,50}",
    "one address or more with blanks between them, or any(...) or all(...) of them",
)

STYLES: dict[str, Syntax] = {
    "tts:backgroundClip": _AN_AREA,
    "tts:backgroundColor": _A_COLOR,
    "tts:backgroundExtent": _AN_EXTENT,
    "tts:backgroundImage": Syntax("[^ ]{1,2000}", "none or one address", ("none",)),
    "tts:backgroundOrigin": _AN_AREA,
    "tts:backgroundPosition": _A_POSITION,
    "tts:backgroundRepeat": _words("repeat", "repeatX", "repeatY", "noRepeat"),
    "tts:border": Syntax(
        _BORDER,
        "a thickness, a style, a colour or several of these, such as 2px solid white",
        ("none", "dotted", "dashed", "solid", "double"),
    ),
    "tts:bpd": _A_MEASURE,
    "tts:color": _A_COLOR,
    "tts:direction": _words("ltr", "rtl"),
    "tts:disparity": Syntax(_LENGTH, "a length such as 2%"),
    "tts:display": _words("auto", "none", "inlineBlock"),
    "tts:displayAlign": _words("before", "center", "after", "justify"),
    "tts:extent": _AN_EXTENT,
    "tts:fontFamily": Syntax(
        f"{_FAMILY}(?: ?, ?{_FAMILY}){{0,50}}",
        "names of fonts with commas between them; one that begins with a digit stands in quotation marks",
    ),
    "tts:fontKerning": _words("none", "normal"),
    "tts:fontSelectionStrategy": _words("auto", "character"),
    "tts:fontShear": _A_PERCENTAGE,
    "tts:fontSize": Syntax(f"{_SIZE}(?: {_SIZE})?", "one or two lengths such as 100%"),
    "tts:fontStyle": _words("normal", "italic", "oblique"),
    "tts:fontVariant": Syntax(
        "normal|" + _any_order(("(?:super|sub)", "(?:full|half)", "ruby")),
        "normal, or super or sub, full or half, ruby",
        ("normal", "super", "sub", "full", "half", "ruby"),
    ),
    "tts:fontWeight": _words("normal", "bold"),
    "tts:ipd": _A_MEASURE,
    "tts:letterSpacing": Syntax(f"normal|{_LENGTH}", "normal or a length such as 5%", ("normal",)),
    "tts:lineHeight": Syntax(f"normal|{_SIZE}", "normal or a length such as 125%", ("normal",)),
    "tts:lineShear": _A_PERCENTAGE,
    "tts:luminanceGain": Syntax(rf"\+?{_PLAIN}", "a number of 0 or more"),
    "tts:opacity": Syntax(
        rf"{NUMBER}(?:[eE][+-]?[0-9]{{1,3}})?|INF|-INF|NaN", "a number from 0 to 1"
    ),
    "tts:origin": Syntax(
        f"auto|{_LENGTH} {_LENGTH}", "auto or two lengths such as 10% 80%", ("auto",)
    ),
    "tts:overflow": _words("visible", "hidden"),
    "tts:padding": Syntax(f"{_SIZE}(?: {_SIZE}){{0,3}}", "one to four lengths such as 2% 1%"),
    "tts:position": _A_POSITION,
    "tts:ruby": _words(
        "none", "container", "base", "baseContainer", "text", "textContainer", "delimiter"
    ),
    "tts:rubyAlign": _words("start", "center", "end", "spaceAround", "spaceBetween", "withBase"),
    "tts:rubyPosition": _words("before", "after", "outside"),
    "tts:rubyReserve": Syntax(
        f"none|(?:before|after|both|outside)(?: {_SIZE})?",
        "none, or before, after, both or outside, and perhaps a length",
        ("none", "before", "after", "both", "outside"),
    ),
    "tts:shear": _A_PERCENTAGE,
    "tts:showBackground": _words("always", "whenActive"),
    "tts:textAlign": _words("left", "center", "right", "start", "end", "justify"),
    "tts:textCombine": _words("none", "all"),
    "tts:textDecoration": Syntax(
        _DECORATION,
        "none, or underline, lineThrough, overline, each at most once",
        ("none", *_DECORATIONS, *_NO_DECORATIONS),
    ),
    "tts:textEmphasis": Syntax(
        _EMPHASIS,
        "none, or a mark such as filled dot, a colour, before, after or outside",
        ("none", "auto", "filled", "open", "circle", "dot", "sesame", "before", "after", "outside"),
    ),
    "tts:textOrientation": _words("mixed", "sideways", "upright", "sidewaysLeft", "sidewaysRight"),
    "tts:textOutline": Syntax(
        rf"none|(?:{_COLOR} )?{_SIZE}(?: {_SIZE})?",
        "none, or a thickness with a colour before it, such as black 5%",
        ("none",),
    ),
    "tts:textShadow": Syntax(
        rf"none|{_SHADOW}(?: ?, ?{_SHADOW}){{0,50}}",
        "none, or two or three lengths and a colour, such as 2px 2px black",
        ("none",),
    ),
    "tts:unicodeBidi": _words("normal", "embed", "bidiOverride", "isolate"),
    "tts:visibility": _words("visible", "hidden"),
    "tts:wrapOption": _words("wrap", "noWrap"),
    "tts:writingMode": _words("lrtb", "rltb", "tbrl", "tblr", "lr", "rl", "tb"),
    "tts:zIndex": Syntax("auto|[+-]?[0-9]{1,18}", "auto or a whole number", ("auto",)),
    "itts:fillLineGap": _A_BOOLEAN,
    "itts:forcedDisplay": _A_BOOLEAN,
    "ebutts:linePadding": Syntax(rf"\+?{_PLAIN}c", "a length in cells such as 0.5c"),
    "ebutts:multiRowAlign": _words("start", "center", "end", "auto"),
}
PARAMETERS: dict[str, Syntax] = {
    "ittp:activeArea": Syntax(
        rf"{_SHARE}(?: {_SHARE}){{3}}",
        "four percentages of 100 % at most: left, top, width and height",
    ),
    "ittp:aspectRatio": _TWO_COUNTS,
    "ittp:progressivelyDecodable": _A_BOOLEAN,
    "ttp:cellResolution": _TWO_COUNTS,
    "ttp:clockMode": _words("local", "gps", "utc"),
    "ttp:contentProfileCombination": _COMBINATION,
    "ttp:displayAspectRatio": _TWO_COUNTS,
    "ttp:contentProfiles": _PROFILES,
    "ttp:dropMode": _words("dropNTSC", "dropPAL", "nonDrop"),
    "ttp:frameRate": _A_COUNT,
    "ttp:frameRateMultiplier": Syntax(_PAIR, 'two whole numbers above 0, such as "1000 1001"'),
    "ttp:inferProcessorProfileMethod": _words("loose", "strict"),
    "ttp:inferProcessorProfileSource": _words("combined", "first"),
    "ttp:markerMode": _words("continuous", "discontinuous"),
    "ttp:permitFeatureNarrowing": _AN_XML_BOOLEAN,
    "ttp:permitFeatureWidening": _AN_XML_BOOLEAN,
    "ttp:pixelAspectRatio": _TWO_COUNTS,
    "ttp:processorProfiles": _PROFILES,
    "ttp:profile": Syntax("[^ ]{1,2000}", "one address"),
    "ttp:processorProfileCombination": _COMBINATION,
    "ttp:subFrameRate": _A_COUNT,
    "ttp:tickRate": _A_COUNT,
    "ttp:timeBase": _words("media", "smpte", "clock"),
    "ttp:validation": _words("required", "optional", "prohibited"),
    "ttp:validationAction": _words("abort", "warn", "ignore"),
    "ttp:version": _A_COUNT,
}
_REPEAT = Syntax(f"indefinite|{_COUNT}", "a whole number above 0 or indefinite", ("indefinite",))
_KEY = r"(?:0(?:\.[0-9]{1,18})?|1(?:\.0{1,18})?|\.[0-9]{1,18})"
_A_TIME = Syntax(
    r"[0-9]{2,9}:[0-5][0-9]:[0-5][0-9](?:\.[0-9]{1,18}|:[0-9]{2,9}(?:\.[0-9]{1,9})?)?"
    rf"|{_PLAIN}(?:h|m|s|ms|f|t)",
    "a time such as 00:00:01.500 or 1.5s",
)
_RANGE = r"[Uu]\+[0-9A-Fa-f?]{1,6}(?:-[0-9A-Fa-f]{1,6})?"
# Brackets in brackets, as deep as anybody nests functions.
_QUOTED_OR_PLAIN = r"""[^'"()]|'[^']*+'|"[^"]*+\""""
_CONDITION = rf"(?:{_QUOTED_OR_PLAIN})++"
for _ in range(5):
    _CONDITION = rf"(?:{_QUOTED_OR_PLAIN}|\((?:{_CONDITION})?\))++"
OTHERS: dict[str, Syntax] = {
    "xml:id": Syntax(NCNAME, "a name that begins with a letter or _ and has no blanks and colons"),
    "xml:space": _words("default", "preserve"),
    "timeContainer": _words("par", "seq"),
    "calcMode": _words("discrete", "linear", "displace", "spline"),
    "fill": _words("freeze", "remove"),
    "repeatCount": _REPEAT,
    "keyTimes": Syntax(
        f"{_KEY}(?: ?; ?{_KEY}){{0,500}}", "numbers from 0 to 1 with semicolons between them"
    ),
    "keySplines": Syntax(
        f"{_KEY}(?: {_KEY}){{3}}(?: ?; ?{_KEY}(?: {_KEY}){{3}}){{0,500}}",
        "groups of four numbers from 0 to 1 with semicolons between them",
    ),
    "condition": Syntax(
        _CONDITION,
        "a condition such as media('(orientation: portrait)') with all its brackets closed",
    ),
    "clipBegin": _A_TIME,
    "clipEnd": _A_TIME,
    "encoding": _words("base16", "base32", "base32hex", "base64", "base64url"),
    "length": Syntax("[0-9]{1,18}", "a whole number"),
    "tta:gain": Syntax(NUMBER, "a number"),
    "tta:pan": Syntax(NUMBER, "a number from -1 to 1"),
    "tta:pitch": Syntax(rf"{NUMBER}(?:Hz|kHz|%)?", "a pitch such as 200Hz or +10%"),
    "tta:speak": _words("none", "normal", "fast", "slow", "x-fast", "x-slow", "medium", "auto"),
}
# Attributes that have a syntax of their own on one element: the element and the attribute.
OF_ELEMENT: dict[tuple[str, str], Syntax] = {
    ("tt", "tts:extent"): Syntax(
        rf"auto|contain|\+?{_PLAIN}px \+?{_PLAIN}px",
        "auto, contain, or a width and a height in pixels such as 1920px 1080px",
        ("auto", "contain"),
    ),
    ("ttm:agent", "type"): _words("person", "character", "group", "organization", "other"),
    ("ttm:name", "type"): _words("full", "family", "given", "alias", "other"),
    ("ttp:profile", "combine"): _COMBINATION,
    ("ttp:profile", "type"): _words("content", "processor"),
    ("ttp:feature", "value"): _words("optional", "required", "use", "prohibited"),
    ("ttp:extension", "value"): _words("optional", "required", "use", "prohibited"),
    ("font", "range"): Syntax(
        f"{_RANGE}(?: ?, ?{_RANGE}){{0,100}}", "ranges of characters such as U+0-7F, U+4E00-9FFF"
    ),
    ("font", "style"): _words("normal", "italic", "oblique"),
    ("font", "weight"): _words("normal", "bold"),
}


def normal(value: str) -> str:
    """A value with its runs of blanks as one each, and none at its edges."""
    return re.sub("[ \t\r\n]+", " ", value).strip(" ")


def is_right(syntax: Syntax, value: str) -> bool:
    """Whether a value is one of a syntax."""
    return re.fullmatch(syntax.pattern, value) is not None or (
        re.fullmatch(syntax.pattern, normal(value)) is not None
    )


def are_plain_names(values: Collection[str]) -> bool:
    """Whether all of many values are names of ASCII letters, as identifiers nearly always are."""
    lines = "".join(f"{value}\n" for value in values)
    plain = re.fullmatch(r"(?:[A-Za-z_][A-Za-z0-9_.-]*+\n)*+", lines)
    return plain is not None and lines.count("\n") == len(values)
