"""What becomes of a document on its way out: the format that it is delivered in."""
