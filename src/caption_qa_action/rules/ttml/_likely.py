"""What was meant by a wrong value of TTML: the nearest right one.

People write units, separators, words and colours of CSS, ratios, and other words for the same. Each such slip is undone
by a step; a few steps are tried after each other, and the first value that the attribute can have is proposed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from caption_qa_action.core.annotations import TypeAlias
from caption_qa_action.rules.ttml._syntax import NUMBER, UNIT, Syntax, is_right, normal

_Step: TypeAlias = Callable[[str, str, Syntax], Iterator[str]]

# For a longer value, looking for what was meant takes long, and it was meant to be something else.
_LONGEST = 40
# So many slips may be in one value, and so many values between are looked at.
_MOST_STEPS = 3
_MOST_TRIED = 300

# Units of CSS, and what TTML has for them.
_UNITS = (
    ("pt", "px"), ("rem", "em"), ("vh", "rh"), ("vw", "rw"), ("%%", "%"), ("cells?", "c"), ("c", "c"), ("em", "c"),
)  # fmt: skip
# Sizes of which 100 % is the usual one, so that a small number without a unit is a factor.
_FACTORS = ("tts:fontSize", "tts:lineHeight")
_LARGEST_FACTOR = 4
# A number without a unit that is above this counts pixels; the size of a font does so below that.
_FEWEST_PIXELS = 200
_LARGEST_FONT_PIXELS = 49

# What people write for what TTML calls otherwise: "=" stands between the two. First for all attributes, then for some.
_EVERYWHERE = (
    "centre=center middle=center centered=center central=center grey=gray yes=true no=false on=true off=false "
    "1=true 0=false none=hidden no=hidden false=hidden yes=visible true=visible show=visible hide=hidden collapse=hidden "
    "invisible=hidden scroll=visible auto=visible clip=hidden none=transparent clear=transparent no=none false=none "
    "off=none regular=normal none=normal auto=normal slanted=oblique slanted=italic i=italic strikethrough=lineThrough strike=lineThrough "
    "nowrap=noWrap no=noWrap false=noWrap none=noWrap pre=noWrap normal=wrap yes=wrap true=wrap underlined=underline "
    "under=underline over=overline sup=super superscript=super subscript=sub"
)
_FOR: dict[str, str] = {
    "tts:displayAlign": "bottom=after end=after top=before start=before",
    "tts:textAlign": "before=start after=end",
    "tts:position": "middle=center centre=center after=bottom before=top",
    "tts:backgroundPosition": "middle=center centre=center",
    "tts:backgroundRepeat": "none=noRepeat no=noRepeat both=repeat x=repeatX y=repeatY repeat-x=repeatX repeat-y=repeatY",
    "tts:backgroundExtent": "fill=cover full=cover fit=contain",
    "tts:bpd": "full=100% none=auto",
    "tts:ipd": "full=100% none=auto",
    "tts:extent": "full=100% full=auto none=auto",
    "tts:padding": "none=0% auto=0%",
    "tts:shear": "none=0%",
    "tts:letterSpacing": "none=normal auto=normal",
    "tts:lineHeight": "auto=normal",
    "tts:fontWeight": (
        "bolder=bold heavy=bold black=bold lighter=normal light=normal thin=normal medium=normal 100=normal 200=normal "
        "300=normal 400=normal 500=normal 600=bold 700=bold 800=bold 900=bold"
    ),
    "tts:visibility": "1=visible 0=hidden",
    "tts:direction": "right=rtl left=ltr rl=rtl lr=ltr left-to-right=ltr right-to-left=rtl",
    "tts:writingMode": (
        "ltr=lrtb rtl=rltb horizontal-tb=lrtb horizontal=lrtb vertical-rl=tbrl vertical-lr=tblr vertical=tbrl lr-tb=lrtb "
        "rl-tb=rltb tb-rl=tbrl tb-lr=tblr"
    ),
    "tts:display": "block=auto inline=auto inline-block=inlineBlock visible=auto yes=auto hidden=none",
    "tts:unicodeBidi": "none=normal override=bidiOverride isolate-override=isolate plaintext=isolate",
    "tts:ruby": "ruby=container rb=base rt=text rp=delimiter rbc=baseContainer rtc=textContainer annotation=text",
    "tts:rubyAlign": "left=start right=end around=spaceAround between=spaceBetween",
    "tts:rubyPosition": "over=before above=before top=before under=after below=after bottom=after both=outside",
    "tts:rubyReserve": "over=before above=before top=before under=after below=after bottom=after",
    "tts:textEmphasis": "over=before above=before top=before under=after below=after bottom=after dots=dot circles=circle",
    "tts:textOrientation": "vertical=upright up=upright right=sidewaysRight left=sidewaysLeft",
    "tts:textCombine": "yes=all true=all digits=all horizontal=all upright=all",
    "tts:showBackground": "yes=always true=always active=whenActive no=whenActive false=whenActive never=whenActive",
    "tts:opacity": "opaque=1 transparent=0 half=0.5 none=0",
    "tts:zIndex": "none=auto",
    "tts:fontSelectionStrategy": "glyph=character",
    "tts:border": "dash=dashed dots=dotted",
    "ebutts:multiRowAlign": "left=start right=end justify=auto",
    "ittp:activeArea": "full=0%·0%·100%·100%",
    "ttp:dropMode": (
        "drop=dropNTSC df=dropNTSC dropframe=dropNTSC drop-frame=dropNTSC ntsc=dropNTSC true=dropNTSC yes=dropNTSC "
        "pal=dropPAL ndf=nonDrop nondropframe=nonDrop non-drop-frame=nonDrop no=nonDrop none=nonDrop false=nonDrop"
    ),
    "ttp:timeBase": "video=media time=media frames=smpte timecode=smpte gps=clock utc=clock",
    "ttp:clockMode": "gmt=utc wall=local",
    "ttp:markerMode": "on=continuous true=continuous off=discontinuous",
    "ttp:frameRateMultiplier": "1=1·1 1.0=1·1 0.999=1000·1001 ntsc=1000·1001 1001=1000·1001",
    "ttp:pixelAspectRatio": "1=1·1 1.0=1·1 square=1·1",
    "ittp:aspectRatio": "1.78=16·9 1.77=16·9 1.777=16·9 1.33=4·3 1.333=4·3 widescreen=16·9",
    "ttp:displayAspectRatio": "1.78=16·9 1.77=16·9 1.777=16·9 1.33=4·3 1.333=4·3 widescreen=16·9",
    "ttp:version": "ttml1=1 ttml2=2",
    "ttp:contentProfileCombination": "least=leastRestrictive most=mostRestrictive override=replace none=ignore",
    "ttp:processorProfileCombination": "least=leastRestrictive most=mostRestrictive override=replace none=ignore all=mostRestrictive",
    "ttp:validation": "on=required yes=required true=required off=prohibited no=prohibited none=prohibited forbidden=prohibited",
    "ttp:validationAction": "stop=abort fail=abort error=abort exit=abort warning=warn none=ignore",
    "ttp:inferProcessorProfileMethod": "exact=strict lax=loose",
    "xml:space": "keep=preserve pre=preserve yes=preserve true=preserve collapse=default no=default none=default",
    "timeContainer": "parallel=par sequential=seq sequence=seq none=par excl=seq",
    "calcMode": "paced=linear step=discrete smooth=spline",
    "fill": "hold=freeze remain=freeze keep=freeze forwards=freeze none=remove",
    "repeatCount": "infinite=indefinite always=indefinite forever=indefinite loop=indefinite 0=1",
    "encoding": "hex=base16 b64=base64",
    "tta:pan": "left=-1 right=1 center=0",
    "tta:speak": "yes=normal true=normal off=none faster=fast",
}
# Colours of CSS that TTML has no name for.
_COLORS = {
    "orange": "#ffa500", "pink": "#ffc0cb", "brown": "#a52a2a", "gold": "#ffd700", "lightgray": "#d3d3d3",
    "lightgrey": "#d3d3d3", "darkgray": "#a9a9a9", "darkgrey": "#a9a9a9", "lightblue": "#add8e6", "violet": "#ee82ee",
}  # fmt: skip


def likely(syntax: Syntax, value: str, name: str = "") -> str:
    """` (did you mean "x"?)` for the right value of an attribute that is nearest to a wrong one; `""` for none."""
    from caption_qa_action.core.text import nearest

    found = normal(value)
    if len(found) > _LONGEST:
        return ""
    if name == "ttp:frameRate" and (rate := _fractional_rate(found)):
        return f' (did you mean "{rate}" with ttp:frameRateMultiplier="1000 1001"?)'
    first = re.match("[A-Za-z]*", found)
    meant = _meant(syntax, found, name) or (_meant(syntax, first[0], name) if first else "")
    if meant:
        return f' (did you mean "{meant}"?)'
    return nearest(found, list(syntax.words))


def _fractional_rate(value: str) -> int:
    """The whole frame rate of which 1000 of 1001 frames are shown; 0 where a value is no such rate."""
    match = re.fullmatch(r"([0-9]{1,3}\.[0-9]{1,9}) ?(?:fps)?|([0-9]{1,6})000[ /:]1001", value)
    if match is None:
        return 0
    if match[2]:
        return int(match[2])
    rate = float(match[1])
    whole = round(rate * 1.001)
    return whole if rate != round(rate) and abs(rate * 1.001 - whole) < 0.02 else 0


def _meant(syntax: Syntax, value: str, name: str) -> str:
    """The right value that the fewest steps make of one; `""` where none do."""
    tried = {value}
    reached = [value]
    for _ in range(_MOST_STEPS):
        following: list[str] = []
        for each in reached:
            for step in _STEPS:
                for made in step(each, name, syntax):
                    if made in tried or not made:
                        continue
                    if is_right(syntax, made):
                        return made
                    tried.add(made)
                    following.append(made)
                    if len(tried) > _MOST_TRIED:
                        return ""
        reached = following
    return ""


def _without_edges(value: str, name: str, syntax: Syntax) -> Iterator[str]:
    """Without what stands at the end of a declaration of CSS, and without quotation marks."""
    yield value.strip("; ,")
    if syntax.words:
        yield value.strip("\"'; ,")


def _in_words_of_ttml(value: str, name: str, syntax: Syntax) -> Iterator[str]:
    """With each word as TTML spells it, whatever its case and its hyphens."""
    known = {_folded(word): word for word in syntax.words}
    words = value.split(" ")
    yield " ".join(known.get(_folded(word), word) for word in words)
    for table, is_own in ((_FOR.get(name, ""), True), (_EVERYWHERE, False)):
        meant = _meanings(table)
        for place, word in enumerate(words):
            for right in meant.get(word.lower(), ()):
                if is_own or right in syntax.words:
                    yield " ".join((*words[:place], right, *words[place + 1 :]))


@cache
def _meanings(table: str) -> dict[str, list[str]]:
    """What each word of a table is written for."""
    meant: dict[str, list[str]] = {}
    for pair in table.split():
        word, _, right = pair.partition("=")
        meant.setdefault(word, []).append(right.replace("·", " "))
    return meant


def _folded(word: str) -> str:
    return re.sub("[-_]", "", word).lower()


def _with_blanks(value: str, name: str, syntax: Syntax) -> Iterator[str]:
    """With a blank between the parts of a value, where something else or nothing stands."""
    if "(" not in value:
        yield re.sub(" ?(?:[,;:x/×*|X]|\\bby\\b) ?(?=[0-9+.-])", " ", value)
        yield re.sub(" ?[,;|] ?", " ", value)
        yield re.sub("(?<=%)(?=[0-9])", " ", value)
        yield re.sub("(?<=[a-z])-(?=[a-z])", " ", value)
    yield re.sub(rf"(?<=[0-9]) (?={UNIT}(?: |\Z))", "", value)


def _with_point(value: str, name: str, syntax: Syntax) -> Iterator[str]:
    """With a point as the sign of decimals, and without signs between thousands."""
    yield re.sub("(?<=[0-9]),(?=[0-9])", ".", value)
    yield re.sub("(?<=[0-9])[,_ '](?=[0-9]{3}(?![0-9]))", "", value)
    yield re.sub(r"(?<=[0-9])\.0+(?![0-9])", "", value)
    match = re.fullmatch("([1-9][0-9]{0,3})[eE]([0-9])", value)
    if match:
        yield match[1] + "0" * int(match[2])


def _with_unit(value: str, name: str, syntax: Syntax) -> Iterator[str]:
    """With a unit that TTML has, at each number, or with none."""
    if name in ("keyTimes", "keySplines"):
        return
    lower = value.lower()
    for unit, right in _UNITS:
        yield re.sub(rf"(?<=[0-9]) ?{unit}(?= |\Z)", right, lower)
    bare = rf"(?<![\w.%#+-])({NUMBER})(?= |\Z)"
    numbers = [float(number) for number in re.findall(bare, value)]
    if numbers and name in _FACTORS:
        largest = max(numbers)
        if 0 < largest <= _LARGEST_FACTOR:
            yield re.sub(bare, lambda one: f"{float(one[1]) * 100:.6g}%", value)
        elif largest <= _LARGEST_FONT_PIXELS:
            yield re.sub(bare, r"\1px", value)
    elif numbers and max(numbers) > _FEWEST_PIXELS:
        yield re.sub(bare, r"\1px", value)
    if numbers:
        for unit in ("%", "c", "s"):
            yield re.sub(bare, rf"\g<1>{unit}", value)
    # What has no unit at all: a share, a rate, a number of things.
    match = re.fullmatch(rf"({NUMBER}) ?(?:%|fps|[pix]|px|bytes?|dB)", value)
    if match is not None:
        number = f"{float(match[1]) / 100:g}" if "%" in value else match[1]
        if is_right(syntax, number):
            yield number


def _as_color(value: str, name: str, syntax: Syntax) -> Iterator[str]:
    """With colours as TTML writes them."""
    yield re.sub(
        r"#[0-9A-Fa-f]{3,4}(?![0-9A-Fa-f])",
        lambda one: "#" + re.sub(".", r"\g<0>\g<0>", one[0][1:]),
        value,
    )
    yield re.sub(
        r"(?<![#0-9A-Za-z])(?:0x)?([0-9A-Fa-f]{6}(?:[0-9A-Fa-f]{2})?)(?![0-9A-Za-z])", r"#\1", value
    )
    for words in ("[A-Za-z]+", "[A-Za-z]+ [A-Za-z]+"):
        yield re.sub(words, lambda one: _COLORS.get(one[0].replace(" ", "").lower(), one[0]), value)
    match = re.search(r"(?i)rgba?\(([^()]{1,40})\)", value)
    if match:
        parts = re.split("[ ,/]+", match[1].strip(" "))
        if len(parts) in (3, 4):
            yield value.replace(match[0], _rgb(parts))


def _rgb(parts: list[str]) -> str:
    """Red, green and blue, and perhaps how opaque, as a colour of TTML; that is a fraction in CSS."""
    made = []
    for place, part in enumerate(parts):
        number = re.fullmatch(f"({NUMBER})(%?)", part)
        if number is None:
            return ""
        size = float(number[1])
        if number[2]:
            size *= 2.55
        elif place == 3 and size <= 1:
            size *= 255
        made.append(str(int(size + 0.5)))
    return f"rgb{'a' if len(made) == 4 else ''}({','.join(made)})"


def _in_another_order(value: str, name: str, syntax: Syntax) -> Iterator[str]:
    """With its parts the other way round, each once, without the last, or the only one twice."""
    parts = value.split(" ")
    if len(parts) > 1:
        yield " ".join((*parts[-1:], *parts[:-1]))
        yield " ".join((*parts[1:], *parts[:1]))
        yield " ".join(dict.fromkeys(parts))
    if len(parts) > 2:
        yield " ".join(parts[:-1])
    if len(parts) == 1 and re.fullmatch(f"{NUMBER}{UNIT}", value):
        yield f"{value} {value}"


def _quoted(value: str, name: str, syntax: Syntax) -> Iterator[str]:
    """Names of fonts: in quotation marks where they need them, and none left out."""
    if name == "tts:fontFamily":
        yield ", ".join(
            f"'{family}'" if family[:1].isdigit() else family
            for part in value.split(",")
            if (family := part.strip(" \"'"))
        )


def _as_name(value: str, name: str, syntax: Syntax) -> Iterator[str]:
    """A name of XML: without signs that none has."""
    if name == "xml:id" and value:
        yield value.lstrip("#")
        made = re.sub(r"[^\w.-]", "_", value).strip("_") or "_"
        yield made if made[0].isalpha() else f"_{made.lstrip('-.')}"


def _as_time(value: str, name: str, syntax: Syntax) -> Iterator[str]:
    """A time or a pitch as TTML writes it."""
    yield re.sub("(?<=[0-9]) (?=k?Hz)", "", value)
    if name in ("clipBegin", "clipEnd"):
        yield re.sub("(?<=[0-9]) ?(?:sec(?:onds?)?)", "s", value)
        yield re.sub("(?<=[0-9]) ?(?:min(?:utes?)?)", "m", value)
        yield re.sub("(?<=[0-9]) (?=[a-z])", "", value)
        if re.fullmatch("[0-9]{2}:[0-9]{2}.*", value):
            yield f"00:{value}"


def _as_list(value: str, name: str, syntax: Syntax) -> Iterator[str]:
    """Numbers of an animation: with semicolons between them, as fractions."""
    if name == "keyTimes":
        yield re.sub("[ ,]+", ";", value)
        yield re.sub(f"({NUMBER})%", lambda one: f"{float(one[1]) / 100:g}", value)
    if name == "keySplines":
        groups = [re.sub("[ ,]+", " ", group) for group in value.split(";")]
        yield ";".join(groups)
        numbers = re.split("[ ,;]+", value)
        yield ";".join(" ".join(numbers[at : at + 4]) for at in range(0, len(numbers), 4))


_STEPS: tuple[_Step, ...] = (
    _without_edges,
    _in_words_of_ttml,
    _as_color,
    _as_name,
    _as_list,
    _as_time,
    _quoted,
    _with_point,
    _with_blanks,
    _with_unit,
    _in_another_order,
)
