"""What of a repository is looked at: files, what git knows of them, changes, staged files, siblings."""
