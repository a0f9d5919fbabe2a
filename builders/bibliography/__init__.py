"""Reading `references.bib`: every entry becomes a work."""

from builders.bibliography.references_bib import FILE, parse, read_bibliography

__all__ = ["FILE", "parse", "read_bibliography"]
