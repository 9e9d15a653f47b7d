"""How text and timing lines stand together: blank lines, and text of no cue."""
