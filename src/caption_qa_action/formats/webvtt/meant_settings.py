"""What is meant by a word on the timing line of a WebVTT cue: a setting, however it is written, or text.

Source: WebVTT, 4.4 WebVTT cue settings (syntax), https://www.w3.org/TR/webvtt1/
"""

from __future__ import annotations

import re
from collections.abc import Container

from caption_qa_action.core.cue_settings import ascii_signs, is_setting
from caption_qa_action.core.text import quote
from caption_qa_action.formats.webvtt.settings import NAMES, SYNTAX, is_no_text

# The letters that drafts before 2011 had for names.
OLD_NAMES = {"A": "align", "D": "vertical", "L": "line", "S": "size", "T": "position"}
# What names and values of settings are made of; any other word on a timing line is text.
_VOCABULARY = (*NAMES, "start", "middle", "center", "end", "left", "right", "line-left", "line-right",
               "rl", "lr", "auto")  # fmt: skip
# What drafts of the standard before 2015 had; converters still write it.
_OLD_ALIGNMENTS = {
    "line": {"middle": "center"},
    "position": {
        "middle": "center",
        "start": "line-left",
        "end": "line-right",
        "left": "line-left",
        "right": "line-right",
    },
}
_SIGN = "([:=\uff1a\uff1d])"


def is_word(token: str, regions: Container[str]) -> bool:
    """Whether a token is a word of a text: no setting has its form, and it is not what is left of one."""
    if not re.search(r"[^\W_]", token) or token[0] == ":":
        return False
    name, sign, value = [*re.split(_SIGN, token, maxsplit=1), "", ""][:3]
    if not sign:
        has_letters = re.search(r"[^\W\d_]", token) is not None
        return has_letters and token.strip(",").lower() not in _VOCABULARY
    if name.lower() in NAMES and sign in ":\uff1a":
        return False
    if is_setting(token, regions) or meant_setting(token, regions):
        return False
    # A name that is nearly one, with what can only be a value.
    return not (sign == ":" and value and _near(name) and is_no_text(value))


def is_left_of_a_setting(token: str) -> bool:
    """Whether a token that is no word is a setting, or a part of one."""
    return re.search(_SIGN, token) is not None or token.strip(",") in _VOCABULARY


def meant_setting(token: str, regions: Container[str]) -> str:
    """The valid setting that a token means, however its name and its signs are written; "" where it means none."""
    written, sign, value = [*re.split(_SIGN, token, maxsplit=1), "", ""][:3]
    name = OLD_NAMES.get(written) or ascii_signs(written).lower()
    if sign != ":" and written in OLD_NAMES:
        return ""
    if name not in NAMES:
        name = _near(name) if sign == ":" and is_no_text(value) else ""
    if not name or not value:
        return ""
    if name == "region":
        return f"region:{value}" if value in regions else ""
    plain = _plain_value(value).lower()
    if name == "align" and plain == "middle":
        plain = "center"
    if not re.fullmatch(SYNTAX[name], plain):
        plain = repair(name, plain)[0]
    return f"{name}:{plain}" if plain else ""


def _plain_value(value: str) -> str:
    """A value in signs of ASCII, with one percent sign where several stand."""
    return re.sub("%{2,}", "%", ascii_signs(value))


def _near(written: str) -> str:
    """The name of a setting that another one is nearly: a letter is missing, wrong or too many, or a word was added."""
    lower = written.lower()
    for name in NAMES:
        if (name in lower and name in ("align", "position", "vertical")) or _is_a_typo(lower, name):
            return name
    return ""


def _is_a_typo(written: str, name: str) -> bool:
    if abs(len(written) - len(name)) > 1 or len(written) < 3:
        return False
    same = 0
    while same < min(len(written), len(name)) and written[same] == name[same]:
        same += 1
    rest, wanted = written[same:], name[same:]
    return (
        rest[1:] == wanted[1:]
        or rest[1:] == wanted
        or rest == wanted[1:]
        or (rest[:2] == wanted[1::-1] and rest[2:] == wanted[2:])
    )


def repair(name: str, value: str) -> tuple[str, str]:
    """The valid value that an invalid one most likely means, and what to report of it."""
    plain = _plain_value(value) if name != "region" else value
    if plain != value:
        fitting = plain if re.fullmatch(SYNTAX[name], plain) else repair(name, plain)[0]
        return (
            fitting,
            "has other signs than those of ASCII, or one too many, so browsers ignore it",
        )
    place, comma, align = value.partition(",")
    if name == "line" and re.fullmatch(
        r"-?[0-9]{1,9}\.[0-9]{1,9}(?:,(?:start|center|end))?", value
    ):
        # 6.3 reads a fraction of a line, 4.4 does not allow to write one.
        return str(int(float(place) + (0.5 if place[0] != "-" else -0.5))) + comma + align, (
            "has a fraction of a line; only whole lines are allowed"
        )
    glued = re.fullmatch(r"(-?[0-9.]+%?)([^\W\d_]{2}.*)|([a-z]+)([^\W\da-z_].*)", value)
    if glued and re.fullmatch(SYNTAX[name], glued[1] or glued[3]):
        parted = f"{glued[1] or glued[3]} {glued[2] or glued[4]}"
        return parted, "has text behind its value, so browsers ignore it"
    old = _OLD_ALIGNMENTS.get(name, {}).get(align)
    if old and re.fullmatch(SYNTAX[name], f"{place},{old}"):
        return f"{place},{old}", (
            f"is old syntax that browsers ignore; the alignment is now {quote(old)}"
        )
    if name in ("position", "size") and re.fullmatch(SYNTAX[name], f"{place}%{comma}{align}"):
        return f"{place}%{comma}{align}", "has no percent sign, so browsers ignore it"
    if name in ("vertical", "align") and re.fullmatch(SYNTAX[name], value.lower()):
        return value.lower(), "is not in lower case, so browsers ignore it"
    return "", ""
