"""Muniment: plain sources in, an annotated and citable static publication out."""

__version__ = "0.1.0"
