"""Rules about files that run only when someone asks for them."""
