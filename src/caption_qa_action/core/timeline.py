"""What is visible when: one description for all formats, read from any and written to any."""

from __future__ import annotations

from caption_qa_action.core.named_tuple import NamedTuple


class Style(NamedTuple):
    """How text looks. `color` is `#rrggbb` or `#rrggbbaa` in lower case, `""` for the usual one."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    color: str = ""


class Run(NamedTuple):
    """Text of one look; lines end in LF.

    `speaker` is who speaks it; `language` is a BCP 47 tag where it differs from that of the file;
    `ruby` is the annotation shown beside the text.
    """

    text: str
    style: Style = Style()
    speaker: str = ""
    language: str = ""
    ruby: str = ""


class Placement(NamedTuple):
    """Where on the screen text is shown.

    `align` is `left`, `center` or `right`; `vertical` is `top`, `middle` or `bottom`. `x_percent` and
    `y_percent` place the text exactly, in percent of the picture from its top left corner; None where
    `align` and `vertical` alone decide. `writing` is `rl` or `lr` for vertical text, growing to the left
    or to the right, else `""`: then `vertical` is where the lines begin, `x_percent` the place of the side that it names,
    and `align` and `y_percent` are the place of the text along its lines. `row` is how many rows of text have room between
    the text and the edge that `vertical` names, where no percent decides.
    """

    align: str = "center"
    vertical: str = "bottom"
    x_percent: float | None = None
    y_percent: float | None = None
    writing: str = ""
    row: int = 0


USUAL_PLACE = Placement()
# What a run of text alone has beside its text.
PLAIN_RUN = (Style(), "", "", "")


# The height of a row: the letters of WebVTT are 5 % of the picture high (7.4, the default font size of 5vh, with its
# spacing).
ROW_PERCENT = 5.33


def physical(placement: Placement) -> Placement:
    """Where vertical text stands, in the terms of horizontal text; others as they are."""
    align, vertical, x, y, writing, row = placement
    if not writing:
        return placement
    sides = (
        {"top": "right", "bottom": "left"}
        if writing == "rl"
        else {"top": "left", "bottom": "right"}
    )
    side = sides.get(vertical, "center")
    if x is None and row and side != "center":
        x = row * ROW_PERCENT if side == "left" else 100 - row * ROW_PERCENT
    return Placement(side, {"left": "top", "right": "bottom"}.get(align, "middle"), x, y)


def nearest_anchor(placement: Placement) -> tuple[str, str]:
    """Where a placement is in a grid of three by three: `left` to `right`, `top` to `bottom`."""
    align, vertical, x, y, _, row = physical(placement)
    if y is None and row:
        y = row * ROW_PERCENT if vertical == "top" else 100 - row * ROW_PERCENT
    if x is not None and x == x:
        align = "left" if x < 33 else "right" if x > 67 else "center"
    if y is not None and y == y:
        vertical = "top" if y < 33 else "bottom" if y > 67 else "middle"
    return align, vertical


class Event(NamedTuple):
    """Text that is shown from `start_ms` up to `end_ms`, in whole milliseconds.

    `cue` is the number of the cue that it comes from, `layer` what is drawn over what. `dialogue` is
    False for what is not read as a caption: drawings, karaoke effects, typeset signs. `direction` is `rtl` or `ltr`
    where the file states in which direction the text runs, else `""`: its first letter decides.
    """

    start_ms: int
    end_ms: int
    runs: tuple[Run, ...]
    placement: Placement = Placement()
    identifier: str = ""
    layer: int = 0
    dialogue: bool = True
    cue: int = 0
    direction: str = ""

    @property
    def text(self) -> str:
        """The text alone, without looks and annotations."""
        runs = self.runs
        return runs[0].text if len(runs) == 1 else "".join([run.text for run in runs])


# What a timeline in the order of time no longer has of a file in another one.
ORDER = "order of the cues"
# The kinds of loss. The first change what is read, when, or who speaks it, the others only how it
# looks and what describes the file.
MATERIAL_LOSSES = frozenset(
    {
        "NUL character",
        "blank line",
        "caption of another channel",
        "caption of another language",
        "change of speaker",
        "control character",
        "cue that is never shown",
        "cue too short for hundredths",
        "cue without an end",
        "direction of the text",
        "drawing",
        "end before the start",
        "frame rate that is not stated",
        "hidden cue",
        "hidden text",
        "karaoke time",
        "letters of an unknown code table",
        "line that is no event",
        "picture",
        "place outside the picture",
        "placement",
        "position on the screen",
        "region",
        "ruby annotation",
        "sound",
        "speaker name",
        "text beside the times",
        "text of no cue",
        "text that reads as a timing line",
        "text that reads as markup",
        "text that is read otherwise",
        "time map of a stream",
        "time that can be read in two ways",
        "time that cannot be read",
        "time out of range",
        "time that is read otherwise",
        "undecodable byte",
        "value that is no text",
        "vertical text",
        "word times",
        "words beside the times",
    }
)
MINOR_LOSSES = frozenset(
    {
        "animation",
        "background colour",
        "bold text",
        "character set",
        "comment",
        "cue identifier",
        "cue without text",
        "effect",
        "exact placement",
        "font",
        "font size",
        "formatting code",
        "italic text",
        "language of a passage",
        "layer",
        "margins",
        "metadata",
        "movement",
        ORDER,
        "other styling",
        "outline",
        "override tag",
        "screen coordinates",
        "script information",
        "section of embedded files",
        "speaker name as written",
        "struck-out text",
        "style class",
        "style sheet",
        "text colour",
        "text shape",
        "transparency",
        "underlined text",
        "unread field",
        "width of the text",
    }
)


# Of the material ones, those that are no loss of what is read but a guess at it, and what is done.
GUESSES = {
    "cue without an end": "a cue that states no end is shown until a guess",
    "frame rate that is not stated": "the file does not state how many frames a second has, so that all times are a guess",
    "letters of an unknown code table": "the file is in a code table that is not known, so that its letters are a guess",
    "time that can be read in two ways": "a time that can be read in two ways is written as a guess",
    "words beside the times": "words beside the times are written as text of their cue, which is a guess",
}


# Of the minor ones, what a conversion does on purpose.
CHANGES = {
    ORDER: "cues that stand behind later ones in the file are written in the order of time",
}


# Of the material ones, those that make another time of what a file states, or a time of nothing.
TIME_LOSSES = frozenset(
    {
        "cue without an end",
        "end before the start",
        "frame rate that is not stated",
        "time out of range",
        "time that can be read in two ways",
        "time that cannot be read",
        "time that is read otherwise",
    }
)

# Of the material ones, those that take letters and digits from those who read.
WORD_LOSSES = frozenset(
    {
        "caption of another channel",
        "caption of another language",
        "cue that is never shown",
        "hidden cue",
        "hidden text",
        "letters of an unknown code table",
        "line that is no event",
        "ruby annotation",
        "text beside the times",
        "text of no cue",
        "text that is read otherwise",
        "undecodable byte",
    }
)


class Loss(NamedTuple):
    """Something that a format cannot hold: what kind, how often, and how it looks where it is first.

    `kind` is one of `MATERIAL_LOSSES` and `MINOR_LOSSES`; `cue` is the number of the first cue that has
    it, 0 outside cues.
    """

    kind: str
    number: int = 1
    shown: str = ""
    cue: int = 0


class Timeline(NamedTuple):
    """The events of a file in its order; `losses` are what reading it into events has left out."""

    events: tuple[Event, ...]
    language: str = ""
    title: str = ""
    losses: tuple[Loss, ...] = ()


class Written(NamedTuple):
    """A file's text in a format, and what the format could not hold."""

    text: str
    losses: tuple[Loss, ...] = ()
