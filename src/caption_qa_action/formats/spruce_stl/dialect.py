"""How Spruce STL writes what is inside a cue, and the commands that are in force at it."""

from __future__ import annotations

import re

from caption_qa_action.core.document import Cue, Tag
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.source import Span

SWITCH = r"\^([BIUbiu])"


class Commands(NamedTuple):
    """The commands in force at a cue; `graphic` is the token before the name of a picture."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    align: str = "center"
    vertical: str = "bottom"
    graphic: str = ""


class SpruceDialect:
    """`commands` are those in force at each cue, by its number, where any are."""

    def __init__(self, commands: dict[int, Commands]) -> None:
        self.commands = commands

    def plain(self, raw: str) -> str:
        return re.sub(SWITCH, "", raw).replace("|", "\n")

    def tags(self, raw: str, offset: int) -> list[Tag]:
        return []

    def placement(self, cue: Cue, raw: str) -> str:
        commands = self.commands.get(cue.number, Commands())
        usual = Commands()
        if (commands.align, commands.vertical) == (usual.align, usual.vertical):
            return ""
        return f"{commands.align} {commands.vertical}"

    def time_spans(self, timing: str, offset: int) -> tuple[Span, Span]:
        start, _, end = timing.partition(",")
        end_offset = offset + len(timing) - len(end.lstrip())
        return Span(offset, offset + len(start.rstrip())), Span(end_offset, offset + len(timing))
