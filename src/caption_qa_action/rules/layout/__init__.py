"""How many lines a cue has and how long they are."""
