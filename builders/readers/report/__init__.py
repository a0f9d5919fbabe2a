"""Reports and newsletters: a PDF’s text cut into chunks, what each is, what the conversion broke."""

from builders.readers.report.reader import READER

__all__ = ["READER"]
