"""Tests of the exports, one module for each family of formats."""
