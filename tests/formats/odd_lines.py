"""Lines that look blank or nearly so, of which each format says what they are."""

ODD_LINES = ("X", " X ", "\u00a0", "\u3000 ", "\f", "\ufeff", "\u200b", "\x0b\t", "-", "_", "\0")
