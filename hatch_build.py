"""Puts bundles into the wheel: the code of the modules that most checks load, as `caption_qa_action.bundle` reads it.

There is one for the Python that builds. `CAPTION_QA_PYTHONS` names more, with blanks between them; a release has
one for each minor version that is supported.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

MAKE = os.path.join("src", "caption_qa_action", "make_bundle.py")
# Where the wheel has them.
FOLDER = "caption_qa_action/bundle"


class BundleHook(BuildHookInterface[Any]):
    """Makes the bundles before a wheel is built, and takes them away after it."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make a bundle with each Python, and have them included."""
        if version == "editable":  # its modules are there to be changed
            return
        self._made = tempfile.TemporaryDirectory()
        named = os.environ.get("CAPTION_QA_PYTHONS", "").split()
        for python in named or [sys.executable]:
            make = [python, "-I", os.path.join(self.root, MAKE), self._made.name]
            made = subprocess.run(make, capture_output=True, text=True)
            if made.returncode and named:
                raise RuntimeError(f"{python} made no bundle:\n{made.stderr}")
            if made.returncode:
                self.app.display_warning(f"without a bundle, a check starts slower:\n{made.stderr}")
        for name in sorted(os.listdir(self._made.name)):
            build_data["force_include"][os.path.join(self._made.name, name)] = f"{FOLDER}/{name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Delete what was made."""
        if version != "editable":
            self._made.cleanup()
