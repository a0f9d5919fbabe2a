"""Formatting works in CSL styles with pandoc, for readers."""
