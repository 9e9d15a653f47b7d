"""Rules about house style, all of which run only when someone asks for them."""
