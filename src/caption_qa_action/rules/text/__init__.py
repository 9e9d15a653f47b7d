"""What the text of cues is made of."""
