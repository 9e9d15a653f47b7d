"""Markup inside cues: what a preset does not keep, and what is not well-formed."""

from caption_qa_action.core.traits import FormatTraits


def applies_to(format: FormatTraits) -> bool:
    """Formats with tags between `<` and `>`."""
    return bool(format.tags)
