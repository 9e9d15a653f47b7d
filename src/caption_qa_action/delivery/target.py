"""Which format a user means, by its name or by the platform that takes it."""

from __future__ import annotations

from caption_qa_action.core.errors import UsageError
from caption_qa_action.core.text import nearest, quote
from caption_qa_action.formats import FORMATS
from caption_qa_action.presets import load as load_preset
from caption_qa_action.presets import names as preset_names


def outputs() -> dict[str, str]:
    """Every name that a target can be given by, and the format it means, by format.

    A format has its own name and that of its usual suffix: `webvtt` and `vtt`.
    """
    found: dict[str, str] = {}
    for name in FORMATS:
        if FORMATS[name].is_written:
            found[suffix(name)[1:]] = name
            found[name] = name
    return found


def suffix(format: str) -> str:
    """The suffix that files of a format usually have, with its dot."""
    return FORMATS[format].traits.usual_suffix


def resolve_target(*, to: str = "", preset: str = "") -> str:
    """The format that a name means, or that a preset is delivered in. Raises UsageError."""
    if preset:
        if preset not in preset_names():
            known = preset_names()
            raise UsageError(
                f"no preset {quote(preset)}{nearest(preset, known)}; see caption-qa presets"
            )
        return load_preset(preset).output
    targets = outputs()
    target = targets.get(to.lower().removeprefix("."))
    if target is None:
        hint = nearest(to.lower(), list(targets))
        if to.lower() in FORMATS:
            hint = ", which is only read"
        raise UsageError(
            f"no output format {quote(to)}{hint}; there are {', '.join(target_names())}"
        )
    return target


def target_names() -> list[str]:
    """The shortest name of each output format, sorted."""
    shortest: dict[str, str] = {}
    for name, format in outputs().items():
        shortest[format] = min(name, shortest.get(format, name), key=len)
    return sorted(shortest.values())
