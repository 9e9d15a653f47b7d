"""Find, explain and mend defects in caption files.

```python
import caption_qa_action as qa

report = qa.check_text(text, "talk.vtt", preset="html5")
for finding in report.diagnostics:
    print(finding.line, finding.column, finding.code, finding.message)
```

The names in `__all__` are the public API, which docs/stability.md promises; everything else may change
with any release. Nothing is loaded until a name is used.
"""

# Nothing is imported here, not even `typing` or `__future__`: with `python -m caption_qa_action` the
# current folder is searched first until `__main__` has taken it off the search path.
__version__ = "0.1.0"

# Each public name, by the module that has it; `__init__.pyi` declares the same for type checkers.
_HOMES = {
    "api": (
        "check_text",
        "check_bytes",
        "check_file",
        "check_paths",
        "fix_text",
        "convert_text",
        "process_text",
        "process_bytes",
        "rules",
        "presets",
        "formats",
        "Conversion",
        "Fixed",
        "FormatInfo",
    ),
    "clients.webhooks": ("verify_webhook",),
    "core.report": ("FileReport",),
    "core.diagnostic": ("Diagnostic", "Severity", "Finding", "Related"),
    "core.source": ("Fix", "Edit", "Span", "Position", "Problem", "Source"),
    "core.document": ("Document", "Cue"),
    "core.timeline": ("Loss",),
    "delivery.process": ("Delivery",),
    "core.rule": ("Rule",),
    "core.preset": ("Preset", "Limit"),
    "core.errors": (
        "CaptionQaError",
        "UsageError",
        "ConfigError",
        "FileError",
        "ReadError",
        "WriteError",
        "FixFailed",
        "EngineError",
        "Unavailable",
        "TimedOut",
        "Refused",
        "QuotaExceeded",
        "BadReply",
    ),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [*_HOME_OF, "__version__"]


def __getattr__(name: str) -> object:
    """A public name, loaded when it is first used."""
    home = _HOME_OF.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    if name in ("rules", "presets", "formats"):
        # Packages of these names become attributes as soon as anything imports them, so that they are
        # what the function is from the beginning: see `core.registry.CallablePackage`.
        return import_module(f"{__name__}.{name}")
    value: object = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
