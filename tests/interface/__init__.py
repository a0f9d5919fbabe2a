"""Tests of the interface in further languages."""
