"""A real git repository to test with, without the settings of whoever runs the tests."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

SETTINGS = """\
[user]
name = Jo
email = jo@example.org
[init]
defaultBranch = main
[core]
autocrlf = false
[commit]
gpgsign = false
[protocol "file"]
allow = always
"""


def environment(folder: Path) -> dict[str, str]:
    """The environment of git commands; the settings are written into a folder."""
    settings = folder / "gitconfig"
    settings.write_text(SETTINGS, encoding="utf-8")
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("GIT_", "GITHUB_", "PRE_COMMIT"))
    }
    return {**kept, "GIT_CONFIG_GLOBAL": str(settings), "GIT_CONFIG_NOSYSTEM": "1"}


class Repository:
    """A repository in a folder, and its settings beside it."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.environment = environment(folder.parent)

    @classmethod
    def new(cls, folder: Path) -> Repository:
        """An empty repository on the branch `main`."""
        repository = cls(folder)
        repository.git("init", "--quiet")
        return repository

    def clone(self, folder: Path, *arguments: str) -> Repository:
        """A clone as over a network, so that `--depth` has its effect."""
        self.git("clone", "--quiet", *arguments, self.folder.as_uri(), str(folder))
        return Repository(folder)

    def git(self, *arguments: str, code: int | None = 0) -> str:
        """What a git command says, without blanks around it; any exit code where `code` is None."""
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="backslashreplace",
        )
        assert code is None or done.returncode == code, done.stdout
        return done.stdout.strip()

    def write(self, files: dict[str, str | bytes]) -> None:
        """Write files, with their folders."""
        for name, content in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)

    def commit(self, files: dict[str, str | bytes] | None = None, *, gone: str = "") -> str:
        """Commit everything, with some files written and one removed; the commit's name."""
        self.write(files or {})
        if gone:
            self.git("rm", "--quiet", "--", gone)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", "a change")
        return self.git("rev-parse", "HEAD")
