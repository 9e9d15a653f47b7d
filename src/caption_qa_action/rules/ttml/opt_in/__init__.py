"""Rules about TTML that run only when someone asks for them."""
