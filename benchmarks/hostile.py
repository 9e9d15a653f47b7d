"""Texts made to be slow: each makes a reader, a pattern or a rule look at the same text again."""

from __future__ import annotations

from collections.abc import Callable

from cues import clock


def one_cue(format: str, text: str) -> str:
    """A file of one good cue that shows `text`."""
    head = "WEBVTT\n\n" if format == "vtt" else "1\n"
    return f"{head}{clock(1000, format)} --> {clock(5000, format)}\n{text}\n"


def many(format: str, size: int, block: Callable[[int], str]) -> str:
    """A file of cues made by `block(index)` until it has `size` characters."""
    blocks = ["WEBVTT\n\n" if format == "vtt" else ""]
    length, index = 0, 0
    while length < size:
        made = block(index)
        blocks.append(made)
        length += len(made)
        index += 1
    return "".join(blocks)


def _same_time(format: str, size: int) -> str:
    line = f"{clock(1000, format)} --> {clock(5000, format)}\n"
    return many(format, size, lambda index: f"{index + 1}\n{line}Word {index}.\n\n")


def _nested_times(format: str, size: int) -> str:
    end = clock(35_999_000, format)
    return many(
        format,
        size,
        lambda index: f"{index + 1}\n{clock(1000 + index, format)} --> {end}\nWord {index}.\n\n",
    )


def _backwards(format: str, size: int) -> str:
    def block(index: int) -> str:
        start_ms = 300_000_000 - index * 2000
        times = f"{clock(start_ms, format)} --> {clock(start_ms + 1500, format)}"
        return f"{index + 1}\n{times}\nWord {index}.\n\n"

    return many(format, size, block)


def _same_identifier(format: str, size: int) -> str:
    def block(index: int) -> str:
        times = f"{clock(index * 2000, format)} --> {clock(index * 2000 + 1500, format)}"
        return f"7\n{times}\nThe same words.\n\n"

    return many(format, size, block)


def _settings(format: str, size: int) -> str:
    head = "WEBVTT\n\n" if format == "vtt" else "1\n"
    line = f"{clock(1000, format)} --> {clock(5000, format)}"
    return f"{head}{line}{' line:1' * (size // 7)}\nWords.\n"


def _blocks(word: str) -> Callable[[str, int], str]:
    def make(format: str, size: int) -> str:
        body = f"{word}\nsome text\n\n" * (size // (len(word) + 12))
        return f"{'WEBVTT' if format == 'vtt' else '1'}\n\n{body}{one_cue('srt', 'Words.')}"

    return make


def _long_block(word: str, unit: str) -> Callable[[str, int], str]:
    def make(format: str, size: int) -> str:
        body = unit * (size // len(unit))
        return f"{'WEBVTT' if format == 'vtt' else '1'}\n\n{word}\n{body}\n\n{one_cue('srt', 'W.')}"

    return make


def _bare(unit: str) -> Callable[[str, int], str]:
    """A file of nothing but one unit, so that no cue is ever found, or nothing else."""

    def make(format: str, size: int) -> str:
        return ("WEBVTT\n\n" if format == "vtt" else "") + unit * (size // len(unit))

    return make


def _line(unit: str) -> Callable[[str, int], str]:
    """One cue with one line of a repeated unit."""
    return lambda format, size: one_cue(format, unit * (size // len(unit)))


# Each makes a text of a format with so many characters, or a few more.
HOSTILE: dict[str, Callable[[str, int], str]] = {
    "less-than signs": _line("<"),
    "greater-than signs": _line(">"),
    "opening tags": _line("<i>"),
    "opening tags, long": _line("<a "),
    "closing tags": _line("</i>"),
    "tag pairs, misnested": _line("<i><b></i></b>"),
    "voice tags": _line("<v A>"),
    "tag with classes": lambda format, size: one_cue(format, "<c" + ".a" * (size // 2) + ">x</c>"),
    "inner timestamps": _line("<00:00:02.000>"),
    "override blocks": _line("{\\"),
    "override blocks, closed": _line("{\\an8}"),
    "opening braces": _line("{"),
    "ampersands": _line("&"),
    "character references": _line("&amp;"),
    "character references, open": _line("&#1"),
    "brackets": _line("("),
    "brackets, mixed": _line("[({"),
    "quotes": _line('"'),
    "apostrophes": _line("'"),
    "full stops": _line("."),
    "dashes": _line("- "),
    "music notes": _line("♪"),
    "spaces": _line(" "),
    "spaces around words": _line("a  "),
    "tabs": _line("\t"),
    "ideographic spaces": _line("\u3000"),
    "no-break spaces": _line("\u00a0"),
    "one long word": _line("a"),
    "one word, repeated": _line("word "),
    "capitals": _line("WORD "),
    "digits in text": _line("1234567890"),
    "wide characters": _line("字"),
    "combining marks": _line("\u0301"),
    "emoji, joined": _line("👩\u200d"),
    "flags": _line("🇩🇪"),
    "zero-width characters": _line("\u200b"),
    "bidirectional controls": _line("\u202e"),
    "mojibake": _line("Ã©"),
    "replacement characters": _line("\ufffd"),
    "byte order marks": _line("\ufeff"),
    "NUL characters": _line("\x00"),
    "control characters": _line("\x1b["),
    "line separators": _line("\u2028"),
    "addresses": _line("www.a."),
    "at signs": _line("a@"),
    "arrows in text": _line("-->"),
    "lines in one cue": _line("word\n"),
    "lines of dashes": _line("- word\n"),
    "arrow lines": _bare("-->\n"),
    "arrow lines with times": _bare("00:00:01.000 --> 00:00:02.000\n"),
    "half timing lines": _bare("00:00:01,000 -->\n"),
    "blank lines": _bare("\n"),
    "lines of one space": _bare(" \n"),
    "digit lines": _bare("1\n"),
    "digits in one line": _bare("1"),
    "colons": _bare("00:"),
    "digits in a timing line": lambda format, size: (
        f"1\n{'1' * size}:00:01,000 --> 00:00:02,000\nx\n"
    ),
    "spaces in a timing line": lambda format, size: (
        f"1\n00:00:01,000{' ' * size}--> 00:00:02,000\nx\n"
    ),
    "spaces after a timing line": lambda format, size: (
        f"1\n00:00:01,000 --> 00:00:02,000{' ' * size}x\nx\n"
    ),
    "foreign digits": _bare("٠٠:٠٠:٠١,٠٠٠ --> ٠٠:٠٠:٠٢,٠٠٠\n"),
    "cue settings": _settings,
    "carriage returns": _bare("\r"),
    "mixed line ends": _bare("a\r\nb\rc\n"),
    "cues at the same time": _same_time,
    "cues inside each other": _nested_times,
    "cues in reverse": _backwards,
    "cues with the same words and number": _same_identifier,
    "headers": _blocks("WEBVTT"),
    "comments": _blocks("NOTE"),
    "regions": _blocks("REGION"),
    "styles": _blocks("STYLE"),
    "style without end": _long_block("STYLE", "a{"),
    "style comments": _long_block("STYLE", "/*"),
    "region settings": _long_block("REGION", "id:a\n"),
    "arrows in a comment": _long_block("NOTE", "a --> b "),
}
