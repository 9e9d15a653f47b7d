"""The recognisers: one module each, found by looking into this folder."""
