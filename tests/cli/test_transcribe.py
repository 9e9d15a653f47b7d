"""Transcripts from a server that keeps to the contract, or does not; files, record, exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import stamina

from caption_qa_action.cli import main
from caption_qa_action.clients._transport import Transport
from caption_qa_action.clients.tokcaption import Order
from caption_qa_action.runs import transcript_run
from tests.clients.contract_server import Answer, Asked, ContractServer, refusal

pytestmark = pytest.mark.slow

Capture = pytest.CaptureFixture[str]
KEY = "tc_live_verysecretvalue0123456789"
ONE = "https://www.tiktok.com/@creator/video/1234567890"
TWO = "https://www.tiktok.com/@creator/video/0987654321"
SRT = "1\n00:00:01,000 --> 00:00:03,000\nHello there.\n"
OVERLAP = SRT + "\n2\n00:00:02,000 --> 00:00:04,000\nAnd again.\n"


def completed(number: int = 0, /, **more: object) -> dict[str, object]:
    return {
        "id": f"tx_{number}",
        "transcript_id": "85f4dd35-3bc5-413f-81a6-63e0b61722d2",
        "item_index": number,
        "status": "completed",
        "output_language": "en",
        "source_language": "en",
        "selected_track_type": "creator",
        "transcript_text": "Whenever I cook.",
        "metadata": {"author_username": "creator", "duration_seconds": 299},
        "completed_at": "2026-03-14T08:33:14.000Z",
        **more,
    }


def failed(number: int = 0) -> dict[str, object]:
    return {
        "item_index": number,
        "status": "failed",
        "error_code": "NO_CAPTIONS_AVAILABLE",
        "error_message": "Captions are not available.",
    }


def job(status: str, *items: dict[str, object]) -> Answer:
    status_code = 202 if status in ("queued", "processing") else 200
    body = {"job_id": "job-1", "status": status, "total_items": len(items), "items": list(items)}
    return Answer(status_code, body)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[ContractServer]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TOKCAPTION_API_KEY", KEY)
    monkeypatch.delenv("TOKCAPTION_TOKEN", raising=False)
    with ContractServer() as running:
        yield running


def transcribe(server: ContractServer, *arguments: str) -> int:
    return main(["transcribe", "--api-url", server.url, *arguments])


def record(folder: str = "transcripts") -> Any:
    return json.loads(Path(folder, "transcripts.json").read_text(encoding="utf-8"))


def test_a_video_that_is_done_at_once_is_written_with_its_origin(
    server: ContractServer, capsys: Capture
) -> None:
    server.then(job("completed", completed()))
    assert transcribe(server, ONE) == 0
    written = Path("transcripts/creator-1234567890.en.txt")
    assert written.read_text() == "Whenever I cook."
    (video,) = record()["videos"]
    assert (video["url"], video["job_id"], video["status"]) == (ONE, "job-1", "completed")
    assert [file["path"] for file in video["files"]] == [written.name]
    (asked,) = server.asked
    assert (asked.method, asked.path) == ("POST", "/api/v1/jobs")
    assert asked.headers["x-api-key"] == KEY
    assert "authorization" not in asked.headers
    output = capsys.readouterr()
    assert "1 video: 1 transcribed, 0 failed; files: 1 written" in output.out
    assert "nothing to check" in output.err
    assert (
        KEY not in output.out + output.err + written.parent.joinpath("transcripts.json").read_text()
    )


def test_a_video_without_captions_fails_the_run(server: ContractServer, capsys: Capture) -> None:
    server.then(job("failed", failed()))
    assert transcribe(server, ONE) == 2
    assert f"{ONE}: not transcribed: NO_CAPTIONS_AVAILABLE: Captions are" in capsys.readouterr().out
    assert record()["videos"][0]["error_code"] == "NO_CAPTIONS_AVAILABLE"


def test_each_video_is_an_order_and_asked_for_until_it_has_ended(
    server: ContractServer, capsys: Capture
) -> None:
    server.then(
        job("processing", {"item_index": 0, "status": "queued", "input_url": ONE}),
        job("failed", failed()),
        Answer(429, {"error": {"code": "RATE_LIMIT_EXCEEDED", "message": "Slow.", "retry_after_seconds": 0.1}}),
        job("completed", {"item_index": 0, "status": "processing"}),  # the item decides
        job("partial", completed(0, transcript_text=SRT)),
    )  # fmt: skip
    assert transcribe(server, ONE, TWO, "--translate-to", "es,fr", "--output-language", "en") == 2
    asked = [each.path for each in server.asked]
    assert asked == ["/api/v1/jobs"] * 2 + ["/api/v1/jobs/job-1"] * 3
    bodies = [json.loads(each.body) for each in server.asked[:2]]
    assert [body["urls"] for body in bodies] == [[ONE], [TWO]]
    assert bodies[0]["also_translate_to"] == ["es", "fr"]
    output = capsys.readouterr().out
    assert "transcripts/creator-1234567890.en.srt: written" in output
    assert f"{TWO}: not transcribed" in output
    assert f"{ONE}: the translation to fr did not come" in output
    assert "1 file checked" in output


def test_captions_that_come_are_checked(server: ContractServer, capsys: Capture) -> None:
    server.then(job("completed", completed(assets=[{"format": "srt", "content": OVERLAP}])))
    assert transcribe(server, ONE, "--assets") == 0
    assert "overlapping_cues" in capsys.readouterr().out
    Path(".caption-qa.yml").write_text("fail-on: overlapping_cues\n")
    assert transcribe(server, ONE, "--assets") == 1  # what is there already is checked as well
    assert f"{ONE}: is there already" in capsys.readouterr().out
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "more",
    [
        {"translations": {"es": SRT}},
        {"translations": {"es": {"transcript_text": SRT}}},
        {"translations": [{"language": "es", "text": SRT}]},
        {"download_assets": {"srt": {"content": SRT, "language": "es"}}},
    ],
)
def test_translations_are_written_in_whatever_form_they_come(
    server: ContractServer, more: dict[str, object]
) -> None:
    server.then(job("completed", completed(0, **more)))
    assert transcribe(server, ONE, "--no-check") == 0
    assert Path("transcripts/creator-1234567890.es.srt").read_text() == SRT


def test_linked_assets_are_fetched_without_the_key(server: ContractServer) -> None:
    link = f"{server.url}/files/a.vtt?signature=abc"
    server.then(
        job("completed", completed(assets=[{"url": link, "format": "vtt"}])),
        Answer(200, b"WEBVTT\n\n00:01.000 --> 00:03.000\nHello there.\n"),
    )
    assert transcribe(server, ONE) == 0
    assert Path("transcripts/creator-1234567890.en.vtt").exists()
    assert server.asked[1].path == "/files/a.vtt?signature=abc"
    assert KEY not in str(server.asked[1].headers)
    text = Path("transcripts/transcripts.json").read_text()
    assert "/files/a.vtt" in text
    assert "signature" not in text


@pytest.mark.parametrize(
    "link", ["http://192.0.2.1/a.vtt", "https://localhost/a.vtt", "file:///etc/passwd", "x"]
)
def test_links_to_other_places_are_refused(
    server: ContractServer, capsys: Capture, link: str
) -> None:
    server.then(job("completed", completed(assets=[{"url": link, "format": "vtt"}])))
    assert transcribe(server, ONE) == 2
    assert "is no https address of another machine" in capsys.readouterr().out
    assert len(server.asked) == 1


def test_the_same_order_has_the_same_key_and_another_has_another() -> None:
    orders = [
        Order(ONE),
        Order(TWO),
        Order(ONE, "en"),
        Order(ONE, "", ("en",)),
        Order(ONE, "", (), True),
        Order(ONE, again="2"),
    ]
    assert len({order.key() for order in orders}) == 6
    assert Order(ONE).key() == Order(ONE).key()


def test_a_server_that_breaks_off_is_asked_again_under_the_same_key(server: ContractServer) -> None:
    server.then(Answer(hang_up=True), Answer(502, b"<html>"), job("completed", completed()))
    assert transcribe(server, ONE) == 0
    assert len({asked.body for asked in server.asked}) == 1


def forget() -> None:
    """Remove the record of orders, as another machine has none."""
    Path("transcripts/transcripts.json").unlink()


def test_a_file_that_was_edited_is_kept(server: ContractServer, capsys: Capture) -> None:
    path = Path("transcripts/creator-1234567890.en.txt")
    server.then(job("completed", completed(transcript_text="First.")))
    assert transcribe(server, ONE) == 0
    path.write_text("Mine.")
    for arguments, expected in (((), "Mine."), (("--force",), "Third.")):
        forget()
        server.then(job("completed", completed(transcript_text="Third.")))
        assert transcribe(server, ONE, *arguments) == 0
        assert path.read_text() == expected
    assert "kept (edited since; --force replaces it)" in capsys.readouterr().out


def test_an_order_that_fails_stops_no_other(server: ContractServer, capsys: Capture) -> None:
    def respond(asked: Asked) -> Answer:
        urls = json.loads(asked.body)["urls"]
        return refusal(400, "BAD_REQUEST") if ONE in urls else job("completed", completed())

    server.respond = respond
    assert transcribe(server, ONE, TWO) == 2
    output = capsys.readouterr().out
    assert f"{ONE}: not transcribed: 127.0.0.1:{server.port} answers 400 BAD_REQUEST" in output
    assert "2 videos: 1 transcribed, 1 failed" in output


class Service:
    """A service that keeps to the contract; it knows an order by its key, and counts those that are new."""

    def __init__(self) -> None:
        self.jobs: dict[str, dict[str, Any]] = {}
        self.keys: dict[str, str] = {}
        self.orders = 0
        self.rounds = 1
        self.quota = 99
        self.fails: set[str] = set()

    def __call__(self, asked: Asked) -> Answer:
        if asked.method == "GET":
            return self.answer(asked.path.rpartition("/")[2])
        body = json.loads(asked.body)
        self.orders += 1
        (url,) = body["urls"]
        job_id = self.keys.get(body["idempotency_key"])
        if job_id is None:
            if self.quota == 0:
                return refusal(429, "QUOTA_EXCEEDED", "Daily.", daily_limit=5)
            self.quota -= 1
            job_id = f"job-{len(self.jobs)}"
            self.keys[body["idempotency_key"]] = job_id
            self.jobs[job_id] = {"url": url, "left": self.rounds, "fails": url in self.fails}
        return self.answer(job_id)

    def answer(self, job_id: str) -> Answer:
        known = self.jobs[job_id]
        known["left"] -= 1
        state = {"item_index": 0, "input_url": known["url"], "id": 7, "transcript_id": 8}
        if known["left"] >= 0:
            item, status = {**state, "status": "processing"}, "processing"
        elif known["fails"]:
            item, status = {**state, **failed()}, "failed"
        else:
            item, status = {**state, **completed(), "input_url": known["url"]}, "completed"
        return Answer(200, {"job_id": job_id, "status": status, "items": [item]})


def videos(*numbers: int) -> list[str]:
    return [f"https://www.tiktok.com/@creator/video/{number}" for number in numbers]


@pytest.fixture
def service(server: ContractServer, monkeypatch: pytest.MonkeyPatch) -> Service:
    monkeypatch.setattr(transcript_run, "_FIRST_PAUSE", 0.01)
    monkeypatch.setattr(transcript_run.outcomes, "__kwdefaults__", {"pauses": (0.01, 0.02)})
    service = Service()
    server.respond = service
    return service


def test_the_number_of_orders_is_the_number_of_new_videos(
    server: ContractServer, service: Service
) -> None:
    for listed, orders in (
        ((1, 2, 3), 3),
        ((1, 2, 3), 3),  # repeated
        ((3, 1, 2), 3),  # reordered
        ((4, 3, 2, 1, 5), 5),  # extended
        ((2, 2, 2), 5),
    ):
        assert transcribe(server, *videos(*listed)) == 0
        assert service.orders == orders
    assert transcribe(server, *videos(1), "--output-language", "de") == 0  # this is another order
    assert service.orders == 6
    assert len(record()["videos"]) == 5


SPELLINGS = (
    "https://www.tiktok.com/@creator/video/1",
    "https://www.tiktok.com/@creator/video/1?is_from_webapp=1&sender_device=pc",
    "https://www.tiktok.com/@creator/video/1/#comments",
    "http://m.tiktok.com/@Creator/video/1",
    " HTTPS://TikTok.com/@creator/video/1?lang=de ",
)


def test_a_video_is_the_same_however_its_address_is_spelled(
    server: ContractServer, service: Service
) -> None:
    assert transcribe(server, *SPELLINGS) == 0
    for spelling in SPELLINGS:
        assert transcribe(server, spelling) == 0
    assert service.orders == 1
    assert [video["url"] for video in record()["videos"]] == [SPELLINGS[0]]


def test_what_cannot_be_told_apart_by_its_address_is_as_it_was_given(
    server: ContractServer, service: Service
) -> None:
    short = [f"https://vm.tiktok.com/ZM{at}/?a=1" for at in range(2)]
    assert transcribe(server, *short) == 0
    assert transcribe(server, *reversed(short)) == 0
    assert service.orders == 2
    ordered = [each for each in server.asked if each.method == "POST"]
    assert [json.loads(each.body)["urls"] for each in ordered] == [[url] for url in short]


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (("--translate-to", "es,fr"), ("--translate-to", "fr", "--translate-to", "es,es")),
        (("--translate-to", "pt-BR"), ("--translate-to", "PT-br")),
        (("--translate-to", "es,fr"), ("--translate-to", "fr")),
        (("--translate-to", "es,fr"), ()),
        (("--assets",), ()),
        (("--output-language", "EN"), ("--output-language", "en")),
    ],
)
def test_what_was_ordered_before_with_more_is_not_ordered_again(
    server: ContractServer, service: Service, first: tuple[str, ...], then: tuple[str, ...]
) -> None:
    assert transcribe(server, *videos(1, 2), *first) == 0
    assert transcribe(server, *videos(2, 1), *then) == 0
    assert service.orders == 2
    more = ("--translate-to", "es,fr,pl", "--assets", "--output-language", "de")
    assert transcribe(server, *videos(1), *more) == 0
    assert service.orders == 3


def test_orders_of_a_video_for_different_things_are_all_remembered(
    server: ContractServer, service: Service, capsys: Capture
) -> None:
    languages = ((), ("--output-language", "de"), ("--output-language", "fr"))
    for _ in range(3):
        for asked in languages:
            assert transcribe(server, *videos(1), *asked) == 0
    assert service.orders == 3
    (video,) = record()["videos"]
    assert len(video["earlier"]) == 2
    assert "earlier" not in video["earlier"][0]
    capsys.readouterr()
    path = Path("transcripts/transcripts.json")
    old = json.loads(path.read_text())
    old["videos"] = [*video.pop("earlier"), {**video, "url": f"{video['url']}?lang=de"}]
    path.write_text(json.dumps(old))  # as a run wrote it that took each spelling for a video
    for asked in languages:
        assert transcribe(server, *videos(1), *asked) == 0
    assert service.orders == 3


def test_more_videos_than_are_waited_for_at_once_all_come(
    server: ContractServer, service: Service
) -> None:
    service.rounds = 3
    assert transcribe(server, *videos(*range(25)), "--no-check") == 0
    assert service.orders == 25
    assert len(list(Path("transcripts").glob("*.txt"))) == 25


def test_a_run_that_was_interrupted_asks_for_its_jobs(
    server: ContractServer, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    service.rounds = 3

    def interrupt(*arguments: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(transcript_run._Run, "ask", interrupt)
        assert transcribe(server, *videos(1, 2)) == 130
    assert service.orders == 2
    assert {entry["status"] for entry in record()["videos"]} == {"ordered"}
    assert transcribe(server, *videos(1, 2)) == 0
    assert service.orders == 2


PROGRAM = "import sys; from caption_qa_action.cli import main; sys.exit(main(sys.argv[1:]))"


def test_an_order_whose_run_was_killed_is_sent_again_with_a_word_alone(
    server: ContractServer, service: Service, capsys: Capture
) -> None:
    """Killed between sending the order of the second video and reading the answer to it."""
    arguments = ("transcribe", "--api-url", server.url, "--no-check", *videos(1, 2, 3))
    killed: list[int] = []

    def respond(asked: Asked) -> Answer:
        answer = service(asked)
        if asked.method == "POST" and service.orders == 2 and not killed:
            killed.append(run.pid)
            run.kill()
            run.wait()
        return answer

    server.respond = respond
    run = subprocess.Popen([sys.executable, "-c", PROGRAM, *arguments], stdout=subprocess.PIPE)
    run.communicate()
    assert killed
    assert service.orders == 2
    states = {entry["url"]: entry["status"] for entry in record()["videos"]}
    assert states[videos(2)[0]] == "ordering"
    for _ in range(2):
        assert transcribe(server, *videos(1, 2, 3)) == 2
        output = capsys.readouterr().out
        assert f"{videos(2)[0]}: not transcribed: it may be ordered already" in output
        assert "3 videos: 2 transcribed, 1 failed" in output
        assert service.orders == 3
    assert transcribe(server, *videos(1, 2, 3), "--order-again") == 0
    assert (service.orders, len(service.jobs)) == (4, 3), "under the key that was sent before"
    assert transcribe(server, *videos(1, 2, 3), "--order-again") == 0
    assert service.orders == 4


@pytest.fixture
def at_once() -> Iterator[None]:
    """What is tried again is tried at once."""
    with stamina.set_testing(True, attempts=4, cap=True):
        yield


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize(
    "answer", [Answer(hang_up=True), Answer(502, b"<html>"), Answer(200, b"<html>"),
               Answer(200, {"status": "processing"})],
)  # fmt: skip
def test_an_order_that_may_have_been_taken_is_not_sent_by_the_next_run(
    server: ContractServer, answer: Answer, capsys: Capture
) -> None:
    server.respond = lambda asked: answer
    assert transcribe(server, ONE) == 2
    server.forget()
    server.respond = lambda asked: job("completed", completed())
    assert transcribe(server, ONE) == 2
    assert "--order-again sends the same order once more" in capsys.readouterr().out
    assert not server.asked
    assert transcribe(server, ONE, "--order-again") == 0
    assert len(server.asked) == 1


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize(
    "answer", [refusal(400, "BAD_REQUEST"), refusal(401, "UNAUTHORIZED"),
               refusal(429, "QUOTA_EXCEEDED", "Daily.", daily_limit=5), refusal(503, "BUSY")],
)  # fmt: skip
def test_an_order_that_was_not_taken_is_sent_by_the_next_run(
    server: ContractServer, answer: Answer
) -> None:
    server.respond = lambda asked: answer
    assert transcribe(server, ONE) == 2
    assert not record()["videos"]
    server.respond = lambda asked: job("completed", completed())
    assert transcribe(server, ONE) == 0


@pytest.mark.usefixtures("at_once")
def test_an_order_that_reached_nobody_is_sent_by_the_next_run(server: ContractServer) -> None:
    server.stop()
    assert transcribe(server, ONE) == 2
    server.start()
    server.respond = lambda asked: job("completed", completed())
    assert transcribe(server, ONE) == 0


@pytest.mark.usefixtures("at_once")
def test_an_order_that_was_broken_off_once_and_then_reached_nobody_may_have_been_taken(
    server: ContractServer, capsys: Capture
) -> None:
    def respond(asked: Asked) -> Answer:
        threading.Thread(target=server.stop).start()
        return Answer(hang_up=True)

    server.respond = respond
    assert transcribe(server, ONE) == 2
    server.start()
    server.respond = lambda asked: job("completed", completed())
    assert transcribe(server, ONE) == 2
    assert "it may be ordered already" in capsys.readouterr().out


def test_an_order_that_comes_too_soon_is_sent_again_as_late_as_it_asks(
    server: ContractServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever in the answer the seconds stand."""
    waits: list[float] = []
    monkeypatch.setattr(Transport, "_close_for", lambda self, wait: waits.append(wait))
    error = {"code": "RATE_LIMIT_EXCEEDED", "message": "Slow."}
    server.then(
        Answer(429, {"error": {**error, "retry_after_seconds": 3}}),
        Answer(429, {"error": {**error, "details": {"retry_after_seconds": 4}}}),
        Answer(429, {"error": error, "retry_after_seconds": 5}),
        job("completed", completed()),
    )
    assert transcribe(server, ONE) == 0
    assert len({asked.body for asked in server.asked}) == 1
    assert waits == [3, 4, 5]


def test_a_job_that_is_gone_is_ordered_again_with_a_word(
    server: ContractServer, service: Service, capsys: Capture
) -> None:
    assert transcribe(server, *videos(1)) == 0
    Path("transcripts/creator-1.en.txt").unlink()
    assert transcribe(server, *videos(1)) == 0  # its job still has it
    assert service.orders == 1
    Path("transcripts/creator-1.en.txt").unlink()
    server.then(refusal(404, "NOT_FOUND"), refusal(404, "NOT_FOUND"))
    assert transcribe(server, *videos(1)) == 2
    assert "--order-again sends the same order once more" in capsys.readouterr().out
    assert service.orders == 1
    assert transcribe(server, *videos(1), "--order-again") == 0
    assert service.orders == 2
    assert len(service.jobs) == 1  # under the same key, so that it is not paid for twice


def test_what_failed_is_ordered_anew_with_a_word_and_once_for_each(
    server: ContractServer, service: Service, capsys: Capture
) -> None:
    service.fails = set(videos(1))
    assert transcribe(server, *videos(1, 2)) == 2
    assert transcribe(server, *videos(1, 2)) == 2
    assert (
        "NO_CAPTIONS_AVAILABLE: Captions are not available.; to order it anew: --again WORD"
        in capsys.readouterr().out
    )
    assert service.orders == 2
    for word, orders in (("one", 3), ("one", 3), ("two", 4)):
        assert transcribe(server, *videos(1, 2), "--again", word) == 2
        assert service.orders == orders
    service.fails = set()
    assert transcribe(server, *videos(1, 2), "--again", "three") == 0
    assert transcribe(server, *videos(1, 2)) == 0
    assert service.orders == 5


def test_a_quota_that_is_used_up_stops_further_orders(
    server: ContractServer, service: Service, capsys: Capture
) -> None:
    service.quota = 2
    assert transcribe(server, *videos(*range(6))) == 2
    output = capsys.readouterr().out
    assert service.orders == 3
    assert output.count("the plan allows 5 transcripts a day") == 4
    assert "6 videos: 2 transcribed, 4 failed" in output
    service.quota = 99
    assert transcribe(server, *videos(*range(6))) == 0
    assert service.orders == 3 + 4


def test_what_did_not_come_is_named_and_fails_with_strict(
    server: ContractServer, capsys: Capture
) -> None:
    wanted = "--translate-to", "es,pt-BR", "--assets"
    more = {"translations": {"pt_BR": SRT}}
    server.then(job("completed", completed(0, **more)))
    assert transcribe(server, ONE, *wanted) == 0
    output = capsys.readouterr().out
    assert f"{ONE}: the translation to es did not come" in output
    assert f"{ONE}: a caption file to download did not come" in output
    assert "pt-BR" not in output
    assert transcribe(server, ONE, *wanted, "--strict") == 2  # of what is there already, too
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "more",
    [
        {"segments": [{"start": 1, "end": 3, "text": "Hello there."}]},
        {"segments": [{"start": "1.0", "end": "3.0", "text": " Hello there. "}]},
        {"segments": [{"start_ms": 1000, "end_ms": 3000, "text": "Hello there."}]},
        {"segments": [{"start": 1, "duration": 2.0, "text": "Hello there."}]},
        {"captions": [{"startMs": 1000, "endMs": 3000, "content": "Hello there."}]},
        {"transcript_srt": SRT},
        {"srt": SRT},
        {"segments": [{"start": 1, "end": 3, "text": "Hello there."}, {"start": 5, "end": 4, "text": "x"}, 7, None]},
    ],
)  # fmt: skip
def test_what_has_times_becomes_captions(server: ContractServer, more: dict[str, object]) -> None:
    server.then(job("completed", completed(0, **more)))
    assert transcribe(server, ONE) == 0
    text = Path("transcripts/creator-1234567890.en.srt").read_text()
    assert text.startswith(SRT.rstrip("\n"))
    assert Path("transcripts/creator-1234567890.en.txt").read_text() == "Whenever I cook."


@pytest.mark.parametrize(
    "more",
    [{"segments": "x"}, {"segments": [{"start": True, "end": 1e999, "text": "x"}]}, {"captions": {}},
     {"segments": [{"start": -1, "end": 5, "text": "x"}]}, {"transcript_srt": 5}, {"segments": [{"start": 1, "end": 2}]}],
)  # fmt: skip
def test_what_has_no_times_is_no_captions(server: ContractServer, more: dict[str, object]) -> None:
    server.then(job("completed", completed(0, **more)))
    assert transcribe(server, ONE) == 0
    assert sorted(os.listdir("transcripts")) == ["creator-1234567890.en.txt", "transcripts.json"]


def test_numbers_for_identifiers_are_taken(server: ContractServer) -> None:
    item = completed(0, id=5, transcript_id=12345678901)
    server.then(
        Answer(202, {"job_id": 77, "status": "processing", "items": None}),
        Answer(200, {"job_id": 77, "status": "completed", "items": [item]}),
    )
    assert transcribe(server, ONE) == 0
    assert server.asked[1].path == "/api/v1/jobs/77"
    assert record()["videos"][0]["transcript_id"] == "12345678901"


def test_a_record_of_before_is_known(server: ContractServer) -> None:
    server.then(job("completed", completed()))
    assert transcribe(server, ONE) == 0
    path = Path("transcripts/transcripts.json")
    old = json.loads(path.read_text())
    for key in ("order", "asked"):
        del old["videos"][0][key]
    old["videos"][0]["files"].append({"path": "../../etc/passwd", "sha256": ""})
    path.write_text(json.dumps(old))
    assert transcribe(server, ONE) == 0
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "answer, says",
    [
        (refusal(401, "UNAUTHORIZED"), "check TOKCAPTION_API_KEY"),
        (refusal(429, "QUOTA_EXCEEDED", "Daily.", daily_limit=5), "the plan allows 5 transcripts a day"),
        (Answer(200, b"<html>"), "no complete JSON"),
        (Answer(200, {"status": "processing"}), "names no job to ask for"),
        (Answer(200, {"job_id": "j", "status": "completed", "items": []}), "does not tell of this video"),
        (job("completed", completed(transcript_text="  ")), "the answer has no text"),
        (Answer(200, {"job_id": "../../x", "status": "completed", "items": [{"status": "failed", "error_message": "\x1b[31m::error::"}]}), "\\x1b[31m::error::"),
        (Answer(200, {"job_id": "..", "status": "processing"}), "is no job"),
    ],
)  # fmt: skip
def test_every_other_answer_fails_the_run_and_says_why(
    server: ContractServer, capsys: Capture, answer: Answer, says: str
) -> None:
    server.then(answer)
    assert transcribe(server, ONE) == 2
    output = capsys.readouterr()
    assert says in output.out + output.err
    assert "\x1b" not in output.out


def test_waiting_has_an_end_and_says_how_to_go_on(server: ContractServer, capsys: Capture) -> None:
    server.respond = lambda asked: job("processing", {"item_index": 0, "status": "queued"})
    assert transcribe(server, ONE, "--timeout", "1") == 2
    assert 'job "job-1" is still "processing" after 1 second; run the same command again' in (
        capsys.readouterr().out
    )


def test_hostile_names_stay_in_the_folder(server: ContractServer) -> None:
    url = "https://vm.tiktok.com/..%2F..%2Fetc"
    more = {"metadata": {"author_username": "../../evil\n"}, "output_language": "../x"}
    server.then(job("completed", completed(0, **more)))
    assert transcribe(server, url) == 0
    assert sorted(os.listdir()) == ["transcripts"]
    assert sorted(os.listdir("transcripts")) == ["evil_-.._2F.._2Fetc.txt", "transcripts.json"]


@pytest.mark.parametrize(
    "name, text",
    [
        ("list.txt", f"# ours\n{ONE}\n\n{ONE}\n"),
        ("list.yml", f"urls:\n  - {ONE}\noutput-language: de\n"),
        ("list.json", json.dumps([ONE])),
    ],
)
def test_a_manifest_names_the_videos_and_the_place(
    server: ContractServer, name: str, text: str
) -> None:
    Path("videos").mkdir()
    Path("videos", name).write_text(text)
    server.then(job("completed", completed()))
    assert transcribe(server, "--manifest", f"videos/{name}") == 0
    assert Path("videos/creator-1234567890.en.txt").exists()
    assert json.loads(server.asked[0].body)["urls"] == [ONE]


@pytest.mark.parametrize(
    "text, says",
    [
        ("urls: [", "list.yml:1:8: "),
        ("urls: 3", "list.yml: urls: must be a list of texts"),
        ("url: []", "list.yml: needs a list of addresses under urls"),
        ("urls: []\noutput-langage: de", '"output-langage" (did you mean "output-language"?)'),
        ("urls: []", "list.yml: names no videos"),
        ("urls: [https://example.org/video]", "is no address of a TikTok video"),
        ("urls: [https://user:word@www.tiktok.com/@a/video/1]", "is no address of a TikTok video"),
    ],
)
def test_a_wrong_manifest_is_an_error_with_its_place(
    server: ContractServer, capsys: Capture, text: str, says: str
) -> None:
    Path("list.yml").write_text(text)
    assert transcribe(server, "--manifest", "list.yml") == 2
    assert says in capsys.readouterr().err
    assert server.asked == []


def test_without_a_key_nothing_is_asked(
    server: ContractServer, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TOKCAPTION_API_KEY")
    assert transcribe(server, ONE) == 2
    assert "set TOKCAPTION_API_KEY" in capsys.readouterr().err
    monkeypatch.setenv("TOKCAPTION_TOKEN", "jwt.jwt.jwt")
    server.then(job("completed", completed()))
    assert transcribe(server, ONE) == 0
    assert server.asked[0].headers["authorization"] == "Bearer jwt.jwt.jwt"


@pytest.mark.parametrize("text", ["", "[]", '{"version": 1}', '{"version": 2, "videos": []}'])
def test_a_record_that_is_not_ours_is_left_alone(
    server: ContractServer, capsys: Capture, text: str
) -> None:
    Path("transcripts").mkdir()
    Path("transcripts/transcripts.json").write_text(text)
    assert transcribe(server, ONE) == 2
    assert "transcripts.json: is " in capsys.readouterr().err
    assert Path("transcripts/transcripts.json").read_text() == text
    assert server.asked == []


def test_json_is_all_that_standard_output_gets(server: ContractServer, capsys: Capture) -> None:
    server.then(job("completed", completed(assets=[{"format": "srt", "content": SRT}])))
    assert transcribe(server, ONE, "--json") == 0
    output = capsys.readouterr()
    assert len(json.loads(output.out)["videos"][0]["files"]) == 2
    assert "1 file checked" in output.err
