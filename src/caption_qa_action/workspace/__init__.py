"""What of a repository is looked at: found files, what git knows of them, changes, siblings, parts of a run."""
