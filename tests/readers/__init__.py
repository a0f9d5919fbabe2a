"""Tests of the readers, with at least one module for each kind of source."""
