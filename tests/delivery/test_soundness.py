"""What holds of every delivery: of corpus files, of made-up cues, for each preset and profile."""

from __future__ import annotations

import json
import re
import unicodedata
import zlib
from collections import Counter
from itertools import combinations, pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caption_qa_action import config
from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.timeline import GUESSES
from caption_qa_action.delivery.placed_words import PLACED_WORDS
from caption_qa_action.delivery.process import record
from caption_qa_action.delivery.profiles import PROFILES, Limits, apply
from caption_qa_action.engines.bundled.process import limits_of
from caption_qa_action.formats import FORMATS
from caption_qa_action.pipeline import Diagnosed, diagnose
from caption_qa_action.presets import load, names
from tests.captions import ROOT, files_in, generated, shared
from tests.delivery.delivering import LANGUAGE, delivered
from tests.sampling import WHOLE, examples, one_of

FILES = [
    caption
    for caption in one_of(3, (*generated(), *files_in(ROOT / "examples" / "captions"), *shared()))
    if caption.size < 12_000
]
# Characters that SubRip and SBV cannot hold, and for which they write others; each is listed as a fix.
TAKEN_OVER = "<>{}()[]\\‹›→➔-&;|"


def visible(document: Document) -> Counter[str]:
    texts = [document.plain(cue) for cue in document.cues]
    if document.format in FORMATS:
        events = FORMATS[document.format].to_timeline(document).events
        times_shown = Counter(event.cue for event in events)
        if document.traits.cues_share_text:  # what one cue shows may differ from time to time
            unseen = [cue for cue in document.cues if not times_shown[cue.number]]
            texts = [event.text for event in events] + [document.plain(cue) for cue in unseen]
            times_shown.clear()
        # A cue that is shown again, as a chorus is, is read again.
        for number, times in times_shown.items():
            texts += [document.plain(document.cues[number - 1])] * (times - 1)
        # Annotations are words of a cue where they are written by tags.
        for event in events:
            for run in event.runs:
                if run.ruby and document.format in ("srt", "webvtt"):
                    texts[event.cue - 1] = texts[event.cue - 1].replace(run.ruby, "", 1)
    shown = "".join(texts).replace("\0", "\ufffd")  # which is what browsers show for NUL
    return Counter(
        letter
        for letter in shown
        if not letter.isspace()
        and unicodedata.category(letter)[0] != "C"
        and letter not in TAKEN_OVER
    )


@pytest.mark.sampled(7)
@pytest.mark.parametrize("number", range(len(FILES)), ids=lambda at: FILES[at].id)
def test_every_file_is_delivered_soundly(number: int) -> None:
    caption = FILES[number]
    # By the file's own name, so that a file more or less leaves all others with their preset and profile.
    drawn = zlib.crc32(caption.id.encode())
    preset = names()[drawn % len(names())]
    profile = PROFILES[drawn // len(names()) % len(PROFILES)]
    check_delivery(caption.data, caption.name, preset, profile)


def check_delivery(data: bytes, path: str, preset: str, profile: str) -> None:
    result = delivered(data, preset, profile, path)
    if result.delivery_status == "failed":
        return
    # What a WebVTT file is for may be read from its name, so it keeps it.
    renamed = path.rpartition(".")[0] + FORMATS[load(preset).output].traits.usual_suffix
    again = delivered(result.output, preset, profile, renamed)
    assert again.output == result.output
    # Where one file follows another nothing is mended; a delivery does not show that any more.
    is_joined = "another file begins" in result.report.summary
    if not is_joined and "not mended" not in again.report.summary:  # words are only in the input
        assert again.aided_output == result.aided_output
    aided = delivered(result.aided_output, preset, profile, renamed)
    assert aided.output == result.aided_output
    if not is_joined:
        assert aided.aided_output == result.aided_output
    before = checked(data, preset, path)
    fixes = {fix.code for fix in result.report.fixes}
    plain = checked(result.output.encode(), preset, renamed)
    shown, shown_before = visible(plain.document), visible(before.document)
    annotations = any(fix.loss == "ruby annotation" for fix in result.report.fixes)
    is_placed = any(GUESSES[PLACED_WORDS] in fix.message for fix in result.report.fixes)
    if not annotations and not fixes & {"conversion_loss", "encoding_not_utf8"}:
        # Markup becomes words only where the names of speakers do, or words on a timing line.
        assert not shown_before - shown
        assert shown == shown_before or is_placed or "unsupported_markup" in fixes
    # Where lengths and speed are met on export, neighbours of what is not sound may be joined with it.
    as_it_was = profile == "warn-only" or not load(preset).enforces_reading
    if as_it_was and before.document.format == load(preset).output:
        check_what_is_sound_stays(before, plain)
    readable = checked(result.aided_output.encode(), preset, renamed)
    assert visible(readable.document) == shown
    assert overlap_ms(readable.document) <= overlap_ms(plain.document)
    if not result.aided_same_as_delivery:
        assert codes(readable) <= codes(plain) | revealed(plain.document, preset, renamed)
    json.dumps(record(result)).encode()
    if profile == "auto-split-sentences":
        in_force = config.load(LANGUAGE._replace(preset=preset), isolated=True).settings_for(path)
        gap_ms = limits_of(in_force, "en").min_gap_ms
        check_parts_add_up(plain.document, readable.document, gap_ms)


def check_parts_add_up(plain: Document, readable: Document, gap_ms: int) -> None:
    """The parts of a cue share out its time exactly, less the gaps between them."""
    whole = sorted(times_shown(plain))
    parts = sorted(times_shown(readable))
    starts = [cue.start_ms for cue in plain.cues if not is_shown(plain, cue)]
    for at, (start_ms, end_ms) in enumerate(whole):
        if any(start_ms < blank_ms < end_ms + gap_ms for blank_ms in starts):
            continue  # what shows nothing overlaps it as well, by the rule
        before_ms = max((end for _, end in whole[:at]), default=-1)
        after_ms = min((start for start, _ in whole[at + 1 :]), default=end_ms + gap_ms)
        if before_ms > start_ms or after_ms < end_ms + gap_ms:
            continue  # it shares its time with others, or ends earlier for the sake of the next
        mine = [part for part in parts if start_ms <= part[0] < end_ms]
        gaps = [after[0] - before[1] for before, after in pairwise(mine)]
        assert gaps == [gap_ms] * len(gaps)
        assert sum(end - start + gap_ms for start, end in mine) - gap_ms == end_ms - start_ms


def times_shown(document: Document) -> list[tuple[int, int]]:
    return [(cue.start_ms, cue.end_ms) for cue in document.cues if is_shown(document, cue)]


def revealed(plain: Document, preset: str, path: str) -> set[str]:
    """What is found in a document because it is written anew in order of time, nothing else changed.

    Rules compare a cue with the one before it in the file, so that disorder hides what neighbours have
    in common, and do not judge times that could not be read, in whose place a guess is written.
    """
    if plain.format != load(preset).output:
        return set()
    module = FORMATS[plain.format]
    timeline = module.to_timeline(plain)
    everything = range(len(timeline.events) + len(plain.cues) + 1)
    in_order = apply(timeline, Limits(), "layout-preserve-breaks", everything).timeline
    written = module.write(in_order).text
    return codes(checked(re.sub("[\ud800-\udfff]", "\ufffd", written).encode(), preset, path))


def checked(data: bytes, preset: str, path: str) -> Diagnosed:
    in_force = config.load(LANGUAGE._replace(preset=preset), isolated=True).settings_for(path)
    return diagnose(path, data, in_force)


def codes(diagnosed: Diagnosed) -> set[str]:
    return {item.code for item in diagnosed.diagnostics}


def overlap_ms(document: Document) -> int:
    """How long cues at one place are shown together, over all pairs."""
    cues = [
        (cue.start_ms, cue.end_ms, document.placement(cue))
        for cue in document.cues
        if is_shown(document, cue)
    ]
    return sum(
        max(0, min(one[1], other[1]) - max(one[0], other[0]))
        for one, other in combinations(cues, 2)
        if one[2] == other[2]
    )


def is_shown(document: Document, cue: Cue) -> bool:
    return cue.start_ms < cue.end_ms and bool(document.plain(cue).strip())


def check_what_is_sound_stays(before: Diagnosed, after: Diagnosed) -> None:
    """Of a file in the format of the preset, cues of which nothing is reported are there as they were."""
    # Line ends of one kind are a fix of the file as a whole.
    text = re.sub("\r\n?", "\n", after.document.source.text)
    faulty = {item.cue for item in before.diagnostics}
    # What is in two regions at once is shown in neither, and reported once a document, at its first element.
    events = FORMATS[before.document.format].to_timeline(before.document).events
    faulty |= {cue.number for cue in before.document.cues} - {event.cue for event in events}
    position = 0
    for cue in before.document.cues:
        # A fix for all spaces of a file is reported once, at the first of them.
        spaces = re.search(r"[ \t](?:\s|\Z)|\n[ \t]", before.document.raw(cue))
        if cue.number not in faulty and not before.document.tags(cue) and not spaces:
            raw = before.document.source.text[cue.timing_start : cue.text_end]
            raw = re.sub("\r\n?", "\n", re.sub("[\ud800-\udfff]", "\ufffd", raw))
            # Where times are written anew, hours may stand in all of them.
            pattern = re.sub(
                r"(?<![0-9:])([0-9]{2}:[0-9]{2}\\\.[0-9]{3})", r"(?:00:)?\1", re.escape(raw)
            )
            found = re.compile(pattern).search(text, position)
            assert found, f"cue {cue.number} has changed: {raw!r}"
            if before.document.traits.cues_in_any_order:  # written anew, they are in that of time
                text = text[: found.start()] + text[found.end() :]
            else:
                position = found.start()


LINES = st.sampled_from(
    [
        "1",
        "2",
        "One <i>two",
        "Three words here",
        "",
        "",
        "a  b",
        "Fish & chips",
        "A --> B",
        "\ufeff4",
        "00:00:01,000 --> 00:00:02,000",
        "00:00:03.000 -> 00:00:04,000",
        "0:0:5 --> 0:0:6",
        "WEBVTT",
        "NOTE x",
        "00:01.000 --> 00:02.000 align:middle",
        "</b>",
        "{\\an8}up",
        "<v Bo>Hi</v>",
        "A sentence that goes on and on. Another one follows it, Dr. Smith says, and ends.",
        "日本語のテキスト",
    ]
)


TIMES = [
    "00:00:01,000 --> 00:00:02,000",
    "00:00:03.000 -> 00:00:04,000",
    "00:00:01,000 --> 00:00:20,000",
    "00:00:02,000 --> 00:00:02,500",
    "00:00:02,500 --> 00:00:04,500",
    "00:00:03,500 --> 00:00:09,500",
    "A --> B",
]
TEXTS = [
    "Three words here",
    "- Hi\n- Ho",
    "♪ la la",
    "{\\an8}up {b}",
    "x{\\an8}{\\an2}y",
    "<<b></b>i>",
    "<i>",
    "日本語のテキスト",
    "{\\an8}A sentence that goes on and on. Another one follows it, Dr. Smith says, and ends.",
    "(A bracket in a long, long sentence. And closed here now) and more text.",
    "<b>bold text that is much too long for one line, so it must be broken somewhere</b>",
]


@pytest.mark.sampled(40)
@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("preset", names())
def test_made_up_cues_are_delivered_soundly(preset: str, profile: str) -> None:
    chance = Random(f"{preset} {profile}")
    for _ in range(3 if WHOLE else 1):
        cues = [
            "\n".join(
                [str(at), chance.choice(TIMES), *chance.choices(TEXTS, k=chance.randint(1, 3))]
            )
            for at in range(1, chance.randint(2, 6))
        ]
        check_delivery("\n\n".join(cues).encode(), "talk.srt", preset, profile)


@pytest.mark.slow
@settings(max_examples=examples(120), deadline=None, derandomize=True)
@given(
    st.lists(LINES, max_size=14),
    st.sampled_from(names()),
    st.sampled_from(PROFILES),
    st.sampled_from(["talk.srt", "talk.vtt"]),
)
def test_any_arrangement_of_lines_is_delivered_soundly(
    lines: list[str], preset: str, profile: str, path: str
) -> None:
    check_delivery("\n".join(lines).encode("utf-8", "surrogatepass"), path, preset, profile)
