"""Recognizers: one module a kind of mention."""
