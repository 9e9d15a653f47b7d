"""Rules about time that run only when someone asks for them."""
