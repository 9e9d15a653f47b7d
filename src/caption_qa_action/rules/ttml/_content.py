"""What each element of TTML2 holds and must have: a table.

Source: TTML2, chapters 7 to 14, "Content" of each element, https://www.w3.org/TR/ttml2/, and its schema,
https://github.com/w3c/ttml2/tree/main/spec/rnc
"""

from __future__ import annotations

from functools import cache

from caption_qa_action.core.named_tuple import NamedTuple

_METADATA = "metadata|ttm:title|ttm:desc|ttm:copyright|ttm:agent|ttm:item*"
_ANIMATION = "set|animate*"
# The children of an element in their order: names with `|` between them, then `*` for any number of them
# and `?` for one at most.
_CONTENT = {
    "tt": "head? body?",
    "head": f"{_METADATA} ttp:profile* resources? styling? layout? animation?",
    "resources": f"{_METADATA} data|audio|font|image*",
    "styling": f"{_METADATA} initial* style*",
    "initial": _METADATA,
    "style": _METADATA,
    "layout": f"{_METADATA} region*",
    "region": f"{_METADATA} {_ANIMATION} style*",
    "animation": f"{_METADATA} {_ANIMATION}",
    "animate": _METADATA,
    "set": _METADATA,
    "body": f"{_METADATA} {_ANIMATION} div*",
    "div": f"{_METADATA} {_ANIMATION} region? div|p|audio|image*",
    "p": f"{_METADATA} {_ANIMATION} region? span|br|audio|image*",
    "span": f"{_METADATA} {_ANIMATION} span|br|audio|image*",
    "br": f"{_METADATA} {_ANIMATION}",
    "audio": f"{_METADATA} {_ANIMATION} source*",
    "image": f"{_METADATA} {_ANIMATION} source*",
    "font": f"{_METADATA} source*",
    "source": f"{_METADATA} data?",
    "data": f"{_METADATA} chunk|source*",
    "chunk": "",
    "ttm:title": "",
    "ttm:desc": "",
    "ttm:copyright": "",
    "ttm:name": "",
    "ttm:actor": "",
    "ttm:agent": "ttm:name* ttm:actor?",
    "ttm:item": "ttm:item*",
    "ttp:profile": f"{_METADATA} ttp:features|ttp:extensions|ttp:profile*",
    "ttp:features": f"{_METADATA} ttp:feature*",
    "ttp:feature": "",
    "ttp:extensions": f"{_METADATA} ttp:extension*",
    "ttp:extension": "",
}
# In these, letters are no content. What stands in `body` and `div` the parser reports as text of no cue.
WITHOUT_TEXT = (
    "tt",
    "head",
    "resources",
    "styling",
    "initial",
    "style",
    "layout",
    "region",
    "animation",
    "animate",
    "set",
    "br",
    "ttm:actor",
    "ttm:agent",
    "ttp:features",
    "ttp:extensions",
)
REQUIRED = {
    "ttm:actor": "agent",
    "ttm:agent": "type",
    "ttm:item": "name",
    "ttm:name": "type",
}


class Group(NamedTuple):
    """Children that may stand at one place among the others, and how many of them."""

    names: frozenset[str]
    is_single: bool


@cache
def content(tag: str) -> tuple[Group, ...] | None:
    """What an element holds, in order; None for one whose content is free."""
    model = _CONTENT.get(tag)
    if model is None:
        return None
    return tuple(Group(frozenset(part[:-1].split("|")), part[-1] == "?") for part in model.split())


ELEMENTS = frozenset(_CONTENT) | {"metadata"}
