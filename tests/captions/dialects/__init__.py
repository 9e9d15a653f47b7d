"""The dialects of each format: a module of its name, with `FILES`, contents by file name.

A file whose name begins with `damaged` is broken on purpose. What is read of each file stands in
`tests/captions/golden/<format>.txt`.
"""
