"""What a rule is: a generator function in a module named after its code."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import ModuleType

from caption_qa_action.core.annotations import Protocol, TypeAlias
from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.pages import rule_url
from caption_qa_action.core.traits import FormatTraits

# The variable of the environment that allows plugins, which have rules of others: their names, with commas or
# blanks between them.
ALLOW_VARIABLE = "CAPTION_QA_ALLOW_PLUGINS"

# The value of an option: what YAML, TOML and a keyword default can all express.
Value: TypeAlias = (
    bool | int | float | str | tuple[str, ...] | Mapping[str, int] | Mapping[str, float]
)


def value_text(value: object) -> str:
    """A value as one would write it on the command line; `(none)` for nothing."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        value = tuple(f"{key}={number}" for key, number in sorted(value.items()))
    if isinstance(value, tuple):
        value = ",".join(value)
    return "(none)" if value is None or value == "" else str(value)


class Check(Protocol):
    """The function of a rule module: the findings in a document, given the rule's options."""

    def __call__(self, document: Document, **options: Value) -> Iterable[Finding]: ...


class Offenders:
    """The cues that break a limit, and what makes the findings of each of them.

    A rule of which many cues may have findings returns these, so that their number is known before a finding is
    made. `cues` has each cue once, and `count(cue)` findings are at it, at least one. What `describe` yields for a cue is in the
    order of places, in or after the cue's block, and of the rule's own severity; no fix of it is safe. Iterating yields
    the findings of all cues.
    """

    __slots__ = ("cues", "count", "describe")

    def __init__(
        self,
        cues: Sequence[Cue] = (),
        describe: Callable[[Cue], Iterable[Finding]] = lambda cue: (),
        count: Callable[[Cue], int] = lambda cue: 1,
    ) -> None:
        self.cues = cues
        self.describe = describe
        self.count = count

    def __iter__(self) -> Iterator[Finding]:
        for cue in self.cues:
            yield from self.describe(cue)


# Whether a rule looks at files of a format, by what the format is like.
# What a rule finds in a document, from the beginning at each call.
Find: TypeAlias = Callable[[], Iterable[Finding]]
AppliesTo: TypeAlias = "Callable[[FormatTraits], bool]"


class Scope:
    """Which formats the rules of a module, or of a group, look at.

    That is all of them, unless the module names some (`FORMATS`) or asks what they are like
    (`applies_to(format)`).
    """

    __slots__ = ("formats", "_applies_to")

    def __init__(self, module: ModuleType) -> None:
        self.formats: tuple[str, ...] = getattr(module, "FORMATS", ())
        self._applies_to: AppliesTo | None = getattr(module, "applies_to", None)

    def covers(self, format: FormatTraits) -> bool:
        """Whether files of a format are looked at."""
        if self.formats and format.name not in self.formats:
            return False
        return self._applies_to is None or self._applies_to(format)

    @property
    def is_universal(self) -> bool:
        """Whether files of every format are looked at."""
        return not self.formats and self._applies_to is None


# The states of a rule's life; docs/stability.md states what each promises.
STABLE, PREVIEW = "stable", "preview"


class Rule:
    """A rule, read from its module.

    The module's `check(document, *, option=default)` yields findings; its keyword-only parameters
    are the options, its docstring is the page. `SEVERITY` is what a finding is worth unless it states
    otherwise; `FORMATS` are the formats it understands, or `applies_to(format)` decides whether it
    understands one, in addition to what its group states. With
    `opt_in` it runs only when someone asks for it. `STATE = "preview"` in the module makes it run
    only with `preview`; `FORMERLY` names codes that it replaces, which are deprecated and still
    understood. `CHOICES` holds, by option, the strings that an option can be. `WORDS` names what its
    fix may do to words (`DELETES`, `REPLACES`, `MOVES`, `REVEALS` of `core.source`); any other fix leaves them.
    `DELETED` is a pattern of the syntax that a rule's fix with `DELETES` may take away and nothing else; without it
    the rule is about words that are too many, such as a cue that repeats another.
    With `MENDED_FIRST` its fixes are made before all others and alone, since others would spoil what they
    need. `MENDED_AFTER` names what a fix may do to words (`KEEPS`: nothing) that gives new findings of this rule,
    which are then mended in a round of their own. `LEAVES` names the rules that find on purpose what its fix has left,
    such as U+FFFD in place of a NUL. With `ABOUT_OUTPUT` it is about what another format can hold, so that
    a fix is not at fault where it finds more. With `SAFELY_MENDED = False` no fix of it is safe and no finding has a
    severity of its own: it need not run where nobody asks for its severity. With `OF_SHOWN_TEXT` it is about the characters that viewers
    read: where a file writes them by others, it is given a document of them alone.

    The code of a plugin's rule is `plugin/name`; its `FORMERLY` are written without the plugin, and
    `URL` may state where its page is on the web.
    """

    __slots__ = (
        "code",
        "group",
        "check",
        "severity",
        "_scopes",
        "default",
        "state",
        "formerly",
        "choices",
        "words",
        "deleted",
        "mended_first",
        "mended_after",
        "leaves",
        "about_output",
        "safely_mended",
        "of_shown_text",
        "page",
        "_plugin_url",
    )

    def __init__(
        self,
        code: str,
        group: str,
        module: ModuleType,
        of_group: Scope,
        *,
        opt_in: bool = False,
    ) -> None:
        self.code = code
        self.group = group
        self.check: Check = module.check
        self.severity: Severity = module.SEVERITY
        self._scopes = (of_group, Scope(module))
        self.default: bool = not opt_in and getattr(module, "DEFAULT", True)
        self.state: str = getattr(module, "STATE", STABLE)
        plugin, slash, _ = code.rpartition("/")
        formerly: tuple[str, ...] = getattr(module, "FORMERLY", ())
        self.formerly = tuple(plugin + slash + name for name in formerly)
        self.choices: Mapping[str, tuple[str, ...]] = getattr(module, "CHOICES", {})
        self.words: tuple[str, ...] = getattr(module, "WORDS", ())
        self.deleted: str = getattr(module, "DELETED", "")
        self.mended_first: bool = getattr(module, "MENDED_FIRST", False)
        self.mended_after: tuple[str, ...] = getattr(module, "MENDED_AFTER", ())
        self.leaves: tuple[str, ...] = getattr(module, "LEAVES", ())
        self.about_output: bool = getattr(module, "ABOUT_OUTPUT", False)
        self.safely_mended: bool = getattr(module, "SAFELY_MENDED", True)
        self.of_shown_text: bool = getattr(module, "OF_SHOWN_TEXT", False)
        self.page: str = module.check.__doc__ or ""
        self._plugin_url: str = getattr(module, "URL", "") if plugin else ""

    def covers(self, format: FormatTraits) -> bool:
        """Whether the rule looks at files of a format."""
        return all(scope.covers(format) for scope in self._scopes)

    @property
    def is_universal(self) -> bool:
        """Whether the rule looks at files of every format."""
        return all(scope.is_universal for scope in self._scopes)

    @property
    def options(self) -> dict[str, Value]:
        """Every option with its default."""
        return dict(getattr(self.check, "__kwdefaults__", None) or {})

    @property
    def summary(self) -> str:
        """The first line of the page."""
        return self.page.strip().partition("\n")[0]

    @property
    def url(self) -> str:
        """Where the page is on the web; `""` for a rule of a plugin that states none."""
        return self._plugin_url or rule_url(self.code)


def dedented_page(rule: Rule) -> str:
    """A rule's page as Markdown without the indentation of its source."""
    import textwrap

    first, _, rest = rule.page.partition("\n")
    return f"{first.strip()}\n{textwrap.dedent(rest)}".strip()


def section(rule: Rule, heading: str) -> str:
    """The text under a heading of a rule's page, `""` when it has none."""
    import re

    match = re.search(rf"^## {heading}\n+(.*?)(?=^## |\Z)", dedented_page(rule), re.M | re.S)
    return match[1].strip() if match else ""
