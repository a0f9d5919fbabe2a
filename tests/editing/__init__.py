"""Tests of what is written into people's files."""
