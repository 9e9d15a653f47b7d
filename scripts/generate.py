"""Write anew what is generated from the code: tables of the README and the docs, schemas, OpenAPI.

python -m scripts.generate           write
python -m scripts.generate --check   only report what is stale; exit 1 if anything is
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

from caption_qa_action.config import schema
from caption_qa_action.core.pages import DOCS_URL
from caption_qa_action.formats import FORMATS, suffixes
from caption_qa_action.presets import load_all as load_all_presets
from caption_qa_action.rules import load_all
from caption_qa_action.server.app import routes
from scripts import postman_collection, site_pages, site_presets, site_reports, site_rules
from scripts.site_text import anchor
from scripts.terminal_picture import check_picture

ROOT = Path(__file__).resolve().parents[1]
TRAITS = ROOT / "src" / "caption_qa_action" / "core" / "traits.py"


def generated() -> dict[Path, str]:
    """Every generated file with what it must hold."""
    readme, comparison = ROOT / "README.md", ROOT / "docs" / "comparison.md"
    tables = {
        "formats": formats_table(),
        "presets": presets_table(),
        "rules": rule_counts("docs/rules.md"),
        "reports": site_reports.all_names(),
    }
    reports = {"reports": site_reports.reports_table(), "report-notes": site_reports.notes()}
    guides = ROOT / "docs" / "guides"
    return {
        readme: filled(readme, tables),
        guides / "reports.md": filled(guides / "reports.md", reports),
        guides / "shards.md": filled(
            guides / "shards.md", {"reports": site_reports.changed_by_merge()}
        ),
        comparison: filled(comparison, {"rule-counts": rule_counts("rules.md")}),
        ROOT / "docs" / "rules.md": site_rules.rules_page(
            load_all(), f"{DOCS_URL}rules/{{code}}/", on_site=False
        ),
        ROOT / ".pre-commit-hooks.yaml": hooks_text(),
        TRAITS: traits_text(),
        ROOT / "action.yml": described("action.yml", r"(?m)^(description: ).*"),
        ROOT / "pyproject.toml": described("pyproject.toml", r'(?m)^(description = ").*(?=")'),
        ROOT / "docs" / "assets" / "check.svg": check_picture(),
        ROOT / "schemas" / "config.schema.json": schema.text(),
        ROOT / "examples" / "api" / "openapi.json": openapi_text(),
        ROOT / "examples" / "api" / "postman_collection.json": postman_collection.text(),
    }


def filled(path: Path, blocks: dict[str, str]) -> str:
    """The text of a file with its generated blocks, by name, made anew.

    The content of a block begins on a line of its own, or in the line of its mark.
    """
    text = path.read_text(encoding="utf-8")
    for name, content in blocks.items():
        before, begin, rest = text.partition(f"<!-- {name}:begin -->")
        old, end, after = rest.partition(f"<!-- {name}:end -->")
        text = before + begin + "\n" * old.startswith("\n") + content + end + after
    return text


def hooks_text() -> str:
    """The manifest of the pre-commit hooks, whose pattern names every suffix of captions."""
    text = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    endings = "|".join(sorted(suffix[1:] for suffix in suffixes()))
    return re.sub(r"(files: &captions ).*", rf"\1(?i)\\.({endings})$", text)


def traits_text() -> str:
    """The vocabulary of formats, whose table of beginnings has those of every format."""
    found = {start: name for name in FORMATS for start in FORMATS[name].traits.beginnings}
    rows = [f"    {json.dumps(start)}: {json.dumps(name)},\n" for start, name in found.items()]
    before, begin, rest = TRAITS.read_text(encoding="utf-8").partition("BEGINNINGS = {\n")
    return f"{before}{begin}{''.join(rows)}}}\n" + rest.partition("}\n")[2]


def described(name: str, line: str) -> str:
    """The text of a file, whose description names every format."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return re.sub(line, rf"\1Lint captions in {', '.join(short_names())}", text, count=1)


def short_names() -> list[str]:
    """What the formats are called in a line: as their pages call them, those that are written first."""
    names: dict[str, None] = {}
    for name in sorted(FORMATS, key=lambda name: (not FORMATS[name].is_written, name)):
        # Formats that differ by where they come from share a name: `asr_json`, `spruce_stl`.
        word = next(part for part in name.split("_") if part in ("asr", "stl") or part == name)
        title = (FORMATS.module(name).__doc__ or "").partition(":")[0]
        found = re.search(rf"(?i)(?<!\.)\b{word}\b", title)
        names[found[0] if found else word.upper() if len(word) < 6 else word] = None
    return list(names)


def openapi_text() -> str:
    """The OpenAPI document of the server."""
    return json.dumps(routes().openapi(), indent=2, ensure_ascii=False) + "\n"


def formats_table() -> str:
    """The formats, all of which are read, with their suffixes and rules."""
    table = site_pages.formats_table(load_all(), f"{DOCS_URL}formats/{{name}}/")
    return "\n".join(table) + "\n"


def presets_table() -> str:
    """The presets with their output format and what they enforce."""
    parts = []
    for kind, members in site_presets.kinds(load_all_presets()).items():
        table = site_presets.presets_table(members, f"{DOCS_URL}presets/{{name}}/")
        parts.append("\n".join([f"**{site_presets.title_of(kind)}**", "", *table]))
    return "\n\n".join(parts) + "\n"


def rule_counts(listed: str) -> str:
    """How many rules there are, by group; `listed` is where all of them are."""
    rules = load_all()
    opt_in = sum(not rule.default for rule in rules)
    lines = [
        f"{len(rules)} rules, {opt_in} of them opt-in. [{listed}]({listed}) lists them all, "
        "`caption-qa rule CODE` shows the page of one.\n",
        "| group | name | rules | of them opt-in |",
        "|---|---|---|---|",
    ]
    for group, members in site_rules.groups(rules).items():
        off = sum(not rule.default for rule in members) or "–"
        title = site_rules.title_of(group)
        name = f"[{title}]({listed}#{anchor(title)})"
        lines.append(f"| {name} | `{group}` | {len(members)} | {off} |")
    return "\n".join(lines) + "\n"


def main(argv: list[str]) -> int:
    """Write, or check; the exit code."""
    stale = []
    for path, text in generated().items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(path)
            if "--check" not in argv:
                path.write_text(text, encoding="utf-8", newline="\n")
    for path in stale:
        print(f"{'stale' if '--check' in argv else 'written'}: {path.relative_to(ROOT)}")
    return 1 if stale and "--check" in argv else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
