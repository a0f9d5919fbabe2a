"""Tests of the formats in which works are written out."""
