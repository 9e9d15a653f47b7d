"""One event for each thing that a timeline can hold or a text can be, by what it shows; its cue is the seventh."""

from __future__ import annotations

from caption_qa_action.core.timeline import Event, Placement, Run, Style

CUE = 7
_START_MS, _END_MS = 61_230, 63_450


def _event(*runs: Run | str, **fields: object) -> Event:
    made = tuple(Run(run) if isinstance(run, str) else run for run in runs)
    return Event(_START_MS, _END_MS, made, cue=CUE)._replace(**fields)  # type: ignore[arg-type]


USUAL = _event("One")


def _noted(text: str, name: str, value: str) -> Run:
    """Text with a speaker, a language or an annotation."""
    return Run(text, **{name: value})  # type: ignore[arg-type]


LOOKS = {
    "bold": Style(bold=True),
    "italic": Style(italic=True),
    "underline": Style(underline=True),
    "strike": Style(strike=True),
    "color": Style(color="#ffff00"),
}
_USUAL = Style()._asdict()
_EVERY = Style(True, True, True, True, "#ffff00")
_ANNOTATIONS = {"speaker": "Ann", "language": "ja", "ruby": "two"}
_ALIGNS, _VERTICALS = ("left", "center", "right"), ("top", "middle", "bottom")

_looks = {
    **{name: _event(Run("One", style), " two") for name, style in LOOKS.items()},
    **{f"{name} of a blank": _event("One", Run(" ", style), "two") for name, style in LOOKS.items()},
    **{f"{name} over lines": _event(Run("One\ntwo", style)) for name, style in LOOKS.items()},
    **{f"less than all: {name}": _event(Run("One", _EVERY), Run(" two", _EVERY._replace(**{name: _USUAL[name]})))
       for name in LOOKS},
    "colour without a name": _event(Run("One", Style(color="#123456"))),
    "colour that is opaque": _event(Run("One", Style(color="#ffff00ff"))),
    "colour that is half transparent": _event(Run("One", Style(color="#ffff0080")), " two"),
    "colour that is no colour": _event(Run("One", Style(color="#ffff00zz"))),
    "looks within each other": _event(
        Run("One", Style(bold=True)), Run(" two", Style(bold=True, italic=True)), Run(" three", Style(italic=True))
    ),
    "look that begins and ends at a line end": _event("One", Run("\ntwo\n", Style(italic=True)), "three"),
    "alike side by side": _event(Run("One", Style(italic=True)), Run(" two", Style(italic=True))),
}  # fmt: skip
_annotated = {
    **{name: _event(_noted("One", name, value)) for name, value in _ANNOTATIONS.items()},
    **{f"{name} of a part": _event(_noted("One", name, value), " two") for name, value in _ANNOTATIONS.items()},
    **{f"{name} of a blank": _event("One", _noted(" ", name, value), "two") for name, value in _ANNOTATIONS.items()},
    **{f"{name} of lines": _event(_noted("One\ntwo", name, value)) for name, value in _ANNOTATIONS.items()},
    **{f"{name} with signs": _event(_noted("One", name, 'a,b <i> & "c"\nd')) for name in _ANNOTATIONS},
    "two speakers": _event(Run("One", speaker="Ann"), Run(" two", speaker="Bob")),
    "second speaker": _event("One", Run(" two", speaker="Bob")),
}  # fmt: skip
_placed = {
    **{f"{vertical} {align}": _event("One", placement=Placement(align, vertical)) for vertical in _VERTICALS for align in _ALIGNS},
    **{f"exact, {vertical} {align}": _event("One", placement=Placement(align, vertical, 12.5, 87.125))
       for vertical in _VERTICALS for align in _ALIGNS},
    "exact column": _event("One", placement=Placement(x_percent=40.0)),
    "exact row": _event("One", placement=Placement(y_percent=40.0)),
    "exact row at the left top": _event("One", placement=Placement("left", "top", None, 40.0)),
    "outside the picture": _event("One", placement=Placement(x_percent=-5.0, y_percent=105.0)),
    "no number": _event("One", placement=Placement(x_percent=float("nan"))),
    "vertical to the left": _event("One", placement=Placement(writing="rl")),
    "vertical to the right": _event("One", placement=Placement("left", "top", writing="lr")),
    "vertical, exact": _event("One", placement=Placement("left", "top", 10.0, 30.0, "rl")),
    "layer": _event("One", layer=3),
    "no dialogue": _event("One", dialogue=False),
}  # fmt: skip
_identified = {
    f"identifier {name}": _event("One", identifier=identifier)
    for name, identifier in {
        "that is a word": "intro", "that is the number": "1", "that is another number": "7", "of two lines": " a\nb ",
        "that begins a comment": "NOTE 1", "with an arrow": "a --> b", "of the writer": "region_1", "of blanks": " \n",
        "that is no name": "1 two", "with signs": 'a<b&"c"',
    }.items()
}  # fmt: skip
_timed = {
    f"times {name}": _event("One", start_ms=start_ms, end_ms=end_ms)
    for name, (start_ms, end_ms) in {
        "before zero": (-1500, 500), "both before zero": (-1500, -500), "that are the same": (1000, 1000),
        "of less than a hundredth": (1001, 1004), "of a thousandth": (1001, 1015), "backwards": (2000, 1000),
        "of many hours": (359_999_000, 360_000_000), "of a thousand hours": (3_599_999_000, 3_600_000_000),
        "of a million hours": (3_600_000_000_000, 3_600_000_001_000), "of the latest that JSON has": (-(10**14), 10**14),
        "later than all": (10**14 + 1, 2 * 10**14), "before all": (-(10**14) - 1, 0),
    }.items()
}  # fmt: skip
_texts = {
    name: _event(*(Run(part, look) for part, look in zip(text.split("|"), (Style(), Style(italic=True), Style()), strict=False)))
    for name, text in {
        "nothing": "", "blanks": " \n \t", "NUL": "a\0b", "CR": "a\rb\r\nc", "blank lines": "\n\nOne\n \n|two\n\n|three\n",
        "control characters": "a\x01b\x1b[0m\ufffe", "half a pair": "a\ud800b", "blanks to keep": "  a  b\tc \n d",
        "right to left": "שלום", "references": "&amp; &lt; & <", "tags": "<i>a</i> <br> <4> <v Bob> <b", "tag of two parts": "a <|b> c",
        "brackets": "{\\an8}a {b} [br] [BR]", "backslashes": "a\\Nb \\h \\{ c\\", "backslash at a look": "a\\|b",
        "arrows": "a --> b ---> c -> d", "number above times": "2\n00:00:01,000 --> 00:00:02,000\na",
        "times of SRT": "00:00:01,000 --> 00:00:02,000", "times of WebVTT": "a\n00:01.000 --> 00:02.000",
        "times of SBV": "a\n0:00:01.000,0:00:02.000", "words of WebVTT": "NOTE a\nSTYLE", "number above a clock": "5\n10:20:30",
        "no-break space": "\u00a0\n\u00a0a", "separators": "a\u2028b\u0085c",
    }.items()
}  # fmt: skip
EVENTS = {
    **_looks,
    **_annotated,
    **_placed,
    **_identified,
    **_timed,
    **{f"text: {name}": event for name, event in _texts.items()},
}
