"""Answers that are remembered, and how often a text is read and checked for one."""

from __future__ import annotations

from collections import Counter
from typing import Any

import httpx
import pytest

from caption_qa_action import pipeline
from caption_qa_action.api import process_bytes
from caption_qa_action.core.document import Document
from caption_qa_action.delivery import reread
from caption_qa_action.engines.bundled import check
from caption_qa_action.engines.bundled import process as bundled
from caption_qa_action.server.answers import Answers
from caption_qa_action.server.work import Answer, Job
from tests.server.serving import GOOD, STYLED, error, process

JOB = Job("talk.srt", GOOD.encode(), "youtube", "warn-only", 1000)


def test_an_answer_is_remembered_for_its_job_alone() -> None:
    answers = Answers(10_000)
    answers.keep(JOB, Answer(b'{"a": 1}'))
    assert answers.find(JOB) == Answer(b'{"a": 1}')
    others = (
        ("name", "talk.de.srt"),
        ("data", b"x"),
        ("preset", "tiktok"),
        ("profile", "x"),
        ("answer_bytes", 1),
    )
    for field, value in others:
        assert answers.find(JOB._replace(**{field: value})) is None  # type: ignore[arg-type]
    # The parts of a key cannot run into each other.
    assert answers.find(JOB._replace(name="talk.srty", preset="outube")) is None


@pytest.mark.parametrize(
    "answer",
    [
        Answer(b"{}", "payload_too_large"),
        Answer(b"{}", "processing_failed", "x"),
        Answer(b"", "unavailable"),
    ],
)
def test_what_may_be_otherwise_another_time_is_not(answer: Answer) -> None:
    answers = Answers(10_000)
    answers.keep(JOB, answer)
    assert answers.find(JOB) is None


def test_the_memory_is_bounded_and_what_is_used_stays() -> None:
    answers = Answers(4_000)
    for number in range(20):
        answers.keep(JOB._replace(name=str(number)), Answer(b"x" * 500))
        assert answers.find(JOB._replace(name="0"))
    kept = [number for number in range(20) if answers.find(JOB._replace(name=str(number)))]
    assert kept == [0, 18, 19] or kept == [0, 17, 18, 19]
    answers.keep(JOB, Answer(b"x" * 4_000))
    assert answers.find(JOB) is None
    none = Answers(0)
    none.keep(JOB, Answer(b"x"))
    assert none.find(JOB) is None


@pytest.mark.slow
def test_the_same_request_has_the_same_answer_and_counts_again(client: httpx.Client) -> None:
    first, second = (process(client, STYLED, fixProfile="auto-split-cps").json() for _ in range(2))
    assert first.pop("remainingApiRunsToday") == second.pop("remainingApiRunsToday") + 1
    assert first == second
    assert process(client, STYLED, name="talk.ja.srt").json()["report"]
    failures = [process(client, "WEBVTT\n", name="talk.vtt") for _ in range(2)]
    assert [error(each) for each in failures] == [(422, "processing_failed")] * 2
    assert failures[0].json() == failures[1].json()


def test_letters_that_are_a_guess_are_not_delivered(client: httpx.Client) -> None:
    captions = GOOD.replace("Where have you been?", "謝謝").encode("big5")
    assert captions != GOOD.encode("big5")
    reply = client.post("/api/v1/process", files={"file": ("talk.srt", captions)})
    assert error(reply) == (422, "processing_failed")
    assert "its encoding is not certain" in reply.json()["error"]["message"]
    found = reply.json()["error"]["details"]["report"]["diagnostics"]
    assert [each["code"] for each in found][:1] == ["encoding_uncertain"]


@pytest.mark.parametrize("profile", ["warn-only", "auto-split-cps", "layout-preserve-breaks"])
@pytest.mark.parametrize("preset", ["youtube", "html5", "lms", "generic"])
@pytest.mark.parametrize("text", [GOOD, STYLED, STYLED.replace("</i>", ""), GOOD * 2])
def test_no_text_is_read_or_checked_twice(
    monkeypatch: pytest.MonkeyPatch, text: str, preset: str, profile: str
) -> None:
    checked: Counter[str] = Counter()
    read: Counter[bytes] = Counter()
    real_check, real_read = check.check_document, pipeline.read_document

    def check_document(document: Document, *arguments: Any, **keywords: Any) -> Any:
        checked[document.source.text] += 1
        return real_check(document, *arguments, **keywords)

    def read_document(path: str, data: bytes, *arguments: Any, **keywords: Any) -> Document:
        read[data] += 1
        return real_read(path, data, *arguments, **keywords)

    for module in (check, bundled):
        monkeypatch.setattr(module, "check_document", check_document)
    for module in (pipeline, bundled):
        monkeypatch.setattr(module, "read_document", read_document)
    # What is written is compared with what was read of it for its check, and not read for that once more.
    monkeypatch.setattr(reread, "Source", None)
    process_bytes(text.encode(), "talk.srt", preset=preset, fix_profile=profile)
    assert set(checked.values()) == set(read.values()) == {1}
