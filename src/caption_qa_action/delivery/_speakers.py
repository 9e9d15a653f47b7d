"""Names of speakers as words, for platforms that have no markup for them."""

from __future__ import annotations

import re

from caption_qa_action.core.timeline import Event, Run

# What may stand before a name on its line: a dash of dialogue, quotation marks, blanks.
_NO_WORDS = r"[^\w\n]*\Z"


class Namer:
    """Writes names into text by the pattern of a preset, such as `{name}: `.

    With `changes_only` a name is written only where another one speaks than before, also in the cue
    before. `number` counts the cues that got one.
    """

    def __init__(self, pattern: str, *, changes_only: bool) -> None:
        self.number = 0
        self._pattern = pattern
        self._changes_only = changes_only
        self._speaker = ""

    def label(self, name: str, before: str, after: str, *, first: bool) -> str:
        """What to write between two stretches of a cue's text; "" where nothing is to be written.

        `before` and `after` are the text around the place, with `first`, nobody in this cue was
        named before. Whoever begins to speak within a line begins a new one.
        """
        name = " ".join(name.split())
        known = name == self._speaker and (self._changes_only or not first)
        self._speaker = name
        # A name that the author has written already is not written twice.
        is_written = re.match(rf"[^\w\n]*{re.escape(name)}[ \t]*:", after, re.IGNORECASE)
        if not name or known or is_written or not after.strip():
            return ""
        label = self._pattern.replace("{name}", name)
        if not re.search(rf"(?:\A|\n){_NO_WORDS}", before):
            return f"\n{label}"
        # After a dash another sign for whoever speaks now would be one too many.
        return label.removeprefix(">> ") if before.rpartition("\n")[2].strip() else label

    def name(self, event: Event) -> Event:
        """The event with the names of its speakers in its text."""
        runs: list[Run] = []
        spoken = ""
        first, named = True, False
        for at, run in enumerate(event.runs):
            label = ""
            if run.speaker:
                after = run.text + "".join(rest.text for rest in event.runs[at + 1 :])
                label = self.label(run.speaker, spoken, after, first=first)
                first = False
            if label.startswith("\n") and runs:
                runs[-1] = runs[-1]._replace(text=runs[-1].text.rstrip(" "))
            if label:
                named = True
                run = run._replace(text=label + run.text.lstrip(" \n"))
            spoken += run.text
            runs.append(run)
        self.number += named
        return event._replace(runs=tuple(runs)) if named else event
