"""The engine in this package: the selected rules over one document."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from functools import partial

from caption_qa_action.core.annotations import TYPE_CHECKING, Protocol, TypeAlias
from caption_qa_action.core.diagnostic import INTERNAL_ERROR, Diagnostic, Finding, Severity, Span
from caption_qa_action.core.document import Document
from caption_qa_action.core.errors import OverTime
from caption_qa_action.core.rule import PREVIEW, Find, Rule
from caption_qa_action.core.settings import PluginPackage, RuleSetting, Settings
from caption_qa_action.core.source import Position, PositionReader
from caption_qa_action.core.text import error_text, printable
from caption_qa_action.core.traits import FormatTraits
from caption_qa_action.rules import RULES, group_scope, load, plugin_of

if TYPE_CHECKING:
    from caption_qa_action.core.timeline import Loss


# So much of an error's own message is shown; it may quote the file.
_MESSAGE_CHARACTERS = 200

# So many findings are turned into diagnostics at once: enough that it costs nothing, few enough that what is
# no longer needed of them is free before the last is turned.
_LOCATED_AT_ONCE = 50_000

# The groups of rules that look at more than the text of a file: at its name, its bytes, what lies beside it.
_GROUPS_OF_FILES = ("file", "siblings")

# A finding on its way to a diagnostic: its span, its code, the order in which it came (so that no two
# are equal), its severity and itself. Sorting sorts by place and code.
Found: TypeAlias = tuple[Span, str, int, Severity, Finding]


class Sieve(Protocol):
    """What is done with the findings of a rule while they are made: what is not reported need not be made."""

    def sieve(
        self, find: Find, setting: RuleSetting, usual: Severity
    ) -> Iterator[tuple[Severity, Finding]]:
        """What is left of what a rule finds, each with its severity; `usual` is that of the rule."""


def check_document(
    document: Document, settings: Settings, sieve: Sieve | None = None
) -> tuple[Diagnostic, ...]:
    """The diagnostics of a document, sorted by place and code; with a sieve, those that it leaves.

    A rule that raises is an `internal_error` at the start of the file; the findings of all others stay.
    Raises OverTime where the file has taken longer than it may: whoever calls this from a program of their
    own has no other limit.
    """
    return tuple(_locate(document, _sorted(find_all(document, settings, sieve), document)))


def find_all(document: Document, settings: Settings, sieve: Sieve | None = None) -> list[Found]:
    """What the rules in force find in a document, rule by rule."""
    most_seconds = settings.limits.seconds_per_file
    began, end = _time_spent(), time.monotonic() + most_seconds
    document.losses_in = _losses_in
    if settings.plugins:
        _activate(settings.plugins)
    found: list[Found] = []
    in_force = _rules_in_force(settings, document.traits)
    for setting, rule in in_force.of_empty if _is_empty(document) else in_force.rules:
        code = setting.code
        number = len(found)
        # A thread has not used more time than has passed, and to ask for that takes a fifth of it.
        if time.monotonic() > end and _time_spent() > began + most_seconds:
            raise OverTime(document.source.path, most_seconds)
        try:
            rule = rule or rule_in_force(setting, document.traits, preview=settings.preview)
            if rule is None:
                continue
            find: Find = partial(rule.check, document, **setting.options)
            # The elements between its letters part a text in the file; few ask for the rules that look at more
            # than a letter.
            if rule.of_shown_text and (
                document.has_escapes or (document.tree is not None and not rule.default)
            ):
                find = partial(_find_in_shown_text, document, rule, setting)
            for severity, finding in _with_severity(find, setting, rule, sieve):
                found.append((finding.span, code, len(found), severity, finding))
        except Exception as error:
            del found[number:]  # what it has found is not all, and a fix of it may be half of one
            finding = _crash(code, error)
            found.append((finding.span, INTERNAL_ERROR, number, Severity.ERROR, finding))
    return found


def _is_empty(document: Document) -> bool:
    """Whether a document has nothing that most rules could find anything in."""
    return not document.source.text and not document.problems


def _time_spent() -> float:
    """The seconds that this thread has used of a processor; those of the clock where the system does not count them."""
    return getattr(time, "thread_time", time.monotonic)()


def _sorted(found: list[Found], document: Document) -> list[Found]:
    """Findings by place and code, without fixes where nothing is to be mended."""
    found.sort()
    if may_be_mended(document):
        return found
    return [
        (span, code, number, severity, finding._replace(fix=None))
        for span, code, number, severity, finding in found
    ]


def may_be_mended(document: Document) -> bool:
    """Whether anyone wants a file mended.

    What a name alone takes for captions may be anything. Nor does anyone edit what another program has written as its own.
    """
    return document.is_recognised and not document.traits.is_input_only


def _find_in_shown_text(document: Document, rule: Rule, setting: RuleSetting) -> Iterator[Finding]:
    from caption_qa_action.core.shown_text import ShownText

    shown = document.once(ShownText)
    return shown.find(rule.check(shown.document, **setting.options))


def _with_severity(
    find: Find, setting: RuleSetting, rule: Rule, sieve: Sieve | None
) -> Iterator[tuple[Severity, Finding]]:
    if sieve is not None:
        return sieve.sieve(find, setting, rule.severity)
    decided = setting.decided_severity
    return ((decided or each.severity or rule.severity, each) for each in find())


def _crash(code: str, error: Exception) -> Finding:
    """What is reported in place of what a rule would have found."""
    shown = error_text(error)[:_MESSAGE_CHARACTERS]
    message = (
        f"rule {code} failed ({shown}) and has found nothing; this is a bug of "
        f"{plugin_of(code) or 'caption-qa'}, please report it with the file"
    )
    return Finding(Span(0, 0), message)


def _activate(plugins: Iterable[PluginPackage]) -> None:
    """Import the plugins in force, as a worker process must that was not forked from a process with them."""
    from caption_qa_action.plugins import activate

    for package in plugins:
        activate(package)


def _losses_in(document: Document, target: str) -> tuple[Loss, ...]:
    from caption_qa_action.delivery.convert import losses_in

    return losses_in(document, target)


class _InForce:
    """The rules that some settings run on a format, and on an empty file of it; None for one that could not be imported."""

    __slots__ = ("_preview", "_settings", "of_empty", "rules")

    def __init__(self, settings: Settings, format: FormatTraits) -> None:
        self._settings, self._preview = settings.rules, settings.preview
        self.rules: list[tuple[RuleSetting, Rule | None]] = []
        for setting in settings.rules:
            try:
                rule = rule_in_force(setting, format, preview=settings.preview)
            except Exception:  # it is reported where the rule is run
                self.rules.append((setting, None))
            else:
                self.rules += [(setting, rule)] if rule is not None else []
        self.of_empty = [
            (setting, rule)
            for setting, rule in self.rules
            if rule is None
            or RULES.group(setting.code) in _GROUPS_OF_FILES
            or plugin_of(setting.code)
        ]

    def holds_for(self, settings: Settings) -> bool:
        """Whether these are the rules of settings; those of the files of a run are mostly one object."""
        return self._settings is settings.rules and self._preview == settings.preview


# Of each format the last.
_in_force: dict[FormatTraits, _InForce] = {}


def _rules_in_force(settings: Settings, format: FormatTraits) -> _InForce:
    kept = _in_force.get(format)
    if kept is None or not kept.holds_for(settings):
        kept = _in_force[format] = _InForce(settings, format)
    return kept


def rule_in_force(setting: RuleSetting, format: FormatTraits, *, preview: bool) -> Rule | None:
    """The rule that a setting runs on a format; None when it does not run."""
    # What does not run is not even imported: opt-in rules, and those of other formats.
    if not setting.explicit and RULES.is_opt_in(setting.code):
        return None
    if not group_scope(RULES.group(setting.code)).covers(format):
        return None
    rule = load(setting.code)
    if not rule.covers(format):
        return None
    if rule.state == PREVIEW and not preview:
        return None
    return rule if rule.default or setting.explicit else None


def _locate(document: Document, found: list[Found]) -> Iterator[Diagnostic]:
    """The diagnostics of sorted findings, which are taken out of the list.

    Places are looked up for many findings at once, in one pass over the text; a file may have millions.
    """
    positions = PositionReader(document.source)
    found.reverse()
    while found:
        some = found[: -_LOCATED_AT_ONCE - 1 : -1]
        del found[-_LOCATED_AT_ONCE:]
        yield from _located(document, some, positions)


def _located(
    document: Document, found: list[Found], positions: PositionReader
) -> Iterator[Diagnostic]:
    path = document.source.path
    offsets: set[int] = set()
    for _, _, _, _, finding in found:
        offsets.update(finding.span)
        for place in finding.related:
            offsets.add(place.span.start)
    position = positions.read(offsets)
    cue_at = document.cue_at
    for span, code, _, severity, finding in found:
        start, end = span
        cue = cue_at(start)
        related: tuple[tuple[Position, str], ...] = ()
        if finding.related:
            related = tuple(
                (position[place.span.start], place.message) for place in finding.related
            )
        yield Diagnostic(
            path,
            code,
            severity,
            # A rule of a plugin may quote the file as it is.
            finding.message if finding.message.isprintable() else printable(finding.message),
            span,
            position[start],
            position[end],
            cue.number if cue else 0,
            cue.start_ms if cue else None,
            cue.end_ms if cue else None,
            finding.fix,
            related,
            others=finding.others,
        )
