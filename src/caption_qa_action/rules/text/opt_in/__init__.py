"""Rules about text that run only when someone asks for them."""
