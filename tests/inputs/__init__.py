"""Tests of reading and checking what people write."""
