"""Whatever a parser or the decoder notices is reported, in every format."""

from __future__ import annotations

import ast
import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import caption_qa_action.formats as formats
from caption_qa_action import config, files
from caption_qa_action.core.document import Document
from caption_qa_action.core.settings import Settings
from caption_qa_action.core.source import Problem
from caption_qa_action.engines.bundled.check import check_document
from caption_qa_action.files.decode import decode
from caption_qa_action.formats import FORMATS, UNKNOWN, parse
from caption_qa_action.rules import RULES, load
from tests.captions import generated, own
from tests.sampling import WHOLE

# In one process, since all of them need the same samples.
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("problems")]

_LARGEST_BYTES = 4_000
_CUTS, _FLIPS = 4, 8 if WHOLE else 2
# Documents that are checked for each code and format.
_EACH = 3


@cache
def every_rule() -> Settings:
    """All rules, opt-in and preview ones included."""
    arguments = config.Arguments(select=("all",), preview=True)
    return config.load(arguments, isolated=True).settings_for("talk.srt")


def damaged(data: bytes, seed: str) -> Iterator[bytes]:
    """The bytes of a file, and the same with its end cut off and with flipped bits."""
    yield data
    for number in range(1, _CUTS):
        yield data[: len(data) * number // _CUTS]
    chance = random.Random(seed)
    for _ in range(_FLIPS if data else 0):
        flipped = bytearray(data)
        flipped[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        yield bytes(flipped)


def documents() -> Iterator[Document]:
    """Our files, whole and damaged, in their own format and each whole one in all others."""
    for caption in (*own(), *generated()):
        data = caption.data
        if len(data) > _LARGEST_BYTES:
            continue
        # An old encoding would be guessed anew for each change, which takes a hundred times as long.
        is_guessed = caption.encoding and not caption.encoding.startswith("utf-")
        for each in [data] if is_guessed else damaged(data, caption.name):
            yield parse(decode(caption.name, each))
        source = decode(caption.name, data)
        if not source.binary:
            yield from (parse(source, name) for name in FORMATS)


def problems(document: Document) -> list[Problem]:
    return [*document.source.problems, *document.problems]


@cache
def samples() -> dict[str, dict[str, list[Document]]]:
    """Some documents for each format and each code that was noticed in it."""
    found: dict[str, dict[str, list[Document]]] = {name: {} for name in (*FORMATS, UNKNOWN)}
    for document in documents():
        for code in {problem.code for problem in problems(document)}:
            some = found[document.format].setdefault(code, [])
            if len(some) < _EACH:
                some.append(document)
    return found


@pytest.mark.parametrize("name", [*FORMATS, UNKNOWN])
def test_what_is_noticed_in_a_format_is_reported(name: str) -> None:
    silent = set()
    for code, some in samples()[name].items():
        rules = tuple(rule for rule in every_rule().rules if rule.code == code)
        for document in some:
            reported = {
                (each.code, each.span)
                for each in check_document(document, every_rule()._replace(rules=rules))
            }
            silent |= {
                f"{problem.code}: {problem.message}"
                for problem in problems(document)
                if problem.code == code and (code, problem.span) not in reported
            }
    assert silent == set()


def test_the_samples_show_most_of_what_parsers_can_notice() -> None:
    shown = {code for of_format in samples().values() for code in of_format}
    stated = {code for name in FORMATS for code in stated_codes(name)}
    assert len(stated) > 50
    assert len(stated & shown) > len(stated) * 0.9


def stated_codes(name: str) -> set[str]:
    """The codes of rules that stand as strings in the modules of a format, and in those it shares."""
    folder = Path(formats.__path__[0])
    modules = sorted((folder / name).rglob("*.py")) or [folder / f"{name}.py"]
    waiting, shared = list(modules), set[Path]()
    while waiting:
        imported = re.findall(
            r"caption_qa_action\.formats\.(_\w+) import", waiting.pop().read_text("utf-8")
        )
        new = {folder / f"{module}.py" for module in imported} - shared
        shared |= new
        waiting += new
    return codes_in([*modules, *shared])


def codes_in(modules: list[Path]) -> set[str]:
    return {
        node.value
        for module in modules
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in RULES
    }


@pytest.mark.parametrize("name", list(FORMATS))
def test_every_code_in_a_parser_is_of_a_rule_that_looks_at_its_format(name: str) -> None:
    decoder = codes_in(sorted(Path(files.__path__[0]).glob("*.py")))
    traits = FORMATS[name].traits
    assert [code for code in stated_codes(name) | decoder if not load(code).covers(traits)] == []
