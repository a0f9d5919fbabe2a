"""Reading news articles from the web: the article, its header fields, and the page around them."""

from builders.readers.news.reader import READER

__all__ = ["READER"]
