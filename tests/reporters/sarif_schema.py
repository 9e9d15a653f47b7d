"""The schema of SARIF 2.1.0, out of the npm package of Microsoft that tests SARIF files with it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from functools import cache

import pytest

from tests.json_schema import jsonschema

PACKAGE = "@microsoft/jest-sarif@1.0.0-beta.0"
MEMBER = "package/lib/schemas/sarif-2.1.0-rtm.5.json"
# Beside the installed packages, so that it is fetched once for each environment.
KEPT = os.path.join(sys.prefix, "caption-qa-sarif-2.1.0.json")


@cache
def sarif_validator() -> jsonschema.Draft7Validator:
    """A validator of SARIF files; the test is skipped where the schema is not to be had."""
    if not os.path.exists(KEPT):
        _fetch()
    with open(KEPT, encoding="utf-8") as file:
        return jsonschema.Draft7Validator(json.load(file))


def _fetch() -> None:
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("npm, which fetches the schema of SARIF, is not installed")
    with tempfile.TemporaryDirectory(dir=sys.prefix) as folder:
        packed = subprocess.run(
            [npm, "pack", "--silent", PACKAGE], cwd=folder, capture_output=True, timeout=120
        )
        archives = [name for name in os.listdir(folder) if name.endswith(".tgz")]
        if packed.returncode or not archives:
            pytest.skip("the schema of SARIF cannot be fetched: npm reaches no registry")
        with tarfile.open(os.path.join(folder, archives[0])) as archive:
            member = archive.extractfile(MEMBER)
            assert member is not None
            whole = os.path.join(folder, "schema.json")
            with open(whole, "wb") as file:
                file.write(member.read())
        os.replace(whole, KEPT)
