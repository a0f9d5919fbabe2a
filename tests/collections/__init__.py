"""Tests of which sources belong to which collection."""
