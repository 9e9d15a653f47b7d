"""What kind of captions a repository has, and what would be found in them today."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from caption_qa_action.workspace.discover import File

if TYPE_CHECKING:
    from caption_qa_action.config import Configuration

# Folders whose captions are broken on purpose, or not the repository's own.
_OTHERS = frozenset(
    ("fixtures", "fixture", "testdata", "test-data", "test_data", "vendor", "third_party",
     "third-party", "node_modules", "samples-broken")
)  # fmt: skip
_TESTS = frozenset(("test", "tests", "spec", "specs", "__tests__"))
# Words in the names of folders that show where captions go.
_WORDS = {
    "tiktok": "tiktok",
    "youtube": "youtube",
    "yt": "youtube",
    "vimeo": "vimeo",
    "linkedin": "linkedin",
    "instagram": "instagram-reels",
    "reels": "instagram-reels",
    "facebook": "facebook",
    "zoom": "zoom",
    "lms": "lms",
    "moodle": "lms",
    "canvas": "lms",
    "course": "lms",
    "courses": "lms",
}


class Survey(NamedTuple):
    """What a look at a repository has shown.

    `formats` are the suffixes of the files with their numbers, most frequent first; `excludes` are
    folders, each with a slash at its end. `in_two_languages` counts the files that hold two. `baseline` is
    the file of known findings that is asked for.
    """

    files: int
    formats: tuple[tuple[str, int], ...]
    preset: str
    why: str
    excludes: tuple[str, ...]
    errors: int
    warnings: int
    files_with_errors: int
    in_two_languages: int = 0
    baseline: str = ""


def survey(preset: str) -> Survey:
    """Look at the captions below the current folder; a preset that was asked for is taken."""
    from caption_qa_action import config
    from caption_qa_action.runs.jobs import find_files, jobs_of
    from caption_qa_action.runs.one_file import is_in_two_languages

    configuration = config.load(config.Arguments())
    found = [file for file in find_files(configuration) if not file.skip_reason]
    excludes = _excludes(found)
    files = [file for file in found if not file.path.startswith(excludes)]
    formats = Counter(os.path.splitext(file.path)[1].lower() for file in files).most_common()
    why = "as asked for"
    configured = "" if preset or not files else _configured_preset(configuration, files[0].path)
    if configured:
        preset, why = configured, "as the configuration says"
    else:
        if not preset:
            preset, why = _preset(files, formats)
        configuration = config.load(config.Arguments(preset=preset))
    errors, warnings, bad = _check(files, configuration)
    pairs = sum(map(is_in_two_languages, jobs_of(files, configuration)))
    return Survey(len(files), tuple(formats), preset, why, excludes, errors, warnings, bad, pairs)


def _excludes(files: Sequence[File]) -> tuple[str, ...]:
    """Folders to leave out, the outermost of each."""
    folders = set()
    for file in files:
        parts = file.path.split("/")[:-1]
        for depth, part in enumerate(parts, 1):
            if part.lower() in _OTHERS or (part.lower() in _TESTS and depth == 1):
                folders.add("/".join(parts[:depth]) + "/")
                break
    return tuple(sorted(folders))


def _preset(files: Sequence[File], formats: Sequence[tuple[str, int]]) -> tuple[str, str]:
    named: Counter[str] = Counter()
    for file in files:
        words = set(re.split(r"[^a-z0-9]+", os.path.dirname(file.path).lower()))
        named.update({_WORDS[word] for word in words & _WORDS.keys()})
    if named:
        (name, count), *others = named.most_common()
        if count * 2 > len(files) and not any(other == count for _, other in others):
            return name, "the folders of most captions are named so"
    most = formats[0][0] if formats else ""
    if most in (".vtt", ".webvtt"):
        return "html5", "most captions are WebVTT, which browsers show"
    if most == ".json":
        return "developer-json", "most captions are JSON"
    return "youtube", "nothing says otherwise"


def _configured_preset(configuration: Configuration, path: str) -> str:
    """The preset that a configuration sets for a file; `""` where none does."""
    ((_, preset, origin), *_) = configuration.explain(path)
    return "" if origin == "default" else preset.partition(",")[0]


def _check(files: Sequence[File], configuration: Configuration) -> tuple[int, int, int]:
    """How many errors and warnings there are today, and how many files with errors."""
    from caption_qa_action.runs.jobs import jobs_of
    from caption_qa_action.runs.plan import CheckPlan, execute

    counter = _Failing()
    plan = CheckPlan(jobs_of(files, configuration))
    summary = execute(plan, [counter], lambda number, text: None)
    return summary.errors, summary.warnings, counter.files


class _Failing:
    """A reporter that counts files with errors, and those that cannot be checked."""

    def __init__(self) -> None:
        self.files = 0

    def part(self, file: object) -> object:
        from caption_qa_action.core.diagnostic import Severity
        from caption_qa_action.core.report import FileReport

        assert isinstance(file, FileReport)
        found = any(each.severity is Severity.ERROR for each in file.diagnostics)
        return file.status == "unreadable" or found

    def begin(self) -> str:
        return ""

    def add(self, part: object) -> str:
        self.files += bool(part)
        return ""

    def end(self, summary: object) -> str:
        return ""
