"""Plain texts and transcriptions: their lines, their indents, their pages."""

from builders.readers.text.reader import READER

__all__ = ["READER"]
