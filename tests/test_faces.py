"""Every face finds the same in the same files: the API, the command line, a server, a hook, the Action."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import httpx
import pytest

import caption_qa_action as qa
from caption_qa_action.action.__main__ import main as run_action
from caption_qa_action.cli import main
from caption_qa_action.core.text import plural, printable
from tests.captions import Caption, generated
from tests.repository import Repository
from tests.server.serving import Running, running

# In one process, since what they share takes seconds to make.
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("faces")]

PRESET = "youtube"
_LARGEST_BYTES, _MOST = 20_000, 2
_SHOWN = re.compile(r"^(error|warning|info)\[(\w+)\] (.*)\n *--> (.+?):(\d+):(\d+)", re.M)


class Found(NamedTuple):
    """A finding, as far as every face shows it."""

    path: str
    line: int
    column: int
    severity: str
    code: str
    message: str


def corpus() -> Iterator[tuple[str, Caption]]:
    """Some small files of every format and encoding, each under a name of its own."""
    taken: Counter[str] = Counter()
    for caption in generated():
        kind = caption.id.partition("/")[0]
        if caption.size < _LARGEST_BYTES and taken[kind] < _MOST:
            taken[kind] += 1
            yield f"{len(taken):02}-{taken[kind]}-{caption.name}", caption


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("server"), "--burst", "0", "--workers", "1") as server:
        yield server


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The corpus, all of it staged in a repository, and its configuration."""
    repository = Repository.new(tmp_path / "work")
    for name, caption in corpus():
        (repository.folder / name).write_bytes(caption.data)
    (repository.folder / ".caption-qa.yml").write_text(f"preset: {PRESET}\n")
    repository.git("add", ".")
    monkeypatch.chdir(repository.folder)
    monkeypatch.setenv("CAPTION_QA_CACHE_DIR", str(tmp_path / "cache"))
    for name, value in repository.environment.items():
        if name.startswith("GIT_CONFIG"):
            monkeypatch.setenv(name, value)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    return repository.folder


def test_every_face_finds_the_same(
    folder: Path,
    tmp_path: Path,
    server: Running,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    expected = of_api(qa.check_paths(["."]))
    assert len({found.path for found in expected}) > 10
    assert len({found.code for found in expected}) > 10

    main(["check", "--format", "json"])
    assert of_json(json.loads(capsys.readouterr().out)) == expected

    monkeypatch.setenv("CAPTIONPASS_API_KEY", server.key)
    main(["check", "--format", "json", "--engine", "remote", "--api-url", server.url])
    assert of_json(json.loads(capsys.readouterr().out)) == expected

    # What fails is shown whole, and of the rest how much there is.
    main(["hook", "run", "pre-commit"])
    shown = capsys.readouterr().out
    assert of_text(shown) == [each for each in expected if each.severity == "error"]
    severities = Counter(each.severity for each in expected)
    counted = (f"{plural(severities[each], each)}" for each in ("error", "warning", "info"))
    assert f"{', '.join(counted)};" in " ".join(shown.split())

    report = tmp_path / "report.json"
    for name, value in action_environment(folder, tmp_path, report).items():
        monkeypatch.setenv(name, value)
    run_action()
    assert of_json(json.loads(report.read_text(encoding="utf-8"))) == expected


def test_a_server_answers_what_the_api_and_the_command_answer(
    folder: Path, server: Running, capsys: pytest.CaptureFixture[str]
) -> None:
    delivered = 0
    with server.client() as client:
        for path in sorted(folder.glob("[0-9]*")):
            answer = answer_of_server(client, path)
            by_api = qa.process_bytes(path.read_bytes(), path.name, preset=PRESET)
            code = main(["process", path.name, "--json"])
            shown = capsys.readouterr().out
            if answer is None:
                assert by_api.delivery_status == "failed", path.name
                continue
            delivered += 1
            assert answer["output"] == by_api.output
            assert code in (0, 1)
            assert json.loads(shown) == answer
            findings = answer["report"]["diagnostics"]
            whole = qa.check_bytes(path.read_bytes(), path.name, preset=PRESET, verbose=True)
            assert of_json({"files": [{"path": path.name, "diagnostics": findings}]}) == of_api(
                [whole]
            )
    assert delivered > 10


@pytest.mark.parametrize("to", ["srt", "vtt", "ttml"])
def test_the_api_and_the_command_convert_alike(folder: Path, tmp_path: Path, to: str) -> None:
    out = tmp_path / "out"
    main(["convert", ".", "--to", to, "--out-dir", str(out), "--quiet"])
    written = {path.stem: path.read_text("utf-8") for path in out.iterdir()}
    assert len(written) > 5
    for path in folder.glob("[0-9]*"):
        if path.stem in written:
            name, text = path.name, path.read_bytes().decode("utf-8-sig", "replace")
            if "\ufffd" not in text:
                assert _lines(qa.convert_text(text, name, to=to).text) == _lines(written[path.stem])


def _lines(text: str) -> list[str]:
    return text.splitlines()


def of_api(reports: Any) -> list[Found]:
    return sorted(
        Found(
            report.path,
            found.start.line,
            found.start.column,
            found.severity.label,
            found.code,
            printable(found.message),
        )
        for report in reports
        for found in report.diagnostics
    )


def of_json(report: Mapping[str, Any]) -> list[Found]:
    return sorted(
        Found(
            file["path"],
            found["line"],
            found["column"],
            found["severity"],
            found["code"],
            printable(found["message"]),
        )
        for file in report["files"]
        for found in file["diagnostics"]
    )


def of_text(shown: str) -> list[Found]:
    """The findings of a report as people read it."""
    return sorted(
        Found(path, int(line), int(column), severity, code, message)
        for severity, code, message, path, line, column in _SHOWN.findall(shown)
    )


def answer_of_server(client: httpx.Client, path: Path) -> dict[str, Any] | None:
    """What a server makes of a file; None where nothing can be delivered."""
    reply = client.post(
        "/api/v1/process", files={"file": (path.name, path.read_bytes())}, data={"preset": PRESET}
    )
    if reply.status_code != 200:
        assert reply.json()["error"]["code"] == "processing_failed"
        return None
    answer: dict[str, Any] = reply.json()
    del answer["remainingApiRunsToday"]  # of the key, not of the file
    return answer


def action_environment(folder: Path, temporary: Path, report: Path) -> dict[str, str]:
    """The variables of a step that uses the Action, as `action.yml` sets them."""
    inputs = {"annotations": "true", "summary": "true", "report-json": str(report)}
    inputs |= dict.fromkeys(("fix", "require-files", "changed-only"), "false")
    inputs["config-from"] = "head"
    return {
        "GITHUB_WORKSPACE": str(folder),
        "GITHUB_OUTPUT": str(temporary / "output"),
        "GITHUB_STEP_SUMMARY": str(temporary / "summary.md"),
        "RUNNER_TEMP": str(temporary),
        **{f"CAPTION_QA_INPUT_{key.upper().replace('-', '_')}": inputs[key] for key in inputs},
        # The Action sets these for itself; so they are as before when the test has ended.
        "GIT_CONFIG_COUNT": "0",
        "GIT_CONFIG_KEY_0": "",
        "GIT_CONFIG_VALUE_0": "",
        "GIT_CONFIG_KEY_1": "",
        "GIT_CONFIG_VALUE_1": "",
        "CAPTION_QA_ALLOW_PLUGINS": "",
        "CAPTION_QA_PLUGIN_PATH": "",
    }
