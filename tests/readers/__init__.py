"""Tests of the readers, one module a kind of source or more."""
