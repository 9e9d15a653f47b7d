"""Write anew what is generated from the code: tables of the README and the docs, schemas, OpenAPI.

python -m scripts.generate           write
python -m scripts.generate --check   only say what is stale; exit 1 if anything is
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

from caption_qa_action.config import schema
from caption_qa_action.core.pages import DOCS_URL
from caption_qa_action.core.preset import KINDS, Preset
from caption_qa_action.formats import FORMATS
from caption_qa_action.presets import load_all as load_all_presets
from caption_qa_action.rules import load_all
from caption_qa_action.server.app import routes
from scripts import site_rules
from scripts.terminal_picture import check_picture

ROOT = Path(__file__).resolve().parents[1]


def generated() -> dict[Path, str]:
    """Every generated file with what it must hold."""
    readme, comparison = ROOT / "README.md", ROOT / "docs" / "comparison.md"
    tables = {
        "formats": formats_table(),
        "presets": presets_table(),
        "rules": rule_counts("docs/rules.md"),
    }
    return {
        readme: filled(readme, tables),
        comparison: filled(comparison, {"rule-counts": rule_counts("rules.md")}),
        ROOT / "docs" / "rules.md": site_rules.rules_page(
            load_all(), f"{DOCS_URL}rules/{{code}}/", on_site=False
        ),
        ROOT / "docs" / "assets" / "check.svg": check_picture(),
        ROOT / "schemas" / "config.schema.json": schema.text(),
        ROOT / "examples" / "api" / "openapi.json": openapi_text(),
    }


def filled(path: Path, blocks: dict[str, str]) -> str:
    """The text of a file with its generated blocks, by name, made anew."""
    text = path.read_text(encoding="utf-8")
    for name, content in blocks.items():
        before, begin, rest = text.partition(f"<!-- {name}:begin -->\n")
        _, end, after = rest.partition(f"<!-- {name}:end -->")
        text = before + begin + content + end + after
    return text


def openapi_text() -> str:
    """The OpenAPI document of the server."""
    return json.dumps(routes().openapi(), indent=2, ensure_ascii=False) + "\n"


def formats_table() -> str:
    """The formats with their suffixes, and what is read and written."""
    rows = ["| format | name | suffixes | read | written |", "|---|---|---|---|---|"]
    for name in FORMATS:
        module = FORMATS.module(name)
        title = (module.__doc__ or "").strip().partition("\n")[0].partition(":")[0]
        title = re.sub(r" \(\.[^()]*\)", "", title).rstrip(".")
        suffixes = ", ".join(f"`{suffix}`" for suffix in module.SUFFIXES)
        written = "yes" if hasattr(module, "write") else "–"
        rows.append(f"| {title} | `{name}` | {suffixes} | yes | {written} |")
    return "\n".join(rows) + "\n"


def presets_table() -> str:
    """The presets with their output format and what they enforce."""
    rows = []
    for kind in KINDS:
        rows += [f"\n**{kind.capitalize()}s**\n"]
        rows += ["| preset | output | characters a line | lines | characters a second | intent |"]
        rows += ["|---|---|---|---|---|---|"]
        rows += [_preset_row(preset) for preset in load_all_presets() if preset.kind == kind]
    return "\n".join(rows).lstrip("\n") + "\n"


def _preset_row(preset: Preset) -> str:
    cells = [
        _limit(preset, "line_too_long", "limit_columns"),
        _limit(preset, "too_many_lines", "limit_lines"),
        _limit(preset, "reading_speed_high", "limit_cps"),
    ]
    return f"| `{preset.name}` | {preset.output} | {' | '.join(cells)} | {preset.intent} |"


def _limit(preset: Preset, code: str, option: str) -> str:
    for limit in preset.limits:
        if (limit.code, limit.option) == (code, option):
            return f"{limit.value}" if code in preset.suggested else f"**{limit.value}**"
    return "–"


def rule_counts(listed: str) -> str:
    """How many rules there are, by group and by format; `listed` is where all of them are."""
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
        lines.append(f"| {site_rules.title_of(group)} | `{group}` | {len(members)} | {off} |")
    lines += ["", "| format | rules that look at it |", "|---|---|"]
    for name in FORMATS:
        every = sum(not rule.formats or name in rule.formats for rule in rules)
        lines.append(f"| `{name}` | {every} |")
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
