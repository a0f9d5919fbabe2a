"""Hostile texts, written to be obeyed by a program, put into every field that there is."""
