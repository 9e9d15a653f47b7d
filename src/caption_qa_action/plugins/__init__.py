"""Rules of others: installed packages with an entry point in the group `caption_qa.rules`.

What is checked is not trusted, so a plugin is imported only when three things come together: the
configuration names it, whoever runs the check allows it, and it is installed outside of what is checked.
Names are looked up on a search path without the folders that are checked, in the metadata alone; the
file that would be imported is known before anything is.
"""

from __future__ import annotations

import os
import re
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from caption_qa_action.core.diagnostic import Finding, Severity, Span
from caption_qa_action.core.errors import UsageError
from caption_qa_action.core.registry import Registry
from caption_qa_action.core.settings import PluginPackage
from caption_qa_action.core.source import DELETES, MOVES, REPLACES, Fix
from caption_qa_action.core.text import nearest, printable, quote
from caption_qa_action.rules import RULES, add_plugin

if TYPE_CHECKING:
    from importlib.machinery import ModuleSpec
    from importlib.metadata import Distribution, EntryPoint
    from types import ModuleType

    from caption_qa_action.core.document import Document
    from caption_qa_action.core.rule import Check, Value
    from caption_qa_action.core.traits import FormatTraits

GROUP = "caption_qa.rules"
# Folders to look for plugins in besides those of `sys.path`, which an isolated Python (`-I`) keeps short.
PATH_VARIABLE = "CAPTION_QA_PLUGIN_PATH"
NAME_PATTERN = "[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*"
CODE_PATTERN = "[a-z][a-z0-9]*(?:_[a-z0-9]+)*"
# After the name of a plugin and a slash: every rule of the plugin.
ALL = "all"

# By their names alone: no format is imported here.
FORMATS = Registry("caption_qa_action.formats", os.path.join(os.path.dirname(__file__), "formats"))

# The search path is that of the whole process, so one plugin is imported at a time.
_lock = threading.Lock()
_active: dict[str, PluginPackage] = {}


class PluginError(ValueError):
    """A plugin cannot be used; the message names it and says why."""


def use(name: str, checked: Iterable[str] = (), *, trusted: bool = False) -> PluginPackage:
    """Import a plugin unless that was done. Raises PluginError for one that cannot be used.

    `checked` are the folders of what is checked, which nothing is imported from. With `trusted` a plugin
    may be anywhere, such as in the current folder: for its own tests, which run its code anyway.
    """
    untrusted = [] if trusted else untrusted_folders(checked)
    package = _active.get(name)
    if package is None:
        package = _find(name, untrusted)
        activate(package)
    if _is_below(package.file, untrusted):
        raise _error(name, f"{package.file} is among the files that are checked")
    return package


def package_of(name: str) -> PluginPackage:
    """The package of a plugin that is in use. Raises KeyError for any other."""
    return _active[name]


def activate(package: PluginPackage) -> None:
    """Import a plugin and add its rules, unless that was done. Raises PluginError.

    Also what a worker process does for the plugins of its settings.
    """
    with _lock:
        if package.name not in _active:
            _activate(package)


def _activate(package: PluginPackage) -> None:
    with _searching(package.search_path), _printing_to_stderr():
        root = _import(package.name, package.package)
        modules = dict(_rule_modules(package.name, root))
    for rule, module in modules.items():
        _require_rule(package.name, rule, module)
        module.check = guarded(module.check, getattr(module, "WORDS", ()))  # type: ignore[attr-defined]
        if hasattr(module, "applies_to"):
            scope = _guarded_scope(f"{package.name}/{rule}", module.applies_to)
            module.applies_to = scope  # type: ignore[attr-defined]
    add_plugin(package.name, root, modules)
    _active[package.name] = package


# Where it is, without importing anything.


def untrusted_folders(checked: Iterable[str]) -> list[str]:
    """The folders that nothing is imported from: the current one and what is checked.

    Each stands for the whole repository that it is in.
    """
    return sorted({_top(os.path.realpath(folder)) for folder in (os.curdir, *checked)})


def _top(folder: str) -> str:
    """The root of the repository that a path is in, else the folder of it that exists."""
    while not os.path.isdir(folder):
        folder = os.path.dirname(folder)
    above = folder
    while not os.path.exists(os.path.join(above, ".git")):
        if os.path.dirname(above) == above:
            return folder
        above = os.path.dirname(above)
    return above


def _is_below(path: str, folders: Sequence[str]) -> bool:
    """Whether a path lies in one of some folders, and not where this Python has its packages.

    A virtual environment in the checkout is as good as the Python that runs us: what is in its
    `site-packages` could run code at every start, by a `.pth` file.
    """
    real = os.path.realpath(path)
    if any(_contains(folder, real) for folder in _own_folders()):
        return False
    return any(_contains(folder, real) for folder in folders)


def _contains(folder: str, path: str) -> bool:
    return os.path.join(path, "").startswith(os.path.join(folder, ""))


def _own_folders() -> list[str]:
    """The folders of this Python: its standard library, and the packages that it finds by itself."""
    import site

    folders = [os.path.dirname(os.__file__)]
    # Without the module `site` (`-S`) no `.pth` file is read either.
    if not sys.flags.no_site:
        folders += site.getsitepackages()
        if site.ENABLE_USER_SITE:
            folders.append(site.getusersitepackages())
    return [os.path.realpath(folder) for folder in folders]


def search_path(untrusted: Sequence[str]) -> tuple[str, ...]:
    """Where plugins and what they need are looked for."""
    more = os.environ.get(PATH_VARIABLE, "").split(os.pathsep)
    return tuple(
        entry
        for entry in (*sys.path, *more)
        if os.path.isabs(entry) and not _is_below(entry, untrusted)
    )


def _find(name: str, untrusted: Sequence[str]) -> PluginPackage:
    """The package of a plugin's rules. Raises PluginError."""
    path = search_path(untrusted)
    found: dict[str, EntryPoint] = {}
    names: set[str] = set()
    for distribution in _distributions(path):
        for point in distribution.entry_points:
            if point.group == GROUP:
                names.add(point.name)
                if point.name == name:
                    # The first of the search path counts, as for the import itself.
                    found.setdefault(str(distribution.metadata["Name"]), point)
    if not found:
        near = nearest(name, sorted(names))
        raise _error(
            name,
            f"it is not installed{near}; what lies among the checked files does not count",
        )
    if len(found) > 1:
        raise _error(name, f"it is in several packages: {', '.join(map(printable, sorted(found)))}")
    _require_name(name)
    (point,) = found.values()
    if not re.fullmatch(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*", point.value, re.ASCII):
        raise _error(name, f"its entry point {quote(point.value)} is not the name of a package")
    return PluginPackage(name, point.value, _file_of(name, point.value, path, untrusted), path)


def _distributions(path: Sequence[str]) -> Iterator[Distribution]:
    from importlib.metadata import DistributionFinder, MetadataPathFinder

    # Not through `sys.meta_path`: what an editable installation has hooked in there may lead anywhere.
    return iter(MetadataPathFinder.find_distributions(DistributionFinder.Context(path=list(path))))


def _file_of(name: str, package: str, path: Sequence[str], untrusted: Sequence[str]) -> str:
    """The file of the outermost package, which decides where everything in it is. Raises PluginError."""
    top = package.partition(".")[0]
    spec = _spec(top, path)
    file = spec.origin if spec is not None else None
    if file is None:
        raise _error(
            name,
            f"there is no package {top} outside of the checked files (is it installed as editable?)",
        )
    if _is_below(file, untrusted):
        raise _error(name, f"{file} is among the files that are checked")
    loaded = sys.modules.get(top)
    if loaded is not None and not _is_same(getattr(loaded, "__file__", None), file):
        raise _error(name, f"another module {top} is in use already: {loaded!r}")
    return file


def _is_same(path: str | None, other: str) -> bool:
    return path is not None and os.path.realpath(path) == os.path.realpath(other)


def _spec(top: str, path: Sequence[str]) -> ModuleSpec | None:
    from importlib.machinery import PathFinder

    # By name and path alone: nothing is imported by looking, and no hook of others is asked.
    return PathFinder.find_spec(top, list(path))


# Importing it.

_printing = threading.Lock()
_printers = 0
_usual_stdout: TextIO | None = None


@contextmanager
def _printing_to_stderr() -> Iterator[None]:
    """Let what a plugin prints go to standard error: standard output is for reports.

    Threads share it: the first that comes turns it over, the last that goes turns it back.
    """
    global _printers, _usual_stdout
    with _printing:
        if _printers == 0:
            _usual_stdout, sys.stdout = sys.stdout, sys.stderr
        _printers += 1
    try:
        yield
    finally:
        with _printing:
            _printers -= 1
            if _printers == 0 and _usual_stdout is not None:
                sys.stdout = _usual_stdout


@contextmanager
def _searching(path: Sequence[str]) -> Iterator[None]:
    """Import from a search path alone; folders that only it has stay, at the end of the usual one."""
    usual = list(sys.path)
    sys.path[:] = path
    try:
        yield
    finally:
        sys.path[:] = [*usual, *(entry for entry in path if entry not in usual)]


def _import(name: str, module: str) -> ModuleType:
    from importlib import import_module

    try:
        return import_module(module)
    except (Exception, SystemExit) as error:
        reason = printable(f"{type(error).__name__}: {error}")
        raise _error(name, f"{module} cannot be imported: {reason}") from error


def _rule_modules(name: str, package: ModuleType) -> Iterator[tuple[str, ModuleType]]:
    from pkgutil import iter_modules

    if not hasattr(package, "__path__"):
        raise _error(name, f"{package.__name__} is a module, and a package of rules is needed")
    rules = [
        found.name
        for found in iter_modules(package.__path__)
        if not found.ispkg and not found.name.startswith("_")
    ]
    if not rules:
        raise _error(name, f"there is no rule in {package.__name__}")
    for rule in rules:
        if not re.fullmatch(CODE_PATTERN, rule) or rule == ALL:
            raise _error(name, f"{quote(rule)} is no code of a rule, such as shouted_word")
        yield rule, _import(name, f"{package.__name__}.{rule}")


# What a rule must be, so that it can be used as ours are.


def _require_name(name: str) -> None:
    taken = {*RULES.groups.values(), *RULES, *_RESERVED}
    if not re.fullmatch(NAME_PATTERN, name) or name in taken:
        raise _error(name, "that is no name for a plugin: it is reserved, or not like our-house")


# Words that mean something where codes and groups are written.
_RESERVED = ("all", "default", "error", "warning", "info", "off", "never", "remote")


def _require_rule(name: str, rule: str, module: ModuleType) -> None:
    """Raises PluginError for a module that has not the parts of a rule."""
    for wrong in _faults(module):
        raise _error(name, f"{name}/{rule} {wrong}")


def _faults(module: ModuleType) -> Iterator[str]:
    """What a module lacks to be a rule."""
    check = getattr(module, "check", None)
    if not callable(check):
        yield "has no function check(document, *, option=default)"
        return
    if not (check.__doc__ or "").strip():
        yield "has no page: the docstring of check"
    if not isinstance(getattr(module, "SEVERITY", None), Severity):
        yield "has no SEVERITY, such as Severity.WARNING"
    yield from _faults_of_formats(getattr(module, "FORMATS", ()))
    if not callable(getattr(module, "applies_to", _faults)):
        yield "has applies_to that is no function applies_to(format)"
    if not _is_strings(getattr(module, "FORMERLY", ())):
        yield "has FORMERLY that is no tuple of codes"
    words = getattr(module, "WORDS", ())
    if not isinstance(words, tuple) or not {*words} <= {DELETES, REPLACES, MOVES}:
        yield f'has WORDS that are no tuple of "{DELETES}", "{REPLACES}" and "{MOVES}"'
    for option, default in (getattr(check, "__kwdefaults__", None) or {}).items():
        if not _is_value(default):
            yield (
                f"has an option {option} that is none of: a number, a string, true or false, "
                "a tuple of strings, a mapping of languages to numbers"
            )


def _faults_of_formats(formats: object) -> Iterator[str]:
    if not isinstance(formats, tuple) or not _is_strings(formats):
        yield 'has FORMATS that are no tuple of names, such as ("srt", "webvtt")'
        return
    unknown = sorted(set(formats) - {*FORMATS})
    if unknown:
        yield f"has FORMATS that there are not: {', '.join(map(printable, unknown))}"


def _is_strings(value: object) -> bool:
    return isinstance(value, tuple) and all(isinstance(each, str) for each in value)


def _is_value(value: object) -> bool:
    if isinstance(value, Mapping):
        return all(isinstance(number, int | float) for number in value.values())
    return isinstance(value, bool | int | float | str) or _is_strings(value)


def guarded(check: Check, words: Sequence[str] = ()) -> Check:
    """A check whose findings can be relied on: inside the text, and each message on one line.

    `words` is what its fixes may do to words.

    It raises ValueError or TypeError where that is not so, which is reported as any other failure of a
    rule. All are found before the first is passed on, so that what the rule prints can be kept apart.
    """
    from functools import wraps

    @wraps(check)
    def guarded_check(document: Document, **options: Value) -> Iterator[Finding]:
        length = len(document.source.text)
        cues = [*document.cues]
        try:
            with _printing_to_stderr():
                found = [_usable(finding, length, words) for finding in check(document, **options)]
        except SystemExit as error:
            raise RuntimeError(f"it wanted to end the program ({error})") from error
        except GeneratorExit as error:
            raise RuntimeError("it raised GeneratorExit") from error
        finally:
            changed = document.cues != cues
            document.cues[:] = cues  # the rules after it look at all of them
        if changed:
            raise RuntimeError("it changed the list of cues, which all rules share")
        yield from found

    # `wraps` leaves out the defaults of keyword parameters, which are the rule's options.
    setattr(guarded_check, "__kwdefaults__", getattr(check, "__kwdefaults__", None))  # noqa: B010
    return guarded_check


def _guarded_scope(
    code: str, applies_to: Callable[[FormatTraits], bool]
) -> Callable[[FormatTraits], bool]:
    """`applies_to` of a rule, whose failure is one clear line; raises UsageError."""

    def guarded_applies_to(format: FormatTraits) -> bool:
        try:
            with _printing_to_stderr():
                return bool(applies_to(format))
        except (Exception, SystemExit) as error:
            reason = printable(f"{type(error).__name__}: {error}")
            raise UsageError(
                f"applies_to of {code} fails ({reason}); correct it, or ignore the rule"
            ) from error

    return guarded_applies_to


def _usable(finding: Finding, length: int, words: Sequence[str]) -> Finding:
    if not isinstance(finding, Finding):
        raise TypeError(f"it yielded a {type(finding).__name__} in place of a Finding")
    if finding.severity is not None and not isinstance(finding.severity, Severity):
        raise TypeError(f"the severity {finding.severity!r} is no Severity")
    edits = finding.fix.edits if finding.fix else ()
    for span in (
        finding.span,
        *(each.span for each in finding.related),
        *(each.span for each in edits),
    ):
        _require_span(span, length)
    for edit in edits:
        _require_string("replacement", edit.replacement)
    fix = finding.fix
    if fix is not None:
        _require_words(fix, words)
    return finding._replace(
        span=Span(*finding.span),
        message=_one_line("message", finding.message),
        fix=fix and fix._replace(title=_one_line("title", fix.title)),
        related=tuple(
            each._replace(message=_one_line("message", each.message)) for each in finding.related
        ),
    )


def _require_words(fix: Fix, declared: Sequence[str]) -> None:
    """Raises ValueError where a fix does to words what its rule does not declare: it would never be made."""
    if fix.words and fix.words not in declared:
        raise ValueError(f"a fix has words={fix.words!r}, which the rule's WORDS do not name")
    if fix.words == MOVES and len(fix.edits) != 2:
        raise ValueError(
            "a fix that moves words has two edits: what is inserted, and what is deleted"
        )


def _require_span(span: Sequence[object], length: int) -> None:
    match span:
        case (int() as start, int() as end):
            if not 0 <= start <= end <= length:
                raise ValueError(f"the span {start}..{end} is not inside the text of {length}")
        case _:
            raise TypeError(f"the span {tuple(span)} is not two whole numbers")


def _one_line(what: str, text: object) -> str:
    return printable(_require_string(what, text))


def _require_string(what: str, text: object) -> str:
    if not isinstance(text, str):
        raise TypeError(f"a {what} is a {type(text).__name__} in place of a string")
    return text


def _error(name: str, reason: str) -> PluginError:
    return PluginError(f"plugin {quote(name)}: {reason}")
