"""How a cue is shared among several."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caption_qa_action.core.language import of_script
from caption_qa_action.core.timeline import Event, Placement, Run, Style, Timeline
from caption_qa_action.delivery import _reshape, lines, splitting
from caption_qa_action.delivery._turns import find_turns
from caption_qa_action.delivery.profiles import Limits, apply
from caption_qa_action.delivery.splitting import share


def parts(
    text: str, language: str = "en", *, runs: tuple[Run, ...] = (), duration_ms: int = 12_000
) -> list[Event]:
    event = Event(500, 500 + duration_ms, runs or (Run(text),), Placement("left"), "intro", cue=7)
    limits = Limits(language=language, columns=13 if language == "ja" else 42)
    return list(apply(Timeline((event,)), limits, "auto-split-sentences").timeline.events)


def texts(events: list[Event]) -> list[str]:
    return [event.text.replace("\n", " ") for event in events]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "en",
            [
                "The train leaves at 5.30 from platform 9.",
                "Ask Dr. Miller if you need help with the luggage.",
            ],
        ),
        (
            "en",
            [
                "When the rain had finally stopped again yesterday afternoon,",
                "all the children ran down to the river to swim.",
            ],
        ),
        (
            "de",
            [
                "Am 3. Oktober haben wir Hr. Weber am Bahnhof getroffen.",
                "Er wollte mit dem Zug nach Hause fahren.",
            ],
        ),
        (
            "fr",
            [
                "Je t'ai attendu pendant deux heures devant la gare.",
                "Pourquoi tu ne m'as pas téléphoné ?",
            ],
        ),
    ],
)
def test_a_cue_is_split_where_the_sentence_allows_it(language: str, expected: list[str]) -> None:
    assert texts(parts(" ".join(expected), language)) == expected


def test_japanese_is_split_after_a_sentence() -> None:
    assert [
        event.text.replace("\n", "")
        for event in parts(
            "昨日は友達と映画を見ました。とても面白かったので、また行きたいです。", "ja"
        )
    ] == ["昨日は友達と映画を見ました。", "とても面白かったので、また行きたいです。"]


def test_the_identifier_stays_on_the_first_part_and_the_rest_on_all() -> None:
    made = parts("word " * 30)
    assert len(made) > 1
    assert [event.identifier for event in made] == ["intro"] + [""] * (len(made) - 1)
    assert {(event.placement, event.cue) for event in made} == {(Placement("left"), 7)}


def test_parts_fill_the_time_of_the_whole() -> None:
    made = parts("word " * 30, duration_ms=9_999)
    assert made[0].start_ms == 500
    assert sum(event.end_ms - event.start_ms for event in made) == 9_999
    assert [event.start_ms for event in made[1:]] == [event.end_ms for event in made[:-1]]


def test_a_cue_is_not_split_when_a_part_would_flash() -> None:
    assert len(parts("word " * 30, duration_ms=1_900)) == 1


def test_two_who_talk_are_parted_only_where_they_do_not_fit() -> None:
    question, answer = "- Will you come with us to the station tomorrow?", "- No, I will stay here."
    assert [event.text for event in parts(f"{question}\n{answer}")] == [
        "- Will you come with us\nto the station tomorrow?",
        answer,
    ]
    assert len(parts(f"- Will you come with us?\n{answer}")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "- Is it far from here? - Not very. - Shall we walk? - Yes.",
        "Is it far from here?\n- Not very, I was told. – Shall we walk all the way? – Yes.",
        "– Is it far from here? – Not very, I was told.\n– Shall we walk? – Yes.",
        ">> Is it far from here? - Not very. \n>> Shall we walk?\n>> Yes.",
    ],
)
def test_who_talks_within_a_line_begins_one(text: str) -> None:
    found = [event.text for event in parts(f"{text}")]
    assert len(found) == 2
    for cue in found:
        assert cue.count("\n") == 1
        assert not any(line.rstrip()[-1] in "-–" for line in cue.split("\n"))


def test_where_lines_begin_with_dashes_each_dash_like_them_is_a_turn() -> None:
    text = "- Shall we take the boat across the lake - or would you rather walk?\n- Walk."
    assert [event.text for event in parts(text)] == [
        "- Shall we take the boat across the lake\n- or would you rather walk?",
        "- Walk.",
    ]
    # A dash of another form is none.
    other = text.replace("lake - or", "lake – or")
    assert not any("\n– or" in event.text for event in parts(other))


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        # The first of two lines of one cue, joined with the end of the cue before it.
        (
            "Take whatever belongs to you - and come with me at once. - No.",
            ["Take whatever belongs to you", "- and come with me at once.", "- No."],
        ),
        # Two of them set a thought apart.
        (
            "That is - as we all know by now - no good idea. - No.",
            ["That is - as we all know by now - no good idea.", "- No."],
        ),
    ],
)
def test_one_dash_before_the_first_answer_is_a_turn(text: str, lines: list[str]) -> None:
    made = [line for event in parts(text, duration_ms=9000) for line in event.text.split("\n")]
    assert [line for line in made if line.startswith("- ")] == lines[1:]
    assert " ".join(made) == " ".join(lines)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        # No blank before the dash of a turn, ASCII or of full width; the text of the second does not fit one line.
        ("zh", "-你昨天晚上去哪儿了？-我在家，我已经告诉过你了。", ["-你昨天晚上去哪儿了？\n-我在家，我已经告诉过你了。"]),
        ("zh", "－你去哪儿了？－我在家，我已经告诉过你了。", ["－你去哪儿了？\n－我在家，我已经告诉过你了。"]),
        ("en", ">> Where have you been? >> At home, as I told you.", [">> Where have you been?\n>> At home, as I told you."]),
        # A dash in a quotation sets apart who says it; another one after the quotation answers.
        ("ru", "«Я ни о чём никого не просила, – сказала она. – И теперь не буду».",
         ["«Я ни о чём никого\nне просила, – сказала она.", "– И теперь не буду»."]),
        ("ru", "«Да, – сказал он. – Я иду прямо сейчас». – А ты, как всегда, опоздал.",
         ["«Да, – сказал он.", "– Я иду прямо сейчас».\n– А ты, как всегда, опоздал."]),
        # A phrase of wide characters is no lone word.
        ("ja", "そんなことをして疲れないの？疲れるよ！", ["そんなことをして\n疲れないの？", "疲れるよ！"]),
        # One word that somebody says alone is a cue where the others do not fit beside it.
        (
            "en",
            "-Yes. -No, I told you that a hundred times already, and I won't repeat it. -Fine.",
            ["-Yes.", "-No, I told you that a hundred times\nalready, and I won't repeat it.", "-Fine."],
        ),
        ("en", "Thank you so much. [Sara] You are welcome, and give my love to her.",
         ["Thank you so much.", "[Sara] You are welcome,\nand give my love to her."]),
        ("en", "♪ Sleep, my child, all through the night ♪ Angels God will send thee ♪",
         ["♪ Sleep, my child, all through the night ♪\nAngels God will send thee ♪"]),
    ],
)  # fmt: skip
def test_each_voice_begins_a_line_or_a_cue(language: str, text: str, expected: list[str]) -> None:
    duration_ms = 3000 if "Sara" in text else 4500 if len(text) < 60 else 7000
    columns = {"ja": 13, "zh": 16}.get(language, 42)
    timeline = Timeline((Event(0, duration_ms, (Run(text),)),))
    made = apply(timeline, Limits(language=language, columns=columns), "auto-split-sentences")
    assert [event.text for event in made.timeline.events] == expected


@pytest.mark.parametrize("note", "♪♫#")
def test_each_line_of_a_song_begins_one(note: str) -> None:
    sung = [
        f"{note} {line} {note}"
        for line in ("Sleep well, my child", "the night is mild", "and warm")
    ]
    made = [line for event in parts(" ".join(sung)) for line in event.text.split("\n")]
    assert made == sung


@pytest.mark.parametrize(
    "lines",
    [
        ["Thank you.", "[Sara] Thank you, my dear, that is enough."],
        ["Argentina is waiting.", "(they laugh) Run now!"],
    ],
)
def test_a_name_or_a_sound_in_brackets_begins_a_line(lines: list[str]) -> None:
    assert [event.text for event in parts(" ".join(lines), duration_ms=2000)] == ["\n".join(lines)]


def test_an_ellipsis_that_begins_a_sentence_stays_with_it() -> None:
    text = "We went home before it was dark outside. … And then nobody was there, not even the old dog."
    found = "\n".join(event.text for event in parts(text)).split("\n")
    assert any(line.startswith("… And") for line in found)
    assert not any(line.endswith("…") for line in found)


@pytest.mark.parametrize(
    "versions",
    [
        ("那只老狗每天晚上都在桥上等着船夫回来", "The old dog waits"),
        ("那只老狗在桥上等着", "The old dog waits on the bridge every evening until the ferryman is back."),
        ("The old dog waits on the bridge every evening until the boat is back.", "那只老狗在桥上等着"),
        ("늙은 개는 저녁마다 다리 위에서 뱃사공을 기다리고 있습니다", "The old dog waits"),
    ],
)  # fmt: skip
def test_two_versions_of_a_text_share_no_line_and_no_cue(versions: tuple[str, str]) -> None:
    made = [event.text for event in parts("\n".join(versions), "ja", duration_ms=9000)]
    assert len(made) > 1
    for text in made:
        wide = {of_script(line) != "" for line in text.split("\n")}
        assert len(wide) == 1, text
    assert "".join("".join(made).split()) == "".join("".join(versions).split())


def test_lines_of_two_languages_in_turns_are_no_two_versions() -> None:
    text = "那只老狗在桥上等着\nThe old dog waits\n直到船夫回来"
    assert find_turns(text, ()) == []
    assert find_turns("\n".join(text.split("\n")[:2]), ()) != []


@pytest.mark.parametrize("name", ["NASA", "OK!"])
def test_a_line_with_a_name_is_no_version_of_its_own(name: str) -> None:
    made = parts(f"昨日の夜に友達と長い時間をかけて話をしたのは\n{name}", "ja", duration_ms=3000)
    assert made[-1].text.endswith(name)
    assert made[-1].text != name


@pytest.mark.parametrize("ellipsis", ["...", "…", "...."])
def test_an_ellipsis_after_a_blank_stays_with_the_sentence_that_it_ends(ellipsis: str) -> None:
    text = f"Hvis min gamle onkel ser det her {ellipsis} Så går han vel hjem til sig selv og lægger sig."
    found = "\n".join(event.text for event in parts(text, "da")).split("\n")
    assert found[0].endswith(f"ser det her {ellipsis}")


@pytest.mark.parametrize("dash", ["-", "–"])
def test_a_danish_cue_that_goes_on_ends_with_a_dash_and_the_next_begins_with_one(dash: str) -> None:
    expected = [
        f"Dengang kom naboens børn på besøg til jul, {dash}",
        f"{dash} men de åbnede lågen ved søen og forsvandt.",
    ]
    assert texts(parts(" ".join(expected), "da", duration_ms=6000)) == expected


def test_no_line_ends_with_a_dash() -> None:
    turns = "- Come with me - if you want to live. - And where are we going to, if I may ask?"
    for filler in range(1, 30):
        for event in parts(f"{'so ' * filler}we go. {turns}"):
            assert not any(line.endswith("-") for line in event.text.split("\n"))


def test_four_who_talk_are_parted_two_by_two() -> None:
    text = "- Is it far?\n- Not very.\n- Shall we walk?\n- Yes."
    assert [event.text for event in parts(text)] == [
        "- Is it far?\n- Not very.",
        "- Shall we walk?\n- Yes.",
    ]


def test_a_short_emphasis_is_not_parted() -> None:
    for words in range(5, 14):
        runs = (
            Run("before " * words),
            Run("a title in italics here", Style(italic=True)),
            Run(" after" * 14),
        )
        made = parts("", runs=runs)
        assert sum(any(run.style.italic for run in event.runs) for event in made) == 1


def test_a_long_look_is_carried_into_each_part() -> None:
    made = parts("", runs=(Run("word " * 30, Style(italic=True), speaker="Ann"),))
    assert len(made) > 1
    assert all(run.style.italic and run.speaker == "Ann" for event in made for run in event.runs)


@given(
    st.integers(-10_000, 10_000),
    st.integers(-10, 20_000),
    st.lists(st.tuples(st.integers(0, 200), st.integers(0, 2_000)), min_size=1, max_size=12),
)
def test_shares_add_up_and_respect_their_floors(
    start_ms: int, duration_ms: int, parts: list[tuple[int, int]]
) -> None:
    floors_ms = [floor for _, floor in parts]
    times = share(start_ms, start_ms + duration_ms, [weight for weight, _ in parts], floors_ms)
    if times is None:
        return
    assert (times[0], times[-1]) == (start_ms, start_ms + duration_ms)
    assert all(
        after - before >= floor
        for before, after, floor in zip(times, times[1:], floors_ms, strict=False)
    )


def test_time_is_shared_by_length() -> None:
    assert share(0, 1_000, [1, 3], [0, 0]) == [0, 250, 1_000]
    assert share(0, 1_000, [1, 3], [400, 0]) == [0, 400, 1_000]
    assert share(0, 1_000, [1, 1, 1], [0, 0, 0]) == [0, 333, 667, 1_000]


# Both lines fit only if the first one ends on `because`.
TORN = "There is nothing at all to be done because then you would be the only one of us left."
TWO_SONG_LINES = "♪ Sleep, my child, all through the night ♪ ♪ Angels God will send thee ♪"
TWO_SENTENCES = "We looked for it everywhere. Nobody knew where it had gone."


def test_sentences_shown_at_leisure_are_cues_of_their_own() -> None:
    made = parts(TWO_SENTENCES, duration_ms=2500)
    assert texts(made) == ["We looked for it everywhere.", "Nobody knew where it had gone."]
    assert [made[0].start_ms, made[-1].end_ms] == [500, 3000]
    assert made[0].end_ms == made[1].start_ms


@pytest.mark.parametrize(
    ("text", "duration_ms"),
    [
        (TWO_SENTENCES, 2499),
        (TWO_SENTENCES.replace(". ", ".\n"), 9000),  # nothing is wrong with its lines
        ("No. Nobody at all in this place knew where it had gone.", 9000),
        ("We looked for it everywhere and nobody knew where it was.", 9000),
        ("We looked for it everywhere in the whole big house. So.", 4000),
        # As long as a cue may be shown.
        (TWO_SONG_LINES, 7000),
        # A cue with a line that ends on `because` is shown for too short a time to be two.
        (TORN, 2499),
    ],
)
def test_other_text_that_fits_one_cue_stays_one(text: str, duration_ms: int) -> None:
    assert len(parts(text, duration_ms=duration_ms)) == 1


@pytest.mark.parametrize("short", ["It waits. It is so.", "Wait?! ... And go.", "Yes. No. I see."])
def test_no_line_is_broken_for_the_end_of_a_sentence_alone(short: str) -> None:
    long = "The big dog and the well-known mother-in-law took either one or the other."
    assert parts(f"{short} {long}", duration_ms=6000)[0].text == short


def test_a_cue_is_parted_rather_than_a_phrase() -> None:
    assert texts(parts(TORN, duration_ms=2500)) == [
        "There is nothing at all to be done",
        "because then you would be the only one of us left.",
    ]


def test_a_cue_that_is_shown_for_too_long_is_parted_where_it_does_not_fit_its_line() -> None:
    assert texts(parts(TWO_SONG_LINES, duration_ms=7001)) == [
        "♪ Sleep, my child, all through the night ♪",
        "♪ Angels God will send thee ♪",
    ]


def test_what_lingers_is_shared_among_more_cues() -> None:
    text = (
        "We opened the windows, so that the smoke could leave the house, "
        "but the wind blew more of it in than went out."
    )
    assert [event.text[:4] for event in parts(text, duration_ms=14_356)] == ["We o", "but "]
    assert [event.text[:4] for event in parts(text, duration_ms=14_357)] == ["We o", "so t", "but "]


def test_a_break_that_is_to_be_kept_is_never_the_end_of_a_cue() -> None:
    event = Event(0, 9000, (Run(TWO_SENTENCES),), cue=1)
    shaped = apply(
        Timeline((event,)), Limits(language="en"), "layout-preserve-breaks", enforced=True
    )
    assert len(shaped.timeline.events) == 1


def test_chinese_is_broken_at_a_quotation_mark() -> None:
    text = (
        "所以我们的想法是，“为什么我们不把这两种方法结合起来？”但是随后可以附加一个功能级别的方法。"
    )
    event = Event(0, 12_000, (Run(text),), cue=1)
    limits = Limits(language="zh", columns=16)
    made = apply(Timeline((event,)), limits, "auto-split-sentences").timeline.events
    assert any(part.text.endswith("？”") for part in made)


@pytest.mark.parametrize(
    ("text", "is_split"),
    [
        ("\n".join(["word"] * 200), True),
        ("\n".join(["word"] * 201), False),
        (("word " * 2000)[:10_000], True),
        (("word " * 2001)[:10_001], False),
    ],
    ids=["200 lines", "201 lines", "10,000 characters", "10,001 characters"],
)
def test_what_nobody_could_read_stays_as_it_is(text: str, is_split: bool) -> None:
    found = parts(text, duration_ms=3_600_000)
    assert (len(found) > 1) == is_split
    assert " ".join(texts(found)).split() == text.split()


def test_the_ways_of_a_text_of_small_words_are_not_all_weighed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One letter a line is what a line has room for twenty of; each way to end three lines was weighed."""
    weighed = []
    after = lines._LineEnds.after

    def count(ends: lines._LineEnds, first: int) -> list[tuple[int, int, float]]:
        found = after(ends, first)
        weighed.append(len(found))
        return found

    monkeypatch.setattr(lines._LineEnds, "after", count)
    ordinary = parts(
        "Many words have five or six letters, as they do here. " * 20, duration_ms=900_000
    )
    each = sum(weighed) / 1080
    weighed.clear()
    small = parts("a b c d e f g h. " * 65, duration_ms=900_000)
    assert sum(weighed) / 1105 < 1.2 * each
    for event in (*ordinary, *small):
        assert event.text.count("\n") < 2
        assert max(map(len, event.text.split("\n"))) <= 42
    # The places that are left are the best: every part ends with a sentence.
    assert {event.text[-1] for event in small} == {"."}


def test_a_text_that_has_no_time_to_be_shared_is_not_shared(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*arguments: object, **options: object) -> None:
        raise AssertionError("weighed in vain")

    monkeypatch.setattr(splitting, "arrange", refuse)
    text = "word " * 100
    assert texts(parts(text, duration_ms=4_000)) == [text]
    with pytest.raises(AssertionError):
        parts(text, duration_ms=40_000)


def test_neighbours_that_are_too_fast_together_are_not_broken_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*arguments: object, **options: object) -> None:
        raise AssertionError("broken in vain")

    def joined(text: str) -> int:
        spoken = (text, "No.", text, "No.")
        events = [Event(at * 500, at * 500 + 500, (Run(each),)) for at, each in enumerate(spoken)]
        return len(apply(Timeline(tuple(events)), Limits(cps=20), "auto-split-cps").timeline.events)

    assert joined("Yes, it is.") < 4
    monkeypatch.setattr(_reshape, "cut", refuse)
    assert joined("Twenty-one characters.") == 4
    with pytest.raises(AssertionError):
        joined("Yes, it is.")
