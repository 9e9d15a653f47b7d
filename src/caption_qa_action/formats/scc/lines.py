"""The lines of an SCC file, their times and codes."""

from __future__ import annotations

import re
from bisect import bisect_right
from fractions import Fraction

from caption_qa_action.core.clock import half_up
from caption_qa_action.core.document import Block, Cue
from caption_qa_action.core.source import Problem, Span
from caption_qa_action.core.text import plural, printable, quote
from caption_qa_action.core.timeline import Event, Loss
from caption_qa_action.formats._stray_text import orphan
from caption_qa_action.formats._time_faults import fault
from caption_qa_action.formats.scc.codes import odd_parity
from caption_qa_action.formats.scc.decoder import Caption, Decoder

_NTSC = Fraction(30000, 1001)
_WANTED = "; expected HH:MM:SS:FF or HH:MM:SS;FF"
_LINE = r"[^\r\n]+"
_SIGNATURE = r"(?i)[ \t\ufeff]*scenarist_scc(?:[ \t]+v[0-9.]*)?"
_TIME = r"[ \t\ufeff]*(-?[0-9]{1,3}[:;][0-9]{1,3}[:;][0-9]{1,3}([:;.,])[0-9]{1,3})(?:[ \t]+|\Z)"
# What stands in the place of a time, before codes.
_CODE = "[0-9A-Fa-f]{4}"
_NO_TIME = (
    rf"[ \t\ufeff]*([^ \t]*[:;][^ \t]*"
    rf"|(?!{_CODE}[ \t])(?:\[[^\[\]\t]{{1,40}}\]|[^ \t]+)(?=[ \t]+(?:{_CODE}(?:[ \t]+|\Z))+\Z))"
    rf"()[ \t]+(?={_CODE}(?:[ \t]|\Z))"
)
# A caption is not shown for longer than this when nothing ends it.
_LAST_FRAMES = 150


class _Captions:
    """What has been read of a file."""

    def __init__(self, text: str, fps: Fraction | None) -> None:
        self.text = text
        self.fps = fps or _NTSC
        self.cues: list[Cue] = []
        self.events: list[Event] = []
        self.blocks: list[Block] = []
        self.problems: list[Problem] = []
        self.losses: tuple[Loss, ...] = ()
        self.guessed: set[int] = set()
        # The span of each time code, and whether it could be read, by where its line starts.
        self.times: dict[int, tuple[Span, bool]] = {}
        # The frames of lines whose times could not be read, and the one after the last line.
        self.guessed_frames: set[int] = set()
        # What stands before the frames of the first time; "" once another mark was noticed.
        self.mark: str | None = None

    @property
    def frame_numbers(self) -> int:
        """How many frames a second time codes count: 30 of 29.97."""
        return -int(-self.fps // 1)

    def notice(
        self, code: str, span: Span, message: str, detail: str = "", *, is_ambiguous: bool = False
    ) -> None:
        self.problems.append(Problem(code, span, message, detail, is_ambiguous=is_ambiguous))

    def milliseconds(self, frames: int) -> int:
        """When a frame is shown, half a millisecond rounded up."""
        return half_up(frames * 1000 / self.fps)


def read(text: str, fps: Fraction | None) -> _Captions:
    """The captions of a text."""
    captions = _Captions(text, fps)
    decoder = Decoder()
    frame = 0
    lines = list(re.finditer(_LINE, text))
    for number, line in enumerate(lines):
        time = re.match(_TIME, line[0]) or re.match(_NO_TIME, line[0])
        if time:
            frame = _read_line(captions, decoder, line, time, frame)
        elif number == 0 and (signature := re.match(_SIGNATURE, line[0])):
            behind = orphan(text, line.start() + signature.end(), line.end(), "in the first line")
            captions.problems += [behind] if behind else []
        elif line[0].strip(" \t\ufeff"):
            _notice_line(captions, line)
    captions.guessed_frames.add(frame + _LAST_FRAMES)
    decoder.finish(frame + _LAST_FRAMES)
    if lines and not lines[0][0].strip(" \t\ufeff").lower().startswith("scenarist_scc v1.0"):
        span = Span(*lines[0].span())
        captions.notice("scc_header_missing", span, 'the first line is not "Scenarist_SCC V1.0"')
    shown_captions = sorted(decoder.captions, key=lambda caption: caption.first)
    _make_cues(captions, shown_captions, [line.start() for line in lines])
    captions.losses += _of_other_services("caption of another channel", decoder.unheard)
    captions.losses += _of_other_services("text of no cue", decoder.unshown)
    for caption in decoder.lost:
        shown = "".join(run.text for run in caption.runs())
        if shown:
            span = Span(caption.first, min(len(text), caption.last + 4))
            message = f"{quote(shown)} is loaded and never shown"
            captions.notice("scc_caption_not_shown", span, message)
    return captions


def _of_other_services(kind: str, texts: list[str]) -> tuple[Loss, ...]:
    """The loss of text that is sent beside the captions; `""` is a code that parts it."""
    found = [text for text in "".join(text or "\n" for text in texts).split("\n") if text.strip()]
    return (Loss(kind, len(found), printable(found[0][:40])),) if found else ()


def _notice_line(captions: _Captions, line: re.Match[str]) -> None:
    words = re.findall(r"[^ \t]+", line[0])
    if len(words) > 1 and ":" in words[0]:
        span = Span(line.start(), line.start() + line[0].index(words[0]) + len(words[0]))
        captions.notice(
            "invalid_timestamp",
            span,
            f"{quote(words[0])} is no time{fault(words[0])}{_WANTED}",
            "unread",
        )
    else:
        message = f"{quote(line[0])} is no line of codes"
        captions.notice("scc_bad_code", Span(*line.span()), message, "unread")


def _read_line(
    captions: _Captions, decoder: Decoder, line: re.Match[str], time: re.Match[str], frame: int
) -> int:
    """Decode the codes of a line; the frame after its last one."""
    span = Span(line.start() + time.start(1), line.start() + time.end(1))
    counted = _frames(captions, time)
    is_exact = _is_exact(time)
    is_read = counted is not None and is_exact
    captions.times[line.start()] = span, is_read
    if not is_read:
        message = f"{quote(time[1])} {_fault(captions, time)}"
        is_ambiguous = any(int(field) > 59 for field in re.findall("[0-9]+", time[1])[1:3])
        captions.notice("invalid_timestamp", span, message, is_ambiguous=is_ambiguous)
    if counted is None:
        # Of a frame that does not exist the second is known: most likely it is near its end.
        last = f"{time[1][:-2]}{captions.frame_numbers - 1:02d}"
        guessed = re.match(_TIME, last)
        frame = max(frame, _frames(captions, guessed) or 0) if guessed else frame
    else:
        frame = counted
        if is_exact:
            _check_mark(captions, time, span)
    bad: list[Span] = []
    for word in re.finditer(r"[^ \t]+", line[0][time.end() :]):
        offset = line.start() + time.end() + word.start()
        pair = int(word[0], 16) if re.fullmatch("[0-9A-Fa-f]{4}", word[0]) else -1
        first, second = pair >> 8, pair & 0xFF
        if pair < 0 or not odd_parity(first) or not odd_parity(second):
            bad.append(Span(offset, offset + len(word[0])))
        if pair >= 0:
            decoder.take(first & 0x7F, second & 0x7F, offset, frame)
        if not is_read:
            captions.guessed_frames.add(frame)
        frame += 1
    if bad:
        unread = [
            span for span in bad if not re.fullmatch("[0-9A-Fa-f]{4}", captions.text[slice(*span)])
        ]
        first_bad = (unread or bad)[0]
        shown = quote(captions.text[first_bad.start : first_bad.end])
        reason = "is no pair of bytes with odd parity"
        more = (
            f", nor {'is' if len(bad) == 2 else 'are'} {plural(len(bad) - 1, 'other')} on the line"
        )
        message = f"{shown} {reason}{more if len(bad) > 1 else ''}"
        captions.notice("scc_bad_code", first_bad, message, "unread" if unread else "")
    return frame


def _check_mark(captions: _Captions, time: re.Match[str], span: Span) -> None:
    """Notice a number that drop frame leaves out, and the first time that is counted in the other way."""
    mark = time[2]
    _, minutes, seconds, frames = map(int, re.findall("[0-9]+", time[1]))
    drops = mark == ";" and captions.frame_numbers == 30
    if drops and minutes % 10 and not seconds and frames < 2:
        message = f"{quote(time[1])} counts a frame that drop frame leaves out: after {minutes - 1:02d}:59;29 comes {minutes:02d}:00;02"
        captions.notice("invalid_timestamp", span, message, "dropped", is_ambiguous=True)
    if captions.mark is None:
        captions.mark = mark
    elif captions.mark not in ("", mark):
        message = (
            f"{quote(time[1])} has {quote(mark)} before its frames, and the times above have "
            f"{quote(captions.mark)}: drop frame and non-drop frame are mixed"
        )
        captions.notice("invalid_timestamp", span, message, "mixed", is_ambiguous=True)
        captions.mark = ""


def _fault(captions: _Captions, time: re.Match[str]) -> str:
    """What is wrong with a time that cannot be."""
    if not time[2]:
        return f"is no time{fault(time[1])}{_WANTED}"
    fields = re.findall("[0-9]+", time[1])
    _, minutes, seconds, frames = map(int, fields)
    per_second = captions.frame_numbers
    if time[1][0] == "-":
        return "is before the start of the programme"
    if time[2] not in ":;":
        return f"has {quote(time[2])} before its frames{_WANTED}"
    if ";" in time[1].rpartition(time[2])[0]:
        return f'has a ";" before its minutes or seconds{_WANTED}'
    if any(len(field) != 2 for field in fields):
        return f"has a field of other than two digits{_WANTED}"
    if minutes > 59 or seconds > 59:
        return "has minutes or seconds above 59"
    return f"counts frame {frames}; the frames of a second are 0 to {per_second - 1}"


def _is_exact(time: re.Match[str]) -> bool:
    """Whether a time is written as it should be, whatever its numbers."""
    return re.fullmatch("[0-9]{2}:[0-9]{2}:[0-9]{2}[:;][0-9]{2}", time[1]) is not None


def _frames(captions: _Captions, time: re.Match[str]) -> int | None:
    """The number of a frame from the start; None where the time cannot be."""
    if not time[2]:
        return None
    fields = re.findall("[0-9]+", time[1])
    hours, minutes, seconds, frames = map(int, fields)
    per_second = captions.frame_numbers
    if time[1][0] == "-" or minutes > 59 or seconds > 59 or frames >= per_second:
        return None
    count = ((hours * 60 + minutes) * 60 + seconds) * per_second + frames
    if time[2] == ";" and per_second == 30:
        # Drop frame: two numbers are left out each minute, except every tenth.
        passed = hours * 60 + minutes
        count -= 2 * (passed - passed // 10)
    return count


def _make_cues(captions: _Captions, shown: list[Caption], lines: list[int]) -> None:
    """Cues that tile the text: each up to where the codes of the next begin."""
    text = captions.text
    shown = [caption for caption in shown if caption.runs()]
    starts: list[int] = []
    previous = -1
    for caption in shown:
        line_start = lines[bisect_right(lines, caption.first) - 1]
        starts.append(line_start if line_start > previous else caption.first)
        previous = caption.last
    end = starts[0] if starts else len(text)
    if end:
        kind = "header" if starts or captions.times else "junk"
        kind = kind if text.strip(" \t\r\n") else "blank"
        captions.blocks.append(Block(kind, Span(0, end)))
    for number, caption in enumerate(shown, 1):
        start = starts[number - 1]
        stop = starts[number] if number < len(shown) else len(text)
        timing, readable = captions.times.get(start, (Span(start, start), True))
        cue = Cue(
            number,
            "",
            captions.milliseconds(caption.start),
            captions.milliseconds(caption.end),
            start,
            timing.start,
            timing.end,
            caption.first,
            min(stop, caption.last + 4),
            stop,
        )
        if not readable or {caption.start, caption.end} & captions.guessed_frames:
            captions.guessed.add(number)
        captions.cues.append(cue)
        captions.events.append(
            Event(cue.start_ms, cue.end_ms, caption.runs(), caption.placement(), cue=number)
        )
