"""Which configuration file is closest to a folder, and what it and those it extends declare."""

from __future__ import annotations

import os
from collections.abc import Sequence

from caption_qa_action.config._layers import ConfigFile, Layer, Parsed
from caption_qa_action.core.annotations import TYPE_CHECKING
from caption_qa_action.core.errors import ConfigError
from caption_qa_action.regular import NOT_REGULAR, is_inside, is_regular, read_regular, work_tree

if TYPE_CHECKING:
    from caption_qa_action.config._plugins import Permission

NAMES = (".caption-qa.yml", ".caption-qa.yaml")
PYPROJECT = "pyproject.toml"
MAX_CHAIN = 10
# Many times the table of a project in its pyproject.toml, which is a megabyte at most.
MAX_BYTES = 16_000_000
_SUFFIXES = (".yml", ".yaml", ".toml")
_OUTSIDE = "leads outside of the repository"
# Names that others have for theirs. A file that nobody reads must not pass for one that holds.
_MISNAMED = (
    "caption-qa.yml", "caption-qa.yaml", "caption-qa.toml", ".caption-qa.toml",
    "caption-qa.json", ".caption-qa.json", ".caption_qa.yml", ".captionqa.yml",
)  # fmt: skip


def in_folder(folder: str, start: str, allowed: Permission) -> ConfigFile | None:
    """The configuration file of a folder itself.

    `.caption-qa.yml` is read rather than pyproject.toml; both spellings of it are an error. Paths
    are shown relative to `start`. Raises ConfigError when the file is wrong.
    """
    # Whatever has the name is meant: one that cannot be used must not be passed over.
    found = [path for name in NAMES if os.path.lexists(path := os.path.join(folder, name))]
    if len(found) > 1:
        raise ConfigError(
            f"there is {NAMES[0]} as well; keep one of the two", path=shown(found[1], start)
        )
    if found:
        return load(found[0], start, folder, allowed)
    path = os.path.join(folder, PYPROJECT)
    if is_regular(path):
        data = _bytes(path, start)
        # TOML has many ways to write the name of the table, so it is read where it may be there.
        may_be_named = b"caption" in data and b"qa" in data
        if may_be_named:
            _require_own(path, start)
        if may_be_named and parse(path, data, start, allowed) is not None:
            return load(path, start, folder, allowed)
    return None


def misnamed(folder: str, start: str) -> list[str]:
    """Warnings of files in a folder without configuration that look as if they were one."""
    return [
        f"{shown(path, start)} is not read; a configuration is called {NAMES[0]}, or is the table "
        f"[tool.caption-qa] of {PYPROJECT}"
        for name in _MISNAMED
        if os.path.isfile(path := os.path.join(folder, name))
    ]


def is_top(folder: str) -> bool:
    """Whether the search ends in a folder: the root of a repository or of the file system."""
    return os.path.dirname(folder) == folder or os.path.exists(os.path.join(folder, ".git"))


def load(
    path: str, start: str, folder: str, allowed: Permission, *, given: bool = False
) -> ConfigFile:
    """A configuration file and what it extends, for files below `folder`. Raises ConfigError.

    What it names has to be inside of the repository, and so has the file itself unless the user has
    `given` it.
    """
    allowed = allowed.beside(folder)
    file = ConfigFile(shown(path, start), folder)
    top = _top(path, start)
    if not given:
        _require_own(path, start)
    chain: list[str] = []
    parsed: list[tuple[str, Parsed]] = []
    following: str | None = path
    while following is not None:
        name = shown(following, start)
        if parsed:
            _require_extendable(following, name, chain, parsed[-1], top)
        chain.append(os.path.realpath(following))
        content = _content(following, start, allowed, extended=bool(parsed))
        parsed.append((name, content))
        _require_inside(following, content, name, top)
        if content.extend is None:
            break
        following = os.path.normpath(os.path.join(os.path.dirname(following), content.extend))
    for name, content in reversed(parsed):
        file = _extended(file, name, content)
    return file


def _top(path: str, start: str) -> str:
    """The folder that holds everything that a configuration file may name.

    It is the work tree that the file is in; where it is in none, the folder where the run started, or that
    of the file.
    """
    folder = os.path.dirname(os.path.abspath(path))
    return work_tree(folder) or (start if is_inside(os.path.join(folder, "."), start) else folder)


def _require_own(path: str, start: str) -> None:
    """Raises ConfigError for a configuration file that was found, and is a link out of the repository."""
    if os.path.exists(path) and not is_inside(path, _top(path, start)):
        raise ConfigError(f"{_OUTSIDE}; pass the file with --config", path=shown(path, start))


def _content(path: str, start: str, allowed: Permission, *, extended: bool) -> Parsed:
    """What a configuration file declares. Raises ConfigError.

    Of an extended file that is none of ours, nothing is shown: it may hold what nobody should read.
    """
    name = shown(path, start)
    data = _bytes(path, start)
    try:
        content = parse(path, data, start, allowed)
    except ConfigError as error:
        if extended and not _has_own_keys(path, data):
            raise ConfigError(
                "is no configuration of caption-qa", path=name, line=error.line, column=error.column
            ) from None
        raise
    if content is None:
        raise ConfigError("has no table [tool.caption-qa]", path=name)
    return content


def _has_own_keys(path: str, data: bytes) -> bool:
    """Whether a file that cannot be used has a key of a configuration all the same."""
    from caption_qa_action.config._read import read
    from caption_qa_action.config._validate import has_own_keys

    try:
        raw = read(path, data)
    except ConfigError:
        return False
    return raw is not None and has_own_keys(raw)


def _require_inside(path: str, content: Parsed, name: str, top: str) -> None:
    """Raises ConfigError for a baseline that is outside of the repository, or no file."""
    if content.baseline is None:
        return
    baseline = os.path.join(os.path.dirname(path), content.baseline)
    layer = content.layer._replace(path=name)
    if not is_inside(baseline, top):
        raise layer.error("baseline", f"{_OUTSIDE}; pass the file with --baseline")
    if os.path.lexists(baseline) and not is_regular(baseline):
        raise layer.error("baseline", NOT_REGULAR)


def _require_extendable(
    path: str, name: str, chain: Sequence[str], extending: tuple[str, Parsed], top: str
) -> None:
    """Raises ConfigError for a file that another one cannot extend; `chain` are the files before it.

    What is not inside of `top` is not looked at, and neither is what no configuration is called.
    """
    if not is_inside(path, top):
        raise _extend_error(extending, f"{_OUTSIDE}; a file that is shared is passed with --config")
    if len(chain) >= MAX_CHAIN:
        raise _extend_error(extending, f"leads through more than {MAX_CHAIN} files")
    if os.path.realpath(path) in chain:
        raise _extend_error(extending, "leads back to itself")
    if not os.path.exists(path):
        raise _extend_error(extending, f"there is no file {name}")
    if not is_regular(path):
        raise _extend_error(extending, f"{name} {NOT_REGULAR}")
    if not path.lower().endswith(_SUFFIXES):
        raise _extend_error(extending, "names no .yml, .yaml or .toml file")


def parse(path: str, data: bytes, start: str, allowed: Permission) -> Parsed | None:
    """One configuration file; None for a TOML file without our table. Raises ConfigError.

    One that names plugins is not kept for the next run: what it means depends on them.
    """
    from caption_qa_action.config import _cache

    toml = path.lower().endswith(".toml")
    entry = _cache.entry(data, "toml" if toml else "yaml")
    if entry:
        try:
            return _cache.load(*entry)
        except LookupError:
            pass
    from caption_qa_action.config._read import read
    from caption_qa_action.config._validate import validate

    raw = read(shown(path, start), data)
    beside = allowed.beside(os.path.dirname(os.path.abspath(path)))
    parsed = None if raw is None else validate(raw, beside)
    if entry and not (parsed and parsed.plugins):
        _cache.store(*entry, parsed)
    return parsed


def shown(path: str, start: str) -> str:
    """A path as messages show it: relative to where the run started, with forward slashes."""
    try:
        path = os.path.relpath(path, start)
    except ValueError:  # another drive of Windows
        pass
    return path.replace(os.sep, "/")


def _bytes(path: str, start: str) -> bytes:
    name = shown(path, start)
    try:
        return read_regular(path, MAX_BYTES)
    except FileNotFoundError:
        raise ConfigError("is a symbolic link that leads nowhere", path=name) from None
    except IsADirectoryError:
        raise ConfigError(NOT_REGULAR, path=name) from None
    except OSError as error:
        reason = error.strerror or str(error)
        if reason != NOT_REGULAR and not reason.startswith("is larger"):
            reason = f"cannot be read: {reason}"
        raise ConfigError(reason, path=name) from None


def _extend_error(extending: tuple[str, Parsed], message: str) -> ConfigError:
    name, parsed = extending
    return parsed.layer._replace(path=name).error("extend", message)


def _extended(file: ConfigFile, name: str, parsed: Parsed) -> ConfigFile:
    """A configuration with what one more, closer file declares."""
    layer = parsed.layer._replace(path=name)
    overrides = (each._replace(layer=each.layer._replace(path=name)) for each in parsed.overrides)
    presets = {
        style: preset._replace(layer=preset.layer._replace(path=name))
        for style, preset in parsed.presets.items()
    }
    suppressions = (
        (files, each._replace(origin=f"{name}:{each.origin}"))
        for files, each in parsed.suppressions
    )
    warnings = (f"{name}:{line}:{column}: {text}" for line, column, text in parsed.warnings)
    file = _with_engine(_with_nearest(file, name, parsed, layer), parsed, layer)
    return file._replace(
        layers=(*file.layers, layer),
        overrides=(*file.overrides, *overrides),
        warnings=(*file.warnings, *warnings),
        presets={**file.presets, **presets},
        suppressions=(*file.suppressions, *suppressions),
        plugins={**file.plugins, **dict.fromkeys(parsed.plugins, layer.origin("plugins"))},
    )


def _with_nearest(file: ConfigFile, name: str, parsed: Parsed, layer: Layer) -> ConfigFile:
    """A configuration with those values of a closer file that take the place of others."""
    if parsed.exclude is not None:
        file = file._replace(exclude=parsed.exclude, exclude_origin=layer.origin("exclude"))
    if parsed.extend_exclude:
        file = file._replace(
            extend_exclude=(*file.extend_exclude, *parsed.extend_exclude),
            extend_exclude_origin=layer.origin("extend-exclude"),
        )
    if parsed.fail_on is not None:
        file = file._replace(fail_on=parsed.fail_on, fail_on_origin=layer.origin("fail-on"))
    if parsed.max_warnings is not None:
        file = file._replace(
            max_warnings=parsed.max_warnings, max_warnings_origin=layer.origin("max-warnings")
        )
    given = {key: value for key, value in parsed.limits._asdict().items() if value is not None}
    if given:
        file = file._replace(
            limits=file.limits._replace(**given), limits_origin=layer.origin("limits")
        )
    if parsed.cache_limit is not None:
        file = file._replace(cache_limit=parsed.cache_limit, cache_origin=layer.origin("cache"))
    if parsed.baseline is not None:
        baseline = os.path.normpath(os.path.join(os.path.dirname(name), parsed.baseline))
        file = file._replace(baseline=baseline, baseline_origin=layer.origin("baseline"))
    return file


def _with_engine(file: ConfigFile, parsed: Parsed, layer: Layer) -> ConfigFile:
    """A configuration with what a closer file declares of the engine."""
    engine, origins = file.engine, file.engine_origins
    for key, value in parsed.engine._asdict().items():
        if value is not None:
            engine = engine._replace(**{key: value})
            origins = origins._replace(**{key: layer.origin(key.replace("_", "-"))})
    return file._replace(engine=engine, engine_origins=origins)


def relative(absolute: str, folder: str) -> str:
    """A path as patterns of a folder see it; outside the folder, without the way up and out."""
    prefix = folder if folder.endswith(os.sep) else folder + os.sep
    if absolute.startswith(prefix):
        return absolute[len(prefix) :].replace(os.sep, "/")
    try:
        relative = os.path.relpath(absolute, folder).replace(os.sep, "/")
    except ValueError:  # another drive of Windows
        relative = os.path.splitdrive(absolute)[1].replace(os.sep, "/").lstrip("/")
    while relative.startswith("../"):
        relative = relative[3:]
    return relative + "/" if absolute.endswith("/") else relative
