"""Make the bundle of this Python in a folder: `python -I make_bundle.py FOLDER`. Needs no package but this one.

What runs by default is found by running it: checks of small files, clean and with findings.
"""

from __future__ import annotations

import contextlib
import io
import marshal
import os
import sys
import tempfile
from importlib.machinery import SourceFileLoader

if __name__ == "__main__":
    # Isolated mode keeps the folder of the package off the path.
    sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

import caption_qa_action
from caption_qa_action.bundle import HEAD, SUFFIX

_PACKAGE = "caption_qa_action"
# Loaded before a bundle is in use, or by nobody who has one.
_BEFORE = {f"{_PACKAGE}{name}" for name in ("", ".__main__", ".cli", ".bundle", ".make_bundle")}
# Of a check with a configuration that is in the cache; to fill the cache takes other packages.
_CONFIGURED = ("cache", "config._cache")

_SRT = "1\n00:00:01,000 --> 00:00:03,000\n{}\n"
_VTT = "WEBVTT\n\n00:01.000 --> 00:03.000\n{}\n"
_TTML = (
    '<?xml version="1.0" encoding="utf-8"?>\n<tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en"><body>'
    '<div><p begin="00:00:01.000" end="00:00:03.000">{}</p></div></body></tt>\n'
)
_FILES = {
    "clean.srt": _SRT.format("Where have you been?"),
    "large.srt": _SRT.format("Where have you been?") + "\n" * 200_000,
    "clean.de.srt": _SRT.format("Wo bist du gewesen, für uns war es schön?"),
    "clean.ja.srt": _SRT.format("どこに行っていたの。"),
    "found.srt": _SRT.format("Where  have <i>you been?"),
    "clean.vtt": _VTT.format("Where have you been?"),
    "found.vtt": _VTT.format("Where  have <i>you been?"),
    "clean.ttml": _TTML.format("Where have you been?"),
    "found.ttml": _TTML.format("Where  have you been?"),
}
_CHECK = ("check", "--isolated")
_COMMANDS = (
    ("--version",),
    ("rule", "overlapping_cues"),
    *((*_CHECK, "--format=full", name) for name in _FILES),
    (*_CHECK, "--format=concise", "--force-exclude", *_FILES),  # as the pre-commit hook does
    (*_CHECK, "--preset=youtube", "--format=full", *_FILES),  # as most configurations do
    # The outcomes of many captions are kept; the second time they come from the cache.
    (*_CHECK, "--format=full", "large.srt"),
    (*_CHECK, "--format=full", "large.srt"),
)


def main(folder: str) -> None:
    """Write the bundle into a folder."""
    data = bundled(modules())
    with open(os.path.join(folder, f"{sys.implementation.cache_tag}{SUFFIX}"), "wb") as file:
        file.write(data)


def modules() -> list[str]:
    """The names of the modules that run by default, sorted; in a process that does nothing else."""
    from importlib import import_module

    from caption_qa_action.cli import main as run

    for variable in [*os.environ]:
        if variable.startswith(("CAPTION", "GITHUB_")):  # what a job is given is not for this
            del os.environ[variable]
    there = os.getcwd()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CAPTION_QA_CACHE_DIR"] = os.path.join(folder, ".cache")
        os.chdir(folder)
        try:
            for name, text in _FILES.items():
                with open(name, "w", encoding="utf-8", newline="\n") as file:
                    file.write(text)
                os.utime(name, (0, 0))  # what was written just now may still change
            with contextlib.redirect_stdout(io.StringIO()):
                for command in _COMMANDS:
                    run(list(command))
        finally:
            os.chdir(there)  # or the folder could not be deleted on Windows
    for name in _CONFIGURED:
        import_module(f"{_PACKAGE}.{name}")
    loaded = (name for name in sys.modules if name.partition(".")[0] == _PACKAGE)
    return sorted({*loaded} - _BEFORE)


def bundled(names: list[str]) -> bytes:
    """A bundle of modules."""
    folder = os.path.dirname(os.path.dirname(os.path.abspath(caption_qa_action.__file__)))
    entries: dict[str, tuple[str, bool, int, int, int]] = {}
    codes = bytearray()
    for name in names:
        source = str(sys.modules[name].__file__)
        # A package has its folder; compiled under a path that is the same wherever a bundle is made.
        inside = os.path.relpath(source, folder).replace(os.sep, "/")
        is_package = hasattr(sys.modules[name], "__path__")
        text = SourceFileLoader(name, source).get_data(source)
        code = compile(text, inside, "exec", dont_inherit=True, optimize=0)
        start = len(codes)
        codes += marshal.dumps(code)
        inside = inside.removeprefix(f"{_PACKAGE}/")
        entries[name] = inside, is_package, len(text), start, len(codes)
    index = marshal.dumps(entries)
    sizes = (len(part).to_bytes(4, "little") for part in (index, codes))
    return b"".join((HEAD, *sizes, index, codes))


if __name__ == "__main__":
    main(*sys.argv[1:])
