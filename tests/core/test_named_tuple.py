"""The tuples of this package behave as those of `typing`, and none is made by `typing`."""

from __future__ import annotations

import inspect
import pickle
import re
import typing
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import caption_qa_action as qa
from caption_qa_action.core import named_tuple

PACKAGE = Path(named_tuple.__file__).parents[1]

# The same class by both; a type checker sees one kind only, so these are made from text.
SOURCE = """
from __future__ import annotations

class Few(NamedTuple):
    '''Few fields.'''
    start: int
    end: int = 4
    words: tuple[str, ...] = ()

    @property
    def length(self):
        return self.end - self.start

    @classmethod
    def empty(cls):
        return cls(0, 0)

class Many(NamedTuple):
    a: int
    b: int
    c: int
    d: int = 4
    e: int = 5
    f: int = 6
    g: int = 7
    h: int = 8
    i: int = 9
    j: int = 10
    k: int = 11
"""


def made_by(base: object) -> dict[str, Any]:
    names: dict[str, Any] = {"NamedTuple": base, "__name__": __name__}
    exec(SOURCE, names)
    return names


OWN, TYPINGS = made_by(named_tuple.NamedTuple), made_by(typing.NamedTuple)
Few, Many = OWN["Few"], OWN["Many"]

USES: dict[str, Callable[[dict[str, Any]], object]] = {
    "by place": lambda classes: classes["Few"](1, 2, ("x",)),
    "by name": lambda classes: classes["Few"](words=("x",), start=1),
    "with defaults": lambda classes: classes["Few"](1),
    "many by place": lambda classes: classes["Many"](*range(11)),
    "many by name": lambda classes: classes["Many"](c=1, b=2, a=3, k=4),
    "many mixed": lambda classes: classes["Many"](1, 2, h=3, c=4),
    "none missing": lambda classes: classes["Many"](1, 2, 3),
    "replaced": lambda classes: classes["Few"](1)._replace(end=7),
    "made": lambda classes: classes["Few"]._make([1, 2, ()]),
    "as a dictionary": lambda classes: classes["Few"](1)._asdict(),
    "shown": lambda classes: repr(classes["Few"](1)),
    "unpacked": lambda classes: [*classes["Few"](1)],
    "equal to a tuple": lambda classes: classes["Few"](1) == (1, 4, ()),
    "in a set": lambda classes: hash(classes["Few"](1)),
    "property": lambda classes: classes["Few"](1).length,
    "class method": lambda classes: classes["Few"].empty(),
    "fields": lambda classes: classes["Few"]._fields,
    "defaults": lambda classes: classes["Few"]._field_defaults,
    "to match": lambda classes: classes["Few"].__match_args__,
    "page": lambda classes: classes["Few"].__doc__,
    "bases": lambda classes: classes["Few"].__bases__,
    "class": lambda classes: type(classes["Few"]),
    "module": lambda classes: classes["Few"].__module__,
    "no dictionary": lambda classes: hasattr(classes["Few"](1), "__dict__"),
    "names of the constructor": lambda classes: [*inspect.signature(classes["Few"]).parameters],
}
MISUSES: dict[str, Callable[[dict[str, Any]], object]] = {
    "none given": lambda classes: classes["Few"](),
    "too many": lambda classes: classes["Few"](1, 2, 3, 4),
    "an unknown name": lambda classes: classes["Few"](1, other=2),
    "twice": lambda classes: classes["Few"](1, start=2),
    "many: none given": lambda classes: classes["Many"](),
    "many: one missing": lambda classes: classes["Many"](1, 2, k=1),
    "many: too many": lambda classes: classes["Many"](*range(12)),
    "many: an unknown name": lambda classes: classes["Many"](1, 2, 3, other=4),
    "many: an unknown name for a missing one": lambda classes: classes["Many"](1, 2, other=4),
    "many: twice": lambda classes: classes["Many"](1, 2, 3, a=4),
    "made of too few": lambda classes: classes["Few"]._make([1, 2]),
    "made of too many": lambda classes: classes["Few"]._make([1, 2, 3, 4]),
    "replaced by an unknown name": lambda classes: classes["Few"](1)._replace(other=2),
    "set": lambda classes: setattr(classes["Few"](1), "start", 2),
    "deleted": lambda classes: delattr(classes["Few"](1), "start"),
    "a new name": lambda classes: setattr(classes["Few"](1), "other", 2),
}


@pytest.mark.parametrize("use", USES)
def test_it_behaves_as_that_of_typing(use: str) -> None:
    assert USES[use](OWN) == USES[use](TYPINGS)


@pytest.mark.parametrize("misuse", MISUSES)
def test_it_refuses_what_that_of_typing_refuses(misuse: str) -> None:
    with pytest.raises((TypeError, ValueError, AttributeError)) as theirs:
        MISUSES[misuse](TYPINGS)
    with pytest.raises((TypeError, ValueError, AttributeError)) as ours:
        MISUSES[misuse](OWN)
    # Which of the two is raised for an unknown name depends on the version of Python.
    unknown = (TypeError, ValueError)
    assert ours.type is theirs.type or {ours.type, theirs.type} <= {*unknown}


def test_a_default_stands_behind_what_has_none() -> None:
    source = "class Odd(NamedTuple):\n    a: int = 1\n    b: int\n"
    with pytest.raises(TypeError, match="without a default"):
        exec(f"from __future__ import annotations\n{source}", {**OWN})


@pytest.mark.parametrize("number", range(1, 40))
def test_every_number_of_fields(number: int) -> None:
    fields = "".join(f"    field_{at}: int = {at}\n" for at in range(number))
    names: dict[str, Any] = {**OWN}
    exec(f"from __future__ import annotations\nclass Some(NamedTuple):\n{fields}", names)
    some = names["Some"]
    assert some() == tuple(range(number))
    assert some(*range(1, number + 1)) == tuple(range(1, number + 1))
    for at, field in enumerate(some._fields):
        assert getattr(some(**{field: -1}), field) == some(**{field: -1})[at] == -1


def test_it_goes_to_other_processes() -> None:
    report = qa.check_text("1\n00:00:01,000 --> 00:00:03,000\nStop  it!\n", "talk.srt")
    for value in (report.diagnostics[0], report.diagnostics[0].start):
        again = pickle.loads(pickle.dumps(value))
        assert again == value
        assert type(again) is type(value)


def test_no_module_takes_that_of_typing() -> None:
    importing = re.compile(r"^\s*from typing import\b.*\bNamedTuple\b", re.M)
    own = "from caption_qa_action.core.named_tuple import NamedTuple"
    found = set()
    for path in PACKAGE.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if own in text:
            found.add(path)
            # Without it Python 3.14 keeps the annotations as a function, in which no names are seen.
            assert "\nfrom __future__ import annotations\n" in text, path
        elif path.name != "named_tuple.py":
            assert not importing.search(text), path
    assert len(found) > 100


def test_what_is_made_for_each_cue_and_finding_has_a_compiled_constructor() -> None:
    """The other constructor takes several times as long: a field more must not bring it."""
    from caption_qa_action.core import cue, diagnostic, document, source, timeline

    made = (
        diagnostic.Diagnostic, diagnostic.Finding, source.Fix, source.Edit, source.Span, source.Position,
        source.Problem, document.Block, cue.Tag, timeline.Event, timeline.Run, timeline.Style,
    )  # fmt: skip
    slow = [each.__name__ for each in made if each.__new__.__code__.co_argcount == 1]
    assert slow == []
