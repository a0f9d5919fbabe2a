"""Tests of the order of what happened."""
