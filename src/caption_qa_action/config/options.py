"""Values for the options of rules, judged by the rule's own defaults."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import cast

import caption_qa_action.rules as rules
from caption_qa_action.config.allowed_values import InnerError, check_language
from caption_qa_action.core.language import primary
from caption_qa_action.core.rule import Rule, Value
from caption_qa_action.core.text import nearest, quote

# What options of rules that compare languages are called.
_LANGUAGES = ("reference", "languages")


def check_option(code: str, name: str, value: object) -> Value:
    """A value from a configuration file as the rule takes it. Raises ValueError.

    Only the rule in question is imported.
    """
    rule = rules.load(code)
    default = _default(rule, name)
    fractions = _takes_fractions(rule, name, default)
    if isinstance(default, bool):
        if not isinstance(value, bool):
            raise ValueError(f"must be true or false, not {kind(value)}")
        return value
    if isinstance(default, (int, float)):
        return _number(value, fractions)
    if isinstance(default, str):
        if not isinstance(value, str):
            raise ValueError(f"must be a string, not {kind(value)}")
        _check_string(rule, name, value)
        return value
    if isinstance(default, tuple):
        strings = _strings(value)
        for index, string in enumerate(strings):
            try:
                _check_string(rule, name, string)
            except ValueError as error:
                raise InnerError(str(error), index) from None
        return strings
    if not isinstance(value, Mapping):
        raise ValueError(f"must be a mapping of names to numbers, not {kind(value)}")
    return cast("Mapping[str, float]", dict(_numbers(value, fractions)))


def parse_option(code: str, name: str, text: str) -> Value:
    """A value from the command line: `42`, `true`, `b,i,u` or `ja=13,ko=16`. Raises ValueError."""
    default = _default(rules.load(code), name)
    if isinstance(default, str):
        return check_option(code, name, text)
    if isinstance(default, tuple):
        return check_option(code, name, [part for part in text.split(",") if part])
    if isinstance(default, (bool, int, float)):
        return check_option(code, name, _scalar(text))
    pairs: dict[str, object] = {}
    for part in filter(None, text.split(",")):
        key, equals, number = part.partition("=")
        if not equals:
            raise ValueError(f"takes pairs such as ja=13,ko=16, not {quote(text)}")
        pairs[key] = _scalar(number)
    return check_option(code, name, pairs)


def kind(value: object) -> str:
    """What a value is, in everyday words: `the string "42"`, `a list`."""
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f"the string {quote(value)}"
    if isinstance(value, (int, float)):
        return f"the number {value!r}"
    if isinstance(value, Mapping):
        return "a mapping"
    return "a list" if isinstance(value, (list, tuple)) else f"a {type(value).__name__}"


def is_huge(value: object) -> bool:
    """Whether a value is a number with more digits than are read as a number."""
    import re

    if isinstance(value, str):
        return re.fullmatch(r"[+-]?[0-9]{19,}(?:\.[0-9]*)?", value) is not None
    return isinstance(value, int) and abs(value) >= 10**18


def _default(rule: Rule, name: str) -> Value:
    options = rule.options
    if name not in options:
        if not options:
            raise InnerError(f"{rule.code} has no options", of_key=True)
        raise InnerError(
            f"{rule.code} has no option {quote(name)}{nearest(name, list(options))}; "
            f"it has {', '.join(options)}",
            of_key=True,
        )
    return options[name]


def _takes_fractions(rule: Rule, name: str, default: Value) -> bool:
    """Whether a rule declares by its default or its annotation that an option may have a fraction."""
    annotation = getattr(rule.check, "__annotations__", {}).get(name, "")
    return isinstance(default, float) or "float" in str(annotation)


def _number(value: object, fractions: bool) -> int | float:
    if is_huge(value):
        raise ValueError("is too large")
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise ValueError(f"must be a number, not {kind(value)}")
    if not 0 <= value < float("inf"):
        raise ValueError(f"must be 0 or more, not {value!r}")
    if isinstance(value, float) and not fractions:
        raise ValueError(f"must be a whole number, not {value!r}")
    return value


def _check_string(rule: Rule, name: str, value: str) -> None:
    """Passes for what an option that is a string, or a list of them, can be."""
    choices = rule.choices.get(name)
    if choices and value not in (rule.options[name], *choices):
        known = ", ".join(f"'{choice}'" if '"' in choice else quote(choice) for choice in choices)
        raise ValueError(f"{quote(value)} is not one of {known}{nearest(value, list(choices))}")
    if name in _LANGUAGES and value:
        check_language(value)


def _numbers(values: Mapping[object, object], fractions: bool) -> Iterator[tuple[str, int | float]]:
    """Numbers by language."""
    for key, entry in values.items():
        tag = str(key)
        try:
            _check_key(tag)
        except ValueError as error:
            raise InnerError(str(error), tag, of_key=True) from None
        try:
            yield tag, _number(entry, fractions)
        except ValueError as error:
            raise InnerError(str(error), tag) from None


def _check_key(tag: str) -> None:
    """Passes for what limits by language are looked up by: a language without its region."""
    check_language(tag)
    language = primary(tag)
    if tag != language:
        raise ValueError(
            f"write {language}, not {quote(tag)}: limits hold for a language in all its regions"
        )


def _strings(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    if not isinstance(value, (list, tuple)):
        raise ValueError(f"must be a list of strings, not {kind(value)}")
    strings = []
    for index, entry in enumerate(value):
        if not isinstance(entry, str):
            raise InnerError(f"must be a string, not {kind(entry)}", index)
        strings.append(entry)
    return tuple(strings)


def _scalar(text: str) -> object:
    """A number or a truth value in text that stands for one, else the text."""
    import re

    if text in ("true", "false"):
        return text == "true"
    if re.fullmatch(r"[+-]?[0-9]{1,18}", text):
        return int(text)
    if re.fullmatch(r"[+-]?[0-9]{1,18}\.[0-9]{1,18}", text):
        return float(text)
    return text
