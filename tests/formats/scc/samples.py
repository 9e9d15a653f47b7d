"""SCC: places, looks and characters by their codes, modes, times and damage."""

from __future__ import annotations

from tests.captions.dialects.scc import (
    _END_OF_CAPTION,
    _ERASE_LOADED,
    _NEW_ROW,
    _PAINT_ON,
    _POP_ON,
    _ROLL_UP_2,
    _clear,
    _code,
    _file,
    _pop_on,
    _text,
)
from tests.formats.odd_lines import ODD_LINES


def _pair(first: int, second: int) -> str:
    """A pair of bytes with odd parity."""
    return "".join(
        f"{byte if byte.bit_count() % 2 else byte | 0x80:02x}" for byte in (first, second)
    )


def _shown(*parts: str) -> str:
    return _file(_pop_on("00:00:01:00", *parts), _clear("00:00:03:00"))


_ROWS = {
    1: (0x11, 0x40),
    4: (0x12, 0x60),
    5: (0x15, 0x40),
    6: (0x15, 0x60),
    7: (0x16, 0x40),
    10: (0x17, 0x60),
    11: (0x10, 0x40),
    12: (0x13, 0x40),
    15: (0x14, 0x60),
}
_TIMES = (
    "00:00:05:00", "00:00:05;00", "00:00:05.00", "00:00:05,00", "00:61:05:00", "00:00:61:00", "00:00:05:30", "0:00:05:00", "-00:00:05:00",
    "00:01:00;00", "00:01:00;01", "00:01:00;02", "00:10:00;00", "xx:00:05:00", "000:00:05:00",
)  # fmt: skip
SAMPLES: dict[str, str | bytes] = {
    **{f"odd line {number}.scc": 'Scenarist_SCC V1.0\n\n00:00:01:00\t9420 9420 4f6e e580 942f 942f\n' + line + '\n00:00:03:00\t942c 942c\n' for number, line in enumerate(ODD_LINES)},
    **{f"row-{row}-column-{indent * 4}.scc": _shown(_code(_pair(first, second + 0x10 + indent * 2)), _text("One"))
       for row, (first, second) in _ROWS.items() for indent in (0, 3, 7)},
    **{f"look-{bits}.scc": _shown(_code(_pair(0x14, 0x60 + bits)), _text("One"), _code(_pair(0x11, 0x2F - bits)), _text("two")) for bits in range(16)},
    **{f"centred-{length}.scc": _shown(_code(_pair(0x14, 0x76)), _text("x" * length)) for length in (4, 8, 9, 10, 12, 16, 17, 20)},
    "two-rows.scc": _shown(_code(_pair(0x14, 0x40)), _text("One"), _code(_pair(0x14, 0x7E)), _text("two of it")),
    "two-rows-right.scc": _shown(_code(_pair(0x14, 0x5E)), _text("abcd"), _code(_pair(0x14, 0x7C)), _text("abcdefgh")),
    "tabs.scc": _shown(_code(_pair(0x14, 0x70)), _code(_pair(0x17, 0x21)), _text("a"), _code(_pair(0x17, 0x23)), _text("b")),
    "special.scc": _shown(*(_code(_pair(0x11, code)) for code in range(0x30, 0x40))),
    "extended-12.scc": _shown(*(f"{_text('ab')} {_code(_pair(0x12, code))}" for code in range(0x20, 0x30))),
    "extended-13.scc": _shown(*(f"{_text('ab')} {_code(_pair(0x13, code))}" for code in range(0x20, 0x30))),
    "standard.scc": _shown(_text("*\\^_`{|}~")),
    "backspace.scc": _shown(_text("abcd"), _code(_pair(0x14, 0x21)), _text("ef")),
    "delete-to-end.scc": _shown(_code(_pair(0x14, 0x70)), _text("abcdef"), _code(_pair(0x14, 0x70)), _code(_pair(0x17, 0x22)), _code(_pair(0x14, 0x24))),
    "channel-2.scc": _shown(_text("One"), _code(_pair(0x1C, 0x20)), _text("other"), _code(_pair(0x14, 0x20)), _text("two")),
    "text-mode.scc": _shown(_text("One"), _code(_pair(0x14, 0x2A)), _text("hidden"), _code(_pair(0x14, 0x20)), _text("two")),
    "extended-data.scc": _shown(_text("One"), "0101", _pair(0x0F, 0x40), _text("two")),
    "paint-on.scc": _file(f"00:00:01:00 {_code(_PAINT_ON)} {_text('One')}", f"00:00:03:00 {_code(_PAINT_ON)} {_text(' two')}", _clear("00:00:05:00")),
    **{
        f"backspace-in-{name}.scc": _file(
            f"00:00:01:00 {_code(mode)} {_code(_pair(0x14, 0x70))} {_text('Onex')} {_code(_pair(0x14, 0x21))} {_text('ly')}",
            f"00:00:03:00 {_code(_POP_ON)}",
        )
        for name, mode in (("roll-up", _ROLL_UP_2), ("paint-on", _PAINT_ON))
    },
    **{
        f"delete-to-end-in-{name}.scc": _file(
            f"00:00:01:00 {_code(mode)} {_code(_pair(0x14, 0x70))} {_text('Onex')} {_code(_pair(0x14, 0x21))} {_code(_pair(0x14, 0x24))} {_text('ly')}",
            f"00:00:03:00 {_code(_POP_ON)}",
        )
        for name, mode in (("roll-up", _ROLL_UP_2), ("paint-on", _PAINT_ON))
    },
    "roll-up.scc": _file(f"00:00:01:00 {_code(_ROLL_UP_2)} {_text('One')}", f"00:00:03:00 {_code(_NEW_ROW)} {_text('two')}", f"00:00:05:00 {_code(_POP_ON)}"),
    "never-shown.scc": _file(f"00:00:01:00 {_code(_POP_ON)} {_text('One')}", f"00:00:03:00 {_code(_ERASE_LOADED)} {_code(_END_OF_CAPTION)}"),
    "loaded-at-the-end.scc": _file(_pop_on("00:00:01:00", _text("One")), f"00:00:03:00 {_code(_POP_ON)} {_text('two')}"),
    **{f"time {time}.scc": _file(_pop_on("00:00:01:00", _text("One")), _pop_on(time, _text("two"))) for time in _TIMES},
    "lines.scc": "Scenarist_SCC V1.0 and more\n\nwords of nobody\n01:xx words\n00:00:01:00\t9420 9420 4f6e zzzz 1234 e580 942f 942f\n12:00\tword\n",
    "parity.scc": "Scenarist_SCC V1.0\n\n00:00:01:00\t9420 9420 4f6e 1234 e580 942f 942f\n",
    "no-header.scc": "00:00:01:00\t9420 9420 4f6e e580 942f 942f\n",
    "blank.scc": " \n",
}  # fmt: skip
