"""Alternatives know nothing of each other: one rule, format, preset, reporter or command each file."""

from __future__ import annotations

from functools import cache

import grimp
import pytest

PACKAGE = "caption_qa_action"


@cache
def _graph() -> grimp.ImportGraph:
    return grimp.build_graph(PACKAGE, cache_dir=None)


def _is_helper(module: str) -> bool:
    return any(part.startswith("_") for part in module.split("."))


@pytest.mark.parametrize("kind", ["rules", "formats", "presets", "reporters", "cli"])
def test_alternatives_import_only_helpers_beside_them(kind: str) -> None:
    graph = _graph()
    package = f"{PACKAGE}.{kind}"
    inside = graph.find_descendants(package)
    members = {
        module for module in inside if not _is_helper(module) and not graph.find_children(module)
    }
    assert members
    imports = {
        f"{module} -> {imported}"
        for module in inside
        for imported in graph.find_modules_directly_imported_by(module) & members
    }
    assert imports == set()
