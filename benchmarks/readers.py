"""What readers of others make of the bad samples of each rule: who refuses them, who loses words.

    python benchmarks/readers.py            writes src/caption_qa_action/rules/players.tsv anew
    python benchmarks/readers.py --only srt_coordinates

Each sample (the page of a rule, and its cases under tests/rules) is read by every reader of its format. What is
expected are the words that a human finds in the cues, as caption-qa reads them. A reader's own fault does
not count: what it makes of the good samples of the rule, or of the sample after the fix, as well.
The samples of `format_extension_mismatch` are read by the readers of the format that their name stands for.
"""

from __future__ import annotations

import argparse
import functools
import importlib.metadata
import json
import subprocess
import sys
import types
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

ROOT = Path(__file__).resolve().parents[1]
# pycaption installs a package `tests` of its own, which would be found in place of this one.
_tests = types.ModuleType("tests")
_tests.__path__ = [str(ROOT / "tests")]
sys.modules["tests"] = _tests

from caption_qa_action.core.diagnostic import Diagnostic, Severity  # noqa: E402
from caption_qa_action.core.document import Document  # noqa: E402
from caption_qa_action.core.settings import RuleSetting, Settings  # noqa: E402
from caption_qa_action.core.source import REVEALS, Fix, Source  # noqa: E402
from caption_qa_action.formats import suffixes  # noqa: E402
from caption_qa_action.pipeline import check_bytes, read_document  # noqa: E402
from caption_qa_action.rules import load, load_all  # noqa: E402
from caption_qa_action.samples import Sample  # noqa: E402
from tests.delivery import readers as strict  # noqa: E402
from tests.delivery.readers import Node, Read, letters  # noqa: E402
from tests.rules.samples import (  # noqa: E402
    case_files,
    case_sample,
    check_alone,
    edited,
    page_samples,
)

Found: TypeAlias = Sequence[Diagnostic]
TABLE = ROOT / "src" / "caption_qa_action" / "rules" / "players.tsv"
# A larger sample shows that it is large, and nothing of how it is read.
LARGEST_BYTES = 20_000
_OF_THE_FILE = ("ass", "structure")
# The samples of this rule are in another format than their names say, by which readers are chosen.
_READ_BY_NAME = "format_extension_mismatch"
PACKAGES = ("pycaption", "pysubs2", "ttconv", "webvtt-py")


class Player(NamedTuple):
    """A reader of one format, from bytes. `merges`: cues that are shown together are one to it."""

    name: str
    read: Callable[[bytes], list[Read]]
    merges: bool = False


def players(node: Node) -> dict[str, list[Player]]:
    """The readers of each format."""
    found: dict[str, list[Player]] = {}
    for reader in strict.readers(lambda: node):
        if reader.name == "ffmpeg":
            read: Callable[[bytes], list[Read]] = functools.partial(_ffmpeg, reader.format)
        elif reader.name in ("vtt.js", "webvtt-parser"):
            read = functools.partial(_in_node, node, reader.name)
        else:
            read = functools.partial(_text, reader.read)
        player = Player(reader.name, read, reader.name == "ttconv")
        found.setdefault(reader.format, []).append(player)
    for format in ("lrc", "microdvd", "sami"):
        found[format] = [Player("ffmpeg", functools.partial(_ffmpeg, format))]
    found["microdvd"].append(Player("pysubs2", functools.partial(_text, _microdvd)))
    sami = functools.partial(_text, strict.pycaption_reader("SAMIReader"))
    found["sami"].append(Player("pycaption", sami))
    scc = functools.partial(_text, strict.pycaption_reader("SCCReader"))
    found["scc"] = [Player("pycaption", scc)]
    return found


def players_by_name(by_format: dict[str, list[Player]]) -> dict[str, list[Player]]:
    """The same, as they read a file by its name alone: those that look into it first take any format."""
    by_content = {"ffmpeg": functools.partial(_ffmpeg, ""), "pysubs2": _pysubs2}
    return {
        format: [
            each._replace(read=by_content[each.name]) if each.name in by_content else each
            for each in found
        ]
        for format, found in by_format.items()
    }


def _pysubs2(data: bytes) -> list[Read]:
    import pysubs2

    cues = pysubs2.SSAFile.from_string(data.decode("utf-8"))
    return [Read(cue.start, cue.end, letters(cue.plaintext)) for cue in cues]


def _text(read: Callable[[str], list[Read]], data: bytes) -> list[Read]:
    # As Python opens a text file: every line end is one.
    return read(data.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n"))


def _microdvd(text: str) -> list[Read]:
    import pysubs2

    cues = pysubs2.SSAFile.from_string(text, format_="microdvd", fps=25)
    return [Read(cue.start, cue.end, letters(cue.plaintext)) for cue in cues]


def _in_node(node: Node, name: str, data: bytes) -> list[Read]:
    # What a validator complains about is no loss: browsers decode what they can, and read on.
    return node.ask(name, data.decode("utf-8", "replace"))[0]


def _ffmpeg(format: str, data: bytes) -> list[Read]:
    reads, _, code = strict.ffmpeg(format, data)
    if code:
        raise ValueError("refused")
    return reads


class Expected(NamedTuple):
    """A cue as a human reads it."""

    start_ms: int
    end_ms: int
    words: str


def expected(document: Document) -> list[Expected]:
    """The cues of a document that show words."""
    found = [
        Expected(cue.start_ms, cue.end_ms, letters(document.plain(cue))) for cue in document.cues
    ]
    return [cue for cue in found if cue.words]


def outcome(player: Player, data: bytes, cues: list[Expected]) -> str:
    """What becomes of the cues in a reader: `refuses`, `loses cues`, `loses words`, `other times`, or `""`."""
    try:
        reads = [read for read in player.read(data) if read.words]
    except Exception:
        return "refuses"
    if not cues:
        return ""
    if not reads:
        return "refuses"
    if player.merges:
        shown = "".join(read.words for read in reads)
        return "" if all(cue.words in shown for cue in cues) else "loses words"
    return _compare(reads, cues)


def _compare(reads: list[Read], cues: list[Expected]) -> str:
    """Each cue has one of the reads, first those that are equal to it."""
    left = list(reads)
    worst = ""
    for cue in cues:
        whole = [read for read in left if cue.words in read.words]
        same = [read for read in whole if (read.start_ms, read.end_ms) == cue[:2]]
        if whole:
            left.remove(same[0] if same else whole[0])
            worst = worst or ("" if same else "other times")
            continue
        part = [read for read in left if read.words in cue.words]
        if not part:
            return "loses cues"
        left.remove(part[0])
        worst = "loses words"
    return worst


def samples(code: str) -> Iterator[tuple[str, Sample]]:
    """The bad samples of a rule with their names: those of its page, then its cases."""
    for number, sample in enumerate(page_samples(code, "Bad"), 1):
        yield f"page {number}", sample
    for case, name in case_files():
        if case == code and ".ok." not in name:
            yield name, case_sample(code, name)


class Table(NamedTuple):
    """What is known after a run: versions of the readers, those of each format, and rows by code.

    `faults` are the readers by code and format that do not read the good samples of a rule either.
    """

    versions: dict[str, str]
    readers: dict[str, list[str]]
    faults: dict[str, list[str]]
    rows: dict[str, list[dict[str, Any]]]


def measure(codes: list[str]) -> Table:
    """Read every sample of the rules with every reader."""
    node = Node()
    of_content = players(node)
    of_name = players_by_name(of_content)
    rows: dict[str, list[dict[str, Any]]] = {}
    own_faults: dict[str, list[str]] = {}
    for code in codes:
        print(code, file=sys.stderr)
        by_format = of_name if code == _READ_BY_NAME else of_content
        faults = _own_faults(code, by_format)
        for format, reader in sorted(faults):
            own_faults.setdefault(f"{code} {format}", []).append(reader)
        for name, sample in samples(code):
            row = _row(code, name, sample, by_format, faults)
            if row is not None:
                rows.setdefault(code, []).append(row)
    node.close()
    readers = {
        format: sorted(each.name for each in of_content[format]) for format in sorted(of_content)
    }
    return Table(_versions(), readers, own_faults, rows)


def _document(sample: Sample) -> Document | None:
    try:
        return read_document(sample.path, sample.data, Settings("", ()))
    except Exception:  # no captions at all
        return None


def _own_faults(code: str, by_format: dict[str, list[Player]]) -> set[tuple[str, str]]:
    """The readers that do not read the good samples of a rule's page either, by format."""
    found = set()
    for sample in page_samples(code, "Good"):
        document = _document(sample)
        if document is None:
            continue
        for player in by_format.get(document.format, []):
            if outcome(player, sample.data, expected(document)) not in ("", "other times"):
                found.add((document.format, player.name))
    return found


def _row(
    code: str,
    name: str,
    sample: Sample,
    by_format: dict[str, list[Player]],
    faults: set[tuple[str, str]],
) -> dict[str, Any] | None:
    """One sample: how bad it is, and what becomes of it in each reader that does not read it all."""
    document = _document(sample) if len(sample.data) <= LARGEST_BYTES else None
    if document is None:
        return None
    format = document.format
    if code == _READ_BY_NAME:
        format = suffixes().get(Path(sample.path).suffix.lower(), "")
    if format not in by_format:
        return None
    found, source = check_alone(code, sample)
    if not found:
        return None
    cues = expected(document)
    mended = _mended(source, found, sample)
    if mended is not None and any(each.fix and each.fix.words == REVEALS for each in found):
        # A human finds the words that stand where no player shows them.
        cues = mended[1]
    outcomes = {}
    for player in by_format[format]:
        result = outcome(player, sample.data, cues)
        if not result or (format, player.name) in faults:
            continue
        if mended is not None and outcome(player, mended[0], mended[1]) == result:
            continue
        outcomes[player.name] = result
    severity = max(diagnostic.severity for diagnostic in found)
    return {
        "sample": name,
        "format": format,
        "severity": severity.label,
        "also": _other_defects(code, sample),
        "lost_by": outcomes,
    }


@functools.cache
def _default_rules() -> tuple[RuleSetting, ...]:
    return tuple(RuleSetting(rule.code) for rule in load_all() if rule.default)


def _other_defects(code: str, sample: Sample) -> list[str]:
    """The codes of other defects in a sample: what a reader loses may be due to those.

    That is errors and warnings, and whatever is said of the file as a whole.
    """
    report = check_bytes(sample.path, sample.data, Settings("", _default_rules()))
    found = {
        each.code
        for each in report.diagnostics
        if each.code not in (code, "conversion_loss")
        and (each.severity >= Severity.WARNING or load(each.code).group in _OF_THE_FILE)
    }
    return sorted(found)


def _mended(source: Source, found: Found, sample: Sample) -> tuple[bytes, list[Expected]] | None:
    """The sample after all fixes, and what is then expected; None without one."""
    # One fix may mend several findings, as where cues are moved together.
    fixes = [diagnostic.fix for diagnostic in found if diagnostic.fix is not None]
    edits = sorted({edit for fix in fixes for edit in fix.edits})
    if not edits or any(edit.span.start < before.span.end for before, edit in pairwise(edits)):
        return None
    encoding = next((fix.encoding for fix in fixes if fix.encoding), "")
    data = edited(source, Fix("", tuple(edits), encoding=encoding))
    document = _document(sample._replace(data=data))
    return None if document is None else (data, expected(document))


def _versions() -> dict[str, str]:
    found = {name: importlib.metadata.version(name) for name in PACKAGES}
    found["srt"] = (
        strict.srt_module().__version__ if hasattr(strict.srt_module(), "__version__") else "3.5.3"
    )
    for package in (strict.VTT_JS, strict.WEBVTT_PARSER):
        name, _, version = package.partition("@")
        found[name] = version
    program = strict.imageio_ffmpeg.get_ffmpeg_exe()
    shown = subprocess.run([program, "-version"], capture_output=True, text=True).stdout
    found["ffmpeg"] = shown.split()[2]
    return dict(sorted(found.items()))


def lines_of(table: Table) -> Iterator[str]:
    """The lines of the file, as `caption_qa_action.rules.players.table` reads them."""
    for name, version in table.versions.items():
        yield f"version\t{name}\t{version}"
    for name, readers in table.readers.items():
        yield f"readers\t{name}\t{','.join(readers)}"
    for name, readers in table.faults.items():
        yield f"fault\t{name}\t{','.join(readers)}"
    for code, rows in table.rows.items():
        for sample, format, severity, also, lost_by in (row.values() for row in rows):
            losses = ",".join(f"{reader}={loss}" for reader, loss in lost_by.items())
            yield "\t".join(
                ("row", code, sample, format, severity, ",".join(also) or "-", losses or "-")
            )


def main() -> int:
    """Measure, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", metavar="CODE", action="append", help="print the rows of a rule")
    only = parser.parse_args().only
    codes = only or sorted(rule.code for rule in load_all())
    table = measure([load(code).code for code in codes])
    if only:
        json.dump(table.rows, sys.stdout, indent=1)
        return 0
    TABLE.write_text("".join(f"{line}\n" for line in lines_of(table)), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
