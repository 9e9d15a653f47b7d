"""The engines: what turns a document into diagnostics."""
