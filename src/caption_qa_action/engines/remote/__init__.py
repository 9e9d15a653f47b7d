"""A CaptionPass-compatible server as the engine: its answers kept, its quota respected."""
