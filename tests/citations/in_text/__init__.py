"""Tests of citations in what editors write."""
