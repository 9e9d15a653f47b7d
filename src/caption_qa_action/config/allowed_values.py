"""What a single value may be. Every check raises ValueError with a message without a place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import caption_qa_action.presets as presets
import caption_qa_action.rules as rules
from caption_qa_action.core.diagnostic import Severity
from caption_qa_action.core.settings import INPUT_FORMATS, KINDS, FailOn
from caption_qa_action.core.text import nearest, quote

ALL, DEFAULT = "all", "default"
OFF = "off"
LEVELS = tuple(severity.label for severity in reversed(Severity))
NEVER = "never"
ENGINES = ("bundled", "remote")
QUOTA_POLICIES = ("fail", "bundled", "changed-only")
# How a code is written that only a server knows; such a name holds for every engine, so that a
# configuration stays valid where the bundled engine stands in for the server.
FOREIGN = "remote:"
FOREIGN_PATTERN = f"^{FOREIGN}[A-Za-z0-9_.-]{{1,80}}$"
# The code of a plugin's rule, or `house/all`.
PLUGIN_PATTERN = "^[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*/[a-z][a-z0-9]*(?:_[a-z0-9]+)*$"


class InnerError(ValueError):
    """What is wrong with a part of a value: the keys and positions that lead there from it.

    With `of_key` the key itself is wrong, not what stands under it.
    """

    def __init__(self, message: str, *inner: str | int, of_key: bool = False) -> None:
        super().__init__(message)
        self.inner = inner
        self.of_key = of_key


def groups() -> set[str]:
    """The groups of rules: the folders that they are in."""
    return {group for code, group in rules.RULES.groups.items() if "/" not in code}


def plugin_selectors() -> dict[str, str]:
    """What stands for every rule of a plugin, `house/all`, with the name of the plugin."""
    named = {group for code, group in rules.RULES.groups.items() if "/" in code}
    return {f"{name}/{ALL}": name for name in sorted(named)}


def current(name: str) -> tuple[str, str]:
    """The name that counts now for a code or another selector, and a warning where it is not `name`."""
    if _is_selector(name) or name in (*LEVELS, NEVER):
        return name, ""
    code = rules.renamed(name)
    if not code:
        return name, ""
    return code, f"{quote(name)} is deprecated and now called {quote(code)}; write that"


def foreign(name: str) -> str:
    """The code in `remote:CODE`, which only a server knows; `""` for every other name."""
    if not name.startswith(FOREIGN):
        return ""
    import re

    code = name.removeprefix(FOREIGN)
    return code if re.match(FOREIGN_PATTERN, name) and code not in rules.RULES else ""


def foreign_hint(name: str) -> str:
    """What to write if a name is of several rules, or perhaps a code that a server knows."""
    import re

    if name in (ALL, DEFAULT) or name in groups():
        return f"; {quote(name)} stands for several codes, and here each is written"
    spelled = FOREIGN + name
    return f"; if a server finds it, write {spelled}" if re.match(FOREIGN_PATTERN, spelled) else ""


def check_reported_code(code: str) -> None:
    """Passes for the code of a rule, and for one that only a server knows."""
    if code not in rules.RULES and not foreign(code):
        near = nearest(code.lower(), list(rules.RULES)) or foreign_hint(code)
        near = near or "; see caption-qa rules"
        raise ValueError(f"unknown code {quote(code)}{near}")


def check_code(code: str) -> None:
    """Passes for the code of a rule."""
    if code not in rules.RULES:
        near = nearest(code.lower(), list(rules.RULES)) or "; see caption-qa rules"
        raise ValueError(f"unknown code {quote(code)}{near}")


def check_ignored(selector: str) -> None:
    """Passes for every selector, and for a code that only a server knows."""
    if foreign(selector):
        return
    if not _is_selector(selector):
        raise ValueError(_unknown(selector) + (_near(selector) or foreign_hint(selector)))


def check_selector(selector: str) -> None:
    """Passes for the code of a rule, the name of a group, `all` and `default`."""
    if _is_selector(selector):
        return
    if selector.startswith(FOREIGN):
        raise ValueError(
            f"{_unknown(selector)}; what only a server finds is told without being asked for"
        )
    raise ValueError(_unknown(selector) + (_near(selector) or "; see caption-qa rules"))


def _is_selector(name: str) -> bool:
    if name in rules.RULES or name in (ALL, DEFAULT) or name in groups():
        return True
    return "/" in name and name in plugin_selectors()


def _unknown(selector: str) -> str:
    return f"unknown code or group {quote(selector)}"


def _near(selector: str) -> str:
    others = [*sorted(groups()), *plugin_selectors(), ALL, DEFAULT]
    return nearest(selector.lower(), [*rules.RULES, *others])


def check_level(level: str) -> None:
    """Passes for the name of a severity and for `off`."""
    _check_choice(level, (*LEVELS, OFF))


def check_engine(name: str) -> None:
    """Passes for the name of an engine."""
    _check_choice(name, ENGINES)


def check_quota_policy(name: str) -> None:
    """Passes for what can be done when a quota does not suffice."""
    _check_choice(name, QUOTA_POLICIES)


def _check_choice(name: str, names: Sequence[str]) -> None:
    if name not in names:
        near = nearest(name, list(names))
        raise ValueError(f"{quote(name)} is not one of {', '.join(names)}{near}")


def check_address(url: str) -> None:
    """Passes for what looks like the address of a server; the client of it looks closer."""
    import re

    if not re.fullmatch(r"https?://[^\s/]\S*", url):
        raise ValueError(f"{quote(url)} is not an address such as https://captions.example.org")


def check_own_name(name: str) -> None:
    """Passes for what a preset of one's own can be called."""
    import re

    if name in (*presets.names(), presets.NONE):
        raise ValueError(f"{quote(name)} is a preset already; choose another name")
    if not re.fullmatch(r"[a-z][a-z0-9]*(?:[-.][a-z0-9]+)*", name):
        raise ValueError(f"{quote(name)} is not a name such as our-style")


def check_preset(name: str, own: Iterable[str] = ()) -> None:
    """Passes for the name of a preset, `own` ones included."""
    names = [*presets.names(), *own]
    if name not in names:
        raise ValueError(
            f"unknown preset {quote(name)}{nearest(name.lower(), names)}; see caption-qa presets"
        )


def check_language(tag: str) -> None:
    """Passes for what has the form of a BCP 47 tag.

    Languages have two or three letters; longer ones are reserved (RFC 5646, section 2.2.1), and what is
    written is the name of one.
    """
    import re

    if not re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,8}", tag):
        raise ValueError(f"{quote(tag)} is not a language tag such as en or pt-BR")


def check_encoding(name: str) -> None:
    """Passes for a character encoding in which captions are read."""
    from caption_qa_action.core.encoding_names import text_codec

    try:
        text_codec(name)
    except LookupError:
        raise ValueError(
            f"unknown encoding {quote(name)}; write it as in utf-8 or cp1252"
        ) from None


def check_input_format(name: str) -> None:
    """Passes for the name of a format that is read."""
    _check_one_of("format", name, INPUT_FORMATS)


def check_kind(name: str) -> None:
    """Passes for what a file of captions can be for."""
    _check_one_of("kind", name, KINDS)


def _check_one_of(what: str, name: str, known: Sequence[str]) -> None:
    if name not in known:
        near = nearest(name.lower(), list(known))
        raise ValueError(f"unknown {what} {quote(name)}{near}; there are {', '.join(known)}")


def check_patterns(patterns: Sequence[str]) -> None:
    """Passes for patterns in the syntax of `.gitignore`."""
    from caption_qa_action.core.globs import compile_patterns

    try:
        compile_patterns(patterns)
    except ValueError:
        broken = next(pattern for pattern in patterns if not _compiles(pattern))
        raise ValueError(f"{quote(broken)} is not a pattern of .gitignore") from None


def _compiles(pattern: str) -> bool:
    from caption_qa_action.core.globs import compile_patterns

    try:
        compile_patterns([pattern])
    except ValueError:
        return False
    return True


def parse_fail_on(names: Sequence[str]) -> FailOn:
    """What makes a run fail, from one level or `never`, and codes. Without a level, codes alone do."""
    if not names:
        raise ValueError(f"is empty; write {NEVER} for a run that never fails")
    for index, name in enumerate(names):
        _check_failing(name, index)
    levels = [name for name in names if name in (*LEVELS, NEVER)]
    codes = [name for name in names if name not in levels]
    _check_levels(names, levels, codes)
    level = Severity[levels[0].upper()] if levels and levels[0] != NEVER else None
    return FailOn(level, frozenset(foreign(code) or code for code in codes))


def _check_failing(name: str, index: int) -> None:
    """Passes for a level, `never` and a code."""
    if name in (*LEVELS, NEVER) or name in rules.RULES or foreign(name):
        return
    near = nearest(name.lower(), [*rules.RULES, *LEVELS, NEVER]) or foreign_hint(name)
    raise InnerError(f"unknown code or level {quote(name)}{near}", index)


def _check_levels(names: Sequence[str], levels: Sequence[str], codes: Sequence[str]) -> None:
    """Passes for one level at most, and for `never` alone."""
    second = next((level for level in levels if level != levels[0]), "")
    if second:
        message = f"takes one level, and there are {' and '.join(dict.fromkeys(levels))}"
        raise InnerError(message, names.index(second))
    if NEVER in levels and codes:
        raise InnerError(f"{NEVER} stands alone, and there is {codes[0]}", names.index(NEVER))
