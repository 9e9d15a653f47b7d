"""Where caption files come from and go to: discovery, decoding, atomic writing."""
