"""News articles from the web: the lines of a page, the article among them, what tells about it."""

from builders.readers.news.reader import READER

__all__ = ["READER"]
