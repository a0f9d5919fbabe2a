"""Reading `references.bib`: every entry becomes a work."""

from builders.bibliography.references_bib import parse, read_bibliography

__all__ = ["parse", "read_bibliography"]
