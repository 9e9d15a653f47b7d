"""A module for each rule; its name is the code."""
