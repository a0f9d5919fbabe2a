"""Tests of the exports, one module a family of formats."""
