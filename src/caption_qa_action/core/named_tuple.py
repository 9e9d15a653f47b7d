"""`NamedTuple` as that of `typing`, whose classes are made without compiling anything.

That of `typing` compiles a constructor for each class. A check of a small file loads seventy such classes, of which
each then takes twenty times as long as a class does, together a tenth of the check. Here a constructor that was
compiled with this module gets the names of the fields. Type checkers see that of `typing`.

A module that uses it has `from __future__ import annotations`: annotations are not evaluated, their names are enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from caption_qa_action.core.annotations import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple
else:
    from collections import _tuplegetter

    _tuple = tuple.__new__
    _function = type(lambda: None)

    # The constructors of classes with up to ten fields, and with fourteen, which a diagnostic has: those that are
    # made for each cue and finding.
    _COMPILED = (
        lambda _cls, a: _tuple(_cls, (a,)),
        lambda _cls, a, b: _tuple(_cls, (a, b)),
        lambda _cls, a, b, c: _tuple(_cls, (a, b, c)),
        lambda _cls, a, b, c, d: _tuple(_cls, (a, b, c, d)),
        lambda _cls, a, b, c, d, e: _tuple(_cls, (a, b, c, d, e)),
        lambda _cls, a, b, c, d, e, f: _tuple(_cls, (a, b, c, d, e, f)),
        lambda _cls, a, b, c, d, e, f, g: _tuple(_cls, (a, b, c, d, e, f, g)),
        lambda _cls, a, b, c, d, e, f, g, h: _tuple(_cls, (a, b, c, d, e, f, g, h)),
        lambda _cls, a, b, c, d, e, f, g, h, i: _tuple(_cls, (a, b, c, d, e, f, g, h, i)),
        lambda _cls, a, b, c, d, e, f, g, h, i, j: _tuple(_cls, (a, b, c, d, e, f, g, h, i, j)),
        lambda _cls, a, b, c, d, e, f, g, h, i, j, k, m, n, o: _tuple(
            _cls, (a, b, c, d, e, f, g, h, i, j, k, m, n, o)
        ),
    )
    _CONSTRUCTORS = {each.__code__.co_argcount - 1: each.__code__ for each in _COMPILED}

    def _constructor(name: str, fields: tuple[str, ...], defaults: Mapping[str, object]):
        code = _CONSTRUCTORS.get(len(fields))
        if code is None:
            return _any_constructor(name, fields, defaults)
        code = code.replace(co_varnames=("_cls", *fields), co_name="__new__")
        made = _function(code, globals(), "__new__", (*defaults.values(),))
        made.__qualname__ = f"{name}.__new__"
        return made

    def _any_constructor(name: str, fields: tuple[str, ...], defaults: Mapping[str, object]):
        """A constructor for any number of fields, slower than one that was compiled."""
        known = frozenset(fields)

        def __new__(_cls, *values: object, **named: object):
            if named or len(values) != len(fields):
                given = {**defaults, **dict(zip(fields, values, strict=False)), **named}
                doubled = len(values) > len(fields) or named.keys() & fields[: len(values)]
                if doubled or given.keys() != known:
                    raise TypeError(f"{name}() takes each of {', '.join(fields)} once")
                values = tuple([given[each] for each in fields])
            return _tuple(_cls, values)

        return __new__

    def _make(cls, values: Iterable[object]):
        """A tuple of this class with the given values."""
        made = _tuple(cls, values)
        if len(made) != len(cls._fields):
            raise TypeError(f"{cls.__name__} has {len(cls._fields)} fields, not {len(made)}")
        return made

    def _replace(self, /, **changes: object):
        """The same with other values of some fields."""
        made = self._make(map(changes.pop, self._fields, self))
        if changes:
            raise ValueError(f"{type(self).__name__} has no field {', '.join(changes)}")
        return made

    def _asdict(self) -> dict[str, object]:
        """The values by the names of their fields."""
        return dict(zip(self._fields, self, strict=True))

    def _repr(self) -> str:
        shown = [f"{name}={value!r}" for name, value in self._asdict().items()]
        return f"{type(self).__name__}({', '.join(shown)})"

    def _newargs(self) -> tuple[object, ...]:
        return tuple(self)

    _METHODS = {
        "__slots__": (),
        "__repr__": _repr,
        "__getnewargs__": _newargs,
        "_make": classmethod(_make),
        "_replace": _replace,
        "_asdict": _asdict,
    }

    class _Maker(type):
        """Makes the classes; they are of no class but `tuple`, as those of `typing` are."""

        def __new__(cls, name: str, bases: tuple[type, ...], namespace: dict[str, object]):
            fields = tuple(namespace["__annotations__"])
            defaults = {each: namespace[each] for each in fields if each in namespace}
            if (*defaults,) != fields[len(fields) - len(defaults) :]:
                raise TypeError(f"a field of {name} without a default follows one with a default")
            namespace |= {each: _tuplegetter(at, None) for at, each in enumerate(fields)}
            namespace |= {
                "__new__": _constructor(name, fields, defaults),
                "__match_args__": fields,
                "_fields": fields,
                "_field_defaults": defaults,
            }
            return type.__new__(type, name, (tuple,), {**_METHODS, **namespace})

    class _Base:
        """What stands in place of a base class."""

        def __mro_entries__(self, bases: tuple[object, ...]) -> tuple[type, ...]:
            return (_Origin,)

    _Origin = type.__new__(_Maker, "NamedTuple", (), {})
    NamedTuple = _Base()
