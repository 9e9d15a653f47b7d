"""Captions to test with: generated ones of every format, dialect and encoding, and those of others.

`generated()` is made by code alone, the same in every run and on every machine: what each format that
can be written makes of one timeline (`timelines.py`), what is written by hand for each dialect
(`dialects/<format>.py`), and one text in every encoding (`encodings.py`). `shared()` are the files of
`../shared/corpus`, where that lies beside the project; no test needs it.
"""

from __future__ import annotations

import functools
import importlib
import pkgutil
from pathlib import Path

from caption_qa_action.formats import FORMATS, shared_suffixes, suffixes
from caption_qa_action.workspace.passed_over import holds_captions
from tests.captions import dialects
from tests.captions.caption import Caption
from tests.captions.encodings import encoded
from tests.captions.timelines import TIMELINES

__all__ = ["ROOT", "SHARED", "Caption", "everything", "files_in", "generated", "own", "shared"]

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "corpus"


@functools.cache
def generated() -> tuple[Caption, ...]:
    """Every generated file, by format and name."""
    found = [caption for name in FORMATS for caption in of_format(name)]
    return tuple(sorted([*found, *encoded()], key=lambda caption: caption.id))


def of_format(name: str) -> list[Caption]:
    """The generated files of a format: those it writes itself, and those of its dialects."""
    format = FORMATS[name]
    found = []
    if format.is_written:
        for title, timeline in TIMELINES.items():
            file = f"written-{title}{format.traits.usual_suffix}"
            found.append(Caption.of(name, file, format.write(timeline).text))
    if name in dialect_modules():
        files = importlib.import_module(f"tests.captions.dialects.{name}").FILES
        found += [Caption.of(name, file, content) for file, content in files.items()]
    return found


def dialect_modules() -> list[str]:
    """The formats whose dialects are written by hand."""
    return sorted(module.name for module in pkgutil.iter_modules(dialects.__path__))


def files_in(*folders: Path) -> list[Caption]:
    """The files below some folders that are taken for captions where their folder is checked."""
    known, shared_with_others = tuple(suffixes()), shared_suffixes()
    return [
        Caption(f"{folder.name}/{path.relative_to(folder).as_posix()}", path.name, path=path)
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.name.lower().endswith(known) and holds_captions(str(path), shared_with_others)
    ]


@functools.cache
def own() -> tuple[Caption, ...]:
    """The files of the project that are not generated: the examples and the cases of the tests."""
    return tuple(files_in(ROOT / "examples", ROOT / "tests"))


@functools.cache
def shared() -> tuple[Caption, ...]:
    """The files of the shared corpus; none where it does not lie beside the project."""
    return tuple(files_in(SHARED)) if SHARED.is_dir() else ()


def everything() -> tuple[Caption, ...]:
    """All of them."""
    return (*generated(), *own(), *shared())
