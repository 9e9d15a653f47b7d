"""Scenarist closed captions: pop-on, roll-up and paint-on, drop-frame times, special characters, damage."""

from __future__ import annotations

# Control codes of channel 1, with odd parity (CTA-608-E, tables 49 to 52).
_POP_ON, _ROLL_UP_2, _ROLL_UP_3, _PAINT_ON = "9420", "9425", "9426", "9429"
_ERASE_SCREEN, _ERASE_LOADED, _END_OF_CAPTION, _NEW_ROW = "942c", "94ae", "942f", "94ad"
_ROW_15, _ROW_14, _ROW_1_ITALIC = "9470", "9440", "91ae"


def _code(code: str) -> str:
    """A control code, sent twice as broadcasters do."""
    return f"{code} {code}"


def _text(text: str) -> str:
    """Pairs of characters with odd parity."""
    bytes_ = [byte if byte.bit_count() % 2 else byte | 0x80 for byte in text.encode("ascii")]
    bytes_ += [0x80] * (len(bytes_) % 2)
    return " ".join(f"{bytes_[at]:02x}{bytes_[at + 1]:02x}" for at in range(0, len(bytes_), 2))


def _file(*lines: str) -> str:
    return (
        "Scenarist_SCC V1.0\n\n" + "\n\n".join(line.replace(" ", "\t", 1) for line in lines) + "\n"
    )


def _pop_on(time: str, *parts: str) -> str:
    words = " ".join(parts)
    return f"{time} {_code(_ERASE_LOADED)} {_code(_POP_ON)} {words} {_code(_END_OF_CAPTION)}"


def _clear(time: str) -> str:
    return f"{time} {_code(_ERASE_SCREEN)}"


def _rolled(time: str, text: str, mode: str = _ROLL_UP_2) -> str:
    return f"{time} {_code(mode)} {_code(_NEW_ROW)} {_code(_ROW_15)} {_text(text)}"


_LINES = (
    _pop_on(
        "00:00:01:00",
        _code(_ROW_14),
        _text("The keeper counts"),
        _code(_ROW_15),
        _text("the boats."),
    ),
    _clear("00:00:03:00"),
    _pop_on("00:00:04:00", _code(_ROW_1_ITALIC), _text("Two are missing.")),
    _clear("00:00:06:00"),
    _pop_on("00:00:07:00", _code(_ROW_15), _text("Nobody sleeps.")),
    _clear("00:00:09:00"),
)
_PLAIN = _file(*_LINES)

FILES: dict[str, str | bytes] = {
    "pop-on.scc": _PLAIN,
    "crlf.scc": _PLAIN.replace("\n", "\r\n"),
    "drop-frame.scc": _PLAIN.replace("00:00:01:00", "00:00:59;28")
    .replace("00:00:03:00", "00:01:02;02")
    .replace("00:00:0", "00:10:0")
    .replace("00:10:04:", "00:10:04;")
    .replace("00:10:06:", "00:10:06;")
    .replace("00:10:07:", "00:10:07;")
    .replace("00:10:09:", "00:10:09;"),
    "roll-up.scc": _file(
        _rolled("00:00:01:00", "Two rows roll"),
        _rolled("00:00:03:00", "as they are spoken"),
        _rolled("00:00:05:00", "and three from here", _ROLL_UP_3),
        _clear("00:00:08:00"),
    ),
    "paint-on.scc": _file(
        f"00:00:01:00 {_code(_PAINT_ON)} {_code(_ROW_15)} {_text('Letter by letter')}",
        _clear("00:00:04:00"),
    ),
    # A music note (9137), an accented letter that replaces the plain one before it (92a1).
    "special-characters.scc": _file(
        _pop_on("00:00:01:00", _code(_ROW_15), _code("9137"), _text("caf E"), _code("92a1")),
        _clear("00:00:03:00"),
    ),
    "damaged-parity.scc": _PLAIN.replace("9420 9420", "1420 1420"),
    "damaged-word.scc": _PLAIN.replace("9470 9470", "9470 94"),
    "damaged-time.scc": _PLAIN.replace("00:00:04:00", "00:00:04:77"),
    "damaged-no-header.scc": _PLAIN.partition("\n\n")[2],
    "damaged-order.scc": _file(_LINES[2], _LINES[0], _LINES[5]),
    "damaged-letters.scc": _PLAIN.replace("942c 942c", "942c xyzq"),
}  # fmt: skip
