"""What whole numbers without a unit mean in a TTML document, which allows none."""

from __future__ import annotations

from itertools import islice

from caption_qa_action.core.xml import Element
from caption_qa_action.formats.ttml.lyrics import first_elements

# So many elements show how the times are meant (chosen).
_LOOKED_AT = 200
# No caption is shown for so many seconds: a minute and a half (chosen).
_LONGEST_S = 90


def unit_ms(root: Element) -> int:
    """The milliseconds of one: of seconds, or of milliseconds where captions in seconds would stay for minutes."""
    lengths: list[int] = []
    for element in islice(first_elements(root), _LOOKED_AT):
        begin, end, duration = map(element.get, ("begin", "end", "dur"))
        if duration and duration.isdecimal():
            lengths.append(int(duration[:18]))
        elif begin and end and begin.isdecimal() and end.isdecimal():
            lengths.append(int(end[:18]) - int(begin[:18]))
    return 1 if lengths and sorted(lengths)[len(lengths) // 2] > _LONGEST_S else 1000
