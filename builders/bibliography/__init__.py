"""`references.bib`: every entry as a work."""

from builders.bibliography.references_bib import FILE, parse, read_bibliography

__all__ = ["FILE", "parse", "read_bibliography"]
