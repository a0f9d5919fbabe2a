"""Reading reports and newsletters: a PDF's text in chunks, the part that each is, and repairs."""

from builders.readers.report.reader import READER

__all__ = ["READER"]
