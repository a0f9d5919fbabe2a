"""Explanations of header terms, columns of data and problem codes, read from `builders/data/`."""
