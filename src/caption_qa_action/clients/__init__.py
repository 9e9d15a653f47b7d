"""Typed clients of HTTP APIs; the only part that touches the network."""
