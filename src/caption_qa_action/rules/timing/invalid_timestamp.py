"""A timing line that is not written as the format wants it."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.source import REVEALS, TRAILING_TEXT

SEVERITY = Severity.ERROR
WORDS = (REVEALS,)

# With these no single reading of the time is certain.
_AMBIGUOUS = ("missing", "range", "sign", "unparseable", "wallclock")
# These are an error in every format: no single reading of the time is certain, or words stand where none shows them.
_SEVERE = (*_AMBIGUOUS, TRAILING_TEXT)
# Where a deviation drops the cue, with these alone browsers still show it at its time.
_FORGIVEN = ("short_hours", "trailing_garbage", "whitespace")

# A negative time that moves a whole division, as Apple has it in its own documents.
_OFFSET = "offset"
# A line of a recogniser without an end, as its form allows it.
_OPEN = "open"


def check(document: Document, *, required: bool = False) -> Iterator[Finding]:
    """Timing line that is not written as its format requires.

    SRT wants `HH:MM:SS,mmm --> HH:MM:SS,mmm`: two digits each for hours, minutes and seconds, a
    comma, three digits of milliseconds. WebVTT wants `HH:MM:SS.mmm --> HH:MM:SS.mmm` with a full
    stop; hours may be left out or have more than two digits. In both, minutes and seconds stay
    below 60 and the arrow is `-->` with a blank on each side.

    In SRT a deviation is a warning where readers show the cue, be it at another time: a full stop
    (`00:00:01.500`), a field with too few digits (`0:0:1,500`), a fraction of one, two or four
    digits (`,5` is read as 500 ms), minutes or seconds of two digits above 59 (`00:00:63,000` is shown at 00:01:03), blanks in
    the wrong place or none around the arrow, signs or tags after the times. It
    is an error where at least two readers, or one that plays, drop the cue or the file: another arrow (`->`,
    `—>`), a colon or a blank before the milliseconds (`00:00:01:500`), no milliseconds, missing hours (`00:01,500`,
    `00:01:500`), minutes or seconds of three digits, times in brackets, digits that are not 0 to 9. It is an error as well when
    the time has to be guessed: a sign, or something that is no time; and in SRT, WebVTT and SBV where words follow the
    times, since no player shows them. In WebVTT a deviation is an error, because browsers
    drop the cue; only blanks in the wrong place, hours of one digit, and signs glued to the times are
    warnings, because browsers forgive them.

    SBV wants `H:MM:SS.mmm,H:MM:SS.mmm`, and the hundredths of SubViewer are a matter of
    `sbv_subviewer_token`. LRC wants `[mm:ss.xx]`, MicroDVD two whole numbers, `{start}{end}`. Of these,
    too, a deviation is a warning where only one time can be meant, and else an error. In SBV it is an error as well where
    no comma stands between the times, and where damaged times stand right below text, which they are then read as.

    In SRT, WebVTT and SBV a line of two whole times and nothing but a sign or a word between them begins a cue wherever
    it stands, also inside of a text.

    ASS wants `H:MM:SS.cc` with hundredths. It is a warning where players read the time all the same:
    minutes or seconds above 59, fields of other than two digits. It is an error where they drop it. A
    fraction of other than two digits is `ass_time_precision`.

    SCC wants `HH:MM:SS:FF`, or `HH:MM:SS;FF` for drop frame, not both in one file, with fewer frames than there
    are in a second and without the numbers that drop frame leaves out (`00:01:00;00`);
    EBU STL has the same fields as bytes. SAMI wants a whole number of milliseconds, `Start=1000`. In these
    any other time is an error.

    TTML wants a clock time (`00:00:01.500`, or with frames `00:00:01:12`) or a number with its unit
    (`1.5s`, `36f`). It is a warning where only one time can be meant: blanks around it, a comma, missing
    hours, a missing unit. It is an error where it has to be guessed, and information where a negative
    `begin` moves a whole `div` or `body` that counts by time code, which is how Apple writes iTT.

    A line of YouTube's timed text without a start, or a title of FCPXML without a duration, is an error.
    In YouTube's formats and in the JSON of Transformers a line may have no end: that is information, with the end
    that it is taken for.

    What is no time and can only mean one, such as `00.00.01,500` or `00:00:O1,500`, is read so, as a guess that the message
    names. Cues whose times could not be read are left out by the rules about time, so that one slip is
    reported once.

    ## Why
    One wrong character is enough for a player to skip a cue, and for some to refuse the file or to
    lose everything after it. A fraction of one or two digits is read as 500 ms by some programs and
    as 5 ms by others.

    ## Bad
    ```srt
    1
    00:00:01.000 -> 00:00:02,5
    Where have you been?
    ```

    ## Good
    ```srt
    1
    00:00:01,000 --> 00:00:02,500
    Where have you been?
    ```

    ## Fix
    Writes the times in the exact form, where only one time can be meant. Safe, except where minutes or seconds are
    above 59, which may be a slip, a fraction has other than three digits, or text after the times would go.

    ## Options
    - `required` (default false): a TTML document has to conform, so that any other time than TTML's is an error.

    ## Sources
    - WebVTT, section 4.1, "WebVTT timestamp" and "WebVTT cue timings",
      https://www.w3.org/TR/webvtt1/#webvtt-timestamp
    - SRT has no standard; the form is the one that SubRip writes,
      https://www.matroska.org/technical/subtitles.html#srt-subtitles
    - TTML2, section 12.3.1, https://www.w3.org/TR/ttml2/#timing-value-time-expression
    - Apple, iTunes Package Film Specification, "iTunes Timed Text Example",
      https://help.apple.com/itc/filmspec/en.lproj/apdATD1E59-D1E1A1303-D1E59A1126.html
    """
    dropped = document.traits.drops_inexact_times
    for problem in document.problems:
        if problem.code == "invalid_timestamp":
            lost = (*_SEVERE, *document.traits.dropped_times)
            severe = problem.detail not in _FORGIVEN if dropped else problem.detail in lost
            severe |= required and document.tree is not None and document.tree.tag == "tt"
            severity = Severity.ERROR if severe else Severity.WARNING
            if problem.detail in (_OFFSET, _OPEN):
                severity = Severity.INFO
            yield Finding(problem.span, problem.message, problem.fix, severity=severity)
