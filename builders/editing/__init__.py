"""Editing files that people wrote (notes, metadata, redactions), leaving the rest untouched."""
