"""Recognizers: one module for each kind of mention that is found in texts."""
