"""An override that players leave out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity, Span
from caption_qa_action.core.document import Document
from caption_qa_action.core.text import plural, quote

SEVERITY = Severity.INFO

# libass, parse_tag. Font and style names follow \fn and \r, colours \c and \alpha.
_KNOWN = (
    r"(?:[xy]?bord|[xy]?shad|fa[xy]|i?clip|blur|fsc[xy]?|fsp|fs|move|fr[xyz]?|an?|pos|fade?|org|t"
    r"|be|[bisupq]|pbo|fe|k[fot]?|K)(?![A-Za-z])|fn|r"
    r"|(?:[1-4]?c|[1-4]a|alpha)(?:[0-9A-Fa-f]*(?![A-Za-z]))"
)
# How many numbers they want; with others libass leaves them out.
_NUMBERS = {"pos": (2,), "org": (2,), "move": (4, 6), "fad": (2, 7), "fade": (2, 7)}
_WITH_NUMBERS = r"\\(pos|org|move|fade?)(?![A-Za-z])[ \t]*(?:\(([^()\\{}]*)\)?|[^\\{}]*)"
_NUMBER = r"[ \t]*[+-]?\.?[0-9][^,]*"
_BLOCK = r"\{[^}]*\}?|\\[{}]"


def check(document: Document) -> Iterator[Finding]:
    r"""Override in braces that libass does not know, or whose numbers it cannot use.

    `\pos` and `\org` want two numbers, `\move` four or six, `\fad` and `\fade` two or seven.
    There is one finding for each name, or each such override, at its first use, with the number of cues that have it.

    ## Why
    Players skip what they do not know, so the effect is missing, or only a plugin of one player shows it. Often
    the name is misspelt: `\italic` for `\i1`.

    ## Bad
    ```ass
    [Script Info]
    ScriptType: v4.00+

    [V4+ Styles]
    Format: Name, Fontname, Fontsize
    Style: Default,Arial,60

    [Events]
    Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
    Dialogue: 0,0:00:01.00,0:00:02.50,Default,,0,0,0,,{\italic}Where have you been?
    ```

    ## Good
    ```ass
    [Script Info]
    ScriptType: v4.00+

    [V4+ Styles]
    Format: Name, Fontname, Fontsize
    Style: Default,Arial,60

    [Events]
    Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
    Dialogue: 0,0:00:01.00,0:00:02.50,Default,,0,0,0,,{\i1}Where have you been?
    ```

    ## Fix
    There is none: what was meant has to be known.

    ## Sources
    - libass, parse_tag, https://github.com/libass/libass/blob/master/libass/ass_parse.c
    """
    text = document.source.text
    if "{\\" not in text and not re.search(r"\{[^{}\\]*\\", text):
        return
    known = re.compile(_KNOWN)
    # Blocks are few, however many cues have them; nearly always players know all of them.
    if not any(_unknown(known, block) for block in set(re.findall(r"\{[^}\r\n]*\}?", text))):
        return
    kept: dict[str, list[tuple[int, str]]] = {}
    first: dict[str, Span] = {}
    cues: dict[str, list[int]] = {}
    for cue in document.cues_holding("{"):
        for match in re.finditer(_BLOCK, text[cue.text_start : cue.text_end]):
            block = match[0]
            if block[0] == "\\" or block[-1] != "}" or "\\" not in block:
                continue
            unknown = kept.get(block)
            if unknown is None:
                unknown = _unknown(known, block)
                if len(block) < 100:
                    kept[block] = unknown
            for offset, name in unknown:
                start = cue.text_start + match.start() + offset
                first.setdefault(name, Span(start, start + len(name)))
                numbers = cues.setdefault(name, [])
                if not numbers or numbers[-1] != cue.number:
                    numbers.append(cue.number)
    for name, numbers in cues.items():
        where = plural(len(numbers), "cue")
        wanted = re.match(_WITH_NUMBERS, name)
        if wanted is None:
            message = f"players do not know the override {quote(name)} in {where}"
        else:
            counts = " or ".join(map(str, _NUMBERS[wanted[1]]))
            message = f"players leave out {quote(name)} in {where}: \\{wanted[1]} wants {counts} numbers in parentheses"
        yield Finding(first[name], message)


def _unknown(known: re.Pattern[str], block: str) -> list[tuple[int, str]]:
    """What players leave out of a block: where each begins, and its name, or all of it where its numbers are wrong."""
    found: list[tuple[int, str]] = []
    for match in re.finditer(r"\\([1-4]?[A-Za-z]{1,40})", block):
        if not known.match(match[1] if len(match[1]) < 40 else block[match.start(1) :]):
            found.append((match.start(), match[0]))
    for match in re.finditer(_WITH_NUMBERS, block):
        numbers = (match[2] or "").split(",")
        is_right = all(re.fullmatch(_NUMBER, number) for number in numbers)
        if not is_right or len(numbers) not in _NUMBERS[match[1]]:
            found.append((match.start(), match[0].rstrip(" \t")))
    return found
