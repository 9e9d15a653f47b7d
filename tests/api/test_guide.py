"""The guides to the API and to plugins: what they show is run, and comes out as they say."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

from tests.plugins.conftest import World

GUIDES = Path(__file__).parents[2] / "docs" / "guides"


def test_what_the_guide_to_the_api_shows_comes_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = (GUIDES / "python-api.md").read_text(encoding="utf-8")
    shown = re.findall(r"(?ms)^```pycon\n(.*?)^```$", text)
    test = doctest.DocTestParser().get_doctest("\n".join(shown), {}, "python-api.md", None, None)
    assert len(test.examples) > 20
    output: list[str] = []
    failed, _ = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test, out=output.append)
    assert failed == 0, "".join(output)


def test_the_rule_that_the_guide_to_plugins_shows_is_one(tmp_path: Path) -> None:
    text = (GUIDES / "plugins.md").read_text(encoding="utf-8")
    (rule,) = re.findall(r'(?ms)^```python\n("""A word.*?)^```$', text)
    world = World(tmp_path)
    world.plugin(world.site, {"banned_word": rule})
    done = world.run("rules", "--allow-plugin=house", "test", "house", path=(world.site,))
    assert done.code == 0, done.out + done.err
    assert "1 rule, 2 samples: all as the pages say" in done.out
