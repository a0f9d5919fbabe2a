"""Tests of works formatted in styles."""
