"""Diplomatic cables: the forms they are received in, their head, their body, their end."""

from builders.readers.cable.reader import READER

__all__ = ["READER"]
