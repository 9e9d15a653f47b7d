"""One run over many files: planned, narrowed to what has changed, split into shards, and executed."""
