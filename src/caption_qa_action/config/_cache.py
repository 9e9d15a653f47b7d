"""Validated configuration kept between runs, so that only a changed file costs pydantic and YAML.

A key is a hash of everything that an entry depends on: the version of this tool, the rules there are,
and the bytes of the file. Entries hold, as JSON, what the file declares, and nothing else.
"""

from __future__ import annotations

import sys

import caption_qa_action.presets as presets
import caption_qa_action.rules as rules
from caption_qa_action import __version__
from caption_qa_action.cache import Cache, cache_folder, entry_key
from caption_qa_action.config._layers import (
    CustomPreset,
    EngineLayer,
    Layer,
    LimitsLayer,
    Override,
    Parsed,
)
from caption_qa_action.core.rule import Value
from caption_qa_action.core.settings import Suppression

# A new shape of what is kept does not read the old ones.
LAYOUT = 9


def folder() -> str | None:
    """Where entries are kept; None when nothing is to be kept."""
    return cache_folder("config")


def entry(data: bytes, kind: str) -> tuple[Cache, str] | None:
    """The cache and the key for a configuration file of a kind; None when nothing is kept."""
    where = folder()
    if where is None:
        return None
    made_by = f"{LAYOUT} {__version__} {sys.hexversion}"
    known = (" ".join(rules.RULES), " ".join(presets.names()))
    return Cache(where), entry_key((made_by, *known, kind, data))


def load(cache: Cache, key: str) -> Parsed | None:
    """The content of an entry. Raises LookupError when there is none that can be used."""
    content = cache.load(key)
    if content is None:
        raise LookupError(key)
    from json import loads

    try:
        raw: object = loads(content)
        return None if raw is None else _parsed(_row(raw, 15))
    except (ValueError, TypeError, RecursionError) as error:
        raise LookupError(key) from error


def store(cache: Cache, key: str, parsed: Parsed | None) -> None:
    """Keep the content of an entry, where JSON can hold it."""
    from json import dumps

    try:
        content = dumps(parsed, separators=(",", ":")).encode()
    except (ValueError, TypeError):
        return
    cache.store(key, content)


# JSON has lists where the named tuples were. What does not have their shape is not an entry of ours,
# and raises TypeError or ValueError.


def _row(raw: object, length: int) -> list[object]:
    if not isinstance(raw, list) or len(raw) != length:
        raise TypeError(raw)
    return raw


def _text(raw: object) -> str:
    if not isinstance(raw, str):
        raise TypeError(raw)
    return raw


def _number(raw: object) -> int:
    if not isinstance(raw, int):
        raise TypeError(raw)
    return raw


def _texts(raw: object) -> tuple[str, ...]:
    if not isinstance(raw, list):
        raise TypeError(raw)
    return tuple(_text(entry) for entry in raw)


def _mapping(raw: object) -> dict[str, object]:
    if not isinstance(raw, dict):
        raise TypeError(raw)
    return raw


def _value(raw: object) -> Value:
    if isinstance(raw, list):
        return _texts(raw)
    if isinstance(raw, dict):
        return {_text(name): _fraction(number) for name, number in raw.items()}
    if not isinstance(raw, (bool, int, float, str)):
        raise TypeError(raw)
    return raw


def _fraction(raw: object) -> int | float:
    if not isinstance(raw, (int, float)):
        raise TypeError(raw)
    return raw


def _layer(raw: object) -> Layer:
    path, lines, preset, select, extend_select, ignore, *more = _row(raw, 14)
    severity, options, language, encoding, preview, named, input_format, kind = more
    return Layer(
        _text(path),
        {key: _number(line) for key, line in _mapping(lines).items()},
        None if preset is None else _text(preset),
        None if select is None else _texts(select),
        _texts(extend_select),
        _texts(ignore),
        {code: _text(level) for code, level in _mapping(severity).items()},
        {
            code: {name: _value(value) for name, value in _mapping(values).items()}
            for code, values in _mapping(options).items()
        },
        None if language is None else _text(language),
        None if encoding is None else _text(encoding),
        None if preview is None else bool(preview),
        {key: _place(place) for key, place in _mapping(named).items()},
        None if input_format is None else _text(input_format),
        None if kind is None else _text(kind),
    )


def _place(raw: object) -> tuple[int, int]:
    line, column = _row(raw, 2)
    return _number(line), _number(column)


def _override(raw: object) -> Override:
    files, layer = _row(raw, 2)
    return Override(_texts(files), _layer(layer))


def _custom_preset(raw: object) -> CustomPreset:
    extends, layer = _row(raw, 2)
    return CustomPreset(_text(extends), _layer(layer))


def _warning(raw: object) -> tuple[int, int, str]:
    line, column, message = _row(raw, 3)
    return _number(line), _number(column), _text(message)


def _suppression(raw: object) -> tuple[tuple[str, ...], Suppression]:
    files, suppression = _row(raw, 2)
    codes, first_cue, last_cue, start_ms, end_ms, *texts = _row(suppression, 8)
    reason, expires, origin = (_text(value) for value in texts)
    return _texts(files), Suppression(
        _texts(codes),
        _number(first_cue),
        _number(last_cue),
        _number(start_ms),
        _number(end_ms),
        reason,
        expires,
        origin,
    )


def _each(raw: object) -> list[object]:
    if not isinstance(raw, list):
        raise TypeError(raw)
    return raw


def _parsed(row: list[object]) -> Parsed:
    layer, overrides, extend, exclude, extend_exclude, fail_on, max_warnings, *rest = row
    warnings, engine, custom_presets, suppressions, baseline, plugins, limits, cache_limit = rest
    return Parsed(
        _layer(layer),
        tuple(_override(entry) for entry in _each(overrides)),
        None if extend is None else _text(extend),
        None if exclude is None else _texts(exclude),
        _texts(extend_exclude),
        None if fail_on is None else _texts(fail_on),
        None if max_warnings is None else _number(max_warnings),
        tuple(_warning(entry) for entry in _each(warnings)),
        EngineLayer(*(None if key is None else _text(key) for key in _row(engine, 3))),
        {name: _custom_preset(custom) for name, custom in _mapping(custom_presets).items()},
        tuple(_suppression(entry) for entry in _each(suppressions)),
        None if baseline is None else _text(baseline),
        _texts(plugins),
        LimitsLayer(*(None if limit is None else _number(limit) for limit in _row(limits, 2))),
        None if cache_limit is None else _number(cache_limit),
    )
