"""When paragraphs of SAMI are shown: what begins together is shown together."""

from __future__ import annotations

import pytest

from caption_qa_action.core.source import Source
from caption_qa_action.formats import parse
from tests.growth import assert_linear

HEAD = "<SAMI><HEAD><STYLE>.EN { lang: en; } .FR { lang: fr; }</STYLE></HEAD><BODY>\n"


def times(body: str) -> list[tuple[str, int, int]]:
    document = parse(Source.of(f"{HEAD}{body}</BODY></SAMI>\n", "a.smi"))
    return [(document.plain(cue), cue.start_ms, cue.end_ms) for cue in document.cues]


@pytest.mark.parametrize(
    "first",
    [
        "<SYNC Start=1000><P Class=EN>One<P Class=EN>Two\n",
        "<SYNC Start=1000><P Class=EN>One</P><P Class=EN>Two</P><P Class=EN>&nbsp;</P>\n",
        "<SYNC Start=1000><P Class=EN>One\n<SYNC Start=1000><P Class=EN>Two\n",
        "<SYNC Start=1000><P>One<P>Two\n",
        "<SYNC Start=1000><P Class=EN>One<P>Two\n",
    ],
)
def test_what_begins_together_ends_together(first: str) -> None:
    found = times(f"{first}<SYNC Start=3000><P Class=EN>Three\n<SYNC Start=4000><P>&nbsp;\n")
    assert found == [("One", 1000, 3000), ("Two", 1000, 3000), ("Three", 3000, 4000)]


def test_a_blank_at_the_same_time_ends_what_another_sync_has_begun() -> None:
    found = times("<SYNC Start=1000><P Class=EN>One\n<SYNC Start=1000><P Class=EN>&nbsp;\n")
    assert found == [("One", 1000, 1000)]


def test_languages_end_each_for_itself() -> None:
    found = times(
        "<SYNC Start=1000><P Class=EN>One<P Class=FR>Un\n<SYNC Start=2000><P Class=FR>Deux\n"
        "<SYNC Start=3000><P Class=EN>&nbsp;<P Class=FR>&nbsp;\n"
    )
    assert found == [("One", 1000, 3000), ("Un", 1000, 2000), ("Deux", 2000, 3000)]


@pytest.mark.slow
def test_many_paragraphs_of_one_time_cost_no_more_than_many_others() -> None:
    assert_linear(lambda count: "<SYNC Start=1000>" + "<P Class=EN>One\n" * count, times, 500)


def test_a_sync_without_a_time_makes_guesses_of_the_classes_that_it_shows_alone() -> None:
    text = (
        "<SAMI><HEAD><STYLE><!-- .EN {Name:English;lang:en-US;} .FR {Name:French;lang:fr-FR;} --></STYLE></HEAD><BODY>"
        "<SYNC Start=1000><P Class=EN>one<P Class=FR>un<SYNC><P Class=EN>two"
        "<SYNC Start=5000><P Class=EN>&nbsp;<P Class=FR>deux<SYNC Start=8000><P Class=FR>&nbsp;</BODY></SAMI>"
    )
    document = parse(Source.of(text, "a.smi"))
    guessed = {document.plain(cue) for cue in document.cues if cue.number in document.guessed}
    assert guessed == {"one", "two"}
