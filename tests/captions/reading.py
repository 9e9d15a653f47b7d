"""What is read of a caption file, as text that a person can compare with the file."""

from __future__ import annotations

from caption_qa_action.core.document import Document
from caption_qa_action.core.timeline import Event, Placement, Run, Style
from caption_qa_action.files.decode import decode
from caption_qa_action.formats import FORMATS, parse
from tests.captions.caption import Caption


def describe(caption: Caption) -> str:
    """The cues, the events and the problems of a file, a line each."""
    source = decode(caption.name, caption.data)
    document = parse(source)
    language = f" {document.language}" if document.language else ""
    lines = [f"== {caption.id} [{document.format}{language}]"]
    for cue in document.cues:
        guessed = " guessed" if cue.number in document.guessed else ""
        plain = document.plain(cue)
        lines.append(f"cue {cue.number} {cue.start_ms}-{cue.end_ms}{guessed} {plain!a}")
    lines += _differing_events(document)
    for problem in (*source.problems, *document.problems):
        line, column = source.position(problem.span.start)
        lines.append(f"{line}:{column} {problem.code}")
    # ASCII alone, so that what is invisible or runs from right to left can be compared too.
    return "\n".join(lines).encode("ascii", "backslashreplace").decode() + "\n"


def _differing_events(document: Document) -> list[str]:
    """The events of the timeline that show more than the text of their cue, and what is lost."""
    if document.format not in FORMATS:
        return []
    timeline = FORMATS[document.format].to_timeline(document)
    cues = [(cue.start_ms, cue.end_ms, document.plain(cue)) for cue in document.cues]
    events = [(event.start_ms, event.end_ms, event.text) for event in timeline.events]
    looks = [_looks(event) for event in timeline.events]
    lines = []
    if cues != events or any(looks):
        for (start_ms, end_ms, text), look in zip(events, looks, strict=True):
            lines.append(f"shown {start_ms}-{end_ms} {text!a}{look}")
    return lines + [
        f"lost {loss.kind} x{loss.number} in cue {loss.cue}" for loss in timeline.losses
    ]


def _looks(event: Event) -> str:
    """Where and how an event is shown, where that is not as usual."""
    found = [f"{run.text!a}: {_differences(run)}" for run in event.runs if _differences(run)]
    if event.placement != Placement():
        changed = event.placement._asdict().items()
        usual = Placement()._asdict()
        found.append(" ".join(f"{key}={value}" for key, value in changed if value != usual[key]))
    if event.layer or not event.dialogue:
        found.append(f"layer={event.layer} dialogue={event.dialogue}")
    return f" {{{'; '.join(found)}}}" if found else ""


def _differences(run: Run) -> str:
    style = {key: value for key, value in run.style._asdict().items() if value}
    rest = {key: value for key, value in run._asdict().items() if value and key != "text"}
    if run.style == Style():
        rest.pop("style", None)
    else:
        rest["style"] = ",".join(f"{key}={value}" for key, value in style.items())
    return " ".join(f"{key}={value}" for key, value in rest.items())
