"""How often a delivery is written and checked while it is mended: bounded, whatever the captions are."""

from __future__ import annotations

import random

import pytest

from caption_qa_action import config
from caption_qa_action.api import process_text
from caption_qa_action.core.diagnostic import Fault, Severity
from caption_qa_action.core.timeline import Event, Placement, Run, Timeline
from caption_qa_action.delivery import _reshape
from caption_qa_action.delivery._reader import Reader, ReadingLimits
from caption_qa_action.delivery.aided import Mender
from caption_qa_action.delivery.normalise import Normalised
from caption_qa_action.delivery.profiles import PROFILES, Limits, Shaper, apply
from caption_qa_action.engines.bundled.process import limits_of
from caption_qa_action.files.decode import decode
from caption_qa_action.formats import parse
from caption_qa_action.presets import load, load_all
from tests.sampling import one_of

LONG = "This is a line that is too long for anybody to read it in a second or in two of them"


def captions(cues: int) -> bytes:
    return "\n".join(
        f"{at + 1}\n{at // 900:02}:{at // 15 % 60:02}:{at * 4 % 60:02},000 --> "
        f"{at // 900:02}:{at // 15 % 60:02}:{at * 4 % 60 + 3:02},000\n{LONG}\n"
        for at in range(cues)
    ).encode()


@pytest.mark.parametrize(("cues", "writes"), [(31, 6), (32, 6), (33, 5), (65, 3), (90, 3)])
def test_a_cue_that_is_at_fault_each_time_ends_it_after_a_few_trials(
    cues: int, writes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each time another cue that was mended has a fault, as long as one is."""
    monkeypatch.setattr("caption_qa_action.delivery.aided._TRIED_CUES", 200)
    source = decode("a.srt", captions(cues))
    document = parse(source)
    checked: list[int] = []

    def repair(text: str, format: str) -> Normalised:
        made = parse(decode("a.srt", text.encode()))
        checked.append(len(made.cues))
        # Far enough from the one before that neither stands beside the other.
        cue = made.cues[7 * len(checked)]
        return Normalised(made, [Fault("made_up", Severity.WARNING, cue.number)])

    preset = load("netflix-en")
    settings = config.load(config.Arguments(preset="netflix-en"), isolated=True)
    limits = limits_of(settings.settings_for("a.srt"), "en")
    mender = Mender(preset, Shaper(limits, "auto-split-cps"), repair)
    aided = mender.aided(document, Normalised(document, []))
    assert len(checked) == writes
    assert aided.made.document.source.text == source.text


PAIRS = {
    "in part": "00:00:01,000 --> 00:00:04,000\nWho is it?\n\n2\n00:00:02,000 --> 00:00:05,000\nNobody.",
    "at one time": "00:00:01,000 --> 00:00:04,000\nWho is it?\n\n2\n00:00:01,000 --> 00:00:04,000\nNobody.",
    "by a slip": "00:00:01,000 --> 00:00:04,000\nWho is it?\n\n2\n00:00:03,900 --> 00:00:06,000\nNobody.",
    "at a place": "00:00:01,000 --> 00:00:04,000\n{\\pos(190,250)}Who is it?\n\n2\n00:00:02,000 --> 00:00:05,000\nNobody.",
}


@pytest.mark.parametrize(
    "preset", one_of(9, [each.name for each in load_all() if each.output == "ttml"])
)
@pytest.mark.parametrize("pair", PAIRS.values(), ids=PAIRS)
def test_captions_that_overlap_hold_no_other_back(pair: str, preset: str) -> None:
    """What they are moved apart by is found when the others are mended as well."""
    others = "\n".join(
        f"{each}\n00:00:{each * 9},000 --> 00:00:{each * 9 + 6},000\n{LONG}\n" for each in (3, 4)
    )
    alone = process_text(others, "a.srt", preset=preset, fix_profile="auto-split-sentences")
    beside = process_text(
        f"1\n{pair}\n\n{others}", "a.srt", preset=preset, fix_profile="auto-split-sentences"
    )
    assert (LONG in beside.aided_output) is (LONG in alone.aided_output)


def busy(cues: int) -> Timeline:
    """Cues of several languages, of which half are too fast, too long, or run into the next."""
    dice = random.Random(f"busy {cues}")
    texts = [
        LONG,
        "Short.",
        "- Who?\n- Me, and - as I said - nobody else at all.",
        "今日はいい天気ですね" * 3,
    ]
    events, at = [], 0
    for number in range(1, cues + 1):
        shown = dice.choice((700, 1500, 4500))
        text = f"{dice.choice(texts)} {number % 7}"
        events.append(Event(at, at + shown, (Run(text),), cue=number))
        at += shown + dice.choice((-300, 0, 200, 3000))
    return Timeline(tuple(events), "en")


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("enforced", [False, True])
def test_what_is_remembered_of_one_trial_changes_nothing_in_the_next(
    profile: str, enforced: bool
) -> None:
    timeline, limits = busy(60), Limits(columns_by_language={"ja": 13}, min_gap_ms=80)
    shaper = Shaper(limits, profile, enforced=enforced)
    for step in (7, 3, 2, 5):
        kept = frozenset(range(1, 61, step))
        made = shaper.apply(timeline, kept)
        fresh = apply(timeline, limits, profile, kept, enforced=enforced)
        assert (made.timeline, made.changes) == (fresh.timeline, fresh.changes)
        timeline = made.timeline._replace(
            events=tuple(event._replace(cue=at) for at, event in enumerate(made.timeline.events, 1))
        )


def test_a_trial_lays_out_again_what_it_keeps_otherwise_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    laid_out: list[Event] = []

    def counted(event: Event, reader: Reader, room_ms: int | None) -> list[Event]:
        laid_out.append(event)
        return reshape(event, reader, room_ms)

    reshape = _reshape._reshape
    monkeypatch.setattr(_reshape, "_reshape", counted)
    timeline = busy(60)
    shaper = Shaper(Limits(), "auto-split-cps")
    shaper.apply(timeline)
    assert 30 < len(laid_out) < 60  # those that break a limit
    laid_out.clear()
    shaper.apply(timeline)
    assert laid_out == []
    # Where a cue keeps its end, only it and the one before it may have other room.
    shaper.apply(timeline, {20})
    assert len(laid_out) <= 2


def test_a_text_that_is_called_too_long_for_one_cue_before_it_is_cut_is_so_after() -> None:
    reader = Reader(ReadingLimits("en", "en", {"ja": 13}, 42, 2, {}, 20, 1000, 7000, 0, True))
    dice = random.Random("too long for one cue")
    words = [
        "a",
        "word",
        "größer",
        "говорит",
        "日本語の文です。",
        "今日は",
        "한국어는",
        "—",
        "“so”",
        "10",
        "000",
        "…",
        "-",
        "――――",
        "！！",
    ]
    words += [
        "https://example.org/" + "x" * 30,
        "―" * 30,
        "w" * 60,
        "e\u0301e",
        "\U0001f469\u200d\U0001f467",
    ]
    refused = 0
    for _ in range(1500):
        few, joint = [dice.choice(words) for _ in range(3)], dice.choice((" ", "\n"))
        text = joint.join(dice.choice(few) for _ in range(dice.randint(2, 40)))
        if not _reshape._may_fit(text, reader):
            refused += 1
            alone = _reshape._alone((Run(text),), reader)
            assert alone is None or any(reader.faults(Event(0, 60_000, alone))), text
    assert refused > 300


def test_a_number_that_is_longer_than_a_line_of_wide_characters_may_have_a_line() -> None:
    """It is measured by the limit of the language of the file."""
    reader = Reader(ReadingLimits("en", "en", {"ja": 13}, 42, 2, {}, 20, 1000, 7000, 0, True))
    text = "日本語の文章ですから\n" + "1234567890" * 5
    assert _reshape._may_fit(text, reader)
    alone = _reshape._alone((Run(text),), reader)
    assert alone is not None
    faults = list(reader.faults(Event(0, 60_000, alone)))
    assert faults == ["line_too_long"]  # 50 characters; 40 are none
    alone = _reshape._alone((Run(text[:-10]),), reader)
    assert alone is not None
    assert not list(reader.faults(Event(0, 60_000, alone)))
    assert _reshape._may_fit(text[:-10], reader)


def test_an_event_is_laid_out_anew_where_it_has_other_room() -> None:
    reader = Reader(ReadingLimits("en", "en", {}, 42, 2, {}, 20, 1000, 7000, 0, True))
    layouts = _reshape.Layouts(reader)
    event = Event(0, 1000, (Run("Where have you been all the time?"),), cue=3)
    assert layouts.reshape(event, 1000) is None
    assert layouts.reshape(event, 1400) == [event._replace(end_ms=1400)]
    other = event._replace(cue=4)
    assert layouts.reshape(other, 1400) == [other._replace(end_ms=1400)]
    assert layouts.reshape(event, 1000) is None


@pytest.mark.parametrize("enforced", [False, True])
@pytest.mark.parametrize("profile", [each for each in PROFILES if each != "warn-only"])
def test_where_all_cues_are_kept_they_are_put_in_order_and_no_more(
    profile: str, enforced: bool
) -> None:
    timeline = busy(60)
    timeline = timeline._replace(events=timeline.events[::-1])
    shaper = Shaper(Limits(), profile, enforced=enforced)
    everything = frozenset(range(62))
    sorted_only, kept = shaper.in_order(timeline), shaper.apply(timeline, everything)
    assert (sorted_only.timeline, sorted_only.changes) == (kept.timeline, kept.changes)
    assert sorted_only.timeline != timeline
    in_order = shaper.in_order(sorted_only.timeline)
    assert in_order.timeline is sorted_only.timeline


OTHER: dict[str, object] = {
    "start_ms": 100,
    "end_ms": 900,
    "runs": (Run("Where have you been all that time?"),),
    "placement": Placement("left"),
    "identifier": "intro",
    "layer": 2,
    "dialogue": False,
    "direction": "rtl",
}


def test_what_is_remembered_of_an_event_is_of_all_of_it_but_its_number() -> None:
    assert OTHER.keys() == set(Event._fields) - {"cue"}
    reader = Reader(ReadingLimits("en", "en", {}, 42, 2, {}, 20, 1000, 7000, 0, True))
    layouts = _reshape.Layouts(reader)
    event = Event(0, 1000, (Run("Where have you been all the time?"),), cue=3)
    second = Event(1000, 1900, (Run("Here."),), cue=4)
    for name, value in (("cue", 9), *OTHER.items()):
        one = event._replace(**{name: value})  # type: ignore[arg-type]
        fresh = _reshape.Layouts(reader)
        assert layouts.reshape(one, 1400) == fresh.reshape(one, 1400), name
        assert layouts.join(one, second) == fresh.join(one, second), name
        two = second._replace(**{name: value})  # type: ignore[arg-type]
        assert layouts.join(event, two) == fresh.join(event, two), name
