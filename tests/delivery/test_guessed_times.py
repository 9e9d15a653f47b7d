"""A time that is a guess is named as one, from every format, in every conversion and delivery."""

from __future__ import annotations

import pytest

from caption_qa_action.core.source import Source
from caption_qa_action.core.timeline import TIME_LOSSES
from caption_qa_action.delivery.convert import convert
from caption_qa_action.files.decode import decode
from caption_qa_action.formats import FORMATS, parse
from caption_qa_action.presets import load, names
from tests.captions import generated
from tests.delivery.delivering import delivered

WRITTEN = [name for name in FORMATS if FORMATS[name].is_written]
# One preset for each format of delivery.
PRESETS = {load(preset).output: preset for preset in names()}


def _srt(start: str, end: str) -> str:
    return f"1\n{start} --> {end}\nOne\n\n2\n00:02:04,000 --> 00:02:05,000\nTwo\n"


def _vtt(start: str, end: str) -> str:
    return f"WEBVTT\n\n{start} --> {end}\nOne\n\n02:04.000 --> 02:05.000\nTwo\n"


def _sbv(start: str, end: str) -> str:
    return f"{start},{end}\nOne\n\n0:02:04.000,0:02:05.000\nTwo\n"


def _ttml(times: str, attributes: str = "") -> str:
    return (
        f'<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttp="http://www.w3.org/ns/ttml#parameter"{attributes}><body><div>'
        f'<p {times}>One</p><p begin="124s" end="125s">Two</p></div></body></tt>'
    )


def _ass(start: str, end: str) -> str:
    return (
        "[Script Info]\nScriptType: v4.00+\n\n[V4+ Styles]\nFormat: Name\nStyle: Default\n\n[Events]\nFormat: Start, End, Text\n"
        f"Dialogue: {start},{end},One\nDialogue: 0:02:04.00,0:02:05.00,Two\n"
    )


def _json(start: str, end: str) -> str:
    return f'{{"cues": [{{"startMs": {start}, "endMs": {end}, "text": "One"}}, {{"startMs": 124000, "endMs": 125000, "text": "Two"}}]}}'


def _whisper(start: str, end: str) -> str:
    return f'{{"text": "", "segments": [{{"start": {start}, "end": {end}, "text": "One"}}, {{"start": 124, "end": 125, "text": "Two"}}]}}'


def _srv1(times: str) -> str:
    return f'<transcript><text {times}>One</text><text start="124" dur="1">Two</text></transcript>'


def _sami(*syncs: str) -> str:
    return f"<SAMI><BODY>{''.join(f'<SYNC Start={sync}' for sync in syncs)}</BODY></SAMI>"


def _scc(*times: str) -> str:
    lines = [
        f"{time}\t{'942c 942c' if at % 2 else '9420 9420 4f6e e580 942f 942f'}"
        for at, time in enumerate(times)
    ]
    return "\n\n".join(["Scenarist_SCC V1.0", *lines, ""])


# Times of each format that nobody can read, that nothing states, that are read in two ways, and that no video has.
GUESSED = {
    "srt": [
        _srt(*times)
        for times in (
            ("00:00:xx,000", "00:00:03,000"),
            ("00:00:01,000", ""),
            ("00:00:01,5", "00:00:03,000"),
            ("00:00:01,000", "00:00:75,000"),
            ("-00:00:01,000", "00:00:03,000"),
            ("00:00:03,000", "00:00:01,000"),
        )
    ],
    "webvtt": [
        _vtt(*times)
        for times in (
            ("00:xx.000", "00:03.000"),
            ("00:01.5", "00:03.000"),
            ("00:01.000", "00:75.000"),
            ("-00:01.000", "00:03.000"),
            ("00:03.000", "00:01.000"),
        )
    ],
    "sbv": [
        _sbv(*times)
        for times in (
            ("0:00:xx.000", "0:00:03.000"),
            ("0:00:01.5", "0:00:03.000"),
            ("0:00:01.000", "0:00:75.000"),
            ("-0:00:01.000", "0:00:03.000"),
            ("0:00:03.000", "0:00:01.000"),
        )
    ],
    "ttml": [
        *(
            _ttml(times)
            for times in (
                'begin="x" end="3s"',
                'begin="1s" end="x"',
                'begin="1s"',
                'begin="1" end="3"',
                'begin="00:00:01.000" end="00:00:75.000"',
                'begin="-1s" end="3s"',
                'begin="wallclock(12:00)" end="3s"',
            )
        ),
        _ttml('begin="00:00:01:31" end="3s"', ' ttp:frameRate="25"'),
        _ttml(
            'begin="00:01:00:00" end="62s"', ' ttp:frameRate="30" ttp:timeBase="smpte" ttp:dropMode="dropNTSC"'
        ),
    ],
    "ass": [
        _ass(*times)
        for times in (("x", "0:00:03.00"), ("0:00:01.00", ""), ("0:00:01.000", "0:00:03.000"), ("0:00:03.00", "0:00:01.00"))
    ],
    "json": [_json(*times) for times in (('"x"', "3000"), ("1000", "null"), ("-5", "3000"), ("3000", "1000"))]
    + ['{"cues": [{"startMs": 1.5, "endMs": 3.5, "text": "One"}, {"startMs": 4.0, "endMs": 5.25, "text": "Two"}]}'],
    "asr_json": [_whisper(*times) for times in (("null", "3"), ("1", "null"), ("-1", "3"), ("3", "1"))],
    "asr_console": ["[00:00.000 --> 00:0x.000]  One\n[02:04.000 --> 02:05.000]  Two\n"],
    "timedtext": [_srv1(times) for times in ('start="x" dur="1"', 'start="1"', 'dur="1"')],
    "sami": [
        _sami("x><P>One", "4000><P>Two", "6000><P>&nbsp;"),
        _sami("1000><P>One", "x><P>&nbsp;", "6000><P>Two", "7000><P>&nbsp;"),
        _sami("1000><P>One", "4000><P>Two"),
    ],
    "scc": [
        _scc("00:00:01:31", "00:00:03:00"),
        _scc("00:00:01:00", "00:00:03:31"),
        _scc("00:00:01:00", "00:00:03;00"),
        _scc("00:00:58;00", "00:01:00;01"),
        _scc("00:00:01:00"),
    ],
    "spruce_stl": ["$FontName = Arial\n00:00:01:00 , 00:00:03:00 , One\n00:00:04:00 , 00:00:05:00 , Two\n"],
    "microdvd": ["{25}{50}One\n{75}{100}Two\n", "{1}{1}25\n{25}{50}One\n{75}{}Two\n", "{1}{1}25\n{2x}{50}One\n{75}{80}Two\n"],
    "mpl2": ["[10][30]One\n[40][]Two\n", "[10][30]One\n[4x][50]Two\n[60][70]Three\n"],
    "lrc": ["[00:01.00]One\n[00:04.00]Two\n", "[00:0x.00]One\n[00:04.00]Two\n[00:05.00]\n", "[00:75.00]One\n[01:44.00]Two\n[01:45.00]\n"],
    "csv": [f'start,end,text\n{times},"One"\n4000,5000,"Two"\n' for times in ("x,3000", "1000,", "-1000,3000")],
    "tsv": [f"start\tend\ttext\n{times}\tOne\n4000\t5000\tTwo\n" for times in ("x\t3000", "1000\t", "-1000\t3000")],
}  # fmt: skip
FILES = [
    (f"{format} {number}{FORMATS[format].traits.usual_suffix}", text.encode())
    for format, texts in GUESSED.items()
    for number, text in enumerate(texts)
] + [
    (caption.name, caption.data)
    for caption in generated()
    if caption.id in ("stl/damaged-time.stl", "fcpxml/damaged-time.fcpxml", "fcpxml/damaged-missing.fcpxml")
]  # fmt: skip


STL = next(caption.data for caption in generated() if caption.id == "stl/accents.stl")
FILES.append(("rate.stl", STL.replace(b"STL25.01", b"STL99.01", 1)))


def test_the_letters_of_an_unknown_code_table_are_a_guess() -> None:
    assert STL[12:14] == b"00"
    for target in WRITTEN:
        for table, is_lost in ((b"00", False), (b"99", True), (b"  ", True)):
            document = parse(decode("a.stl", STL[:12] + table + STL[14:]))
            named = {loss.kind for loss in convert(document, target).losses}
            assert ("letters of an unknown code table" in named) == is_lost
    for preset in PRESETS.values():
        made = delivered(STL[:12] + b"99" + STL[14:], preset, "warn-only", "a.stl")
        assert made.delivery_status == "needs_attention"


def test_every_format_is_asked() -> None:
    assert {parse(decode(name, data)).format for name, data in FILES} == set(FORMATS)


@pytest.mark.parametrize(
    ("name", "data"), FILES, ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_guess_is_named_in_every_conversion(name: str, data: bytes) -> None:
    for target in WRITTEN:
        written = convert(parse(decode(name, data)), target)
        if written.text.encode() == data:
            continue  # as it came, and so is its time
        assert TIME_LOSSES & {loss.kind for loss in written.losses}, target


@pytest.mark.parametrize(
    ("name", "data"), FILES, ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_guess_is_named_in_every_delivery(name: str, data: bytes) -> None:
    for output, preset in PRESETS.items():
        made = delivered(data, preset, "auto-split-cps", name)
        if output == "json" and parse(decode(name, data)).format == "json":
            continue  # its times stay as they are
        named = [fix.message for fix in made.report.fixes if "guess" in fix.message]
        assert named, preset
        assert made.delivery_status == made.aided_status == "needs_attention"
        times = parse(decode(f"a.{output}", made.output.encode()))
        assert not times.guessed, preset


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.json", '{"cues": [{"end": 2000, "text": "One"}, {"start": 5000, "end": 7000, "text": "Two"}]}'),
        ("a.json", '{"cues": [{"text": "One"}, {"start": 5000, "end": 7000, "text": "Two"}]}'),
        (
            "a.json3",
            '{"wireMagic": "pb3", "events": [{"dDurationMs": 2000, "segs": [{"utf8": "One"}]},'
            ' {"tStartMs": 5000, "dDurationMs": 2000, "segs": [{"utf8": "Two"}]}]}',
        ),
        ("a.srv3", '<timedtext format="3"><body><p d="2000">One</p><p t="5000" d="2000">Two</p></body></timedtext>'),
    ],
)  # fmt: skip
def test_a_start_that_nothing_states_is_no_missing_end(path: str, text: str) -> None:
    document = parse(Source.of(text, path))
    for target in ("srt", "ttml"):
        kinds = [loss.kind for loss in convert(document, target).losses]
        assert "time that cannot be read" in kinds
        assert "cue without an end" not in kinds
