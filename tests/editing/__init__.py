"""Tests of the commands that write into people's files."""
