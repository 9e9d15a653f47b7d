"""Captions that nobody has thought of, tried on everything, in search of what breaks a law.

`mutations` make an input from generated captions, `laws` are tried on it, `shrink` makes a failing one
small, and `__main__` is the command `python3 dev.py fuzz`. `coverage` is the same for atheris, which looks
for inputs that reach new code.
"""
