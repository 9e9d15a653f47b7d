"""Rules about layout that run only when someone asks for them."""
