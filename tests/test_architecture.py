"""Alternatives know nothing of each other: one rule, format, preset, reporter or command each file."""

from __future__ import annotations

from functools import cache

import grimp
import pytest

PACKAGE = "caption_qa_action"


@cache
def _graph() -> grimp.ImportGraph:
    return grimp.build_graph(PACKAGE, cache_dir=None)


@pytest.mark.parametrize("kind", ["rules", "formats", "presets", "reporters", "cli"])
def test_alternatives_import_only_helpers_beside_them(kind: str) -> None:
    graph = _graph()
    package = f"{PACKAGE}.{kind}"
    inside = graph.find_descendants(package)
    # The rules of a group are alternatives; a format is one, with all modules of its package.
    depth = None if kind == "rules" else package.count(".") + 2
    alternative = {
        module: ".".join(module.split(".")[:depth])
        for module in inside
        if not any(part.startswith("_") for part in module.split("."))
        and (depth or not graph.find_children(module))
    }
    assert alternative
    imports = {
        f"{module} -> {imported}"
        for module in inside
        for imported in graph.find_modules_directly_imported_by(module)
        if imported in alternative and alternative[imported] != alternative.get(module)
    }
    assert imports == set()
