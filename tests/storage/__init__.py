"""Tests of what is kept, and of what takes the place of another."""
