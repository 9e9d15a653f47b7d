"""`python -m caption_qa_action`: the command line."""

import os
import sys


def _leave_current_folder_out() -> None:
    """Take the current folder off the search path, where `python -m` puts it first.

    It is often what is checked, and a `json.py` or `yaml.py` in it would otherwise be run. Until here
    only modules have been imported that are built in or frozen into Python. Where the package itself
    lies in this folder, it stays at the end, for the processes that are started later.
    """
    try:
        here = os.path.realpath(os.curdir)
    except FileNotFoundError:  # it is gone, and nothing can be imported from it
        sys.path[:] = filter(None, sys.path)
        return
    kept = [entry for entry in sys.path if entry and os.path.realpath(entry) != here]
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    if len(kept) < len(sys.path) and os.path.realpath(package) == here:
        kept.append(package)
    sys.path[:] = kept


_leave_current_folder_out()

from caption_qa_action.cli import main  # noqa: E402 (after the search path is safe)

raise SystemExit(main())
