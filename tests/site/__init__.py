"""Tests of the theme's pages and files."""
