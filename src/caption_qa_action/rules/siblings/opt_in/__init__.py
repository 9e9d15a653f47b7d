"""Rules about siblings, all of which run only when someone asks for them."""
