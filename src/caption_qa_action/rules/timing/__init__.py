"""When cues appear and how long they stay."""
