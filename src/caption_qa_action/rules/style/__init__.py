"""How text is written: choices of a house style, all opt-in."""
