"""The engine in this package: every rule in force over a document, and what a preset makes of it."""
