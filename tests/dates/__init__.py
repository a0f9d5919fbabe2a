"""Tests of dates."""
