"""Build the documentation site: the written pages, and those that are made from the code.

python -m scripts.build_site [FOLDER]    write it to FOLDER (default: site/)

A link that leads nowhere fails the build. Nothing is fetched, neither to build the site nor to view it.
"""

from __future__ import annotations

import logging
import os
import posixpath
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from caption_qa_action.presets import load_all as load_all_presets
from caption_qa_action.rules import load_all
from scripts import site_pages, site_presets, site_rules
from scripts.site_text import front_matter
from scripts.site_words import PAGE_WORDS

ROOT = Path(__file__).resolve().parents[1]
REPOSITORY = "https://github.com/caption-qa/caption-qa-action"

# Files of the repository with their place in the site. What is not here and is linked to is linked to
# on GitHub.
WRITTEN = {
    "CHANGELOG.md": "changelog.md",
    "CONTRIBUTING.md": "contributing.md",
    "SECURITY.md": "security.md",
}
# Committed for those who read them on GitHub, and made anew for the site.
MADE = {"docs/rules.md": "rules/index.md"}
# The guides as the menu shows them; one that is not here comes last.
GUIDES = {
    "Begin": ("getting-started", "ten-minutes", "from-other-tools", "upgrading"),
    "What is checked": (
        "configuration",
        "house-styles",
        "your-house-style",
        "languages",
        "suppressions",
        "files",
        "measuring",
    ),
    "In commits and CI": (
        "hooks",
        "ci",
        "changed-files",
        "pull-requests-from-strangers",
        "baseline",
        "reports",
        "shards",
    ),
    "Mend and convert": ("mending", "converting", "processing"),
    "From programs": ("python-api", "plugins"),
    "Servers": ("remote", "serve", "templates", "transcribe"),
}
# Pages that speak of everything, and would outweigh the page that the search is for.
LIGHT = (
    "changelog.md",
    "comparison.md",
    "line-breaking.md",
    "reference/command-line.md",
    "reference/configuration.md",
    "releasing.md",
)


def main(argv: list[str]) -> int:
    """Build; the exit code."""
    target = Path(argv[0] if argv else ROOT / "site").resolve()
    with tempfile.TemporaryDirectory(prefix="caption-qa-site-") as folder:
        try:
            write_sources(Path(folder))
        except BrokenLink as error:
            print(f"build_site.py: {error}", file=sys.stderr)
            return 1
        return build(Path(folder), target)


class BrokenLink(Exception):
    """A written page links to what is not there; the message says which page and where to."""


def build(sources: Path, target: Path) -> int:
    """Let MkDocs make the site out of Markdown; the exit code."""
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    from mkdocs.commands.build import build as build_with_mkdocs
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort

    logging.basicConfig(level=logging.WARNING, format="%(levelname)s: %(message)s")
    config = load_config(
        str(ROOT / "mkdocs.yml"),
        docs_dir=str(sources),
        site_dir=str(target),
        nav=navigation(sources),
        strict=True,
    )
    try:
        build_with_mkdocs(config)
    except Abort as error:
        print(f"build_site.py: {error}", file=sys.stderr)
        return 1
    print(f"built {target}")
    return 0


def write_sources(folder: Path) -> None:
    """Every page of the site as Markdown."""
    made = site_pages.pages()
    written = written_pages()
    places = {**written, **MADE}
    for source, place in written.items():
        text = (ROOT / source).read_text(encoding="utf-8")
        made[place] = linked(text, source, place, places)
    made["index.md"] = "---\nhide: [navigation, toc]\n---\n\n" + made["index.md"]
    made["guides/index.md"] = guides_page(made)
    for place in LIGHT:
        made[place] = front_matter(boost=0.2) + made[place]
    for place, words in PAGE_WORDS.items():
        made[place] = front_matter(tags=words) + made[place]
    made = {place: _repository_links(text, place, made) for place, text in made.items()}
    made = {place: _rule_links(text, place, made) for place, text in made.items()}
    for place, text in made.items():
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    shutil.copytree(ROOT / "docs" / "assets", folder / "assets")
    (folder / "schemas").mkdir()
    shutil.copy(ROOT / "schemas" / "config.schema.json", folder / "schemas")


def written_pages() -> dict[str, str]:
    """The written pages of the repository with their place in the site."""
    docs = ROOT / "docs"
    found = {
        path.relative_to(ROOT).as_posix(): path.relative_to(docs).as_posix()
        for path in sorted(docs.rglob("*.md"))
    }
    return {**{source: place for source, place in found.items() if source not in MADE}, **WRITTEN}


def linked(text: str, source: str, place: str, places: dict[str, str]) -> str:
    """A written page whose links fit its place in the site. Raises BrokenLink."""

    def fitting(match: re.Match[str]) -> str:
        target, mark, fragment = match[2].partition("#")
        if not target or re.match(r"[a-z]+:", target):
            return match[0]
        path = posixpath.normpath(posixpath.join(posixpath.dirname(source), target))
        if path in places:
            to = posixpath.relpath(places[path], posixpath.dirname(place) or ".")
            return f"{match[1]}{to}{mark}{fragment})"
        if not (ROOT / path).exists():
            raise BrokenLink(f"{source} links to {match[2]}, which does not exist")
        kind = "tree" if (ROOT / path).is_dir() else "blob"
        return f"{match[1]}{REPOSITORY}/{kind}/main/{path}{mark}{fragment})"

    text = re.sub(r"(?m)^<!-- .* -->\n", "", text)
    return _outside_fences(text, lambda part: re.sub(r"(\]\()([^)\s]+)\)", fitting, part))


def _repository_links(text: str, place: str, pages: dict[str, str]) -> str:
    """Addresses of pages of this very site become links inside of it."""

    def inside(match: re.Match[str]) -> str:
        path = match[1].rstrip("/")
        for candidate in (f"{path}.md", f"{path}/index.md".lstrip("/")):
            if candidate in pages:
                return f"]({posixpath.relpath(candidate, posixpath.dirname(place) or '.')}"
        raise BrokenLink(f"{place} links to {match[1] or 'the site'}, which is no page of it")

    from caption_qa_action.core.pages import DOCS_URL

    pattern = rf"\]\({re.escape(DOCS_URL)}([^)#]*)"
    return _outside_fences(text, lambda part: re.sub(pattern, inside, part))


def _rule_links(text: str, place: str, pages: dict[str, str]) -> str:
    """Codes of rules become links to their pages, save in headings and where they are links already."""
    folder = posixpath.dirname(place) or "."

    def linked_code(match: re.Match[str]) -> str:
        target = f"rules/{match[1]}.md"
        if target == place or target not in pages:
            return match[0]
        return f"[{match[0]}]({posixpath.relpath(target, folder)})"

    # What is a heading, a link or code with more than a name is passed over.
    either = re.compile(r"^#.*$|\[[^\]\n]*\]\([^)\n]*\)|`([a-z0-9_]+)`|`+[^`\n]+`+", re.M)

    def linked_match(match: re.Match[str]) -> str:
        return linked_code(match) if match[1] else match[0]

    return _outside_fences(text, lambda part: either.sub(linked_match, part))


def _outside_fences(text: str, change: Callable[[str], str]) -> str:
    parts = re.split(r"(?ms)(^ *```.*?^ *```$)", text)
    return "".join(part if index % 2 else change(part) for index, part in enumerate(parts))


def guides_page(pages: dict[str, str]) -> str:
    """The guides by subject, each with its first sentence."""
    lines = ["# Guides", ""]
    for title, names in guides(pages).items():
        lines += [f"## {title}", ""]
        for name in names:
            heading, text = re.match(r"# (.*)\n+((?:.+\n)+)", pages[f"guides/{name}.md"]).groups()  # type: ignore[union-attr]
            sentence = re.split(r"(?<=[.:])\s", " ".join(text.split()))[0].rstrip(".:")
            lines.append(f"- [{heading}]({name}.md): {sentence[0].lower()}{sentence[1:]}.")
        lines.append("")
    return "\n".join(lines)


def guides(pages: Iterable[str]) -> dict[str, list[str]]:
    """The names of the guides among the pages, by subject."""
    there = {
        place.removeprefix("guides/").removesuffix(".md") for place in pages if "guides/" in place
    }
    known = {name for names in GUIDES.values() for name in names}
    found = {title: [name for name in names if name in there] for title, names in GUIDES.items()}
    found["More"] = sorted(there - known - {"index"})
    return {title: names for title, names in found.items() if names}


def navigation(sources: Path) -> list[dict[str, object]]:
    """The menu: guides first, then what one looks up."""
    written = [path.relative_to(sources).as_posix() for path in sources.rglob("*.md")]
    rules = site_rules.groups(load_all())
    moved = {old for members in rules.values() for rule in members for old in rule.formerly}
    others = sorted(
        path.name
        for path in sources.glob("*.md")
        if path.name not in ("index.md", "stability.md", "changelog.md", "contributing.md")
    )
    return [
        {"Home": "index.md"},
        {
            "Guides": [
                "guides/index.md",
                *(
                    {title: [f"guides/{name}.md" for name in names]}
                    for title, names in guides(written).items()
                ),
            ]
        },
        {
            "Rules": [
                "rules/index.md",
                *(
                    {site_rules.title_of(group): [f"rules/{rule.code}.md" for rule in members]}
                    for group, members in rules.items()
                ),
                *([{"Deprecated": [f"rules/{old}.md" for old in sorted(moved)]}] if moved else []),
            ]
        },
        {
            "Presets": [
                "presets/index.md",
                *(
                    {site_presets.title_of(kind): [f"presets/{each.name}.md" for each in members]}
                    for kind, members in site_presets.kinds(load_all_presets()).items()
                ),
            ]
        },
        {"Formats": _folder(sources, "formats")},
        {"Reference": [*_folder(sources, "reference"), *others]},
        {"Project": ["stability.md", "changelog.md", "contributing.md"]},
    ]


def _folder(sources: Path, name: str) -> list[str]:
    names = sorted(path.name for path in (sources / name).glob("*.md"))
    return [f"{name}/{each}" for each in sorted(names, key=lambda each: each != "index.md")]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
