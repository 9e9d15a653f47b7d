"""One line for each finding: `path:line:column: severity[code] message`."""

from __future__ import annotations

from caption_qa_action.reporters import Options, Traits
from caption_qa_action.reporters._lines import findings
from caption_qa_action.reporters._text import TextReporter

TRAITS = Traits(
    "people, editors", ".txt", "one line a finding; suggestions as in `full`", has_color=True
)


def make(options: Options) -> TextReporter:
    """A reporter that writes one line for each finding, and a last line that counts everything."""
    return TextReporter(options, findings)
