"""The documentation site is built without a broken link, has every page, and fetches nothing."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import pytest

from caption_qa_action.presets import load_all
from caption_qa_action.rules import RULES
from scripts import build_site
from scripts.site_words import RULE_WORDS

# In one process, since what they share takes seconds to make.
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("site")]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("site")
    assert build_site.main([str(target)]) == 0
    return target


def test_every_rule_and_every_preset_has_its_page(site: Path) -> None:
    for code in RULES:
        assert (site / "rules" / code / "index.html").is_file(), code
    for name in (preset.name for preset in load_all()):
        assert (site / "presets" / name / "index.html").is_file(), name


def test_the_search_knows_the_words_of_users(site: Path) -> None:
    index = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    tags = {entry["location"]: entry.get("tags", []) for entry in index["docs"]}
    assert "too fast" in tags["rules/reading_speed_high/"]
    assert "Subtitle Edit" in tags["guides/from-other-tools/"]
    assert "flash" in tags["rules/duration_too_short/"]
    assert set(RULE_WORDS) <= set(RULES)


def test_the_menu_has_every_guide_at_its_place() -> None:
    guides = {path.stem for path in (build_site.ROOT / "docs" / "guides").glob("*.md")}
    assert {name for names in build_site.GUIDES.values() for name in names} == guides


def test_pages_load_nothing_from_elsewhere(site: Path) -> None:
    loads = re.compile(r"<(?:script|img|iframe|link[^>]*stylesheet)[^>]*(?:src|href)=[\"']?https?:")
    for page in ("index.html", "rules/index.html", "rules/overlapping_cues/index.html"):
        assert not loads.search((site / page).read_text(encoding="utf-8")), page
    for style in site.rglob("*.css"):
        assert not re.search(r"url\([\"']?https?:", style.read_text(encoding="utf-8")), style.name


def test_a_link_that_leads_nowhere_fails_the_build() -> None:
    with pytest.raises(
        build_site.BrokenLink, match=r"a\.md links to gone\.md, which does not exist"
    ):
        build_site.linked("[x](gone.md)", "docs/a.md".removeprefix("docs/"), "a.md", {})


def test_codes_lead_to_their_pages_but_not_to_themselves(site: Path) -> None:
    page = (site / "rules" / "reading_speed_average_high" / "index.html").read_text("utf-8")
    article = page.partition("<article")[2].partition("</article>")[0]
    assert 'href="../reading_speed_high/"><code>reading_speed_high</code>' in article
    assert "<code>reading_speed_average_high</code></a>" not in article


def test_samples_stay_as_they_are(site: Path) -> None:
    page = (site / "rules" / "imsc_hrm" / "index.html").read_text(encoding="utf-8")
    assert 'xmlns="http://www.w3.org/ns/ttml"' in unescape(re.sub(r"<[^>]*>", "", page))
