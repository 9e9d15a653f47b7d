"""What becomes of findings before they are reported; imports only core."""

# What begins a comment that suppresses findings. It stands here, so that a check of files without any loads
# nothing of suppressions.
SUPPRESSION_MARK = "caption-qa:"
