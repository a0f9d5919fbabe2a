"""Tests of what is kept between builds or spilled during one, and of supplied files."""
