"""Lint caption files: SRT and WebVTT in repositories, CI and pre-commit."""

__version__ = "0.1.0"
