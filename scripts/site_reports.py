"""The tables and lists of report formats, from what the reporters declare."""

from __future__ import annotations

from caption_qa_action.reporters import REPORTERS, Traits, traits


def names_text(names: list[str]) -> str:
    """Names as code: `` `a`, `b` and `c` ``."""
    *others, last = (f"`{name}`" for name in names)
    return f"{', '.join(others)} and {last}" if others else last


def all_names() -> str:
    """Every report format."""
    return names_text(list(REPORTERS))


def reports_table() -> str:
    """Every report format with who reads it and what to know."""
    lines = ["| name | read by | usual suffix | what to know |", "|---|---|---|---|"]
    for name in REPORTERS:
        about = traits(name)
        lines.append(f"| `{name}` | {about.read_by} | `{about.suffix}` | {_note(about)} |")
    return "\n".join(lines) + "\n"


def _note(about: Traits) -> str:
    notes = [about.note] if about.note else []
    if about.is_kept_back:
        notes.append("written when all files are checked")
    return "; ".join(notes)


def notes() -> str:
    """What some formats have in common."""
    complete = names_text([name for name in REPORTERS if traits(name).has_infos_when_quiet])
    without = names_text([name for name in REPORTERS if not traits(name).has_summary])
    return (
        f"`--quiet` leaves infos out, and `--min-severity LEVEL` what is milder, except of {complete}, which are complete "
        "whatever is asked.\nEvery report ends with the sums of the run, "
        f"except {without}, which have no place for them.\nEvery report names the presets that were in force, "
        "and says where nobody has chosen one.\n"
    )


def changed_by_merge() -> str:
    """The formats that are not the same after a merge."""
    return names_text([name for name in REPORTERS if traits(name).needs_source])
