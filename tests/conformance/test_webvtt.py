"""The W3C's own WebVTT tests, run through the public functions of the format.

`document.styleSheets` and `literal:true` belong to the browser harness of three of the assertions.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TypedDict

import pytest

from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.source import Source
from caption_qa_action.formats.webvtt import reader as webvtt

FOLDER = Path(__file__).parents[3] / "shared" / "conformance" / "webvtt"
pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="the conformance data is not at ../shared/conformance"
)


class Assertion(TypedDict):
    op: str
    path: str
    value: object


class FileCase(TypedDict):
    name: str
    vtt: str
    expect: str
    asserts: list[Assertion]


class TreeCase(TypedDict):
    file: str
    index: int
    text: str
    expected_tree: str


@cache
def file_cases() -> list[FileCase]:
    if not FOLDER.is_dir():
        return []
    cases: list[FileCase] = json.loads((FOLDER / "file-parsing.json").read_text("utf-8"))
    return cases


@cache
def tree_cases() -> list[TreeCase]:
    if not FOLDER.is_dir():
        return []
    cases: list[TreeCase] = json.loads((FOLDER / "cue-text.json").read_text("utf-8"))
    return cases


def of_harness(assertion: Assertion) -> bool:
    return assertion["path"] in ("document.styleSheets.length", "literal:true")


def document_of(data: bytes) -> Document:
    text = data.decode("utf-8", "surrogateescape").removeprefix("\ufeff")
    return webvtt.parse(Source("case.vtt", data, text))


def value_at(document: Document, path: str) -> object:
    """What a script in a browser reads at a path such as `cues[2].region.lines`."""
    cues = webvtt.browser_cues(document)
    if path == "cues.length":
        return len(cues)
    index, _, name = path.removeprefix("cues[").partition("].")
    cue = cues[int(index)]
    if name.startswith("region"):
        return region_value(document, cue, name.removeprefix("region").removeprefix("."))
    settings = webvtt.cue_settings(document, cue)
    values: dict[str, object] = {
        "id": cue.identifier,
        "text": webvtt.browser_text(document, cue),
        "startTime": cue.start_ms / 1000,
        "endTime": cue.end_ms / 1000,
        "align": settings.align,
        "line": "auto" if settings.line is None else settings.line,
        "lineAlign": settings.line_align,
        "position": "auto" if settings.position is None else settings.position,
        "positionAlign": settings.position_align,
        "size": settings.size,
        "snapToLines": settings.snap_to_lines,
        "vertical": settings.vertical,
    }
    return values[name]


def region_value(document: Document, cue: Cue, name: str) -> object:
    region = webvtt.cue_region(document, cue)
    if region is None or not name:
        return region
    settings = webvtt.region_settings(region)
    values: dict[str, object] = {
        "lines": float(settings.lines),
        "regionAnchorX": settings.region_anchor[0],
        "regionAnchorY": settings.region_anchor[1],
        "scroll": settings.scroll,
        "viewportAnchorX": settings.viewport_anchor[0],
        "viewportAnchorY": settings.viewport_anchor[1],
        "width": settings.width,
    }
    return values[name]


@pytest.mark.parametrize("case", file_cases(), ids=lambda case: case["name"])
def test_a_file_is_read_as_a_browser_reads_it(case: FileCase) -> None:
    document = document_of((FOLDER / case["vtt"]).read_bytes())
    assert webvtt.accepted(document.source.text) is (case["expect"] == "parse")
    for assertion in case["asserts"]:
        if of_harness(assertion):
            continue
        path, expected = assertion["path"], assertion["value"]
        if isinstance(expected, dict):
            expected = value_at(document, expected["ref"])
        elif isinstance(expected, int) and not isinstance(expected, bool):
            expected = float(expected)  # a script's numbers are doubles
        same = value_at(document, path) == expected
        assert same is (assertion["op"] == "eq"), (assertion, value_at(document, path))


def test_every_assertion_but_those_of_the_harness_is_run() -> None:
    assertions = [assertion for case in file_cases() for assertion in case["asserts"]]
    assert len(file_cases()) == 49
    assert len(assertions) == 449
    assert len([assertion for assertion in assertions if not of_harness(assertion)]) == 446


@pytest.mark.parametrize("case", tree_cases(), ids=lambda case: f"{case['file']}-{case['index']}")
def test_cue_text_becomes_the_tree_of_the_standard(case: TreeCase) -> None:
    document = document_of(f"WEBVTT\n\n00:00.000 --> 00:01.000\n{case['text']}".encode())
    [cue] = webvtt.browser_cues(document)
    lines = list(tree_lines(webvtt.tree(document.raw(cue)), "| "))
    assert "".join(f"{line}\n" for line in lines) == case["expected_tree"]


def test_there_are_77_trees() -> None:
    assert len(tree_cases()) == 77


def tree_lines(nodes: list[webvtt.Node], indent: str) -> list[str]:
    """A tree in html5lib's notation, of the DOM nodes that section 6.5 makes of it."""
    lines: list[str] = []
    for node in nodes:
        if isinstance(node, webvtt.Text):
            lines.append(f'{indent}"{node.value}"')
        elif isinstance(node, webvtt.Timestamp):
            seconds, ms = divmod(node.ms, 1000)
            clock = f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{ms:03}"
            lines.append(f"{indent}<?timestamp {clock}>")
        else:
            name = "span" if node.name in ("c", "v", "lang") else node.name
            lines.append(f"{indent}<{name}>")
            indent_child = indent + "  "
            if node.classes:
                lines.append(f'{indent_child}class="{" ".join(node.classes)}"')
            if node.name in ("v", "lang"):
                attribute = "title" if node.name == "v" else "lang"
                lines.append(f'{indent_child}{attribute}="{node.annotation}"')
            lines += tree_lines(node.children, indent_child)
    return lines
