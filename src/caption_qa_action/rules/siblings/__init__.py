"""The same captions in several languages, file against file: all opt-in."""
