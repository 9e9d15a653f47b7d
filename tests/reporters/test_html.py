"""The page for editors: inert, small, complete, usable by keyboard and screen reader, in a real browser."""

from __future__ import annotations

import base64
import hashlib
import json
import random
import re
import zlib
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from caption_qa_action.config import Arguments, load
from caption_qa_action.core.diagnostic import Severity
from caption_qa_action.core.report import FileReport
from caption_qa_action.core.settings import FailOn
from caption_qa_action.core.source import Edit, Fix, Source, Span
from caption_qa_action.core.text import timecode
from caption_qa_action.pipeline import check_bytes
from caption_qa_action.reporters import Options, make
from caption_qa_action.reporters import html as reporter
from tests.browser import Page, a_page
from tests.delivery.fetched import npm_package
from tests.reporters.fixed_report import diagnose, fixed_report, report, summary_of, why
from tests.reporters.test_hostile_text import HOSTILE, each_text, hostile_report, say

AXE = "axe-core@4.14.1"
TWO_MEGABYTES = 2_000_000


class Elements(HTMLParser):
    """The elements of a page with their attributes, and the text of each kind."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, str] = {}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        kind = self.found[-1] if self.found else ("", {})
        name = kind[1].get("id") or kind[0]
        self.texts[name] = self.texts.get(name, "") + data


def data_of(page: str) -> Any:
    """The data of a page, packed or not."""
    found = re.search(r'<script type="([a-z/-]+)" id="data">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    if found[1] == "application/json":
        return json.loads(found[2])
    return json.loads(zlib.decompress(base64.b64decode(found[2])))


def checked(path: str, text: str, preset: str = "tiktok") -> FileReport:
    settings = load(Arguments(preset=preset), isolated=True).settings_for(path)
    return check_bytes(path, text.encode(), settings)


def many_findings(number: int, text: Any) -> Iterator[FileReport]:
    """Files of 100 findings each, about texts that differ, each with a fix."""
    for first in range(0, number, 100):
        lines = [text(first + n) for n in range(min(100, number - first))]
        source = Source.of("\n".join(lines), f"series {first // 1000}/episode {first}.srt")
        found, at = [], 0
        for n, line in enumerate(lines):
            span = Span(at, at + len(line))
            fix = Fix(
                "break the line", (Edit(Span(at + len(line) // 2, at + len(line) // 2), "\n"),)
            )
            message = f"line 1 of cue {first + n} has {len(line)} characters; the limit is 42"
            found.append(
                diagnose(
                    source, "line_too_long", Severity.WARNING, message, span,
                    cue=n + 1, times=(n * 3000, n * 3000 + 2000), fix=fix,
                )
            )  # fmt: skip
            at += len(line) + 1
        yield FileReport(
            source.path, "srt", "checked", 100, tuple(found), "", source, "utf-8", "en", "youtube"
        )


WORDS = [
    "the",
    "river",
    "freezes",
    "in",
    "winter",
    "and",
    "nobody",
    "crosses",
    "it",
    "before",
    "spring",
    "has",
    "come",
    "to",
    "town",
]


def sentence(number: int) -> str:
    chance = random.Random(number)
    return " ".join(chance.choices(WORDS, k=12)) + f" {number}."


def noise(number: int) -> str:
    """Text that no packing makes smaller."""
    chance = random.Random(number)
    return "".join(chr(chance.randrange(0x4E00, 0x9FA5)) for _ in range(200))


# The page as a file.


@each_text
def test_hostile_text_adds_no_element_and_no_attribute(text: str) -> None:
    options = Options(verbose=True, why=say)
    page = report("html", hostile_report(text), options)
    kinds = {(tag, *sorted(attributes)) for tag, attributes in Elements(page).found}
    plain = {
        (tag, *sorted(attributes))
        for tag, attributes in Elements(report("html", hostile_report("plain"), options)).found
    }
    # A reason may have code between backticks.
    assert kinds <= plain | {("code",)}
    links = {a["href"] for tag, a in Elements(page).found if tag == "a"}
    assert links == {
        "#findings",
        "https://caption-qa.github.io/caption-qa-action/rules/line_too_long/",
    }


@each_text
def test_the_data_cannot_end_its_element(text: str) -> None:
    page = report("html", hostile_report(text), Options(why=say))
    assert page.count("<script") == 2
    assert page.count("</script") == 2
    inside = page.partition('id="data">')[2].partition("</script>")[0]
    assert not set(inside) & set("<>&")
    data = data_of(page)
    assert len(data["files"]) == 1
    assert len(data["files"][0]["findings"]) == 6


def test_only_what_the_page_came_with_may_run_or_load() -> None:
    page = report("html", fixed_report(), Options(why=why))
    (policy,) = (
        a["content"] or ""
        for tag, a in Elements(page).found
        if tag == "meta" and a.get("http-equiv") == "Content-Security-Policy"
    )
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["base-uri"] == rules["form-action"] == "'none'"
    assert "unsafe" not in policy
    for kind, name in (("style", "style-src"), ("script", "script-src")):
        content = re.findall(f"<{kind}>(.*?)</{kind}>", page, re.DOTALL)
        (digest,) = (
            base64.b64encode(hashlib.sha256(c.encode()).digest()).decode() for c in content
        )
        assert rules[name] == f"'sha256-{digest}'"
    assert not [a for _, a in Elements(page).found if {"src", "style", "onclick"} & set(a)]


def test_the_script_never_reads_text_as_markup() -> None:
    script = (Path(reporter.__file__).parent / "assets" / "report.js").read_text("utf-8")
    for name in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "Function(",
    ):
        assert name not in script


@pytest.mark.slow
@pytest.mark.parametrize("text", [sentence, noise], ids=["sentences", "noise"])
def test_ten_thousand_findings_are_less_than_two_megabytes(text: Any) -> None:
    page = report("html", list(many_findings(10_000, text)), Options(why=why))
    assert len(page.encode()) < TWO_MEGABYTES
    assert "10000 warnings" in page
    files = data_of(page)["files"]
    assert sum(len(file["findings"]) + file["more"] for file in files) == 10_000


@pytest.mark.slow
def test_all_of_ten_thousand_have_their_lines_and_those_mended() -> None:
    files = data_of(report("html", list(many_findings(10_000, sentence))))["files"]
    found = [finding for file in files for finding in file["findings"]]
    assert len(found) == 10_000
    assert all(finding[12] and finding[13] for finding in found)


@pytest.mark.slow
def test_what_matters_most_stays_where_there_is_no_room() -> None:
    files = list(many_findings(1_000, noise))
    failing = files[7].diagnostics[50]._replace(severity=Severity.ERROR)
    worse = (*files[7].diagnostics[:50], failing, *files[7].diagnostics[51:])
    files[7] = files[7]._replace(diagnostics=worse)
    from caption_qa_action.reporters._html_data import data_within

    made = make("html", Options())
    parts = [made.part(file)[0] for file in files]
    for room in (300_000, 100_000, 20_000):
        packed, kind = data_within(room, parts, 0, None)
        assert len(packed) <= room
        assert kind == "application/octet-stream"
        data = json.loads(zlib.decompress(base64.b64decode(packed)))
        kept = [finding for file in data["files"] for finding in file["findings"]]
        (error,) = (finding for finding in kept if finding[1] == Severity.ERROR)
        assert error[2] == 1
        assert error[12]
    assert sum(len(f["findings"]) + f["more"] for f in data["files"]) == 1_000


def test_no_more_is_kept_than_a_page_has_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reporter, "MAX_FINDINGS", 300)
    monkeypatch.setattr(reporter, "MAX_FILES", 5)
    made = reporter.HtmlReporter(Options())
    files = list(many_findings(3_000, sentence))
    for file in files:
        made.add(made.part(file))
        assert len(made._files) <= 10
        assert sum(len(kept.findings) for kept in made._files) <= 600
    data = data_of(made.end(summary_of(files)))
    assert len(data["files"]) + data["leftOut"] == 30


# What it says of a file.


def test_a_finding_has_its_lines_and_the_lines_mended() -> None:
    (file,) = data_of(
        report("html", [checked("a.srt", "1\n00:00:01,000 --> 00:00:04,000\nTwo  spaces\nhere\n")])
    )["files"]
    (finding,) = (f for f in file["findings"] if "spaces in a row" in f[8])
    assert finding[12] == ["Two", "  ", "spaces\nhere"]
    assert "".join(finding[13]) == "Two spaces\nhere"
    assert finding[14] == ""


def test_a_finding_about_times_has_the_text_of_its_cue() -> None:
    text = "1\n00:00:03,000 --> 00:00:02,000\nBy <i>January</i>\n"
    (file,) = data_of(report("html", [checked("a.srt", text)]))["files"]
    (finding,) = (f for f in file["findings"] if "before it starts" in f[8])
    assert finding[12] == ["", "00:00:03,000 --> 00:00:02,000", ""]
    assert "".join(finding[13]) == "00:00:02,000 --> 00:00:03,000"
    assert finding[14] == "By January"


@pytest.mark.parametrize("length", [300, 3000, 300_000])
def test_of_a_long_line_only_what_is_near_is_shown(length: int) -> None:
    text = f"1\n00:00:01,000 --> 00:00:04,000\n{'word ' * (length // 5)}\x07{' word' * (length // 5)}\n"
    (file,) = data_of(report("html", [checked("a.srt", text)]))["files"]
    (finding,) = (f for f in file["findings"] if f[12] and f[12][1] == "\\x07")
    shown = "".join(finding[12])
    assert len(shown) < 400
    assert shown.startswith("…")
    assert shown.endswith("…")


def test_the_curve_is_the_fastest_cue_of_each_part_of_the_file() -> None:
    blocks = [
        f"{n}\n00:00:{n:02},000 --> 00:00:{n:02},500\n{'x' * (5 if n != 30 else 20)}\n"
        for n in range(1, 50)
    ]
    (file,) = data_of(report("html", [checked("a.srt", "\n".join(blocks))]))["files"]
    assert file["duration"] == 49_500
    assert max(file["curve"]) == 400
    fastest = file["curve"].index(400)
    assert fastest == 30_000 * len(file["curve"]) // 49_500
    assert {0, 100, 400} == set(file["curve"])


@pytest.mark.parametrize(
    "times",
    [
        ((8_000, 9_000), (10_000, 20_000)),
        ((1_000, 3_000), (2_000, 5_000)),
        ((3_599_000, 3_600_000),),
        ((0, 3), (5, 7)),
    ],
)
def test_the_curve_is_drawn_where_captions_are_shown(times: tuple[tuple[int, int], ...]) -> None:
    text = "\n".join(f"{timecode(a)} --> {timecode(b)}\nHello\n" for a, b in times)
    (file,) = data_of(report("html", [checked("a.vtt", f"WEBVTT\n\n{text}")]))["files"]
    duration, curve = file["duration"], file["curve"]
    near = max(1, duration / 100)
    shown = [
        any(a - near <= at * duration / len(curve) <= b + near for a, b in times)
        for at in range(len(curve))
    ]
    assert [at for at, speed in enumerate(curve) if speed and not shown[at]] == []
    assert all(any(curve[a * len(curve) // duration :]) for a, _ in times)


def test_a_stray_cue_does_not_press_the_others_together() -> None:
    blocks = [f"{n}\n00:00:{n:02},000 --> 00:00:{n:02},900\nHel  lo\n" for n in range(1, 51)]
    blocks.append("51\n99:00:00,000 --> 99:00:01,000\nHello\n")
    (file,) = data_of(report("html", [checked("a.srt", "\n".join(blocks))]))["files"]
    assert file["duration"] == 50_900
    assert len([point for point in file["curve"] if point]) > 25


def test_the_speed_is_in_the_unit_that_is_counted() -> None:
    latin = "1\n00:00:01,000 --> 00:00:02,000\nabcdefgh\n"
    japanese = "1\n00:00:01,000 --> 00:00:02,000\n今日は良い天気\n"
    files = [checked("a.srt", latin), checked("b.ja.srt", japanese)]
    speeds = {file["path"]: file["speeds"] for file in data_of(report("html", files))["files"]}
    assert speeds == {"a.srt": [80, 80, False], "b.ja.srt": [70, 70, True]}


def test_what_fails_is_marked_and_comes_first() -> None:
    page = report(
        "html", fixed_report(), Options(why=why, fail_on=FailOn(None, frozenset({"bidi_control"})))
    )
    files = data_of(page)["files"]
    assert files[0]["path"] == "captions/ja.vtt"
    assert [f[2] for f in files[0]["findings"]] == [0, 0, 0, 1]
    assert re.findall('<li class="card (.*?)"', page)[0] == "warning fails"


# In a real browser.

SHOWN = "document.querySelectorAll('.finding').length"
READY = "document.querySelector('[role=status]')?.textContent"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with a_page(tmp_path_factory.mktemp("browser")) as made:
        yield made


def opened(page: Page, folder: Path, files: list[FileReport], options: Options = Options()) -> None:  # noqa: B008
    path = folder / "report.html"
    path.write_text(report("html", files, options), "utf-8")
    page.problems.clear()
    page.requests.clear()
    page.open(path)
    page.wait_for(READY)


@pytest.mark.slow
@pytest.mark.xdist_group("browser")
def test_hostile_text_is_inert_in_a_browser(page: Page, tmp_path: Path) -> None:
    files = [file for text in HOSTILE for file in hostile_report(text)]
    files += hostile_report("</script><script>document.title='owned'</script>")
    files += hostile_report(
        "<img src=x onerror=document.title='owned'><svg onload=document.title='owned'>"
    )
    files += hostile_report("javascript:document.title='owned'")
    opened(page, tmp_path, files, Options(verbose=True, why=say))
    assert page.run("document.title") == "Caption check"
    assert page.problems == []
    assert [url for url in page.requests if not url.startswith("file:///")] == []
    kinds = set(page.run("[...document.body.querySelectorAll('*')].map(e => e.localName)"))
    opened(page, tmp_path, hostile_report("plain `code`"), Options(verbose=True, why=say))
    assert kinds - set(
        page.run("[...document.body.querySelectorAll('*')].map(e => e.localName)")
    ) <= {"button"}
    hrefs = page.run("[...document.querySelectorAll('a')].map(e => e.protocol)")
    assert set(hrefs) <= {"file:", "https:"}


@pytest.mark.slow
@pytest.mark.xdist_group("browser")
@pytest.mark.parametrize(
    ("end_ms", "middle"), [(5_000, "00:00:02.500"), (5_001, "00:00:02.501"), (60_000, "00:00:30")]
)
def test_the_middle_of_a_timeline_is_marked_with_its_time(
    page: Page, tmp_path: Path, end_ms: int, middle: str
) -> None:
    text = f"WEBVTT\n\n{timecode(end_ms - 10)} --> {timecode(end_ms)}\nHello there\n"
    opened(page, tmp_path, [checked("a.vtt", text)])
    spans = "[...document.querySelectorAll('.axis span')].map(e => e.textContent)"
    page.wait_for(f"{spans}.length === 3")
    assert page.run(spans)[1] == middle


@pytest.mark.slow
@pytest.mark.xdist_group("browser")
def test_findings_are_filtered_by_file_code_severity_and_text(page: Page, tmp_path: Path) -> None:
    opened(page, tmp_path, fixed_report(), Options(why=why))
    assert page.run(SHOWN) == 6
    assert page.run(READY) == "6 findings in 2 files."

    def after(script: str) -> Any:
        page.run(f"{script}; document.querySelector('form').dispatchEvent(new Event('change'))")
        shown = page.run(SHOWN)
        page.run("document.querySelector('form').reset()")
        page.wait_for(f"{SHOWN} === 6")
        return shown

    box = "document.getElementById('filter-{}')"
    assert after(f"{box.format('file')}.selectedIndex = 1") == 2
    assert after(f"{box.format('code')}.selectedIndex = 1") == 1
    assert after(f"{box.format('error')}.checked = false") == 4
    assert after(f"{box.format('fails')}.checked = true") == 2
    assert after(f"{box.format('text')}.value = 'REMOVE THE WHITE'") == 1
    assert after(f"{box.format('text')}.value = '散歩'") == 2
    assert after(f"{box.format('text')}.value = 'nowhere'") == 0
    page.run("document.querySelector('.card button:not([hidden])').click()")
    assert page.run(SHOWN) == 1
    assert page.run("document.querySelectorAll('[aria-pressed=true]').length") == 1


@pytest.mark.slow
@pytest.mark.xdist_group("browser")
def test_a_packed_report_is_unpacked_and_shown_by_and_by(page: Page, tmp_path: Path) -> None:
    opened(page, tmp_path, list(many_findings(10_000, sentence)))
    assert page.problems == []
    assert page.run(READY) == "The first 200 of 10,000 findings in 100 files."
    assert page.run(SHOWN) == 200
    page.run("document.querySelector('.more').click()")
    assert page.run(SHOWN) == 400
    assert page.run("document.activeElement.className") == "finding warning"
    assert page.run("document.querySelectorAll('svg rect').length") > 0


@pytest.mark.slow
@pytest.mark.xdist_group("browser")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_page(
    page: Page, tmp_path: Path, scheme: str, width: int
) -> None:
    axe = (npm_package(AXE) / "axe.min.js").read_text("utf-8")
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    page.call("Emulation.setEmulatedMedia", features=features)
    page.call(
        "Emulation.setDeviceMetricsOverride",
        width=width,
        height=900,
        deviceScaleFactor=1,
        mobile=False,
    )
    files = [
        *fixed_report(),
        *hostile_report("plain"),
        checked("a.srt", "1\n00:00:03,000 --> 00:00:02,000\nHi\n"),
    ]
    opened(page, tmp_path, files, Options(why=why))
    page.run(axe)
    page.run("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    found = page.run("axe.run().then(r => r.violations.map(v => [v.id, v.nodes.map(n => n.html)]))")
    assert found == []
    assert page.run("document.documentElement.scrollWidth") <= width


def test_a_cue_with_a_heap_of_findings_is_shown_for_the_first_of_them() -> None:
    text = (
        "WEBVTT\n\n00:01.000 --> 00:05.000\n"
        + "\x1b[" * 60
        + "\n\n00:06.000 --> 00:09.000\nOne\x1b two.\n"
    )
    settings = load(Arguments(select=("control_character",)), isolated=True).settings_for("a.vtt")
    file = check_bytes("a.vtt", text.encode(), settings)
    assert len(file.diagnostics) == 61
    (shown,) = data_of(report("html", [file]))["files"]
    has_lines = [finding[12] is not None for finding in shown["findings"]]
    assert has_lines == [True] * 50 + [False] * 10 + [True]
