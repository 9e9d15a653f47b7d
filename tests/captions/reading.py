"""What is read of a caption file, as text that a person can compare with the file."""

from __future__ import annotations

from caption_qa_action.core.document import Cue, Document, Tag
from caption_qa_action.core.source import Fix, Source, Span
from caption_qa_action.core.timeline import Event, Placement, Run, Style
from caption_qa_action.files.decode import decode
from caption_qa_action.formats import FORMATS, parse
from tests.captions.caption import Caption


def describe(caption: Caption, format: str = "") -> str:
    """What the head of a file states, its cues, events and problems, a line each.

    It is read as `format` where that is stated, whatever it is recognised as.
    """
    source = decode(caption.name, caption.data)
    document = parse(source)
    forced = ""
    if format and document.format != format:
        forced = f", read as {format}"
        recognised, document = document.format, parse(source, format)
    else:
        recognised = document.format
    language = f" {document.language}" if document.language else ""
    lines = [f"== {caption.id} [{recognised}{language}{forced}]"]
    lines += [f"head {name}={value!a}" for name, value in document.header.items()]
    if document.kind != "captions":
        lines.append(f"kind {document.kind}")
    for cue in document.cues:
        guessed = " guessed" if cue.number in document.guessed else ""
        plain = document.plain(cue)
        lines.append(f"cue {cue.number} {cue.start_ms}-{cue.end_ms}{guessed} {plain!a}")
        lines += _parts(document, cue)
    lines += [f"{kind} {_range(source, span)}" for kind, span in document.blocks if kind != "blank"]
    lines += _differing_events(document)
    for problem in (*source.problems, *document.problems):
        detail = f" ({problem.detail})" if problem.detail else ""
        lines.append(f"{_range(source, problem.span)} {problem.code}{detail}: {problem.message}")
        lines += fix_lines(source, problem.fix)
    # ASCII alone, so that what is invisible or runs from right to left can be compared too.
    return "\n".join(lines).encode("ascii", "backslashreplace").decode() + "\n"


def _range(source: Source, span: Span) -> str:
    """From where to where something stands, by lines and columns."""
    start, end = (source.position(offset) for offset in span)
    return f"{start.line}:{start.column}-{end.line}:{end.column}"


def _parts(document: Document, cue: Cue) -> list[str]:
    """Where the parts of a cue stand, and what its format has found in them."""
    source, dialect = document.source, document.dialect
    timing = source.text[cue.timing_start : cue.timing_end]
    raw = source.text[cue.text_start : cue.text_end]
    spans = (cue.block_span, *dialect.time_spans(timing, cue.timing_start), cue.text_span)
    found = {
        "id": cue.identifier,
        "settings": cue.settings,
        "placement": dialect.placement(cue, raw),
        "tags": " ".join(map(_tag, dialect.tags(raw, cue.text_start))),
    }
    shown = " ".join(f"{name}={value!a}" for name, value in found.items() if value != "")
    return [f"  {' '.join(_range(source, span) for span in spans)} {shown}".rstrip()]


def _tag(tag: Tag) -> str:
    details = "".join(f".{each}" for each in tag.classes) + (
        f" {tag.annotation}" * bool(tag.annotation)
    )
    return f"{tag.kind} {tag.name}{details} {tag.span.start}-{tag.span.end};"


def fix_lines(source: Source, fix: Fix | None) -> list[str]:
    """A fix with its edits, a line each, in ASCII but for what its title quotes."""
    if fix is None:
        return []
    safety = "safe" if fix.safe else "unsafe"
    edits = (f"    {_range(source, edit.span)} {edit.replacement!a}" for edit in fix.edits)
    details = (fix.title, fix.words, fix.encoding and f"in {fix.encoding}")
    return [f"  {safety}: {' '.join(filter(None, details))}", *edits]


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
