"""The check for leaks."""
