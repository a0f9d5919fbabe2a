"""Tests of works that can be cited."""
