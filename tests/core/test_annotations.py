"""What stands in for names of `typing` can stand where those stand."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import UnionType
from typing import Any

import pytest

from caption_qa_action.core import annotations as own

SOURCE = Path(str(own.__file__))
NAMES = re.findall(r"^    from typing import (\w+) as \1$", SOURCE.read_text("utf-8"), re.M)
# As a type checker does not see them.
AT_RUN_TIME: dict[str, Any] = vars(own)


def test_it_has_whatever_type_checkers_see_and_no_typing() -> None:
    assert len(NAMES) > 8
    public = {name for name in AT_RUN_TIME if name[0] != "_"}
    assert public == {*NAMES, "TYPE_CHECKING", "annotations"}
    program = (
        "import sys; import caption_qa_action.core.annotations, caption_qa_action.core.named_tuple; "
        "sys.exit('typing' in sys.modules)"
    )
    environment = {**os.environ, "PYTHONPATH": str(SOURCE.parents[2])}
    assert subprocess.run([sys.executable, "-S", "-c", program], env=environment).returncode == 0


@pytest.mark.parametrize("name", sorted({*NAMES} - {"cast"}))
def test_expressions_can_be_made_of_it(name: str) -> None:
    kind = AT_RUN_TIME[name]
    if name == "TypeVar":
        kind = kind("T", bound=int)
    generic: list[Any] = [list, dict, Callable]
    each_of = generic[0][kind], generic[1][str, kind[int]], generic[2][[kind], kind["text"]]
    assert None not in each_of
    assert isinstance(kind | None, UnionType)
    assert isinstance(int | kind, UnionType)
    base = kind[int]
    of_it: Any = type("OfIt", (base,), {"__slots__": ("value",)})
    assert not hasattr(of_it(), "__dict__")


def test_a_cast_changes_nothing() -> None:
    value = object()
    assert AT_RUN_TIME["cast"]("int", value) is value


def test_names_are_taken_from_it_by_modules_whose_annotations_are_not_evaluated() -> None:
    found = 0
    for path in SOURCE.parents[1].rglob("*.py"):
        text = path.read_text("utf-8")
        if "core.annotations" not in text:
            continue
        imports = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ImportFrom)]
        if any(node.module == "caption_qa_action.core.annotations" for node in imports):
            found += 1
            assert any(node.module == "__future__" for node in imports), path
            assert not any(str(node.module).startswith("pydantic") for node in imports), path
    assert found > 50
