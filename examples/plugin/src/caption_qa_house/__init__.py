"""The rules of our house for captions."""
