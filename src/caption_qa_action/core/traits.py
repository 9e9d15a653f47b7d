"""What a format is like: all that rules ask about it, so that no rule asks for its name."""

from __future__ import annotations

import re
from collections.abc import Callable

from caption_qa_action.core.annotations import TypeAlias
from caption_qa_action.core.named_tuple import NamedTuple

UNKNOWN = "unknown"
# Files of any content have these: captions in a format that is not called so are in them for whatever reason, such as
# to be shown in a documentation, and are counted and not looked at unless they are named.
GENERAL_SUFFIXES = frozenset({".json", ".txt", ".xml"})

# How characters are written by others, in formats that do.
CSV, JSON, XML = "csv", "json", "xml"

# A time as it is written in the file and another one in milliseconds: that one written in the same manner;
# None where what is written is no exact time.
Retime: TypeAlias = Callable[[str, int], str | None]

# The `beginnings` of all formats, each with its format, so that a file can be searched for them without importing
# the formats. Made by `python3 dev.py generate`.
BEGINNINGS = {
    "[Script Info]": "ass",
    "[V4+ Styles]": "ass",
    "[Events]": "ass",
    "Dialogue:": "ass",
    "<SAMI>": "sami",
    "Scenarist_SCC": "scc",
    "start\tend\ttext": "tsv",
    "<tt ": "ttml",
    "WEBVTT": "webvtt",
}

# Seconds above 59 are a slip of which nobody knows what was meant, so that no time is put in their place.
_CLOCK = r"(?:([0-9]{1,9}):)?[0-5][0-9]:[0-5][0-9]([.,])[0-9]{3}"


def retime_clock(written: str, ms: int) -> str | None:
    """A time in the manner of `H:MM:SS.mmm` or `MM:SS,mmm`."""
    match = re.fullmatch(_CLOCK, written)
    if not match:
        return None
    hours, point = match.groups()
    seconds, ms = divmod(ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hour, minutes = divmod(minutes, 60)
    shown = f"{minutes:02d}:{seconds:02d}{point}{ms:03d}"
    if hours is not None or hour:
        shown = f"{hour:0{len(hours or '00')}d}:{shown}"
    return shown


class FormatTraits(NamedTuple):
    """A format as rules see it. What is not stated is assumed to be absent, so that no fix relies on it.

    `name` is that of the module; `title` is for people, `long_title` where there is room for more.
    No other kind of file has `suffixes`; of a file with one of `shared_suffixes` the content decides
    whether it holds captions. The first suffix of both is the usual one.
    """

    name: str
    title: str
    suffixes: tuple[str, ...] = ()
    shared_suffixes: tuple[str, ...] = ()
    long_title: str = ""
    # The preset by which a file is judged where nobody has chosen one: that of what reads the format. Without one,
    # the limits are those of YouTube, the best documented ones for text on a screen.
    own_preset: str = "youtube"

    # The file as a whole.
    # Lines of times and text, without sections or elements: what is not understood is taken for text.
    is_line_based: bool = False
    # What begins a file, or a section, in this format and no line in another one.
    beginnings: tuple[str, ...] = ()
    # Of a file in another format under its name, at least two readers, or one that plays, show nothing.
    readers_refuse_others: bool = False
    # The file must begin with a signature, which the parser restores.
    has_signature: bool = False
    requires_utf8: bool = False
    # A NUL is read as U+FFFD, and not as the end of the text.
    reads_nul: bool = False
    # Other programs write it, people do not: it is checked and converted, and no fix changes the file.
    is_input_only: bool = False
    # Under a suffix of another format a file is taken for a damaged one of that, which fixes make whole.
    yields_to_suffix: bool = False
    # The file has a place for the language of its text.
    declares_language: bool = False
    # The captions of several languages may stand in one file.
    has_tracks: bool = False
    # Comments stand in `<!-- -->`, and not in blocks of their own.
    has_markup_comments: bool = False
    # How the lines begin that are a comment each, where a block of comments holds several.
    comment_prefix: str = ""

    # Cues.
    # A cue's block holds this cue and nothing else: it can be deleted, and files can be joined.
    cues_are_separable: bool = False
    # A blank line ends a cue.
    blank_line_ends_cue: bool = False
    # Cues that are shown together at one place stand below each other, as every player has it.
    stacks_cues: bool = False
    # The order of the cues in the file means nothing, since each is shown at its time.
    cues_in_any_order: bool = False
    # A cue may show text that stands in another one, as where text is added word by word.
    cues_share_text: bool = False
    # Each cue is shown once, and its text as it is written where that has no `<`, `{` and `&`.
    cues_are_events: bool = False
    # Cues are numbered from 1.
    has_cue_numbers: bool = False
    # Settings stand behind the times of a cue.
    has_cue_settings: bool = False
    # A cue is dropped when its times are not written exactly as they should be.
    drops_inexact_times: bool = False
    # A cue must end after it starts, and is never shown where it does not.
    requires_duration: bool = False
    # How a time or its line may be written so that players drop the cue, in the words of the parser.
    dropped_times: tuple[str, ...] = ()
    # Writes a time in place of another; None where a time means nothing by itself.
    retime: Retime | None = None

    # The text of cues.
    # Blanks in the file are blanks on the screen.
    blanks_are_visible: bool = False
    # What begins a new line in cue text: "\n" for any line end, or a token such as "\\N". Empty where
    # that is not the same in all cues.
    line_break: str = ""
    # How the text writes a character by others: in strings of JSON, by references of XML, or a quotation
    # mark in a field of CSV.
    escapes: str = ""
    # `&amp;` is shown letter by letter.
    shows_character_references: bool = False
    # A file without any cue is whole by the standard.
    may_have_no_cues: bool = False
    # Of readers by others only one is known, so that what it loses is no evidence.
    has_one_reader: bool = False
    # The text may be put into a normalization form of Unicode.
    may_be_normalized: bool = True
    # `-->` in the text begins a new cue.
    arrow_begins_cue: bool = False
    # The names of the tags between `<` and `>`; none where there is no such markup.
    tags: frozenset[str] = frozenset()
    # Tags must be in lower case and end in order; players drop what they do not know.
    tags_are_strict: bool = False
    # Times in the text state when its words appear.
    has_word_times: bool = False
    # What is written in it is sung.
    holds_lyrics: bool = False
    # Players obey override blocks in braces, as in ASS.
    has_overrides: bool = False

    @property
    def all_suffixes(self) -> tuple[str, ...]:
        """Every suffix, the usual one first."""
        return self.suffixes + self.shared_suffixes

    @property
    def usual_suffix(self) -> str:
        """What the name of a new file ends in."""
        return self.all_suffixes[0]
