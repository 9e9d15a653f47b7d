"""What annotations take from `typing`, for modules that most checks load.

To import `typing` takes a twentieth of the time of such a check, for names that nobody asks about when the program
runs. Type checkers see those of `typing`; at run time here are stand-ins that can stand in an expression. A module
whose annotations are evaluated, as pydantic does it, takes those of `typing`.
"""

from __future__ import annotations

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any as Any
    from typing import Generic as Generic
    from typing import Literal as Literal
    from typing import NoReturn as NoReturn
    from typing import Protocol as Protocol
    from typing import Self as Self
    from typing import TextIO as TextIO
    from typing import TypeAlias as TypeAlias
    from typing import TypeVar as TypeVar
    from typing import cast as cast
else:

    class _Name:
        """A class without anything, of which `X[int]`, `X | None` and a class below it can be made."""

        __slots__ = ()

        def __class_getitem__(cls, item: object) -> type:
            return cls

    Any = Generic = Literal = NoReturn = Protocol = Self = TextIO = TypeAlias = _Name

    def TypeVar(name: str, *kinds: object, **limits: object) -> type:
        """A stand-in for a variable of types."""
        return _Name

    def cast(kind: object, value: object) -> object:
        """The value."""
        return value
