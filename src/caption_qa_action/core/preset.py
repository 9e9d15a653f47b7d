"""What a preset is: the limits of a platform or a house style, each with its source."""

from __future__ import annotations

from collections.abc import Mapping

from caption_qa_action.core.diagnostic import Severity
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.rule import Value

# The codes that judge comfort, not correctness. A preset that does not enforce them reports them as
# suggestions: information that fails no build.
READABILITY = (
    "duration_too_long",
    "duration_too_short",
    "gap_too_small",
    "line_too_long",
    "reading_speed_high",
    "reading_speed_wpm_high",
    "too_many_lines",
)


# The codes that judge what a delivery loses, and not the file. Where nobody has chosen a preset there is no
# delivery, and they run only where they are asked for by name.
DELIVERY = ("conversion_loss", "strip_styling", "unsupported_markup")


# What a preset is of, in the order in which they are shown.
KINDS = ("platform", "house style", "standard")


class Limit(NamedTuple):
    """One number of a preset: the option `option` of rule `code`, and where the number comes from."""

    code: str
    option: str
    value: Value
    source: str


class Preset(NamedTuple):
    """A platform, a house style, or a standard: `kind` says which.

    `output` is the format it is delivered in. `markup` are the tag names that it keeps; `speaker`
    is how it has names of speakers in the text, such as `{name}: `, `""` where it has no way. `limits`
    set options of rules; those of the codes in `only_if_chosen` are not in force for a file that is judged by the
    preset because nobody has chosen one. `suggested` are codes whose findings are only information;
    `severities` changes how bad a code is; `enable` switches opt-in rules on, `disable` switches
    rules off. `notes` are what a user of the preset should know. With `enforces_reading` what is delivered
    meets the limits of length and speed, not only what is made for comfort.
    """

    name: str
    title: str
    output: str
    intent: str
    limits: tuple[Limit, ...]
    markup: tuple[str, ...] = ()
    speaker: str = ""
    suggested: tuple[str, ...] = READABILITY
    severities: Mapping[str, Severity] = {}
    enable: tuple[str, ...] = ()
    disable: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    kind: str = "platform"
    enforces_reading: bool = False
    only_if_chosen: tuple[str, ...] = ()

    def options(self) -> dict[str, dict[str, Value]]:
        """The options that the preset sets, by code; what it keeps and delivers included."""
        options: dict[str, dict[str, Value]] = {
            "conversion_loss": {"target": self.output},
            "strip_styling": {"allowed": self.markup},
            "unsupported_markup": {"allowed": self.markup},
        }
        for limit in self.limits:
            options.setdefault(limit.code, {})[limit.option] = limit.value
        return options
